/**
 * Which code in front of the camera is news. A code stays in the picture for many frames, and is one scan:
 *
 * - it is news once, and again only after it has been out of sight for a while;
 * - while one that has been read is still in the picture, no other is: what lies beside it on the same ticket is not meant;
 * - bars, which have no more than a check digit, are believed when two frames say the same.
 */
import type { Reading } from './decoder/read-codes.ts';

/** A hand that shakes loses the code for some frames. */
const OUT_OF_SIGHT_MS = 2000;
const SECOND_LOOK_MS = 1000;

export interface Sightings {
  /** @param readings the codes of one frame, the one that is meant first. @returns the code that is to be taken now */
  look(readings: readonly Reading[]): Reading | null;
}

export function createSightings(now: () => number): Sightings {
  const taken = new Map<string, number>();
  const firstLooks = new Map<string, number>();

  const forget = (at: number): void => {
    for (const [text, seen] of taken) if (at - seen >= OUT_OF_SIGHT_MS) taken.delete(text);
    for (const [text, seen] of firstLooks) if (at - seen > SECOND_LOOK_MS) firstLooks.delete(text);
  };

  return {
    look(readings) {
      const at = now();
      forget(at);
      const known = readings.filter(({ text }) => taken.has(text));
      for (const { text } of known) taken.set(text, at);
      const [meant] = readings;
      if (meant === undefined || known.length > 0) return null;
      if (meant.linear && !firstLooks.has(meant.text)) {
        firstLooks.set(meant.text, at);
        return null;
      }
      firstLooks.delete(meant.text);
      taken.set(meant.text, at);
      return meant;
    },
  };
}
