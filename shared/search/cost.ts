/**
 * How well a typed word fits a word of a person, as a number: the smaller, the nearer to what was meant. Costs of the words of a
 * query add up; equal sums are people whom only their status, their arrival and the alphabet put in order.
 */
import { nominativesOf } from './cases.ts';
import { beginningOf, distancesOf, wholeOf } from './distance.ts';
import type { Lexicon } from './lexicon.ts';
import { formsBegunBy, otherForms } from './nicknames.ts';
import type { PhonePart } from './phone.ts';
import type { ReadWord } from './query.ts';
import { beginningsOf, otherReadings, skeletonOf, type Sounds, skeletonsOf } from './skeleton.ts';
import { isCyrillic, isOfLetters, type Typed, typedOf } from './typed.ts';

/** Where a word of a person stands, in the order in which people say it. */
export const FIELDS = [
  ...(['lastName', 'doubleName', 'firstName', 'fatherName', 'id', 'code', 'email', 'company', 'position'] as const),
] as const;
export type Field = (typeof FIELDS)[number];
/** A place of a word is a slot or a word, and a field in the lowest bits. */
export const FIELD_BITS = 4;
export const FIELD_MASK = 2 ** FIELD_BITS - 1;

const FIELD_COSTS: Readonly<Record<Field, number>> = {
  ...{ lastName: 0, doubleName: 1, firstName: 1, fatherName: 2, id: 0, code: 0, email: 4, company: 5, position: 6 },
};
export const COST_OF_FIELD = Uint8Array.from(FIELDS, (field) => FIELD_COSTS[field]);

/** What a fit costs before the field is added; in steps that no field makes up for. */
const STEP = 8;
export const COSTS = {
  asWritten: 0,
  bySound: STEP,
  /** Sounds the same in the same Cyrillic, in one letter more or less or another: rather a mistake than a way to write it. */
  otherSpelling: 12 * STEP + 4,
  /** On top, where letters are read as another system or language has them. */
  otherReading: STEP / 2,
  otherForm: 2 * STEP,
  beginning: 3 * STEP,
  beginningBySound: 4 * STEP,
  otherFormBeginning: 5 * STEP,
  phone: 3 * STEP + 4,
  /** On top, where a word is read as a status, a part, an arrival or a payment. */
  trait: 4 * STEP + 7,
  /** A name in another case than the one that names people (`cases.ts`). */
  otherCase: 11 * STEP,
  /** A long word that another one follows is written out, more often than it is a beginning that somebody stopped at. */
  brokenOff: 12 * STEP,
  mistake: 13 * STEP,
  /** The letters are others, though they sound as its beginning. */
  otherLetters: 14 * STEP,
  /** On top, where the typed letters are only the beginning of what was mistyped. */
  mistakenBeginning: 4 * STEP,
  /** On top, where it is nearer by its sounds than by its letters. */
  mistakenSound: STEP,
  /** On top: the first letter is the last that people mistype. */
  otherFirstLetter: STEP,
  /** On top, for each word of the query that is left out. */
  leftOut: 64 * STEP,
  /** On top, where a space was missed, or hit too often. */
  otherSpaces: 13 * STEP,
  swapped: STEP,
  /** On top, each word: nobody changes the layout between two words on purpose. */
  swappedAmong: 12 * STEP,
} as const;

const NO_FIT = -1;
const ONE_MISTAKE = 4;
const LONG = 5;
const SHORTEST_ONE_SOUND = 3;
const MOST_OTHER_READINGS = 2;
const TWO_MISTAKES = 8;
const SHORTEST_FORM_BEGINNING = 3;

/** How many mistakes are looked for: none; as many as the typed word has room for; as many as the word that was meant has room for. */
export type Forgiving = 'nothing' | 'typed' | 'meant';

/** How many mistakes are forgiven in a word of so many letters. */
function mistakesIn(length: number): number {
  if (length < ONE_MISTAKE) return 0;
  return length < TWO_MISTAKES ? 1 : 2;
}

/** One letter was left out, or two: the typed word is shorter than the one that was meant. */
function mostMistakesIn(word: string, forgiving: Forgiving): number {
  if (forgiving === 'nothing' || /\d/.test(word) || hasOneSound(word)) return 0; // another number is another person's
  const typed = mistakesIn(word.length);
  return forgiving === 'typed'
    ? typed
    : Math.max(typed, mistakesIn(word.length + 1) > 0 ? 1 : 0, mistakesIn(word.length + 2) > 1 ? 2 : 0);
}

/** A typed word, made ready to be compared with many. */
export class TypedWord {
  readonly word: string;
  readonly phone: PhonePart | null;
  readonly chunk: number;
  readonly #typed: Typed;
  readonly #extra: number;
  readonly #isWrittenOut: boolean;
  readonly #isWhole: boolean;
  readonly #skeleton: string;
  readonly #skeletons: Sounds;
  /** Sounds with which words may begin that the typed letters begin. */
  readonly beginnings: Sounds;
  /** As other languages would have it: in these a mistake may be small too. */
  readonly #otherTyped: readonly Typed[];
  readonly #otherForms: ReadonlySet<string>;
  /** What the word may be a case of, and the other forms of that. */
  readonly #nominatives: ReadonlySet<string>;
  /** Other forms of names that the typed letters begin. */
  readonly #formsBegun: ReadonlySet<string>;

  constructor({ word, phone, chunk, isSwapped, isAmongOthers, isLast, isWhole }: ReadWord) {
    this.word = word;
    this.phone = phone;
    this.chunk = chunk;
    this.#typed = typedOf(word);
    this.#isWrittenOut = !isLast && word.length >= LONG && isOfLetters(word);
    this.#isWhole = isWhole;
    this.#extra = isSwapped ? (isAmongOthers ? COSTS.swapped + COSTS.swappedAmong : COSTS.swapped) : 0;
    const isLetters = isOfLetters(word) && !isHeldDown(word);
    this.#skeleton = isLetters ? skeletonOf(word) : word;
    this.#skeletons = isLetters ? skeletonsOf(word) : { own: [word], inLatin: [] };
    this.beginnings = isWhole ? NO_SOUNDS : isLetters ? beginningsOf(word) : { own: [word], inLatin: [] };
    this.#otherTyped = isLetters && !isSwapped && !isWhole && !this.#typed.isCyrillic ? otherTypedOf(word) : [];
    this.#otherForms = new Set(this.#skeletons.own.flatMap((one) => [...otherForms(one)]));
    const nominatives = isWhole ? [] : nominativesOf(word).map(skeletonOf);
    this.#nominatives = new Set(nominatives.flatMap((one) => [one, ...otherForms(one)]));
    this.#formsBegun =
      word.length < SHORTEST_FORM_BEGINNING ? NONE : otherFormsBegunBy(this.beginnings.own, this.#otherForms);
  }

  /** Each word of the lexicon that fits without a mistake, and what it costs. A word may come more than once. */
  eachFit(lexicon: Lexicon, take: (number: number, cost: number) => void): void {
    const one = (number: number): void => {
      const cost = this.costOf(lexicon, number, 'nothing');
      if (cost !== NO_FIT) take(number, cost);
    };
    const { own, inLatin } = this.#skeletons;
    for (const form of [...own, ...inLatin, ...this.#otherForms]) lexicon.eachOfSkeleton(form, one);
    if (isHeldDown(this.word)) lexicon.eachBeginning(this.#typed.skeleton, one); // «ООО» is no sound, and a word
    if (this.#isWhole) return;
    for (const start of [...this.beginnings.own, ...this.beginnings.inLatin]) lexicon.eachBeginning(start, one);
    for (const form of this.#formsBegun) lexicon.eachOfSkeleton(form, one);
  }

  /** Each word that fits with a mistake. */
  eachMistaken(lexicon: Lexicon, forgiving: Forgiving, take: (number: number, cost: number) => void): void {
    const most = mostMistakesIn(this.word, forgiving);
    if (most === 0) return;
    for (const nominative of this.#nominatives) {
      lexicon.eachOfSkeleton(nominative, (number) => {
        const cost = this.costOf(lexicon, number, forgiving);
        if (cost !== NO_FIT) take(number, cost);
      });
    }
    for (const typed of this.#readingsFor(forgiving)) {
      lexicon.eachNear(typed, most, (number, distances, byLetters) => {
        const cost = this.#costOfMistakes(lexicon, number, distances, byLetters, forgiving, typed);
        if (cost !== NO_FIT) take(number, cost);
      });
    }
  }

  /** Whether more is forgiven than nothing, or than as typed. */
  canBeMistaken(forgiving: Forgiving): boolean {
    const least = forgiving === 'meant' ? mostMistakesIn(this.word, 'typed') : 0;
    return mostMistakesIn(this.word, forgiving) > least;
  }

  /** What a word of the lexicon costs; -1 when it does not fit. */
  costOf(lexicon: Lexicon, number: number, forgiving: Forgiving): number {
    const fit = this.#fitOf(lexicon.wordAt(number), lexicon.skeletonAt(number));
    if (fit !== NO_FIT) return fit + this.#extra;
    const most = mostMistakesIn(this.word, forgiving);
    if (most === 0) return NO_FIT;
    if (this.#nominatives.has(lexicon.skeletonAt(number))) return COSTS.otherCase + this.#extra;
    let cost = NO_FIT;
    for (const typed of this.#readingsFor(forgiving)) {
      lexicon.nearness(typed, number, most, (_, distances, byLetters) => {
        const one = this.#costOfMistakes(lexicon, number, distances, byLetters, forgiving, typed);
        if (one !== NO_FIT && (cost === NO_FIT || one < cost)) cost = one;
      });
    }
    return cost;
  }

  /** Other languages and still more mistakes are too much at once. */
  #readingsFor(forgiving: Forgiving): readonly Typed[] {
    return forgiving === 'meant' ? [this.#typed] : [this.#typed, ...this.#otherTyped];
  }

  /** Whether it sounds as the whole of a word, and not only as the beginning of it. */
  isWhole(skeleton: string): boolean {
    return this.#skeletons.own.includes(skeleton) || this.#skeletons.inLatin.includes(skeleton);
  }

  /** What a number costs that is in no lexicon (an Id); -1 when it does not fit. */
  costOfDigits(digits: string): number {
    const fit = this.#fitOf(digits, digits);
    return fit === NO_FIT ? NO_FIT : fit + this.#extra;
  }

  #fitOf(word: string, skeleton: string): number {
    if (word === this.word) return COSTS.asWritten;
    if (skeleton === this.#skeleton) {
      if (!this.#typed.isCyrillic || !isCyrillic(word) || isSameButShortI(word, this.word)) return COSTS.bySound;
      return wholeOf(distancesOf(this.word, word, 1)) <= 1 ? COSTS.otherSpelling : COSTS.otherLetters;
    }
    const isLatinForCyrillic = this.#typed.isCyrillic && !isCyrillic(word);
    const has = ({ own, inLatin }: Sounds, is: (sounds: string) => boolean): boolean =>
      own.some(is) || (isLatinForCyrillic && inLatin.some(is));
    if (has(this.#skeletons, (sounds) => sounds === skeleton)) return COSTS.bySound + COSTS.otherReading;
    if (this.#otherForms.has(skeleton)) return COSTS.otherForm;
    if (this.#isWhole) return NO_FIT;
    if (word.startsWith(this.word)) return this.#isWrittenOut ? COSTS.brokenOff : COSTS.beginning;
    if (has(this.beginnings, (sounds) => skeleton.startsWith(sounds))) {
      return isCyrillic(word) === this.#typed.isCyrillic ? COSTS.otherLetters : COSTS.beginningBySound;
    }
    return this.#formsBegun.has(skeleton) ? COSTS.otherFormBeginning : NO_FIT;
  }

  #costOfMistakes(
    lexicon: Lexicon,
    number: number,
    distances: number,
    byLetters: number,
    forgiving: Forgiving,
    reading: Typed,
  ): number {
    const typed = mostMistakesIn(this.word, 'typed');
    const most = mostMistakesIn(this.word, forgiving);
    const meant = forgiving === 'meant' ? Math.min(most, mistakesIn(lexicon.wordAt(number).length)) : 0;
    const [whole, beginning] = [wholeOf(distances), beginningOf(distances)];
    const cost = Math.min(
      whole <= Math.max(typed, meant) ? whole * COSTS.mistake : Infinity,
      beginning <= typed ? beginning * COSTS.mistake + COSTS.mistakenBeginning : Infinity,
    );
    if (cost === Infinity) return NO_FIT;
    const isOtherFirst = lexicon.skeletonAt(number)[0] !== reading.skeleton[0];
    const isBySound = wholeOf(byLetters) > whole && beginningOf(byLetters) > beginning;
    const isOtherReading = reading !== this.#typed;
    return (
      cost +
      (isOtherFirst ? COSTS.otherFirstLetter : 0) +
      (isBySound ? COSTS.mistakenSound : 0) +
      (isOtherReading ? COSTS.otherReading : 0) +
      this.#extra
    );
  }
}

/** A key that was held down sounds like nothing. */
export function isHeldDown(word: string): boolean {
  return word.length >= SHORTEST_ONE_SOUND && new Set(word).size === 1;
}

/** Everything is a mistake away from one sound («shch» of Shcherbakov, while it is being typed). */
export function hasOneSound(word: string): boolean {
  return word.length >= SHORTEST_ONE_SOUND && skeletonOf(word).length < 2;
}

function otherTypedOf(word: string): readonly Typed[] {
  return otherReadings(word)
    .slice(0, MOST_OTHER_READINGS)
    .filter((reading) => !hasOneSound(reading))
    .map(typedOf);
}

/** й and и are typed for each other. */
function isSameButShortI(word: string, other: string): boolean {
  return word.replaceAll('й', 'и') === other.replaceAll('й', 'и');
}

const NONE: ReadonlySet<string> = new Set();
const NO_SOUNDS: Sounds = { own: [], inLatin: [] };

function otherFormsBegunBy(beginnings: readonly string[], known: ReadonlySet<string>): ReadonlySet<string> {
  const begun = new Set<string>();
  for (const form of beginnings.flatMap(formsBegunBy)) {
    for (const other of otherForms(form)) if (!known.has(other)) begun.add(other);
  }
  return begun;
}
