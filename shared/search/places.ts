/**
 * Where each word stands. The words of each slot are kept as they came; the slots of each word are sorted out of them when enough
 * slots have come. Those that came since are the tail: they are few, and looked at one by one.
 */
import { FIELD_BITS, FIELD_MASK } from './cost.ts';
import { makeRoom } from './growth.ts';

/** A tail that is longer, or a longer share of what is sorted, is sorted in. */
const LONGEST_TAIL = 512;
const LARGEST_TAIL = 1 / 64;

export class Places {
  /** Of all slots in a row: the word and the field of each place. */
  forward: Int32Array;
  /** Where the words of each slot begin, and where the last end. */
  starts: Int32Array;
  /** Of all words in a row: the slot and the field of each place, for slots below `settled`. */
  places: Int32Array;
  /** Where the places of each word begin, and where the last end. */
  placeStarts: Int32Array;
  settled: number;
  slotCount: number;

  constructor(
    forward: Int32Array = new Int32Array(0),
    starts: Int32Array = new Int32Array(1),
    places: Int32Array = new Int32Array(0),
    placeStarts: Int32Array = new Int32Array(1),
  ) {
    this.forward = forward;
    this.starts = starts;
    this.places = places;
    this.placeStarts = placeStarts;
    this.slotCount = starts.length - 1;
    this.settled = this.slotCount;
  }

  /** @param forward the word and the field of each place of the next slot */
  add(forward: readonly number[]): void {
    const slot = this.slotCount;
    const start = this.starts[slot] ?? 0;
    this.forward = makeRoom(this.forward, start + forward.length);
    this.starts = makeRoom(this.starts, slot + 2);
    for (let at = 0; at < forward.length; at += 1) this.forward[start + at] = forward[at] ?? 0;
    this.starts[slot + 1] = start + forward.length;
    this.slotCount += 1;
  }

  /** Whether these are the words of the slot, in whatever order. @param forward each once */
  isSame(slot: number, forward: readonly number[]): boolean {
    const start = this.starts[slot] ?? 0;
    if ((this.starts[slot + 1] ?? 0) - start !== forward.length) return false;
    const known = this.forward.subarray(start, start + forward.length);
    return forward.every((place, at) => known[at] === place || known.includes(place));
  }

  /** So many sorted places a word has. */
  countOf(word: number): number {
    const end = this.placeStarts[word + 1];
    return end === undefined ? 0 : end - (this.placeStarts[word] ?? 0);
  }

  get hasLongTail(): boolean {
    return this.slotCount - this.settled > LONGEST_TAIL + this.settled * LARGEST_TAIL;
  }

  settle(wordCount: number): void {
    const end = this.starts[this.slotCount] ?? 0;
    const placeStarts = countPlaces(this.forward, end, wordCount);
    const places = new Int32Array(end);
    fillPlaces(places, placeStarts.slice(), this.forward, this.starts, 0, this.slotCount);
    [this.places, this.placeStarts, this.settled] = [places, placeStarts, this.slotCount];
  }
}

/** Where the places of each word begin when all of them lie in a row. */
export function countPlaces(forward: Int32Array, end: number, wordCount: number): Int32Array {
  const starts = new Int32Array(wordCount + 1);
  for (let at = 0; at < end; at += 1) {
    const word = ((forward[at] ?? 0) >> FIELD_BITS) + 1;
    starts[word] = (starts[word] ?? 0) + 1;
  }
  for (let word = 1; word <= wordCount; word += 1) starts[word] = (starts[word] ?? 0) + (starts[word - 1] ?? 0);
  return starts;
}

/** @param next where the next place of each word goes; moves on */
export function fillPlaces(
  places: Int32Array,
  next: Int32Array,
  forward: Int32Array,
  starts: Int32Array,
  from: number,
  to: number,
): void {
  let at = starts[from] ?? 0;
  for (let slot = from; slot < to; slot += 1) {
    const end = starts[slot + 1] ?? 0;
    for (; at < end; at += 1) {
      const place = forward[at] ?? 0;
      const word = place >> FIELD_BITS;
      const free = next[word] ?? 0;
      places[free] = (slot << FIELD_BITS) | (place & FIELD_MASK);
      next[word] = free + 1;
    }
  }
}
