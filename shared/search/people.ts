/**
 * Finding people while somebody types (docs/search.md).
 *
 *   query ─▶ readings ─▶ words of the lexicon that fit, with costs ─▶ slots in which all of them stand ─▶ the best of them
 *
 * What is not as typed is asked for only when what is brings little: the other layout, then mistakes. Which of them were asked for
 * is the plan; whoever comes or changes later is held against the same plan.
 */
import { type Forgiving, TypedWord } from './cost.ts';
import { Evaluation } from './evaluation.ts';
import { readQuery } from './query.ts';
import { type Filter, NO_PLACE, PeopleStore, type PersonPlace, type PersonText } from './store.ts';

export type { Filter, PersonPlace, PersonText } from './store.ts';

export interface Found<Key> {
  readonly keys: readonly Key[];
  readonly total: number;
}

interface PlannedReading {
  readonly words: readonly TypedWord[];
  readonly forgiving: Forgiving;
}

/** What was asked for. */
interface Plan {
  readonly readings: readonly PlannedReading[];
  readonly filter: Filter | null;
}

export class PeopleIndex<Key> {
  #store = new PeopleStore<Key>();
  #evaluation = new Evaluation(this.#store);
  #watched: Plan | null = null;
  #total = 0;

  get size(): number {
    return this.#store.size;
  }

  /** How many people match the query of the last `watch`, kept true as people are put and removed. */
  get total(): number {
    return this.#total;
  }

  put(key: Key, person: PersonText, place: PersonPlace = NO_PLACE): void {
    this.#recount(key, () => this.#store.setPlace(this.#store.put(key, person), place));
  }

  /** Another place among equals; what a person is found by stays. Nothing for somebody who is not here. */
  place(key: Key, place: PersonPlace): void {
    const slot = this.#store.slotOf(key);
    if (slot !== undefined) this.#recount(key, () => this.#store.setPlace(slot, place));
  }

  remove(key: Key): void {
    this.#recount(key, () => this.#store.remove(key));
  }

  clear(): void {
    this.#store = new PeopleStore<Key>();
    this.#evaluation = new Evaluation(this.#store);
    this.#total = 0;
  }

  /** The best `limit` people for a query, and how many there are. An empty query finds nobody. */
  search(text: string, limit: number, filter: Filter | null = null): Found<Key> {
    return this.#search(text, limit, filter).found;
  }

  /** As `search`, and from now on `total` is about this query. */
  watch(text: string, limit: number, filter: Filter | null = null): Found<Key> {
    const { found, plan } = this.#search(text, limit, filter);
    this.#watched = plan;
    this.#total = found.total;
    return found;
  }

  /** True when the person is found by what is watched. */
  matches(key: Key): boolean {
    return this.#costOf(key) !== null;
  }

  /** The order of two people in the results of what is watched: negative when the first comes first. */
  compare(a: Key, b: Key): number {
    const [first, second] = [this.#store.slotOf(a), this.#store.slotOf(b)];
    if (first === undefined || second === undefined) return 0;
    return this.#evaluation.compare(first, this.#costOf(a) ?? Infinity, second, this.#costOf(b) ?? Infinity);
  }

  #recount(key: Key, change: () => void): void {
    const before = this.matches(key);
    change();
    if (this.#watched !== null) this.#total += Number(this.matches(key)) - Number(before);
  }

  /** What the person costs by the plan that is watched; null when they are not found by it. */
  #costOf(key: Key): number | null {
    const slot = this.#store.slotOf(key);
    if (slot === undefined || this.#watched === null) return null;
    const { filter, readings } = this.#watched;
    const traits = this.#store.traitTexts[this.#store.traits[slot] ?? 0] ?? '';
    if (filter !== null && !filter(traits)) return null;
    const costs = readings.map(({ words, forgiving }) => this.#evaluation.costOf(slot, words, forgiving));
    const least = Math.min(...costs);
    return least === Infinity ? null : least;
  }

  #search(text: string, limit: number, filter: Filter | null): { found: Found<Key>; plan: Plan | null } {
    const plan = planOf(text);
    if (plan.length === 0) return { found: { keys: [], total: 0 }, plan: null };
    const evaluation = this.#evaluation;
    const asked: PlannedReading[] = [];
    evaluation.begin(filter);
    const ask = (words: readonly TypedWord[], forgiving: Forgiving): void => {
      asked.push({ words, forgiving });
      evaluation.ask(words, forgiving);
    };
    const [asTyped = [], ...others] = plan;
    ask(asTyped, 'nothing');
    if (evaluation.hasEnough()) return this.#answer(limit, asked, filter);
    for (const other of others) ask(other, 'nothing');
    for (const forgiving of ['typed', 'meant'] as const) {
      for (const words of plan) {
        if (evaluation.isMeant || (forgiving === 'meant' && evaluation.count > 0)) break;
        if (words.some((word) => word.canBeMistaken(forgiving))) ask(words, forgiving);
      }
    }
    return this.#answer(limit, asked, filter);
  }

  #answer(limit: number, readings: readonly PlannedReading[], filter: Filter | null): { found: Found<Key>; plan: Plan } {
    const keys = this.#evaluation.best(limit).flatMap((slot) => {
      const key = this.#store.keys[slot];
      return key === undefined ? [] : [key];
    });
    return { found: { keys, total: this.#evaluation.count }, plan: { readings, filter } };
  }
}

/** The readings of a query, each word made ready once. */
function planOf(text: string): readonly (readonly TypedWord[])[] {
  const ready = new Map<string, TypedWord>();
  return readQuery(text).map((reading) =>
    reading.map((word) => {
      const name = [word.word, word.isSwapped, word.isAmongOthers, word.isLast, word.phone?.start].join('\t');
      const typed = ready.get(name) ?? new TypedWord(word);
      ready.set(name, typed);
      return typed;
    }),
  );
}
