/**
 * A sealed snapshot of what search and the list of results need, with its place in the log of pages: a start can be searched
 * before the rows are decoded (design, The replica).
 *
 *   start:  cards of the snapshot ─▶ segments after it ─▶ searchable ─▶ segments up to it, in the background ─▶ sync
 *   later:  enough new segments ─▶ cards are written anew in slices ─▶ one transaction makes them the ones that count
 *
 * A snapshot is only ever a short cut. Without one, or with one that does not open, the rows are read first, as without it.
 */
import type { Seal } from '../seal.ts';
import { type CardBlock, type Card, packCards, unpackCards } from './cards.ts';
import type { ReplicaDatabase } from './database.ts';
import { giveWay } from './give-way.ts';

export interface Snapshot {
  readonly seq: number;
  readonly blocks: readonly CardBlock[];
}

/** Makes the next cards; empty = that was all. */
export type CardMaker = (count: number) => readonly Card[];

/** Another one when cards are packed in another way, or the index makes other texts: a snapshot of before does not open. */
const LAYOUT = 3;
/** Cards a part: some milliseconds of work to pack and seal. */
const PART = 5000;
/** Cards made in one slice of the worker's time. */
const SLICE = 250;
/** So many new segments make a start slow enough to write a new snapshot. */
const SEGMENTS_BETWEEN = 100;

export class SnapshotStore {
  readonly #database: ReplicaDatabase;
  readonly #seal: Seal;

  constructor(database: ReplicaDatabase, seal: Seal) {
    this.#database = database;
    this.#seal = seal;
  }

  /** Parts are read, opened and unpacked side by side. @returns null when there is none that can be used */
  async read(): Promise<Snapshot | null> {
    try {
      const head = await this.#database.heads.get('head');
      if (head === undefined) return null;
      const numbers = Array.from({ length: head.parts }, (_, part) => part);
      const blocks = await Promise.all(numbers.map((part) => this.#readPart(head.snapshot, part)));
      return { seq: head.seq, blocks };
    } catch {
      return null; // the log of pages says the same, only later
    }
  }

  async #readPart(snapshot: number, part: number): Promise<CardBlock> {
    const sealed = await this.#database.snapshots.get([snapshot, part]);
    if (sealed === undefined) throw new Error('a part of the snapshot is missing');
    return unpackCards(await this.#seal.open(sealed, labelOf(snapshot, part)));
  }

  /**
   * Writes a new snapshot and drops the one before, giving way to other work after each slice.
   * @param seq the last segment that is in memory; what comes while this runs lies after it
   */
  async write(seq: number, next: CardMaker): Promise<void> {
    const before = await this.#database.heads.get('head');
    const snapshot = (before?.snapshot ?? 0) + 1;
    await this.#database.snapshots.where('snapshot').equals(snapshot).delete(); // one that was broken off
    let part = 0;
    for (;;) {
      const cards = await gatherCards(next);
      if (cards.length === 0) break;
      const sealed = await this.#seal.close(packCards(cards), labelOf(snapshot, part));
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
  readonly #people: { cardMaker(): CardMaker };
  readonly #log: { readonly lastSeq: number };
  readonly #onFailure: (error: unknown) => void;
  #seq: number | null;
  #writing = false;
  #again = false;

  constructor(
    store: SnapshotStore,
    people: { cardMaker(): CardMaker },
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
      await this.#store.write(lastSeq, this.#people.cardMaker());
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

async function gatherCards(next: CardMaker): Promise<readonly Card[]> {
  const cards: Card[] = [];
  while (cards.length < PART) {
    const slice = next(SLICE);
    if (slice.length === 0) break;
    cards.push(...slice);
    await giveWay();
  }
  return cards;
}

function labelOf(snapshot: number, part: number): string {
  return `snapshot:${LAYOUT}:${snapshot}:${part}`;
}
