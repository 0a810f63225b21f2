/**
 * Ends an event on this station for good.
 *
 *   closed/<id>.json says what is to go ─▶ keys (vault entry, wraps.json) ─▶ files ─▶ the folder is not there ─▶ the record says so
 *
 * Invariants: nothing is deleted before the record is on the disk, so that an interrupted wiping goes on at the next start. The keys go
 * first: what a crash, or a disk that keeps old blocks, leaves of the files is sealed by a key that nobody has. An event whose
 * wiping has begun and not ended is not opened.
 */
import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { listFiles, sumBytes } from '../../../shared/closing/list.ts';
import { type Closing, closingSchema, type WipedDatabase } from '../../../shared/contract/closing-routes.ts';
import { makeFolder, readIfThere, syncFolder, writeWhole } from '../disk.ts';
import { describeError, type Log } from '../log.ts';
import { DiskError, errorCode, type Refusal, refuse } from '../problem.ts';
import type { Vault } from '../vault.ts';

const recordSchema = z.object({ version: z.literal(1), closing: closingSchema });

export interface ClosingsOptions {
  readonly dataDir: string;
  readonly vault: Vault;
  readonly clock: () => Date;
  readonly log: Log;
}

/** What is known of an event when it is to be closed. */
export type ToClose = Pick<Closing, 'event' | 'station' | 'version' | 'operator' | 'counts'>;

/** Reads what was closed, and goes on with what was interrupted. A file that cannot be deleted stops nothing else. @throws DiskError */
export async function openClosings(options: ClosingsOptions): Promise<Closings> {
  const closings = new Closings(options, await readRecords(path.join(options.dataDir, FOLDER), options.log));
  await closings.resume();
  return closings;
}

export class Closings {
  readonly #options: ClosingsOptions;
  readonly #all: Map<string, Closing>;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: ClosingsOptions, all: readonly Closing[]) {
    this.#options = options;
    this.#all = new Map(all.map((closing) => [closing.id, closing]));
  }

  /** The newest first. */
  list(): readonly Closing[] {
    return [...this.#all.values()].toSorted((one, other) => (one.begunAt < other.begunAt ? 1 : -1));
  }

  /** The event of this key is on its way out. */
  isEnding(key: string): boolean {
    return this.list().some(({ event, wipedAt }) => event.key === key && wipedAt === null);
  }

  /** Wipes an event that is closed already. @throws DiskError: then the next start goes on, or nothing has been touched */
  async wipe(what: ToClose): Promise<Closing> {
    const { dataDir, clock } = this.#options;
    const begunAt = clock().toISOString();
    const files = await listFolder(path.join(dataDir, 'events', what.event.key));
    const closing: Closing = {
      ...what,
      id: `${begunAt.replace(/\D/g, '')}-${what.event.key}`,
      begunAt,
      wipedAt: null,
      files: [...files],
      sha256: createHash('sha256').update(listFiles(files)).digest('hex'),
      databases: null,
    };
    await this.#save(closing);
    return this.#finish(closing);
  }

  async resume(): Promise<void> {
    const { log } = this.#options;
    for (const closing of this.list().filter(({ wipedAt }) => wipedAt === null)) {
      await this.#finish(closing).catch((error: unknown) => {
        if (!(error instanceof DiskError)) throw error;
        log.error('an event is not wiped yet', { ...describeError(error), code: error.code });
      });
    }
  }

  /** The engine has deleted the browser's databases of an event. The first word counts. @throws DiskError */
  noteDatabases(id: string, databases: readonly WipedDatabase[]): Promise<Closing | Refusal> {
    const done = this.#turn.then(async () => {
      const closing = this.#all.get(id);
      if (closing === undefined) return refuse('notFound');
      if (closing.databases !== null) return closing;
      const noted = { ...closing, databases: [...databases] };
      await this.#save(noted);
      return noted;
    });
    this.#turn = done.catch(() => undefined); // the caller is told; the next one does not depend on it
    return done;
  }

  async #finish(closing: Closing): Promise<Closing> {
    const { dataDir, vault, clock, log } = this.#options;
    const { key } = closing.event;
    const folder = path.join(dataDir, 'events', key);
    await vault.update((contents) => ({
      ...contents,
      lastEvent: contents.lastEvent === key ? null : contents.lastEvent,
      events: contents.events.filter((event) => event.key !== key),
      practice: contents.practice.filter((event) => event.key !== key),
    }));
    await remove(path.join(folder, 'wraps.json'));
    await remove(folder);
    if (await isThere(folder)) throw new DiskError({ code: 'ENOTEMPTY' });
    await syncFolder(path.join(dataDir, 'events'));
    const wiped = { ...closing, wipedAt: clock().toISOString() };
    await this.#save(wiped);
    const { event, files } = closing;
    log.info('event closed', { eventId: event.eventId, files: files.length, bytes: sumBytes(files) });
    return wiped;
  }

  async #save(closing: Closing): Promise<void> {
    const folder = path.join(this.#options.dataDir, FOLDER);
    await makeFolder(folder);
    const record: z.infer<typeof recordSchema> = { version: 1, closing };
    await writeWhole(path.join(folder, `${closing.id}.json`), Buffer.from(JSON.stringify(record)));
    this.#all.set(closing.id, closing);
  }
}

const FOLDER = 'closed';

async function readRecords(folder: string, log: Log): Promise<readonly Closing[]> {
  const names = await listNames(folder);
  const read: Closing[] = [];
  for (const name of names.filter((one) => one.endsWith('.json'))) {
    const closing = parseRecord(await readIfThere(path.join(folder, name)));
    if (closing === null) log.error('a receipt could not be read', { name });
    else read.push(closing);
  }
  return read;
}

function parseRecord(bytes: Buffer | null): Closing | null {
  try {
    return recordSchema.safeParse(JSON.parse(String(bytes))).data?.closing ?? null;
  } catch {
    return null; // not JSON; it is told of
  }
}

async function listNames(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw new DiskError(error);
  }
}

/** Every file below a folder, by its path in it, with `/`. */
async function listFolder(folder: string): Promise<Closing['files']> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => !entry.isDirectory());
    const listed: Closing['files'] = [];
    for (const file of files) {
      const whole = path.join(file.parentPath, file.name);
      listed.push({ path: path.relative(folder, whole).replaceAll('\\', '/'), bytes: (await stat(whole)).size });
    }
    return listed.sort((one, other) => (one.path < other.path ? -1 : 1));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw new DiskError(error);
  }
}

/** A virus scanner may hold a file for an instant. */
async function remove(target: string): Promise<void> {
  try {
    await rm(target, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  } catch (error) {
    throw new DiskError(error);
  }
}

async function isThere(target: string): Promise<boolean> {
  try {
    await stat(target);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw new DiskError(error);
  }
}
