/**
 * How soon a feed is asked again. A desk costs the server at most one small request a feed in five seconds, and half of that when
 * nothing has happened for a minute; the first news bring the usual pace back.
 */
import type { Feed } from '../../../shared/ruvents/rows.ts';

/** Milliseconds; nobody waits for paid items at the door. */
const USUAL_MS: Readonly<Record<Feed, number>> = { participants: 5000, badges: 5000, orderitems: 15_000 };
/** Pulls in a row without news before the pace is halved. */
const QUIET_PULLS = 12;
/** A server that comes and goes brings everything at once no more often. */
const BACK_MS = 5000;
/** Desks that were started together drift apart. */
const JITTER = 0.2;

export class Pace {
  readonly #random: () => number;
  readonly #quiet = new Map<Feed, number>();
  #backAt = -Infinity;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** A pull has ended. @param news rows that it brought */
  note(feed: Feed, news: number): void {
    this.#quiet.set(feed, news > 0 ? 0 : (this.#quiet.get(feed) ?? 0) + 1);
  }

  /** Milliseconds until the next pull. */
  pause(feed: Feed): number {
    const usual = USUAL_MS[feed];
    const isQuiet = (this.#quiet.get(feed) ?? 0) >= QUIET_PULLS;
    return (isQuiet ? usual * 2 : usual) * (1 + JITTER * this.#random());
  }

  /**
   * The network is back: all feeds are asked at once, unless that has just been said too.
   * @param now monotonic, milliseconds
   * @returns milliseconds within which they are asked
   */
  holdBack(now: number): number {
    const hasJustBeenBack = now - this.#backAt < BACK_MS;
    this.#backAt = now;
    return hasJustBeenBack ? BACK_MS * (1 + JITTER * this.#random()) : 0;
  }
}
