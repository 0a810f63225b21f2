/** Chance with a seed: the same seed gives the same numbers. */
export interface Chance {
  /** In [0, 1). */
  (): number;
}

/** Mulberry32. */
export function makeChance(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number in [0, below). */
export function pickIndex(chance: Chance, below: number): number {
  return Math.floor(chance() * below);
}
