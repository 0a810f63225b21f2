/**
 * When to pull, and when to let operations go. Timing only: what to do is in drain.ts and settle.ts.
 *
 *   online ─▶ each feed: pull ─▶ judge ─▶ wait ─▶ pull …          (one request in flight a feed)
 *   an operation's wait is over ─▶ drain: pull ─▶ check ─▶ hand to the host
 *   one feed is dead ─▶ the drain goes on without it: changes wait for people to be read, nothing waits for badges
 *   offline ─▶ nothing; the host knocks at the server and says "pull" when it is back
 */
import type { Clearance, Settlement } from '../../../shared/contract/routes.ts';
import type { Operation } from '../../../shared/operations/operation.ts';
import { FEEDS, type Feed } from '../../../shared/ruvents/rows.ts';
import type { After } from '../clock.ts';
import type { People } from '../people.ts';
import { hasUnsettled, isChange, prepareDrain } from './drain.ts';
import { feedOf, type FeedPuller, type PullEnd } from './feeds.ts';
import { Outbox } from './outbox.ts';
import { Pace } from './pace.ts';
import { Pulls } from './pulls.ts';
import type { Settler } from './settle.ts';
import { Timetable } from './timetable.ts';
import { Vouching, type VouchingOptions } from './vouching.ts';

/** After a page that cannot be read, a feed that is refused, or a host that is silent. */
const POLL_AFTER_FAILURE_MS = 15_000;
/** An answer is to be seen in the feed soon, and several of them by one pull. */
const SETTLE_SOON_MS = 400;
/** A pull of people that takes longer is not waited for by what can leave without it. */
const LONG_PULL_MS = 10_000;

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
  readonly #pulls: Pulls;
  readonly #timetable: Timetable<Feed | 'drain'>;
  /** Feeds that are polled: all, once people have been read for the first time. */
  readonly #polled = new Set<Feed>();
  readonly #outbox: Outbox;
  readonly #vouching: Vouching | null;
  #draining: Promise<void> | null = null;
  #drainAgain = false;
  #asked = 0;

  constructor(options: LoopOptions) {
    this.#options = options;
    const { people, pullers, probe, settle, now, random, after } = options;
    this.#pace = new Pace(random);
    this.#timetable = new Timetable(now, after);
    this.#outbox = new Outbox(people, now);
    this.#pulls = new Pulls({ pullers, now, after, run: (feed) => this.#pull(feed) });
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
    this.#timetable.stop();
  }

  /** The network is back. What waits goes when people have been read; a network that comes and goes is no reason to press the server. */
  pullNow(): void {
    this.#outbox.forgetAllCleared();
    const wait = this.#pace.holdBack(this.#options.now());
    for (const feed of FEEDS) this.#schedule(feed, wait, wait === 0 ? 'anew' : 'sooner');
  }

  /** Everything at once: what waits for its undo goes too. */
  async syncNow(): Promise<void> {
    this.#outbox.releaseAll();
    this.#outbox.forgetAllCleared();
    this.#asked += 1;
    this.#options.onBusy();
    try {
      await Promise.all([...FEEDS.map((feed) => this.#pulls.beginPatiently(feed)), this.#drain()]);
      await this.#vouching?.settled();
    } finally {
      this.#asked -= 1;
      this.#options.onBusy();
    }
  }

  /** A new operation of this station: it waits for its undo, or goes at once with all of its person. */
  hold(operation: Operation): void {
    this.#vouching?.noteMade(operation);
    this.#wakeDrain(this.#outbox.hold(operation));
  }

  /** Operations changed in the host. */
  see(operations: readonly Operation[]): void {
    this.#options.settler.see(operations);
    for (const operation of operations) {
      const { name } = operation.state;
      if (name === 'queued') this.#seeQueued(operation);
      else for (const one of [this.#outbox, this.#vouching]) one?.noteLeft(operation);
      if (name !== 'queued' && name !== 'sending') this.#outbox.forgetClearedWith(operation);
      // a feed that fails is asked in its own time: there is nothing to be seen in it
      const isToBeSeen = (name === 'accepted' || name === 'uncertain') && !this.#pulls.hasFailed(feedOf(operation));
      if (isToBeSeen) this.#schedule(feedOf(operation), SETTLE_SOON_MS, 'sooner');
      if (name === 'accepted' || name === 'attention' || name === 'withdrawn') this.#wakeDrain(SETTLE_SOON_MS);
    }
  }

  /** New in the journal, or to be sent again: given back by the host unsent, found not to be there, or by a person's word. */
  #seeQueued(operation: Operation): void {
    const isGivenBack = this.#outbox.takeQueued(operation);
    if (operation.intent.kind === 'badge' && !isGivenBack) {
      this.#outbox.release(operation.participant);
      this.#wakeDrain(0);
    } else if (!this.#outbox.isHeld(operation)) {
      this.#wakeDrain(SETTLE_SOON_MS);
    }
  }

  /** The host forgot what was handed to it: it was started again. */
  forgetCleared(): void {
    this.#outbox.forgetAllCleared();
    this.#wakeDrain(0);
  }

  #schedule(feed: Feed, delay: number, when: 'sooner' | 'anew' = 'anew'): void {
    this.#polled.add(feed);
    const poll = (): void => void this.#poll(feed);
    if (when === 'sooner') this.#timetable.planWithin(feed, delay, poll);
    else this.#timetable.plan(feed, delay, poll);
  }

  async #poll(feed: Feed): Promise<void> {
    const { now, after } = this.#options;
    const began = now();
    const cancel = feed === 'participants' ? after(LONG_PULL_MS, () => this.#wakeDrain(0)) : () => undefined;
    const end = await this.#pulls.begin(feed);
    cancel();
    if (feed === 'participants') {
      for (const other of FEEDS) if (!this.#polled.has(other)) this.#schedule(other, 0);
      if (this.#ready().length > 0) {
        // what has come to wait meanwhile needs a pull that begins after that
        if (this.#outbox.stirredAt < began) void this.#drain(end);
        else this.#wakeDrain(0);
      }
    }
    if (!this.#timetable.isPending(feed)) this.#schedule(feed, this.#pauseAfter(feed, end));
  }

  #pauseAfter(feed: Feed, end: PullEnd): number {
    if (end.end !== 'complete') return POLL_AFTER_FAILURE_MS * (0.9 + 0.2 * this.#options.random());
    const isQuiet = end.fresh === 0 && !hasUnsettled(this.#options.people);
    this.#pace.note(feed, isQuiet ? 0 : 1);
    return this.#pace.pause(feed);
  }

  /** Pulls participants. @returns whether the end was reached */
  async pullPeople(): Promise<boolean> {
    return (await this.#pulls.begin('participants')).end === 'complete';
  }

  async #pull(feed: Feed): Promise<PullEnd> {
    const { pullers, settler, onPull, checkClock } = this.#options;
    await checkClock?.(feed);
    const tick = settler.beginPull(feed);
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
    this.#timetable.planWithin('drain', delay, () => void this.#drain());
  }

  /**
   * One drain at a time; what becomes ready while one is under way gets the next.
   * @param polled the end of a pull of people that has just come, and speaks of all that waits
   */
  #drain(polled?: PullEnd): Promise<void> {
    if (this.#draining !== null) {
      this.#drainAgain = true;
      return this.#draining;
    }
    this.#draining = this.#drainOnce(polled).finally(() => {
      this.#draining = null;
      if (this.#drainAgain) this.#wakeDrain(0);
      this.#drainAgain = false;
    });
    return this.#draining;
  }

  async #drainOnce(polled?: PullEnd): Promise<void> {
    if (this.#ready().length === 0) {
      this.#wakeForHeld();
      return;
    }
    const [people, badges] = await Promise.all([
      polled ?? this.#pulls.ask('participants'),
      polled === undefined ? this.#pulls.ask('badges') : this.#pulls.askSince('badges', this.#outbox.stirredAt),
    ]);
    if (this.#timetable.isStopped || !this.#isReached(people, badges)) return; // the host says when it is back
    const checked = this.#canCheck(people);
    const ready = this.#ready().filter((operation) => checked || !isChange(operation));
    const doubtful = new Set(this.#vouching?.findDoubtful(ready));
    if (doubtful.size > 0) void this.#vouching?.ask([...doubtful]); // others do not wait for them
    await this.#letGo(ready.filter((operation) => !doubtful.has(operation)));
    this.#wakeForHeld();
  }

  /** Hands to the host what has no conflict with what the server has. */
  async #letGo(operations: readonly Operation[]): Promise<void> {
    const { people, pullers, clear, settle } = this.#options;
    if (operations.length === 0 || this.#timetable.isStopped) return;
    const cursors = {
      participants: pullers.participants.reached.cursor,
      badges: pullers.badges.reached.cursor,
    };
    const drain = prepareDrain(people, operations, cursors, (operation) => this.#outbox.isLeftOver(operation));
    for (const { id } of drain.clearances) this.#outbox.noteCleared(id);
    if (drain.settlements.length > 0) await settle(drain.settlements);
    if (drain.clearances.length > 0 && !(await clear(drain.clearances))) {
      for (const { id } of drain.clearances) this.#outbox.forgetCleared(id);
      this.#wakeDrain(POLL_AFTER_FAILURE_MS);
    }
  }

  /**
   * Badges need not be read for anything to leave: whose badge it is that comes after a lost answer is judged when they are, by a fence
   * that then is older, and what another desk has recorded under the same operator meanwhile asks a person (decision 0009).
   * Without people only an event that has been read whole goes on: who makes somebody has to know who is there.
   */
  #isReached(people: PullEnd, badges: PullEnd): boolean {
    if (people.end === 'complete') return true;
    if (people.end !== 'unreachable') return badges.end !== 'unreachable';
    return badges.end === 'complete' && this.#options.pullers.participants.reached.complete;
  }

  /** People have just been read; or the server never had such a feed, and a wait for it would not end. */
  #canCheck(end: PullEnd): boolean {
    const { cursor, complete } = this.#options.pullers.participants.reached;
    const never = cursor === null && !complete;
    return end.end === 'complete' || (never && end.end === 'off' && end.code === 'notFound');
  }

  /** Waiting operations that could leave: their wait is over, nothing holds them up, and the host does not have them yet. */
  #ready(): readonly Operation[] {
    return this.#outbox.listReady().filter((operation) => this.#vouching?.isAsked(operation) !== true);
  }

  #isReady(operation: Operation): boolean {
    return this.#outbox.isReady(operation) && this.#vouching?.isAsked(operation) !== true;
  }

  #wakeForHeld(): void {
    const wait = this.#outbox.untilReleased();
    if (wait !== null) this.#wakeDrain(wait);
  }
}
