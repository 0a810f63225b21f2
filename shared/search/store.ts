/**
 * Everybody who can be found. Each person has a slot; every word of everybody is in the lexicon once, with the slots and fields in
 * which it stands, and each slot knows its words.
 *
 * Slots and lists only grow: whoever changes what they are found by gets a new slot, and the old one is passed over.
 */
import { FIELD_BITS, FIELD_MASK, FIELDS } from './cost.ts';
import { enlarge } from './growth.ts';
import { Lexicon } from './lexicon.ts';
import { PhoneBook, phoneDigits } from './phone.ts';
import { alphabetOf } from './alphabet.ts';
import { codeOf, wordsOf } from './words.ts';

/** What is searchable of one person. */
export interface PersonText {
  /** In all locales; each may hold several words. */
  readonly lastNames: readonly string[];
  readonly firstNames: readonly string[];
  readonly fatherNames: readonly string[];
  readonly companies: readonly string[];
  readonly positions: readonly string[];
  readonly email: string;
  readonly phone: string;
  readonly id: number | null;
  /** Of badges and tickets. */
  readonly codes: readonly string[];
}

/** What puts people in order whom the query fits equally. */
export interface Rank {
  /** Sorts before smaller ones (the status's priority). */
  readonly weight: number;
  readonly hasArrived: boolean;
}

/**
 * Traits are whatever a rank and a filter look at, as one text (statuses, arrivals, payment): people who are alike in it have the
 * same, so each is judged once.
 */
export type Ranking = (traits: string) => Rank;
/** Says of traits whether people who have them are wanted. */
export type Filter = (traits: string) => boolean;

const UNRANKED: Ranking = () => ({ weight: 0, hasArrived: false });

/** Texts that many have are read once; so many of them are remembered. */
const MOST_REMEMBERED = 50_000;
const FIRST_CAPACITY = 1024;
const WORDS_A_PERSON = 16;

const LAST_NAME = FIELDS.indexOf('lastName');
const DOUBLE_NAME = FIELDS.indexOf('doubleName');
const FIRST_NAME = FIELDS.indexOf('firstName');
const FATHER_NAME = FIELDS.indexOf('fatherName');
const ID = FIELDS.indexOf('id');
const CODE = FIELDS.indexOf('code');
const EMAIL = FIELDS.indexOf('email');
const COMPANY = FIELDS.indexOf('company');
const POSITION = FIELDS.indexOf('position');

export class PeopleStore<Key> {
  readonly lexicon = new Lexicon();
  readonly phoneBook = new PhoneBook();
  /** For each word of the lexicon: the slot and the field of each place where it stands. */
  readonly postings: number[][] = [];
  /** By slot. */
  readonly keys: (Key | undefined)[] = [];
  readonly phones: string[] = [];
  isAlive = new Uint8Array(FIRST_CAPACITY);
  /** Numbers of `traitTexts`. */
  traits = new Int32Array(FIRST_CAPACITY);
  /** The first letters of the name. */
  alphabet = new Float64Array(FIRST_CAPACITY);
  readonly traitTexts: string[] = [];
  /** By number of traits. */
  readonly weights: number[] = [];
  readonly hasArrived: boolean[] = [];
  #ranking = UNRANKED;
  readonly #traitNumbers = new Map<string, number>();
  readonly #slots = new Map<Key, number>();
  /** Of all slots in a row: the word and the field of each place. */
  #forward = new Int32Array(FIRST_CAPACITY * WORDS_A_PERSON);
  #forwardEnd = 0;
  #starts = new Int32Array(FIRST_CAPACITY);
  #counts = new Uint16Array(FIRST_CAPACITY);
  /** Of the person who is being read. */
  readonly #places: number[] = [];
  readonly #read = new Map<string, readonly number[]>();

  /** People. */
  get size(): number {
    return this.#slots.size;
  }

  /** Slots, of people and of what they were before. */
  get slotCount(): number {
    return this.keys.length;
  }

  slotOf(key: Key): number | undefined {
    return this.#slots.get(key);
  }

  /** @returns the person's slot from now on */
  put(key: Key, person: PersonText): number {
    const forward = this.#readPerson(person);
    const phone = phoneDigits(person.phone);
    const before = this.#slots.get(key);
    if (before !== undefined && this.#isSame(before, forward, phone)) return before;
    if (before !== undefined) this.#bury(before);
    return this.#newSlot(key, forward, phone, alphabetOf(person));
  }

  setTraits(slot: number, traits: string): void {
    this.traits[slot] = this.#traitNumbers.get(traits) ?? this.#addTraits(traits);
  }

  setRanking(ranking: Ranking): void {
    this.#ranking = ranking;
    this.traitTexts.forEach((traits, number) => this.#rank(number, traits));
  }

  #addTraits(traits: string): number {
    const number = this.traitTexts.push(traits) - 1;
    this.#traitNumbers.set(traits, number);
    this.#rank(number, traits);
    return number;
  }

  #rank(number: number, traits: string): void {
    const { weight, hasArrived } = this.#ranking(traits);
    this.weights[number] = weight;
    this.hasArrived[number] = hasArrived;
  }

  remove(key: Key): void {
    const slot = this.#slots.get(key);
    if (slot !== undefined) this.#bury(slot);
    this.#slots.delete(key);
  }

  /** Calls `take` with each word of a slot and the field in which it stands. */
  eachWord(slot: number, take: (word: number, field: number) => void): void {
    const start = this.#starts[slot] ?? 0;
    const end = start + (this.#counts[slot] ?? 0);
    for (let at = start; at < end; at += 1) {
      const posting = this.#forward[at] ?? 0;
      take(posting >> FIELD_BITS, posting & FIELD_MASK);
    }
  }

  /** Into `#places`. */
  #readPerson(person: PersonText): readonly number[] {
    this.#places.length = 0;
    for (const name of person.lastNames) this.#addName(LAST_NAME, name, DOUBLE_NAME);
    for (const name of person.firstNames) this.#addName(FIRST_NAME, name, FIRST_NAME);
    for (const name of person.fatherNames) this.#addName(FATHER_NAME, name, FATHER_NAME);
    if (person.id !== null) this.#addPlace(ID, this.#number(String(person.id)));
    for (const code of person.codes) if (code !== '') this.#addPlace(CODE, this.#number(codeOf(code)));
    if (person.email !== '') for (const word of wordsOf(person.email)) this.#addPlace(EMAIL, this.#number(word));
    for (const company of person.companies) this.#addPlaces(COMPANY, this.#wordsOfText(company));
    for (const position of person.positions) this.#addPlaces(POSITION, this.#wordsOfText(position));
    return this.#places;
  }

  #addPlaces(field: number, words: readonly number[]): void {
    for (const word of words) this.#addPlace(field, word);
  }

  #addPlace(field: number, word: number): void {
    const place = (word << FIELD_BITS) | field;
    if (!this.#places.includes(place)) this.#places.push(place);
  }

  #wordsOfText(text: string): readonly number[] {
    const known = this.#read.get(text);
    if (known !== undefined) return known;
    const numbers = wordsOf(text).map((word) => this.#number(word));
    if (this.#read.size < MOST_REMEMBERED) this.#read.set(text, numbers);
    return numbers;
  }

  /** A double name is also found when it is typed as one word. @param part the field of its parts */
  #addName(field: number, name: string, part: number): void {
    const words = this.#wordsOfText(name);
    const isDouble = words.length > 1 && name.includes('-');
    this.#addPlaces(isDouble ? part : field, words);
    if (!isDouble) return;
    for (const double of name.split(/\s+/))
      if (double.includes('-')) this.#addPlace(field, this.#number(codeOf(double)));
  }

  #number(word: string): number {
    const number = this.lexicon.add(word);
    if (number === this.postings.length) this.postings.push([]);
    return number;
  }

  #isSame(slot: number, forward: readonly number[], phone: string): boolean {
    if (this.#counts[slot] !== forward.length || this.phones[slot] !== phone) return false;
    const start = this.#starts[slot] ?? 0;
    return forward.every((posting, at) => this.#forward[start + at] === posting);
  }

  #newSlot(key: Key, forward: readonly number[], phone: string, alphabet: number): number {
    const slot = this.keys.length;
    this.#makeRoom(slot, forward.length);
    this.keys.push(key);
    this.#slots.set(key, slot);
    this.phones.push(phone);
    this.#starts[slot] = this.#forwardEnd;
    this.#counts[slot] = forward.length;
    this.isAlive[slot] = 1;
    this.alphabet[slot] = alphabet;
    for (const posting of forward) {
      this.#forward[this.#forwardEnd] = posting;
      this.#forwardEnd += 1;
      this.postings[posting >> FIELD_BITS]?.push((slot << FIELD_BITS) | (posting & FIELD_MASK));
    }
    this.phoneBook.add(slot, phone);
    return slot;
  }

  /** What stands in it stays in the lists, and is passed over. */
  #bury(slot: number): void {
    this.isAlive[slot] = 0;
    this.keys[slot] = undefined;
    this.phones[slot] = '';
  }

  #makeRoom(slot: number, words: number): void {
    if (this.#forwardEnd + words > this.#forward.length) this.#forward = enlarge(this.#forward);
    if (slot < this.#starts.length) return;
    this.#starts = enlarge(this.#starts);
    this.#counts = enlarge(this.#counts);
    this.isAlive = enlarge(this.isAlive);
    this.traits = enlarge(this.traits);
    this.alphabet = enlarge(this.alphabet);
  }
}
