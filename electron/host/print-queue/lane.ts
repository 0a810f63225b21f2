/**
 * One printer's jobs, one after the other.
 *
 *            ┌──────────── paused (a person) ◀──▶ ┐
 *   idle ──▶ preparing ──▶ printing ──▶ idle       │ nothing begins
 *            └──▶ held: the printer is in trouble ◀┘ it is looked at again after a while, and at once when a person says so
 *
 * Invariants: a job is `printing` on the disk before the printer hears of it. One that was printing when the desk stopped is looked
 * up before anything else is printed here. Nothing is printed anew that may have left: only a back-end that says so lets a job go.
 */
import type { BadgeLayout } from '../../../shared/badge/layout.ts';
import type { Printer, PrinterProblem } from '../../../shared/contract/printing.ts';
import { followOutcome, isOfPrinter, type Outcome } from '../../../shared/printing/outcome.ts';
import type { JobChange, StoredJob } from '../journal/record.ts';
import { describeError } from '../log.ts';
import type { PrintBackend } from '../printing/backend.ts';
import { DiskError } from '../problem.ts';
import { wait } from '../timers.ts';
import { Hold } from './hold.ts';
import { type LaneOptions, NotPrintable, type Trouble } from './lane-options.ts';
import { beginRun, isTaken, type Run } from './run.ts';
import { Throughput } from './throughput.ts';
import { Waiting } from './waiting.ts';
import { watchPrinter } from './watch.ts';

/** So many badges in a row may fail, or leave a question, before their batch waits for a person. */
const FAILURES_IN_A_ROW = 3;
/** A printer in trouble keeps the job that it has for so long before its fallback gets it. */
const MOVE_AFTER_MS = 5000;
/** A back-end that gave a job up may take so long to let go of it. */
const LET_GO_MS = 3000;

export class Lane {
  readonly waiting = new Waiting();
  readonly throughput = new Throughput();
  readonly #options: LaneOptions;
  readonly #lookUps: StoredJob[] = [];
  readonly #tests: string[] = [];
  #run: Run | null = null;
  #working: Promise<void> | null = null;
  readonly #hold: Hold;
  #failures = 0;
  #hasPrinted = false;
  #closed = false;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#hold = new Hold(options, () => this.kick());
  }

  get id(): string {
    return this.#options.printerId;
  }

  get running(): StoredJob | null {
    return this.#run?.job ?? null;
  }

  /** What keeps the printer; null = all is well, as far as is known. */
  get trouble(): Trouble | null {
    return this.#hold.trouble ?? this.#run?.trouble ?? null;
  }

  get hasPrinted(): boolean {
    return this.#hasPrinted;
  }

  /** It prints, or has. */
  get isWarm(): boolean {
    return this.#run !== null || this.#hasPrinted;
  }

  /** Jobs that were printing when the desk stopped. */
  lookUp(jobs: readonly StoredJob[]): void {
    this.#lookUps.push(...jobs);
  }

  add(job: StoredJob): void {
    if (job.purpose === 'test') this.#tests.push(job.id);
    else this.waiting.add(job);
  }

  /** @returns whether it was waiting here */
  drop(job: StoredJob): boolean {
    const at = this.#tests.indexOf(job.id);
    if (at >= 0) this.#tests.splice(at, 1);
    return at >= 0 || this.waiting.delete(job);
  }

  /** Begins with the next job, if there is one and nothing is in its way. */
  kick(): void {
    if (this.#working !== null || this.#closed) return;
    const work = this.#next();
    if (work === null) return;
    this.#working = work()
      .catch((error: unknown) => this.#options.log.error('a print job waits', describeError(error)))
      .finally(() => {
        this.#run = null;
        this.#working = null;
        this.#options.onChange(null);
        this.kick();
      });
  }

  /** A person says that all is well: tried at once. */
  release(): void {
    this.#hold.release();
    this.kick();
  }

  /** Somebody stands and waits: the printer is looked at again, if it was not just now. */
  nudge(): void {
    if (this.#hold.isTired) this.release();
    else this.kick();
  }

  /**
   * Takes back the job that is being printed.
   * @param target where it goes then; null: it is cancelled
   * @returns whether the printer has given it up: nothing came out
   */
  async takeBack(jobId: string, target: string | null): Promise<boolean> {
    const run = this.#run;
    const working = this.#working;
    if (run === null || run.job.id !== jobId) return false;
    run.target = target;
    if (!run.handedOver) {
      run.isTaken = true;
      await working;
      return true;
    }
    run.cancelling ??= this.#cancel(run);
    const said = await run.cancelling;
    run.cancelling = null;
    if (said !== 'cancelled') return false;
    run.isTaken = true; // the back-end may have ended the job by now, as cancelled
    run.take();
    await working;
    return true;
  }

  /** Nobody here waits for it any longer, and the printer may still have it. */
  async giveUp(job: StoredJob): Promise<void> {
    await this.#cancel({ job });
  }

  /** Nothing begins any more; waits a moment for what is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#hold.close();
    this.#run?.abort.abort();
    if (this.#working !== null) await Promise.race([this.#working, wait(this.#options.timers, LET_GO_MS)]);
  }

  #next(): (() => Promise<void>) | null {
    const lookUp = this.#lookUps.shift();
    if (lookUp !== undefined) return () => this.#lookUpNow(lookUp);
    const job = this.#takeTest() ?? this.#takeNext();
    return job === null ? null : () => this.#print(job);
  }

  #takeTest(): StoredJob | null {
    for (;;) {
      const id = this.#tests.shift();
      if (id === undefined) return null;
      const job = this.#options.peekJob(id);
      if (job?.state === 'queued') return job;
    }
  }

  #takeNext(): StoredJob | null {
    const { isPaused, isBatchPaused, relieve } = this.#options;
    if (isPaused() || this.#hold.trouble !== null) return null;
    const desk = this.#take(() => this.waiting.firstOfDesk()) ?? relieve('desk');
    return desk ?? this.#take(() => this.waiting.firstOfBatches(isBatchPaused)) ?? relieve('batches');
  }

  /** Takes the first one out that still waits. */
  takeWaiting(what: 'desk' | 'batches'): StoredJob | null {
    const { isBatchPaused } = this.#options;
    return this.#take(() =>
      what === 'desk' ? this.waiting.firstOfDesk() : this.waiting.firstOfBatches(isBatchPaused),
    );
  }

  #take(first: () => string | null): StoredJob | null {
    for (;;) {
      const id = first();
      if (id === null) return null;
      const job = this.#options.peekJob(id);
      if (job === undefined) throw new Error('a print job waits that nobody knows');
      this.waiting.delete(job);
      if (job.state === 'queued') return job;
    }
  }

  async #print(job: StoredJob): Promise<void> {
    const { findPrinter, backendOf, write } = this.#options;
    const printer = findPrinter(this.id);
    const backend = printer === undefined ? undefined : backendOf(printer);
    if (printer === undefined || backend === undefined) {
      const trouble = { problem: 'noPrinter', detail: '' } as const;
      if (job.purpose === 'test') await this.#fail(job, trouble);
      else {
        this.waiting.putBack(job);
        this.#hold.begin(trouble);
      }
      return;
    }
    const run = this.#begin(job);
    const layout = await this.#prepare(job, printer);
    if (isTaken(run)) return this.#letGo(job, run);
    if ('problem' in layout) return this.#fail(job, layout);
    let printing: StoredJob;
    try {
      printing = await write(job, this.#printing(job));
    } catch (error) {
      if (!(error instanceof DiskError)) throw error;
      this.waiting.putBack(job);
      this.#hold.begin({ problem: 'disk', detail: error.code });
      return;
    }
    // taken back while the disk was busy: the printer has not heard of it
    if (isTaken(run)) return this.#letGo(printing, run);
    run.handedOver = true;
    this.#options.onChange(null);
    const outcome = await this.#handOver(run, backend, printer, layout);
    await this.#follow(printing, outcome, run);
  }

  #printing({ tries }: StoredJob): JobChange {
    return { state: 'printing', problem: null, reason: '', printer: this.id, tries: tries + 1 };
  }

  #begin(job: StoredJob): Run {
    return (this.#run = beginRun(job));
  }

  async #prepare(job: StoredJob, printer: Printer): Promise<BadgeLayout | Trouble> {
    try {
      return await this.#options.prepare(job, printer);
    } catch (error) {
      if (error instanceof NotPrintable) return { problem: error.problem, detail: error.message };
      this.#options.log.error('a badge could not be laid out', describeError(error));
      return { problem: 'layout', detail: 'the badge could not be laid out' };
    }
  }

  async #handOver(run: Run, backend: PrintBackend, printer: Printer, layout: BadgeLayout): Promise<Outcome | 'taken'> {
    const task = {
      id: run.job.id,
      printer,
      again: run.job.again === true,
      signal: run.abort.signal,
      tell: (problem: PrinterProblem | null, detail: string) => this.#hear(run, problem, detail),
    };
    const printing = backend.print(task, layout).catch((error: unknown): Outcome => {
      this.#options.log.error('the printer failed', describeError(error));
      return { state: 'unknown', problem: 'other', reason: 'the printer failed' };
    });
    return this.#await(run, printing);
  }

  /** What came of it; `taken` when it was taken back meanwhile, though the back-end may say so first, as cancelled. */
  async #await<T extends Outcome | null>(run: Run, printing: Promise<T>): Promise<T | 'taken'> {
    const outcome = await Promise.race([printing, run.taken]);
    if (outcome === 'taken') {
      run.abort.abort();
      await Promise.race([printing, wait(this.#options.timers, LET_GO_MS)]);
      return 'taken';
    }
    if (outcome?.state === 'printed') return outcome;
    const isGivenUp = run.isTaken || (run.cancelling !== null && (await run.cancelling) === 'cancelled');
    return isGivenUp ? 'taken' : outcome;
  }

  /** The printer says why it waits, or that it goes on. */
  #hear(run: Run, problem: PrinterProblem | null, detail: string): void {
    if (this.#run !== run) return;
    run.trouble = problem === null ? null : { problem, detail };
    this.#options.onChange(run.job);
    if (problem === null || !isOfPrinter(problem)) return;
    this.#options.timers.after(MOVE_AFTER_MS, () => {
      const fallback = this.#options.findPrinter(this.id)?.fallback ?? null;
      if (this.#run !== run || run.trouble === null || run.cancelling !== null || this.#closed) return;
      if (fallback !== null && this.#options.isFit(fallback) && run.job.purpose !== 'test') {
        void this.takeBack(run.job.id, fallback);
      }
    });
  }

  async #follow(printing: StoredJob, outcome: Outcome | 'taken', run: Run): Promise<void> {
    const { write, onPrinted } = this.#options;
    if (outcome === 'taken') return this.#letGo(printing, run);
    if (this.#closed && outcome.state !== 'printed') {
      // the desk is closing: at the next start the printer is asked, unless it never had the badge
      const isWhole = outcome.state === 'failed' && !outcome.left;
      if (isWhole) await write(printing, { state: 'queued', problem: null, reason: '' });
      return;
    }
    const next = followOutcome(outcome);
    switch (next.next) {
      case 'over':
        this.#hold.forget();
        this.#failures = 0;
        this.#hasPrinted = true;
        this.throughput.note(this.#options.timers.now());
        onPrinted(printing);
        await write(printing, { state: 'printed', problem: null, reason: '' });
        return;
      case 'ask':
        await write(printing, { state: 'unknown', problem: next.problem, reason: next.reason });
        await this.#countFailure(printing);
        return;
      case 'hold': {
        const trouble = { problem: next.problem, detail: next.reason };
        if (printing.purpose === 'test') return this.#fail(printing, trouble);
        try {
          await write(printing, { state: 'queued', problem: next.problem, reason: next.reason });
        } finally {
          this.#hold.begin(trouble); // it waits in front again when others may take what waits here
        }
        return;
      }
      case 'fail':
        await this.#fail(printing, { problem: next.problem, detail: next.reason });
    }
  }

  async #fail(job: StoredJob, { problem, detail }: Trouble): Promise<void> {
    await this.#options.write(job, { state: 'failed', problem, reason: detail });
    await this.#countFailure(job);
  }

  /** What three badges did not do the fourth will not: a batch does not run through, and leaves no hundred questions. */
  async #countFailure({ batch }: StoredJob): Promise<void> {
    this.#failures += 1;
    if (batch === null || this.#failures < FAILURES_IN_A_ROW) return;
    this.#failures = 0; // whoever lets it go on has looked
    await this.#options.onBatchFails(batch);
  }

  async #letGo(job: StoredJob, { target }: Run): Promise<void> {
    await this.#options.write(
      job,
      target === null
        ? { state: 'failed', problem: 'cancelled', reason: '' }
        : { state: 'queued', problem: null, reason: '', printer: target },
    );
  }

  async #cancel({ job }: Pick<Run, 'job'>): Promise<'cancelled' | 'tooLate' | 'unknown'> {
    const { findPrinter, backendOf, log } = this.#options;
    const printer = findPrinter(this.id);
    const backend = printer === undefined ? undefined : backendOf(printer);
    if (printer === undefined || backend === undefined) return 'unknown';
    try {
      return await backend.cancel(job.id, printer);
    } catch (error) {
      log.error('a print job could not be cancelled', describeError(error));
      return 'unknown';
    }
  }

  /** After a start: what became of a job that was under way? */
  async #lookUpNow(job: StoredJob): Promise<void> {
    const { findPrinter, backendOf, log, write } = this.#options;
    const run = this.#begin(job);
    run.handedOver = true;
    const printer = findPrinter(this.id);
    const backend = printer === undefined ? undefined : backendOf(printer);
    let found: Outcome | 'taken' | null;
    try {
      if (printer === undefined || backend === undefined) {
        found = { state: 'unknown', problem: 'noPrinter', reason: 'the printer that had it is gone' };
      } else found = await this.#lookUpAt(run, backend, printer);
    } catch (error) {
      log.error('a print job could not be looked up', describeError(error));
      found = { state: 'unknown', problem: 'interrupted', reason: 'the desk stopped while printing' };
    }
    if (found !== null) return this.#follow(job, found, run);
    if (this.#closed) return;
    if (job.lostSight === true) {
      const reason = 'the journal was damaged meanwhile';
      await write(job, { state: 'unknown', problem: 'interrupted', reason });
    } else if (job.content === null) {
      await write(job, { state: 'failed', problem: 'interrupted', reason: 'the desk stopped before printing' });
    } else await write(job, { state: 'queued', problem: null, reason: '' });
  }

  async #lookUpAt(run: Run, backend: PrintBackend, printer: Printer): Promise<Outcome | 'taken' | null> {
    const { timers, log } = this.#options;
    const tell = (now: Trouble | null): void => this.#hear(run, now?.problem ?? null, now?.detail ?? '');
    const stop = watchPrinter(backend, printer, { timers, log, tell });
    try {
      return await this.#await(run, backend.recover(run.job.id, printer));
    } finally {
      stop();
    }
  }
}
