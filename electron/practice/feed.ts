/**
 * A feed: rows in order of time, then Id, given out in pages.
 *
 * Invariant: a reader that asks again with `since` = the last page's `NextSince`, until `HasMore` is false, gets each row
 * that does not change meanwhile exactly once. `since` is strict («позднее») and times have the precision of a second, so a page never splits one
 * second: it stops before a second that does not fit, and a second longer than the whole page is given out complete.
 *
 * Serving must be cheap at 100,000 rows. Each row is checked against its schema when it is put, its JSON text is kept,
 * and a page is found by binary search and joined; nothing is validated or serialised again on the way out.
 */
import type { z } from 'zod';
import type { Page } from './schemas.ts';

export interface PageRequest {
  /** Rows later than this are wanted; undefined: from the beginning. */
  readonly since: string | undefined;
  /** At most so many rows, at least 1. */
  readonly limit: number;
  /** `NextSince` of an empty page without `since`. */
  readonly now: string;
  /** The quirk: rows at `since` itself too, and cut anywhere. */
  readonly isInclusive: boolean;
}

interface Entry<Row> {
  readonly id: number;
  readonly time: string;
  readonly row: Row;
  json: string | undefined;
}

export class Feed<Row extends { readonly Id: number }> {
  readonly #key: string;
  readonly #schema: z.ZodType<Row>;
  readonly #complete: (row: Row) => Row;
  readonly #entries = new Map<number, Entry<Row>>();
  readonly #order: Entry<Row>[] = [];

  /**
   * @param key the name of the array on the wire
   * @param complete adds to a row, when it is given out, what is not known when it is put
   */
  constructor(key: string, schema: z.ZodType<Row>, complete: (row: Row) => Row = (row) => row) {
    this.#key = key;
    this.#schema = schema;
    this.#complete = complete;
  }

  get size(): number {
    return this.#order.length;
  }

  get(id: number): Row | undefined {
    const entry = this.#entries.get(id);
    return entry === undefined ? undefined : this.#complete(entry.row);
  }

  /** All rows, in the order of the feed. */
  list(): Row[] {
    return this.#order.map((entry) => this.#complete(entry.row));
  }

  /** Adds many rows to an empty feed at once. */
  fill(rows: Iterable<readonly [row: Row, time: string]>): void {
    for (const [row, time] of rows) {
      const entry = this.#makeEntry(row, time);
      this.#entries.set(entry.id, entry);
      this.#order.push(entry);
    }
    this.#order.sort(compareEntries);
  }

  /** Adds a row, or replaces the one with its Id and moves it to its new time. */
  put(row: Row, time: string): void {
    const entry = this.#makeEntry(row, time);
    this.remove(row.Id);
    this.#entries.set(entry.id, entry);
    this.#order.splice(this.#findPlace(entry), 0, entry);
  }

  remove(id: number): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    this.#order.splice(this.#findPlace(entry), 1);
  }

  /** Writes the JSON text of every row, so that the first reader does not wait for it. */
  warm(): void {
    for (const entry of this.#order) this.#write(entry);
  }

  page({ since, limit, now, isInclusive }: PageRequest): Page {
    const start = since === undefined ? 0 : isInclusive ? this.#findFirstAt(since) : this.#findFirstAfter(since);
    const end = isInclusive ? Math.min(start + limit, this.size) : this.#findPageEnd(start, limit);
    const last = this.#order[end - 1];
    return {
      Key: this.#key,
      Rows: this.#order.slice(start, end).map((entry) => this.#write(entry)),
      HasMore: end < this.size,
      NextSince: end > start && last !== undefined ? last.time : (since ?? now),
    };
  }

  /** The end of a page that does not split a second. */
  #findPageEnd(start: number, limit: number): number {
    const end = start + limit;
    const next = this.#order[end];
    if (next === undefined) return this.size;
    if (this.#order[end - 1]?.time !== next.time) return end;
    const firstOfSecond = this.#findFirstAt(next.time);
    return firstOfSecond > start ? firstOfSecond : this.#findFirstAfter(next.time);
  }

  #findFirstAt(time: string): number {
    return findFirst(this.#order, (entry) => entry.time >= time);
  }

  #findFirstAfter(time: string): number {
    return findFirst(this.#order, (entry) => entry.time > time);
  }

  #findPlace(wanted: Entry<Row>): number {
    return findFirst(this.#order, (entry) => compareEntries(entry, wanted) >= 0);
  }

  #makeEntry(row: Row, time: string): Entry<Row> {
    return { id: row.Id, time, row: this.#schema.parse(row), json: undefined };
  }

  #write(entry: Entry<Row>): string {
    return (entry.json ??= JSON.stringify(this.#complete(entry.row)));
  }
}

/** A page as the document's JSON, from the texts of its rows. */
export function writePage(page: Page): string {
  const { Key, Rows, HasMore, NextSince } = page;
  return `{${JSON.stringify(Key)}:[${Rows.join(',')}],"HasMore":${HasMore},"NextSince":${JSON.stringify(NextSince)}}`;
}

interface Place {
  readonly id: number;
  readonly time: string;
}

function compareEntries(left: Place, right: Place): number {
  if (left.time !== right.time) return left.time < right.time ? -1 : 1;
  return left.id - right.id;
}

/** The index of the first element that holds, where all after it hold too; the length if none does. */
function findFirst<T>(list: readonly T[], holds: (element: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const element = list[middle];
    if (element !== undefined && holds(element)) high = middle;
    else low = middle + 1;
  }
  return low;
}
