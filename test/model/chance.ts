/** Chance with a seed: the same seed gives the same numbers. */
import { makeNumbers } from '../soak/chance.mjs';

export interface Chance {
  /** In [0, 1). */
  (): number;
}

export function makeChance(seed: number): Chance {
  return makeNumbers(seed);
}

/** A whole number in [0, below). */
export function pickIndex(chance: Chance, below: number): number {
  return Math.floor(chance() * below);
}
