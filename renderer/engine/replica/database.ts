/**
 * The replica's database: one per server and event, named by the event's key. It holds nothing that the server does not have,
 * so it is written with relaxed durability and thrown away when it cannot be read.
 */
import { Dexie, type DexieOptions, type EntityTable, type Table } from 'dexie';
import type { Feed } from '../../../shared/ruvents/rows.ts';

/** One pulled page, sealed. The last word on an Id wins, in the order of `seq`. */
export interface Segment {
  seq: number;
  /** A sweep writes a new generation and replaces the old one. */
  generation: number;
  feed: Feed;
  count: number;
  iv: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

/** How far a feed has been read; moves in the transaction of the rows that it covers. */
export interface CursorRecord {
  feed: Feed;
  cursor: string | null;
  /** The end of the feed has been reached at least once. */
  complete: boolean;
}

export interface TablesRecord {
  name: 'tables';
  value: unknown;
}

/** A part of a snapshot of the search index, sealed. */
export interface SnapshotPart {
  snapshot: number;
  part: number;
  iv: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

/** The snapshot that counts, and the last segment that it covers. */
export interface SnapshotHead {
  name: 'head';
  snapshot: number;
  parts: number;
  seq: number;
}

export class ReplicaDatabase extends Dexie {
  declare readonly segments: EntityTable<Segment, 'seq'>;
  declare readonly cursors: Table<CursorRecord, Feed>;
  declare readonly tables_: Table<TablesRecord, string>;
  declare readonly snapshots: Table<SnapshotPart, [number, number]>;
  declare readonly heads: Table<SnapshotHead, string>;

  /** @param options another IndexedDB than the global one, for tests of several stations in one process */
  constructor(eventKey: string, options: DexieOptions = {}) {
    super(`stoika-${eventKey}`, { chromeTransactionDurability: 'relaxed', ...options });
    this.version(1).stores({
      segments: '++seq',
      cursors: 'feed',
      tables_: 'name',
      snapshots: '[snapshot+part], snapshot',
      heads: 'name',
    });
  }
}
