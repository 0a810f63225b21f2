/**
 * One search: which slots hold all words of a reading, what they cost, and which are the best. The scratch numbers of slots are kept
 * from one search to the next, and told apart by rounds.
 */
import { COST_OF_FIELD, COSTS, FIELD_BITS, FIELD_MASK, type Forgiving, type TypedWord } from './cost.ts';
import { hasPhonePart } from './phone.ts';
import type { Filter, PeopleStore } from './store.ts';

/** With so many found, nothing farther from what was typed is asked for. */
const ENOUGH = 10;
/** Words that fit so well, fields included, are what was meant; so well, what is being typed. */
const MEANT = COSTS.otherForm;
const NEAR = COSTS.otherFormBeginning + COSTS.bySound;

/** A reading, and of whom it is asked. */
export interface Question {
  readonly words: readonly TypedWord[];
  readonly forgiving: Forgiving;
  readonly filter: Filter | null;
  /** On top of what the words cost. */
  readonly extra: number;
}

/** Words of the lexicon that fit one typed word. */
interface Fits {
  readonly words: readonly number[];
  readonly costs: readonly number[];
  readonly phones: readonly number[];
  /** How many places of people they stand in. */
  readonly volume: number;
}

export class Evaluation<Key> {
  readonly #store: PeopleStore<Key>;
  #round = 0;
  /** Those who are left of a reading, and what they cost so far. */
  #slots = new Int32Array(0);
  #readingSums = new Int32Array(0);
  /** By slot: the round in which a word was found there, and what it costs. */
  #rounds = new Int32Array(0);
  #costs = new Int32Array(0);
  /** By slot: the search in which it was found, and its least sum. */
  #searches = new Int32Array(0);
  #sums = new Int32Array(0);
  #search = 0;
  #found: number[] = [];
  #isMeant = false;
  /** Of those found, who are near to what was typed. */
  #near = 0;
  /** By number of traits: who is wanted; null = everybody. */
  #wanted: readonly boolean[] | null = null;
  /** By word of the lexicon: the round in which it fitted, and its cost. */
  #wordRounds = new Int32Array(0);
  #wordCosts = new Int32Array(0);
  /** Of this search. */
  readonly #fits = {
    nothing: new Map<TypedWord, Fits>(),
    typed: new Map<TypedWord, Fits>(),
    meant: new Map<TypedWord, Fits>(),
  };

  constructor(store: PeopleStore<Key>) {
    this.#store = store;
  }

  /** How many were found since `begin`. */
  get count(): number {
    return this.#found.length;
  }

  begin(): void {
    const { slotCount, lexicon } = this.#store;
    if (this.#rounds.length < slotCount) {
      [this.#rounds, this.#costs] = [new Int32Array(2 * slotCount), new Int32Array(2 * slotCount)];
      [this.#slots, this.#readingSums] = [new Int32Array(2 * slotCount), new Int32Array(2 * slotCount)];
      [this.#searches, this.#sums] = [new Int32Array(2 * slotCount), new Int32Array(2 * slotCount)];
    }
    if (this.#wordRounds.length < lexicon.size) {
      [this.#wordRounds, this.#wordCosts] = [new Int32Array(2 * lexicon.size), new Int32Array(2 * lexicon.size)];
    }
    this.#search += 1;
    this.#found = [];
    this.#isMeant = false;
    this.#near = 0;
    for (const fits of Object.values(this.#fits)) fits.clear();
  }

  /** Somebody was found whom every word fits as it was typed, or as it sounds. */
  get isMeant(): boolean {
    return this.#isMeant;
  }

  hasEnough(): boolean {
    return this.#isMeant || this.#near >= ENOUGH;
  }

  /** Finds everybody who is wanted and in whom all words of a reading stand; without words, everybody who is wanted. */
  ask({ words, forgiving, filter, extra }: Question): void {
    this.#wanted = filter === null ? null : this.#store.traitTexts.map(filter);
    if (words.length === 0) {
      this.#takeAll(extra);
      return;
    }
    const fits = words.map((word) => this.#fitsOf(word, forgiving)).sort((a, b) => a.volume - b.volume);
    const [first, ...others] = fits;
    if (first === undefined || first.volume === 0) return;
    let count = this.#gather(first);
    const slots = this.#slots;
    const sums = this.#readingSums;
    for (let at = 0; at < count; at += 1) sums[at] = this.#costs[slots[at] ?? 0] ?? 0;
    for (const fit of others) count = this.#narrow(fit, count);
    for (let at = 0; at < count; at += 1) this.#take(slots[at] ?? 0, (sums[at] ?? 0) + extra, words.length);
  }

  #takeAll(extra: number): void {
    const { isAlive, slotCount } = this.#store;
    for (let slot = 0; slot < slotCount; slot += 1) if (isAlive[slot] === 1) this.#take(slot, extra, 0);
  }

  /** Keeps those of the first `count` slots in which one of the words stands, with what it costs added. @returns how many stay */
  #narrow(fits: Fits, count: number): number {
    if (count === 0) return 0;
    const slots = this.#slots;
    const sums = this.#readingSums;
    const round = this.#price(fits, count);
    let kept = 0;
    for (let at = 0; at < count; at += 1) {
      const slot = slots[at] ?? 0;
      if (this.#rounds[slot] !== round) continue;
      slots[kept] = slot;
      sums[kept] = (sums[at] ?? 0) + (this.#costs[slot] ?? 0);
      kept += 1;
    }
    return kept;
  }

  #take(slot: number, sum: number, words: number): void {
    if (this.#wanted !== null && this.#wanted[this.#store.traits[slot] ?? 0] !== true) return;
    if (sum < MEANT * words) this.#isMeant = true;
    if (this.#searches[slot] !== this.#search) {
      this.#searches[slot] = this.#search;
      this.#sums[slot] = sum;
      this.#found.push(slot);
      if (sum < NEAR * words) this.#near += 1;
    } else if (sum < (this.#sums[slot] ?? 0)) {
      this.#sums[slot] = sum;
    }
  }

  #fitsOf(word: TypedWord, forgiving: Forgiving): Fits {
    const ready = this.#fits[forgiving];
    const known = ready.get(word);
    if (known !== undefined) return known;
    const [words, costs]: [number[], number[]] = [[], []];
    const { lexicon, postings, phoneBook } = this.#store;
    this.#round += 1;
    const take = (number: number, cost: number): void => {
      if (this.#wordRounds[number] === this.#round) return;
      this.#wordRounds[number] = this.#round;
      words.push(number);
      costs.push(cost);
    };
    word.eachFit(lexicon, take);
    word.eachMistaken(lexicon, forgiving, take);
    const phones =
      word.phone === null ? [] : phoneBook.mayHave(word.phone).filter((slot) => this.#hasPhone(slot, word));
    let volume = phones.length;
    for (const number of words) volume += postings[number]?.length ?? 0;
    const fits: Fits = { words, costs, phones, volume };
    ready.set(word, fits);
    return fits;
  }

  #hasPhone(slot: number, { phone }: TypedWord): boolean {
    return phone !== null && hasPhonePart(this.#store.phones[slot] ?? '', phone);
  }

  /** Puts into `#slots` everybody in whom one of the words stands; `#costs` says at what cost. @returns how many */
  #gather(fits: Fits): number {
    const { isAlive } = this.#store;
    const before = this.#round + 1;
    let count = 0;
    this.#eachPlace(fits, (slot, cost) => {
      if (this.#rounds[slot] === before) {
        if (cost < (this.#costs[slot] ?? 0)) this.#costs[slot] = cost;
      } else if (isAlive[slot] === 1) {
        this.#rounds[slot] = before;
        this.#costs[slot] = cost;
        this.#slots[count] = slot;
        count += 1;
      }
    });
    return count;
  }

  /** Says in `#costs` of the first `count` slots what the words cost there. @returns the round in which the slots that have one are */
  #price(fits: Fits, count: number): number {
    if (fits.volume <= WORDS_A_PERSON * count) {
      const round = this.#round + 1;
      this.#eachPlace(fits, (slot, cost) => {
        if (this.#rounds[slot] !== round || cost < (this.#costs[slot] ?? 0)) {
          this.#rounds[slot] = round;
          this.#costs[slot] = cost;
        }
      });
      return round;
    }
    this.#round += 1;
    const round = this.#round;
    for (let at = 0; at < fits.words.length; at += 1) {
      const word = fits.words[at] ?? 0;
      this.#wordRounds[word] = round;
      this.#wordCosts[word] = fits.costs[at] ?? 0;
    }
    const phones = new Set(fits.phones);
    for (let at = 0; at < count; at += 1) {
      const slot = this.#slots[at] ?? 0;
      let least = phones.has(slot) ? COSTS.phone : Infinity;
      this.#store.eachWord(slot, (word, field) => {
        if (this.#wordRounds[word] !== round) return;
        least = Math.min(least, (this.#wordCosts[word] ?? 0) + (COST_OF_FIELD[field] ?? 0));
      });
      if (least === Infinity) continue;
      this.#rounds[slot] = round;
      this.#costs[slot] = least;
    }
    return round;
  }

  /** Calls `take` with each place in which one of the words stands, in a round of its own. */
  #eachPlace(fits: Fits, take: (slot: number, cost: number) => void): void {
    this.#round += 1;
    const { postings } = this.#store;
    for (let at = 0; at < fits.words.length; at += 1) {
      const cost = fits.costs[at] ?? 0;
      const list = postings[fits.words[at] ?? 0] ?? [];
      for (let index = 0; index < list.length; index += 1) {
        const posting = list[index] ?? 0;
        take(posting >> FIELD_BITS, cost + (COST_OF_FIELD[posting & FIELD_MASK] ?? 0));
      }
    }
    for (const slot of fits.phones) take(slot, COSTS.phone);
  }

  /** What one person costs by a reading; infinite when they are not found by it. Nothing of a search is used. */
  costOf(slot: number, { words, forgiving, filter, extra }: Question): number {
    if (filter !== null && !filter(this.#store.traitTexts[this.#store.traits[slot] ?? 0] ?? '')) return Infinity;
    let sum = extra;
    for (const typed of words) {
      let least = this.#hasPhone(slot, typed) ? COSTS.phone : Infinity;
      this.#store.eachWord(slot, (word, field) => {
        const cost = typed.costOf(this.#store.lexicon, word, forgiving);
        if (cost >= 0) least = Math.min(least, cost + (COST_OF_FIELD[field] ?? 0));
      });
      sum += least;
    }
    return sum;
  }

  /** The best of those found, in order. */
  best(limit: number): readonly number[] {
    const best: number[] = [];
    const sums = this.#sums;
    for (const slot of this.#found) {
      const last = best.at(-1);
      const isFull = best.length >= limit;
      if (isFull && (last === undefined || this.compare(slot, sums[slot] ?? 0, last, sums[last] ?? 0) >= 0)) continue;
      let [low, high] = [0, best.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        const other = best[middle] ?? 0;
        if (this.compare(other, sums[other] ?? 0, slot, sums[slot] ?? 0) <= 0) low = middle + 1;
        else high = middle;
      }
      best.splice(low, 0, slot);
      if (best.length > limit) best.pop();
    }
    return best;
  }

  /** Two desks show the same people in the same order, in whichever order they came to know them. */
  #compareKeys(a: number, b: number): number {
    const [first, second] = [String(this.#store.keys[a]), String(this.#store.keys[b])];
    if (first === second) return 0;
    return first.length - second.length || (first < second ? -1 : 1);
  }

  /** Cost, then who has not arrived yet, then the status's priority, then the alphabet. */
  compare(a: number, costOfA: number, b: number, costOfB: number): number {
    if (costOfA !== costOfB) return costOfA - costOfB;
    const { hasArrived, weights, alphabet, traits } = this.#store;
    const [ofA, ofB] = [traits[a] ?? 0, traits[b] ?? 0];
    if (ofA !== ofB) {
      const arrived = Number(hasArrived[ofA] ?? false) - Number(hasArrived[ofB] ?? false);
      if (arrived !== 0) return arrived;
      const weight = (weights[ofB] ?? 0) - (weights[ofA] ?? 0);
      if (weight !== 0) return weight;
    }
    return (alphabet[a] ?? 0) - (alphabet[b] ?? 0) || this.#compareKeys(a, b);
  }
}

/** About as many words as a person has: when so many more have to be looked at, the people's own words are looked at instead. */
const WORDS_A_PERSON = 16;
