/** Chance that can be repeated. */
export type Chance = () => number;

export function makeChance(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<T>(from: readonly T[], chance: Chance): T {
  return from[Math.floor(chance() * from.length)] as T;
}

/** Some are had by many. */
export function pickSkewed<T>(from: readonly T[], chance: Chance): T {
  return from[Math.floor(chance() ** 2 * from.length)] as T;
}
