/**
 * The journal in memory: operations by id in the order of the journal, print jobs, and the indexes that make the cost of a
 * change that of the change, whatever the size of the event (design, invariant 12).
 */
import type { HeldRows } from '../../../shared/contract/routes.ts';
import type { Note } from '../../../shared/operations/note.ts';
import { FINAL, idOfKey, keyOfId, type Operation, type ParticipantKey } from '../../../shared/operations/operation.ts';
import { applyToJob, applyToOperation, type JournalRecord, type OperationRecord, type StoredJob } from './record.ts';

export interface Changes {
  readonly operations: readonly Operation[];
  readonly jobs: readonly StoredJob[];
}

export class Ledger {
  readonly #operations = new Map<string, Operation>();
  readonly #jobs = new Map<string, StoredJob>();
  readonly #open = new Set<string>();
  readonly #byPerson = new Map<ParticipantKey, Set<string>>();
  /** Ids that the server gave to people of creates and registers, by the key that they had here before. */
  readonly #serverIds = new Map<ParticipantKey, number>();
  readonly #localKeys = new Map<number, ParticipantKey>();
  /** Rows of the server that operations which are done have made. */
  readonly #held = { people: new Set<number>(), badges: new Set<number>() };
  readonly #notes: Note[] = [];
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

  jobs(): readonly StoredJob[] {
    return [...this.#jobs.values()];
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
    return { people: [...this.#held.people], badges: [...this.#held.badges] };
  }

  /** Applies a record that is on disk. A record that does not fit is passed over: what is there already counts. */
  apply(record: JournalRecord): Changes {
    switch (record.t) {
      case 'job': {
        const job = applyToJob(this.#jobs.get(record.job.id), record.job, record.mended);
        if (job !== null) this.#jobs.set(job.id, job);
        return { operations: [], jobs: job === null ? [] : [job] };
      }
      case 'note':
        this.#notes.push(record.note);
        return { operations: [], jobs: [] };
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
    if (state.name === 'done' && state.serverId !== null) {
      this.#held[intent.kind === 'badge' ? 'badges' : 'people'].add(state.serverId);
    }
    const registers = intent.kind === 'create' || intent.kind === 'register';
    if (registers && (state.name === 'accepted' || state.name === 'done') && state.serverId !== null) {
      this.#serverIds.set(participant, state.serverId);
      if (participant !== keyOfId(state.serverId)) this.#localKeys.set(state.serverId, participant);
    }
  }
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
