/** Which slot is whose. Most keys are a number in another form (an Id); of these no key is kept. */
import { makeRoom } from './growth.ts';
import { bound } from './order.ts';

/** Some keys and the numbers that stand for them. */
export interface KeyNumbers<Key> {
  /** Null for a key that has none. */
  numberOf(key: Key): number | null;
  keyOf(number: number): Key;
}

/** Numbers stand for themselves. */
export function plainNumbers<Key>(): KeyNumbers<Key> {
  return {
    numberOf: (key) => (typeof key === 'number' && key >= 0 ? key : null),
    keyOf: (number) => number as Key,
  };
}

export class KeyBook<Key> {
  readonly #numbers: KeyNumbers<Key>;
  /** By slot; NaN for a key without a number. Ascending in the slots that were frozen. */
  #keys: Float64Array;
  readonly #frozen: number;
  /** Frozen slots of people who moved on, and of those who are gone, are no longer theirs. */
  readonly #isLeft: Uint8Array;
  #frozenLeft = 0;
  readonly #slots = new Map<number, number>();
  readonly #otherSlots = new Map<Key, number>();
  readonly #otherKeys = new Map<number, Key>();

  constructor(numbers: KeyNumbers<Key>, frozen: Float64Array = new Float64Array(0)) {
    this.#numbers = numbers;
    this.#keys = frozen;
    this.#frozen = frozen.length;
    this.#isLeft = new Uint8Array(frozen.length);
  }

  /** People. */
  get size(): number {
    return this.#frozen - this.#frozenLeft + this.#slots.size + this.#otherSlots.size;
  }

  slotOf(key: Key): number | undefined {
    const number = this.#numbers.numberOf(key);
    if (number === null) return this.#otherSlots.get(key);
    return this.#slots.get(number) ?? this.#findFrozen(number);
  }

  #findFrozen(number: number): number | undefined {
    const slot = bound(this.#frozen, (at) => (this.#keys[at] ?? 0) < number);
    return slot < this.#frozen && this.#keys[slot] === number && this.#isLeft[slot] === 0 ? slot : undefined;
  }

  keyOf(slot: number): Key | undefined {
    const number = this.#keys[slot] ?? NaN;
    return Number.isNaN(number) ? this.#otherKeys.get(slot) : this.#numbers.keyOf(number);
  }

  /** The person is in another slot from now on. */
  move(key: Key, slot: number): void {
    this.remove(key);
    const number = this.#numbers.numberOf(key);
    this.#keys = makeRoom(this.#keys, slot + 1);
    this.#keys[slot] = number ?? NaN;
    if (number !== null) this.#slots.set(number, slot);
    else {
      this.#otherSlots.set(key, slot);
      this.#otherKeys.set(slot, key);
    }
  }

  remove(key: Key): void {
    const slot = this.slotOf(key);
    if (slot === undefined) return;
    const number = this.#numbers.numberOf(key);
    if (number === null) {
      this.#otherSlots.delete(key);
      this.#otherKeys.delete(slot);
    } else if (!this.#slots.delete(number)) {
      this.#isLeft[slot] = 1;
      this.#frozenLeft += 1;
    }
  }

  /** Two desks show the same people in the same order, in whichever order they came to know them. */
  compare(a: number, b: number): number {
    const [first, second] = [this.#keys[a] ?? NaN, this.#keys[b] ?? NaN];
    if (first >= 0 && second >= 0) return first - second;
    const [key, other] = [String(this.keyOf(a)), String(this.keyOf(b))];
    return key === other ? 0 : key.length - other.length || (key < other ? -1 : 1);
  }
}
