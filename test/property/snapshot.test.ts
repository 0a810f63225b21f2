/**
 * A start from a snapshot against the desk that went on: whatever came before the snapshot, while it was written and after it,
 * everybody is seen and found as if the desk had never been closed.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { People } from '../../renderer/engine/people.ts';
import { restoreReplica, type Restored } from '../../renderer/engine/replica/restore.ts';
import { SnapshotStore } from '../../renderer/engine/replica/snapshot.ts';
import { keyOfId, type Operation, type ParticipantKey } from '../../shared/operations/operation.ts';
import type { BadgeRow, ParticipantRow } from '../../shared/ruvents/rows.ts';
import type { Tables } from '../../shared/ruvents/tables.ts';
import { parseServerTime } from '../../shared/ruvents/time.ts';
import { nameDatabase, openLog, sealOf } from '../unit/engine/surroundings.ts';
import {
  badgeRow,
  letIn,
  operation,
  person,
  REMOVE,
  setFields,
  setStatus,
  TABLES,
  walkIn,
} from '../unit/sync/made-up.ts';

const IDS = [1, 2, 3, 4, 5, 6, 7, 8];
const KEYS: readonly ParticipantKey[] = [...IDS.map((id) => `id:${id}` as const), 'local:operation-9'];
const QUERIES = [
  'орлов',
  'орлова',
  'анна',
  'ромашка',
  'example.com',
  '8900',
  '3',
  'nobody',
  'person2',
  'соколова анна',
];
const PARTS: Tables = {
  ...TABLES,
  parts: [
    { Id: 5, Title: 'A' },
    { Id: 6, Title: 'B' },
  ],
};
/** The statuses change their order. */
const TURNED: Tables = {
  ...PARTS,
  statuses: PARTS.statuses.map((status) => ({ ...status, Priority: -status.Priority })),
};

const id = fc.constantFrom(...IDS);
const part = fc.constantFrom(null, 5, 6);
const row: fc.Arbitrary<ParticipantRow> = fc
  .record({
    id,
    LastName: fc.constantFrom('Орлова', 'Орлов', 'Соколова', 'Ор\tл\nова', ''),
    FirstName: fc.constantFrom('Анна', '👩‍🚀', '\uFEFFОрлов'),
    Company: fc.constantFrom('Ромашка', ''),
    Phone: fc.constantFrom('', '+7 900 123-45-67'),
    statuses: fc.uniqueArray(fc.record({ PartId: part, StatusId: fc.constantFrom(null, 1, 2, 3) }), {
      selector: (status) => status.PartId,
      maxLength: 3,
    }),
  })
  .map(({ id: of, statuses, Phone, ...names }) => person(of, names, { Statuses: statuses, Phone }));
/** A badge record never changes: its Id says whose it is. */
const badge: fc.Arbitrary<BadgeRow> = fc.record({ of: id, part, second: fc.boolean() }).map((one) =>
  badgeRow(50 + one.of * 10 + (one.part ?? 0) + (one.second ? 1 : 0) * 100, one.of, {
    PartId: one.part,
    CreationTime: one.second ? '2026-10-05 09:10:00' : '2026-10-05 11:00:00',
  }),
);

type Step =
  | { readonly do: 'people'; readonly rows: readonly ParticipantRow[] }
  | { readonly do: 'badges'; readonly rows: readonly BadgeRow[] }
  | { readonly do: 'remove'; readonly ids: readonly number[] };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('people' as const), rows: fc.array(row, { maxLength: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('badges' as const), rows: fc.array(badge, { maxLength: 2 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('remove' as const),
      ids: fc.uniqueArray(id, { minLength: 1, maxLength: 2 }),
    }),
  },
);
const steps = fc.array(step, { maxLength: 12 });

const open: fc.Arbitrary<readonly Operation[]> = fc.subarray([
  operation(1, 'id:1', setStatus(3)),
  operation(2, 'id:2', setFields({ LastName: 'Орлов' })),
  operation(3, 'id:3', letIn(5)),
  operation(4, 'id:4', REMOVE),
  operation(9, 'local:operation-9', walkIn({ LastName: 'Орлова', FirstName: 'Анна' })),
]);

function makePeople(tables: Tables, currentPart: number | null): People {
  const people = new People(() => undefined);
  people.setTables(tables);
  people.setCurrentPart(currentPart);
  return people;
}

/** What can be told before the rows are read, of people without an operation. @param hadCard in the snapshot */
function listed(people: People, keys: readonly ParticipantKey[], hadCard: ReadonlySet<ParticipantKey>) {
  const asked = new Set(keys);
  return {
    rows: keys.map((key) => {
      const row = people.rowOf(key);
      if (row === null) return null;
      // somebody may have come after their own badge: until that is read it is not known
      return hadCard.has(key) ? row : { ...row, arrived: null };
    }),
    found: QUERIES.map((query) => {
      const found = inOrder(people, query).filter((key) => asked.has(key));
      // and arrivals put people in order
      return [found.filter((key) => hadCard.has(key)), found.filter((key) => !hadCard.has(key)).sort()];
    }),
  };
}

function withoutOrder(seen: Listed): Listed {
  return { ...seen, found: seen.found.map((lists) => lists.map((keys) => [...keys].sort())) };
}

function rowsOnly({ rows }: Listed) {
  return { rows };
}

type Listed = ReturnType<typeof listed>;

function everything(people: People) {
  return {
    views: KEYS.map((key) => people.viewOf(key)),
    rows: KEYS.map((key) => people.rowOf(key)),
    found: QUERIES.map((query) => inOrder(people, query)),
    totals: QUERIES.map((query) => people.index.search(query, 0).total),
    size: people.index.size,
  };
}

/** Best first; equals, whose order is nobody's promise, by key. */
function inOrder({ index }: People, query: string): readonly ParticipantKey[] {
  return [...index.watch(query, 100).keys].sort((a, b) => index.compare(a, b) || (a < b ? -1 : 1));
}

const CURSOR = { cursor: parseServerTime('2026-10-05 09:00:00'), complete: true };

/** A desk with a log on a database of its own. */
async function startDesk(people: People) {
  const name = nameDatabase();
  const seal = await sealOf(1);
  const { log, database } = await openLog(name, seal);
  const snapshots = new SnapshotStore(database, seal);
  return {
    take: async (one: Step): Promise<void> => {
      if (one.do === 'remove') {
        await log.appendRemoved(one.ids);
        people.takeRemoved(one.ids);
        return;
      }
      const feed = one.do === 'people' ? 'participants' : 'badges';
      const fresh = people.takeRows(feed, one.rows);
      if (fresh.length > 0) await log.append(feed, fresh, fresh.length, CURSOR);
    },
    snapshot: () => snapshots.write(log.lastSeq, people.makeSnapshot()),
    async restart(into: People, without?: 'without the snapshot'): Promise<Restored> {
      log.close();
      const again = await openLog(name, seal);
      if (without !== undefined) await again.database.heads.clear();
      return restoreReplica(into, again.log, new SnapshotStore(again.database, seal), () => undefined);
    },
  };
}

describe('a start from a snapshot', () => {
  it('shows and finds everybody as they were, before the rows are read and after', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          before: steps,
          meanwhile: fc.array(step, { maxLength: 3 }),
          after: steps,
          operations: open,
          currentPart: part,
          tablesChange: fc.constantFrom('never', 'before', 'between'),
        }),
        async ({ before, meanwhile, after, operations, currentPart, tablesChange }) => {
          const original = makePeople(PARTS, currentPart);
          const desk = await startDesk(original);
          for (const one of before) await desk.take(one);
          const hadCard = new Set([...original.replica.people.keys()].map(keyOfId));
          const writing = desk.snapshot();
          for (const one of meanwhile) {
            await desk.take(one);
            if (one.do === 'remove') for (const gone of one.ids) hadCard.delete(keyOfId(gone));
          }
          await writing;
          for (const one of after) await desk.take(one);
          if (tablesChange !== 'never') original.setTables(TURNED);

          const restored = makePeople(tablesChange === 'before' ? TURNED : PARTS, currentPart);
          const { finish } = await desk.restart(restored);
          original.takeOperations(operations);
          restored.takeOperations(operations);
          if (tablesChange === 'between') restored.setTables(TURNED);
          const untouched = KEYS.filter((key) => operations.every((one) => one.participant !== key));
          // how far a search goes depends on everybody, also on those whose operations are not laid over them yet
          const compared =
            operations.length > 0 ? rowsOnly : tablesChange === 'never' ? (seen: Listed) => seen : withoutOrder;
          expect(compared(listed(restored, untouched, hadCard))).toEqual(
            compared(listed(original, untouched, hadCard)),
          );
          expect((await finish()).snapshotSeq).not.toBeNull();
          expect(everything(restored)).toEqual(everything(original));

          const slow = makePeople(tablesChange === 'never' ? PARTS : TURNED, currentPart);
          const { finish: finishSlow } = await desk.restart(slow, 'without the snapshot');
          slow.takeOperations(operations);
          await finishSlow();
          expect(everything(slow)).toEqual(everything(original));
        },
      ),
      { numRuns: 200 },
    );
  });
});
