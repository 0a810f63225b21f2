/**
 * Everybody who can be found. Each person has a slot; every word of everybody is in the lexicon once, with the slots and fields in
 * which it stands, and each slot knows its words.
 *
 * Slots and lists only grow: whoever changes what they are found by gets a new slot, and the old one is passed over. What was frozen
 * is used where it lies, and what comes is put behind it.
 */
import { alphabetOf } from './alphabet.ts';
import type { FrozenPeople } from './frozen.ts';
import { makeRoom } from './growth.ts';
import { IdBook } from './ids.ts';
import { KeyBook, type KeyNumbers } from './keys.ts';
import { Lexicon } from './lexicon.ts';
import { type PersonText, PersonReader } from './person.ts';
import { PhoneBook, phoneDigits } from './phone.ts';
import { Places } from './places.ts';
import { type Ranking, TraitBook } from './traits.ts';

export type { PersonText } from './person.ts';
export type { Filter, Rank, Ranking } from './traits.ts';

export class PeopleStore<Key> {
  readonly lexicon: Lexicon;
  readonly phones: PhoneBook;
  readonly places: Places;
  readonly ids: IdBook;
  readonly traitBook: TraitBook;
  readonly keys: KeyBook<Key>;
  /** By slot. */
  isAlive: Uint8Array;
  /** Numbers of traits. */
  traits: Int32Array;
  /** The first letters of the name. */
  alphabet: Float64Array;
  readonly #reader: PersonReader;

  constructor(numbers: KeyNumbers<Key>, ranking?: Ranking, frozen: FrozenPeople | null = null) {
    this.lexicon = new Lexicon(frozen?.lexicon);
    this.phones = new PhoneBook(frozen?.phones, frozen?.phoneEnds);
    this.places = new Places(frozen?.forward, frozen?.starts, frozen?.places, frozen?.placeStarts);
    this.ids = new IdBook(frozen?.ids);
    this.traitBook = new TraitBook(frozen?.traitTexts, ranking);
    this.keys = new KeyBook(numbers, frozen?.keys);
    this.isAlive = new Uint8Array(this.places.slotCount).fill(1);
    this.traits = frozen?.traits ?? new Int32Array(0);
    this.alphabet = frozen?.alphabet ?? new Float64Array(0);
    this.#reader = new PersonReader(this.lexicon);
    this.ids.settle(this.places.settled);
  }

  /** People. */
  get size(): number {
    return this.keys.size;
  }

  /** Slots, of people and of what they were before. */
  get slotCount(): number {
    return this.places.slotCount;
  }

  /** Everything has its place in what is searched, but for a few who are looked at one by one. */
  settle(): void {
    if (!this.places.hasLongTail) return;
    this.places.settle(this.lexicon.size);
    this.ids.settle(this.places.settled);
    this.phones.settle();
  }

  /** @returns the person's slot from now on */
  put(key: Key, person: PersonText): number {
    const forward = this.#reader.read(person);
    const phone = phoneDigits(person.phone);
    const id = person.id ?? NaN;
    const before = this.keys.slotOf(key);
    if (before !== undefined) {
      const isSame = this.places.isSame(before, forward) && this.phones.isSame(before, phone);
      if (isSame && Object.is(this.ids.ids[before], id)) return before;
      this.isAlive[before] = 0;
    }
    const slot = this.slotCount;
    this.#makeRoom(slot + 1);
    this.places.add(forward);
    this.phones.add(phone);
    this.keys.move(key, slot);
    this.ids.ids[slot] = id;
    this.isAlive[slot] = 1;
    this.alphabet[slot] = alphabetOf(person);
    return slot;
  }

  /** The word and the field of each place, until the next person is read. Nothing is kept of the person but new words. */
  read(person: PersonText): readonly number[] {
    return this.#reader.read(person);
  }

  setTraits(slot: number, traits: string): void {
    this.traits[slot] = this.traitBook.numberOf(traits);
  }

  traitsOf(slot: number): string {
    return this.traitBook.textOf(this.traits[slot] ?? 0);
  }

  remove(key: Key): void {
    const slot = this.keys.slotOf(key);
    if (slot === undefined) return;
    this.isAlive[slot] = 0;
    this.keys.remove(key);
  }

  #makeRoom(slots: number): void {
    if (slots <= this.isAlive.length) return;
    this.isAlive = makeRoom(this.isAlive, slots);
    this.traits = makeRoom(this.traits, this.isAlive.length);
    this.alphabet = makeRoom(this.alphabet, this.isAlive.length);
    this.ids.ids = makeRoom(this.ids.ids, this.isAlive.length);
  }
}
