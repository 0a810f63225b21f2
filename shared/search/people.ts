/**
 * Finding people while somebody types (docs/search.md).
 *
 *   query ─▶ readings ─▶ words of the lexicon that fit, with costs ─▶ slots in which all of them stand ─▶ the best of them
 *
 * What is not as typed is asked for only when what is brings little: the other layout, then mistakes. Which of them were asked for
 * is the plan; whoever comes or changes later is held against the same plan.
 */
import { hasKeysOfLetters, isLikelyWord } from './layout.ts';
import { leaveOut, withoutLegalForms } from './left-out.ts';
import { COSTS, type Forgiving, TypedWord } from './cost.ts';
import { Evaluation, type Question } from './evaluation.ts';
import { Freezer } from './freezer.ts';
import type { FrozenPeople } from './frozen.ts';
import { type KeyNumbers, plainNumbers } from './keys.ts';
import { readQuery, type Reading } from './query.ts';
import { respaced } from './spaces.ts';
import { type Filter, PeopleStore, type PersonText, type Ranking } from './store.ts';

export type { Filter, PersonText, Rank, Ranking } from './store.ts';

/** What is asked of everybody. */
export interface Asked {
  readonly text: string;
  /** Who is wanted; null = everybody. With an empty text, everybody who is wanted is found. */
  readonly filter: Filter | null;
  /** The same with some of its words read as traits: «иванов спикер» is also every speaker Ivanov. */
  readonly alternatives: readonly { readonly text: string; readonly filter: Filter }[];
}

export interface Found<Key> {
  readonly keys: readonly Key[];
  readonly total: number;
}

/** What was asked for. */
type Plan = readonly Question[];

export class PeopleIndex<Key> {
  readonly #numbers: KeyNumbers<Key>;
  #store: PeopleStore<Key>;
  #evaluation: Evaluation<Key>;
  #watched: Plan = [];
  #total = 0;

  /** @param numbers the keys of which only the number is kept; without, those that are numbers */
  constructor(numbers: KeyNumbers<Key> = plainNumbers()) {
    this.#numbers = numbers;
    this.#store = new PeopleStore(numbers);
    this.#evaluation = new Evaluation(this.#store);
  }

  get size(): number {
    return this.#store.size;
  }

  /** How many people match the query of the last `watch`, kept true as people are put and removed. */
  get total(): number {
    return this.#total;
  }

  /** @param traits what a filter and the ranking look at */
  put(key: Key, person: PersonText, traits = ''): void {
    this.#recount(key, () => this.#store.setTraits(this.#store.put(key, person), traits));
  }

  /** What a person is found by stays. Nothing for somebody who is not here. */
  setTraits(key: Key, traits: string): void {
    const slot = this.#store.keys.slotOf(key);
    if (slot === undefined || this.#store.traitsOf(slot) === traits) return;
    this.#recount(key, () => this.#store.setTraits(slot, traits));
  }

  remove(key: Key): void {
    this.#recount(key, () => this.#store.remove(key));
  }

  clear(): void {
    this.#begin(null);
  }

  /** Everybody is who was frozen, from now on. What is frozen is used where it lies, and belongs to this index. */
  thaw(frozen: FrozenPeople): void {
    this.#begin(frozen);
  }

  /** Makes a frozen copy of some or all people. */
  freezer(): Freezer<Key> {
    return new Freezer(this.#store, this.#numbers);
  }

  #begin(frozen: FrozenPeople | null): void {
    this.#store = new PeopleStore(this.#numbers, this.#store.traitBook.ranking, frozen);
    this.#evaluation = new Evaluation(this.#store);
    this.#total = 0;
  }

  /** Who comes first among people whom a query fits equally. Lists of before are in the order of before. */
  setRanking(ranking: Ranking): void {
    this.#store.traitBook.setRanking(ranking);
  }

  /** The best `limit` people, and how many there are. An empty text without a filter finds nobody. */
  search(asked: Asked | string, limit: number): Found<Key> {
    this.#plan(asked);
    return this.#answer(limit);
  }

  /** As `search`, and from now on `total` is about this. */
  watch(asked: Asked | string, limit: number): Found<Key> {
    this.#watched = this.#plan(asked);
    const found = this.#answer(limit);
    this.#total = found.total;
    return found;
  }

  /** True when the person is found by what is watched. */
  matches(key: Key): boolean {
    return this.#costOf(key) < Infinity;
  }

  /** The order of two people in the results of what is watched: negative when the first comes first. */
  compare(a: Key, b: Key): number {
    const [first, second] = [this.#store.keys.slotOf(a), this.#store.keys.slotOf(b)];
    if (first === undefined || second === undefined) return 0;
    return this.#evaluation.compare(first, this.#costOf(a), second, this.#costOf(b));
  }

  /** The reading of what is watched by which the person is found; null when by none. */
  readingOf(key: Key): { readonly words: readonly TypedWord[]; readonly forgiving: Forgiving } | null {
    const slot = this.#store.keys.slotOf(key);
    if (slot === undefined) return null;
    let [best, least]: [Question | null, number] = [null, Infinity];
    for (const question of this.#watched) {
      const cost = this.#evaluation.costOf(slot, question);
      if (cost < least) [best, least] = [question, cost];
    }
    return best;
  }

  /** Makes ready, in slices, what the first mistake and the first digits of a phone would wait for. */
  *prepare(): Generator<undefined, void> {
    yield* this.#store.lexicon.prepare();
    this.#store.phones.prepare();
  }

  #recount(key: Key, change: () => void): void {
    const before = this.matches(key);
    change();
    this.#total += Number(this.matches(key)) - Number(before);
  }

  /** What the person costs by the plan that is watched; infinite when they are not found by it. */
  #costOf(key: Key): number {
    const slot = this.#store.keys.slotOf(key);
    if (slot === undefined) return Infinity;
    return this.#watched.reduce((least, one) => Math.min(least, this.#evaluation.costOf(slot, one)), Infinity);
  }

  /** Asks; what was found is the evaluation's to tell. */
  #plan(what: Asked | string): Plan {
    const { text, filter, alternatives } = typeof what === 'string' ? { ...EVERYBODY, text: what } : what;
    const evaluation = this.#evaluation;
    const asked: Question[] = [];
    const ask = (words: readonly TypedWord[], forgiving: Forgiving, only = filter, extra = 0): void => {
      const question = { words, forgiving, filter: only, extra };
      asked.push(question);
      evaluation.ask(question);
    };
    const readings = readQuery(text);
    const make = wordMaker();
    const [asTyped, ...others] = readings.map(make);
    evaluation.begin();
    if (asTyped === undefined) {
      if (filter !== null && text.trim() === '') ask([], 'nothing');
    } else {
      ask(asTyped, 'nothing');
    }
    const isEnough = evaluation.hasEnough();
    const isBegun = evaluation.isBegun(asTyped?.length ?? 0);
    for (const other of alternatives) ask(make(readQuery(other.text)[0] ?? []), 'nothing', other.filter, COSTS.trait);
    if (asTyped === undefined || (isEnough && isBegun && !hasKeysOfLetters(text))) return asked;
    for (const other of others) ask(other, 'nothing');
    if (alternatives.length > 0 && evaluation.count > 0) return asked; // what reads as a filter is no mistake
    if (evaluation.hasEnough()) return asked;
    const read = likelyFirst(readings);
    for (const forgiving of ['typed', 'meant'] as const) {
      for (const reading of read) {
        const isNearEnough = (forgiving === 'meant' || !isLikely(reading)) && evaluation.isNearlyMeant;
        if (evaluation.isMeant || isNearEnough) break;
        const words = make(reading);
        if (words.some((word) => word.canBeMistaken(forgiving))) ask(words, forgiving);
      }
    }
    if (!evaluation.isNearlyMeant) {
      for (const words of read.filter(isUnmixed).flatMap(respaced)) {
        const question: Question = { words: make(words), forgiving: 'nothing', filter, extra: COSTS.otherSpaces };
        if (evaluation.ask(question)) asked.push(question); // they are many, and most are no words
      }
    }
    for (const [index, ways] of leaveOut(withoutLegalForms(asTyped)).entries()) {
      if (evaluation.count > 0) break;
      for (const words of ways) ask(words, 'typed', filter, (index + 1) * COSTS.leftOut);
    }
    return asked;
  }

  #answer(limit: number): Found<Key> {
    const keys = this.#evaluation.best(limit).flatMap((slot) => {
      const key = this.#store.keys.keyOf(slot);
      return key === undefined ? [] : [key];
    });
    return { keys, total: this.#evaluation.count };
  }
}

const EVERYBODY: Omit<Asked, 'text'> = { filter: null, alternatives: [] };

/** The readings that may be words with a mistake, and as typed: last when it hardly is one. */
function likelyFirst(readings: readonly Reading[]): readonly Reading[] {
  const likely = readings.filter(isLikely);
  const [asTyped] = readings;
  return asTyped === undefined || likely.includes(asTyped) ? likely : [...likely, asTyped];
}

function isLikely(reading: Reading): boolean {
  return reading.every(({ word }) => isLikelyWord(word));
}

function isUnmixed(reading: Reading): boolean {
  return !reading.some(({ isAmongOthers }) => isAmongOthers);
}

/** Makes words of readings ready, each once. */
function wordMaker(): (reading: Reading) => readonly TypedWord[] {
  const ready = new Map<string, TypedWord>();
  return (reading) =>
    reading.map((word) => {
      const { isSwapped, isAmongOthers, isLast, isWhole, phone, chunk } = word;
      const name = [word.word, isSwapped, isAmongOthers, isLast, isWhole, phone?.start, chunk].join('\t');
      const typed = ready.get(name) ?? new TypedWord(word);
      ready.set(name, typed);
      return typed;
    });
}
