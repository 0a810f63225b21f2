/**
 * A sweep of one feed: everything is read anew, from the beginning, as a new generation of the log (design, The replica).
 *
 *   none ─▶ running: page by page, each in its turn between the pulls ─┬─▶ complete: who was not seen is missing
 *             │  ▲                                                     └─▶ incomplete: something was stepped over, nobody is
 *             ▼  │                                                         missing
 *            away (no network, or the app was closed): goes on where it was
 *
 * Invariants:
 * - A page and how far the sweep is are stored in one transaction, and every row of it, known or not: older generations go.
 * - What a pull brings meanwhile is newer. It is written in the new generation, and whoever it is about has been seen.
 * - Rows that were not seen are kept in the transaction that drops the older generations: nothing disappears here.
 */
import type { Feed, FeedRows } from '../../../shared/ruvents/rows.ts';
import { laterOf, parseServerTime, type ServerTime, shiftSeconds } from '../../../shared/ruvents/time.ts';
import { type Ask, nextStep, PAGE_LIMIT } from '../../../shared/sync/paging.ts';
import type { People } from '../people.ts';
import type { SweepRecord } from '../replica/database.ts';
import type { ReplicaLog } from '../replica/log.ts';
import { hasNameless, type Page } from '../replica/page.ts';
import { countJoined, type WalkingPuller } from './feeds.ts';
import type { Lane } from './lane.ts';
import { type Came, countOf, type FailedPull, type PageReader } from './page-reader.ts';

export type SweepEnd =
  /** `missing`: rows that were known and did not come. `late`: news that the pulls had missed. */
  | { readonly end: 'complete'; readonly missing: readonly FeedRows[Feed][]; readonly late: number }
  | { readonly end: 'incomplete' }
  | { readonly end: 'stopped' }
  | FailedPull;

export interface FeedSweepOptions {
  readonly feed: Feed;
  readonly reader: PageReader;
  readonly lane: Lane;
  readonly people: People;
  readonly log: ReplicaLog;
  /** The pulls of this feed. */
  readonly puller: () => Pick<WalkingPuller, 'reached' | 'goBackTo'>;
  /** Wall clock, ISO 8601. */
  readonly wall: () => string;
  /** Lets others work between two pages. */
  readonly pause: () => Promise<void>;
  readonly onPage: () => void;
}

/** A row that is news and older than the cursor by more than this was missed by the pulls: the server's clock was put back. */
const LATE_S = 60;

export class FeedSweep {
  readonly #options: FeedSweepOptions;
  #record: SweepRecord | null;
  /** Ids in the segments of the generation that is written; empty while no sweep is under way. */
  readonly #seen: Set<number>;
  #late = 0;
  /** Another number when what was under way counts no more. */
  #run = 0;

  constructor(options: FeedSweepOptions) {
    this.#options = options;
    const stored = options.log.storedSweep(options.feed);
    this.#record = stored?.record ?? null;
    this.#seen = new Set(stored?.seen);
  }

  /** What is known of the feed's sweeps; null = there has been none. */
  get record(): SweepRecord | null {
    return this.#record;
  }

  get isRunning(): boolean {
    return this.#record?.running != null;
  }

  get read(): number {
    return this.#seen.size;
  }

  /** The next walk begins anew, and not where one that ended early was. */
  startOver(): void {
    if (this.#record?.running == null) return;
    this.#seen.clear();
    this.#record = { ...this.#record, running: null };
  }

  /** Ends the walk that is under way; the next one goes on where it was. */
  stop(): void {
    this.#run += 1;
  }

  /** What the sweep has stored is lost: the next walk begins anew. */
  forget(): void {
    this.#run += 1;
    this.#seen.clear();
    if (this.#record !== null) this.#record = { ...this.#record, running: null, missing: null };
  }

  /** Rows of a pull that are on their way to disk. */
  see(rows: readonly FeedRows[Feed][]): void {
    if (this.isRunning) for (const { Id } of rows) this.#seen.add(Id);
  }

  /** The first reading of the feed has ended. It counts as a sweep when nothing was stepped over. */
  async noteFirst(missed: boolean): Promise<void> {
    const { feed, people, log, wall } = this.#options;
    if (this.#record !== null) return;
    const last = missed ? null : { at: wall(), rows: people.replica.rowsOf(feed).length };
    await this.#write({ feed, generation: 1, running: null, last, incomplete: missed, missing: null }, log);
  }

  /** What was missing is settled, or a person said that it stays. */
  async settleMissing(): Promise<void> {
    if (this.#record === null || this.#record.missing === null) return;
    await this.#write({ ...this.#record, missing: null }, this.#options.log);
  }

  async #write(record: SweepRecord, log: ReplicaLog): Promise<void> {
    this.#record = record;
    await log.writeSweep(record);
  }

  /** Begins a sweep, or goes on with the one that is under way. */
  async walk(): Promise<SweepEnd> {
    const { lane, pause, onPage } = this.#options;
    if (!this.isRunning) this.#begin();
    const run = this.#run;
    const isOver = () => run !== this.#run;
    let ask: Ask | null = askFrom(this.#record?.running?.cursor ?? null);
    for (let follows = false; ask !== null; follows = true) {
      const asked: Ask = ask;
      const taken = await lane.run('later', async () => {
        if (isOver()) return null;
        const got = await this.#options.reader.read(asked, follows);
        if (isOver()) return null;
        return got.ok ? this.#take(got) : got.end;
      });
      if (taken === null) return { end: 'stopped' };
      if ('end' in taken) return taken;
      ask = taken.next;
      onPage();
      await taken.stored;
      await pause();
      if (isOver()) return { end: 'stopped' };
    }
    return this.#finish();
  }

  #begin(): void {
    const { feed, log } = this.#options;
    const before = this.#record;
    this.#seen.clear();
    this.#late = 0;
    this.#options.reader.lookAgain();
    this.#record = {
      feed,
      generation: (before?.generation ?? 1) + 1,
      running: { cursor: null, steppedOver: false },
      last: before?.last ?? null,
      incomplete: before?.incomplete ?? false,
      missing: before?.missing ?? null,
    };
    void log.writeSweep(this.#record); // from here on everything is appended to the new generation
  }

  #take(got: Came): { readonly next: Ask | null; readonly stored: Promise<void> } {
    const { feed, people, log, puller } = this.#options;
    const { page } = got;
    const record = this.#record;
    if (record?.running == null) throw new Error('a page came and no sweep is under way');
    const unseen = page.rows.filter(({ Id }) => !this.#seen.has(Id));
    const fresh = people.takeRows(feed, page.rows);
    this.#late += countLate(fresh, puller().reached.cursor);
    const cursor = parseServerTime(record.running.cursor);
    const step = nextStep(cursor, got.ask, {
      count: countOf(page),
      fresh: unseen.length,
      hasMore: page.hasMore,
      nextSince: page.nextSince,
      lastRowTime: page.lastRowTime,
      firstRowTime: page.firstRowTime,
      lastPayment: page.lastPayment,
      thorough: true,
      joined: () => countJoined(page),
    });
    const missed = step.steppedOver || got.steppedOver || !isInOrder(page.rows) || hasNameless(page);
    for (const { Id } of page.rows) this.#seen.add(Id);
    // a row that could not be taken is on the server all the same
    for (const { id } of page.skips) if (id !== null) this.#seen.add(id);
    const unreadTo = laterOf(parseServerTime(record.running.unreadTo), page.unreadTo);
    this.#record = {
      ...record,
      running: {
        cursor: step.cursor,
        steppedOver: record.running.steppedOver || missed,
        ...(unreadTo === null ? {} : { unreadTo }),
      },
    };
    const rows = rowsToStore(page, unseen, fresh);
    const stored = log.append(feed, rows === 'all' ? got.bytes : rows, countOf(page), null, this.#record);
    return { next: step.next, stored };
  }

  async #finish(): Promise<SweepEnd> {
    const { feed, people, log, wall, puller } = this.#options;
    const record = this.#record;
    if (record?.running == null) throw new Error('no sweep is under way');
    const cursor = parseServerTime(record.running.cursor);
    const unreadTo = parseServerTime(record.running.unreadTo);
    if (cursor !== null && !record.running.steppedOver) puller().goBackTo(cursor, unreadTo);
    const known = people.replica.rowsOf(feed);
    const missing = known.filter(({ Id }) => !this.#seen.has(Id));
    const incomplete = record.running.steppedOver;
    const last = incomplete ? record.last : { at: wall(), rows: known.length - missing.length };
    this.#record = { ...record, running: null, last, incomplete };
    this.#seen.clear();
    const run = this.#run;
    const stored = await log.finishSweep(this.#record, missing);
    if (run !== this.#run) return { end: 'stopped' }; // what was stored is lost, and has been forgotten
    this.#record = stored;
    if (incomplete) {
      await this.settleMissing(); // of these nothing is concluded
      return { end: 'incomplete' };
    }
    return { end: 'complete', missing, late: this.#late };
  }
}

function askFrom(cursor: string | null): Ask {
  const covered = parseServerTime(cursor);
  return { since: covered === null ? null : shiftSeconds(covered, -1), limit: PAGE_LIMIT };
}

/** Everything that the new generation does not have yet: whoever was not seen, and whoever is another than they were. */
function rowsToStore(
  page: Page<Feed>,
  unseen: readonly FeedRows[Feed][],
  fresh: readonly FeedRows[Feed][],
): 'all' | readonly FeedRows[Feed][] | null {
  const wanted = new Set<FeedRows[Feed]>([...unseen, ...fresh]);
  if (wanted.size === 0) return null;
  return page.isAsCame && wanted.size * 2 >= page.rows.length ? 'all' : [...wanted];
}

/** A walk by time says nothing of who is not there when the server's order is another. */
export function isInOrder(rows: readonly FeedRows[Feed][]): boolean {
  let before = '';
  for (const row of rows) {
    const time = timeOf(row) ?? before;
    if (time < before) return false;
    before = time;
  }
  return true;
}

function countLate(fresh: readonly FeedRows[Feed][], cursor: ServerTime | null): number {
  if (cursor === null || fresh.length === 0) return 0;
  const limit = shiftSeconds(cursor, -LATE_S);
  return fresh.filter((row) => (timeOf(row) ?? cursor) < limit).length;
}

/** The time by which the feed is walked, where the row has it. */
function timeOf(row: FeedRows[Feed]): ServerTime | null {
  const time = 'UpdateTime' in row ? row.UpdateTime : 'CreationTime' in row ? row.CreationTime : null;
  return parseServerTime(time);
}
