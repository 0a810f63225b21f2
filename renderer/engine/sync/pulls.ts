/**
 * The pulls of all feeds: one under way a feed, and whoever wants one joins, waits for the next, or makes do with the last.
 *
 * Invariant: one feed that hangs holds up nobody who can do without it (design, invariant 5). Whoever asks patiently is answered
 * when nothing has moved for a while, and the pull goes on by itself.
 */
import type { Feed } from '../../../shared/ruvents/rows.ts';
import type { After } from '../clock.ts';
import type { FeedPuller, PullEnd } from './feeds.ts';

export interface PullsOptions {
  readonly pullers: Readonly<Record<Feed, Pick<FeedPuller, 'reached'>>>;
  /** Pulls the feed, and does what follows of it. */
  readonly run: (feed: Feed) => Promise<PullEnd>;
  /** Monotonic, milliseconds. */
  readonly now: () => number;
  readonly after: After;
}

interface Running {
  readonly began: number;
  readonly pull: Promise<PullEnd>;
}
interface Ended {
  readonly began: number;
  readonly end: PullEnd;
}

/** A walk that has not moved for so long holds up nobody. */
const STILL_MS = 10_000;
/** A feed that has just failed is not asked again sooner by those who can do without it. */
const FAILED_MS = 5000;
/** A pull that is older says too little of what the feed has by now. */
const OLD_MS = 15_000;
const LATE: PullEnd = { end: 'unreachable', code: 'late', detail: 'the feed does not move' };

export class Pulls {
  readonly #options: PullsOptions;
  readonly #running = new Map<Feed, Running>();
  readonly #last = new Map<Feed, Ended>();
  /** Feeds whose pull under way has been given up waiting for. */
  readonly #late = new Set<Feed>();

  constructor(options: PullsOptions) {
    this.#options = options;
  }

  /** A pull that begins after this call, so that it can speak of everything before it. */
  async begin(feed: Feed): Promise<PullEnd> {
    await this.#running.get(feed)?.pull;
    const running = this.#running.get(feed); // somebody else who waited has begun one: it is as fresh as one of ours
    if (running !== undefined) return running.pull;
    const { run, now } = this.#options;
    const began = now();
    const pull = run(feed)
      .then((end) => {
        this.#last.set(feed, { began, end });
        return end;
      })
      .finally(() => {
        this.#running.delete(feed);
        this.#late.delete(feed);
      });
    this.#running.set(feed, { began, pull });
    return pull;
  }

  /** As `begin`, for whoever can do without: a feed that stands still is told as `unreachable`. */
  async beginPatiently(feed: Feed): Promise<PullEnd> {
    return this.#wait(feed, this.begin(feed));
  }

  /** For a drain: as `beginPatiently`, and a feed that has just failed is not asked again. */
  async ask(feed: Feed): Promise<PullEnd> {
    if (this.#late.has(feed)) return LATE;
    const last = this.#last.get(feed);
    const hasFailed = last !== undefined && last.end.end !== 'complete';
    if (hasFailed && this.#options.now() - last.began < FAILED_MS) return last.end;
    return this.beginPatiently(feed);
  }

  /** As `ask`, by a pull that is there already when it began after that moment and is not old. @param moment monotonic, milliseconds */
  async askSince(feed: Feed, moment: number): Promise<PullEnd> {
    const running = this.#running.get(feed);
    if (running !== undefined && running.began > moment && !this.#late.has(feed)) return this.#wait(feed, running.pull);
    const last = this.#last.get(feed);
    const isGood = last?.end.end === 'complete' && last.began > moment;
    return isGood && this.#options.now() - last.began < OLD_MS ? last.end : this.ask(feed);
  }

  /** The feed's last pull has failed. */
  hasFailed(feed: Feed): boolean {
    const last = this.#last.get(feed);
    return last !== undefined && last.end.end !== 'complete';
  }

  async #wait(feed: Feed, pull: Promise<PullEnd>): Promise<PullEnd> {
    const { pullers } = this.#options;
    for (;;) {
      const { cursor } = pullers[feed].reached;
      const end = await this.#waitAtMost(pull);
      if (end !== null) return end;
      if (pullers[feed].reached.cursor !== cursor) continue;
      this.#late.add(feed);
      return LATE;
    }
  }

  async #waitAtMost(pull: Promise<PullEnd>): Promise<PullEnd | null> {
    let cancel = (): void => undefined;
    const over = new Promise<null>((resolve) => {
      cancel = this.#options.after(STILL_MS, () => resolve(null));
    });
    try {
      return await Promise.race([pull, over]);
    } finally {
      cancel();
    }
  }
}
