/** Phone numbers: digits only. A Russian number is +7 and ten digits, and is also written with 8 or 7 in front or with neither. */
import { makeRoom } from './growth.ts';

export interface PhonePart {
  readonly digits: string;
  /** What a number that is meant so begins with: 8 is how Russians dial their own 7. */
  readonly start: string;
}

export const SHORTEST_PHONE_PART = 3;
const ZERO = '0'.charCodeAt(0);
/** Long enough to be nothing else; or the beginning of a Russian number. */
const PHONE = /^(?:[+\d][\d\s()+-]{4,}|(?:\+?7|8)[\d\s()-]*)$/;
/** A word that can be part of a number. */
export const PHONE_WORD = /^\+?\d+$/;

export function isPhone(text: string): boolean {
  return PHONE.test(text);
}

export function phoneDigits(phone: string): string {
  const digits = digitsOf(phone);
  if (phone.trimStart().startsWith('+')) return digits;
  if (digits.length === 11 && digits.startsWith('8')) return `7${digits.slice(1)}`;
  return digits.length === 10 ? `7${digits}` : digits;
}

/** Null for so few digits that they say nothing. */
export function readPhonePart(typed: string): PhonePart | null {
  const digits = digitsOf(typed);
  if (digits.length < SHORTEST_PHONE_PART) return null;
  return { digits, start: typed.startsWith('8') ? `7${digits.slice(1)}` : digits };
}

/** Where the digits of a text stand. */
export function digitPlaces(text: string): readonly number[] {
  return [...text.matchAll(/\d/g)].map(({ index }) => index);
}

function digitsOf(text: string): string {
  let digits = '';
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= ZERO + 9) digits += text[at] ?? '';
  }
  return digits;
}

const THREES = 1000;

/** Slots by every three digits in a row of their numbers. */
interface Threes {
  /** Of the slots below this one. */
  readonly settled: number;
  readonly slots: Int32Array;
  /** Where those of each three begin, and where the last end. */
  readonly starts: Int32Array;
}

/** The digits of everybody's phone in a row; what is looked up in them is made when the first digits are typed. */
export class PhoneBook {
  /** As digits, not as characters. */
  #digits: Uint8Array;
  /** Where those of each slot end. */
  #ends: Int32Array;
  #count: number;
  #settled: number;
  #threes: Threes | null = null;

  constructor(digits: Uint8Array = new Uint8Array(0), ends: Int32Array = new Int32Array(0)) {
    this.#digits = digits;
    this.#ends = ends;
    this.#count = ends.length;
    this.#settled = ends.length;
  }

  /** Those who come later are looked at one by one. */
  settle(): void {
    this.#settled = this.#count;
  }

  /** @param phone of `phoneDigits`, of the next slot */
  add(phone: string): void {
    const start = this.#startOf(this.#count);
    this.#digits = makeRoom(this.#digits, start + phone.length);
    this.#ends = makeRoom(this.#ends, this.#count + 1);
    for (let at = 0; at < phone.length; at += 1) this.#digits[start + at] = phone.charCodeAt(at) - ZERO;
    this.#ends[this.#count] = start + phone.length;
    this.#count += 1;
  }

  isSame(slot: number, phone: string): boolean {
    const start = this.#startOf(slot);
    return (this.#ends[slot] ?? 0) - start === phone.length && this.#isAt(start, digitsIn(phone));
  }

  /** The digits of one slot. */
  digitsOf(slot: number): Uint8Array {
    return this.#digits.subarray(this.#startOf(slot), this.#ends[slot] ?? 0);
  }

  has(slot: number, { digits, start }: PhonePart): boolean {
    const [from, end] = [this.#startOf(slot), this.#ends[slot] ?? 0];
    const [inside, atStart] = [digitsIn(digits), digitsIn(start)];
    if (from + atStart.length <= end && this.#isAt(from, atStart)) return true;
    for (let at = from; at + inside.length <= end; at += 1) if (this.#isAt(at, inside)) return true;
    return false;
  }

  /** Calls `take` with each slot whose number has these digits; some may come twice. */
  each(part: PhonePart, take: (slot: number) => void): void {
    const { slots, starts } = this.prepare();
    for (const digits of new Set([part.digits, part.start])) {
      const rarest = rarestOf(digits, starts);
      for (let at = starts[rarest] ?? 0; at < (starts[rarest + 1] ?? 0); at += 1) {
        const slot = slots[at] ?? 0;
        if (this.has(slot, part)) take(slot);
      }
    }
    for (let slot = this.#settled; slot < this.#count; slot += 1) if (this.has(slot, part)) take(slot);
  }

  /** Makes ready what digits are looked up in. */
  prepare(): Threes {
    if (this.#threes?.settled !== this.#settled) this.#threes = this.#sortThrees();
    return this.#threes;
  }

  /** The same three digits twice in a number are there twice. */
  #sortThrees(): Threes {
    const [digits, ends] = [this.#digits, this.#ends];
    const starts = new Int32Array(THREES + 1);
    const eachThree = (take: (three: number, slot: number) => void): void => {
      let at = 0;
      for (let slot = 0; slot < this.#settled; slot += 1) {
        const end = ends[slot] ?? 0;
        for (; at + 2 < end; at += 1)
          take((digits[at] ?? 0) * 100 + (digits[at + 1] ?? 0) * 10 + (digits[at + 2] ?? 0), slot);
        at = end;
      }
    };
    eachThree((three) => {
      starts[three + 1] = (starts[three + 1] ?? 0) + 1;
    });
    for (let three = 1; three <= THREES; three += 1) starts[three] = (starts[three] ?? 0) + (starts[three - 1] ?? 0);
    const next = starts.slice();
    const slots = new Int32Array(starts[THREES] ?? 0);
    eachThree((three, slot) => {
      const free = next[three] ?? 0;
      slots[free] = slot;
      next[three] = free + 1;
    });
    return { settled: this.#settled, slots, starts };
  }

  #isAt(at: number, wanted: Uint8Array): boolean {
    for (let index = 0; index < wanted.length; index += 1) if (this.#digits[at + index] !== wanted[index]) return false;
    return true;
  }

  #startOf(slot: number): number {
    return slot === 0 ? 0 : (this.#ends[slot - 1] ?? 0);
  }
}

/** The three digits in a row of these that the fewest have. */
function rarestOf(digits: string, starts: Int32Array): number {
  let [rarest, least] = [0, Infinity];
  for (let at = 0; at + SHORTEST_PHONE_PART <= digits.length; at += 1) {
    const three = Number(digits.slice(at, at + SHORTEST_PHONE_PART));
    const count = (starts[three + 1] ?? 0) - (starts[three] ?? 0);
    if (count < least) [rarest, least] = [three, count];
  }
  return rarest;
}

function digitsIn(text: string): Uint8Array {
  const digits = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) digits[at] = text.charCodeAt(at) - ZERO;
  return digits;
}
