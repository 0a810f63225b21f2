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
  /** Before the end was reached, something was stepped over: this reading does not count as a complete sweep. */
  missed?: boolean;
  /** Something was stepped over, or could not be read, before this time of the server. */
  missedUntil?: string;
}

/** The sweeps of a feed (sync/sweep.ts). What it has read moves in the transaction of the rows that it covers. */
export interface SweepRecord {
  feed: Feed;
  /** The generation that is written now. */
  generation: number;
  /** The one under way; null = none. Who has been seen is told by the segments of its generation. */
  running: {
    cursor: string | null;
    steppedOver: boolean;
    /** Rows that could not be read lie before this time of the server. */
    unreadTo?: string;
  } | null;
  /** The last complete one: the station's clock when it ended, and how many rows there were. */
  last: { at: string; rows: number } | null;
  /** The last one that ended stepped over something and says nothing of removals. */
  incomplete: boolean;
  /** Segments that keep rows which the last complete one did not find, while their removal is not settled; null = there are none. */
  missing: { from: number; to: number } | null;
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
  /** So many of the parts are of the index, and come first; the others are what people are shown by. */
  indexParts?: number;
  seq: number;
}

export class ReplicaDatabase extends Dexie {
  declare readonly segments: EntityTable<Segment, 'seq'>;
  declare readonly cursors: Table<CursorRecord, Feed>;
  declare readonly tables_: Table<TablesRecord, string>;
  declare readonly snapshots: Table<SnapshotPart, [number, number]>;
  declare readonly heads: Table<SnapshotHead, string>;
  declare readonly sweeps: Table<SweepRecord, Feed>;

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
    // Segments of version 1 are all of the first generation.
    this.version(2).stores({ segments: '++seq, [feed+generation]', sweeps: 'feed' });
  }

  /** A newer version of the app has written here: what it means by that is not known. */
  get isNewer(): boolean {
    return this.isOpen() && Math.floor(this.backendDB().version / 10) > this.verno;
  }
}
