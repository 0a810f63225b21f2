/** Writing a snapshot and reading it back; one that cannot be used is none. */
import { describe, expect, it, vi } from 'vitest';
import { People } from '../../../renderer/engine/people.ts';
import type { ReplicaDatabase } from '../../../renderer/engine/replica/database.ts';
import { SnapshotKeeper, SnapshotStore } from '../../../renderer/engine/replica/snapshot.ts';
import { person, TABLES } from '../sync/made-up.ts';
import { nameDatabase, openLog, sealOf } from './surroundings.ts';

function peopleOf(count: number): People {
  const people = new People(() => undefined);
  people.setTables(TABLES);
  people.takeRows(
    'participants',
    Array.from({ length: count }, (_, index) => person(index + 1)),
  );
  return people;
}

async function openStore(byte = 1, name = nameDatabase()) {
  const { database } = await openLog(name);
  return { database, store: new SnapshotStore(database, await sealOf(byte)), name };
}

async function idsIn(store: SnapshotStore): Promise<readonly number[] | null> {
  const snapshot = await store.read();
  return snapshot === null ? null : [...snapshot.index.keys];
}

/** The process dies when it writes the third part. */
function breakOff(database: ReplicaDatabase): () => void {
  const die = (_: unknown, { part }: { part: number }): void => {
    if (part === 2) throw new Error('the process was killed');
  };
  database.snapshots.hook('creating', die);
  return () => database.snapshots.hook('creating').unsubscribe(die);
}

const MANY = 3000; // more than a part
const FEW = 3;

describe('a snapshot', () => {
  it('is read back whole, in its parts, with its place in the log', async () => {
    const { store, database } = await openStore();
    await store.write(17, peopleOf(MANY).makeSnapshot());
    const snapshot = await store.read();
    expect([snapshot?.seq, snapshot?.displays.ends.length]).toEqual([17, MANY]);
    expect(await database.snapshots.count()).toBeGreaterThan(2);
    expect(await idsIn(store)).toEqual(Array.from({ length: MANY }, (_, index) => index + 1));
  });

  it('of nobody is one of nobody', async () => {
    const { store } = await openStore();
    await store.write(1, peopleOf(0).makeSnapshot());
    expect([(await store.read())?.seq, await idsIn(store)]).toEqual([1, []]);
  });

  it('replaces the one before and leaves nothing of it', async () => {
    const { store, database } = await openStore();
    await store.write(1, peopleOf(MANY).makeSnapshot());
    await store.write(2, peopleOf(FEW).makeSnapshot());
    expect([(await store.read())?.seq, await idsIn(store), await database.snapshots.count()]).toEqual([
      2,
      [1, 2, 3],
      await partsOf(FEW),
    ]);
  });

  it('that is broken off leaves the one before in force, and nothing in the way of the next', async () => {
    const { store, database } = await openStore();
    await store.write(1, peopleOf(FEW).makeSnapshot());
    const goOn = breakOff(database);
    await expect(store.write(2, peopleOf(MANY).makeSnapshot())).rejects.toThrow('killed');
    goOn();
    expect([(await store.read())?.seq, await idsIn(store), await database.snapshots.count()]).toEqual([
      1,
      [1, 2, 3],
      (await partsOf(FEW)) + 2,
    ]);
    await store.write(3, peopleOf(1).makeSnapshot());
    expect([(await store.read())?.seq, await idsIn(store), await database.snapshots.count()]).toEqual([
      3,
      [1],
      await partsOf(1),
    ]);
  });

  it('that is the first and is broken off is none', async () => {
    const { store, database } = await openStore();
    breakOff(database);
    await expect(store.write(2, peopleOf(MANY).makeSnapshot())).rejects.toThrow('killed');
    expect(await store.read()).toBeNull();
  });

  it.each<[string, (database: ReplicaDatabase) => PromiseLike<unknown>]>([
    ['lacks a part', (database) => database.snapshots.delete([1, 1])],
    ['has parts in each other’s place', swapParts],
    ['was changed on the disk', (database) => database.snapshots.toCollection().modify(flipBit)],
    ['lacks its last part', (database) => database.heads.toCollection().modify(loseLastPart)],
    ['is called by another’s name', (database) => database.heads.toCollection().modify({ snapshot: 9 })],
  ])('that %s is none', async (_what, spoil) => {
    const { store, database } = await openStore();
    await store.write(1, peopleOf(MANY).makeSnapshot());
    await spoil(database);
    expect(await store.read()).toBeNull();
  });

  it('under another key is none', async () => {
    const { store, name, database } = await openStore();
    await store.write(1, peopleOf(FEW).makeSnapshot());
    database.close();
    expect(await (await openStore(2, name)).store.read()).toBeNull();
  });

  it('invariant 9: nothing of a person can be read from the disk', async () => {
    const { store, database } = await openStore();
    await store.write(1, peopleOf(FEW).makeSnapshot());
    const seen = (await database.snapshots.toArray())
      .flatMap(({ bytes }) =>
        ['utf-16le', 'utf-8', 'latin1'].map((encoding) => new TextDecoder(encoding).decode(bytes)),
      )
      .join();
    expect(['Фамилия1', 'фамилия1', 'person1@example.com'].filter((text) => seen.includes(text))).toEqual([]);
  });

  it('is made in slices: few people are looked at in each', () => {
    const people = peopleOf(MANY);
    const look = vi.spyOn(people, 'viewWith');
    const slices: number[] = [];
    for (const maker = people.makeSnapshot(); ; look.mockClear()) {
      const { done } = maker.next();
      slices.push(look.mock.calls.length);
      if (done === true) break;
    }
    expect(slices.reduce((sum, count) => sum + count, 0)).toBe(MANY);
    expect(Math.max(...slices)).toBeLessThanOrEqual(200);
  });
});

async function partsOf(count: number): Promise<number> {
  const { store, database } = await openStore();
  await store.write(1, peopleOf(count).makeSnapshot());
  return database.snapshots.count();
}

function loseLastPart(head: { parts: number }): void {
  head.parts -= 1;
}

async function swapParts(database: ReplicaDatabase): Promise<void> {
  const [first, second] = await database.snapshots.toArray();
  if (first === undefined || second === undefined) throw new Error('there are two parts');
  await database.snapshots.bulkPut([
    { ...first, part: 1 },
    { ...second, part: 0 },
  ]);
}

function flipBit(part: { bytes: ArrayBuffer }): void {
  const bytes = new Uint8Array(part.bytes.slice(0));
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  part.bytes = bytes.buffer;
}

describe('when a snapshot is written', () => {
  async function startKeeping(seq: number | null) {
    const { store, database } = await openStore();
    const people = peopleOf(FEW);
    const log = { lastSeq: 0, life: 0 };
    const failures: unknown[] = [];
    const keeper = new SnapshotKeeper(store, people, log, seq, (error) => failures.push(error));
    return {
      ...{ database, store, keeper, log },
      failures,
      keepAt: async (lastSeq: number): Promise<number | null> => {
        log.lastSeq = lastSeq;
        await keeper.keep();
        return (await store.read())?.seq ?? null;
      },
    };
  }

  it('once there is something, and then after every hundred segments', async () => {
    const { keepAt } = await startKeeping(null);
    const seen: (number | null)[] = [];
    for (const lastSeq of [0, 3, 4, 102, 103, 104, 202, 203]) seen.push(await keepAt(lastSeq));
    expect(seen).toEqual([null, 3, 3, 3, 103, 103, 103, 203]);
  });

  it('after a start from one, only when a hundred more have come', async () => {
    const { keepAt } = await startKeeping(50);
    expect([await keepAt(149), await keepAt(150)]).toEqual([null, 150]);
  });

  it('one at a time', async () => {
    const { store } = await openStore();
    let makers = 0;
    const people = peopleOf(FEW);
    const keeper = new SnapshotKeeper(
      store,
      {
        makeSnapshot: () => {
          makers += 1;
          return people.makeSnapshot();
        },
      },
      { lastSeq: 1, life: 0 },
      null,
      () => undefined,
    );
    await Promise.all([keeper.keep(), keeper.keep(), keeper.keep()]);
    expect(makers).toBe(1);
  });

  it('is none when the log was written anew meanwhile: rows that it has not seen would lie before its place', async () => {
    const { database, store, keeper, log } = await startKeeping(null);
    log.lastSeq = 3;
    const writing = keeper.keep();
    log.life += 1; // the database was lost, and its segments are counted from 1 again
    log.lastSeq = 5;
    await writing;
    expect([await store.read(), await database.snapshots.count()]).toEqual([null, 0]);
    await keeper.renew();
    expect((await store.read())?.seq).toBe(5);
  });

  it('that fails, is said once, and is not made anew with every pull', async () => {
    const { database, keepAt, failures } = await startKeeping(null);
    database.snapshots.hook('creating', () => {
      throw new Error('the quota is used up');
    });
    for (const lastSeq of [3, 4, 5, 102]) await keepAt(lastSeq);
    expect(failures).toHaveLength(1);
    await keepAt(103);
    expect(failures).toHaveLength(2);
  });
});
