/**
 * Writes what became of a print job.
 *
 * Invariant: what a printer has said is not lost to a full disk. Whoever waits is told that the disk refused, and it is written as
 * soon as there is room; until then the job stays on the disk as it was, and a start would ask the printer again.
 */
import { DiskError } from '../problem.ts';
import type { Operation } from '../../../shared/operations/operation.ts';
import type { Journal } from '../journal/journal.ts';
import { unclear } from '../journal/mend.ts';
import { type JobChange, type JournalRecord, recordBadge, type StoredJob } from '../journal/record.ts';
import { describeError, type Log } from '../log.ts';
import type { Timers } from '../timers.ts';

export interface EndsOptions {
  readonly journal: Journal;
  readonly clock: () => Date;
  readonly timers: Timers;
  readonly log: Log;
  /** A badge operation is in the journal. */
  readonly onBadge: (operation: Operation) => void;
  /** It is on the disk, now or later than it was asked for. */
  readonly onWritten: (job: StoredJob, before: StoredJob) => void;
}

const DISK_RETRY_MS = 2000;

export class Ends {
  readonly #options: EndsOptions;

  constructor(options: EndsOptions) {
    this.#options = options;
  }

  /** @returns the job as it is now @throws DiskError: then it is tried again in the background */
  async write(job: StoredJob, change: JobChange): Promise<StoredJob> {
    const { journal, log, timers } = this.#options;
    try {
      return await this.#writeNow(job, change);
    } catch (error) {
      if (!(error instanceof DiskError)) throw error;
      timers.after(DISK_RETRY_MS, () => {
        const now = journal.peekJob(job.id);
        if (journal.closed || now?.state !== job.state) return;
        this.write(now, change).catch((again: unknown) => log.error('a print job waits', describeError(again)));
      });
      throw error;
    }
  }

  async #writeNow(job: StoredJob, change: JobChange): Promise<StoredJob> {
    const { journal, clock, onBadge, onWritten } = this.#options;
    const at = clock().toISOString();
    const { badge } = job;
    const records: JournalRecord[] = [{ t: 'jobState', id: job.id, at, ...change }];
    const isRecorded = change.state === 'printed' && badge !== null && journal.peek(badge.id) === undefined;
    if (isRecorded) {
      // its badge may have been recorded and sent already: it is a person's to settle
      const state: Operation['state'] = job.lostSight === true ? unclear() : { name: 'queued' };
      records.push({ t: 'op', op: recordBadge(badge, job.stamp, { seq: journal.takeSeq(), at }, state) });
    }
    await journal.append(records);
    const operation = isRecorded ? journal.ledger.operation(badge.id) : undefined;
    if (operation !== undefined) onBadge(operation);
    const written = journal.ledger.job(job.id);
    if (written === undefined) throw new Error('a print job was written and is not there');
    onWritten(written, job);
    return written;
  }
}
