/**
 * Times in a row that an operation was lost and found not to be there: how long its next word is waited for, and when a person has
 * to look (decisions 0005, 0009).
 *
 * Invariant: a sending is one loss, however often it is judged. What is to be sent again may stay where it is for a while: the disk
 * is full, or the server's clock is behind.
 */
import { QUIET_TIME_MS } from '../../../shared/sync/verify.ts';

/** So often in a row an operation may be lost and verified as not there, before a person has to look: while others get through. */
const LOSSES_BEFORE_ATTENTION = 5;
/** And so often when nothing else is there that could get through: some five minutes. */
const LOSSES_ALONE = 8;
const FEW = 3;
/** A server that takes nothing from anybody is asked less and less often; this many quiet times lie between two attempts at most. */
const MOST_QUIET_TIMES = 8;

interface Lost {
  readonly times: number;
  /** The sending that was counted last. */
  readonly tries: number;
  /** When that began. Milliseconds of the monotonic clock. */
  readonly since: number;
}

export class Losses {
  readonly #lost = new Map<string, Lost>();
  /** When the server last took something from this station. */
  #acceptedAt = -Infinity;

  noteAccepted(now: number): void {
    this.#acceptedAt = now;
  }

  /** It is lost no more. */
  forget(id: string): void {
    this.#lost.delete(id);
  }

  /**
   * The sending of this number was lost at that time, and is not there.
   * @returns how often that has happened, and whether a person has to look
   */
  count(id: string, tries: number, at: number): { readonly times: number; readonly isPoisoned: boolean } {
    const before = this.#lost.get(id);
    const lost: Lost =
      before?.tries === tries ? before : { times: (before?.times ?? 0) + 1, tries, since: before?.since ?? at };
    this.#lost.set(id, lost);
    return { times: lost.times, isPoisoned: this.#isPoisoned(lost) };
  }

  /** How long what was lost at that time is waited for: longer with each loss, until the server takes something again. Milliseconds. */
  quietTime(id: string, tries: number, at: number): number {
    const lost = this.#lost.get(id);
    const before = lost === undefined ? 0 : lost.tries === tries ? lost.times - 1 : lost.times;
    return QUIET_TIME_MS * (this.#acceptedAt > at ? 1 : Math.min(MOST_QUIET_TIMES, 2 ** before));
  }

  /** Others got through since it was first lost; or it is nearly alone. Else it is the server that is ill, and not the operation. */
  #isPoisoned({ times, since }: Lost): boolean {
    if (times < LOSSES_BEFORE_ATTENTION) return false;
    return this.#acceptedAt >= since || (times >= LOSSES_ALONE && this.#lost.size <= FEW);
  }
}
