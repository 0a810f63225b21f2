/**
 * How often a frame is read, and in which size. One is in flight at a time; the decoder gets at most half of the time, so that a
 * slow machine has the other half for the desk; and never more frames than an eye would notice. A machine that is too slow for
 * large frames gets smaller ones: a code that is held still is read in either.
 */

/** Twelve frames a second are enough for a hand that holds up a telephone. */
const SHORTEST_MS = 80;
/** Even a very slow machine looks twice in three seconds. */
const LONGEST_PAUSE_MS = 1200;

/** Longer sides of the frames that are read, in pixels; a larger picture only takes longer. */
const SIDES = [1280, 960, 640] as const;
/** A step changes the time by a factor of about two: what is too slow here never comes back as quick enough one step below. */
const TOO_SLOW_MS = 220;
const QUICK_MS = 60;
/** One slow frame says nothing: this many are looked at together. */
const FRAMES = 8;

export interface Pace {
  /** The longer side of the next frame. */
  side(): number;
  /**
   * @param tookMs how long the frame took, from the grab to the answer
   * @returns how long to wait for the next one
   */
  pauseAfter(tookMs: number): number;
}

export function createPace(): Pace {
  let step = 0;
  let took: number[] = [];
  const adapt = (): void => {
    const median = [...took].sort((a, b) => a - b)[FRAMES / 2] ?? 0;
    if (median > TOO_SLOW_MS) step = Math.min(step + 1, SIDES.length - 1);
    else if (median < QUICK_MS) step = Math.max(step - 1, 0);
  };
  return {
    side: () => SIDES[step] ?? SIDES[0],
    pauseAfter: (tookMs) => {
      const ms = Math.max(0, tookMs);
      took.push(ms);
      if (took.length === FRAMES) {
        adapt();
        took = [];
      }
      return Math.min(Math.max(SHORTEST_MS - ms, ms), LONGEST_PAUSE_MS);
    },
  };
}

/** @returns the size in which a picture is read: its own, or as much smaller as it has to be; null while it has none */
export function fitFrame(
  width: number,
  height: number,
  longestSide: number,
): { readonly width: number; readonly height: number } | null {
  if (width <= 0 || height <= 0) return null;
  const scale = Math.min(1, longestSide / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
