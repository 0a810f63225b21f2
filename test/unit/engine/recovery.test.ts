/** A log that is written anew from memory while the feeds go on. */
import { describe, expect, it, vi } from 'vitest';
import { People } from '../../../renderer/engine/people.ts';
import type { SweepRecord } from '../../../renderer/engine/replica/database.ts';
import type { ReplicaLog } from '../../../renderer/engine/replica/log.ts';
import { StorageRecovery } from '../../../renderer/engine/replica/recovery.ts';
import { person, TABLES } from '../sync/made-up.ts';
import { openLog, readLog } from './surroundings.ts';

const FIRST: SweepRecord = {
  ...{ feed: 'participants', generation: 1, running: null, incomplete: false, missing: null },
  last: { at: '2026-10-05T06:00:00.000Z', rows: 1 },
};
const SECOND: SweepRecord = { ...FIRST, generation: 2, running: { cursor: null, steppedOver: false } };

async function readIds(log: ReplicaLog): Promise<readonly number[]> {
  const ids = new Set<number>();
  await readLog(log, (_, rows) => {
    for (const { Id } of rows) ids.add(Id);
  });
  return [...ids].sort((a, b) => a - b);
}

/** Fails once, and is written anew; what happens once the rows are being written is the test's. */
async function rebuild(during: (log: ReplicaLog) => void) {
  const people = new People(() => undefined);
  people.setTables(TABLES);
  people.takeRows('participants', [person(1)]);
  const { log, database } = await openLog();
  await log.writeSweep(FIRST);
  let stored = '';
  const recovery = new StorageRecovery({
    ...{ log, people, after: (_, work) => (queueMicrotask(work), () => undefined) },
    isReady: () => true,
    forgetSweeps: () => {
      queueMicrotask(() => during(log));
      return [FIRST];
    },
    reached: () => new Map(),
    tables: () => null,
    onChange: (storage) => (stored = storage),
  });
  recovery.note();
  await vi.waitFor(() => expect(stored).toBe('ok'));
  return { log, database };
}

describe('a log that is written anew', () => {
  it('keeps what comes in the generation of a sweep that begins meanwhile', async () => {
    const { log, database } = await rebuild((during) => {
      void during.writeSweep(SECOND); // a pull has woken the sweep
    });
    await log.append('participants', [person(2)], 1, null); // a pull: the sweep takes it for seen
    const page = { ...SECOND, running: { cursor: '2026-10-05 09:00:00', steppedOver: false } };
    await log.append('participants', [person(1), person(3)], 2, null, page);
    expect(await database.sweeps.get('participants')).toEqual(page);
    await log.finishSweep({ ...page, running: null }, []);
    expect(await readIds(log)).toEqual([1, 2, 3]);
  });

  it('does not take what it writes from memory for seen by that sweep', async () => {
    const { log } = await rebuild((during) => void during.writeSweep(SECOND));
    await log.readCursors();
    await readIds(log);
    expect(log.storedSweep('participants')?.seen).toEqual(new Set());
  });

  it('knows of a sweep that has ended meanwhile whom it did not find', async () => {
    const { log, database } = await rebuild((during) => {
      void during.writeSweep(SECOND);
      void during.append('participants', [person(2)], 1, null, SECOND);
      void during.finishSweep({ ...SECOND, running: null }, [person(1)]);
    });
    const record = await database.sweeps.get('participants');
    expect(record).toMatchObject({ generation: 2, running: null });
    await log.readCursors();
    expect(await readIds(log)).toEqual([1, 2]);
    expect(log.storedSweep('participants')?.missing).toEqual(new Set([1]));
  });
});
