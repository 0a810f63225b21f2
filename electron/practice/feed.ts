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
  readonly manners: PageManners;
}

/** A page with everything that the document promises. */
export type FullPage = Page & { readonly HasMore: boolean; readonly NextSince: string };

/** By the document. */
export const plainManners: PageManners = {
  isInclusive: false,
  splitsSeconds: false,
  isUnordered: false,
  countsJoined: false,
};

/** How real servers chose the rows of a page; by the document none of these holds. */
export interface PageManners {
  /** Rows at `since` itself too. */
  readonly isInclusive: boolean;
  /** A page may end within a second. */
  readonly splitsSeconds: boolean;
  /** Rows of one second have no order of their own. */
  readonly isUnordered: boolean;
  /** `limit` counts what a row was joined with: see `Joined`. */
  readonly countsJoined: boolean;
}

/** Rows that a query makes by a join, and that are put together again after the limit has cut them. */
export interface Joined<Row> {
  readonly count: (row: Row) => number;
  /** The row with the first `count` of what it was joined with. */
  readonly cut: (row: Row, count: number) => Row;
}

interface Entry<Row> {
  readonly id: number;
  readonly time: string;
  readonly row: Row;
  json: string | undefined;
}

export interface FeedOptions<Row> {
  /** Adds to a row, when it is given out, what is not known when it is put. */
  readonly complete?: (row: Row) => Row;
  /** The row as it goes on the wire. */
  readonly present?: (row: Row) => unknown;
  /** What a limit counts on servers that count a join. */
  readonly joined?: Joined<Row>;
  /** Another time than that of the order, by which `since` chooses and which NextSince tells. */
  readonly filterTime?: (row: Row) => string;
}

export class Feed<Row extends { readonly Id: number }> {
  readonly #key: string;
  readonly #schema: z.ZodType<Row>;
  readonly #complete: (row: Row) => Row;
  readonly #present: (row: Row) => unknown;
  readonly #joined: Joined<Row> | undefined;
  readonly #filterTime: ((row: Row) => string) | undefined;
  #turn = 0;
  readonly #entries = new Map<number, Entry<Row>>();
  readonly #order: Entry<Row>[] = [];

  /**
   * @param key the name of the array on the wire
   */
  constructor(key: string, schema: z.ZodType<Row>, { complete, present, joined, filterTime }: FeedOptions<Row> = {}) {
    this.#key = key;
    this.#schema = schema;
    this.#complete = complete ?? ((row) => row);
    this.#present = present ?? ((row) => row);
    this.#joined = joined;
    this.#filterTime = filterTime;
  }

  get size(): number {
    return this.#order.length;
  }

  get(id: number): Row | undefined {
    const entry = this.#entries.get(id);
    return entry === undefined ? undefined : this.#complete(entry.row);
  }

  /** The JSON text of a row. @throws Error for a row that is not there */
  write(id: number): string {
    const entry = this.#entries.get(id);
    if (entry === undefined) throw new Error(`There is no row ${id} of ${this.#key}`);
    return this.#write(entry);
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

  page(request: PageRequest): FullPage {
    if (this.#filterTime !== undefined) return this.#pageByOtherTime(request, this.#filterTime);
    const { since, limit, now, manners } = request;
    const { isInclusive, splitsSeconds, isUnordered, countsJoined } = manners;
    const start = since === undefined ? 0 : isInclusive ? this.#findFirstAt(since) : this.#findFirstAfter(since);
    const end = splitsSeconds ? Math.min(start + limit, this.size) : this.#findPageEnd(start, limit);
    const entries = isUnordered ? this.#mix(start, end) : this.#order.slice(start, end);
    if (countsJoined && this.#joined !== undefined)
      return this.#pageOfJoined(entries, this.#joined, limit, since ?? now);
    return {
      Key: this.#key,
      Rows: entries.map((entry) => this.#write(entry)),
      HasMore: end < this.size,
      NextSince: entries.at(-1)?.time ?? since ?? now,
    };
  }

  /** In its order, but chosen by another time: what changes late is not found by who knows of it already. */
  #pageByOtherTime({ since, limit, now }: PageRequest, timeOf: (row: Row) => string): FullPage {
    const later = this.#order.filter((entry) => since === undefined || timeOf(entry.row) > since);
    const entries = later.slice(0, limit);
    const last = entries.at(-1);
    return {
      Key: this.#key,
      Rows: entries.map((entry) => this.#write(entry)),
      HasMore: entries.length < later.length,
      NextSince: last === undefined ? (since ?? now) : timeOf(last.row),
    };
  }

  /** As many rows, with those of a second in the other order every second time: so the end of a page may hold others. */
  #mix(start: number, end: number): Entry<Row>[] {
    this.#turn += 1;
    const last = this.#order[end - 1];
    if (this.#turn % 2 === 0 || last === undefined) return this.#order.slice(start, end);
    const window = this.#order.slice(start, this.#findFirstAfter(last.time));
    const mixed = window.sort((left, right) =>
      left.time === right.time ? right.id - left.id : compareEntries(left, right),
    );
    return mixed.slice(0, end - start);
  }

  /** The limit cuts the join, and HasMore compares it with the rows put together: both are wrong in the server's own way. */
  #pageOfJoined(entries: readonly Entry<Row>[], joined: Joined<Row>, limit: number, otherwise: string): FullPage {
    const rows: string[] = [];
    let room = limit;
    let time = otherwise;
    for (const entry of entries) {
      if (room <= 0) break;
      const count = joined.count(entry.row);
      rows.push(count <= room ? this.#write(entry) : this.#writeRow(joined.cut(entry.row, room)));
      room -= count;
      time = entry.time;
    }
    return { Key: this.#key, Rows: rows, HasMore: rows.length === limit, NextSince: time };
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
    return (entry.json ??= this.#writeRow(entry.row));
  }

  #writeRow(row: Row): string {
    return JSON.stringify(this.#present(this.#complete(row)));
  }
}

/** A page as the document's JSON, from the texts of its rows; what is undefined is absent. */
export function writePage(page: Page): string {
  const { Key, Rows, ...around } = page;
  const rest = JSON.stringify(around).slice(1);
  return `{${JSON.stringify(Key)}:[${Rows.join(',')}]${rest === '}' ? '' : ','}${rest}`;
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
