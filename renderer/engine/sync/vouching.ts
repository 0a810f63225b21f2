/**
 * Old changes are not sent to somebody who was removed: PUT would register them anew without a word. Before such a change is let
 * go, its person is probed (probe.ts); who is judged goes at once, while others are still asked for.
 */
import type { Settlement } from '../../../shared/contract/routes.ts';
import { idOfKey, type Operation, type ParticipantKey } from '../../../shared/operations/operation.ts';
import type { ParticipantRow } from '../../../shared/ruvents/rows.ts';
import type { People } from '../people.ts';
import type { Arrivals } from '../replica/arrivals.ts';
import type { Verdicts } from './probe.ts';

export interface VouchingOptions {
  readonly people: People;
  readonly probe: (rows: readonly ParticipantRow[], judge: (verdicts: Verdicts) => void) => Promise<boolean>;
  /** Pulls participants. @returns whether the end was reached */
  readonly pull: () => Promise<boolean>;
  readonly letGo: (operations: readonly Operation[]) => Promise<void>;
  readonly settle: (settlements: readonly Settlement[]) => Promise<void>;
  readonly now: () => number;
}

/** Who was probed so lately, and let go, is not probed again: they were there, or the server cannot tell. Milliseconds. */
const VOUCHED_MS = 60_000;
/** A change is made under the eyes of the server when people were pulled within this time before. */
const REACHED_MS = 15_000;

export class Vouching {
  readonly #options: VouchingOptions;
  /** Changes made here while the server was reached, and when. */
  readonly #witnessed = new Map<string, number>();
  /** People who were let go after a probe, and when. */
  readonly #vouched = new Map<ParticipantKey, number>();
  /** Of those whom a probe did not find. */
  readonly #arrivals: Arrivals;
  /** Operations whose people are being asked for. */
  readonly #asked = new Set<string>();
  #lastPull = -Infinity;
  #asking: Promise<void> = Promise.resolve();

  constructor(options: VouchingOptions) {
    this.#options = options;
    this.#arrivals = options.people.replica.watchArrivals();
  }

  notePull(): void {
    this.#lastPull = this.#options.now();
  }

  /** This window has just made the operation. */
  noteMade(operation: Operation): void {
    const now = this.#options.now();
    if (now - this.#lastPull <= REACHED_MS) this.#witnessed.set(operation.id, now);
  }

  noteLeft(operation: Operation): void {
    this.#witnessed.delete(operation.id);
  }

  isAsked(operation: Operation): boolean {
    return this.#asked.has(operation.id);
  }

  /** Operations of people who have to be probed first: with an old change goes all of its person. */
  findDoubtful(operations: readonly Operation[]): readonly Operation[] {
    const { people } = this.#options;
    const keys = new Set<ParticipantKey>();
    for (const operation of operations)
      if (this.#isOld(operation)) keys.add(people.book.resolve(operation.participant));
    return keys.size === 0 ? [] : operations.filter(({ participant }) => keys.has(people.book.resolve(participant)));
  }

  #isOld({ id, intent, participant }: Operation): boolean {
    if (intent.kind !== 'status' && intent.kind !== 'profile') return false;
    const now = this.#options.now();
    const key = this.#options.people.book.resolve(participant);
    if (this.#rowOf(key) === null) return false; // nobody to ask for: the check before sending says so
    if (now - (this.#vouched.get(key) ?? -Infinity) <= VOUCHED_MS) return false;
    return now - (this.#witnessed.get(id) ?? -Infinity) > VOUCHED_MS;
  }

  /** Asks for the people of these operations, after those that are asked for already. Resolves when they are judged. */
  ask(operations: readonly Operation[]): Promise<void> {
    for (const { id } of operations) this.#asked.add(id);
    const asking = this.#asking
      .then(() => this.#ask(operations))
      .finally(() => {
        for (const { id } of operations) this.#asked.delete(id);
      });
    this.#asking = asking.catch(() => undefined); // whoever asked hears of it; others are asked for all the same
    return asking;
  }

  /** Resolves when all who are asked for are judged. */
  settled(): Promise<void> {
    return this.#asking;
  }

  async #ask(operations: readonly Operation[]): Promise<void> {
    const { people, probe } = this.#options;
    const byId = new Map<number, Operation[]>();
    for (const operation of operations) {
      const id = idOfKey(people.book.resolve(operation.participant));
      if (id !== null) byId.set(id, [...(byId.get(id) ?? []), operation]);
    }
    const rows = [...byId.keys()].flatMap((id) => people.replica.people.get(id) ?? []);
    const gone: ParticipantRow[] = [];
    const going: Promise<void>[] = [];
    await probe(rows, (verdicts) => {
      gone.push(...verdicts.gone);
      this.#arrivals.await(verdicts.gone.map(({ Id }) => Id));
      const there = [...verdicts.there, ...verdicts.untold];
      if (there.length > 0) going.push(this.#letGo(there, byId));
    });
    await Promise.all(going);
    if (gone.length > 0) await this.#stop(gone, byId);
    for (const { Id } of gone) this.#arrivals.forget(Id);
  }

  async #letGo(rows: readonly ParticipantRow[], byId: ReadonlyMap<number, readonly Operation[]>): Promise<void> {
    const operations = inOrder(rows, byId);
    for (const { Id } of rows) this.#vouched.set(`id:${Id}`, this.#options.now());
    for (const { id } of operations) this.#asked.delete(id);
    await this.#options.letGo(operations);
  }

  /** Whoever comes with the next pull, changed meanwhile or not, is there. */
  async #stop(rows: readonly ParticipantRow[], byId: ReadonlyMap<number, readonly Operation[]>): Promise<void> {
    const { people, pull, settle } = this.#options;
    if (!(await pull())) return; // asked for again when the server is back
    const still = (row: ParticipantRow) => people.replica.people.get(row.Id) === row && !this.#arrivals.have(row.Id);
    const changed = rows.filter((row) => !still(row));
    if (changed.length > 0) await this.#letGo(changed, byId);
    const operations = inOrder(rows.filter(still), byId);
    const removals = operations.filter(({ intent }) => intent.kind === 'remove' || intent.kind === 'register');
    const late = operations.filter((operation) => !removals.includes(operation));
    if (late.length > 0) await settle(late.map(({ id }) => ({ action: 'attention', id, reason: { why: 'removed' } })));
    if (removals.length > 0) await this.#options.letGo(removals);
  }

  #rowOf(key: ParticipantKey): ParticipantRow | null {
    const id = idOfKey(key);
    return id === null ? null : (this.#options.people.replica.people.get(id) ?? null);
  }
}

/** Operations of these people as they were recorded. */
function inOrder(
  rows: readonly ParticipantRow[],
  byId: ReadonlyMap<number, readonly Operation[]>,
): readonly Operation[] {
  return rows.flatMap(({ Id }) => byId.get(Id) ?? []).sort((a, b) => a.seq - b.seq);
}
