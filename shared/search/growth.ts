/** Room for twice as many numbers, with those that are there. */
export function enlarge<T extends Int32Array | Uint8Array | Uint16Array | Float64Array>(numbers: T): T;
export function enlarge(
  numbers: Int32Array | Uint8Array | Uint16Array | Float64Array,
): Int32Array | Uint8Array | Uint16Array | Float64Array {
  const length = numbers.length * 2;
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
