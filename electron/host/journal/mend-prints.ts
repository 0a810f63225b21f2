/**
 * What a damage leaves of badges that were being printed. "Printed" and its badge operation are one frame, lost together.
 *
 *   job open │ lost │ states of its badge     the badge was recorded: it is made again from the job, which holds all of it
 *   job open │ lost │ nothing of either       it may have been printed, recorded and sent: if it was printed, a person is asked
 *                                             about the badge, which is never sent by itself (prints.ts)
 */
import type { Ledger } from './ledger.ts';
import { type JournalRecord, recordBadge, type StoredJob } from './record.ts';

/** Badge operations whose record is lost, and whose print job is not. */
export class PrintedBadges {
  readonly #used = new Set<number>();
  #seq: number;

  /** @param firstGap place in `records` before which something is missing first */
  constructor(records: readonly JournalRecord[], firstGap: number) {
    let seq = 1;
    records.forEach((record, index) => {
      if (record.t !== 'op') return;
      this.#used.add(record.op.seq);
      if (index < firstGap) seq = Math.max(seq, record.op.seq + 1);
    });
    this.#seq = seq;
  }

  /** @returns records that make the operation and end its job; none when it is here, or no job has it */
  remake(operationId: string, ledger: Pick<Ledger, 'operation' | 'jobs'>): readonly JournalRecord[] {
    if (ledger.operation(operationId) !== undefined) return [];
    for (const job of ledger.jobs()) {
      if (job.badge?.id !== operationId) continue;
      const printed: StoredJob = { ...job, state: 'printed', problem: null, reason: '', content: null };
      const place = { seq: this.#takeSeq(), at: job.madeAt };
      return [
        { t: 'job', job: printed, mended: true },
        { t: 'op', op: recordBadge(job.badge, job.stamp, place, { name: 'queued' }) },
      ];
    }
    return [];
  }

  /** A place that nobody has. It was recorded in a gap, so that it stands behind all before the first one. */
  #takeSeq(): number {
    while (this.#used.has(this.#seq)) this.#seq += 1;
    return this.#seq++;
  }
}

const OPEN: ReadonlySet<StoredJob['state']> = new Set(['queued', 'printing', 'unknown']);

/** @param heardBehind ids of jobs and operations of which something is said behind the last gap */
export function jobsOpenAtGap(
  ledger: Pick<Ledger, 'jobs' | 'operation'>,
  heardBehind: ReadonlySet<string>,
): readonly JournalRecord[] {
  return [...ledger.jobs()].flatMap((job): JournalRecord[] => {
    if (!OPEN.has(job.state) || heardBehind.has(job.id)) return [];
    if (job.badge !== null && ledger.operation(job.badge.id) !== undefined) return [];
    // one that waited may have begun: the printer is asked
    const state = job.state === 'queued' ? 'printing' : job.state;
    return [{ t: 'job', job: { ...job, state, lostSight: true }, mended: true }];
  });
}
