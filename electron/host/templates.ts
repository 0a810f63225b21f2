/**
 * Badge templates of an event, sealed with its data key.
 *
 *   templates/index          what there is: ids, versions, who saved them when
 *   templates/<id>.<version> one version, as it was saved
 *   templates/draft          what is being designed and is not saved
 *
 * Invariants: a version is never changed. The version is on the disk before the index speaks of it. Those that ship with the app are
 * always there and cannot be changed. One that was removed is listed no longer, but what waits to be printed with it still finds it.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type BadgeTemplate, badgeTemplateSchema } from '../../shared/badge/template.ts';
import { identifierSchema, type TemplateSummary } from '../../shared/contract/printing.ts';
import { type TemplateDraft, templateDraftSchema } from '../../shared/contract/printing-routes.ts';
import { makeFolder, readIfThere, setAside, writeWhole } from './disk.ts';
import { describeError, type Log } from './log.ts';
import { type Refusal, refuse } from './problem.ts';
import { type Random, seal, unseal } from './seal.ts';

const versionSchema = z.object({
  version: z.int(),
  savedAt: z.string(),
  savedBy: z.string(),
  name: z.string(),
  page: z.object({ width: z.number(), height: z.number() }),
  sides: z.literal([1, 2]),
});
const indexSchema = z.object({
  version: z.literal(1),
  templates: z.array(z.object({ id: identifierSchema, removed: z.boolean(), versions: z.array(versionSchema).min(1) })),
});
type Index = z.infer<typeof indexSchema>;
type Kept = Index['templates'][number];

export interface TemplatesOptions {
  /** Made when the first one is saved. */
  readonly folder: string;
  readonly dataKey: Buffer;
  readonly random: Random;
  readonly clock: () => Date;
  readonly log: Log;
  /** Those that ship with the app, by id. */
  readonly shipped: ReadonlyMap<string, BadgeTemplate>;
  /** A version that waiting jobs are printed with is kept, however old it is. */
  readonly isNeeded: (id: string, version: number) => boolean;
  readonly onChange: () => void;
}

export interface FoundTemplate {
  readonly template: BadgeTemplate;
  readonly summary: TemplateSummary;
  /** Newest first; none of a shipped one. */
  readonly versions: readonly { readonly version: number; readonly savedAt: string; readonly savedBy: string }[];
}

const KEPT_VERSIONS = 50;
const MOST_TEMPLATES = 500;
/** Templates that are kept in memory as they were read. */
const CACHED = 20;
const SHIPPED_VERSION = 1;
const DRAFT = 'draft';

/** @throws DiskError */
export async function openTemplates(options: TemplatesOptions): Promise<Templates> {
  const file = path.join(options.folder, 'index');
  const sealed = await readIfThere(file);
  if (sealed === null) return new Templates(options, { version: 1, templates: [] });
  const plain = unseal(options.dataKey, sealed, 'index');
  const index = plain === null ? null : (indexSchema.safeParse(JSON.parse(plain.toString())).data ?? null);
  if (index === null) {
    options.log.error('the list of templates could not be read', { aside: await setAside(file, 'unreadable') });
  }
  return new Templates(options, index ?? { version: 1, templates: [] });
}

export class Templates {
  readonly #options: TemplatesOptions;
  readonly #cache = new Map<string, BadgeTemplate>();
  #index: Index;
  #writing: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: TemplatesOptions, index: Index) {
    this.#options = options;
    this.#index = index;
  }

  list(): readonly TemplateSummary[] {
    const shipped = [...this.#options.shipped].map(([id, template]) => summariseShipped(id, template));
    const own = this.#index.templates.flatMap((kept) => (kept.removed ? [] : summarise(kept)));
    return [...shipped, ...own];
  }

  /** Null: there is none of this id (any more). */
  newestVersion(id: string): number | null {
    if (this.#options.shipped.has(id)) return SHIPPED_VERSION;
    const kept = this.#find(id);
    return kept === undefined || kept.removed ? null : (kept.versions.at(-1)?.version ?? null);
  }

  /** @param version null: the newest. @returns null when it is not kept @throws DiskError */
  async find(id: string, version: number | null): Promise<FoundTemplate | null> {
    const template = await this.read(id, version ?? this.newestVersion(id) ?? 0);
    if (template === null) return null;
    if (this.#options.shipped.has(id)) return { template, summary: summariseShipped(id, template), versions: [] };
    const kept = this.#find(id);
    const summary = kept === undefined ? undefined : summarise(kept)[0];
    if (kept === undefined || summary === undefined) return null;
    const versions = kept.versions.map(({ version: one, savedAt, savedBy }) => ({ version: one, savedAt, savedBy }));
    return { template, summary, versions: versions.reverse() };
  }

  /** A version of it, of a removed one too. @returns null when it is not kept @throws DiskError */
  async read(id: string, version: number): Promise<BadgeTemplate | null> {
    const shipped = this.#options.shipped.get(id);
    if (shipped !== undefined) return shipped;
    const name = `${id}.${version}`;
    const cached = this.#cache.get(name);
    if (cached !== undefined) return cached;
    if (this.#find(id)?.versions.some((one) => one.version === version) !== true) return null;
    const { folder, dataKey, log } = this.#options;
    const sealed = await readIfThere(path.join(folder, name));
    const plain = sealed === null ? null : unseal(dataKey, sealed, name);
    const parsed = plain === null ? null : badgeTemplateSchema.safeParse(JSON.parse(plain.toString()));
    if (parsed?.success !== true) {
      log.error('a template could not be read', { version });
      return null;
    }
    this.#remember(name, parsed.data);
    return parsed.data;
  }

  /**
   * Keeps a new version.
   * @param base the version that was changed: a newer one of somebody else is not overwritten
   * @throws DiskError
   */
  save(
    wish: { readonly id: string | null; readonly base: number | null; readonly template: BadgeTemplate },
    savedBy: string,
  ): Promise<TemplateSummary | Refusal> {
    return this.#inTurn(async () => {
      const { shipped, random, clock, dataKey, folder, onChange } = this.#options;
      const id = wish.id ?? Buffer.from(random(8)).toString('hex');
      if (shipped.has(id)) return refuse('badInput', 'shipped');
      const before = this.#find(id);
      const newest = before === undefined || before.removed ? null : (before.versions.at(-1)?.version ?? null);
      if (newest !== null && newest !== wish.base) return refuse('badInput', 'stale');
      if (before === undefined && this.#index.templates.length >= MOST_TEMPLATES) return refuse('badInput', 'tooMany');
      const { template } = wish;
      const version = (before?.versions.at(-1)?.version ?? 0) + 1;
      const name = `${id}.${version}`;
      await makeFolder(folder);
      await writeWhole(path.join(folder, name), seal(dataKey, Buffer.from(JSON.stringify(template)), name, random));
      const made = {
        ...{ version, savedAt: clock().toISOString(), savedBy, name: template.name, page: { ...template.page } },
        sides: template.back === null ? (1 as const) : (2 as const),
      };
      const kept: Kept = { id, removed: false, versions: [...(before?.versions ?? []), made] };
      await this.#replace(await this.#prune(kept));
      this.#remember(name, template);
      onChange();
      const [summary] = summarise(kept);
      if (summary === undefined) throw new Error('a template was saved and has no version');
      return summary;
    });
  }

  /** @throws DiskError */
  remove(id: string): Promise<Refusal | null> {
    return this.#inTurn(async () => {
      if (this.#options.shipped.has(id)) return refuse('badInput', 'shipped');
      const before = this.#find(id);
      if (before === undefined || before.removed) return refuse('notFound', 'template');
      await this.#replace({ ...before, removed: true });
      this.#options.onChange();
      return null;
    });
  }

  /** Null: nothing is unsaved, or it can no longer be read. @throws DiskError */
  async readDraft(): Promise<TemplateDraft | null> {
    const { folder, dataKey, log } = this.#options;
    await this.#writing;
    const sealed = await readIfThere(path.join(folder, DRAFT));
    if (sealed === null) return null;
    const plain = unseal(dataKey, sealed, DRAFT);
    const draft = plain === null ? null : (templateDraftSchema.safeParse(JSON.parse(plain.toString())).data ?? null);
    if (draft === null) log.error('the draft of a template could not be read');
    return draft;
  }

  /** @throws DiskError */
  keepDraft(draft: TemplateDraft | null): Promise<void> {
    return this.#inTurn(async () => {
      const { folder, dataKey, random } = this.#options;
      const file = path.join(folder, DRAFT);
      if (draft === null) return rm(file, { force: true });
      await makeFolder(folder);
      await writeWhole(file, seal(dataKey, Buffer.from(JSON.stringify(draft)), DRAFT, random));
    });
  }

  #find(id: string): Kept | undefined {
    return this.#index.templates.find((kept) => kept.id === id);
  }

  #remember(name: string, template: BadgeTemplate): void {
    this.#cache.set(name, template);
    for (const oldest of this.#cache.keys()) {
      if (this.#cache.size <= CACHED) break;
      this.#cache.delete(oldest);
    }
  }

  /** The oldest versions go, if nothing waits to be printed with them. */
  async #prune(kept: Kept): Promise<Kept> {
    const { folder, isNeeded, log } = this.#options;
    const from = kept.versions.length - KEPT_VERSIONS;
    const gone = kept.versions.filter(({ version }, index) => index < from && !isNeeded(kept.id, version));
    for (const { version } of gone) {
      await rm(path.join(folder, `${kept.id}.${version}`), { force: true }).catch((error: unknown) => {
        log.warn('an old template was not removed', describeError(error)); // nothing speaks of it any more
      });
    }
    return { ...kept, versions: kept.versions.filter((one) => !gone.includes(one)) };
  }

  async #replace(kept: Kept): Promise<void> {
    const { folder, dataKey, random } = this.#options;
    const isNew = this.#find(kept.id) === undefined;
    const before = this.#index.templates;
    const templates = isNew ? [...before, kept] : before.map((one) => (one.id === kept.id ? kept : one));
    const next: Index = { version: 1, templates };
    await writeWhole(path.join(folder, 'index'), seal(dataKey, Buffer.from(JSON.stringify(next)), 'index', random));
    this.#index = next;
  }

  /** Writes nothing any more, when it resolves. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing;
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('the templates are closed'));
    const done = this.#writing.then(act);
    this.#writing = done.catch(() => undefined); // the caller is told; the next one does not depend on it
    return done;
  }
}

function summariseShipped(id: string, { name, page, back }: BadgeTemplate): TemplateSummary {
  const sides = back === null ? 1 : 2;
  return { id, name, shipped: true, version: SHIPPED_VERSION, savedAt: null, savedBy: null, page: { ...page }, sides };
}

function summarise({ id, versions }: Kept): readonly TemplateSummary[] {
  const newest = versions.at(-1);
  if (newest === undefined) return [];
  const { version, savedAt, savedBy, name, page, sides } = newest;
  return [{ id, name, shipped: false, version, savedAt, savedBy, page, sides }];
}
