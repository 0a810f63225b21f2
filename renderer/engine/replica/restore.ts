/**
 * Bringing back what this station has, in two steps: what search needs first, the rows behind it. What the log holds after the
 * snapshot is read in the first step and laid over once more at the end, since the last word on an Id wins.
 */
import type { Feed, FeedRows } from '../../../shared/ruvents/rows.ts';
import type { People } from '../people.ts';
import { giveWay } from './give-way.ts';
import type { FeedCursor, ReplicaLog } from './log.ts';
import type { SnapshotStore } from './snapshot.ts';

export type Cursors = ReadonlyMap<Feed, FeedCursor>;

/** From where to go on. */
export interface Reached {
  /** None when the log could not be read and was thrown away. */
  readonly cursors: Cursors;
  /** The log's position of the snapshot that is in force; null = there is none. */
  readonly snapshotSeq: number | null;
}

export interface Restored {
  /** Reads the rest. */
  readonly finish: () => Promise<Reached>;
}

const NOTHING: Cursors = new Map();

/** @param count called with the number of people as they are read */
export async function restoreReplica(
  people: People,
  log: ReplicaLog,
  snapshots: SnapshotStore,
  count: (people: number) => void,
): Promise<Restored> {
  const snapshot = await snapshots.read();
  if (snapshot === null) {
    const cursors = await orThrowAway(people, log, async () => {
      const read = await log.readCursors();
      await log.read((feed, rows, removed) => {
        takeNew(people, feed, rows, removed);
        count(people.replica.people.size);
      });
      return read;
    });
    return { finish: () => Promise.resolve({ cursors, snapshotSeq: null }) };
  }
  people.takeSnapshot(snapshot);
  count(people.index.size);
  const again: (() => void)[] = [];
  const cursors = await orThrowAway(people, log, async () => {
    const read = await log.readCursors();
    await log.read(
      (feed, rows, removed) => {
        takeNew(people, feed, rows, removed);
        again.push(() => takeNew(people, feed, rows, removed));
      },
      { after: snapshot.seq, upTo: Infinity },
    );
    return read;
  });
  return {
    finish: async () => {
      const kept = await orThrowAway(people, log, async () => {
        await log.read((feed, rows, removed) => people.takeOldRows(feed, rows, removed), {
          after: 0,
          upTo: snapshot.seq,
          inSlices: true,
        });
        return cursors;
      });
      if (kept !== NOTHING) for (const take of again) take();
      const slices = people.endCards();
      while (slices.next().done !== true) await giveWay();
      const preparation = people.index.prepare();
      while (preparation.next().done !== true) await giveWay();
      return { cursors: kept, snapshotSeq: kept === NOTHING ? null : snapshot.seq };
    },
  };
}

function takeNew<F extends Feed>(
  people: People,
  feed: F,
  rows: readonly FeedRows[F][],
  removed: readonly number[],
): void {
  people.takeRows(feed, rows);
  if (removed.length > 0) people.takeRemoved(removed);
}

/** Another data key, or damage: the server has all of it, so it is pulled anew. */
async function orThrowAway(people: People, log: ReplicaLog, read: () => Promise<Cursors>): Promise<Cursors> {
  try {
    return await read();
  } catch {
    people.forgetServer();
    await log.reset();
    return NOTHING;
  }
}
