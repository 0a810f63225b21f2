/**
 * The log of pages on disk: sealed segments in the order in which they came, and the cursors that they move.
 *
 * Invariant: a cursor moves in the same transaction as the rows that it covers. When the browser's storage fails (quota, a
 * closed or deleted database), the desk goes on from memory and says so: the server has everything that was in here.
 */
import type { Feed, FeedRows } from '../../../shared/ruvents/rows.ts';
import { parseServerTime, type ServerTime } from '../../../shared/ruvents/time.ts';
import { tablesSchema, type Tables } from '../../../shared/ruvents/tables.ts';
import type { Seal, Sealed } from '../seal.ts';
import type { CursorRecord, ReplicaDatabase, Segment } from './database.ts';
import { readStored } from './page.ts';

const READ_AT_ONCE = 16;
const EVERYTHING = { after: 0, upTo: Infinity };

export interface FeedCursor {
  readonly cursor: ServerTime | null;
  readonly complete: boolean;
}

/** A segment that says who was removed, in the shape of a page of participants that has no rows. */
interface Tombstones {
  readonly Removed: readonly number[];
}

export interface TakeRows {
  <F extends Feed>(feed: F, rows: readonly FeedRows[F][], removed: readonly number[]): void;
}

export class ReplicaLog {
  readonly #database: ReplicaDatabase;
  readonly #seal: Seal;
  readonly #onFailure: (error: unknown) => void;
  #failed = false;
  #lastSeq = 0;
  #writing: Promise<unknown> = Promise.resolve();
  readonly #encoder = new TextEncoder();

  constructor(database: ReplicaDatabase, seal: Seal, onFailure: (error: unknown) => void) {
    this.#database = database;
    this.#seal = seal;
    this.#onFailure = onFailure;
  }

  /** The newest segment that is on disk; 0 = none. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Reads the cursors; null when the storage cannot be used. */
  async readCursors(): Promise<ReadonlyMap<Feed, FeedCursor>> {
    const records = await this.#attempt(() => this.#database.cursors.toArray());
    return new Map(
      (records ?? []).map((record) => [
        record.feed,
        { cursor: parseServerTime(record.cursor), complete: record.complete },
      ]),
    );
  }

  /**
   * Gives segments back in order, decrypting ahead while the caller takes rows in.
   * @param range those after `after`, up to and with `upTo`
   * @throws when a segment does not open or cannot be read: the caller throws the log away
   */
  async read(take: TakeRows, range: { readonly after: number; readonly upTo: number } = EVERYTHING): Promise<void> {
    const decoder = new TextDecoder();
    let batch = this.#readBatch(range.after, range.upTo);
    for (;;) {
      const segments = await batch;
      const last = segments.at(-1);
      if (last === undefined) return;
      this.#lastSeq = Math.max(this.#lastSeq, last.segment.seq);
      batch = this.#readBatch(last.segment.seq, range.upTo);
      batch.catch(() => undefined); // it is waited for in the next round, which does not come when this one throws
      for (const { segment, plain } of segments) {
        const { rows, removed } = readStored(segment.feed, decoder.decode(plain));
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

  /** Stores a page (its bytes as they came, or only the rows that were news) with the cursor that it moves. */
  async append(
    feed: Feed,
    page: Uint8Array<ArrayBuffer> | readonly object[] | null,
    count: number,
    cursor: FeedCursor,
  ): Promise<void> {
    if (this.#failed) return;
    const bytes =
      page === null || page instanceof Uint8Array ? page : this.#encoder.encode(JSON.stringify({ Items: page }));
    const record: CursorRecord = { feed, cursor: cursor.cursor, complete: cursor.complete };
    await this.#writeInOrder(bytes === null ? null : this.#seal.close(bytes, labelOf(feed)), (sealed) =>
      this.#database.transaction('rw', this.#database.segments, this.#database.cursors, async () => {
        if (sealed !== null) {
          this.#lastSeq = await this.#database.segments.add({ generation: 1, feed, count, ...sealed });
        }
        await this.#database.cursors.put(record);
      }),
    );
  }

  async appendRemoved(ids: readonly number[]): Promise<void> {
    if (this.#failed) return;
    const tombstones: Tombstones = { Removed: ids };
    const sealing = this.#seal.close(this.#encoder.encode(JSON.stringify(tombstones)), labelOf('participants'));
    await this.#writeInOrder(sealing, async (sealed) => {
      if (sealed !== null) {
        this.#lastSeq = await this.#database.segments.add({
          generation: 1,
          feed: 'participants',
          count: 0,
          ...sealed,
        });
      }
    });
  }

  /**
   * Sealing takes as long as the record is big; writing keeps the order of the calls. Else a cursor could be on disk before the
   * page of an earlier one, and a process that dies in between would have lost that page for good.
   */
  #writeInOrder(
    sealing: Promise<Sealed> | null,
    write: (sealed: Sealed | null) => PromiseLike<unknown>,
  ): Promise<unknown> {
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
    await this.#attempt(async () => {
      await this.#database.delete();
      await this.#database.open();
      this.#lastSeq = 0; // segments are counted anew
    });
  }

  close(): void {
    this.#failed = true;
    this.#database.close();
  }

  async #attempt<T>(work: () => PromiseLike<T>): Promise<T | null> {
    if (this.#failed) return null;
    try {
      return await work();
    } catch (error) {
      this.#failed = true;
      this.#onFailure(error);
      return null;
    }
  }
}

function labelOf(feed: Feed): string {
  return `segment:${feed}`;
}
