/**
 * Where words stand, in a quarter of the bytes that it takes in memory: for each word its places in order, each by how many slots it
 * is behind the one before, and its field in the lowest bits. The words of each slot are gathered out of it while it is read.
 */
import { FIELD_BITS, FIELD_MASK } from '../../../shared/search/cost.ts';
import type { FrozenPeople } from '../../../shared/search/frozen.ts';
import { ByteWriter } from './varints.ts';

/** Some milliseconds of work. */
const PACKED_AT_ONCE = 100_000;

export function* packPlaces({
  places,
  placeStarts,
}: Pick<FrozenPeople, 'places' | 'placeStarts'>): Generator<void, Uint8Array> {
  const writer = new ByteWriter();
  for (let word = 0; word + 1 < placeStarts.length; word += 1) {
    let before = 0;
    for (let at = placeStarts[word] ?? 0; at < (placeStarts[word + 1] ?? 0); at += 1) {
      if (at % PACKED_AT_ONCE === PACKED_AT_ONCE - 1) yield;
      const place = places[at] ?? 0;
      const slot = place >> FIELD_BITS;
      writer.addNumber(((slot - before) << FIELD_BITS) | (place & FIELD_MASK));
      before = slot;
    }
  }
  return writer.take();
}

/** @param starts where the words of each slot begin, and where the last end */
export function unpackPlaces(
  bytes: Uint8Array,
  placeStarts: Int32Array,
  starts: Int32Array,
): Pick<FrozenPeople, 'places' | 'forward'> {
  const count = placeStarts.at(-1) ?? 0;
  const places = new Int32Array(count);
  const forward = new Int32Array(count);
  const next = starts.slice();
  const words = placeStarts.length - 1;
  let read = 0;
  for (let word = 0; word < words; word += 1) {
    const ofWord = word << FIELD_BITS;
    const end = placeStarts[word + 1] ?? 0;
    let slot = 0;
    for (let at = placeStarts[word] ?? 0; at < end; at += 1) {
      let byte = bytes[read] ?? 0;
      read += 1;
      let step = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[read] ?? 0;
        read += 1;
        step |= (byte & 127) << shift;
      }
      slot += step >> FIELD_BITS;
      const field = step & FIELD_MASK;
      places[at] = (slot << FIELD_BITS) | field;
      const free = next[slot] ?? 0;
      forward[free] = ofWord | field;
      next[slot] = free + 1;
    }
  }
  if (read !== bytes.length) throw new Error('the places of the snapshot do not fit its words');
  return { places, forward };
}
