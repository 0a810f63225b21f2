/**
 * Sync of an open event, from the moment in which all rows are in memory: its feeds, the loop that drives them, sweeps, and what a
 * person is told of all that. The session opens the event and keeps its journal; nothing here is known before the rows are.
 */
import type { Settlement } from '../../../shared/contract/routes.ts';
import type { Operation } from '../../../shared/operations/operation.ts';
import type { Feed } from '../../../shared/ruvents/rows.ts';
import type { ServerTime } from '../../../shared/ruvents/time.ts';
import { shareWalked } from '../../../shared/sync/paging.ts';
import type { FeedState, Skipped, SweepState } from '../api.ts';
import type { Clock } from '../clock.ts';
import type { HostLink } from '../host.ts';
import type { People } from '../people.ts';
import type { ProgressMeter } from '../progress.ts';
import type { SweepRecord } from '../replica/database.ts';
import type { FeedCursor, ReplicaLog } from '../replica/log.ts';
import { removePeople } from '../replica/removal.ts';
import type { SnapshotKeeper } from '../replica/snapshot.ts';
import { EventFeeds } from './event-feeds.ts';
import type { ExistingPeople } from './existing.ts';
import type { PullEnd } from './feeds.ts';
import { SyncLoop } from './loop.ts';
import type { Settler } from './settle.ts';
import type { SignInSweep } from './sign-in-sweep.ts';
import { Skips } from './skips.ts';
import { SweepReach } from './sweep-reach.ts';

export interface EventSyncOptions {
  readonly host: HostLink;
  readonly epoch: number;
  readonly people: People;
  readonly log: ReplicaLog;
  readonly cursors: ReadonlyMap<Feed, FeedCursor>;
  readonly settler: Settler;
  readonly existing: ExistingPeople;
  readonly meter: ProgressMeter;
  readonly snapshots: Pick<SnapshotKeeper, 'keep' | 'renew'>;
  readonly signInSweep: SignInSweep;
  readonly clock: Clock;
  readonly settle: (settlements: readonly Settlement[]) => Promise<void>;
  /** Something that the UI shows of sync has changed. */
  readonly onState: () => void;
  /** A pull has ended that brought rows, or that did not come to its end. */
  readonly onRows: () => void;
}

export class EventSync {
  readonly feedsOff = new Map<Feed, string>();
  lastPull: string | null = null;
  readonly #options: EventSyncOptions;
  readonly #feeds: EventFeeds;
  readonly #loop: SyncLoop;
  readonly #reach: SweepReach;
  readonly #skips = new Skips();
  readonly #pulledAt = new Map<Feed, string>();
  #firstReached: ServerTime | null = null;

  constructor(options: EventSyncOptions) {
    this.#options = options;
    const { host, epoch, people, log, cursors, settler, existing, clock, onState } = options;
    const settle = async (settlements: readonly Settlement[]): Promise<void> =>
      options.settle(existing.refine(await this.#feeds.serverClock.keepSure(settlements)));
    const confirmRemoved = (ids: readonly number[]) => removePeople(people, log, ids);
    this.#reach = new SweepReach(settler);
    this.#feeds = new EventFeeds({
      ...{ host, people, log, cursors, settle, confirmRemoved, clock },
      pull: () => this.#loop.pullPeople(),
      askTime: () => host.fetchServerTime(),
      note: async (notes) => (await host.call('note', { epoch, notes: [...notes] })).ok,
      onPage: (feed, _, reached) => this.#notePage(feed, reached),
      onSkip: (skip) => this.#skips.note({ ...skip, at: clock.wall() }),
      onCompacted: () => void options.snapshots.renew(),
      onBegin: () => this.#reach.begin(),
      onSwept: (feed) => void options.settle(this.#reach.end(feed)),
      onChange: onState,
    });
    this.#loop = new SyncLoop({
      ...{ people, pullers: this.#feeds.pullers, settler, settle, confirmRemoved, ...clock },
      clear: async (clearances) => (await host.call('drain', { epoch, clearances: [...clearances] })).ok,
      probe: (rows, judge) => this.#feeds.probe(rows, judge),
      onPull: (feed, end) => this.#notePull(feed, end),
      onUnseen: () => this.#feeds.askSweep(),
      checkClock: (feed) => this.#feeds.serverClock.check(feed),
      onBusy: onState,
    });
  }

  start(): void {
    this.#options.meter.enter(this.#feeds.pullers.participants.reached.complete ? 'ready' : 'firstSync');
    this.#loop.start();
    void this.#options.existing.look();
  }

  stop(): void {
    this.#loop.stop();
    this.#feeds.stop();
  }

  get busy(): boolean {
    return this.#loop.busy;
  }

  get feeds(): readonly FeedState[] {
    return Object.values(this.#feeds.pullers).map(({ feed, reached: { cursor, complete } }) => ({
      ...{ feed, cursor, complete },
      pulledAt: this.#pulledAt.get(feed) ?? null,
    }));
  }

  get skipped(): readonly Skipped[] {
    return this.#skips.list;
  }

  get sweep(): SweepState {
    return { ...this.#feeds.sweeper.state, coversSent: this.#reach.coversSent };
  }

  /** People who are gone from the server and stay here for what is open of theirs. */
  get leaving(): ReadonlySet<number> {
    return this.#feeds.missing.leaving;
  }

  /** Call for each new or changed operation. */
  see(operations: readonly Operation[]): void {
    this.#loop.see(operations);
  }

  /** An operation that this window has just made: it can still be taken back. */
  hold(operation: Operation): void {
    this.#loop.hold(operation);
  }

  lookForMissing(): void {
    void this.#feeds.missing.look();
  }

  pullNow(): void {
    this.#loop.pullNow();
  }

  syncNow(): Promise<void> {
    return this.#loop.syncNow();
  }

  forgetCleared(): void {
    this.#loop.forgetCleared();
  }

  /** A person asks for a sweep. One that is under way may have passed somebody who was removed since. */
  sweepNow(): void {
    this.#feeds.sweeper.askAnew();
  }

  /** @returns false when nobody is in doubt */
  answerDoubt(remove: boolean): boolean {
    return this.#feeds.missing.answer(remove);
  }

  /** The log is written anew from memory. @returns what is known of the sweeps that have ended */
  forgetSweeps(): readonly SweepRecord[] {
    return this.#feeds.forgetSweeps();
  }

  reached(): ReadonlyMap<Feed, FeedCursor> {
    return this.#feeds.reached();
  }

  considerSweep(): void {
    if (!this.#feeds.pullers.participants.reached.complete) return;
    if (this.#options.signInSweep.isDue(this.#feeds.lastSweep?.last?.at ?? null)) this.#feeds.sweeper.askAnew();
  }

  #notePage(feed: Feed, reached: ServerTime | null): void {
    if (feed !== 'participants') return;
    const { meter, people, clock, onState } = this.#options;
    this.#firstReached ??= reached;
    if (this.#firstReached !== null && reached !== null) {
      meter.reach(shareWalked(this.#firstReached, reached, clock.wall()));
    }
    meter.count(people.replica.people.size);
    onState();
  }

  /** Each feed was read to its end once, or cannot be: what comes after a snapshot is read before anybody is found. */
  #hasAllFeeds(): boolean {
    return Object.values(this.#feeds.pullers).every(({ feed, reached }) => reached.complete || this.feedsOff.has(feed));
  }

  #notePull(feed: Feed, end: PullEnd): void {
    const { meter, existing, snapshots, clock, onRows, onState } = this.#options;
    const isComplete = end.end === 'complete';
    if (isComplete) {
      this.feedsOff.delete(feed);
      this.#pulledAt.set(feed, clock.wall());
      if (feed === 'participants') {
        this.lastPull = clock.wall();
        if (meter.phase === 'firstSync') meter.enter('ready');
      }
      if (meter.phase === 'ready' && this.#hasAllFeeds()) void snapshots.keep();
      if (end.steppedOver) {
        const why = 'more rows in one second than the server gives, or a page that does not come';
        this.#skips.note({ feed, id: null, what: 'page', why, at: clock.wall() });
      }
    } else if (end.end !== 'unreachable') {
      this.feedsOff.set(feed, end.detail);
    }
    if (feed === 'participants') this.#feeds.missing.noteReached(isComplete);
    this.#feeds.notePull(feed, end);
    if (!isComplete || end.fresh > 0) onRows();
    if (isComplete && end.fresh > 0) void existing.look();
    if (isComplete && feed === 'participants') this.considerSweep();
    onState();
  }
}
