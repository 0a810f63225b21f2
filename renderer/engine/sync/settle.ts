/**
 * What a completed pull says of operations that have left (design, invariants 2 and 4).
 *
 *   accepted   ─ a pull that began after the answer shows it ─▶ done
 *   uncertain  ─ a pull that began after the loss, verified  ─▶ accepted | sent again | attention
 *
 * "Began after" is counted in ticks: each pull and each change of an operation takes one.
 */
import type { Settlement } from '../../../shared/contract/routes.ts';
import { idOfKey, type Operation } from '../../../shared/operations/operation.ts';
import type { Feed, ParticipantRow } from '../../../shared/ruvents/rows.ts';
import { profileValue, sameValue } from '../../../shared/sync/conflict.ts';
import { isThere, QUIET_TIME_MS, verify } from '../../../shared/sync/verify.ts';
import type { People } from '../people.ts';
import { findLookalikes } from './drain.ts';

/** When the engine first saw an operation in its present state. */
interface Sight {
  readonly state: string;
  /** Times that it had been sent: a second loss is another one, also when what was in between was not heard. */
  readonly tries: number;
  readonly tick: number;
  /** Milliseconds of the monotonic clock. */
  readonly at: number;
  /** The person's row then: a removal is believed when it has not changed since. */
  readonly row: ParticipantRow | null;
}

export interface Judgement {
  readonly settlements: readonly Settlement[];
  /** People whose removal is confirmed. */
  readonly removed: readonly number[];
  /** Something still waits for the quiet time to end. */
  readonly waiting: boolean;
}

export class Settler {
  readonly #people: People;
  readonly #now: () => number;
  readonly #sights = new Map<string, Sight>();
  #tick = 0;

  constructor(people: People, now: () => number) {
    this.#people = people;
    this.#now = now;
  }

  /** Call when a pull begins; its number says which operations it can speak of. */
  beginPull(): number {
    this.#tick += 1;
    return this.#tick;
  }

  /** Call for each new or changed operation. */
  see(operations: readonly Operation[]): void {
    for (const operation of operations) {
      const { tries, state } = operation;
      const sight = this.#sights.get(operation.id);
      if (state.name !== 'accepted' && state.name !== 'uncertain') {
        this.#sights.delete(operation.id);
      } else if (sight?.state !== state.name || sight.tries !== tries) {
        this.#tick += 1;
        const row = this.#rowOf(operation);
        this.#sights.set(operation.id, { state: state.name, tries, tick: this.#tick, at: this.#now(), row });
      }
    }
  }

  /** Judges what a complete pull of a feed, begun at `tick`, can tell. */
  judge(feed: Feed, tick: number): Judgement {
    const settlements: Settlement[] = [];
    const removed: number[] = [];
    const taken = new Set<number>(); // by operations that are judged right now: the journal does not know of it yet
    let waiting = false;
    for (const [id, sight] of this.#sights) {
      const operation = this.#people.book.get(id);
      if (operation === undefined || feedOf(operation) !== feed || sight.tick >= tick) continue;
      const settlement =
        operation.state.name === 'accepted'
          ? this.#judgeAccepted(operation, sight, removed)
          : this.#judgeUncertain(operation, sight, taken);
      if (settlement?.action === 'accepted' && settlement.serverId !== null) taken.add(settlement.serverId);
      if (settlement !== null) settlements.push(settlement);
      else waiting ||= operation.state.name === 'uncertain';
    }
    return { settlements, removed, waiting };
  }

  #judgeAccepted(operation: Operation, sight: Sight, removed: number[]): Settlement | null {
    const { intent } = operation;
    const id = idOfKey(this.#people.book.resolve(operation.participant));
    const done: Settlement = { action: 'done', id: operation.id };
    switch (intent.kind) {
      case 'create':
      case 'register':
        return id !== null && this.#people.replica.people.has(id) ? done : null;
      case 'badge':
        return this.#showsBadge(operation, id) ? done : null;
      case 'remove':
        // what follows it (its undo) is seen over the row, which therefore stays until that is settled
        if (this.#people.book.laterOf(operation).length > 0) return null;
        if (id !== null && sight.row !== null && this.#people.replica.people.get(id) === sight.row) removed.push(id);
        return done;
      case 'status':
        return done;
      case 'profile':
        return this.#judgeTaken(operation, intent) ?? done;
    }
  }

  #showsBadge(operation: Operation, id: number | null): boolean {
    const serverId = operation.state.name === 'accepted' ? operation.state.serverId : null;
    if (id === null) return false;
    if (serverId === null) return true;
    return this.#people.replica.of(id).badges.some((badge) => badge.Id === serverId);
  }

  /** Some servers answer 200 to a profile change and keep what they had (reference, PUT). */
  #judgeTaken(operation: Operation, intent: Extract<Operation['intent'], { kind: 'profile' }>): Settlement | null {
    const person = this.#people.viewWith(
      operation.participant,
      (other) => other.state.name === 'accepted' && other.seq > operation.seq,
    );
    if (person === null || isThere(intent, person)) return null;
    const fields = Object.keys(intent.set).filter((name) => {
      const current = profileValue(person, name);
      return sameValue(current, intent.saw[name] ?? '') && !sameValue(current, intent.set[name] ?? '');
    });
    if (fields.length === 0) return null;
    return { action: 'attention', id: operation.id, reason: { why: 'notTaken', fields } };
  }

  #judgeUncertain(operation: Operation, sight: Sight, taken: ReadonlySet<number>): Settlement | null {
    if (operation.state.name !== 'uncertain') return null;
    const { fence } = operation.state;
    const key = this.#people.book.resolve(operation.participant);
    const id = idOfKey(key);
    const verdict = verify(operation, fence, {
      lookalikes: operation.intent.kind === 'create' ? findLookalikes(this.#people, operation.intent.fields) : [],
      person: this.#people.viewWith(key, (other) => other.seq < operation.seq && other.state.name === 'accepted'),
      badges: id === null ? [] : this.#people.replica.of(id).badges,
      claimed: this.#claimedBut(operation, taken),
      quiet: this.#now() - sight.at >= QUIET_TIME_MS,
    });
    switch (verdict.verdict) {
      case 'accepted':
        return { action: 'accepted', id: operation.id, serverId: verdict.serverId };
      case 'resend':
        return { action: 'resend', id: operation.id };
      case 'attention':
        return { action: 'attention', id: operation.id, reason: verdict.reason };
      case 'wait':
        return null;
    }
  }

  #claimedBut(operation: Operation, taken: ReadonlySet<number>): ReadonlySet<number> {
    const claimed = new Set(taken);
    for (const other of this.#people.book.claims(operation.intent.kind)) {
      if (other.id !== operation.id) claimed.add(other.serverId);
    }
    return claimed;
  }

  #rowOf(operation: Operation): ParticipantRow | null {
    const id = idOfKey(this.#people.book.resolve(operation.participant));
    return id === null ? null : (this.#people.replica.people.get(id) ?? null);
  }
}

function feedOf(operation: Operation): Feed {
  return operation.intent.kind === 'badge' ? 'badges' : 'participants';
}
