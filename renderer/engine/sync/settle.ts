/**
 * What a completed pull says of operations that have left (design, invariants 2 and 4).
 *
 *   accepted   ─ a pull that began after the answer shows it ─▶ done | attention (the server did not take it)
 *   uncertain  ─ a pull that began after the loss, verified  ─▶ accepted | sent again | attention
 *   attention  ─ the server has come to show what was set    ─▶ accepted: equal values are no matter for a person
 *
 * "Began after" is counted in ticks: each pull and each change of an operation takes one. That something is not there is believed
 * only of a pull that began after the quiet time, and of walks that stepped over nothing since the fence.
 */
import type { Settlement } from '../../../shared/contract/routes.ts';
import { type Fence, idOfKey, type IntentKind, keyOfId, type Operation } from '../../../shared/operations/operation.ts';
import type { Feed } from '../../../shared/ruvents/rows.ts';
import type { ServerTime } from '../../../shared/ruvents/time.ts';
import { isThere, verify } from '../../../shared/sync/verify.ts';
import type { People } from '../people.ts';
import { judgeAccepted, rowOf, type Sight } from './acceptance.ts';
import { Claims, isAwaited } from './claims.ts';
import { findCandidates } from './drain.ts';
import { feedOf } from './feeds.ts';
import { Losses } from './losses.ts';
import { OperatorWatch } from './operator-watch.ts';

export interface Judgement {
  readonly settlements: readonly Settlement[];
  /** People whose removal is confirmed. */
  readonly removed: readonly number[];
  /** The server accepted something and its feed has not shown it for long: only a sweep can tell more. */
  readonly unseen: boolean;
}

/** What was accepted is in the feed after this long, or a sweep has to look for it. Milliseconds. */
const UNSEEN_MS = 60_000;

export class Settler {
  readonly #people: People;
  readonly #now: () => number;
  readonly #sights = new Map<string, Sight>();
  readonly #losses = new Losses();
  /** When pulls began, by their tick. */
  readonly #began = new Map<number, number>();
  readonly #operators: OperatorWatch;
  readonly #claims: Claims;
  #tick = 0;
  #leftAt = 0;

  constructor(people: People, now: () => number) {
    this.#people = people;
    this.#now = now;
    this.#operators = new OperatorWatch(people);
    this.#claims = new Claims(people);
  }

  /** The tick at which the server's answer to something last came, or was lost: what was read before it does not speak of it. */
  get leftAt(): number {
    return this.#leftAt;
  }

  /** Call when a pull (of this feed) or a sweep (of all) begins; its number says which operations it can speak of. */
  beginPull(feed: Feed | null = null): number {
    this.#tick += 1;
    this.#began.set(this.#tick, this.#now());
    if (feed === 'participants') this.#followRemovals();
    return this.#tick;
  }

  /** What a pull brought that began before a removal was accepted, the server may have written before it. */
  #followRemovals(): void {
    for (const [id, sight] of this.#sights) {
      const operation = this.#people.book.get(id);
      if (sight.isFollowed || operation?.intent.kind !== 'remove') continue;
      this.#sights.set(id, { ...sight, row: rowOf(this.#people, operation), isFollowed: true });
    }
  }

  /** Call for each new or changed operation. */
  see(operations: readonly Operation[]): void {
    for (const operation of operations) {
      const { tries, state } = operation;
      this.#claims.see(operation);
      const sight = this.#sights.get(operation.id);
      if (state.name === 'accepted' && sight?.state !== 'accepted') this.#losses.noteAccepted(this.#now());
      if (state.name !== 'queued' && state.name !== 'sending' && state.name !== 'uncertain') {
        this.#losses.forget(operation.id);
      }
      if (state.name !== 'accepted' && state.name !== 'uncertain') {
        this.#sights.delete(operation.id);
      } else if (sight?.state !== state.name || sight.tries !== tries) {
        this.#tick += 1;
        this.#leftAt = this.#tick;
        const row = rowOf(this.#people, operation);
        this.#sights.set(operation.id, {
          state: state.name,
          tries,
          tick: this.#tick,
          at: this.#now(),
          row,
          isFollowed: false,
          isReported: false,
        });
      }
    }
  }

  /**
   * Judges what a complete pull of a feed, begun at `tick`, can tell.
   * @param missedUntil the walks have stepped over something before this time: of rows from before it nobody can say that they are
   *   not there
   */
  judge(feed: Feed, tick: number, missedUntil: ServerTime | null = null): Judgement {
    const began = this.#began.get(tick) ?? this.#now();
    for (const older of this.#began.keys()) if (older <= tick - OLDEST_PULL) this.#began.delete(older);
    const settlements: Settlement[] = [];
    const removed: number[] = [];
    let unseen = false;
    if (feed === 'badges') this.#operators.begin();
    if (feed === 'participants') settlements.push(...this.#judgeAttention());
    for (const [id, sight] of this.#sights) {
      const operation = this.#people.book.get(id);
      if (operation === undefined || feedOf(operation) !== feed || sight.tick >= tick) continue;
      const settlement =
        operation.state.name === 'accepted'
          ? judgeAccepted(this.#people, operation, { sight, began }, removed)
          : this.#judgeUncertain(operation, { sight, began, missedUntil });
      if (settlement !== null) settlements.push(settlement);
      else if (operation.state.name === 'accepted') unseen = this.#isLongUnseen(id, sight) || unseen;
    }
    return { settlements, removed, unseen };
  }

  /**
   * What a complete sweep, begun at `tick`, can tell: a row that the server has made and does not give was taken away again, by
   * another desk.
   */
  judgeSwept(feed: Feed, tick: number): readonly Settlement[] {
    return [...this.#sights].flatMap(([id, sight]): Settlement[] => {
      const operation = this.#people.book.get(id);
      if (operation?.state.name !== 'accepted' || feedOf(operation) !== feed || sight.tick >= tick) return [];
      return MAKES_A_ROW.has(operation.intent.kind) ? [{ action: 'done', id }] : [];
    });
  }

  /** True once for each of its states: a sweep that did not find it is not asked for again. */
  #isLongUnseen(id: string, sight: Sight): boolean {
    if (sight.isReported || this.#now() - sight.at < UNSEEN_MS) return false;
    this.#sights.set(id, { ...sight, isReported: true });
    return true;
  }

  /** A change that waits for a person, and that the server shows by now, whoever made it: nobody needs to decide anything. */
  #judgeAttention(): Settlement[] {
    const settlements: Settlement[] = [];
    for (const { id, intent, participant, state } of this.#people.book.all()) {
      if (state.name !== 'attention' || (intent.kind !== 'status' && intent.kind !== 'profile')) continue;
      const person = this.#people.viewWith(participant, () => false);
      if (person !== null && isThere(intent, person)) settlements.push({ action: 'accepted', id, serverId: null });
    }
    return settlements;
  }

  #judgeUncertain(operation: Operation, { sight, began, missedUntil }: Pull): Settlement | null {
    if (operation.state.name !== 'uncertain') return null;
    const { fence } = operation.state;
    const operators = this.#operators;
    const key = this.#people.book.resolve(operation.participant);
    const id = operation.existing ?? idOfKey(key);
    const person = operation.existing === undefined ? key : keyOfId(operation.existing);
    const verdict = verify(operation, fence, {
      lookalikes: findCandidates(this.#people, operation),
      person: this.#people.viewWith(person, (other) => other.seq < operation.seq && other.state.name === 'accepted'),
      badges: id === null ? [] : this.#people.replica.of(id).badges,
      // asked only of a badge that has a candidate
      get sharedOperator() {
        return operators.isShared(operation.operator.id);
      },
      claimed: { has: (serverId) => this.#claims.isTaken(operation, serverId) },
      quiet: began - sight.at >= this.#losses.quietTime(operation.id, sight.tries, sight.at),
    });
    switch (verdict.verdict) {
      case 'accepted':
        return this.#claim(operation, verdict.serverId);
      case 'resend':
        return isCovered(fence, feedOf(operation), missedUntil)
          ? this.#sendAgain(operation, sight)
          : this.#askWhenLong(operation, sight, began);
      case 'attention':
        return { action: 'attention', id: operation.id, reason: verdict.reason };
      case 'wait':
        return null;
    }
  }

  /** It is not seen, and could be in what was stepped over: a sweep may tell, and else a person. */
  #askWhenLong({ id }: Operation, sight: Sight, began: number): Settlement | null {
    if (began - sight.at < UNSEEN_MS) return null;
    return { action: 'attention', id, reason: { why: 'ambiguous', candidates: [] } };
  }

  #sendAgain(operation: Operation, sight: Sight): Settlement {
    const { id, state } = operation;
    // the server has said no, and has indeed not done it: to ask it again is a person's to say
    if (state.name === 'uncertain' && state.refusal !== undefined) {
      return { action: 'attention', id, reason: { why: 'refused', ...state.refusal } };
    }
    const { times, isPoisoned } = this.#losses.count(id, sight.tries, sight.at);
    if (!isPoisoned) return { action: 'resend', id };
    const message = state.name === 'uncertain' ? state.message : '';
    return { action: 'attention', id, reason: { why: 'failing', times, message } };
  }

  #claim(operation: Operation, serverId: number | null): Settlement | null {
    if (serverId !== null) {
      if (isAwaited(this.#people, operation, serverId)) return null;
      this.#claims.give(operation, serverId);
    }
    return { action: 'accepted', id: operation.id, serverId };
  }
}

/** What a judgement of an uncertain operation rests on. */
interface Pull {
  readonly sight: Sight;
  /** When the pull began: an answer may be as old as that. */
  readonly began: number;
  readonly missedUntil: ServerTime | null;
}

const OLDEST_PULL = 1000;

/** The walks since the fence have stepped over nothing. A status or a field is in a row that came whole, or did not come. */
function isCovered({ participants, badges }: Fence, feed: Feed, missedUntil: ServerTime | null): boolean {
  const from = feed === 'badges' ? badges : participants;
  return missedUntil === null || (from !== null && from >= missedUntil);
}

const MAKES_A_ROW: ReadonlySet<IntentKind> = new Set(['create', 'register', 'badge']);
