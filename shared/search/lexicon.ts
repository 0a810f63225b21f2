/**
 * Every word of every person, once, in the order of its skeleton: what begins with some sounds is one stretch of the order, and
 * what nearly is a word is found by looking at all of them through three masks of letters.
 *
 *   frozen words ─ numbered in their order, read where they lie │ words that came since ─ numbered as they came, in an order beside
 *
 * A word has spellings in which a mistake may be small: by its sounds, as written, and in plain Latin letters (letters may be
 * swapped inside the `sh` of a transliterated ш).
 */
import { beginningOf, distancesOf, packDistances, wholeOf } from './distance.ts';
import { type FrozenLexicon, type FrozenTexts, freezeTexts, textAt } from './frozen.ts';
import { makeRoom } from './growth.ts';
import { bound, merge, mergeInSlices } from './order.ts';
import { plainLatinOf, skeletonOf } from './skeleton.ts';
import { isCyrillic, isOfLetters, maskOf, type Typed } from './typed.ts';

/** Masks a word: sounds, letters as written (Cyrillic), plain Latin; each of all of them and of the first. */
const LOOKS = 6;
/** With one mistake, one of the first two typed letters is one of these first of the word. */
const HEAD_OF_KNOWN = 3;
/** Some milliseconds of work each. */
const SETTLED_AT_ONCE = 2000;
const COPIED_AT_ONCE = 4000;
/** Some milliseconds of work. */
const LOOKED_AT_ONCE = 4000;
const AFTER_ALL = '\uffff';

const NO_TEXTS = freezeTexts([]);
const EMPTY: FrozenLexicon = { words: NO_TEXTS, skeletons: NO_TEXTS, latins: NO_TEXTS };

export class Lexicon {
  readonly #frozen: FrozenLexicon;
  /** Smaller numbers are of frozen words. */
  readonly #first: number;
  readonly #words: string[] = [];
  readonly #skeletons: string[] = [];
  readonly #latins: string[] = [];
  /** Of words that came since, and of frozen ones that were asked for. */
  readonly #numbers = new Map<string, number>();
  /** Words of letters, and what of them is looked at first; of so many words, the others when a mistake is looked for. */
  #letterWords: Int32Array = new Int32Array(0);
  #looks: Int32Array = new Int32Array(0);
  #letterWordCount = 0;
  #looked = 0;
  /** Numbers of words that came since, by skeleton, then as written. */
  #order: Int32Array = new Int32Array(0);
  #new: number[] = [];

  constructor(frozen = EMPTY) {
    this.#frozen = frozen;
    this.#first = frozen.words.ends.length;
  }

  get size(): number {
    return this.#first + this.#words.length;
  }

  wordAt(number: number): string {
    return number < this.#first ? textAt(this.#frozen.words, number) : (this.#words[number - this.#first] ?? '');
  }

  skeletonAt(number: number): string {
    return number < this.#first
      ? textAt(this.#frozen.skeletons, number)
      : (this.#skeletons[number - this.#first] ?? '');
  }

  latinAt(number: number): string {
    return number < this.#first ? textAt(this.#frozen.latins, number) : (this.#latins[number - this.#first] ?? '');
  }

  /** The number of a word, which is given one when it is new. */
  add(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const skeleton = skeletonOf(word);
    const number = this.#findFrozen(word, skeleton) ?? this.#addNew(word, skeleton);
    this.#numbers.set(word, number);
    return number;
  }

  #addNew(word: string, skeleton: string): number {
    const number = this.size;
    const latin = plainLatinOf(word);
    this.#words.push(word);
    this.#skeletons.push(skeleton);
    this.#latins.push(latin);
    this.#new.push(number);
    return number;
  }

  /** Makes ready what a search for mistakes looks at first, in slices; whoever searches sooner makes the rest at once. */
  *prepare(): Generator<undefined, void> {
    while (this.#looked < this.size) {
      this.#lookAtNew(Math.min(this.size, this.#looked + LOOKED_AT_ONCE));
      yield;
    }
  }

  #lookAtNew(count: number): void {
    if (this.#looked >= count) return;
    this.#letterWords = makeRoom(this.#letterWords, this.size);
    this.#looks = makeRoom(this.#looks, LOOKS * this.size);
    const { words, skeletons, latins } = this.#frozen;
    for (; this.#looked < Math.min(count, this.#first); this.#looked += 1) {
      const at = this.#looked;
      this.#addLook(at, stretchAt(words, at), stretchAt(skeletons, at), stretchAt(latins, at));
    }
    for (; this.#looked < count; this.#looked += 1) {
      const at = this.#looked - this.#first;
      const [word, skeleton, latin] = [this.#words[at] ?? '', this.#skeletons[at] ?? '', this.#latins[at] ?? ''];
      this.#addLook(this.#looked, wholeOfText(word), wholeOfText(skeleton), wholeOfText(latin));
    }
  }

  #addLook(number: number, word: Stretch, skeleton: Stretch, latin: Stretch): void {
    if (!isOfLetters(word.text, word.from)) return;
    const at = this.#letterWordCount;
    this.#letterWordCount += 1;
    this.#letterWords[at] = number;
    this.#addMasks(LOOKS * at, skeleton);
    if (isCyrillic(word.text, word.from)) this.#addMasks(LOOKS * at + 2, word);
    this.#addMasks(LOOKS * at + 4, latin);
  }

  #addMasks(at: number, { text, from, to }: Stretch): void {
    const head = Math.min(to, from + HEAD_OF_KNOWN);
    const first = maskOf(text, from, head);
    this.#looks[at] = first | maskOf(text, head, to);
    this.#looks[at + 1] = first;
  }

  #findFrozen(word: string, skeleton: string): number | null {
    const at = bound(this.#first, (number) => {
      const other = textAt(this.#frozen.skeletons, number);
      return other < skeleton || (other === skeleton && textAt(this.#frozen.words, number) < word);
    });
    return at < this.#first && textAt(this.#frozen.words, at) === word ? at : null;
  }

  /** Calls `take` with each word whose skeleton begins so. */
  eachBeginning(start: string, take: (number: number) => void): void {
    this.#eachBetween(start, start + AFTER_ALL, take);
  }

  /** Calls `take` with each word that has this skeleton. */
  eachOfSkeleton(skeleton: string, take: (number: number) => void): void {
    this.#eachBetween(skeleton, `${skeleton}\0`, take);
  }

  #eachBetween(from: string, to: string, take: (number: number) => void): void {
    const { skeletons } = this.#frozen;
    const last = bound(this.#first, (number) => textAt(skeletons, number) < to);
    for (let at = bound(last, (number) => textAt(skeletons, number) < from); at < last; at += 1) take(at);
    this.#settle(Infinity);
    const order = this.#order;
    const end = bound(order.length, (at) => this.skeletonAt(order[at] ?? 0) < to);
    for (let at = bound(end, (place) => this.skeletonAt(order[place] ?? 0) < from); at < end; at += 1) {
      take(order[at] ?? 0);
    }
  }

  /**
   * Calls `take` with each word that is so near to the typed one, or to a beginning of which it is.
   * @param take gets the distances in the nearer spelling, as `distancesOf` packs them, and those by letters alone
   */
  eachNear(typed: Typed, most: number, take: TakeNear): void {
    this.#lookAtNew(this.size);
    const [words, looks, count] = [this.#letterWords, this.#looks, this.#letterWordCount];
    const [sounds, soundsHead, letters, lettersHead] = typed.looks;
    const asksHead = most === 1;
    const isCyrillicTyped = typed.isCyrillic;
    for (let at = 0; at < count; at += 1) {
      const look = LOOKS * at;
      let missing = sounds & ~(looks[look] ?? 0);
      missing &= missing - 1;
      if (most === 2) missing &= missing - 1;
      let mayBe = missing === 0 && (!asksHead || (soundsHead & (looks[look + 1] ?? 0)) !== 0);
      if (!mayBe) {
        const spelling = isCyrillicTyped && (looks[look + 2] ?? 0) !== 0 ? look + 2 : look + 4;
        if (isCyrillicTyped !== (spelling === look + 2)) continue; // two alphabets have only their sounds in common
        missing = letters & ~(looks[spelling] ?? 0);
        missing &= missing - 1;
        if (most === 2) missing &= missing - 1;
        mayBe = missing === 0 && (!asksHead || (lettersHead & (looks[spelling + 1] ?? 0)) !== 0);
        if (!mayBe) continue;
      }
      this.nearness(typed, words[at] ?? 0, most, take);
    }
  }

  /** Calls `take`, as `eachNear` does, when the word is near. */
  nearness(typed: Typed, number: number, most: number, take: TakeNear): void {
    const word = this.wordAt(number);
    if (!isOfLetters(word)) return;
    const bySound = distancesOf(typed.skeleton, this.skeletonAt(number), most);
    let byLetters = packDistances(most + 1, most + 1);
    // a Cyrillic word and a Latin one have only their sounds in common, until the Cyrillic one is written in Latin
    if (!typed.isCyrillic) byLetters = distancesOf(typed.latin, this.latinAt(number), most);
    else if (isCyrillic(word)) byLetters = distancesOf(typed.word, word, most);
    const whole = Math.min(wholeOf(bySound), wholeOf(byLetters));
    const beginning = Math.min(beginningOf(bySound), beginningOf(byLetters));
    if (whole <= most || beginning <= most) take(number, packDistances(whole, beginning), byLetters);
  }

  /** Puts up to so many of the new words into their places. @returns whether all have theirs */
  #settle(most: number): boolean {
    if (this.#new.length === 0) return true;
    const fresh = this.#new.length <= most ? this.#new : this.#new.slice(0, most);
    this.#new = this.#new.slice(fresh.length);
    this.#order = merge(this.#order, Int32Array.from(fresh).sort(this.#compare), this.#compare);
    return this.#new.length === 0;
  }

  readonly #compare = (a: number, b: number): number => {
    const [first, second] = [this.skeletonAt(a), this.skeletonAt(b)];
    if (first !== second) return first < second ? -1 : 1;
    const [word, other] = [this.wordAt(a), this.wordAt(b)];
    return word === other ? 0 : word < other ? -1 : 1;
  };

  /** Copies the words that `isUsed` has a 1 for, yielding after each slice of work. @returns the numbers that they have here */
  *freeze(isUsed: Uint8Array): Generator<void, { readonly lexicon: FrozenLexicon; readonly numbers: Int32Array }> {
    while (!this.#settle(SETTLED_AT_ONCE)) yield;
    const first = Int32Array.from({ length: this.#first }, (_, number) => number);
    const all = yield* mergeInSlices(first, this.#order, this.#compare, COPIED_AT_ONCE);
    const numbers = all.filter((number) => isUsed[number] === 1);
    const [words, skeletons, latins]: [string[], string[], string[]] = [[], [], []];
    for (let at = 0; at < numbers.length; at += 1) {
      if (at % COPIED_AT_ONCE === COPIED_AT_ONCE - 1) yield;
      const number = numbers[at] ?? 0;
      words.push(this.wordAt(number));
      skeletons.push(this.skeletonAt(number));
      latins.push(this.latinAt(number));
    }
    const frozen: FrozenTexts[] = [];
    for (const texts of [words, skeletons, latins]) {
      yield;
      frozen.push(freezeTexts(texts));
    }
    const [ofWords = NO_TEXTS, ofSkeletons = NO_TEXTS, ofLatins = NO_TEXTS] = frozen;
    return { lexicon: { words: ofWords, skeletons: ofSkeletons, latins: ofLatins }, numbers };
  }
}

/** Part of a text. */
interface Stretch {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

function stretchAt({ text, ends }: FrozenTexts, number: number): Stretch {
  return { text, from: number === 0 ? 0 : (ends[number - 1] ?? 0), to: ends[number] ?? 0 };
}

function wholeOfText(text: string): Stretch {
  return { text, from: 0, to: text.length };
}

export type TakeNear = (number: number, distances: number, byLetters: number) => void;
