/**
 * The feeds of one event, and all who ask them: pulls, sweeps, probes. Each feed has one lane, so that no two requests of it are
 * under way at once, whoever asks.
 */
import type { NewNote } from '../../../shared/operations/note.ts';
import type { Settlement } from '../../../shared/contract/routes.ts';
import { FEEDS, type Feed, type ParticipantRow } from '../../../shared/ruvents/rows.ts';
import type { ServerTime } from '../../../shared/ruvents/time.ts';
import type { Skipped } from '../api.ts';
import type { Clock } from '../clock.ts';
import type { HostLink } from '../host.ts';
import type { People } from '../people.ts';
import type { SweepRecord } from '../replica/database.ts';
import type { FeedCursor, ReplicaLog } from '../replica/log.ts';
import { createFeedPuller, feedOf, type PullEnd, type WalkingPuller } from './feeds.ts';
import { Lane } from './lane.ts';
import { MissingPeople } from './missing.ts';
import { type Contacts, PageReader } from './page-reader.ts';
import { Prober, type Verdicts } from './probe.ts';
import { FeedSweep } from './sweep.ts';
import { ServerClock } from './server-clock.ts';
import { Sweeper } from './sweeper.ts';

export interface EventFeedsOptions {
  readonly host: HostLink;
  readonly people: People;
  readonly log: ReplicaLog;
  /** From where to go on. */
  readonly cursors: ReadonlyMap<Feed, FeedCursor>;
  readonly clock: Clock;
  /** Pulls participants by the loop. @returns whether the end was reached */
  readonly pull: () => Promise<boolean>;
  readonly settle: (settlements: readonly Settlement[]) => Promise<void>;
  readonly askTime: () => Promise<ServerTime | null>;
  readonly note: (notes: readonly NewNote[]) => Promise<boolean>;
  readonly confirmRemoved: (ids: readonly number[]) => Promise<void>;
  readonly onPage: (feed: Feed, rows: number, lastRowTime: ServerTime | null) => void;
  readonly onSkip: (skip: Omit<Skipped, 'at'>) => void;
  readonly onCompacted: () => void;
  readonly onBegin: () => void;
  readonly onSwept: (feed: Feed) => void;
  readonly onChange: () => void;
}

const START: FeedCursor = { cursor: null, complete: false };
/** Between two pages of a sweep others have the worker and the server for this long. Milliseconds. */
const PAUSE_MS = 20;
/** What only a sweep can tell is not asked for more often. Milliseconds. */
const ASKED_AGAIN_MS = 5 * 60_000;

type OfEach<T> = Readonly<Record<Feed, T>>;

export class EventFeeds {
  readonly pullers: OfEach<WalkingPuller>;
  readonly sweeper: Sweeper;
  readonly missing: MissingPeople;
  readonly serverClock: ServerClock;
  readonly #options: EventFeedsOptions;
  readonly #lanes: OfEach<Lane> = ofEach(() => new Lane());
  readonly #sweeps: OfEach<FeedSweep>;
  readonly #prober: Prober;
  readonly #contacts: Contacts = { count: 0 };
  /** Feeds whose end has not been reached before this session. */
  readonly #firstTime: Set<Feed>;
  #isRecalled = false;
  #askedAt = -Infinity;

  constructor(options: EventFeedsOptions) {
    this.#options = options;
    const { people, log, cursors, settle, note, confirmRemoved, pull, onChange, onCompacted, onBegin, onSwept, clock } =
      options;
    this.#firstTime = new Set(FEEDS.filter((feed) => cursors.get(feed)?.complete !== true));
    this.#sweeps = ofEach((feed) => this.#createSweep(feed));
    this.pullers = ofEach((feed) => this.#createPuller(feed, cursors.get(feed) ?? START));
    this.#prober = new Prober({
      ...{ people, log, lane: this.#lanes.participants, reader: this.#createReader('participants') },
      onStored: (rows) => this.#sweeps.participants.see(rows),
    });
    this.missing = new MissingPeople({
      ...{ people, prober: this.#prober, pull, settle, note, confirmRemoved, onChange },
      onSettled: () => void this.#sweeps.participants.settleMissing(),
      onUntold: () => this.sweeper.askLater(),
    });
    this.serverClock = new ServerClock({
      ...{ pullers: this.pullers, ask: options.askTime, now: clock.now },
      feedOf: (id) => {
        const operation = people.book.get(id);
        return operation === undefined ? null : feedOf(operation);
      },
      onLongBehind: () => this.askSweep(),
    });
    this.sweeper = new Sweeper({
      ...{ sweeps: this.#sweeps, missing: this.missing, after: clock.after, random: clock.random },
      ...{ onChange, onCompacted, onBegin, onSwept },
    });
  }

  /** The last sweep of participants; null = there has been none. */
  get lastSweep(): SweepRecord | null {
    return this.#sweeps.participants.record;
  }

  probe(rows: readonly ParticipantRow[], judge: (verdicts: Verdicts) => void): Promise<boolean> {
    return this.#prober.probe(rows, 'first', judge);
  }

  stop(): void {
    this.sweeper.stop();
  }

  /** A pull has ended. */
  notePull(feed: Feed, end: PullEnd): void {
    if (end.end !== 'complete') return;
    this.serverClock.notePulled(feed);
    if (this.#firstTime.delete(feed)) {
      void this.#sweeps[feed].noteFirst(this.pullers[feed].reached.missed === true);
    }
    if (end.steppedOver) this.sweeper.askLater();
    if (feed === 'participants') this.#recall();
    this.sweeper.wake(feed);
    if (feed !== 'participants') return;
    void this.missing.look();
  }

  /** Asks for a sweep that no person has asked for, and not again and again. */
  askSweep(): void {
    const now = this.#options.clock.now();
    if (now - this.#askedAt < ASKED_AGAIN_MS) return;
    this.#askedAt = now;
    this.sweeper.askAnew(); // one that is under way may have passed what is looked for
  }

  /** Whom a sweep of an earlier session missed, and who is not settled yet. */
  #recall(): void {
    if (this.#isRecalled) return;
    this.#isRecalled = true;
    const { people, log } = this.#options;
    const stored = log.storedSweep('participants');
    if (stored === null || stored.record.missing === null || this.#sweeps.participants.isRunning) return;
    const rows = [...stored.missing].flatMap((id) => people.replica.people.get(id) ?? []);
    if (rows.length === 0) void this.#sweeps.participants.settleMissing();
    else void this.missing.take(rows, (stored.record.last?.rows ?? 0) + rows.length);
  }

  /** The log is written anew from memory: sweeps under way begin again. @returns what is known of those that have ended */
  forgetSweeps(): readonly SweepRecord[] {
    return FEEDS.flatMap((feed) => {
      this.#sweeps[feed].forget();
      return this.#sweeps[feed].record ?? [];
    });
  }

  reached(): ReadonlyMap<Feed, FeedCursor> {
    return new Map(FEEDS.map((feed) => [feed, this.pullers[feed].reached]));
  }

  #createReader(feed: Feed): PageReader {
    const { host, onSkip } = this.#options;
    return new PageReader({ feed, host, onSkip, contacts: this.#contacts });
  }

  #createSweep(feed: Feed): FeedSweep {
    const { people, log, clock, onChange } = this.#options;
    return new FeedSweep({
      ...{ feed, people, log, lane: this.#lanes[feed], reader: this.#createReader(feed) },
      puller: () => this.pullers[feed],
      wall: clock.wall,
      pause: () => new Promise((resolve) => clock.after(PAUSE_MS, resolve)),
      onPage: onChange,
    });
  }

  #createPuller(feed: Feed, start: FeedCursor): WalkingPuller {
    const { host, people, log, onSkip, onPage } = this.#options;
    const puller = createFeedPuller({
      ...{ feed, start, host, people, log, onSkip, contacts: this.#contacts },
      onPage: (rows, lastRowTime) => onPage(feed, rows, lastRowTime),
      onStored: (rows) => this.#sweeps[feed].see(rows),
      onClockBack: () => this.askSweep(),
    });
    const lane = this.#lanes[feed];
    return {
      feed,
      get reached() {
        return puller.reached;
      },
      get missedUntil() {
        return puller.missedUntil;
      },
      goBackTo: (cursor, unreadTo) => puller.goBackTo(cursor, unreadTo),
      readFrom: (part) => puller.readFrom(part),
      noteMissed: (until) => puller.noteMissed(until),
      pull: () => lane.run('first', () => puller.pull()),
    };
  }
}

function ofEach<T>(make: (feed: Feed) => T): OfEach<T> {
  return Object.fromEntries(FEEDS.map((feed) => [feed, make(feed)])) as Record<Feed, T>;
}
