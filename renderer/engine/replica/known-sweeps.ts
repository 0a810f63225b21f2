/** What the log knows of the sweeps of its feeds: the newest records, and who is in the segments that they speak of. */
import type { Feed, FeedRows } from '../../../shared/ruvents/rows.ts';
import type { Segment, SweepRecord } from './database.ts';

/** What the log tells of a feed's sweeps when it has been read. */
export interface StoredSweep {
  readonly record: SweepRecord;
  /** Ids of the segments of the sweep that is under way. */
  readonly seen: ReadonlySet<number>;
  /** Ids that the last complete one did not find. */
  readonly missing: ReadonlySet<number>;
}

interface OpenedSweep extends StoredSweep {
  readonly seen: Set<number>;
  readonly missing: Set<number>;
}

export class KnownSweeps {
  readonly #byFeed = new Map<Feed, OpenedSweep>();

  get records(): readonly SweepRecord[] {
    return [...this.#byFeed.values()].map(({ record }) => record);
  }

  /** Takes records as they are on disk, in the place of all that was known. */
  open(records: readonly SweepRecord[]): void {
    this.#byFeed.clear();
    for (const record of records) this.#byFeed.set(record.feed, { record, seen: new Set(), missing: new Set() });
  }

  clear(): void {
    this.#byFeed.clear();
  }

  of(feed: Feed): StoredSweep | null {
    return this.#byFeed.get(feed) ?? null;
  }

  /** In which what comes now is written. */
  generationOf(feed: Feed): number {
    return this.#byFeed.get(feed)?.record.generation ?? 1;
  }

  note(record: SweepRecord): void {
    const known = this.#byFeed.get(record.feed);
    const none = { seen: new Set<number>(), missing: new Set<number>() };
    this.#byFeed.set(record.feed, { ...(known ?? none), record });
  }

  /** A segment has been read. */
  see({ feed, seq, generation }: Segment, rows: readonly FeedRows[Feed][]): void {
    const sweep = this.#byFeed.get(feed);
    if (sweep === undefined) return;
    const { running, missing } = sweep.record;
    if (running !== null && generation === sweep.record.generation) for (const { Id } of rows) sweep.seen.add(Id);
    if (missing !== null && seq >= missing.from && seq <= missing.to) for (const { Id } of rows) sweep.missing.add(Id);
  }
}
