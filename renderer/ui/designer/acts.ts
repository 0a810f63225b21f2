/** What the designer asks of the host. Failures are said at once; what was being designed stays as it is. */
import i18next from 'i18next';
import type { BadgeTemplate } from '../../../shared/badge/template.ts';
import { type TemplateProblem, writeTemplateFile } from '../../../shared/badge/template-file.ts';
import type { TemplateSummary } from '../../../shared/contract/printing.ts';
import type { RouteOutput } from '../../../shared/contract/routes.ts';
import { describeFailure } from '../state/commands.ts';
import { saveFile } from '../state/download.ts';
import { callHost, type Failure } from '../state/host.ts';
import { withEpoch } from '../state/safekeeping.ts';
import { useStation } from '../state/station.ts';
import { showToast } from '../state/toasts.ts';
import { isChanged, templateOf } from './state/design.ts';
import { dropUnusedImages } from './state/edits.ts';
import { type FileProblems, nameFile, readFile } from './state/file.ts';
import { nameTemplate } from './use-template-name.ts';
import { ask, noteSaved, openTemplate, say, useDesigner } from './store.ts';

export type Listing = RouteOutput<'templates'>;
export type ServerTemplate = RouteOutput<'serverTemplate'>;

function login(): string {
  return useStation.getState().station?.session.operator?.Login ?? '';
}

function tellFailure({ code, detail }: Failure): void {
  showToast('problem', describeFailure(code, detail));
}

/** @returns null when it failed, which has been said */
export async function readTemplate(id: string, version: number | null = null): Promise<RouteOutput<'template'> | null> {
  const answer = await callHost('template', { id, version });
  if (answer.ok) return answer.value;
  tellFailure(answer.problem);
  return null;
}

/** A shipped one cannot be changed: it is opened as the beginning of one's own. */
export async function openById(id: string): Promise<boolean> {
  const read = await readTemplate(id);
  if (read === null) return false;
  const { template, summary, versions } = read;
  if (summary.shipped)
    openTemplate({ ...template, name: nameCopy(nameTemplate(id, template.name, i18next.language)) }, null, true);
  else openTemplate(template, { id, version: summary.version, versions }, true);
  return true;
}

function nameCopy(name: string): string {
  return i18next.t('designer.copyOf', { name }).slice(0, 200);
}

/** Saves what is on the canvas. @returns whether it is saved; a conflict is asked about, and then `next` goes on */
export async function save(next: () => void = () => undefined): Promise<boolean> {
  const { design, kept } = useDesigner.getState();
  if (design !== null && kept !== null && !isChanged(design)) return true;
  return saveAs(kept?.id ?? null, kept?.version ?? null, next);
}

/** As a template of its own beside the one that somebody else has saved meanwhile. */
export async function saveCopy(): Promise<boolean> {
  const { design } = useDesigner.getState();
  if (design === null) return false;
  const template = templateOf(design);
  return saveAs(null, null, () => undefined, { ...template, name: nameCopy(template.name) });
}

/** On top of what somebody else has saved meanwhile: theirs stays among the versions. */
export async function saveOver(): Promise<boolean> {
  const { kept } = useDesigner.getState();
  if (kept === null) return false;
  const newest = await readTemplate(kept.id);
  if (newest === null) return false;
  useDesigner.setState({ kept: { ...kept, versions: newest.versions } });
  return saveAs(kept.id, newest.summary.version, () => undefined);
}

async function saveAs(
  id: string | null,
  base: number | null,
  next: () => void,
  renamed?: BadgeTemplate,
): Promise<boolean> {
  const { design, saving } = useDesigner.getState();
  if (design === null || saving) return false;
  if (renamed !== undefined) {
    useDesigner.setState({ design: { ...design, history: { ...design.history, present: renamed } } });
  }
  const shown = renamed ?? templateOf(design);
  useDesigner.setState({ saving: true });
  const template = dropUnusedImages(shown);
  const answer = await withEpoch((epoch) => callHost('saveTemplate', { epoch, id, base, template }));
  useDesigner.setState({ saving: false });
  if (answer.ok) {
    noteSaved(shown, answer.value.summary, login());
    say(i18next.t('designer.saved'));
    showToast('done', i18next.t('designer.saved'));
    return true;
  }
  if (answer.problem.code === 'badInput' && answer.problem.detail === 'stale') ask({ kind: 'stale', next });
  // somebody has removed it: what is designed here becomes a template of its own
  else if (answer.problem.code === 'notFound' && id !== null) return saveAs(null, null, next);
  else tellFailure(answer.problem);
  return false;
}

/** Saves a template that is not on the canvas. */
async function storeTemplate(
  template: BadgeTemplate,
  id: string | null,
  base: number | null,
): Promise<TemplateSummary | null> {
  const answer = await withEpoch((epoch) => callHost('saveTemplate', { epoch, id, base, template }));
  if (answer.ok) return answer.value.summary;
  tellFailure(answer.problem);
  return null;
}

export async function renameTemplate(id: string, name: string): Promise<boolean> {
  const read = await readTemplate(id);
  if (read === null) return false;
  return (await storeTemplate({ ...read.template, name }, id, read.summary.version)) !== null;
}

export async function duplicateTemplate(id: string): Promise<boolean> {
  const read = await readTemplate(id);
  if (read === null) return false;
  const name = nameCopy(nameTemplate(id, read.template.name, i18next.language));
  return (await storeTemplate({ ...read.template, name }, null, null)) !== null;
}

export async function removeTemplate(id: string): Promise<boolean> {
  const answer = await withEpoch((epoch) => callHost('removeTemplate', { epoch, id }));
  if (!answer.ok) tellFailure(answer.problem);
  return answer.ok;
}

export function exportTemplate(template: BadgeTemplate): void {
  saveFile(nameFile(template), writeTemplateFile(dropUnusedImages(template)));
}

export async function exportById(id: string): Promise<void> {
  const read = await readTemplate(id);
  if (read !== null) exportTemplate(read.template);
}

/** Opens a file's template on the canvas, unsaved. @returns what is wrong with it; null = nothing */
export async function importFile(file: File): Promise<{ readonly why: string; readonly detail: string } | null> {
  const read = await readFile(file);
  if (!read.ok) return tellProblems(read.problems);
  openTemplate(read.template, null, false);
  return null;
}

/** One of the whole file is said alone; those of its places one below the other. */
function tellProblems(problems: FileProblems): { readonly why: string; readonly detail: string } {
  const [first] = problems;
  const say = (code: TemplateProblem['code']): string => i18next.t(`designer.importFailed.${code}`);
  if (first === undefined || first.path === '') return { why: say(first?.code ?? 'notATemplate'), detail: '' };
  const places = problems.map(({ path, code }) => `${path}: ${say(code)}`);
  return { why: i18next.t('designer.importDamaged'), detail: places.join('\n') };
}
