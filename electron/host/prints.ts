/**
 * Print jobs.
 *
 *   queued ──▶ printing ──▶ printed, with its badge operation in the same append
 *      │           ├──────▶ failed
 *      └─▶ failed  └──────▶ unknown ──▶ printed, with its badge operation │ failed      (a person says which)
 *
 * Invariants: a job is `printing` on disk before the printer hears of it. Its badge is recorded exactly when it is printed: one
 * append, all or nothing (design, The journal). A job that was printing when the desk died is looked up, never printed again.
 * One that a damage of the journal has cut off may have had its end: its badge is a person's to settle, and is not sent.
 */
import type { PrintJob } from '../../shared/contract/printing.ts';
import type { NewOperation, Operation } from '../../shared/operations/operation.ts';
import type { BadgeContent } from '../../shared/badge/content.ts';
import type { BadgeLayout } from '../../shared/badge/layout.ts';
import type { Printer } from '../../shared/contract/printing.ts';
import type { Journal } from './journal/journal.ts';
import { unclear } from './journal/mend.ts';
import { type JournalRecord, type OperatorStamp, recordBadge, type StoredJob } from './journal/record.ts';
import { describeError, type Log } from './log.ts';
import type { PrintBackend, PrintOutcome } from './printing/backend.ts';
import { DiskError, type Refusal, refuse } from './problem.ts';
import type { Timers } from './timers.ts';

export interface PrintsOptions {
  readonly journal: Journal;
  readonly backend: PrintBackend;
  readonly printer: Printer;
  readonly layOut: (content: BadgeContent) => Promise<BadgeLayout>;
  readonly clock: () => Date;
  readonly timers: Timers;
  readonly log: Log;
  /** A badge operation is in the journal. */
  readonly onBadge: (operation: Operation) => void;
}

export interface PrintRequest {
  readonly jobId: string;
  readonly badge: NewOperation;
  readonly stamp: OperatorStamp;
  readonly content: BadgeContent;
}

const DISK_RETRY_MS = 2000;
/** Of print jobs that are over, so many are told to whom has just come. */
const RECENT_JOBS = 200;

export class Prints {
  readonly #options: PrintsOptions;
  readonly #running = new Map<string, Promise<StoredJob>>();
  /** One badge after the other: there is one printer. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: PrintsOptions) {
    this.#options = options;
  }

  /** Prints, and resolves with the job at its end. The same id again gives back the same job. @throws DiskError */
  print(request: PrintRequest): Promise<StoredJob | Refusal> {
    const running = this.#running.get(request.jobId);
    if (running !== undefined) return running;
    const known = this.#options.journal.peekJob(request.jobId);
    if (known !== undefined) return Promise.resolve(known);
    if (request.badge.intent.kind !== 'badge') return Promise.resolve(refuse('badInput', 'a print records a badge'));
    const job = this.#run(request).finally(() => this.#running.delete(request.jobId));
    this.#running.set(request.jobId, job);
    return job;
  }

  /** Did it come out? Only yes records the badge. @throws DiskError */
  async answer(jobId: string, cameOut: boolean): Promise<StoredJob | Refusal> {
    const job = this.#options.journal.peekJob(jobId);
    if (job === undefined) return refuse('notFound');
    if (job.state !== 'unknown') return job;
    return this.#conclude(
      job,
      cameOut ? { state: 'printed' } : { state: 'failed', problem: 'other', reason: 'it did not come out', left: true },
    );
  }

  /** The jobs that whoever has just come is told: all that are open, and the last ones. */
  describeRecent(): readonly PrintJob[] {
    const jobs = this.#options.journal.ledger.jobs();
    const from = jobs.length - RECENT_JOBS;
    return jobs
      .filter((job, index) => index >= from || (job.state !== 'printed' && job.state !== 'failed'))
      .map(describeJob);
  }

  /** After a start: finds out what became of jobs that were under way. */
  async recover(): Promise<void> {
    for (const job of this.#options.journal.ledger.jobs()) {
      if (job.state === 'queued')
        await this.#put({ ...job, state: 'failed', reason: 'the desk stopped before printing' });
      if (job.state === 'printing') await this.#conclude(job, await this.#lookUp(job));
    }
  }

  async #run({ jobId, badge, stamp, content }: PrintRequest): Promise<StoredJob> {
    const queued: StoredJob = {
      id: jobId,
      participant: badge.participant,
      name: badge.about.name,
      partId: badge.intent.kind === 'badge' ? badge.intent.partId : null,
      state: 'queued',
      reason: '',
      madeAt: this.#options.clock().toISOString(),
      operator: stamp.login,
      badge,
      stamp,
    };
    await this.#put(queued);
    const printed = this.#queue.then(() => this.#printNow(queued, content));
    this.#queue = printed.catch(() => undefined); // the caller is told; the next badge does not depend on it
    return printed;
  }

  async #printNow(queued: StoredJob, content: BadgeContent): Promise<StoredJob> {
    const { backend, layOut, log } = this.#options;
    let layout: BadgeLayout;
    try {
      layout = await layOut(content);
    } catch (error) {
      log.error('a badge could not be laid out', describeError(error));
      return this.#put({ ...queued, state: 'failed', reason: 'the badge could not be laid out' });
    }
    const printing = await this.#put({ ...queued, state: 'printing' });
    let outcome: PrintOutcome;
    try {
      outcome = await backend.print(
        { id: queued.id, printer: this.#options.printer, signal: new AbortController().signal, tell: () => undefined },
        layout,
      );
    } catch (error) {
      log.error('the printer failed', describeError(error));
      outcome = { state: 'unknown', problem: 'other', reason: 'the printer failed' };
    }
    return this.#conclude(printing, outcome);
  }

  async #lookUp({ id, lostSight }: StoredJob): Promise<PrintOutcome> {
    try {
      const found = await this.#options.backend.recover(id, this.#options.printer);
      if (found === null && lostSight === true)
        return { state: 'unknown', problem: 'interrupted', reason: 'the journal was damaged meanwhile' };
      return (
        found ?? { state: 'failed', problem: 'interrupted', reason: 'the desk stopped before printing', left: false }
      );
    } catch (error) {
      this.#options.log.error('a print job could not be looked up', describeError(error));
      return { state: 'unknown', problem: 'interrupted', reason: 'the desk stopped while printing' };
    }
  }

  /** The outcome is known and must not be lost to a full disk: the caller is told of it, and it is written when there is room. */
  async #conclude(job: StoredJob, outcome: PrintOutcome): Promise<StoredJob> {
    try {
      return await this.#write(job, outcome);
    } catch (error) {
      if (error instanceof DiskError) this.#tryAgain(job, outcome);
      throw error;
    }
  }

  #tryAgain(job: StoredJob, outcome: PrintOutcome): void {
    const { timers, journal, log } = this.#options;
    timers.after(DISK_RETRY_MS, () => {
      const same = journal.peekJob(job.id)?.state === job.state;
      if (same && !journal.closed) {
        this.#conclude(job, outcome).catch((error: unknown) => log.error('a print job waits', describeError(error)));
      }
    });
  }

  async #write(job: StoredJob, outcome: PrintOutcome): Promise<StoredJob> {
    if (outcome.state !== 'printed') return this.#put({ ...job, state: outcome.state, reason: outcome.reason });
    const { journal, clock, onBadge } = this.#options;
    const printed: StoredJob = { ...job, state: 'printed', reason: '' };
    const records: JournalRecord[] = [{ t: 'job', job: printed }];
    if (journal.peek(job.badge.id) === undefined) {
      const at = clock().toISOString();
      const state: Operation['state'] = job.lostSight === true ? unclear() : { name: 'queued' };
      records.push({ t: 'op', op: recordBadge(job, journal.takeSeq(), at, state) });
    }
    await journal.append(records);
    const operation = journal.ledger.operation(job.badge.id);
    if (operation !== undefined) onBadge(operation);
    return printed;
  }

  async #put(job: StoredJob): Promise<StoredJob> {
    await this.#options.journal.append([{ t: 'job', job }]);
    return job;
  }
}

/** What is told of a job. */
export function describeJob(job: StoredJob): PrintJob {
  const { id, participant, name, partId, state, reason, madeAt, operator } = job;
  return { id, participant, name, partId, state, reason, madeAt, operator };
}
