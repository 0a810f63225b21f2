/**
 * The live list of results: the query's best people, kept true as people change, at the cost of the change and not of the event.
 *
 * Invariant: `#keys` is a beginning of the whole list in its order; the whole of it when it is as long as the total. It holds more
 * than is shown, so that a search from the beginning is due only when many have left.
 */
import type { ParticipantKey } from '../../shared/operations/operation.ts';
import type { ResultRow, Results } from './api.ts';
import type { People } from './people.ts';

const SHOWN = 100;
const KEPT = 200;
const RECENT = 30;

export class LiveResults {
  readonly #people: People;
  #query = '';
  #keys: ParticipantKey[] = [];
  /** Those who matched when the list was last put right. */
  #total = 0;
  #recent: ParticipantKey[] = [];

  constructor(people: People) {
    this.#people = people;
  }

  search(query: string): Results {
    this.#query = query;
    this.#searchAgain();
    return this.read();
  }

  /** Something changed that may have changed everybody's place. */
  again(): Results {
    return this.search(this.#query);
  }

  #searchAgain(): void {
    const found = this.#people.index.watch(this.#query, KEPT);
    this.#keys = [...found.keys];
    this.#total = found.total;
  }

  /** People who were worked on last come first where nothing is searched. */
  remember(key: ParticipantKey): void {
    this.#recent = [key, ...this.#recent.filter((other) => other !== key)].slice(0, RECENT);
  }

  read(): Results {
    const keys = this.#isEmpty() ? this.#recentKeys() : this.#keys.slice(0, SHOWN);
    const rows = keys.flatMap((key): readonly ResultRow[] => {
      const row = this.#people.rowOf(key);
      return row === null ? [] : [row];
    });
    return { query: this.#query, rows, total: this.#isEmpty() ? rows.length : this.#people.index.total };
  }

  /** @returns true when the list has to be shown anew. */
  update(changed: readonly ParticipantKey[]): boolean {
    if (this.#isEmpty()) return changed.some((key) => this.#recentKeys().includes(this.#people.book.resolve(key)));
    const { index } = this.#people;
    const keys = new Set(changed);
    const matching = [...keys].filter((key) => index.matches(key, this.#query));
    const kept = this.#keys.filter((key) => !keys.has(key)); // all of them first: their places are those of before
    const touched = kept.length < this.#keys.length || matching.length > 0 || index.total !== this.#total;
    if (!touched) return false;
    const isWhole = this.#keys.length === this.#total;
    this.#keys = kept;
    for (const key of matching) this.#insert(key, isWhole);
    this.#total = index.total;
    if (this.#keys.length < Math.min(SHOWN, this.#total)) this.#searchAgain();
    return true;
  }

  /** Who comes after the last key is in the list only when nobody can be between the two. */
  #insert(key: ParticipantKey, isWhole: boolean): void {
    const { index } = this.#people;
    const at = this.#keys.findIndex((other) => index.compare(key, other, this.#query) < 0);
    if (at !== -1) this.#keys.splice(at, 0, key);
    else if (isWhole && this.#keys.length < KEPT) this.#keys.push(key);
    if (this.#keys.length > KEPT) this.#keys.length = KEPT;
  }

  #isEmpty(): boolean {
    return this.#query.trim() === '';
  }

  #recentKeys(): ParticipantKey[] {
    return [...new Set(this.#recent.map((key) => this.#people.book.resolve(key)))];
  }
}
