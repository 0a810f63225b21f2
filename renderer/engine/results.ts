/**
 * The live list of results: the query's best people, kept true as people change, at the cost of the change and not of the event.
 */
import type { ParticipantKey } from '../../shared/operations/operation.ts';
import type { ResultRow, Results } from './api.ts';
import type { People } from './people.ts';

const SHOWN = 100;
const RECENT = 30;

export class LiveResults {
  readonly #people: People;
  #query = '';
  #keys: ParticipantKey[] = [];
  #recent: ParticipantKey[] = [];

  constructor(people: People) {
    this.#people = people;
  }

  search(query: string): Results {
    this.#query = query;
    const found = this.#people.index.watch(query, SHOWN);
    this.#keys = [...found.keys];
    return this.read();
  }

  /** People who were worked on last come first where nothing is searched. */
  remember(key: ParticipantKey): void {
    this.#recent = [key, ...this.#recent.filter((other) => other !== key)].slice(0, RECENT);
  }

  read(): Results {
    const keys = this.#isEmpty() ? this.#recentKeys() : this.#keys;
    const rows = keys.flatMap((key): readonly ResultRow[] => {
      const row = this.#people.rowOf(key);
      return row === null ? [] : [row];
    });
    return { query: this.#query, rows, total: this.#isEmpty() ? rows.length : this.#people.index.total };
  }

  /** @returns true when the list has to be shown anew. */
  update(changed: readonly ParticipantKey[]): boolean {
    if (this.#isEmpty()) return changed.some((key) => this.#recentKeys().includes(this.#people.book.resolve(key)));
    let touched = false;
    for (const key of changed) touched = this.#updateOne(key) || touched;
    return touched;
  }

  #updateOne(key: ParticipantKey): boolean {
    const at = this.#keys.indexOf(key);
    const matches = this.#people.index.matches(key, this.#query);
    if (at === -1 && !matches) return false;
    if (at !== -1) this.#keys.splice(at, 1);
    if (matches) this.#insert(key);
    return true;
  }

  #insert(key: ParticipantKey): void {
    const { index } = this.#people;
    const at = this.#keys.findIndex((other) => index.compare(key, other, this.#query) < 0);
    if (at === -1 && this.#keys.length < SHOWN) this.#keys.push(key);
    else if (at !== -1) this.#keys.splice(at, 0, key);
    if (this.#keys.length > SHOWN) this.#keys.length = SHOWN;
  }

  #isEmpty(): boolean {
    return this.#query.trim() === '';
  }

  #recentKeys(): ParticipantKey[] {
    return [...new Set(this.#recent.map((key) => this.#people.book.resolve(key)))];
  }
}
