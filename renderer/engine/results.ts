/**
 * The live list of results: the query's best people, kept true as people change, at the cost of the change and not of the event.
 *
 * Invariant: `#keys` is a beginning of the whole list in its order; the whole of it when it is as long as the total. It holds more
 * than is shown, so that a search from the beginning is due only when many have left.
 */
import type { ParticipantKey } from '../../shared/operations/operation.ts';
import { type MarkedReading, Marker } from '../../shared/search/marks.ts';
import type { Asked, Filter } from '../../shared/search/people.ts';
import type { FewerWords, Filters, ResultRow, Results } from './api.ts';
import { bothFilters, filterOf, NO_FILTERS } from './filter.ts';
import type { FilterWords, ReadFilters } from './filter-words.ts';
import type { People } from './people.ts';

const SHOWN = 100;
const KEPT = 200;
const RECENT = 30;
/** So many people are looked at one by one to tell how many of them the filters hide. */
const COUNTED = 300;
/** So many more people than were asked of: the list is asked for anew. */
const GROWN = 1.05;
const FEW = 10;
/** Of a longer query it says little that it finds somebody without one of its words. */
const MOST_WORDS = 4;

export class LiveResults {
  readonly #people: People;
  #query = '';
  #filters = NO_FILTERS;
  #words: FilterWords | null = null;
  #understood: ReadFilters | null = null;
  /** Of this query. */
  #marker = new Marker();
  #keys: ParticipantKey[] = [];
  /** Those who matched when the list was last put right. */
  #total = 0;
  #outside = 0;
  /** People of the index when the list was last asked for. */
  #askedOf = 0;
  #recent: ParticipantKey[] = [];

  constructor(people: People) {
    this.#people = people;
  }

  /** @param most rows of the answer: who is typing waits for those that can be seen, and no others */
  search(query: string, filters = this.#filters, most = SHOWN): Results {
    this.#query = query;
    this.#filters = filters;
    this.#searchAgain();
    return this.read(most);
  }

  /** Titles that words of a query may be. Call `again` after it. */
  setWords(words: FilterWords): void {
    this.#words = words;
  }

  /** Something changed that may have changed everybody's place. */
  again(): Results {
    return this.search(this.#query);
  }

  #searchAgain(): void {
    this.#understood = this.#words?.read(this.#query) ?? null;
    this.#marker = new Marker();
    const found = this.#people.index.watch(this.#ask(), KEPT);
    this.#keys = [...found.keys];
    this.#total = found.total;
    this.#askedOf = this.#people.index.size;
    this.#outside = this.#countOutside();
  }

  #ask(filters = this.#filters, text = this.#query, read = this.#understood): Asked {
    const filter = this.#filterOf(filters);
    const also = read === null ? null : this.#filterOf(read.filters);
    const alternatives = read === null || also === null ? [] : [{ text: read.text, filter: bothFilters(filter, also) }];
    return { text, filter, alternatives };
  }

  #filterOf(filters: Filters): Filter | null {
    return filterOf(filters, this.#people.currentPart);
  }

  /**
   * Whom the text finds without the filters. With them fewer are found, so at least as much was forgiven: who is found without them
   * and fits them is found with them too.
   */
  #countOutside(): number {
    if (this.#query.trim() === '' || this.#filterOf(this.#filters) === null) return 0;
    const { index } = this.#people;
    const all = index.search(this.#ask(NO_FILTERS), COUNTED);
    if (all.total > COUNTED) return Math.max(0, all.total - this.#total);
    return all.keys.filter((key) => !index.matches(key)).length;
  }

  /** What the query would find with one word less. What is shown stays. */
  fewerWords(query: string): readonly FewerWords[] {
    const words = query.trim().split(/\s+/);
    if (words.length < 2 || words.length > MOST_WORDS) return [];
    return words
      .map((left, at) => {
        const text = words.filter((_, index) => index !== at).join(' ');
        const asked = this.#ask(this.#filters, text, this.#words?.read(text) ?? null);
        return { left, text, total: this.#people.index.search(asked, 0).total };
      })
      .filter(({ total }) => total > 0)
      .sort((a, b) => a.total - b.total);
  }

  /** Everybody whom a text and filters would show; nothing asked = everybody. What is shown stays. */
  whom(text: string, filters: Filters): readonly ParticipantKey[] {
    const asked = this.#ask(filters, text, this.#words?.read(text) ?? null);
    const filter = text.trim() === '' && asked.filter === null ? () => true : asked.filter;
    return this.#people.index.search({ ...asked, filter }, Infinity).keys;
  }

  /** People who were worked on last come first where nothing is searched. */
  remember(key: ParticipantKey): void {
    this.#recent = [key, ...this.#recent.filter((other) => other !== key)].slice(0, RECENT);
  }

  read(most = SHOWN): Results {
    const keys = this.#isEmpty() ? this.#recentKeys() : this.#keys.slice(0, most);
    const rows = keys.flatMap((key): readonly ResultRow[] => {
      const row = this.#people.rowOf(key);
      return row === null ? [] : [this.#mark(row)];
    });
    const { index } = this.#people;
    return {
      query: this.#query,
      filters: this.#filters,
      understood: this.#understood,
      rows,
      total: this.#isEmpty() ? rows.length : index.total,
      outside: this.#outside,
    };
  }

  #mark(row: ResultRow): ResultRow {
    const reading: MarkedReading | null = this.#isEmpty() ? null : this.#people.index.readingOf(row.key);
    if (reading === null) return row;
    const { name, otherName, email, company, position, phone, id } = row;
    const texts = { name, otherName, email, company, position, phone, id: id === null ? '' : String(id) };
    return { ...row, marks: this.#marker.mark(reading, texts) };
  }

  /** @returns true when the list has to be shown anew. */
  update(changed: readonly ParticipantKey[]): boolean {
    if (this.#isEmpty()) return changed.some((key) => this.#recentKeys().includes(this.#people.book.resolve(key)));
    const { index } = this.#people;
    // Among few people much is forgiven; with many more of them the question is another.
    if (index.size > this.#askedOf * GROWN + FEW) {
      this.#searchAgain();
      return true;
    }
    const keys = new Set(changed);
    const matching = [...keys].filter((key) => index.matches(key));
    const kept = this.#keys.filter((key) => !keys.has(key)); // all of them first: their places are those of before
    const touched = kept.length < this.#keys.length || matching.length > 0 || index.total !== this.#total;
    if (!touched) return false;
    const isWhole = this.#keys.length === this.#total;
    this.#keys = kept;
    for (const key of matching) this.#insert(key, isWhole);
    this.#total = index.total;
    if (this.#keys.length < Math.min(SHOWN, this.#total)) this.#searchAgain();
    else this.#outside = this.#countOutside();
    return true;
  }

  /** Who comes after the last key is in the list only when nobody can be between the two. */
  #insert(key: ParticipantKey, isWhole: boolean): void {
    const { index } = this.#people;
    const at = this.#keys.findIndex((other) => index.compare(key, other) < 0);
    if (at !== -1) this.#keys.splice(at, 0, key);
    else if (isWhole && this.#keys.length < KEPT) this.#keys.push(key);
    if (this.#keys.length > KEPT) this.#keys.length = KEPT;
  }

  #isEmpty(): boolean {
    return this.#query.trim() === '' && this.#filterOf(this.#filters) === null;
  }

  #recentKeys(): ParticipantKey[] {
    return [...new Set(this.#recent.map((key) => this.#people.book.resolve(key)))];
  }
}
