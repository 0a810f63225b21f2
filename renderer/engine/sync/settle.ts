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
import type { ParticipantView } from '../../../shared/operations/view.ts';
import type { Feed, ParticipantRow } from '../../../shared/ruvents/rows.ts';
import type { ServerTime } from '../../../shared/ruvents/time.ts';
import { profileValue, sameValue, statusFieldName, statusIn } from '../../../shared/sync/conflict.ts';
import { isThere, QUIET_TIME_MS, verify } from '../../../shared/sync/verify.ts';
import type { People } from '../people.ts';
import { findLookalikes } from './drain.ts';
import { feedOf } from './feeds.ts';
import { OperatorWatch } from './operator-watch.ts';

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
  /** That it has not been seen for long has been said. */
  readonly isReported: boolean;
}

export interface Judgement {
  readonly settlements: readonly Settlement[];
  /** People whose removal is confirmed. */
  readonly removed: readonly number[];
  /** Something still waits for the quiet time to end. */
  readonly waiting: boolean;
  /** The server accepted something and its feed has not shown it for long: only a sweep can tell more. */
  readonly unseen: boolean;
}

/** So often in a row an operation may be lost and verified as not there, before a person has to look: while others get through. */
const LOSSES_BEFORE_ATTENTION = 5;
/** And so often when nothing else is there that could get through: some five minutes. */
const LOSSES_ALONE = 8;
const FEW = 3;
/** A server that takes nothing from anybody is asked less and less often; this many quiet times lie between two attempts at most. */
const MOST_QUIET_TIMES = 8;
/** What was accepted is in the feed after this long, or a sweep has to look for it. Milliseconds. */
const UNSEEN_MS = 60_000;

export class Settler {
  readonly #people: People;
  readonly #now: () => number;
  readonly #sights = new Map<string, Sight>();
  /** Times in a row that an operation was lost and was not there, and when that began. */
  readonly #losses = new Map<string, Losses>();
  /** When the server last took something from this station. */
  #acceptedAt = -Infinity;
  /** When pulls began, by their tick. */
  readonly #began = new Map<number, number>();
  readonly #operators: OperatorWatch;
  #tick = 0;
  #leftAt = 0;

  constructor(people: People, now: () => number) {
    this.#people = people;
    this.#now = now;
    this.#operators = new OperatorWatch(people);
  }

  /** The tick at which the server's answer to something last came, or was lost: what was read before it does not speak of it. */
  get leftAt(): number {
    return this.#leftAt;
  }

  /** Call when a pull begins; its number says which operations it can speak of. */
  beginPull(): number {
    this.#tick += 1;
    this.#began.set(this.#tick, this.#now());
    return this.#tick;
  }

  /** Call for each new or changed operation. */
  see(operations: readonly Operation[]): void {
    for (const operation of operations) {
      const { tries, state } = operation;
      const sight = this.#sights.get(operation.id);
      if (state.name === 'accepted' && sight?.state !== 'accepted') this.#acceptedAt = this.#now();
      if (state.name !== 'queued' && state.name !== 'sending' && state.name !== 'uncertain') {
        this.#losses.delete(operation.id);
      }
      if (state.name !== 'accepted' && state.name !== 'uncertain') {
        this.#sights.delete(operation.id);
      } else if (sight?.state !== state.name || sight.tries !== tries) {
        this.#tick += 1;
        this.#leftAt = this.#tick;
        const row = this.#rowOf(operation);
        this.#sights.set(operation.id, {
          state: state.name,
          tries,
          tick: this.#tick,
          at: this.#now(),
          row,
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
    const taken = new Set<number>(); // by operations that are judged right now: the journal does not know of it yet
    let waiting = false;
    let unseen = false;
    if (feed === 'badges') this.#operators.begin();
    if (feed === 'participants') settlements.push(...this.#judgeAttention());
    for (const [id, sight] of this.#sights) {
      const operation = this.#people.book.get(id);
      if (operation === undefined || feedOf(operation) !== feed || sight.tick >= tick) continue;
      const settlement =
        operation.state.name === 'accepted'
          ? this.#judgeAccepted(operation, sight, began, removed)
          : this.#judgeUncertain(operation, { sight, began, missedUntil }, taken);
      if (settlement?.action === 'accepted' && settlement.serverId !== null) taken.add(settlement.serverId);
      if (settlement !== null) settlements.push(settlement);
      else if (operation.state.name === 'uncertain') waiting = true;
      else unseen = this.#isLongUnseen(id, sight) || unseen;
    }
    return { settlements, removed, waiting, unseen };
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

  #judgeAccepted(operation: Operation, sight: Sight, began: number, removed: number[]): Settlement | null {
    const { intent } = operation;
    const id = idOfKey(this.#people.book.resolve(operation.participant));
    const done: Settlement = { action: 'done', id: operation.id };
    switch (intent.kind) {
      case 'create':
      case 'register':
        if (id !== null && this.#people.replica.people.has(id)) return done;
        return this.#isRemovedSince(operation) ? done : null;
      case 'badge':
        return this.#showsBadge(operation, id) ? done : null;
      case 'remove':
        // what follows it (its undo) is seen over the row, which therefore stays until that is settled
        if (this.#people.book.laterOf(operation).length > 0) return null;
        if (id !== null && sight.row !== null && this.#people.replica.people.get(id) === sight.row) removed.push(id);
        return done;
      case 'status':
      case 'profile':
        return this.#judgeChange(operation, intent, sight, began);
    }
  }

  /** Registered and removed before a pull came by: the feed will never show them, and the removal speaks for both. */
  #isRemovedSince(operation: Operation): boolean {
    return this.#people.book
      .of(operation.participant)
      .some(({ seq, intent, state }) => seq > operation.seq && intent.kind === 'remove' && state.name === 'accepted');
  }

  #showsBadge(operation: Operation, id: number | null): boolean {
    const serverId = operation.state.name === 'accepted' ? operation.state.serverId : null;
    if (id === null) return false;
    if (serverId === null) return true;
    return this.#people.replica.of(id).badges.some((badge) => badge.Id === serverId);
  }

  /**
   * Some servers answer 200 to a change and keep what they had (reference, PUT). It is believed after the quiet time: a feed may
   * lag behind the answer.
   */
  #judgeChange(operation: Operation, intent: ChangeIntent, sight: Sight, began: number): Settlement | null {
    const person = this.#people.viewWith(
      operation.participant,
      (other) => other.state.name === 'accepted' && other.seq > operation.seq,
    );
    const fields = person === null ? [] : this.#fieldsNotTaken(operation, intent, person, sight);
    if (fields.length === 0) return { action: 'done', id: operation.id };
    if (began - sight.at < QUIET_TIME_MS) return null;
    return { action: 'attention', id: operation.id, reason: { why: 'notTaken', fields } };
  }

  /** What shows the value from before. A row that has changed since may have been set back by another desk. */
  #fieldsNotTaken(operation: Operation, intent: ChangeIntent, person: ParticipantView, sight: Sight): string[] {
    if (intent.kind === 'status') {
      const current = statusIn(person, intent.partId);
      const kept = current !== intent.set && current === intent.saw && this.#rowOf(operation) === sight.row;
      return kept ? [statusFieldName(intent.partId)] : [];
    }
    return Object.keys(intent.set).filter((name) => {
      const current = profileValue(person, name);
      return sameValue(current, intent.saw[name] ?? '') && !sameValue(current, intent.set[name] ?? '');
    });
  }

  #judgeUncertain(
    operation: Operation,
    { sight, began, missedUntil }: Pull,
    taken: ReadonlySet<number>,
  ): Settlement | null {
    if (operation.state.name !== 'uncertain') return null;
    const { fence } = operation.state;
    const key = this.#people.book.resolve(operation.participant);
    const id = operation.existing ?? idOfKey(key);
    const person = operation.existing === undefined ? key : keyOfId(operation.existing);
    const verdict = verify(operation, fence, {
      lookalikes: findLookalikes(this.#people, operation),
      person: this.#people.viewWith(person, (other) => other.seq < operation.seq && other.state.name === 'accepted'),
      badges: id === null ? [] : this.#people.replica.of(id).badges,
      sharedOperator: operation.intent.kind === 'badge' && this.#operators.isShared(operation.operator.id),
      claimed: this.#claimedBut(operation, taken),
      quiet: began - sight.at >= this.#quietTime(operation.id, sight),
    });
    switch (verdict.verdict) {
      case 'accepted':
        return { action: 'accepted', id: operation.id, serverId: verdict.serverId };
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
    const before = this.#losses.get(id);
    const losses: Losses = { times: (before?.times ?? 0) + 1, since: before?.since ?? sight.at };
    this.#losses.set(id, losses);
    const { times } = losses;
    if (!this.#isPoisoned(losses)) return { action: 'resend', id };
    const message = state.name === 'uncertain' ? state.message : '';
    return { action: 'attention', id, reason: { why: 'failing', times, message } };
  }

  /** Others got through since it was first lost; or it is nearly alone. Else it is the server that is ill, and not the operation. */
  #isPoisoned({ times, since }: Losses): boolean {
    if (times < LOSSES_BEFORE_ATTENTION) return false;
    return this.#acceptedAt >= since || (times >= LOSSES_ALONE && this.#losses.size <= FEW);
  }

  /** Longer with each loss, until the server takes something again. */
  #quietTime(id: string, sight: Sight): number {
    const { times } = this.#losses.get(id) ?? { times: 0 };
    const isWell = this.#acceptedAt > sight.at;
    return QUIET_TIME_MS * (isWell ? 1 : Math.min(MOST_QUIET_TIMES, 2 ** times));
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

interface Losses {
  readonly times: number;
  /** Milliseconds of the monotonic clock. */
  readonly since: number;
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

type ChangeIntent = Extract<Operation['intent'], { kind: 'status' | 'profile' }>;
