/** Ids of people as they are typed: a beginning of the digits is a few stretches of the numbers. */
import { bound } from './order.ts';

/** Longer numbers are no Ids. */
const MOST_DIGITS = 15;
const DIGITS = /^(?:0|[1-9]\d*)$/;
/** Numbers and slots are sorted as one as far as both fit. */
const SLOT_ROOM = 2 ** 20;
const LARGEST_PACKED = 2 ** 33;

/** Numbers from (included) and to (excluded). */
type Stretch = readonly [from: number, to: number];

/** The numbers that begin so: [12] is 12, 120–129, 1200–1299 … The first is the number itself. */
export function stretchesOf(digits: string): readonly Stretch[] {
  if (!DIGITS.test(digits) || digits.length > MOST_DIGITS) return [];
  const number = Number(digits);
  const lengths = number === 0 ? 1 : MOST_DIGITS - digits.length + 1;
  return Array.from({ length: lengths }, (_, more) => [number * 10 ** more, (number + 1) * 10 ** more]);
}

export class IdBook {
  /** By slot; NaN for who has none. */
  ids: Float64Array;
  #settled = 0;
  /** Of the slots below `#settled`, in the order of the numbers; made when the first digit is typed. */
  #sorted: { readonly ids: Float64Array; readonly slots: Int32Array } | null = null;

  constructor(ids: Float64Array = new Float64Array(0)) {
    this.ids = ids;
  }

  /** Puts the slots below this one in order. Those that came later are looked at one by one. */
  settle(slotCount: number): void {
    if (slotCount === this.#settled) return;
    this.#settled = slotCount;
    this.#sorted = null;
  }

  #sort(): { readonly ids: Float64Array; readonly slots: Int32Array } {
    const ids = this.ids.subarray(0, this.#settled);
    const slots = new Int32Array(ids.length);
    let count = 0;
    for (let slot = 0; slot < ids.length; slot += 1) {
      if (Number.isNaN(ids[slot])) continue;
      slots[count] = slot;
      count += 1;
    }
    const known = slots.subarray(0, count);
    if (!isAscending(ids, known)) sortByNumber(known, ids);
    return { ids: Float64Array.from(known, (slot) => ids[slot] ?? 0), slots: known };
  }

  /** Calls `take` with the slot of each Id that begins with these digits. */
  eachBeginning(digits: string, slotCount: number, take: (slot: number, isWhole: boolean) => void): void {
    const stretches = stretchesOf(digits);
    if (stretches.length === 0) return;
    this.#sorted ??= this.#sort();
    const { ids, slots } = this.#sorted;
    stretches.forEach(([from, to], more) => {
      for (let at = bound(ids.length, (place) => (ids[place] ?? 0) < from); at < ids.length; at += 1) {
        if ((ids[at] ?? 0) >= to) break;
        take(slots[at] ?? 0, more === 0);
      }
    });
    for (let slot = this.#settled; slot < slotCount; slot += 1) {
      const id = this.ids[slot] ?? NaN;
      const more = stretches.findIndex(([from, to]) => id >= from && id < to);
      if (more !== -1) take(slot, more === 0);
    }
  }
}

function isAscending(ids: Float64Array, slots: Int32Array): boolean {
  for (let at = 1; at < slots.length; at += 1)
    if ((ids[slots[at - 1] ?? 0] ?? 0) > (ids[slots[at] ?? 0] ?? 0)) return false;
  return true;
}

function sortByNumber(slots: Int32Array, ids: Float64Array): void {
  if (ids.length >= SLOT_ROOM || ids.some((id) => id < 0 || id >= LARGEST_PACKED)) {
    slots.sort((a, b) => (ids[a] ?? 0) - (ids[b] ?? 0));
    return;
  }
  const packed = Float64Array.from(slots, (slot) => (ids[slot] ?? 0) * SLOT_ROOM + slot).sort();
  packed.forEach((both, at) => {
    slots[at] = both % SLOT_ROOM;
  });
}
