/**
 * A sealed snapshot of what search and the list of results need, with its place in the log of pages: a start can be searched
 * before the rows are decoded (design, The replica; decision 0012).
 *
 *   start:  the snapshot, as it lies ─▶ segments after it ─▶ searchable ─▶ segments up to it, in the background ─▶ sync
 *   later:  enough new segments ─▶ it is made anew in slices ─▶ one transaction makes its parts the ones that count
 *
 * A snapshot is only ever a short cut. Without one, or with one that does not open, the rows are read first, as without it.
 */
import { languageMark } from '../../../shared/search/language-mark.ts';
import type { Seal } from '../seal.ts';
import type { ReplicaDatabase } from './database.ts';
import { type FrozenReplica, packReplica, unpackReplica } from './frozen.ts';
import { giveWay } from './give-way.ts';

export interface Snapshot extends FrozenReplica {
  readonly seq: number;
}

/** Makes what is kept, yielding after each slice of some milliseconds. */
export type SnapshotMaker = Generator<void, FrozenReplica>;

/** Another one when columns or cards are packed in another way, or other texts of a row are put into the index. */
const LAYOUT = 7;
/** So many new segments make a start slow enough to write a new snapshot. */
const SEGMENTS_BETWEEN = 100;

export class SnapshotStore {
  readonly #database: ReplicaDatabase;
  readonly #seal: Seal;
  #ahead: Promise<Snapshot | null> | null = null;

  constructor(database: ReplicaDatabase, seal: Seal) {
    this.#database = database;
    this.#seal = seal;
  }

  /** What the next `read` gives is on its way while something else is done. */
  readAhead(): void {
    this.#ahead = this.#read();
  }

  /** @returns null when there is none that can be used */
  read(): Promise<Snapshot | null> {
    const reading = this.#ahead ?? this.#read();
    this.#ahead = null;
    return reading;
  }

  /** Parts are read and opened side by side. */
  async #read(): Promise<Snapshot | null> {
    try {
      const head = await this.#database.heads.get('head');
      if (head === undefined) return null;
      const { snapshot, seq } = head;
      const parts = Array.from({ length: head.parts }, (_, part) => this.#readPart(snapshot, part));
      return { seq, ...unpackReplica(await Promise.all(parts)) };
    } catch {
      return null; // the log of pages says the same, only later
    }
  }

  /** One is opened while the others are read. */
  async #readPart(snapshot: number, part: number): Promise<Uint8Array> {
    const sealed = await this.#database.snapshots.get([snapshot, part]);
    if (sealed === undefined) throw new Error('a part of the snapshot is missing');
    return this.#seal.open(sealed, labelOf(snapshot, part));
  }

  /**
   * Writes a new snapshot and drops the one before, giving way to other work after each slice.
   * @param seq the last segment that is in memory; what comes while this runs lies after it
   */
  async write(seq: number, maker: SnapshotMaker): Promise<void> {
    const before = await this.#database.heads.get('head');
    const snapshot = (before?.snapshot ?? 0) + 1;
    await this.#database.snapshots.where('snapshot').equals(snapshot).delete(); // one that was broken off
    let made = maker.next();
    for (; made.done !== true; made = maker.next()) await giveWay();
    let part = 0;
    for (const plain of packReplica(made.value)) {
      if (plain === null) {
        await giveWay();
        continue;
      }
      const sealed = await this.#seal.close(plain, labelOf(snapshot, part));
      await this.#database.snapshots.put({ snapshot, part, ...sealed });
      part += 1;
    }
    await this.#database.transaction('rw', this.#database.snapshots, this.#database.heads, async () => {
      await this.#database.heads.put({ name: 'head', snapshot, parts: part, seq });
      await this.#database.snapshots.where('snapshot').below(snapshot).delete();
    });
  }
}

/** Decides when a snapshot is written: when there is none yet, and when much has come since. */
export class SnapshotKeeper {
  readonly #store: SnapshotStore;
  readonly #people: { makeSnapshot(): SnapshotMaker };
  readonly #log: { readonly lastSeq: number };
  readonly #onFailure: (error: unknown) => void;
  #seq: number | null;
  #writing = false;
  #again = false;

  constructor(
    store: SnapshotStore,
    people: { makeSnapshot(): SnapshotMaker },
    log: { readonly lastSeq: number },
    seq: number | null,
    onFailure: (error: unknown) => void,
  ) {
    this.#store = store;
    this.#people = people;
    this.#log = log;
    this.#seq = seq;
    this.#onFailure = onFailure;
  }

  /** Call after each pull. A snapshot that fails is not tried again until as much has come as for a new one. */
  async keep(): Promise<void> {
    const { lastSeq } = this.#log;
    if (this.#writing || lastSeq === 0 || (this.#seq !== null && lastSeq - this.#seq < SEGMENTS_BETWEEN)) return;
    this.#writing = true;
    this.#seq = lastSeq;
    try {
      await this.#store.write(lastSeq, this.#people.makeSnapshot());
    } catch (error) {
      this.#onFailure(error);
    } finally {
      this.#writing = false;
    }
    if (this.#again) await this.renew();
  }

  /** The log was compacted or written anew: the snapshot in force may be of people and places that it no longer has. */
  async renew(): Promise<void> {
    this.#again = this.#writing;
    if (this.#writing) return;
    this.#seq = null;
    await this.keep();
  }
}

function labelOf(snapshot: number, part: number): string {
  return `snapshot:${LAYOUT}:${languageMark()}:${snapshot}:${part}`;
}
