/** Somebody who can be found, and the words in which they are: each a number of the lexicon with the field in which it stands. */
import { FIELD_BITS, FIELDS } from './cost.ts';
import type { Lexicon } from './lexicon.ts';
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

/** Texts that many have are read once; so many of them are remembered. */
const MOST_REMEMBERED = 50_000;

const LAST_NAME = FIELDS.indexOf('lastName');
const DOUBLE_NAME = FIELDS.indexOf('doubleName');
const FIRST_NAME = FIELDS.indexOf('firstName');
const FATHER_NAME = FIELDS.indexOf('fatherName');
const CODE = FIELDS.indexOf('code');
const EMAIL = FIELDS.indexOf('email');
const COMPANY = FIELDS.indexOf('company');
const POSITION = FIELDS.indexOf('position');

export class PersonReader {
  readonly #lexicon: Lexicon;
  /** Of the person who is being read. */
  readonly #places: number[] = [];
  readonly #read = new Map<string, readonly number[]>();

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  /** Each place once, until the next person is read. The Id and the phone are no words (ids.ts, phone.ts). */
  read(person: PersonText): readonly number[] {
    this.#places.length = 0;
    for (const name of person.lastNames) this.#addName(LAST_NAME, name, DOUBLE_NAME);
    for (const name of person.firstNames) this.#addName(FIRST_NAME, name, FIRST_NAME);
    for (const name of person.fatherNames) this.#addName(FATHER_NAME, name, FATHER_NAME);
    for (const code of person.codes) if (code !== '') this.#addPlace(CODE, this.#lexicon.add(codeOf(code)));
    this.#addEmail(person.email);
    for (const company of person.companies) this.#addPlaces(COMPANY, this.#wordsOfText(company));
    for (const position of person.positions) this.#addPlaces(POSITION, this.#wordsOfText(position));
    return this.#places;
  }

  /** Many have the same behind the @. */
  #addEmail(email: string): void {
    if (email === '') return;
    const at = email.indexOf('@');
    for (const word of wordsOf(at === -1 ? email : email.slice(0, at))) this.#addPlace(EMAIL, this.#lexicon.add(word));
    if (at !== -1) this.#addPlaces(EMAIL, this.#wordsOfText(email.slice(at)));
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
    const numbers = wordsOf(text).map((word) => this.#lexicon.add(word));
    if (this.#read.size < MOST_REMEMBERED) this.#read.set(text, numbers);
    return numbers;
  }

  /** A double name is also found when it is typed as one word; so is a last name of several. @param part the field of its parts */
  #addName(field: number, name: string, part: number): void {
    const words = this.#wordsOfText(name);
    const isDouble = words.length > 1 && name.includes('-');
    this.#addPlaces(isDouble ? part : field, words);
    if (words.length > 1 && field === LAST_NAME) this.#addPlace(field, this.#lexicon.add(codeOf(name)));
    if (!isDouble) return;
    for (const double of name.split(/\s+/))
      if (double.includes('-')) this.#addPlace(field, this.#lexicon.add(codeOf(double)));
  }
}
