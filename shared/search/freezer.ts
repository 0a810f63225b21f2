/**
 * Copies people out of an index into columns that can be kept (frozen.ts), a slice of work at a time. The index may change meanwhile:
 * each person is copied as they are when their turn comes, and words only come.
 */
import { alphabetOf } from './alphabet.ts';
import { FIELD_BITS, FIELD_MASK } from './cost.ts';
import type { FrozenPeople } from './frozen.ts';
import { makeRoom } from './growth.ts';
import type { KeyNumbers } from './keys.ts';
import { phoneDigits } from './phone.ts';
import { countPlaces, fillPlaces } from './places.ts';
import type { PersonText, PeopleStore } from './store.ts';
import { TraitBook } from './traits.ts';

/** Some milliseconds of work each. */
const PLACES_AT_ONCE = 200_000;
const SLOTS_AT_ONCE = 20_000;

export class Freezer<Key> {
  readonly #store: PeopleStore<Key>;
  readonly #numbers: KeyNumbers<Key>;
  readonly #traitBook = new TraitBook();
  #count = 0;
  #last = -1;
  #keys: Float64Array = new Float64Array(0);
  #ids: Float64Array = new Float64Array(0);
  #alphabet: Float64Array = new Float64Array(0);
  #traits: Int32Array = new Int32Array(0);
  #forward: Int32Array = new Int32Array(0);
  #starts: Int32Array = new Int32Array(1);
  #phones: Uint8Array = new Uint8Array(0);
  #phoneEnds: Int32Array = new Int32Array(0);

  constructor(store: PeopleStore<Key>, numbers: KeyNumbers<Key>) {
    this.#store = store;
    this.#numbers = numbers;
    const { starts, slotCount } = store.places;
    this.#makeRoom(store.size); // at once: growing step by step leaves much behind
    this.#forward = new Int32Array(starts[slotCount] ?? 0);
  }

  /**
   * The next person. Keys have numbers, and come in their order.
   * @param text null = as in the index
   * @returns false for somebody who is not in the index
   */
  add(key: Key, text: PersonText | null, traits: string): boolean {
    const number = this.#numbers.numberOf(key);
    if (number === null || number <= this.#last) throw new Error('people are frozen in the order of their numbers');
    const { keys, places, phones, ids, alphabet } = this.#store;
    const slot = keys.slotOf(key);
    if (text === null && slot === undefined) return false;
    if (text !== null) {
      const digits = Uint8Array.from(phoneDigits(text.phone), Number);
      this.#copy(number, text.id ?? NaN, alphabetOf(text), traits, Int32Array.from(this.#store.read(text)), digits);
    } else if (slot !== undefined) {
      const forward = places.forward.subarray(places.starts[slot] ?? 0, places.starts[slot + 1] ?? 0);
      this.#copy(number, ids.ids[slot] ?? NaN, alphabet[slot] ?? 0, traits, forward, phones.digitsOf(slot));
    }
    this.#last = number;
    return true;
  }

  #copy(key: number, id: number, alphabet: number, traits: string, forward: Int32Array, phone: Uint8Array): void {
    const slot = this.#count;
    this.#makeRoom(slot + 1);
    const [start, phoneStart] = [this.#starts[slot] ?? 0, slot === 0 ? 0 : (this.#phoneEnds[slot - 1] ?? 0)];
    this.#forward = makeRoom(this.#forward, start + forward.length);
    this.#phones = makeRoom(this.#phones, phoneStart + phone.length);
    this.#keys[slot] = key;
    this.#ids[slot] = id;
    this.#alphabet[slot] = alphabet;
    this.#traits[slot] = this.#traitBook.numberOf(traits);
    this.#forward.set(forward, start);
    this.#starts[slot + 1] = start + forward.length;
    this.#phones.set(phone, phoneStart);
    this.#phoneEnds[slot] = phoneStart + phone.length;
    this.#count += 1;
  }

  /** Yields after each slice of work. */
  *finish(): Generator<void, FrozenPeople> {
    const count = this.#count;
    const starts = this.#starts.slice(0, count + 1);
    const end = starts[count] ?? 0;
    const forward = this.#forward.slice(0, end);
    const isUsed = new Uint8Array(this.#store.lexicon.size);
    for (let at = 0; at < end; at += 1) {
      if (at % PLACES_AT_ONCE === PLACES_AT_ONCE - 1) yield;
      isUsed[(forward[at] ?? 0) >> FIELD_BITS] = 1;
    }
    const { lexicon, numbers } = yield* this.#store.lexicon.freeze(isUsed);
    yield;
    const newNumbers = new Int32Array(isUsed.length);
    for (let at = 0; at < numbers.length; at += 1) newNumbers[numbers[at] ?? 0] = at;
    for (let at = 0; at < end; at += 1) {
      if (at % PLACES_AT_ONCE === PLACES_AT_ONCE - 1) yield;
      const place = forward[at] ?? 0;
      forward[at] = ((newNumbers[place >> FIELD_BITS] ?? 0) << FIELD_BITS) | (place & FIELD_MASK);
    }
    yield;
    const placeStarts = countPlaces(forward, end, numbers.length);
    const next = placeStarts.slice();
    const places = new Int32Array(end);
    for (let from = 0; from < count; from += SLOTS_AT_ONCE) {
      yield;
      fillPlaces(places, next, forward, starts, from, Math.min(count, from + SLOTS_AT_ONCE));
    }
    return {
      ...{ lexicon, forward, starts, places, placeStarts, traitTexts: this.#traitBook.texts },
      keys: this.#keys.slice(0, count),
      ids: this.#ids.slice(0, count),
      alphabet: this.#alphabet.slice(0, count),
      traits: this.#traits.slice(0, count),
      phones: this.#phones.slice(0, this.#phoneEnds[count - 1] ?? 0),
      phoneEnds: this.#phoneEnds.slice(0, count),
    };
  }

  #makeRoom(slots: number): void {
    if (slots <= this.#keys.length) return;
    this.#keys = makeRoom(this.#keys, slots);
    const room = this.#keys.length;
    this.#ids = makeRoom(this.#ids, room);
    this.#alphabet = makeRoom(this.#alphabet, room);
    this.#traits = makeRoom(this.#traits, room);
    this.#starts = makeRoom(this.#starts, room + 1);
    this.#phoneEnds = makeRoom(this.#phoneEnds, room);
  }
}
