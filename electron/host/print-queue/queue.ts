/**
 * The print queue of the open event.
 *
 *   queued ──▶ printing ──▶ printed, with its badge operation in the same append
 *    ▲ ▲│          ├──────▶ failed: nothing came out ──▶ queued (a person: again, or at another printer)
 *    │ │└▶ failed  ├──────▶ unknown ──▶ printed │ failed      (a person says which)
 *    │ └ cancelled └─┐
 *    └───────────────┘ nothing has left for the printer: it is tried again, here or at its fallback
 *
 * Invariants: a job with all that it takes to print it is on the disk before anybody is told of it. Its badge is recorded exactly
 * when it is printed, in one append. Nothing that may have come out is printed again without a person's word: not after a crash,
 * not by a rule. Printers work side by side, each one job at a time, badges of the desk before batches.
 */
import type { BadgeSettings, Printer, PrintJob, QueueState } from '../../../shared/contract/printing.ts';
import type { HostEvent } from '../../../shared/contract/station.ts';
import type { NewOperation, Operation } from '../../../shared/operations/operation.ts';
import type { Journal } from '../journal/journal.ts';
import type { JobChange, JournalRecord, OperatorStamp, StoredJob } from '../journal/record.ts';
import { describeError, type Log } from '../log.ts';
import type { Printers } from '../printers.ts';
import type { PrintBackend } from '../printing/backend.ts';
import type { BrowserBackend } from '../printing/browser.ts';
import { DiskError, Refusal, refuse } from '../problem.ts';
import type { Timers } from '../timers.ts';
import { describeInLane, describeJob, isTold } from './describe.ts';
import { Ends } from './ends.ts';
import { Lane } from './lane.ts';
import type { LaneOptions, Trouble } from './lane-options.ts';
import { type BadgeWish, planJobs, type PrintWish } from './plan.ts';
import { StateTeller } from './state.ts';
import { Waiters } from './waiters.ts';
import { warmUpSoon } from './warm-up.ts';

/** By kind of connection; a kind that is missing is none of this shell. */
export type Backends = { readonly [K in Printer['connection']['kind']]?: PrintBackend | BrowserBackend };

export interface QueueOptions {
  readonly journal: Journal;
  readonly printers: Printers;
  readonly backends: Backends;
  readonly prepare: LaneOptions['prepare'];
  readonly settings: () => BadgeSettings;
  readonly newestVersion: (template: string) => number | null;
  readonly clock: () => Date;
  readonly timers: Timers;
  readonly log: Log;
  readonly publish: (event: HostEvent) => void;
  /** A badge operation is in the journal. */
  readonly onBadge: (operation: Operation) => void;
}

export interface PrintRequest extends Omit<PrintWish, 'batch'>, BadgeWish {
  readonly operation: NewOperation | null;
}

export interface BatchRequest extends Pick<PrintWish, 'stamp' | 'template' | 'printer'> {
  readonly batch: { readonly id: string; readonly title: string };
  readonly entries: readonly BadgeWish[];
}

/** Of print jobs that are over, so many are told to whom has just come. */
const RECENT_JOBS = 200;

export class PrintQueue {
  readonly #options: QueueOptions;
  readonly #ends: Ends;
  readonly #lanes = new Map<string, Lane>();
  readonly #waiters: Waiters;
  readonly #teller: StateTeller;
  /** Jobs that are being looked up after a start. */
  readonly #lookedUp = new Map<string, () => void>();
  /** What was told last of each printer. */
  readonly #toldTrouble = new Map<Lane, Trouble | null>();
  #cancelWarmUp: () => void = () => undefined;
  #closed = false;

  constructor(options: QueueOptions) {
    this.#options = options;
    const { journal, clock, timers, log, onBadge, printers, backends, publish } = options;
    const onWritten = (job: StoredJob, before: StoredJob): void => this.#afterWrite(job, before);
    this.#waiters = new Waiters(timers, (id) => journal.peekJob(id));
    this.#ends = new Ends({ journal, clock, timers, log, onBadge, onWritten });
    this.#teller = new StateTeller({
      ...{ index: journal.ledger.queue, printers, backends, timers, log, publish },
      lane: (id) => this.lane(id),
    });
  }

  /** Prints; resolves with the job at its end, or as it is after a while. The same id again is the same job. @throws DiskError */
  async print(request: PrintRequest): Promise<StoredJob | Refusal> {
    const { journal } = this.#options;
    const { jobId, operation, purpose } = request;
    const known = journal.peekJob(jobId);
    if (known === undefined) {
      if ((operation?.intent.kind === 'badge') !== (purpose === 'badge')) {
        return refuse('badInput', 'a badge of the desk, and only that, records an arrival');
      }
      const jobs = planJobs(request, operation, { ...request, batch: null }, this.#plans());
      if (jobs instanceof Refusal) return jobs;
      await this.#append(jobs, []);
    } else await journal.append([]); // it may be on its way to a disk that refuses it
    return this.#waitForEnd(jobId);
  }

  /** Badges in advance. Those that are there already are passed over. @returns how many were added @throws DiskError */
  async printBatch({ batch, entries, stamp, template, printer }: BatchRequest): Promise<number | Refusal> {
    const { journal, clock } = this.#options;
    const plans = this.#plans();
    const wish: PrintWish = { purpose: 'advance', stamp, batch: batch.id, reprintReason: null, template, printer };
    const jobs: StoredJob[] = [];
    const taken = new Set<string>();
    for (const entry of entries) {
      if (journal.peekJob(entry.jobId) !== undefined || taken.has(entry.jobId)) continue;
      taken.add(entry.jobId);
      const planned = planJobs(entry, null, wish, plans);
      if (planned instanceof Refusal) return planned;
      jobs.push(...planned);
    }
    const isNew = journal.ledger.queue.batch(batch.id) === undefined;
    const madeAt = clock().toISOString();
    const record: JournalRecord = { t: 'batch', batch: { ...batch, madeAt, operator: stamp.login, paused: false } };
    await this.#append(jobs, isNew ? [record] : []);
    this.#teller.tell();
    return taken.size;
  }

  /** A page with rulers at this printer. @throws DiskError */
  async testPage(jobId: string, printer: Printer, stamp: OperatorStamp): Promise<StoredJob> {
    const at = this.#options.clock().toISOString();
    const job: StoredJob = {
      ...{ id: jobId, participant: '', name: printer.name, partId: null, statusId: null },
      ...{ batch: null, badge: null, stamp },
      ...{ purpose: 'test', template: '', templateVersion: 0, printer: printer.id, reprintReason: null, content: null },
      ...{ state: 'queued', problem: null, reason: '', tries: 0, madeAt: at, changedAt: at, operator: stamp.login },
    };
    await this.#append([job], []);
    return this.#waitForEnd(jobId);
  }

  /** Did it come out? Only yes records the badge. @throws DiskError */
  async answer(jobId: string, cameOut: boolean): Promise<StoredJob | Refusal> {
    const job = this.#options.journal.peekJob(jobId);
    if (job === undefined) return refuse('notFound');
    if (job.state !== 'unknown') return job;
    const change: JobChange = cameOut
      ? { state: 'printed', problem: null, reason: '' }
      : { state: 'failed', problem: job.problem, reason: 'it did not come out', again: true };
    return this.#ends.write(job, change);
  }

  /** What is told to whom has just come: all that is open, and the last ones. */
  describeRecent(): readonly PrintJob[] {
    const { ledger } = this.#options.journal;
    const jobs = [...ledger.jobs()];
    const from = jobs.length - RECENT_JOBS;
    const isOpen = ({ state }: StoredJob): boolean => state !== 'printed' && state !== 'failed';
    return jobs
      .filter((job, index) => isTold(job) && job.dismissed !== true && (index >= from || isOpen(job)))
      .map((job) => this.describe(job));
  }

  /** A job as it is told now: one that waits says why. */
  describe(job: StoredJob): PrintJob {
    const lane = job.printer === null ? undefined : this.#lanes.get(job.printer);
    return lane === undefined ? describeJob(job) : describeInLane(job, lane);
  }

  describeState(): QueueState {
    return this.#teller.describe();
  }

  /** Asks the printers how they are; what they say is told by the stream. */
  refreshStatus(): void {
    this.#teller.refresh();
  }

  /** After a start: what waited goes on, and what was under way is looked up. Resolves when the latter is done. */
  async recover(): Promise<void> {
    const { journal } = this.#options;
    this.#cancelWarmUp = warmUpSoon(this.#options, () => [...this.lanes()].some((lane) => lane.isWarm));
    const lookUps = new Map<Lane, StoredJob[]>();
    for (const job of journal.ledger.jobs()) {
      if (job.state === 'printing') {
        const lane = this.lane(this.#printerOf(job));
        lookUps.set(lane, [...(lookUps.get(lane) ?? []), job]);
      } else if (job.state === 'queued') await this.#resume(job);
    }
    const over = [...lookUps.values()].flat().map(
      ({ id }) =>
        new Promise<void>((resolve) => {
          this.#lookedUp.set(id, resolve);
        }),
    );
    for (const [lane, jobs] of lookUps) lane.lookUp(jobs);
    for (const lane of this.#lanes.values()) lane.kick();
    await Promise.all(over);
  }

  /** Printers were set up, changed or removed, or one was paused. */
  notePrinters(): void {
    for (const lane of this.#lanes.values()) {
      if (lane.trouble?.problem === 'noPrinter' && this.#options.printers.find(lane.id) !== undefined) lane.release();
      else lane.kick();
    }
    this.#teller.tell();
  }

  lane(printerId: string): Lane {
    const known = this.#lanes.get(printerId);
    if (known !== undefined) return known;
    const lane = new Lane(this.#laneOptions(printerId));
    this.#lanes.set(printerId, lane);
    return lane;
  }

  /** All lanes that there are so far. */
  lanes(): IterableIterator<Lane> {
    return this.#lanes.values();
  }

  /** Writes a change of a job that no lane has under way. @throws DiskError */
  write(job: StoredJob, change: JobChange): Promise<StoredJob> {
    return this.#ends.write(job, change);
  }

  /** These have come to an end by somebody else's append. */
  noteEnds(ids: readonly string[]): void {
    for (const id of ids) {
      const job = this.#options.journal.ledger.job(id);
      if (job !== undefined) this.#answer(job);
    }
    this.#teller.tell();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelWarmUp();
    this.#teller.close();
    for (const resolve of this.#lookedUp.values()) resolve();
    await Promise.all([...this.#lanes.values()].map((lane) => lane.close()));
  }

  #plans() {
    const { settings, printers, newestVersion, clock } = this.#options;
    const ids = printers.list().map(({ id }) => id);
    return { settings: settings(), printers: ids, newestVersion, at: clock().toISOString() };
  }

  async #append(jobs: readonly StoredJob[], others: readonly JournalRecord[]): Promise<void> {
    const records = jobs.map((job): JournalRecord => ({ t: 'job', job }));
    await this.#options.journal.append([...others, ...records]);
    const lanes = new Set<Lane>();
    for (const job of jobs) {
      const lane = this.lane(this.#printerOf(job));
      lane.add(job);
      lanes.add(lane);
    }
    for (const lane of lanes) {
      if (jobs.some(({ batch }) => batch === null)) lane.nudge();
      else lane.kick();
      this.#kickFallback(lane);
    }
    this.#teller.tell();
  }

  /** One of before version 3 of the journal was for the only printer that there was. */
  #printerOf(job: StoredJob): string {
    return job.printer ?? this.#options.printers.list()[0]?.id ?? 'none';
  }

  /** After a start. */
  async #resume(job: StoredJob): Promise<void> {
    if (job.content !== null) this.lane(this.#printerOf(job)).add(job);
    else {
      const reason = 'the desk stopped before printing';
      await this.#ends.write(job, { state: 'failed', problem: 'interrupted', reason });
    }
  }

  #waitForEnd(jobId: string): Promise<StoredJob> {
    const now = this.#options.journal.ledger.job(jobId);
    return now !== undefined && isOver(now) ? Promise.resolve(now) : this.#waiters.wait(jobId);
  }

  #afterWrite(job: StoredJob, before: StoredJob): void {
    this.#lookedUp.get(job.id)?.();
    this.#lookedUp.delete(job.id);
    if (job.state === 'queued' && !this.#closed) {
      const lane = this.lane(this.#printerOf(job));
      // it had its turn already
      if (before.state === 'printing') lane.waiting.putBack(job);
      else lane.waiting.add(job);
      lane.kick();
      this.#kickFallback(lane);
    }
    this.#answer(job);
    this.#teller.tell();
  }

  #answer(job: StoredJob): void {
    if (isOver(job)) this.#waiters.resolve(job);
  }

  #laneOptions(printerId: string): LaneOptions {
    const { printers, backends, journal, prepare, timers, log } = this.#options;
    return {
      ...{ printerId, prepare, timers, log },
      findPrinter: (id) => printers.find(id),
      backendOf: ({ connection }) => backends[connection.kind],
      isPaused: () => printers.isPaused(printerId),
      isBatchPaused: (batch) => journal.ledger.queue.batch(batch)?.paused ?? false,
      peekJob: (id) => journal.peekJob(id),
      relieve: (what) => this.#relieve(printerId, what),
      isFit: (id) => this.#isFit(id),
      write: (job, change) => this.#writeOfLane(job, change),
      onPrinted: ({ purpose }) => {
        if (purpose !== 'test') printers.countDown(printerId);
      },
      onBatchFails: async (batch) => {
        await this.pauseBatch(batch, true).catch((error: unknown) =>
          log.error('a batch goes on', describeError(error)),
        );
      },
      onChange: (job) => this.#hearLane(printerId, job),
    };
  }

  /** @throws DiskError */
  async pauseBatch(id: string, paused: boolean): Promise<boolean> {
    const { journal } = this.#options;
    const batch = journal.ledger.queue.batch(id);
    if (batch === undefined) return false;
    if (batch.paused !== paused) await journal.append([{ t: 'batch', batch: { ...batch, paused } }]);
    for (const lane of this.#lanes.values()) lane.kick();
    this.#teller.tell();
    return true;
  }

  async #writeOfLane(job: StoredJob, change: JobChange): Promise<StoredJob> {
    const { journal, clock } = this.#options;
    if (change.state === 'printing') {
      await journal.append([{ t: 'jobState', id: job.id, at: clock().toISOString(), ...change }]);
      const printing = journal.ledger.job(job.id);
      if (printing === undefined) throw new Error('a print job was written and is not there');
      return printing;
    }
    try {
      return await this.#ends.write(job, change);
    } catch (error) {
      // what the printer said is written when there is room; who waits is told now
      if (error instanceof DiskError) this.#waiters.reject(job.id, error);
      throw error;
    }
  }

  /** What waits for a printer in trouble may be printed by the one that it falls back on. */
  #relieve(printerId: string, what: 'desk' | 'batches'): StoredJob | null {
    const { printers } = this.#options;
    for (const lane of this.#lanes.values()) {
      if (lane.id === printerId || lane.trouble === null || printers.isPaused(lane.id)) continue;
      if (printers.find(lane.id)?.fallback !== printerId) continue;
      const job = lane.takeWaiting(what);
      if (job !== null) return job;
    }
    return null;
  }

  #isFit(id: string): boolean {
    const { printers } = this.#options;
    return printers.find(id) !== undefined && !printers.isPaused(id) && this.lane(id).trouble === null;
  }

  #kickFallback(lane: Lane): void {
    const fallback = this.#options.printers.find(lane.id)?.fallback ?? null;
    if (lane.trouble !== null && fallback !== null && fallback !== lane.id && this.#isFit(fallback)) {
      this.lane(fallback).kick();
    }
  }

  #hearLane(printerId: string, job: StoredJob | null): void {
    if (this.#closed) return;
    const lane = this.#lanes.get(printerId);
    if (lane === undefined) return;
    const { trouble } = lane;
    const isNews = (this.#toldTrouble.get(lane) ?? null) !== trouble;
    this.#toldTrouble.set(lane, trouble);
    const told = [...(job === null ? [] : [job.id]), ...(isNews ? lane.waiting.ofDesk() : [])];
    const jobs = told.flatMap((id) => this.#options.journal.ledger.job(id) ?? []);
    if (jobs.length > 0) this.#options.publish({ type: 'jobs', jobs: jobs.map((one) => this.describe(one)) });
    this.#kickFallback(lane);
    this.#teller.tell();
  }
}

function isOver({ state }: StoredJob): boolean {
  return state !== 'queued' && state !== 'printing';
}
