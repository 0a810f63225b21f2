/**
 * The server's clock may be put back (design, invariant 10; decision 0010): rows that it writes from then on have times before the
 * cursor, and no pull would ever see them.
 *
 *   in step ─ its time is before what has been read ─▶ behind ─ it has caught up ─▶ owing ─ a walk to the end ─▶ in step
 *               pulls begin where the last completed one was begun, by the server's time │ and so does the first one in step
 *
 * It is asked once a minute, with each pull while it is behind, and before "it is not there" sends anything a second time.
 *
 * Invariant: a walk begins no later than the server's time at the last walk of the same feed that was completed. Only that one has
 * read everything; a question, another feed, or a walk that failed have not.
 */
import type { Settlement } from '../../../shared/contract/routes.ts';
import type { Feed } from '../../../shared/ruvents/rows.ts';
import { type ServerTime, shiftSeconds } from '../../../shared/ruvents/time.ts';
import type { WalkingPuller } from './feeds.ts';

export interface ServerClockOptions {
  /** The server's own time; null = it cannot be asked, or does not say. */
  readonly ask: () => Promise<ServerTime | null>;
  readonly pullers: Readonly<Record<FeedWithTimes, Pick<WalkingPuller, 'reached' | 'readFrom' | 'noteMissed'>>>;
  /** The feed that shows what became of an operation; null = it is known no more. */
  readonly feedOf: (operationId: string) => Feed | null;
  /** Monotonic, milliseconds. */
  readonly now: () => number;
  /** It is behind, and when it was last asked is long ago: a sweep finds what else was written meanwhile. */
  readonly onLongBehind: () => void;
}

const ASK_EVERY_MS = 60_000;
/** Servers that stand behind one address differ by this, and a row may be a little ahead of a ping. */
const TOLERANCE_S = 5;
/** A row may carry the time at which its transaction began. */
const OVERLAP_S = 10;
/** The last answer is old after this long. Where there is none, so far back is read, and a sweep does the rest. */
const LONG_S = 120;
/** Put back by more than this while it was behind, it may have left rows behind the end of the walks. */
const JUMP_S = 30;

const FEEDS_WITH_TIMES = ['participants', 'badges'] as const satisfies readonly Feed[];
type FeedWithTimes = (typeof FEEDS_WITH_TIMES)[number];

/** What the server said of its time. */
interface Told {
  readonly time: ServerTime;
  /** When it was asked. Milliseconds of the monotonic clock. */
  readonly at: number;
}

/** How a walk was begun. */
interface Walk {
  readonly told: Told | null;
  readonly isBehind: boolean;
  /** At the server's own time, and not at the cursor. */
  readonly isOwed: boolean;
  readonly toEnd: boolean;
}

interface FeedState {
  isBehind: boolean;
  /** It has been behind, and no walk that began in step has read to the end since. */
  owes: boolean;
  /** Since it is behind, a walk has read to the end: what it wrote before it was put back is known. */
  isRead: boolean;
  /** Where walks begin and end while they are owed; null = at the cursor, and at the end of the feed. */
  since: ServerTime | null;
  until: ServerTime | null;
  /** What was told before the last walk that was completed. */
  completed: Told | null;
  /** The walk that was begun last. */
  walk: Walk | null;
}

export class ServerClock {
  readonly #options: ServerClockOptions;
  readonly #feeds: Readonly<Record<FeedWithTimes, FeedState>> = { participants: createState(), badges: createState() };
  #askedAt = -Infinity;
  #told: Told | null = null;

  constructor(options: ServerClockOptions) {
    this.#options = options;
  }

  /** Call before a pull of this feed begins. */
  async check(feed: Feed): Promise<void> {
    if (!hasTimes(feed)) return;
    const owes = FEEDS_WITH_TIMES.some((other) => this.#feeds[other].owes);
    if (owes || this.#options.now() - this.#askedAt >= ASK_EVERY_MS) await this.#ask();
    const state = this.#feeds[feed];
    const { isBehind, owes: isOwed, until } = state;
    state.walk = { told: this.#told, isBehind, isOwed, toEnd: until === null };
  }

  /** The pull of this feed that was checked last has been completed. */
  notePulled(feed: Feed): void {
    if (!hasTimes(feed)) return;
    const state = this.#feeds[feed];
    const { walk } = state;
    // begun at the cursor it has not read what was written since the clock was put back
    if (walk === null || (state.owes && !walk.isOwed)) return;
    state.completed = walk.told ?? state.completed;
    if (!walk.isOwed) return;
    if (walk.told !== null) state.since = shiftSeconds(walk.told.time, -OVERLAP_S);
    if (walk.toEnd) state.isRead = state.isBehind;
    if (walk.isBehind || state.isBehind) return;
    state.owes = false;
    state.since = null;
    this.#options.pullers[feed].readFrom(null);
  }

  /** Nothing is sent a second time on the word of a pull that began at the cursor while the clock was behind it. */
  async keepSure(settlements: readonly Settlement[]): Promise<readonly Settlement[]> {
    if (!settlements.some(({ action }) => action === 'resend')) return settlements;
    const isTold = await this.#ask();
    return settlements.filter(
      ({ action, id }) => action !== 'resend' || this.#isSure(this.#options.feedOf(id), isTold),
    );
  }

  #isSure(feed: Feed | null, isTold: boolean): boolean {
    if (feed === null || !hasTimes(feed)) return true;
    const { owes, walk } = this.#feeds[feed];
    return !owes || (walk !== null && walk.isOwed && (isTold || walk.toEnd));
  }

  /** @returns whether it was told */
  async #ask(): Promise<boolean> {
    const { ask, now } = this.#options;
    const at = now();
    this.#askedAt = at;
    const time = await ask();
    if (time !== null) this.#told = { time, at };
    for (const feed of FEEDS_WITH_TIMES) {
      if (time !== null) this.#compare(feed, time);
      this.#direct(feed, time);
    }
    return time !== null;
  }

  #compare(feed: FeedWithTimes, time: ServerTime): void {
    const { pullers, now, onLongBehind } = this.#options;
    const state = this.#feeds[feed];
    const { cursor } = pullers[feed].reached;
    const wasOwing = state.owes;
    state.isBehind = cursor !== null && cursor > shiftSeconds(time, TOLERANCE_S);
    state.owes ||= state.isBehind;
    if (!state.isBehind) state.isRead = false;
    if (!state.owes) return;
    const { completed } = state;
    const passed = completed === null ? LONG_S : Math.ceil((now() - completed.at) / 1000);
    // it may have been put back at any moment since then, and more than once
    const ago = shiftSeconds(time, -passed);
    if (completed !== null && ago < shiftSeconds(completed.time, -JUMP_S)) state.isRead = false;
    const since = shiftSeconds(earlierOf(ago, completed?.time ?? null), -OVERLAP_S);
    state.since = earlierOf(since, state.since);
    if (wasOwing) return;
    // since when it is behind nobody knows: of what is not seen nobody can say that it is not there, until a sweep has read it all
    if (completed === null && cursor !== null) pullers[feed].noteMissed(shiftSeconds(cursor, 1));
    if (completed === null || passed > LONG_S) onLongBehind();
  }

  #direct(feed: FeedWithTimes, time: ServerTime | null): void {
    const state = this.#feeds[feed];
    state.until = time === null || !state.isBehind || !state.isRead ? null : shiftSeconds(time, TOLERANCE_S);
    const { owes, since, until } = state;
    this.#options.pullers[feed].readFrom(owes && since !== null ? { since, until } : null);
  }
}

function earlierOf(a: ServerTime, b: ServerTime | null): ServerTime {
  return b === null || a < b ? a : b;
}

function createState(): FeedState {
  return { isBehind: false, owes: false, isRead: false, since: null, until: null, completed: null, walk: null };
}

function hasTimes(feed: Feed): feed is FeedWithTimes {
  return feed !== 'orderitems';
}
