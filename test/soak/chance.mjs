/** Seeded chance: the same seed makes the same choices, though not the same instants. */

/** Numbers in [0, 1) (mulberry32). @param {number} seed @returns {() => number} */
export function makeNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {number} seed */
export function makeChance(seed) {
  const next = makeNumbers(seed);
  return {
    /** A whole number, 0 ≤ n < below. @param {number} below */
    int: (below) => Math.floor(next() * below),
    /** @param {number} probability */
    hits: (probability) => next() < probability,
    /** @template T @param {readonly T[]} list @returns {T} */
    pick: (list) => list[Math.floor(next() * list.length)],
  };
}

/** @typedef {ReturnType<typeof makeChance>} Chance */
