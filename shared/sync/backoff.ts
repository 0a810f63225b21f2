/** How long to wait before the next attempt to reach the server. */

const FIRST_MS = 1000;
/** A line of people is waiting: a desk looks again at least this often. */
const LONGEST_MS = 5000;

/**
 * Exponential back-off with jitter, so that fifty desks do not return in the same instant.
 * @param attempt failures in a row, from 1
 * @param random a number in [0, 1)
 * @returns milliseconds, between half and the whole of 1 s, 2 s, 4 s, 5 s, 5 s …
 */
export function backoffDelay(attempt: number, random: () => number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempt - 1));
  return Math.round(whole / 2 + (whole / 2) * random());
}
