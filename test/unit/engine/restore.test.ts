/** A start: from a snapshot, without one, and when what is on the disk cannot be read. */
import { describe, expect, it } from 'vitest';
import { People } from '../../../renderer/engine/people.ts';
import type { ReplicaDatabase } from '../../../renderer/engine/replica/database.ts';
import { restoreReplica } from '../../../renderer/engine/replica/restore.ts';
import { SnapshotStore } from '../../../renderer/engine/replica/snapshot.ts';
import type { ParticipantKey } from '../../../shared/operations/operation.ts';
import { parseServerTime } from '../../../shared/ruvents/time.ts';
import { badgeRow, letIn, operation, person, REMOVE, setFields, setStatus, TABLES, walkIn } from '../sync/made-up.ts';
import { nameDatabase, openLog, sealOf } from './surroundings.ts';

const CURSOR = { cursor: parseServerTime('2026-10-05 09:00:00'), complete: true };

function makePeople() {
  const changes: ParticipantKey[] = [];
  const people = new People((keys) => changes.push(...keys));
  people.setTables(TABLES);
  return { people, changes, find: (query: string) => people.index.search(query, 100).keys };
}

/** A desk that has pulled people 1 to 3 page by page, with a badge of the first. */
async function closeDesk(more: { readonly snapshot: boolean; readonly after?: (desk: Desk) => Promise<void> }) {
  const name = nameDatabase();
  const desk = await openDesk(name, makePeople().people);
  for (const id of [1, 2, 3]) await desk.pull(person(id));
  desk.people.takeRows('badges', [badgeRow(50, 1)]);
  await desk.log.append('badges', [badgeRow(50, 1)], 1, CURSOR);
  if (more.snapshot) await desk.store.write(desk.log.lastSeq, desk.people.makeSnapshot());
  await more.after?.(desk);
  desk.log.close();
  return name;
}

type Desk = Awaited<ReturnType<typeof openDesk>>;

async function openDesk(name: string, people: People, byte = 1) {
  const seal = await sealOf(byte);
  const { log, database, failures } = await openLog(name, seal);
  return {
    people,
    log,
    database,
    failures,
    store: new SnapshotStore(database, seal),
    async pull(...rows: readonly ReturnType<typeof person>[]): Promise<void> {
      people.takeRows('participants', rows);
      await log.append('participants', rows, rows.length, CURSOR);
    },
    async remove(id: number): Promise<void> {
      await log.appendRemoved([id]);
      people.takeRemoved([id]);
    },
  };
}

async function startFrom(name: string, byte = 1) {
  const made = makePeople();
  const desk = await openDesk(name, made.people, byte);
  return {
    ...made,
    desk,
    restore: () => restoreReplica(made.people, desk.log, desk.store, () => undefined),
  };
}

describe('a start from a snapshot', () => {
  it('finds and lists people before a row is read', async () => {
    const name = await closeDesk({ snapshot: true });
    const { people, find, restore } = await startFrom(name);
    const { finish } = await restore();
    expect([people.replica.people.size, people.viewOf('id:1')]).toEqual([0, null]);
    expect([find('фамилия1'), find('фамилия'), people.rowOf('id:1')]).toEqual([
      ['id:1'],
      ['id:2', 'id:3', 'id:1'],
      expect.objectContaining({
        id: 1,
        name: 'Фамилия1 Имя',
        email: 'person1@example.com',
        statusId: 1,
        arrived: true,
      }),
    ]);
    expect(people.rowOf('id:2')?.arrived).toBe(false);
    const { cursors, snapshotSeq } = await finish();
    expect(snapshotSeq).toBe(4);
    expect(cursors.get('participants')).toEqual(CURSOR);
    expect(people.viewOf('id:1')).toMatchObject({ id: 1, badges: [{ id: 50 }] });
  });

  it('lays over it what came after it', async () => {
    const name = await closeDesk({
      snapshot: true,
      after: async (desk) => {
        await desk.pull(person(1, { LastName: 'Новая' }), person(4));
        await desk.log.append('badges', [badgeRow(51, 2)], 1, CURSOR);
      },
    });
    const { people, find, restore } = await startFrom(name);
    const { finish } = await restore();
    const seen = () => [find('фамилия1'), find('новая'), find('фамилия4'), people.rowOf('id:1')?.name];
    const expected = [[], ['id:1'], ['id:4'], 'Новая Имя'];
    expect(seen()).toEqual(expected);
    expect(['id:1', 'id:2', 'id:3'].map((key) => people.rowOf(key as ParticipantKey)?.arrived)).toEqual([
      true,
      true,
      false,
    ]);
    await finish();
    expect(seen()).toEqual(expected);
  });

  it('somebody who was removed does not come back from their card', async () => {
    const name = await closeDesk({ snapshot: true, after: (desk) => desk.remove(2) });
    const { people, find, restore } = await startFrom(name);
    const { finish } = await restore();
    const seen = () => [find('фамилия2'), people.rowOf('id:2'), people.index.size];
    expect(seen()).toEqual([[], null, 2]);
    people.setTables({ ...TABLES, statuses: [] }); // ranks everybody anew, by cards
    expect(seen()).toEqual([[], null, 2]);
    await finish();
    expect([...seen(), people.viewOf('id:2')]).toEqual([[], null, 2, null]);
  });

  it('nor somebody whose removal reached the disk a moment before the memory, while the snapshot was made', async () => {
    const name = await closeDesk({
      snapshot: false,
      after: async (desk) => {
        await desk.log.appendRemoved([2]);
        await desk.store.write(desk.log.lastSeq, desk.people.makeSnapshot());
      },
    });
    const { people, find, restore } = await startFrom(name);
    await (await restore()).finish();
    expect([find('фамилия2'), people.index.size, people.viewOf('id:2')]).toEqual([[], 2, null]);
  });

  it('somebody who was removed and registered again is there', async () => {
    const name = await closeDesk({
      snapshot: true,
      after: async (desk) => {
        await desk.remove(2);
        await desk.pull(person(2, { LastName: 'Вторая' }));
      },
    });
    const { people, find, restore } = await startFrom(name);
    const { finish } = await restore();
    expect([find('вторая'), find('фамилия2')]).toEqual([['id:2'], []]);
    await finish();
    expect([find('вторая'), find('фамилия2'), people.rowOf('id:2')?.name]).toEqual([['id:2'], [], 'Вторая Имя']);
  });

  it('open operations show once the rows are in, and their people are told of', async () => {
    const name = await closeDesk({ snapshot: true });
    const { people, changes, find, restore } = await startFrom(name);
    const { finish } = await restore();
    people.takeOperations([
      operation(1, 'id:1', setFields({ LastName: 'Новая' })),
      operation(2, 'id:2', REMOVE),
      operation(3, 'id:3', setStatus(3)),
      operation(4, 'id:3', letIn()),
    ]);
    changes.length = 0;
    await finish();
    expect([find('новая'), find('фамилия1'), find('фамилия2')]).toEqual([['id:1'], [], []]);
    expect(people.rowOf('id:3')).toMatchObject({ statusId: 3, arrived: true, pending: true });
    expect(new Set(changes)).toEqual(new Set(['id:1', 'id:2', 'id:3']));
  });

  it('a walk-in whom the server does not know yet is found before a row is read', async () => {
    const name = await closeDesk({ snapshot: true });
    const { people, find, restore } = await startFrom(name);
    people.takeOperations([
      operation(1, 'local:1', walkIn({ LastName: 'Северянинова', Email: 'walkin@example.org' })),
      operation(2, 'id:1', setStatus(3)),
    ]);
    const { finish } = await restore();
    const seen = () => [find('северян'), find('walkin@example.org'), find('фамилия1'), people.index.size];
    expect(seen()).toEqual([['local:1'], ['local:1'], ['id:1'], 4]);
    expect(people.rowOf('local:1')).toMatchObject({ id: null, pending: true });
    await finish();
    expect(seen()).toEqual([['local:1'], ['local:1'], ['id:1'], 4]);
  });

  it('after the statuses have changed ranks people by what they are now', async () => {
    const name = await closeDesk({
      snapshot: false,
      after: async (desk) => {
        const both = [
          { PartId: null, StatusId: 1 },
          { PartId: 5, StatusId: 3 },
        ];
        await desk.pull(
          person(1, {}, { Statuses: both }),
          person(2, {}, { Statuses: [{ PartId: null, StatusId: 2 }] }),
        );
        await desk.store.write(desk.log.lastSeq, desk.people.makeSnapshot());
      },
    });
    const { people, find, restore } = await startFrom(name);
    const { finish } = await restore();
    expect(find('фамилия')).toEqual(['id:2', 'id:3', 'id:1']);
    people.setTables({
      ...TABLES,
      statuses: TABLES.statuses.map((one) => ({ ...one, Priority: one.Id === 2 ? 7 : 1 })),
    });
    await finish();
    expect(find('фамилия')[0]).toBe('id:2');
  });
});

describe('a start when what is on the disk cannot be used', () => {
  it.each<[string, (database: ReplicaDatabase) => PromiseLike<unknown>]>([
    ['without a snapshot', () => Promise.resolve()],
    ['with one that lacks a part', (database) => database.snapshots.clear()],
    ['with one that was changed', (database) => database.snapshots.toCollection().modify({ iv: new Uint8Array(12) })],
  ])('reads the rows first, %s', async (_what, spoil) => {
    const name = await closeDesk({
      snapshot: true,
      after: async ({ database }) => {
        if (_what === 'without a snapshot') await database.heads.clear();
        await spoil(database);
      },
    });
    const { people, find, restore, desk } = await startFrom(name);
    const restored = await restore();
    expect([people.viewOf('id:1')?.id, find('фамилия'), people.rowOf('id:1')?.arrived]).toEqual([
      1,
      ['id:2', 'id:3', 'id:1'],
      true,
    ]);
    const { cursors, snapshotSeq } = await restored.finish();
    expect(cursors.get('participants')).toEqual(CURSOR);
    expect([snapshotSeq, await desk.database.segments.count()]).toEqual([null, 4]);
  });

  it('under another key throws all of it away and begins anew; open operations stay', async () => {
    const name = await closeDesk({ snapshot: true });
    const { people, find, restore, desk } = await startFrom(name, 2);
    const restored = await restore();
    people.takeOperations([
      operation(1, 'local:operation-1', { kind: 'create', fields: { LastName: 'Орлова' }, statuses: [], spelling: {} }),
    ]);
    expect(await restored.finish()).toEqual({ cursors: new Map(), snapshotSeq: null });
    expect([find('фамилия'), find('орлова'), people.index.size]).toEqual([[], ['local:operation-1'], 1]);
    expect([await desk.database.segments.count(), await desk.database.heads.count()]).toEqual([0, 0]);
    expect([desk.log.lastSeq, desk.failures]).toEqual([0, []]);
    await desk.pull(person(1)); // it can be written again
    expect([await desk.database.segments.count(), desk.log.lastSeq]).toEqual([1, 1]);
  });

  it.each([
    ['old', 1],
    ['after the snapshot', 5],
  ])(
    'a segment that is %s and does not open: the log is thrown away, and nobody stands by a card',
    async (_what, seq) => {
      const name = await closeDesk({
        snapshot: true,
        after: async (desk) => {
          await desk.pull(person(9));
          await desk.database.segments.update(seq, { iv: new Uint8Array(12) });
        },
      });
      const { people, find, restore, desk } = await startFrom(name);
      const restored = await restore();
      people.takeOperations([operation(1, 'id:1', setStatus(3))]);
      expect(await restored.finish()).toEqual({ cursors: new Map(), snapshotSeq: null });
      expect([find('фамилия'), people.index.size, people.rowOf('id:1'), people.replica.people.size]).toEqual([
        [],
        0,
        null,
        0,
      ]);
      expect([desk.log.lastSeq, await desk.database.segments.count()]).toEqual([0, 0]);
      await desk.pull(person(1));
      expect([find('фамилия1'), people.rowOf('id:1')?.statusId]).toEqual([['id:1'], 3]);
    },
  );

  it('on a disk that is gone starts empty, says so once, and people are taken in from then on', async () => {
    const name = await closeDesk({ snapshot: true });
    const { people, find, restore, desk } = await startFrom(name);
    desk.database.close();
    const restored = await restore();
    expect(await restored.finish()).toEqual({ cursors: new Map(), snapshotSeq: null });
    await desk.pull(person(1));
    expect([find('фамилия'), people.index.size, desk.failures.length]).toEqual([['id:1'], 1, 1]);
  });
});
