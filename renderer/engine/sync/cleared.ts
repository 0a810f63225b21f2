/**
 * Operations that have been handed to the host, and when. The host sends them in its own time, and drops without a word what no
 * longer fits (offline, something before it is stuck, its operator is parked): after a while they are handed over anew, later and
 * later while nothing comes of it.
 */

/** A clearance that nothing came of is worth this long, and twice as long each time. Milliseconds. */
const CLEARED_MS = 10_000;
const LONGEST_MS = 160_000;

interface HandedOver {
  readonly at: number;
  /** In a row, without anything that came of it. */
  readonly times: number;
}

export class Cleared {
  readonly #now: () => number;
  readonly #handed = new Map<string, HandedOver>();

  /** @param now monotonic, milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  note(id: string): void {
    this.#handed.set(id, { at: this.#now(), times: (this.#handed.get(id)?.times ?? 0) + 1 });
  }

  /** The host has it, as far as is known. */
  has(id: string): boolean {
    const handed = this.#handed.get(id);
    if (handed === undefined) return false;
    return this.#now() - handed.at < Math.min(LONGEST_MS, CLEARED_MS * 2 ** (handed.times - 1));
  }

  /** Something has changed that it may have been dropped for. @returns whether it had been handed over */
  forget(id: string): boolean {
    return this.#handed.delete(id);
  }

  forgetAll(): void {
    this.#handed.clear();
  }
}
