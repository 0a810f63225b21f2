/**
 * When a sweep runs: asked for, it goes through the feeds one after the other in the background, and waits where the server
 * cannot be reached.
 *
 *   idle ─ ask ─▶ participants ─▶ badges ─▶ paid items ─▶ idle
 *                   │  away: waits for a pull that works ▲
 *                   └────────────────────────────────────┘
 *   askAnew while one is reading: another follows it; either while one waits: it begins anew
 *
 * Invariant: a feed that does not come holds up no sweep of the others. Once people are read, one that waits has nothing more to
 * tell of them.
 */
import { FEEDS, type Feed, type ParticipantRow } from '../../../shared/ruvents/rows.ts';
import type { SweepState } from '../api.ts';
import type { After } from '../clock.ts';
import type { MissingPeople } from './missing.ts';
import type { FeedSweep } from './sweep.ts';

export interface SweeperOptions {
  readonly sweeps: Readonly<Record<Feed, FeedSweep>>;
  readonly missing: MissingPeople;
  readonly after: After;
  readonly random: () => number;
  readonly onChange: () => void;
  /** Older generations are gone from the log. */
  readonly onCompacted: () => void;
  /** A sweep of all feeds begins anew. */
  readonly onBegin: () => void;
  /** A feed has been read whole. */
  readonly onSwept: (feed: Feed) => void;
}

/** What was stepped over, or came too late for the pulls, is looked for again after this time. */
const AGAIN_MS = 30 * 60_000;
/** All desks of an event are told of it at once: they do not all read everybody at once. */
const JITTER = 0.2;

export class Sweeper {
  readonly #options: SweeperOptions;
  /** Feeds that are still to be swept. */
  readonly #due = new Set<Feed>();
  /** Another one begins when the one that is under way has ended. */
  #again = false;
  #running = false;
  #stopped = false;
  #cancelAgain: (() => void) | null = null;

  constructor(options: SweeperOptions) {
    this.#options = options;
    for (const feed of FEEDS) if (options.sweeps[feed].isRunning) this.#due.add(feed);
  }

  get state(): Omit<SweepState, 'coversSent'> {
    const { sweeps, missing } = this.#options;
    const { record, read, isRunning } = sweeps.participants;
    const { doubt, isAsking } = missing;
    const last = record?.last ?? null;
    return {
      state: this.#isUnderWay || isAsking ? 'running' : doubt === null ? 'idle' : 'doubt',
      last: last === null ? null : { at: last.at, people: last.rows },
      read: isRunning ? read : 0,
      incomplete: record?.incomplete ?? false,
      doubt,
    };
  }

  /** A feed that is waited for when people have been read is nobody's matter. */
  get #isUnderWay(): boolean {
    return this.#running || this.#again || this.#due.has('participants');
  }

  /** Begins a sweep of all feeds, or joins the one that is reading. */
  ask(): void {
    if (this.#stopped || this.#running) return;
    this.#again = false;
    this.#forgetLater(); // this one looks for it
    for (const feed of FEEDS) {
      this.#options.sweeps[feed].startOver(); // what speaks of this moment has read nothing before it
      this.#due.add(feed);
    }
    this.#options.onBegin();
    this.wake();
    this.#options.onChange();
  }

  /** Begins a sweep of all feeds now, or as soon as the one that is reading has come to its end, or has to wait. */
  askAnew(): void {
    if (this.#running) {
      this.#again = !this.#stopped;
      this.#options.onChange();
    } else {
      this.ask();
    }
  }

  /** The server was reached: a sweep that waits for it goes on. @param reached the feed that has answered: one that is dead waits on */
  wake(reached?: Feed): void {
    if (reached !== undefined && FEEDS.find((feed) => this.#due.has(feed)) !== reached) return;
    if (!this.#running && this.#due.size > 0 && !this.#stopped) void this.#run();
  }

  /** Something was stepped over: a sweep will find it when it comes again. The first word of it counts, however often it is said. */
  askLater(): void {
    if (this.#stopped || this.#cancelAgain !== null) return;
    const wait = AGAIN_MS * (1 + JITTER * this.#options.random());
    this.#cancelAgain = this.#options.after(wait, () => {
      this.#cancelAgain = null;
      this.ask();
    });
  }

  #forgetLater(): void {
    this.#cancelAgain?.();
    this.#cancelAgain = null;
  }

  stop(): void {
    this.#stopped = true;
    this.#forgetLater();
    for (const feed of FEEDS) this.#options.sweeps[feed].stop();
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      for (const feed of FEEDS) {
        if (!this.#due.has(feed) || (await this.#sweep(feed))) continue;
        return;
      }
    } finally {
      this.#running = false;
      if (this.#again) this.ask();
      this.#options.onChange();
    }
  }

  /** @returns whether to go on with the next feed */
  async #sweep(feed: Feed): Promise<boolean> {
    const end = await this.#options.sweeps[feed].walk();
    if (end.end === 'unreachable' || end.end === 'stopped') return false;
    this.#due.delete(feed);
    if (end.end === 'complete' || end.end === 'incomplete') this.#options.onCompacted();
    if (end.end === 'complete') this.#options.onSwept(feed);
    if (feed === 'participants') {
      if (end.end !== 'complete' || end.late > 0) this.askLater();
      if (end.end === 'complete') {
        const rows = end.missing as readonly ParticipantRow[];
        void this.#options.missing.take(rows, (this.state.last?.people ?? 0) + rows.length);
      }
    }
    this.#options.onChange();
    return true;
  }
}
