/**
 * The log of pages on disk: sealed segments in the order in which they came, and the cursors that they move.
 *
 * Invariant: a cursor moves in the same transaction as the rows that it covers. When the browser's storage fails (quota, a
 * closed or deleted database), the desk goes on from memory and says so: the server has everything that was in here. A database
 * that was closed or deleted under us would be opened anew, and empty, by the next write: that counts as a failure too.
 *
 * Each feed is written in one generation at a time. A sweep begins a new one; when it is complete, the older ones are dropped in
 * the transaction that keeps what it did not find (sync/sweep.ts).
 */
import type { Feed, FeedRows } from '../../../shared/ruvents/rows.ts';
import { tablesSchema, type Tables } from '../../../shared/ruvents/tables.ts';
import type { Seal, Sealed } from '../seal.ts';
import { cursorOf, type FeedCursor, recordOf } from './cursor.ts';
import type { ReplicaDatabase, Segment, SweepRecord } from './database.ts';
import { giveWay } from './give-way.ts';
import { KnownSweeps, type StoredSweep } from './known-sweeps.ts';
import { readStored } from './page.ts';

export type { FeedCursor } from './cursor.ts';

const READ_AT_ONCE = 16;
/** Segments that are taken in before other work is let in. */
const SLICE = 2;
const EVERYTHING: Range = { after: 0, upTo: Infinity };
/** Rows in a segment that is written from memory. */
const ROWS_AT_ONCE = 500;
const FROM_MEMORY = 0;

/** A segment that says who was removed, in the shape of a page of participants that has no rows. */
interface Tombstones {
  readonly Removed: readonly number[];
}

interface Range {
  readonly after: number;
  readonly upTo: number;
  /** Somebody may be typing meanwhile. */
  readonly inSlices?: boolean;
}

export interface TakeRows {
  <F extends Feed>(feed: F, rows: readonly FeedRows[F][], removed: readonly number[]): void;
}

export class ReplicaLog {
  readonly #database: ReplicaDatabase;
  readonly #seal: Seal;
  readonly #onFailure: (error: unknown) => void;
  #failed = false;
  #closed = false;
  /** We close or delete the database ourselves. */
  #expectsClose = false;
  /** It is being written from memory: until that is done, no cursor may say that anything is here. */
  #rebuilding = false;
  #lastSeq = 0;
  #life = 0;
  #writing: Promise<unknown> = Promise.resolve();
  readonly #sweeps = new KnownSweeps();
  readonly #encoder = new TextEncoder();

  constructor(database: ReplicaDatabase, seal: Seal, onFailure: (error: unknown) => void) {
    this.#database = database;
    this.#seal = seal;
    this.#onFailure = onFailure;
    database.on('close', () => {
      if (!this.#expectsClose) this.#fail(new Error('the database was closed'));
    });
  }

  /** The newest segment that is on disk; 0 = none. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Another number when all that was on disk is gone, and segments are counted anew. */
  get life(): number {
    return this.#life;
  }

  /** Throws away what a newer version of the app has left: the server has it all. Call before anything else. */
  async open(): Promise<void> {
    await this.#attempt(async () => {
      try {
        await this.#database.tables_.count();
      } catch (error) {
        if (!this.#database.isNewer) throw error;
      }
    });
    if (!this.#failed && this.#database.isNewer) await this.reset();
  }

  /** Reads the cursors; none when the storage cannot be used. */
  async readCursors(): Promise<ReadonlyMap<Feed, FeedCursor>> {
    const records = (await this.#attempt(() => this.#database.cursors.toArray())) ?? [];
    this.#sweeps.open((await this.#attempt(() => this.#database.sweeps.toArray())) ?? []);
    return new Map(records.map((record) => [record.feed, cursorOf(record)]));
  }

  /** Sweeps as they were when the log was read, and who is in their segments. */
  storedSweep(feed: Feed): StoredSweep | null {
    return this.#sweeps.of(feed);
  }

  /**
   * Gives segments back in order, decrypting ahead while the caller takes rows in.
   * @param range those after `after`, up to and with `upTo`
   * @throws when a segment does not open or cannot be read: the caller throws the log away
   */
  async read(take: TakeRows, range: Range = EVERYTHING): Promise<void> {
    const decoder = new TextDecoder();
    let batch = this.#readBatch(range.after, range.upTo);
    for (;;) {
      const segments = await batch;
      const last = segments.at(-1);
      if (last === undefined) return;
      this.#lastSeq = Math.max(this.#lastSeq, last.segment.seq);
      batch = this.#readBatch(last.segment.seq, range.upTo);
      batch.catch(() => undefined); // it is waited for in the next round, which does not come when this one throws
      for (const [at, { segment, plain }] of segments.entries()) {
        if (range.inSlices === true && at % SLICE === SLICE - 1) await giveWay();
        const { rows, removed } = readStored(segment.feed, decoder.decode(plain));
        this.#sweeps.see(segment, rows);
        take(segment.feed, rows, removed);
      }
    }
  }

  async #readBatch(after: number, upTo: number): Promise<readonly { segment: Segment; plain: Uint8Array }[]> {
    const segments = await this.#attempt(() =>
      this.#database.segments.where('seq').between(after, upTo, false, true).limit(READ_AT_ONCE).toArray(),
    );
    if (segments === null) throw new Error('the log of pages cannot be read');
    return Promise.all(
      segments.map(async (segment) => ({
        segment,
        plain: await this.#seal.open(segment, labelOf(segment.feed)),
      })),
    );
  }

  /**
   * Stores a page (its bytes as they came, or only the rows that were news) with the cursor that it moves.
   * @param sweep how far the sweep is that this page belongs to
   */
  async append(
    feed: Feed,
    page: Uint8Array<ArrayBuffer> | readonly object[] | null,
    count: number,
    cursor: FeedCursor | null,
    sweep: SweepRecord | null = null,
  ): Promise<void> {
    if (this.#failed) return;
    const bytes = page === null || page instanceof Uint8Array ? page : this.#encode(page);
    const generation = sweep?.generation ?? this.#sweeps.generationOf(feed);
    if (sweep !== null) this.#sweeps.note(sweep);
    const { segments, cursors, sweeps } = this.#database;
    const stores = sweep === null ? [segments, cursors] : [segments, cursors, sweeps];
    await this.#writeInOrder(bytes === null ? null : this.#seal.close(bytes, labelOf(feed)), (sealed) =>
      this.#database.transaction('rw', stores, async () => {
        if (sealed !== null) await this.#add({ generation, feed, count, ...sealed });
        if (this.#rebuilding) return;
        if (cursor !== null) await cursors.put(recordOf(feed, cursor));
        if (sweep !== null) await sweeps.put(sweep);
      }),
    );
  }

  async appendRemoved(ids: readonly number[]): Promise<void> {
    if (this.#failed) return;
    const tombstones: Tombstones = { Removed: ids };
    const generation = this.#sweeps.generationOf('participants');
    const sealing = this.#seal.close(this.#encoder.encode(JSON.stringify(tombstones)), labelOf('participants'));
    await this.#writeInOrder(sealing, async (sealed) => {
      if (sealed !== null) await this.#add({ generation, feed: 'participants', count: 0, ...sealed });
    });
  }

  /** A sweep begins, or what is known of the last one changes. What is appended from this call on is of its generation. */
  async writeSweep(record: SweepRecord): Promise<void> {
    this.#sweeps.note(record);
    await this.#writeInOrder(null, async () => {
      if (!this.#rebuilding) await this.#database.sweeps.put(record);
    });
  }

  /**
   * A complete sweep takes the place of all before it, in one transaction with the rows that it did not find.
   * @param missing those rows; they stay until their removal is settled
   * @returns the record as it is stored
   */
  async finishSweep(record: SweepRecord, missing: readonly object[]): Promise<SweepRecord> {
    const { feed, generation } = record;
    let stored = { ...record, missing: null as SweepRecord['missing'] };
    this.#sweeps.note(stored);
    const { segments, sweeps } = this.#database;
    await this.#writeInOrder(this.#sealRows(feed, missing), (parts) =>
      this.#database.transaction('rw', segments, sweeps, async () => {
        const seqs: number[] = [];
        for (const { count, sealed } of parts ?? []) seqs.push(await this.#add({ generation, feed, count, ...sealed }));
        const [from] = seqs;
        if (from !== undefined) stored = { ...stored, missing: { from, to: seqs.at(-1) ?? from } };
        await segments.where('[feed+generation]').between([feed, 0], [feed, generation], true, false).delete();
        this.#sweeps.note(stored);
        if (!this.#rebuilding) await sweeps.put(stored);
      }),
    );
    return stored;
  }

  async #sealRows(feed: Feed, rows: readonly object[]): Promise<readonly { count: number; sealed: Sealed }[]> {
    const parts: { count: number; sealed: Sealed }[] = [];
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      const some = rows.slice(at, at + ROWS_AT_ONCE);
      parts.push({ count: some.length, sealed: await this.#seal.close(this.#encode(some), labelOf(feed)) });
      await giveWay();
    }
    return parts;
  }

  async #add(segment: Omit<Segment, 'seq'>): Promise<number> {
    const seq = await this.#database.segments.add(segment);
    // numbers only grow, unless this is another database than the one that we have written to
    if (seq <= this.#lastSeq) throw new Error('the database was replaced');
    this.#lastSeq = seq;
    return seq;
  }

  #encode(rows: readonly object[]): Uint8Array<ArrayBuffer> {
    return this.#encoder.encode(JSON.stringify({ Items: rows }));
  }

  /**
   * Sealing takes as long as the record is big; writing keeps the order of the calls. Else a cursor could be on disk before the
   * page of an earlier one, and a process that dies in between would have lost that page for good.
   */
  #writeInOrder<T>(sealing: Promise<T> | null, write: (sealed: T | null) => PromiseLike<unknown>): Promise<unknown> {
    const ready = Promise.all([sealing, this.#writing]);
    this.#writing = this.#attempt(async () => {
      const [sealed] = await ready;
      if (!this.#failed) await write(sealed);
    });
    return this.#writing;
  }

  async readTables(): Promise<Tables | null> {
    const record = await this.#attempt(() => this.#database.tables_.get('tables'));
    const parsed = tablesSchema.safeParse(record?.value);
    return parsed.success ? parsed.data : null;
  }

  async writeTables(tables: Tables): Promise<void> {
    await this.#attempt(() => this.#database.tables_.put({ name: 'tables', value: tables }));
  }

  /** Throws the log away: it could not be read, and the server has it all. */
  async reset(): Promise<void> {
    await this.#attempt(() => this.#replace());
  }

  /**
   * After a failure: an empty database in the place of the one that failed. The caller says what is known of sweeps that have
   * ended (`noteSweeps`), writes from memory what was in it (`rewrite`), and ends with `endRebuild`.
   * @returns whether there is a database again
   */
  async beginRebuild(): Promise<boolean> {
    if (this.#closed) return false;
    await this.#writing;
    try {
      await this.#replace();
    } catch {
      return false; // it has been said, and is tried again
    }
    this.#rebuilding = true;
    this.#failed = this.#closed;
    return !this.#failed;
  }

  /** What is known of sweeps from before; one that begins while rows are written goes on from it. */
  noteSweeps(records: readonly SweepRecord[]): void {
    for (const record of records) this.#sweeps.note(record);
  }

  /** Rows from memory. They are older than any generation: a sweep that begins meanwhile has not seen them. */
  async rewrite(feed: Feed, rows: readonly object[]): Promise<void> {
    if (this.#failed) return;
    const sealing = this.#seal.close(this.#encode(rows), labelOf(feed));
    await this.#writeInOrder(sealing, async (sealed) => {
      if (sealed !== null) await this.#add({ generation: FROM_MEMORY, feed, count: rows.length, ...sealed });
    });
  }

  /** @returns whether all of it is on disk: only now the cursors say so */
  async endRebuild(reached: () => ReadonlyMap<Feed, FeedCursor>, tables: Tables | null): Promise<boolean> {
    const { cursors, sweeps, tables_ } = this.#database;
    // the end of a sweep knows whom it did not find only when it has been written
    for (let last: unknown = null; last !== this.#writing;) {
      last = this.#writing;
      await last;
    }
    const then = [...reached()]; // of this moment: what is pulled later is written later
    const records = this.#sweeps.records; // and so is what a sweep reads later
    await this.#writeInOrder(null, async () => {
      await this.#database.transaction('rw', cursors, sweeps, tables_, async () => {
        await cursors.bulkPut(then.map(([feed, cursor]) => recordOf(feed, cursor)));
        await sweeps.bulkPut([...records]);
        if (tables !== null) await tables_.put({ name: 'tables', value: tables });
      });
      this.#rebuilding = false;
    });
    return !this.#failed;
  }

  async #replace(): Promise<void> {
    this.#expectsClose = true;
    this.#life += 1;
    try {
      await this.#database.delete();
      await this.#database.open();
    } finally {
      this.#expectsClose = false;
    }
    this.#lastSeq = 0; // segments are counted anew
    this.#sweeps.clear();
  }

  close(): void {
    this.#closed = true;
    this.#failed = true;
    this.#expectsClose = true;
    this.#database.close();
  }

  async #attempt<T>(work: () => PromiseLike<T>): Promise<T | null> {
    if (this.#failed) return null;
    try {
      return await work();
    } catch (error) {
      this.#fail(error);
      return null;
    }
  }

  #fail(error: unknown): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#onFailure(error);
  }
}

function labelOf(feed: Feed): string {
  return `segment:${feed}`;
}
