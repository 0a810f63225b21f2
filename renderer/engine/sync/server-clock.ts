/**
 * The server's clock may be put back (design, invariant 10): rows that it writes from then on have times before the cursor, and no
 * pull would ever see them.
 *
 *   in step ─ its time is before what has been read ─▶ behind: pulls begin at its time, not at the cursor ─ it has caught up ─▶ in step
 *
 * It is asked once a minute, with each pull while it is behind, and before "it is not there" sends anything a second time.
 */
import type { Settlement } from '../../../shared/contract/routes.ts';
import type { Feed } from '../../../shared/ruvents/rows.ts';
import { type ServerTime, shiftSeconds } from '../../../shared/ruvents/time.ts';
import type { WalkingPuller } from './feeds.ts';

export interface ServerClockOptions {
  /** The server's own time; null = it cannot be asked, or does not say. */
  readonly ask: () => Promise<ServerTime | null>;
  readonly pullers: Readonly<Record<'participants' | 'badges', Pick<WalkingPuller, 'reached' | 'readFrom'>>>;
  /** Monotonic, milliseconds. */
  readonly now: () => number;
  /** It was behind when it was asked first: since when nobody knows, and only a sweep finds what was written meanwhile. */
  readonly onLongBehind: () => void;
}

const ASK_EVERY_MS = 60_000;
/** Servers that stand behind one address differ by this, and a row may be a little ahead of a ping. */
const TOLERANCE_S = 5;
/** It was in step a minute ago, or a little more. */
const LOOK_BACK_S = 120;
const FEEDS_WITH_TIMES = ['participants', 'badges'] as const satisfies readonly Feed[];

export class ServerClock {
  readonly #options: ServerClockOptions;
  #askedAt = -Infinity;
  #last: ServerTime | null = null;
  #isBehind = false;

  constructor(options: ServerClockOptions) {
    this.#options = options;
  }

  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** Call before a pull. */
  async check(): Promise<void> {
    if (this.#isBehind || this.#options.now() - this.#askedAt >= ASK_EVERY_MS) await this.#ask();
  }

  /** Nothing is sent a second time on the word of a pull that began at the cursor while the clock was behind it. */
  async keepSure(settlements: readonly Settlement[]): Promise<readonly Settlement[]> {
    if (!settlements.some(({ action }) => action === 'resend')) return settlements;
    const before = this.#isBehind;
    await this.#ask();
    return this.#isBehind && !before ? settlements.filter(({ action }) => action !== 'resend') : settlements;
  }

  async #ask(): Promise<void> {
    const { ask, pullers, now, onLongBehind } = this.#options;
    this.#askedAt = now();
    const time = await ask();
    if (time === null) return;
    const from = shiftSeconds(time, -LOOK_BACK_S);
    // while it stays behind, what was written since it was asked last
    const since = this.#isBehind && this.#last !== null ? shiftSeconds(this.#last, -TOLERANCE_S * 2) : from;
    const wasAsked = this.#last !== null;
    const limit = shiftSeconds(time, TOLERANCE_S);
    this.#isBehind = false;
    for (const feed of FEEDS_WITH_TIMES) {
      const { cursor } = pullers[feed].reached;
      const isBehind = cursor !== null && cursor > limit;
      pullers[feed].readFrom(isBehind ? { since, until: limit } : null);
      this.#isBehind ||= isBehind;
    }
    if (this.#isBehind && !wasAsked) onLongBehind();
    this.#last = time;
  }
}
