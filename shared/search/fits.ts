/** Which words and which people fit one typed word, and at what cost. */
import { COST_OF_FIELD, COSTS, FIELD_BITS, FIELD_MASK, FIELDS, type Forgiving, type TypedWord } from './cost.ts';
import { Rounds } from './rounds.ts';
import type { PeopleStore } from './store.ts';

const DIGITS = /^\d+$/;
const COST_OF_ID = COST_OF_FIELD[FIELDS.indexOf('id')] ?? 0;
/** A word costs less than this. */
export const MOST_OF_WORD = 2 ** 12;

export interface Fits {
  /** Words of the lexicon and what they cost without the field; of people whose places are sorted. */
  readonly words: readonly number[];
  readonly costs: readonly number[];
  /** People who are found without these words: by an Id, a phone, or because they came a moment ago. Some come more than once. */
  readonly slots: readonly number[];
  /** With the field. */
  readonly slotCosts: readonly number[];
  /** How many places of people have to be looked at. */
  readonly volume: number;
}

export class FitFinder<Key> {
  readonly #store: PeopleStore<Key>;
  readonly #known = new Rounds(MOST_OF_WORD);
  /** Of this search. */
  readonly #fits = {
    nothing: new Map<TypedWord, Fits>(),
    typed: new Map<TypedWord, Fits>(),
    meant: new Map<TypedWord, Fits>(),
  };

  constructor(store: PeopleStore<Key>) {
    this.#store = store;
  }

  begin(): void {
    this.#known.makeRoom(this.#store.lexicon.size);
    for (const fits of Object.values(this.#fits)) fits.clear();
  }

  fitsOf(word: TypedWord, forgiving: Forgiving): Fits {
    const ready = this.#fits[forgiving];
    let fits = ready.get(word);
    if (fits === undefined) {
      fits = this.#find(word, forgiving);
      ready.set(word, fits);
    }
    return fits;
  }

  #find(word: TypedWord, forgiving: Forgiving): Fits {
    const { lexicon, places } = this.#store;
    const [words, costs]: [number[], number[]] = [[], []];
    const known = this.#known;
    known.begin();
    let volume = 0;
    const take = (number: number, cost: number): void => {
      if (known.at(number) >= 0) return; // what it costs without a mistake comes first, and counts
      known.note(number, cost);
      const count = places.countOf(number);
      if (count === 0) return;
      volume += count;
      words.push(number);
      costs.push(cost);
    };
    word.eachFit(lexicon, take);
    word.eachMistaken(lexicon, forgiving, take);
    const [slots, slotCosts]: [number[], number[]] = [[], []];
    this.#eachOther(word, (slot, cost) => {
      slots.push(slot);
      slotCosts.push(cost);
    });
    return { words, costs, slots, slotCosts, volume: volume + slots.length };
  }

  #eachOther(word: TypedWord, take: (slot: number, cost: number) => void): void {
    const { phones, ids, slotCount, places, isAlive } = this.#store;
    if (word.phone !== null) {
      phones.each(word.phone, (slot) => {
        if (isAlive[slot] === 1) take(slot, COSTS.phone);
      });
    }
    if (DIGITS.test(word.word)) {
      const [whole, beginning] = [word.costOfDigits(word.word), word.costOfDigits(`${word.word}0`)];
      ids.eachBeginning(word.word, slotCount, (slot, isWhole) => {
        const cost = isWhole ? whole : beginning;
        if (isAlive[slot] === 1 && cost >= 0) take(slot, cost + COST_OF_ID);
      });
    }
    for (let slot = places.settled; slot < slotCount; slot += 1) {
      const cost = isAlive[slot] === 1 ? this.leastOf(slot) : Infinity;
      if (cost < Infinity) take(slot, cost);
    }
  }

  /** Says of words what they cost, for `leastOf`. */
  note({ words, costs }: Fits): void {
    this.#known.begin();
    for (let at = 0; at < words.length; at += 1) this.#known.note(words[at] ?? 0, costs[at] ?? 0);
  }

  /** The least that the person's words cost, by those that were looked for or noted last; infinite when none is among them. */
  leastOf(slot: number): number {
    const { forward, starts } = this.#store.places;
    const { cells, base } = this.#known;
    const end = starts[slot + 1] ?? 0;
    let least = Infinity;
    for (let at = starts[slot] ?? 0; at < end; at += 1) {
      const place = forward[at] ?? 0;
      const cost = (cells[place >> FIELD_BITS] ?? 0) - base;
      if (cost < 0) continue;
      const sum = cost + (COST_OF_FIELD[place & FIELD_MASK] ?? 0);
      if (sum < least) least = sum;
    }
    return least;
  }

  /** What one person costs by one typed word, without anything of a search; infinite when it does not fit. */
  costOf(slot: number, typed: TypedWord, forgiving: Forgiving): number {
    const { lexicon, places, phones, ids } = this.#store;
    let least = typed.phone !== null && phones.has(slot, typed.phone) ? COSTS.phone : Infinity;
    const id = ids.ids[slot] ?? NaN;
    if (!Number.isNaN(id) && DIGITS.test(typed.word)) {
      const cost = typed.costOfDigits(String(id));
      if (cost >= 0) least = Math.min(least, cost + COST_OF_ID);
    }
    const end = places.starts[slot + 1] ?? 0;
    for (let at = places.starts[slot] ?? 0; at < end; at += 1) {
      const place = places.forward[at] ?? 0;
      const cost = typed.costOf(lexicon, place >> FIELD_BITS, forgiving);
      if (cost >= 0) least = Math.min(least, cost + (COST_OF_FIELD[place & FIELD_MASK] ?? 0));
    }
    return least;
  }
}
