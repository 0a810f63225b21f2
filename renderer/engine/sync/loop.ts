/**
 * When to pull, and when to let operations go. Timing only: what to do is in drain.ts and settle.ts.
 *
 *   online ─▶ each feed: pull ─▶ judge ─▶ wait ─▶ pull …          (one request in flight a feed)
 *   an operation's wait is over ─▶ drain: pull ─▶ check ─▶ hand to the host
 *   offline ─▶ nothing; the host knocks at the server and says "pull" when it is back
 */
import type { Clearance, Settlement } from '../../../shared/contract/routes.ts';
import type { Operation } from '../../../shared/operations/operation.ts';
import { FEEDS, type Feed } from '../../../shared/ruvents/rows.ts';
import type { After } from '../clock.ts';
import type { People } from '../people.ts';
import { hasUnsettled, isChange, mayLeave, prepareDrain, waitingOperations } from './drain.ts';
import { feedOf, type FeedPuller, type PullEnd } from './feeds.ts';
import { Pace } from './pace.ts';
import type { Settler } from './settle.ts';
import { Vouching, type VouchingOptions } from './vouching.ts';

/** After a page that cannot be read, a feed that is refused, or a host that is silent. */
const POLL_AFTER_FAILURE_MS = 15_000;
/** An answer is to be seen in the feed soon, and several of them by one pull. */
const SETTLE_SOON_MS = 400;
/** A clearance that nothing came of is worth this long. */
const CLEARED_MS = 10_000;
/** A change can be taken back for this long before it leaves (the host holds it as long). */
export const UNDO_MS = 5000;

export interface LoopOptions {
  readonly people: People;
  readonly pullers: Readonly<Record<Feed, FeedPuller>>;
  readonly settler: Settler;
  readonly clear: (clearances: readonly Clearance[]) => Promise<boolean>;
  readonly settle: (settlements: readonly Settlement[]) => Promise<void>;
  readonly confirmRemoved: (ids: readonly number[]) => Promise<void>;
  /** Asks for people whose changes are old; without it changes go unasked. */
  readonly probe?: VouchingOptions['probe'];
  readonly onPull: (feed: Feed, end: PullEnd) => void;
  /** What the server has accepted is not in its feed for long. */
  readonly onUnseen?: () => void;
  readonly onBusy: () => void;
  /** Called before each pull: the server's clock may have been put back. */
  readonly checkClock?: (feed: Feed) => Promise<void>;
  /** Monotonic, milliseconds. */
  readonly now: () => number;
  readonly random: () => number;
  readonly after: After;
}

export class SyncLoop {
  readonly #options: LoopOptions;
  readonly #pace: Pace;
  readonly #timers = new Map<Feed | 'drain', () => void>();
  readonly #pulls = new Map<Feed, Promise<PullEnd>>();
  /** Operations that still can be taken back, and until when. */
  readonly #held = new Map<string, number>();
  /** What this window has made; the rest of the journal is from before. */
  readonly #made = new Set<string>();
  /**
   * Handed to the host, and when. The host sends them in its own time, and drops a clearance without a word when it no longer fits
   * (offline, something before it is stuck): after a while they are handed over anew.
   */
  readonly #cleared = new Map<string, number>();
  readonly #vouching: Vouching | null;
  #draining: Promise<void> | null = null;
  #asked = 0;
  #stopped = false;

  constructor(options: LoopOptions) {
    this.#options = options;
    this.#pace = new Pace(options.random);
    const { people, probe, settle, now } = options;
    this.#vouching =
      probe === undefined
        ? null
        : new Vouching({
            ...{ people, probe, settle, now },
            pull: () => this.pullPeople(),
            letGo: (operations) => this.#letGo(operations.filter((operation) => this.#isReady(operation))),
          });
  }

  /** A person asked for a sync, and it is not over. */
  get busy(): boolean {
    return this.#asked > 0;
  }

  start(): void {
    // The first time people come before everything else: a desk that can find them can begin.
    const first = !this.#options.pullers.participants.reached.complete;
    for (const feed of FEEDS) if (!first || feed === 'participants') this.#schedule(feed, 0);
    this.#wakeDrain(0);
  }

  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  /** The network is back, or somebody asked. */
  pullNow(): void {
    this.#cleared.clear();
    for (const feed of FEEDS) this.#schedule(feed, 0);
    this.#wakeDrain(0);
  }

  /** Everything at once: what waits for its undo goes too. */
  async syncNow(): Promise<void> {
    this.#held.clear();
    this.#cleared.clear();
    this.#asked += 1;
    this.#options.onBusy();
    try {
      await Promise.all([...FEEDS.map((feed) => this.#pullFresh(feed)), this.#drain()]);
      await this.#vouching?.settled();
    } finally {
      this.#asked -= 1;
      this.#options.onBusy();
    }
  }

  /** A new operation of this station: it waits for its undo, or goes at once with all of its person. */
  hold(operation: Operation): void {
    this.#made.add(operation.id);
    this.#vouching?.noteMade(operation);
    if (operation.intent.kind === 'badge') {
      this.#releasePerson(operation);
    } else {
      this.#held.set(operation.id, this.#options.now() + UNDO_MS);
      this.#wakeDrain(UNDO_MS);
    }
  }

  /** Operations changed in the host. */
  see(operations: readonly Operation[]): void {
    this.#options.settler.see(operations);
    for (const operation of operations) {
      const { name } = operation.state;
      if (name === 'queued') this.#seeQueued(operation);
      else this.#noteLeft(operation);
      if (name !== 'queued' && name !== 'sending') this.#forgetClearances(operation);
      if (name === 'accepted' || name === 'uncertain') this.#schedule(feedOf(operation), SETTLE_SOON_MS, 'sooner');
      if (name === 'accepted' || name === 'attention' || name === 'withdrawn') this.#wakeDrain(SETTLE_SOON_MS);
    }
  }

  #noteLeft(operation: Operation): void {
    this.#held.delete(operation.id);
    this.#vouching?.noteLeft(operation);
  }

  /** New in the journal, or to be sent again: given back by the host unsent, found not to be there, or by a person's word. */
  #seeQueued(operation: Operation): void {
    const givenBack = this.#cleared.delete(operation.id);
    if (operation.intent.kind === 'badge' && !givenBack) this.#releasePerson(operation);
    else if (!this.#held.has(operation.id)) this.#wakeDrain(SETTLE_SOON_MS);
  }

  /** A badge record is final: it goes at once, with all that was done for its person. */
  #releasePerson(badge: Operation): void {
    for (const other of this.#options.people.book.of(badge.participant)) this.#held.delete(other.id);
    this.#wakeDrain(0);
  }

  /** What the host held back for this operation's sake it may have dropped: whoever still waits is handed over anew. */
  #forgetClearances(operation: Operation): void {
    for (const other of this.#options.people.book.of(operation.participant)) this.#cleared.delete(other.id);
    this.#cleared.delete(operation.id);
  }

  /** The host forgot what was handed to it: it was started again. */
  forgetCleared(): void {
    this.#cleared.clear();
    this.#wakeDrain(0);
  }

  #schedule(feed: Feed, delay: number, when: 'sooner' | 'anew' = 'anew'): void {
    if (this.#stopped || (when === 'sooner' && this.#dueWithin(feed, delay))) return;
    this.#timers.get(feed)?.();
    this.#due.set(feed, this.#options.now() + delay);
    this.#timers.set(
      feed,
      this.#options.after(delay, () => void this.#poll(feed)),
    );
  }

  readonly #due = new Map<Feed, number>();

  #dueWithin(feed: Feed, delay: number): boolean {
    const due = this.#due.get(feed);
    return due !== undefined && due > this.#options.now() && due <= this.#options.now() + delay;
  }

  async #poll(feed: Feed): Promise<void> {
    const end = await this.#pullFresh(feed);
    if (feed === 'participants') {
      for (const other of FEEDS) if (!this.#due.has(other)) this.#schedule(other, 0);
      if (end.end === 'complete' && this.#ready().length > 0) this.#wakeDrain(0);
    }
    const again = this.#due.get(feed) ?? 0;
    if (again <= this.#options.now()) this.#schedule(feed, this.#pauseAfter(feed, end));
  }

  #pauseAfter(feed: Feed, end: PullEnd): number {
    if (end.end !== 'complete') return POLL_AFTER_FAILURE_MS * (0.9 + 0.2 * this.#options.random());
    const isQuiet = end.fresh === 0 && !hasUnsettled(this.#options.people);
    this.#pace.note(feed, isQuiet ? 0 : 1);
    return this.#pace.pause(feed);
  }

  /** Pulls participants. @returns whether the end was reached */
  async pullPeople(): Promise<boolean> {
    return (await this.#pullFresh('participants')).end === 'complete';
  }

  /** A pull that begins after this call, so that it can speak of everything before it. */
  async #pullFresh(feed: Feed): Promise<PullEnd> {
    await this.#pulls.get(feed);
    const running = this.#pulls.get(feed); // somebody else who waited has begun one: it is as fresh as one of ours
    if (running !== undefined) return running;
    const pull = this.#pull(feed).finally(() => this.#pulls.delete(feed));
    this.#pulls.set(feed, pull);
    return pull;
  }

  async #pull(feed: Feed): Promise<PullEnd> {
    const { pullers, settler, onPull, checkClock } = this.#options;
    await checkClock?.(feed);
    const tick = settler.beginPull();
    const end = await pullers[feed].pull();
    if (feed === 'participants' && end.end === 'complete') this.#vouching?.notePull();
    onPull(feed, end);
    if (end.end === 'complete') await this.#judge(feed, tick);
    return end;
  }

  async #judge(feed: Feed, tick: number): Promise<void> {
    const { pullers, settler, settle, confirmRemoved } = this.#options;
    const { settlements, removed, unseen } = settler.judge(feed, tick, pullers[feed].missedUntil);
    if (unseen) this.#options.onUnseen?.();
    // the tombstone first: a removal that is done must not show the person again
    if (removed.length > 0) await confirmRemoved(removed);
    if (settlements.length > 0) await settle(settlements);
  }

  #wakeDrain(delay: number): void {
    if (this.#stopped) return;
    const earlier = this.#timers.get('drain');
    if (earlier !== undefined && this.#drainDue <= this.#options.now() + delay) return;
    earlier?.();
    this.#drainDue = this.#options.now() + delay;
    this.#timers.set(
      'drain',
      this.#options.after(delay, () => {
        this.#timers.delete('drain');
        void this.#drain();
      }),
    );
  }

  #drainDue = 0;

  /** One drain at a time; what becomes ready while one is under way gets the next. */
  #drain(): Promise<void> {
    if (this.#draining !== null) {
      this.#drainAgain = true;
      return this.#draining;
    }
    this.#draining = this.#drainOnce().finally(() => {
      this.#draining = null;
      if (this.#drainAgain) this.#wakeDrain(0);
      this.#drainAgain = false;
    });
    return this.#draining;
  }

  #drainAgain = false;

  async #drainOnce(): Promise<void> {
    if (this.#ready().length === 0) {
      this.#wakeForHeld();
      return;
    }
    const ends = await Promise.all([this.#pullFresh('participants'), this.#pullFresh('badges')]);
    if (ends.some((end) => end.end === 'unreachable') || this.#stopped) return; // the host says when it is back
    const checked = this.#canCheck(ends[0]);
    const ready = this.#ready().filter((operation) => checked || !isChange(operation));
    const doubtful = new Set(this.#vouching?.findDoubtful(ready));
    if (doubtful.size > 0) this.#vouching?.ask([...doubtful]); // others do not wait for them
    await this.#letGo(ready.filter((operation) => !doubtful.has(operation)));
    this.#wakeForHeld();
  }

  /** Hands to the host what has no conflict with what the server has. */
  async #letGo(operations: readonly Operation[]): Promise<void> {
    const { people, pullers, clear, settle } = this.#options;
    if (operations.length === 0 || this.#stopped) return;
    const cursors = {
      participants: pullers.participants.reached.cursor,
      badges: pullers.badges.reached.cursor,
    };
    const drain = prepareDrain(people, operations, cursors, ({ id }) => !this.#made.has(id));
    for (const { id } of drain.clearances) this.#cleared.set(id, this.#options.now());
    if (drain.settlements.length > 0) await settle(drain.settlements);
    if (drain.clearances.length > 0 && !(await clear(drain.clearances))) {
      for (const { id } of drain.clearances) this.#cleared.delete(id);
      this.#wakeDrain(POLL_AFTER_FAILURE_MS);
    }
  }

  /** People have just been read; or the server never had such a feed, and a wait for it would not end. */
  #canCheck(end: PullEnd): boolean {
    const { cursor, complete } = this.#options.pullers.participants.reached;
    const never = cursor === null && !complete;
    return end.end === 'complete' || (never && end.end === 'off' && end.code === 'notFound');
  }

  /** Waiting operations that could leave: their wait is over, nothing holds them up, and the host does not have them yet. */
  #ready(): readonly Operation[] {
    return waitingOperations(this.#options.people).filter((operation) => this.#isReady(operation));
  }

  #isReady(asked: Operation): boolean {
    const { people } = this.#options;
    const now = this.#options.now();
    const operation = people.book.get(asked.id);
    return (
      operation?.state.name === 'queued' &&
      now - (this.#cleared.get(operation.id) ?? -CLEARED_MS) >= CLEARED_MS &&
      (this.#held.get(operation.id) ?? 0) <= now &&
      this.#vouching?.isAsked(operation) !== true &&
      mayLeave(people, operation)
    );
  }

  #wakeForHeld(): void {
    const now = this.#options.now();
    for (const [id, until] of this.#held) if (until <= now) this.#held.delete(id);
    if (this.#held.size > 0) this.#wakeDrain(Math.min(...this.#held.values()) - now);
  }
}
