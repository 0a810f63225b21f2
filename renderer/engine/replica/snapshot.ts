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
import { type FrozenReplica, packDisplays, packIndex, type Parts, unpackDisplays, unpackIndex } from './frozen.ts';
import { giveWay } from './give-way.ts';
import type { ReplicaLog } from './log.ts';

export interface Snapshot extends FrozenReplica {
  readonly seq: number;
}

/** Makes what is kept, yielding after each slice of some milliseconds. */
export type SnapshotMaker = Generator<void, FrozenReplica>;

/** Another one when columns or cards are packed in another way, or other texts of a row are put into the index. */
const LAYOUT = 8;
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

  /** The index is unpacked while what people are shown by is still read. */
  async #read(): Promise<Snapshot | null> {
    try {
      const head = await this.#database.heads.get('head');
      if (head === undefined) return null;
      const { snapshot, seq, parts, indexParts = 0 } = head;
      const [ofIndex, ofDisplays] = [
        this.#readParts(snapshot, 0, indexParts),
        this.#readParts(snapshot, indexParts, parts),
      ];
      ofDisplays.catch(() => undefined); // it is waited for below, unless the index fails first
      return { seq, index: unpackIndex(await ofIndex), displays: unpackDisplays(await ofDisplays) };
    } catch {
      return null; // the log of pages says the same, only later
    }
  }

  async #readParts(snapshot: number, from: number, to: number): Promise<readonly Uint8Array[]> {
    const places = Array.from({ length: to - from }, (_, part): [number, number] => [snapshot, from + part]);
    const reading = this.#database.snapshots.bulkGet(places);
    languageMark(); // it takes a moment, and is needed when they are here
    const parts = await reading;
    const opening = parts.map((sealed, part) => {
      if (sealed === undefined) throw new Error('a part of the snapshot is missing');
      return this.#seal.open(sealed, labelOf(snapshot, from + part));
    });
    return Promise.all(opening);
  }

  /**
   * Writes a new snapshot and drops the one before, giving way to other work after each slice.
   * @param seq the last segment that is in memory; what comes while this runs lies after it
   * @param isValid false when the log was written anew meanwhile: its segments have other numbers, and the place would be a wrong one
   */
  async write(seq: number, maker: SnapshotMaker, isValid: () => boolean = () => true): Promise<void> {
    const before = await this.#database.heads.get('head');
    const snapshot = (before?.snapshot ?? 0) + 1;
    await this.#database.snapshots.where('snapshot').equals(snapshot).delete(); // one that was broken off
    let made = maker.next();
    for (; made.done !== true; made = maker.next()) await giveWay();
    const indexParts = await this.#writeParts(snapshot, 0, packIndex(made.value.index));
    const parts = await this.#writeParts(snapshot, indexParts, packDisplays(made.value.displays));
    const { snapshots, heads } = this.#database;
    await this.#database.transaction('rw', snapshots, heads, async () => {
      if (!isValid()) return snapshots.where('snapshot').equals(snapshot).delete();
      await heads.put({ name: 'head', snapshot, parts, indexParts, seq });
      return snapshots.where('snapshot').below(snapshot).delete();
    });
  }

  /** @returns the number of the next part */
  async #writeParts(snapshot: number, from: number, parts: Parts): Promise<number> {
    let part = from;
    for (const plain of parts) {
      if (plain === null) {
        await giveWay();
        continue;
      }
      const sealed = await this.#seal.close(plain, labelOf(snapshot, part));
      await this.#database.snapshots.put({ snapshot, part, ...sealed });
      part += 1;
    }
    return part;
  }
}

/** Decides when a snapshot is written: when there is none yet, and when much has come since. */
export class SnapshotKeeper {
  readonly #store: SnapshotStore;
  readonly #people: { makeSnapshot(): SnapshotMaker };
  readonly #log: Pick<ReplicaLog, 'lastSeq' | 'life'>;
  readonly #onFailure: (error: unknown) => void;
  #seq: number | null;
  #writing = false;
  #again = false;

  constructor(
    store: SnapshotStore,
    people: { makeSnapshot(): SnapshotMaker },
    log: Pick<ReplicaLog, 'lastSeq' | 'life'>,
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
    const { lastSeq, life } = this.#log;
    if (this.#writing || lastSeq === 0 || (this.#seq !== null && lastSeq - this.#seq < SEGMENTS_BETWEEN)) return;
    this.#writing = true;
    this.#seq = lastSeq;
    try {
      await this.#store.write(lastSeq, this.#people.makeSnapshot(), () => this.#log.life === life);
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
