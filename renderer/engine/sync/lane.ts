/**
 * One request in flight a feed: whoever wants to ask it waits for their turn, so that an older answer never comes after a newer
 * one. What a person or a drain waits for goes before what can wait.
 */
export type Turn = 'first' | 'later';

export class Lane {
  #isTaken = false;
  readonly #waiting: Readonly<Record<Turn, (() => void)[]>> = { first: [], later: [] };

  /** Runs the work when it is its turn; whatever was taken in by it is in memory before the next one begins. */
  async run<T>(turn: Turn, work: () => Promise<T>): Promise<T> {
    if (this.#isTaken) await new Promise<void>((resolve) => this.#waiting[turn].push(resolve));
    this.#isTaken = true;
    try {
      return await work();
    } finally {
      const next = this.#waiting.first.shift() ?? this.#waiting.later.shift();
      if (next === undefined) this.#isTaken = false;
      else next(); // the lane stays taken: nobody comes in between
    }
  }
}
