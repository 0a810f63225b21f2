/**
 * How often a frame is read. One is in flight at a time; the decoder gets at most half of the time, so that a slow machine has
 * the other half for the desk; and never more frames than an eye would notice.
 */

/** Twelve frames a second are enough for a hand that holds up a telephone. */
const SHORTEST_MS = 80;
/** Even a very slow machine looks twice in three seconds. */
const LONGEST_PAUSE_MS = 1200;

/**
 * @param tookMs how long the frame took, from the grab to the answer
 * @returns how long to wait for the next one
 */
export function pauseAfter(tookMs: number): number {
  const took = Math.max(0, tookMs);
  return Math.min(Math.max(SHORTEST_MS - took, took), LONGEST_PAUSE_MS);
}

/** The longer side of a frame that is read; a larger picture only takes longer. */
const LONGEST_SIDE = 1280;

/** @returns the size in which a picture is read: its own, or as much smaller as it has to be; null while it has none */
export function fitFrame(width: number, height: number): { readonly width: number; readonly height: number } | null {
  if (width <= 0 || height <= 0) return null;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
