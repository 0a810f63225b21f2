/**
 * One search: which slots hold all words of a reading, what they cost, and which are the best. The scratch numbers of slots are kept
 * from one search to the next, and told apart by rounds.
 */
import { compareEquals, type Equals, findBest } from './best.ts';
import { COST_OF_FIELD, COSTS, FIELD_BITS, FIELD_MASK, type Forgiving, type TypedWord } from './cost.ts';
import { type Fits, FitFinder, MOST_OF_WORD } from './fits.ts';
import { Rounds } from './rounds.ts';
import type { Filter, PeopleStore } from './store.ts';

/** With so many found, nothing farther from what was typed is asked for. */
const ENOUGH = 5;
/** Words that fit so well, fields included, are what was meant; so well, what is being typed. */
const MEANT = COSTS.otherForm;
/** One word was mistyped, or none. */
const ONE_MISTAKE = COSTS.mistake + COSTS.mistakenBeginning;
/** The letters begin somebody's words, and not only their sounds. */
const BEGUN = COSTS.beginningBySound;
const NEAR = COSTS.otherFormBeginning + COSTS.bySound;
/** About as many words as a person has: when so many more have to be looked at, the people's own words are looked at instead. */
const WORDS_A_PERSON = 16;
/** A whole query costs less than this. */
const MOST_OF_QUERY = 2 ** 14;

/** A reading, and of whom it is asked. */
export interface Question {
  readonly words: readonly TypedWord[];
  readonly forgiving: Forgiving;
  readonly filter: Filter | null;
  /** On top of what the words cost. */
  readonly extra: number;
}

export class Evaluation<Key> {
  readonly #store: PeopleStore<Key>;
  readonly #fits: FitFinder<Key>;
  /** Those who are left of a reading, and what they cost so far. */
  #slots = new Int32Array(0);
  #readingSums = new Int32Array(0);
  /** By slot: what one typed word costs there, and the least sum of the search. */
  readonly #costs = new Rounds(MOST_OF_WORD);
  readonly #sums = new Rounds(MOST_OF_QUERY);
  #found = new Int32Array(0);
  /** Of those found, in their order, unless one was found again for less. */
  #foundSums = new Int32Array(0);
  #isFoundAgain = false;
  #count = 0;
  /** With those who were found before. */
  #taken = 0;
  #isMeant = false;
  #least = Infinity;
  /** Of those found, who are near to what was typed. */
  #near = 0;
  /** By number of traits: who is wanted; null = everybody. */
  #wanted: Uint8Array | null = null;

  constructor(store: PeopleStore<Key>) {
    this.#store = store;
    this.#fits = new FitFinder(store);
  }

  /** How many were found since `begin`. */
  get count(): number {
    return this.#count;
  }

  begin(): void {
    this.#store.settle();
    const { slotCount } = this.#store;
    if (this.#found.length < slotCount) {
      const room = slotCount + (slotCount >> 2);
      [this.#slots, this.#readingSums] = [new Int32Array(room), new Int32Array(room)];
      [this.#found, this.#foundSums] = [new Int32Array(room), new Int32Array(room)];
    }
    this.#costs.makeRoom(slotCount);
    this.#sums.makeRoom(slotCount);
    this.#sums.begin();
    this.#count = 0;
    this.#isMeant = false;
    this.#isFoundAgain = false;
    this.#least = Infinity;
    this.#near = 0;
    this.#fits.begin();
  }

  /** Somebody was found whom every word fits as it was typed, or as it sounds. */
  get isMeant(): boolean {
    return this.#isMeant;
  }

  /** Somebody was found with one mistake in one word at most. */
  get isNearlyMeant(): boolean {
    return this.#least < ONE_MISTAKE;
  }

  /** Somebody was found whose words so many typed words begin letter by letter. */
  isBegun(words: number): boolean {
    return this.#least < BEGUN * words;
  }

  hasEnough(): boolean {
    return this.#isMeant || this.#near >= ENOUGH;
  }

  /**
   * Finds everybody who is wanted and in whom all words of a reading stand; without words, everybody who is wanted.
   * @returns whether there is anybody
   */
  ask({ words, forgiving, filter, extra }: Question): boolean {
    const before = this.#taken;
    this.#wanted = filter === null ? null : this.#store.traitBook.wanted(filter);
    if (words.length === 0) {
      this.#takeAll(extra);
      return this.#taken > before;
    }
    const fits: Fits[] = [];
    for (const word of words) {
      const fit = this.#fits.fitsOf(word, forgiving);
      if (fit.volume === 0) return false;
      fits.push(fit);
    }
    const [first, ...others] = fits.sort((a, b) => a.volume - b.volume);
    if (first === undefined) return false;
    let count = this.#gather(first);
    for (const fit of others) count = this.#narrow(fit, count);
    const slots = this.#slots;
    const sums = this.#readingSums;
    if (this.#count === 0 && this.#wanted === null) this.#takeFirst(count, extra, words.length);
    else for (let at = 0; at < count; at += 1) this.#take(slots[at] ?? 0, (sums[at] ?? 0) + extra, words.length);
    return this.#taken > before;
  }

  /** As `#take` of each of the first `count` slots, when nobody was found before: a letter finds nearly everybody. */
  #takeFirst(count: number, extra: number, words: number): void {
    const [slots, sums, foundSums] = [this.#slots, this.#readingSums, this.#foundSums];
    const { cells, base } = this.#sums;
    const near = NEAR * words;
    let least = Infinity;
    for (let at = 0; at < count; at += 1) {
      const sum = (sums[at] ?? 0) + extra;
      cells[slots[at] ?? 0] = base + sum;
      foundSums[at] = sum;
      if (sum < least) least = sum;
      if (sum < near) this.#near += 1;
    }
    this.#taken += count;
    this.#found.set(slots.subarray(0, count));
    this.#count = count;
    if (least < MEANT * words) this.#isMeant = true;
    if (least < this.#least) this.#least = least;
  }

  #takeAll(extra: number): void {
    const { isAlive, slotCount } = this.#store;
    for (let slot = 0; slot < slotCount; slot += 1) if (isAlive[slot] === 1) this.#take(slot, extra, 0);
  }

  #take(slot: number, sum: number, words: number): void {
    if (this.#wanted !== null && this.#wanted[this.#store.traits[slot] ?? 0] !== 1) return;
    this.#taken += 1;
    if (sum < MEANT * words) this.#isMeant = true;
    if (sum < this.#least) this.#least = sum;
    if (!this.#sums.note(slot, sum)) {
      this.#isFoundAgain = true;
      return;
    }
    this.#found[this.#count] = slot;
    this.#foundSums[this.#count] = sum;
    this.#count += 1;
    if (sum < NEAR * words) this.#near += 1;
  }

  /** Puts into `#slots` everybody in whom one of the words stands, with what they cost. @returns how many */
  #gather(fits: Fits): number {
    this.#costs.begin();
    const { cells, base } = this.#costs;
    const { places, placeStarts } = this.#store.places;
    const { isAlive } = this.#store;
    const slots = this.#slots;
    let count = 0;
    for (let at = 0; at < fits.words.length; at += 1) {
      const word = fits.words[at] ?? 0;
      const cost = base + (fits.costs[at] ?? 0);
      const end = placeStarts[word + 1] ?? 0;
      for (let index = placeStarts[word] ?? 0; index < end; index += 1) {
        const place = places[index] ?? 0;
        const slot = place >> FIELD_BITS;
        const cell = cells[slot] ?? 0;
        const noted = cost + (COST_OF_FIELD[place & FIELD_MASK] ?? 0);
        if (cell < base) {
          cells[slot] = noted;
          slots[count] = slot;
          count += 1;
        } else if (noted < cell) cells[slot] = noted;
      }
    }
    for (let at = 0; at < fits.slots.length; at += 1) {
      const slot = fits.slots[at] ?? 0;
      if (!this.#costs.note(slot, fits.slotCosts[at] ?? 0)) continue;
      slots[count] = slot;
      count += 1;
    }
    const sums = this.#readingSums;
    let kept = 0;
    for (let at = 0; at < count; at += 1) {
      const slot = slots[at] ?? 0;
      if (isAlive[slot] !== 1) continue;
      slots[kept] = slot;
      sums[kept] = (cells[slot] ?? 0) - base;
      kept += 1;
    }
    return kept;
  }

  /** Keeps those of the first `count` slots in which one of the words stands, with what it costs added. @returns how many stay */
  #narrow(fits: Fits, count: number): number {
    if (count === 0) return 0;
    this.#price(fits, count);
    const { cells, base } = this.#costs;
    const slots = this.#slots;
    const sums = this.#readingSums;
    let kept = 0;
    for (let at = 0; at < count; at += 1) {
      const slot = slots[at] ?? 0;
      const cost = (cells[slot] ?? 0) - base;
      if (cost < 0) continue;
      slots[kept] = slot;
      sums[kept] = (sums[at] ?? 0) + cost;
      kept += 1;
    }
    return kept;
  }

  /** Says in `#costs` of the first `count` slots what the words cost there. */
  #price(fits: Fits, count: number): void {
    const costs = this.#costs;
    costs.begin();
    for (let at = 0; at < fits.slots.length; at += 1) costs.note(fits.slots[at] ?? 0, fits.slotCosts[at] ?? 0);
    if (fits.volume > WORDS_A_PERSON * count) {
      this.#fits.note(fits);
      for (let at = 0; at < count; at += 1) {
        const slot = this.#slots[at] ?? 0;
        const cost = this.#fits.leastOf(slot);
        if (cost < Infinity) costs.note(slot, cost);
      }
      return;
    }
    const { places, placeStarts } = this.#store.places;
    for (let at = 0; at < fits.words.length; at += 1) {
      const word = fits.words[at] ?? 0;
      const cost = fits.costs[at] ?? 0;
      const end = placeStarts[word + 1] ?? 0;
      for (let index = placeStarts[word] ?? 0; index < end; index += 1) {
        const place = places[index] ?? 0;
        costs.note(place >> FIELD_BITS, cost + (COST_OF_FIELD[place & FIELD_MASK] ?? 0));
      }
    }
  }

  /** What one person costs by a reading; infinite when they are not found by it. Nothing of a search is used. */
  costOf(slot: number, { words, forgiving, filter, extra }: Question): number {
    const { traits, traitBook } = this.#store;
    if (filter !== null && !filter(traitBook.textOf(traits[slot] ?? 0))) return Infinity;
    let sum = extra;
    for (const typed of words) {
      sum += this.#fits.costOf(slot, typed, forgiving);
      if (sum === Infinity) break;
    }
    return sum;
  }

  /** The best of those found, in order. */
  best(limit: number): readonly number[] {
    if (this.#isFoundAgain) {
      for (let at = 0; at < this.#count; at += 1) this.#foundSums[at] = this.#sums.at(this.#found[at] ?? 0);
      this.#isFoundAgain = false;
    }
    const [found, sums] = [this.#found.subarray(0, this.#count), this.#foundSums.subarray(0, this.#count)];
    return findBest(found, sums, limit, this.#equals());
  }

  compare(a: number, costOfA: number, b: number, costOfB: number): number {
    return costOfA === costOfB ? compareEquals(this.#equals(), a, b) : costOfA - costOfB;
  }

  #equals(): Equals {
    const { traits, alphabet, keys, traitBook } = this.#store;
    return { traits, alphabet, keys, places: traitBook.places() };
  }
}
