/**
 * Every word of every person, once, in the order of its skeleton: what begins with some sounds is one stretch of the order, and
 * what nearly is a word is found by looking at all of them through three masks of letters.
 *
 * A word has spellings in which a mistake may be small: by its sounds, as written, and in plain Latin letters (letters may be
 * swapped inside the `sh` of a transliterated ш).
 */
import { beginningOf, distancesOf, packDistances, wholeOf } from './distance.ts';
import { enlarge } from './growth.ts';
import { plainLatinOf, skeletonOf } from './skeleton.ts';
import { isCyrillic, isOfLetters, maskOf, type Typed } from './typed.ts';

/** New words are put into their place one by one up to so many; more are sorted and merged. */
const FEW_NEW = 16;
const FIRST_CAPACITY = 1024;
/** Masks a word: sounds, letters as written (Cyrillic), plain Latin; each of all of them and of the first. */
const LOOKS = 6;
/** With one mistake, one of the first two typed letters is one of these first of the word. */
const HEAD_OF_KNOWN = 3;

export class Lexicon {
  readonly words: string[] = [];
  readonly skeletons: string[] = [];
  readonly latins: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** Words of letters: their numbers, and what of them is looked at first. */
  #letterWords = new Int32Array(FIRST_CAPACITY);
  #looks = new Int32Array(LOOKS * FIRST_CAPACITY);
  #letterWordCount = 0;
  /** Numbers of words by skeleton, then as written. */
  #order = new Int32Array(0);
  #new: number[] = [];

  get size(): number {
    return this.words.length;
  }

  wordAt(number: number): string {
    return this.words[number] ?? '';
  }

  skeletonAt(number: number): string {
    return this.skeletons[number] ?? '';
  }

  numberOf(word: string): number | undefined {
    return this.#numbers.get(word);
  }

  /** The number of a word, which is given one when it is new. */
  add(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.words.length;
    const skeleton = skeletonOf(word);
    const latin = plainLatinOf(word);
    this.words.push(word);
    this.skeletons.push(skeleton);
    this.latins.push(latin);
    this.#numbers.set(word, number);
    this.#new.push(number);
    if (isOfLetters(word)) this.#addLook(number, word, skeleton, latin);
    return number;
  }

  #addLook(number: number, word: string, skeleton: string, latin: string): void {
    const at = this.#letterWordCount;
    this.#letterWordCount += 1;
    if (at >= this.#letterWords.length) {
      this.#letterWords = enlarge(this.#letterWords);
      this.#looks = enlarge(this.#looks);
    }
    this.#letterWords[at] = number;
    const looks = this.#looks;
    looks[LOOKS * at] = maskOf(skeleton);
    looks[LOOKS * at + 1] = maskOf(skeleton.slice(0, HEAD_OF_KNOWN));
    const cyrillic = isCyrillic(word);
    looks[LOOKS * at + 2] = cyrillic ? maskOf(word) : 0;
    looks[LOOKS * at + 3] = cyrillic ? maskOf(word.slice(0, HEAD_OF_KNOWN)) : 0;
    looks[LOOKS * at + 4] = maskOf(latin);
    looks[LOOKS * at + 5] = maskOf(latin.slice(0, HEAD_OF_KNOWN));
  }

  /** Calls `take` with each word whose skeleton begins so. */
  eachBeginning(start: string, take: (number: number) => void): void {
    this.#settle();
    const order = this.#order;
    for (let at = this.#lowerBound(start); at < order.length; at += 1) {
      const number = order[at] ?? 0;
      if (!(this.skeletons[number] ?? '').startsWith(start)) return;
      take(number);
    }
  }

  /**
   * Calls `take` with each word that is so near to the typed one, or to a beginning of which it is.
   * @param take gets the distances in the nearer spelling, as `distancesOf` packs them, and those by letters alone
   */
  eachNear(typed: Typed, most: number, take: (number: number, distances: number, byLetters: number) => void): void {
    const looks = this.#looks;
    const count = this.#letterWordCount;
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
      const number = this.#letterWords[at] ?? 0;
      this.nearness(typed, number, most, take);
    }
  }

  /** Calls `take`, as `eachNear` does, when the word is near. */
  nearness(
    typed: Typed,
    number: number,
    most: number,
    take: (number: number, distances: number, byLetters: number) => void,
  ): void {
    const word = this.words[number] ?? '';
    if (!isOfLetters(word)) return;
    const bySound = distancesOf(typed.skeleton, this.skeletons[number] ?? '', most);
    let byLetters = packDistances(most + 1, most + 1);
    // a Cyrillic word and a Latin one have only their sounds in common, until the Cyrillic one is written in Latin
    if (!typed.isCyrillic) byLetters = distancesOf(typed.latin, this.latins[number] ?? '', most);
    else if (isCyrillic(word)) byLetters = distancesOf(typed.word, word, most);
    const whole = Math.min(wholeOf(bySound), wholeOf(byLetters));
    const beginning = Math.min(beginningOf(bySound), beginningOf(byLetters));
    if (whole <= most || beginning <= most) take(number, packDistances(whole, beginning), byLetters);
  }

  #settle(): void {
    if (this.#new.length === 0) return;
    const fresh = this.#new.sort((a, b) => this.#compare(a, b));
    this.#new = [];
    const before = this.#order;
    const order = new Int32Array(before.length + fresh.length);
    if (fresh.length <= FEW_NEW) {
      let [from, to] = [0, 0];
      for (const number of fresh) {
        const place = this.#placeOf(number, before);
        order.set(before.subarray(from, place), to);
        to += place - from;
        order[to] = number;
        to += 1;
        from = place;
      }
      order.set(before.subarray(from), to);
    } else {
      let [left, right] = [0, 0];
      for (let at = 0; at < order.length; at += 1) {
        const a = before[left];
        const b = fresh[right];
        const takesLeft = b === undefined || (a !== undefined && this.#compare(a, b) <= 0);
        order[at] = (takesLeft ? a : b) ?? 0;
        if (takesLeft) left += 1;
        else right += 1;
      }
    }
    this.#order = order;
  }

  #placeOf(number: number, order: Int32Array): number {
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(order[middle] ?? 0, number) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #lowerBound(start: string): number {
    const order = this.#order;
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.skeletons[order[middle] ?? 0] ?? '') < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compare(a: number, b: number): number {
    const [first, second] = [this.skeletons[a] ?? '', this.skeletons[b] ?? ''];
    if (first !== second) return first < second ? -1 : 1;
    const [word, other] = [this.words[a] ?? '', this.words[b] ?? ''];
    return word === other ? 0 : word < other ? -1 : 1;
  }
}
