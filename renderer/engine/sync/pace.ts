/**
 * How soon a feed is asked again. A desk costs the server at most one small request a feed in five seconds, and half of that when
 * nothing has happened for a minute; the first news bring the usual pace back.
 */
import type { Feed } from '../../../shared/ruvents/rows.ts';

/** Milliseconds; nobody waits for paid items at the door. */
const USUAL_MS: Readonly<Record<Feed, number>> = { participants: 5000, badges: 5000, orderitems: 15_000 };
/** Pulls in a row without news before the pace is halved. */
const QUIET_PULLS = 12;
/** Desks that were started together drift apart. */
const JITTER = 0.2;

export class Pace {
  readonly #random: () => number;
  readonly #quiet = new Map<Feed, number>();

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
}
