/**
 * The journal (design, The journal; invariant 1).
 *
 *   append ──▶ ahead (decided) ──▶ one frame, one write, one fdatasync ──▶ ledger (durable) ──▶ listeners, callers
 *
 * Invariants: the ledger shows what is on disk, and nothing else. Decisions are taken on `peek*`, which also sees what is on
 * its way to disk, so that two callers never take the same operation two ways. Appends that wait while the disk is busy leave
 * together. When the disk refuses, every append that was not yet durable fails: each may rest on the one before.
 */
import type { HeldRows } from '../../../shared/contract/routes.ts';
import { FINAL, type Operation, type ParticipantKey } from '../../../shared/operations/operation.ts';
import { type Log, silentLog } from '../log.ts';
import type { Random } from '../seal.ts';
import { type JournalFile, type JournalHandle, journalIn, type JournalNotice, openJournalFile } from './file.ts';
import { type Changes, holdsRow, Ledger } from './ledger.ts';
import { applyToJob, applyToOperation, type JournalRecord, type StoredJob } from './record.ts';

export interface JournalOptions {
  /** The event's folder; it exists. */
  readonly folder: string;
  readonly dataKey: Buffer;
  readonly random: Random;
  readonly clock?: () => Date;
  readonly log?: Log;
  /** Told after the sync, in the order of the file. */
  readonly onChange: (changes: Changes) => void;
  readonly openHandle?: (file: string) => Promise<JournalHandle>;
}

interface Waiting {
  readonly records: readonly JournalRecord[];
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** @throws DiskError, NewerVersion */
export async function openJournal(
  options: JournalOptions,
): Promise<{ journal: Journal; notices: readonly JournalNotice[] }> {
  const { folder, onChange, log = silentLog, ...rest } = options;
  const opened = await openJournalFile({ ...rest, file: journalIn(folder) });
  if (opened.unknown > 0) log.error('journal: records of an unknown type', { records: opened.unknown });
  for (const { code } of opened.notices) log.warn('the journal was not whole', { code });
  const ledger = new Ledger();
  for (const record of opened.records) ledger.apply(record);
  return { journal: new Journal(opened.file, ledger, onChange), notices: opened.notices };
}

export class Journal {
  readonly ledger: Ledger;
  readonly #file: JournalFile;
  readonly #onChange: (changes: Changes) => void;
  readonly #aheadOperations = new Map<string, Operation>();
  readonly #aheadJobs = new Map<string, StoredJob>();
  #aheadSeq: number;
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | null = null;
  #closed = false;

  constructor(file: JournalFile, ledger: Ledger, onChange: (changes: Changes) => void) {
    this.#file = file;
    this.ledger = ledger;
    this.#onChange = onChange;
    this.#aheadSeq = ledger.nextSeq;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** An operation as it will be when everything decided so far is on disk. */
  peek(id: string): Operation | undefined {
    return this.#aheadOperations.get(id) ?? this.ledger.operation(id);
  }

  peekJob(id: string): StoredJob | undefined {
    return this.#aheadJobs.get(id) ?? this.ledger.job(id);
  }

  /** Print jobs that are not over, as `peekJob` sees them. */
  *peekOpenJobs(): IterableIterator<StoredJob> {
    for (const state of ['queued', 'printing', 'unknown'] as const) {
      for (const id of this.ledger.queue.in(state)) {
        const job = this.#aheadJobs.has(id) ? undefined : this.ledger.job(id);
        if (job !== undefined) yield job;
      }
    }
    for (const job of this.#aheadJobs.values()) if (job.state !== 'printed' && job.state !== 'failed') yield job;
  }

  /** Operations of a person that are not final, as `peek` sees them, in the order of the journal. */
  peekOpenOf(person: ParticipantKey): readonly Operation[] {
    const keys = new Set(this.ledger.keysOf(person));
    const found = new Map(this.ledger.operationsOf(person).map((operation) => [operation.id, operation]));
    for (const operation of this.#aheadOperations.values()) {
      if (keys.has(operation.participant)) found.set(operation.id, operation);
    }
    return [...found.values()]
      .filter((operation) => !FINAL.has(operation.state.name))
      .sort((one, other) => one.seq - other.seq);
  }

  /** Operations that have this row of the server for their own, as `peek` sees them. */
  peekHolders(rows: keyof HeldRows, serverId: number): readonly Operation[] {
    const before = this.ledger.holdersOf(rows, serverId).filter(({ id }) => !this.#aheadOperations.has(id));
    return [...before, ...this.#aheadOperations.values()].filter((operation) => holdsRow(operation, rows, serverId));
  }

  /** The place that the next operation gets. */
  takeSeq(): number {
    return this.#aheadSeq++;
  }

  /**
   * Appends records, all or none. They are decided at once (`peek` sees them) and durable when the promise resolves.
   * Without records: resolves when everything decided before is durable.
   * @throws DiskError (rejects) when the disk refuses; then nothing has changed
   * @throws Error at once when a record does not fit: the caller has not looked
   */
  append(records: readonly JournalRecord[]): Promise<void> {
    if (this.#closed) return Promise.reject(new Error('the journal is closed'));
    this.#decide(records);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ records, resolve, reject });
      this.#flushing ??= this.#flush();
    });
  }

  /** Waits for what is on its way, then closes the file. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#flushing;
    await this.#file.close();
  }

  #decide(records: readonly JournalRecord[]): void {
    const operations = new Map<string, Operation>();
    const jobs = new Map<string, StoredJob>();
    for (const record of records) {
      switch (record.t) {
        case 'job':
        case 'jobState': {
          const { id, state } = record.t === 'job' ? record.job : record;
          const job = applyToJob(jobs.get(id) ?? this.peekJob(id), record);
          if (job === null) throw new Error(`print job ${id} cannot become ${state}`);
          jobs.set(id, job);
          break;
        }
        case 'op':
        case 'state': {
          const id = record.t === 'op' ? record.op.id : record.id;
          const operation = applyToOperation(operations.get(id) ?? this.peek(id), record);
          if (operation === null) throw new Error(`a record does not fit operation ${id}`);
          operations.set(id, operation);
          break;
        }
        case 'batch':
        case 'note': // nothing that a decision rests on
      }
    }
    for (const operation of operations.values()) this.#aheadOperations.set(operation.id, operation);
    for (const job of jobs.values()) this.#aheadJobs.set(job.id, job);
  }

  async #flush(): Promise<void> {
    await Promise.resolve(); // whoever appends in this same turn comes along
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      const records = batch.flatMap((waiting) => waiting.records);
      try {
        if (records.length > 0) await this.#file.append(records);
      } catch (error) {
        this.#giveUp([...batch, ...this.#waiting], error);
        continue;
      }
      this.#commit(records);
      for (const waiting of batch) waiting.resolve();
    }
    this.#flushing = null;
  }

  #giveUp(all: readonly Waiting[], error: unknown): void {
    this.#waiting = [];
    this.#aheadOperations.clear();
    this.#aheadJobs.clear();
    this.#aheadSeq = this.ledger.nextSeq;
    for (const waiting of all) waiting.reject(error);
  }

  #commit(records: readonly JournalRecord[]): void {
    const operations = new Map<string, Operation>();
    const jobs = new Map<string, StoredJob>();
    for (const record of records) {
      const changes = this.ledger.apply(record);
      for (const operation of changes.operations) operations.set(operation.id, operation);
      for (const job of changes.jobs) jobs.set(job.id, job);
    }
    if (this.#waiting.length === 0) {
      this.#aheadOperations.clear();
      this.#aheadJobs.clear();
    }
    if (operations.size > 0 || jobs.size > 0) {
      this.#onChange({ operations: [...operations.values()], jobs: [...jobs.values()] });
    }
  }
}
