/**
 * A sealed snapshot of what search and the list of results need, with its place in the log of pages: a start can be searched
 * before the rows are decoded (design, The replica).
 *
 *   start:  cards of the snapshot ─▶ segments after it ─▶ searchable ─▶ segments up to it, in the background ─▶ sync
 *   later:  enough new segments ─▶ cards are written anew in slices ─▶ one transaction makes them the ones that count
 *
 * A snapshot is only ever a short cut. Without one, or with one that does not open, the rows are read first, as without it.
 */
import type { IndexedPerson } from '../../../shared/search/people.ts';
import type { PartStatus } from '../../../shared/ruvents/rows.ts';
import type { Seal } from '../seal.ts';
import type { ReplicaDatabase } from './database.ts';

/** One person as a list shows and finds them. */
export interface Card extends Omit<IndexedPerson, 'weight'> {
  readonly serverId: number;
  readonly name: string;
  readonly otherName: string;
  readonly email: string;
  readonly company: string;
  readonly position: string;
  readonly statuses: readonly PartStatus[];
  /** Parts for which a badge is recorded; null = one without a part. */
  readonly arrived: readonly (number | null)[];
}

export interface Snapshot {
  readonly seq: number;
  readonly cards: readonly Card[];
}

/** Cards a part: about 5 ms of work to seal. */
const PART = 2000;
/** Cards made in one slice of the worker's time. */
const SLICE = 250;

export class SnapshotStore {
  readonly #database: ReplicaDatabase;
  readonly #seal: Seal;

  constructor(database: ReplicaDatabase, seal: Seal) {
    this.#database = database;
    this.#seal = seal;
  }

  /** @returns null when there is none that can be used */
  async read(): Promise<Snapshot | null> {
    try {
      const head = await this.#database.heads.get('head');
      if (head === undefined) return null;
      const parts = await this.#database.snapshots.where('snapshot').equals(head.snapshot).sortBy('part');
      if (parts.length !== head.parts) return null;
      const plain = await Promise.all(parts.map((part) => this.#seal.open(part, labelOf(part.snapshot, part.part))));
      const decoder = new TextDecoder();
      return { seq: head.seq, cards: plain.flatMap((bytes) => JSON.parse(decoder.decode(bytes)) as Card[]) };
    } catch {
      return null; // the log of pages says the same, only later
    }
  }

  /**
   * Writes a new snapshot and drops the one before, giving way to other work after each slice.
   * @param seq the last segment that is in memory; what comes while this runs lies after it
   * @param next makes the next cards; empty = that was all
   */
  async write(seq: number, next: (count: number) => readonly Card[]): Promise<void> {
    const before = await this.#database.heads.get('head');
    const snapshot = (before?.snapshot ?? 0) + 1;
    await this.#database.snapshots
      .where('snapshot')
      .notEqual(before?.snapshot ?? 0)
      .delete(); // one that was broken off
    const encoder = new TextEncoder();
    let part = 0;
    for (;;) {
      const cards = await gatherCards(next);
      if (cards.length === 0) break;
      const sealed = await this.#seal.close(encoder.encode(JSON.stringify(cards)), labelOf(snapshot, part));
      await this.#database.snapshots.put({ snapshot, part, ...sealed });
      part += 1;
    }
    await this.#database.transaction('rw', this.#database.snapshots, this.#database.heads, async () => {
      await this.#database.heads.put({ name: 'head', snapshot, parts: part, seq });
      await this.#database.snapshots.where('snapshot').below(snapshot).delete();
    });
  }
}

/** So many new segments make the start slow enough to write a new snapshot. */
const SEGMENTS_BETWEEN = 100;

/** Decides when a snapshot is written: when there is none yet, and when much has come since. */
export class SnapshotKeeper {
  readonly #store: SnapshotStore;
  readonly #people: { cardMaker(): (count: number) => readonly Card[] };
  readonly #log: { readonly lastSeq: number };
  readonly #onFailure: () => void;
  #seq: number | null;
  #writing = false;

  constructor(
    store: SnapshotStore,
    people: { cardMaker(): (count: number) => readonly Card[] },
    log: { readonly lastSeq: number },
    seq: number | null,
    onFailure: () => void,
  ) {
    this.#store = store;
    this.#people = people;
    this.#log = log;
    this.#seq = seq;
    this.#onFailure = onFailure;
  }

  keep(): void {
    const { lastSeq } = this.#log;
    if (this.#writing || lastSeq === 0 || (this.#seq !== null && lastSeq - this.#seq < SEGMENTS_BETWEEN)) return;
    this.#writing = true;
    this.#store
      .write(lastSeq, this.#people.cardMaker())
      .then(() => {
        this.#seq = lastSeq;
      }, this.#onFailure)
      .finally(() => {
        this.#writing = false;
      });
  }
}

async function gatherCards(next: (count: number) => readonly Card[]): Promise<readonly Card[]> {
  const cards: Card[] = [];
  while (cards.length < PART) {
    const slice = next(SLICE);
    if (slice.length === 0) break;
    cards.push(...slice);
    await giveWay();
  }
  return cards;
}

export function giveWay(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

function labelOf(snapshot: number, part: number): string {
  return `snapshot:${snapshot}:${part}`;
}
