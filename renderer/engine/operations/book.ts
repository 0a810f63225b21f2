/**
 * The engine's copy of the journal's open operations, and of those that were handed over, by person. A walk-in has a local key until the server's Id is known; from
 * then on both keys mean the same person.
 */
import type { HeldRows } from '../../../shared/contract/routes.ts';
import {
  FINAL,
  type IntentKind,
  isHandedOver,
  keyOfId,
  type Operation,
  type ParticipantKey,
  UNSENT,
} from '../../../shared/operations/operation.ts';

const NONE: readonly Operation[] = [];

export class OperationBook {
  readonly #byId = new Map<string, Operation>();
  readonly #byPerson = new Map<ParticipantKey, Operation[]>();
  readonly #aliases = new Map<ParticipantKey, ParticipantKey>();
  /** By Id of a row of the server: the operations of this station that are known to have made it. */
  readonly #claims = { create: new Map<number, readonly string[]>(), badge: new Map<number, readonly string[]>() };
  readonly #held = { create: new Set<number>(), badge: new Set<number>() };

  get(id: string): Operation | undefined {
    return this.#byId.get(id);
  }

  /** The key under which a person goes now. */
  resolve(key: ParticipantKey): ParticipantKey {
    return this.#aliases.get(key) ?? key;
  }

  /** All operations of a person that matter to the view, in journal order. */
  of(key: ParticipantKey): readonly Operation[] {
    return this.#byPerson.get(this.resolve(key)) ?? NONE;
  }

  all(): Iterable<Operation> {
    return this.#byId.values();
  }

  /** People who have operations. */
  people(): Iterable<ParticipantKey> {
    return this.#byPerson.keys();
  }

  /** Takes a new or changed operation in. @returns the keys of the people whose view it touches. */
  put(operation: Operation): readonly ParticipantKey[] {
    const old = this.#byId.get(operation.id);
    if (old !== undefined && old.changedAt === operation.changedAt && old.state.name === operation.state.name)
      return [];
    this.#noteClaim(operation);
    const touched = this.#learnId(operation);
    const key = this.resolve(operation.participant);
    this.#replace(key, operation, keeps(operation));
    return [...touched, key];
  }

  /** Forgets an operation. @returns the key of its person */
  drop(id: string): readonly ParticipantKey[] {
    const operation = this.#byId.get(id);
    if (operation === undefined) return [];
    const key = this.resolve(operation.participant);
    this.#replace(key, operation, false);
    return [key];
  }

  /** Rows that operations which are done have made: what is done before a window opens, or unheard, is not told to it. */
  noteHeld({ people, badges }: HeldRows): void {
    for (const id of people) this.#held.create.add(id);
    for (const id of badges) this.#held.badge.add(id);
  }

  /** Another operation holds this row for its own; no two may hold the same. @param kind says of which feed the row is */
  isClaimed(kind: IntentKind, serverId: number, but?: string): boolean {
    if (kind !== 'create' && kind !== 'register' && kind !== 'badge') return false;
    const rows = kind === 'badge' ? 'badge' : 'create';
    const holders = this.#claims[rows].get(serverId);
    return holders === undefined ? this.#held[rows].has(serverId) : holders.some((id) => id !== but);
  }

  #noteClaim(operation: Operation): void {
    const { intent, state } = operation;
    if (intent.kind !== 'create' && intent.kind !== 'register' && intent.kind !== 'badge') return;
    if ((state.name !== 'accepted' && state.name !== 'done') || state.serverId === null) return;
    const claims = this.#claims[intent.kind === 'badge' ? 'badge' : 'create'];
    const holders = claims.get(state.serverId) ?? [];
    if (!holders.includes(operation.id)) claims.set(state.serverId, [...holders, operation.id]);
  }

  /**
   * The create was accepted: the local person is now the server's. A person of RUNET-ID who is registered by POST may be given
   * another Id too.
   */
  #learnId(operation: Operation): readonly ParticipantKey[] {
    const { intent, state } = operation;
    if (intent.kind !== 'create' && intent.kind !== 'register') return [];
    if ((state.name !== 'accepted' && state.name !== 'done') || state.serverId === null) return [];
    const local = operation.participant;
    const key = keyOfId(state.serverId);
    if (local === key || this.#aliases.get(local) === key) return [];
    this.#aliases.set(local, key);
    const moved = this.#byPerson.get(local) ?? [];
    this.#byPerson.delete(local);
    const there = this.#byPerson.get(key) ?? [];
    this.#byPerson.set(key, [...there, ...moved].sort(bySeq));
    return [local];
  }

  #replace(key: ParticipantKey, operation: Operation, keep: boolean): void {
    const list = (this.#byPerson.get(key) ?? []).filter((other) => other.id !== operation.id);
    if (keep) {
      list.push(operation);
      list.sort(bySeq);
      this.#byId.set(operation.id, operation);
    } else {
      this.#byId.delete(operation.id);
    }
    if (list.length === 0) this.#byPerson.delete(key);
    else this.#byPerson.set(key, list);
  }

  /** Operations that wait for the same person after this one. */
  laterOf(operation: Operation): readonly Operation[] {
    return this.of(operation.participant).filter((other) => other.seq > operation.seq && UNSENT.has(other.state.name));
  }

  count(names: ReadonlySet<string>): number {
    let count = 0;
    for (const operation of this.#byId.values()) if (names.has(operation.state.name)) count += 1;
    return count;
  }
}

/** Final operations are the journal's; only the other spelling of a walk-in still shows. */
function keeps(operation: Operation): boolean {
  if (!FINAL.has(operation.state.name) || isHandedOver(operation)) return true;
  return (
    operation.state.name === 'done' &&
    operation.intent.kind === 'create' &&
    Object.keys(operation.intent.spelling).length > 0
  );
}

function bySeq(a: Operation, b: Operation): number {
  return a.seq - b.seq;
}
