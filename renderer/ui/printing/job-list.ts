/** Print jobs as they are shown: which stand where, which of them a person looks for, and what can be done about each. */
import type { PrinterStatus, PrintJob, QueueState } from '../../../shared/contract/printing.ts';

export const JOB_STATES = [
  'queued',
  'printing',
  'unknown',
  'failed',
  'printed',
] as const satisfies readonly PrintJob['state'][];
export type JobFilter = 'open' | 'all' | PrintJob['state'];
export const JOB_FILTERS: readonly JobFilter[] = ['open', 'all', ...JOB_STATES];

/** A person has to look at it, or a printer: it is not over. One that was cancelled is, or that somebody does without. */
export function isOpen(job: PrintJob): boolean {
  return job.state === 'failed' ? job.problem !== 'cancelled' && !job.dismissed : job.state !== 'printed';
}

/** What a person settles comes first, then what prints, then what waits; what is over comes last, the newest first. */
const RANK: Readonly<Record<PrintJob['state'], number>> = { unknown: 0, failed: 1, printing: 2, queued: 3, printed: 4 };

/** @param batch null = of any batch and of none */
export function listJobs(jobs: readonly PrintJob[], filter: JobFilter, batch: string | null): readonly PrintJob[] {
  const wanted = jobs.filter(
    (job) =>
      (batch === null || job.batch === batch) &&
      (filter === 'all' || (filter === 'open' ? isOpen(job) : job.state === filter)),
  );
  const rank = (job: PrintJob): number => (isOpen(job) ? RANK[job.state] : RANK.printed);
  return wanted.sort((a, b) => {
    const by = rank(a) - rank(b);
    if (by !== 0) return by;
    const older = compare(a.madeAt, b.madeAt);
    return a.state === 'queued' ? older : -older;
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export interface JobActions {
  readonly answer: boolean;
  readonly retry: boolean;
  readonly move: boolean;
  readonly cancel: boolean;
}

/** Nothing is offered that could print twice: what a printer may have is asked about first. */
export function actionsOf(job: PrintJob): JobActions {
  const { state } = job;
  return {
    answer: state === 'unknown',
    retry: state === 'failed',
    move: state === 'failed' || state === 'queued' || state === 'printing',
    cancel: state === 'queued' || state === 'printing' || (state === 'failed' && isOpen(job)),
  };
}

/** How the badge of the person on the screen stands. */
export type JobStand = 'waits' | 'paused' | 'printing' | 'queued' | 'failed' | 'unknown';

/** @returns null when there is nothing to say: it has come out, or was called off */
export function standOf(job: PrintJob, status: PrinterStatus | null): JobStand | null {
  if (!isOpen(job)) return null;
  if (job.state === 'failed' || job.state === 'unknown') return job.state;
  if (job.problem !== null) return 'waits';
  if (job.state === 'queued' && status?.paused === true) return 'paused';
  if (job.state === 'queued' && (status?.state === 'problem' || status?.state === 'gone')) return 'waits';
  return job.state === 'printing' ? 'printing' : 'queued';
}

/** The newest job of this person that a person at the desk cares about; a slip goes with its badge. */
export function findJobOf(jobs: readonly PrintJob[], keys: readonly string[]): PrintJob | null {
  let found: PrintJob | null = null;
  for (const job of jobs) {
    const isTheirs = keys.includes(job.participant) && (job.purpose === 'badge' || job.purpose === 'reprint');
    if (isTheirs && (found === null || job.madeAt >= found.madeAt)) found = job;
  }
  return found;
}

/** Things of printing that wait for a person: printers that stand still, badges that did not come out or are not known of. */
export function countTrouble(queue: QueueState | null, jobs: readonly PrintJob[]): number {
  const still = queue?.printers.filter(({ state }) => state === 'problem' || state === 'gone').length ?? 0;
  return still + jobs.filter((job) => job.state === 'unknown' || (job.state === 'failed' && isOpen(job))).length;
}

export function countBatch({ counts }: QueueState['batches'][number]): { readonly all: number; readonly left: number } {
  const left = counts.queued + counts.printing;
  return { all: left + counts.printed + counts.failed + counts.unknown, left };
}
