/** What a person does to the queue: pause, resume, cancel, retry, move, purge, put in paper. Unknown jobs are nobody's but the question's. */
import type { QueueAct } from '../../../shared/contract/printing-routes.ts';
import type { Journal } from '../journal/journal.ts';
import type { JobChange, JournalRecord, StoredJob } from '../journal/record.ts';
import type { Printers } from '../printers.ts';
import { type Refusal, refuse } from '../problem.ts';
import type { PrintQueue } from './queue.ts';

export interface ActContext {
  readonly queue: PrintQueue;
  readonly journal: Journal;
  readonly printers: Printers;
  readonly clock: () => Date;
}

/** Jobs that are cancelled in one append. */
const AT_ONCE = 500;

/** @returns ids of the jobs that are others than before @throws DiskError */
export async function actOnQueue(act: QueueAct, context: ActContext): Promise<readonly string[] | Refusal> {
  const { queue, journal, printers } = context;
  if ('printer' in act && printers.find(act.printer) === undefined) return refuse('notFound', 'printer');
  switch (act.do) {
    case 'pause':
    case 'resume': {
      const isPause = act.do === 'pause';
      if ('batch' in act) return (await queue.pauseBatch(act.batch, isPause)) ? [] : refuse('notFound', 'batch');
      await printers.pause(act.printer, isPause);
      if (!isPause) queue.lane(act.printer).release();
      queue.notePrinters();
      return [];
    }
    case 'media':
      await printers.setMedia(act.printer, act.left);
      queue.notePrinters();
      return [];
    case 'cancel':
      if ('jobs' in act) {
        const jobs = find(act.jobs, journal);
        const failed = jobs.filter(({ state }) => state === 'failed').map(({ id }) => id);
        return [...(await cancelJobs(jobs, context, false)), ...(await dismiss(failed, context))];
      }
      if (journal.ledger.queue.batch(act.batch) === undefined) return refuse('notFound', 'batch');
      return cancelJobs(
        [...journal.ledger.jobs()].filter(({ batch }) => batch === act.batch),
        context,
        true,
      );
    case 'retry':
      return requeue(find(act.jobs, journal), null, context);
    case 'move':
      return requeue(find(act.jobs, journal), act.printer, context);
    case 'purge':
      return purge(context);
  }
}

function find(ids: readonly string[], journal: Journal): readonly StoredJob[] {
  return ids.flatMap((id) => journal.peekJob(id) ?? []);
}

/** What waits is cancelled; what is printed only if the printer gives it up. */
async function cancelJobs(
  jobs: readonly StoredJob[],
  { queue, journal, clock }: ActContext,
  dismiss: boolean,
): Promise<readonly string[]> {
  const changed: string[] = [];
  const cancelled: JobChange = {
    ...{ state: 'failed', problem: 'cancelled', reason: '' },
    ...(dismiss ? { dismissed: true } : {}),
  };
  const underWay = new Set<StoredJob>();
  let taken: StoredJob[] = [];
  const flush = async (): Promise<void> => {
    const at = clock().toISOString();
    const now = taken;
    taken = [];
    try {
      await journal.append(now.map(({ id }): JournalRecord => ({ t: 'jobState', id, at, ...cancelled })));
    } catch (error) {
      for (const job of now) if (job.printer !== null) queue.lane(job.printer).add(job);
      throw error;
    }
    changed.push(...now.map(({ id }) => id));
  };
  for (const { id } of jobs) {
    const job = journal.peekJob(id); // it may have begun since
    if (job?.state === 'printing') underWay.add(job);
    if (job?.state !== 'queued') continue;
    if (!isWaiting(job, queue)) {
      underWay.add(job);
      continue;
    }
    taken.push(job);
    if (taken.length === AT_ONCE) await flush();
  }
  await flush();
  for (const { id } of underWay) if (await takeBack(id, null, queue)) changed.push(id);
  queue.noteEnds(changed);
  return changed;
}

/** Takes it out of the line in which it waits. */
function isWaiting(job: StoredJob, queue: PrintQueue): boolean {
  for (const lane of queue.lanes()) if (lane.drop(job)) return true;
  return false;
}

async function takeBack(id: string, target: string | null, queue: PrintQueue): Promise<boolean> {
  for (const lane of queue.lanes()) {
    if (lane.running?.id === id) return lane.takeBack(id, target);
  }
  return false;
}

/** Queued and failed ones again, at their printer or at another one. What is under way moves only if its printer gives it up. */
async function requeue(
  jobs: readonly StoredJob[],
  target: string | null,
  { queue, journal }: ActContext,
): Promise<readonly string[]> {
  const changed: string[] = [];
  if (target !== null) await giveUpElsewhere(jobs, target, queue);
  for (const { id } of jobs) {
    const job = journal.peekJob(id);
    if (job === undefined) continue;
    const printer = target === null ? {} : { printer: target };
    if (job.state === 'failed' && (job.content !== null || job.purpose === 'test')) {
      await queue.write(job, { state: 'queued', problem: null, reason: '', ...printer });
      changed.push(id);
    } else if (job.state === 'queued' && target === null) {
      if (job.printer !== null) queue.lane(job.printer).release();
      changed.push(id);
    } else if (job.state === 'queued' && isWaiting(job, queue)) {
      await queue.write(job, { state: 'queued', problem: null, reason: '', ...printer });
      changed.push(id);
    } else if (target !== null && (await takeBack(id, target, queue))) changed.push(id);
  }
  for (const lane of queue.lanes()) if (changed.length > 0) lane.nudge();
  return changed;
}

/**
 * What became of these was not known, and a person found nothing: their printer may have them all the same, and would print them when
 * it has paper or is there again. Whether it gives them up or cannot be asked, the person's word counts.
 */
async function giveUpElsewhere(jobs: readonly StoredJob[], target: string, queue: PrintQueue): Promise<void> {
  const left = jobs.filter(({ state, again, printer }) => state === 'failed' && again === true && printer !== target);
  await Promise.all(
    left.map(async (job) => {
      if (job.printer !== null) await queue.lane(job.printer).giveUp(job);
    }),
  );
}

/** Everything that waits is cancelled, and what failed is told no longer. */
async function purge(context: ActContext): Promise<readonly string[]> {
  const { ledger } = context.journal;
  const waiting = [...ledger.queue.in('queued')].flatMap((id) => ledger.job(id) ?? []);
  const changed = [...(await cancelJobs(waiting, context, true))];
  changed.push(...(await dismiss([...ledger.queue.in('failed')], context)));
  return [...new Set(changed)];
}

/** What failed is told no longer: somebody has seen it, and does without. */
async function dismiss(failed: readonly string[], { journal, clock, queue }: ActContext): Promise<readonly string[]> {
  const changed: string[] = [];
  for (let from = 0; from < failed.length; from += AT_ONCE) {
    const at = clock().toISOString();
    const records = failed.slice(from, from + AT_ONCE).flatMap((id): JournalRecord[] => {
      const job = journal.peekJob(id);
      if (job?.state !== 'failed') return [];
      changed.push(id);
      return [{ t: 'jobState', id, at, state: 'failed', problem: job.problem, reason: job.reason, dismissed: true }];
    });
    await journal.append(records);
  }
  queue.noteEnds(changed);
  return changed;
}
