/**
 * The journal in memory: operations by id in the order of the journal, print jobs, and the indexes that make the cost of a
 * change that of the change, whatever the size of the event (design, invariant 12).
 */
import type { HeldRows } from '../../../shared/contract/routes.ts';
import type { Note } from '../../../shared/operations/note.ts';
import {
  FINAL,
  idOfKey,
  type Intent,
  keyOfId,
  type Operation,
  type ParticipantKey,
} from '../../../shared/operations/operation.ts';
import { JobIndex } from './job-index.ts';
import { applyToJob, applyToOperation, type JournalRecord, type OperationRecord, type StoredJob } from './record.ts';

export interface Changes {
  readonly operations: readonly Operation[];
  readonly jobs: readonly StoredJob[];
}

const NOTHING: Changes = { operations: [], jobs: [] };

export class Ledger {
  readonly #operations = new Map<string, Operation>();
  readonly #jobs = new Map<string, StoredJob>();
  readonly #open = new Set<string>();
  readonly #byPerson = new Map<ParticipantKey, Set<string>>();
  /** Ids that the server gave to people of creates and registers, by the key that they had here before. */
  readonly #serverIds = new Map<ParticipantKey, number>();
  readonly #localKeys = new Map<number, ParticipantKey>();
  /** By Id of a row of the server: the operations that have it, or had it, for their own. */
  readonly #holders = { people: new Map<number, readonly string[]>(), badges: new Map<number, readonly string[]>() };
  readonly #notes: Note[] = [];
  /** Which print jobs are open, and how many of each batch are where. */
  readonly queue = new JobIndex();
  #nextSeq = 1;

  get nextSeq(): number {
    return this.#nextSeq;
  }

  operation(id: string): Operation | undefined {
    return this.#operations.get(id);
  }

  job(id: string): StoredJob | undefined {
    return this.#jobs.get(id);
  }

  /** All print jobs, in the order in which they were made. */
  jobs(): IterableIterator<StoredJob> {
    return this.#jobs.values();
  }

  /** Lines of the audit trail that are no operations, in the order of the journal. */
  notes(): readonly Note[] {
    return this.#notes;
  }

  /** All operations, in the order of the journal. */
  operations(): IterableIterator<Operation> {
    return this.#operations.values();
  }

  /** Those that are not final, in the order of the journal. */
  openOperations(): readonly Operation[] {
    return inOrder(this.#open, this.#operations);
  }

  /** All operations of a person, by either of their keys, in the order of the journal. */
  operationsOf(person: ParticipantKey): readonly Operation[] {
    const ids = this.keysOf(person).flatMap((key) => [...(this.#byPerson.get(key) ?? [])]);
    return inOrder(ids, this.#operations);
  }

  /** The keys under which a person is known here: the local one and the server's. */
  keysOf(person: ParticipantKey): readonly ParticipantKey[] {
    const serverId = this.serverIdOf(person);
    if (serverId === null) return [person];
    const local = this.#localKeys.get(serverId);
    const keys = [keyOfId(serverId), person, ...(local === undefined ? [] : [local])];
    return [...new Set(keys)];
  }

  /** The server's Id of a person, or null while the server has not given one. */
  serverIdOf(person: ParticipantKey): number | null {
    return this.#serverIds.get(person) ?? idOfKey(person);
  }

  /** Ids of the rows of the server that operations which are done are known to have made. */
  heldRows(): HeldRows {
    const doneIn = (rows: keyof HeldRows) =>
      [...this.#holders[rows].keys()].filter((id) =>
        this.holdersOf(rows, id).some(({ state }) => state.name === 'done'),
      );
    return { people: doneIn('people'), badges: doneIn('badges') };
  }

  /** Operations that have this row for their own. */
  holdersOf(rows: keyof HeldRows, serverId: number): readonly Operation[] {
    const ids = this.#holders[rows].get(serverId) ?? [];
    return inOrder(ids, this.#operations).filter((operation) => holdsRow(operation, rows, serverId));
  }

  /** Applies a record that is on disk. A record that does not fit is passed over: what is there already counts. */
  apply(record: JournalRecord): Changes {
    switch (record.t) {
      case 'job':
      case 'jobState': {
        const before = this.#jobs.get(record.t === 'job' ? record.job.id : record.id);
        const job = applyToJob(before, record);
        if (job === null) return NOTHING;
        this.#jobs.set(job.id, job);
        this.queue.note(before, job);
        return { operations: [], jobs: [job] };
      }
      case 'batch':
        this.queue.noteBatch(record.batch);
        return NOTHING;
      case 'note':
        this.#notes.push(record.note);
        return NOTHING;
      case 'op':
      case 'state': {
        const operation = applyToOperation(this.#operations.get(idOf(record)), record);
        if (operation !== null) this.#put(operation);
        return { operations: operation === null ? [] : [operation], jobs: [] };
      }
    }
  }

  #put(operation: Operation): void {
    const { id, participant, state, intent } = operation;
    const before = this.#operations.get(id);
    if (before !== undefined && before.participant !== participant) this.#byPerson.get(before.participant)?.delete(id);
    this.#operations.set(id, operation);
    this.#nextSeq = Math.max(this.#nextSeq, operation.seq + 1);
    const ids = this.#byPerson.get(participant);
    if (ids === undefined) this.#byPerson.set(participant, new Set([id]));
    else ids.add(id);
    if (FINAL.has(state.name)) this.#open.delete(id);
    else this.#open.add(id);
    this.#noteHolder(operation);
    const registers = intent.kind === 'create' || intent.kind === 'register';
    if (registers && (state.name === 'accepted' || state.name === 'done') && state.serverId !== null) {
      this.#serverIds.set(participant, state.serverId);
      if (participant !== keyOfId(state.serverId)) this.#localKeys.set(state.serverId, participant);
    }
  }

  #noteHolder({ id, intent, state }: Operation): void {
    if ((state.name !== 'accepted' && state.name !== 'done') || state.serverId === null) return;
    const rows = rowsOf(intent);
    if (rows === null) return;
    const holders = this.#holders[rows];
    const known = holders.get(state.serverId) ?? [];
    if (!known.includes(id)) holders.set(state.serverId, [...known, id]);
  }
}

/** It has the row for its own: the server has answered so, or it was found to be so. */
export function holdsRow({ intent, state }: Operation, rows: keyof HeldRows, serverId: number): boolean {
  return (state.name === 'accepted' || state.name === 'done') && state.serverId === serverId && rowsOf(intent) === rows;
}

/** Which rows of the server an operation makes; null: none. */
function rowsOf({ kind }: Intent): keyof HeldRows | null {
  if (kind === 'badge') return 'badges';
  return kind === 'create' || kind === 'register' ? 'people' : null;
}

function idOf(record: OperationRecord): string {
  return record.t === 'op' ? record.op.id : record.id;
}

function inOrder(ids: Iterable<string>, operations: ReadonlyMap<string, Operation>): readonly Operation[] {
  const found: Operation[] = [];
  for (const id of ids) {
    const operation = operations.get(id);
    if (operation !== undefined) found.push(operation);
  }
  return found.sort((a, b) => a.seq - b.seq);
}
