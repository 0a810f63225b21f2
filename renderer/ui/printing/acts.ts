/** What a person does to printers, to the queue and to the rules. A failure is said in a toast with what to do. */
import i18next from 'i18next';
import type { BadgeSettings, Printer, PrintJob } from '../../../shared/contract/printing.ts';
import type { QueueAct } from '../../../shared/contract/printing-routes.ts';
import type { RouteInput } from '../../../shared/contract/routes.ts';
import { describeFailure } from '../state/commands.ts';
import { callHost, type Failure, type HostAnswer } from '../state/host.ts';
import { withEpoch } from '../state/safekeeping.ts';
import { reloadStation, useStation } from '../state/station.ts';
import { showToast } from '../state/toasts.ts';
import { loadPrinters } from './store.ts';
import { namePrinter } from './use-printers.ts';

/** @returns the jobs that are others than before; null when it was not done, and the person has been told */
export async function actOnQueue(act: QueueAct): Promise<readonly string[] | null> {
  const done = tell(await withEpoch((epoch) => callHost('queueAct', { epoch, act })));
  return done === null ? null : done.changed;
}

/** For one job: when nothing came of it, that is said. */
async function actOnJob(act: QueueAct, otherwise: 'tooLate' | 'unchanged'): Promise<boolean> {
  const changed = await actOnQueue(act);
  if (changed === null) return false;
  if (changed.length === 0) showToast('problem', i18next.t(`job.${otherwise}`));
  return changed.length > 0;
}

export function retryJobs(jobs: readonly string[]): Promise<boolean> {
  return actOnJob({ do: 'retry', jobs: [...jobs] }, 'unchanged');
}

export function moveJobs(jobs: readonly string[], printer: string): Promise<boolean> {
  return actOnJob({ do: 'move', jobs: [...jobs], printer }, 'unchanged');
}

/** As far as it is still possible, and nothing is said when it is not: the queue shows it. */
export async function callOff(job: string): Promise<void> {
  await actOnQueue({ do: 'cancel', jobs: [job] });
}

export function cancelJob(job: string): Promise<boolean> {
  return actOnJob({ do: 'cancel', jobs: [job] }, 'tooLate');
}

const MOST_AT_ONCE = 1000;

/** Everything that waits for one printer goes to another: those of batches too, which the desk only counts. */
export async function moveAll(from: string, to: string): Promise<number> {
  let moved = 0;
  let before: string | null = null;
  for (;;) {
    const found = await readJobs({ state: 'queued', before });
    if (found === null) return moved;
    const waiting = found.filter(({ printer }) => printer === from).map(({ id }) => id);
    if (waiting.length > 0) moved += (await actOnQueue({ do: 'move', jobs: waiting, printer: to }))?.length ?? 0;
    before = found.at(-1)?.id ?? null;
    if (found.length < MOST_AT_ONCE || before === null) return moved;
  }
}

type JobsWanted = Partial<Omit<RouteInput<'jobs'>, 'limit'>>;

/** Print jobs of the journal, newest first, as many as come at once. Null: the person has been told why there are none. */
export async function readJobs(wanted: JobsWanted): Promise<readonly PrintJob[] | null> {
  const input = { batch: null, state: null, purpose: null, before: null, ...wanted, limit: MOST_AT_ONCE };
  return tell(await callHost('jobs', input))?.jobs ?? null;
}

/** All that there are. */
export async function readAllJobs(wanted: JobsWanted): Promise<readonly PrintJob[] | null> {
  const all: PrintJob[] = [];
  for (;;) {
    const page = await readJobs({ ...wanted, before: all.at(-1)?.id ?? null });
    if (page === null) return null;
    all.push(...page);
    if (page.length < MOST_AT_ONCE) return all;
  }
}

/** @returns the failure, for the form to show */
export async function savePrinter(printer: Printer): Promise<Failure | null> {
  const answer = await withEpoch((epoch) => callHost('savePrinter', { epoch, printer }));
  if (!answer.ok) return answer.problem;
  await Promise.all([loadPrinters(), reloadStation()]);
  return null;
}

export async function removePrinter(id: string): Promise<Failure | null> {
  const answer = await withEpoch((epoch) => callHost('removePrinter', { epoch, id }));
  if (!answer.ok) return answer.problem;
  await Promise.all([loadPrinters(), reloadStation()]);
  return null;
}

export async function printTestPage(printer: Printer): Promise<void> {
  const done = tell(await withEpoch((epoch) => callHost('testPage', { epoch, printer: printer.id })));
  const name = namePrinter({ ...printer, kind: printer.connection.kind });
  if (done !== null) showToast('done', i18next.t('printers.testSent', { name }));
}

/** Roll or paper was changed: what is counted down begins anew. */
export async function setMediaLeft(printer: string, left: number): Promise<void> {
  if ((await actOnQueue({ do: 'media', printer, left })) !== null) await loadPrinters();
}

/** What is chosen counts at once; when it could not be kept, what is kept is shown again. */
export async function saveRules(settings: BadgeSettings): Promise<Failure | null> {
  const { station } = useStation.getState();
  if (station !== null) useStation.setState({ station: { ...station, badges: settings } });
  const answer = await withEpoch((epoch) => callHost('badgeSettings', { epoch, settings }));
  await reloadStation();
  return answer.ok ? null : answer.problem;
}

function tell<T>(answer: HostAnswer<T>): T | null {
  if (answer.ok) return answer.value;
  showToast('problem', describeFailure(answer.problem.code, answer.problem.detail));
  return null;
}
