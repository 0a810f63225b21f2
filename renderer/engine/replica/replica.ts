/**
 * What the server last said, in memory. It is filled from the log of pages and from pulls; nobody else writes it, and nothing
 * in it is lost that the server cannot give again.
 */
import type { Replicated } from '../../../shared/sync/fold.ts';
import type { BadgeRow, Feed, FeedRows, OrderItemRow, ParticipantRow } from '../../../shared/ruvents/rows.ts';
import { Arrivals } from './arrivals.ts';

const NONE: readonly never[] = [];

export class Replica {
  readonly people = new Map<number, ParticipantRow>();
  readonly #badges = new Map<number, Map<number, BadgeRow>>();
  readonly #orderItems = new Map<number, Map<number, OrderItemRow>>();
  readonly #arrivals: Arrivals[] = [];

  /** For who has to know of people that they came, changed or not: an equal row leaves no trace in `people`. */
  watchArrivals(): Arrivals {
    const arrivals = new Arrivals();
    this.#arrivals.push(arrivals);
    return arrivals;
  }

  /** What is known of one person; `row` is null for an Id that the server has not given. */
  of(id: number): Replicated {
    const badges = this.#badges.get(id);
    const orderItems = this.#orderItems.get(id);
    return {
      row: this.people.get(id) ?? null,
      badges: badges === undefined ? NONE : [...badges.values()].sort(byTime),
      orderItems: orderItems === undefined ? NONE : [...orderItems.values()].sort((a, b) => a.Id - b.Id),
    };
  }

  hasBadges(id: number): boolean {
    return this.#badges.has(id);
  }

  /** Takes rows in. @returns the rows that were news (not equal to what was known), and whose people they are. */
  take<F extends Feed>(
    feed: F,
    rows: readonly FeedRows[F][],
  ): { fresh: readonly FeedRows[F][]; people: readonly number[] } {
    const fresh: FeedRows[F][] = [];
    const people: number[] = [];
    if (feed === 'participants') for (const arrivals of this.#arrivals) arrivals.note(rows);
    for (const row of rows) {
      const person = this.#takeRow(feed, row);
      if (person === null) continue;
      fresh.push(row);
      people.push(person);
    }
    return { fresh, people };
  }

  /** A removal that the server confirmed: the feed does not tell of it. */
  remove(id: number): void {
    this.people.delete(id);
  }

  /** All rows of a feed, in no order. */
  rowsOf(feed: Feed): readonly FeedRows[Feed][] {
    if (feed === 'participants') return [...this.people.values()];
    const byUser = feed === 'badges' ? this.#badges : this.#orderItems;
    return [...byUser.values()].flatMap((rows: ReadonlyMap<number, BadgeRow | OrderItemRow>) => [...rows.values()]);
  }

  /** The same rows as they are now, without those that are gone. */
  newest(feed: Feed, rows: readonly FeedRows[Feed][]): readonly FeedRows[Feed][] {
    return rows.flatMap((row) => {
      if (feed === 'participants') return this.people.get(row.Id) ?? [];
      const byUser: ReadonlyMap<number, ReadonlyMap<number, BadgeRow | OrderItemRow>> = feed === 'badges'
        ? this.#badges
        : this.#orderItems;
      return ('UserId' in row ? byUser.get(Number(row.UserId))?.get(row.Id) : undefined) ?? [];
    });
  }

  clear(): void {
    this.people.clear();
    this.#badges.clear();
    this.#orderItems.clear();
  }

  #takeRow<F extends Feed>(feed: F, row: FeedRows[F]): number | null {
    if (feed === 'participants') {
      const participant = row as ParticipantRow;
      const known = this.people.get(participant.Id);
      if (known !== undefined && sameRow(known, participant)) return null;
      this.people.set(participant.Id, participant);
      return participant.Id;
    }
    const byUser: Map<number, Map<number, BadgeRow | OrderItemRow>> = feed === 'badges'
      ? this.#badges
      : this.#orderItems;
    const item = row as BadgeRow | OrderItemRow;
    let ofUser = byUser.get(item.UserId);
    const known = ofUser?.get(item.Id);
    if (known !== undefined && sameRow(known, item)) return null;
    if (ofUser === undefined) {
      ofUser = new Map<number, BadgeRow | OrderItemRow>();
      byUser.set(item.UserId, ofUser);
    }
    ofUser.set(item.Id, item);
    return item.UserId;
  }
}

/** In the order in which they were recorded, in whichever order they came. */
function byTime(a: BadgeRow, b: BadgeRow): number {
  if (a.CreationTime !== b.CreationTime) return a.CreationTime < b.CreationTime ? -1 : 1;
  return a.Id - b.Id;
}

function sameRow(a: object, b: object): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
