/** Ordered lists of numbers, also those that are too long to be put together at once. */

/** The first of `count` places for which `isBefore` is no longer true. */
export function bound(count: number, isBefore: (at: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export type Compare = (a: number, b: number) => number;

/** Fewer than this share of the others are put into their places one by one. */
const FEW = 1 / 8;

export function merge(many: Int32Array, few: Int32Array, compare: Compare): Int32Array {
  if (few.length >= many.length * FEW) return runThrough(mergeInSlices(many, few, compare, Infinity));
  const merged = new Int32Array(many.length + few.length);
  let [from, to] = [0, 0];
  for (const number of few) {
    const place = bound(many.length, (at) => compare(many[at] ?? 0, number) < 0);
    merged.set(many.subarray(from, place), to);
    to += place - from;
    merged[to] = number;
    to += 1;
    from = place;
  }
  merged.set(many.subarray(from), to);
  return merged;
}

/** Yields after so many numbers. */
export function* mergeInSlices(
  left: Int32Array,
  right: Int32Array,
  compare: Compare,
  atOnce: number,
): Generator<void, Int32Array> {
  const merged = new Int32Array(left.length + right.length);
  let [ofLeft, ofRight] = [0, 0];
  for (let at = 0; at < merged.length; at += 1) {
    if (at % atOnce === atOnce - 1) yield;
    const a = left[ofLeft];
    const b = right[ofRight];
    const takesLeft = b === undefined || (a !== undefined && compare(a, b) <= 0);
    merged[at] = (takesLeft ? a : b) ?? 0;
    if (takesLeft) ofLeft += 1;
    else ofRight += 1;
  }
  return merged;
}

/** Everything at once. */
export function runThrough<T>(slices: Generator<void, T>): T {
  for (;;) {
    const { done, value } = slices.next();
    if (done === true) return value;
  }
}
