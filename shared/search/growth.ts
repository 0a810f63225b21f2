/** Lists of numbers that grow. */
export type Numbers = Int32Array | Uint8Array | Uint16Array | Float64Array;

/** A quarter more is enough: most of what there is came at once, from a snapshot. */
const GROWTH = 1.25;
const LEAST = 1024;

/** Room for `needed` numbers, with those that are there. */
export function makeRoom<T extends Numbers>(numbers: T, needed: number): T;
export function makeRoom(numbers: Numbers, needed: number): Numbers {
  if (needed <= numbers.length) return numbers;
  const length = Math.max(LEAST, Math.ceil(needed * GROWTH));
  const larger =
    numbers instanceof Int32Array
      ? new Int32Array(length)
      : numbers instanceof Uint8Array
        ? new Uint8Array(length)
        : numbers instanceof Uint16Array
          ? new Uint16Array(length)
          : new Float64Array(length);
  larger.set(numbers);
  return larger;
}
