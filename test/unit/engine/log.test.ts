import { describe, expect, it } from 'vitest';
import type { Seal } from '../../../renderer/engine/seal.ts';
import type { ReplicaLog } from '../../../renderer/engine/replica/log.ts';
import type { Feed } from '../../../shared/ruvents/rows.ts';
import { parseServerTime } from '../../../shared/ruvents/time.ts';
import { person, TABLES } from '../sync/made-up.ts';
import { bytesOf, nameDatabase, openLog, sealOf, readLog } from './surroundings.ts';

const at = (second: number) => ({
  cursor: parseServerTime(`2026-10-05 09:00:0${second}`),
  complete: false,
});

async function readAll(log: ReplicaLog): Promise<readonly (readonly [Feed, readonly number[], readonly number[]])[]> {
  const read: (readonly [Feed, readonly number[], readonly number[]])[] = [];
  await readLog(log, (feed, rows, removed) => read.push([feed, rows.map((row) => row.Id), removed]));
  return read;
}

/** A seal whose first record takes as long as the test wants, as a big page takes longer than a small one. */
async function slowFirst(): Promise<{ seal: Seal; release: () => void }> {
  const seal = await sealOf(1);
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  let first = true;
  return {
    release,
    seal: {
      ...seal,
      async close(plain, label) {
        const waits = first;
        first = false;
        if (waits) await gate;
        return seal.close(plain, label);
      },
    },
  };
}

describe('the log of pages', () => {
  it('gives back what was appended, in order, with the cursors', async () => {
    const name = nameDatabase();
    const first = await openLog(name);
    await first.log.append('participants', bytesOf({ Participants: [person(1)] }), 1, at(1));
    await first.log.append('badges', [{ Id: 5 }], 1, at(2));
    await first.log.append('participants', [person(2)], 1, { ...at(3), complete: true });
    await first.log.appendRemoved([1]);
    first.log.close();
    const { log } = await openLog(name);
    expect(await readAll(log)).toEqual([
      ['participants', [1], []],
      ['badges', [5], []],
      ['participants', [2], []],
      ['participants', [], [1]],
    ]);
    expect(await log.readCursors()).toEqual(
      new Map([
        ['participants', { ...at(3), complete: true }],
        ['badges', at(2)],
      ]),
    );
  });

  it('gives back more segments than are read at once', async () => {
    const { log } = await openLog();
    for (let id = 1; id <= 40; id += 1) await log.append('participants', [person(id)], 1, at(1));
    expect((await readAll(log)).flatMap(([, ids]) => ids)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it('moves a cursor without rows', async () => {
    const { log } = await openLog();
    await log.append('participants', null, 0, at(4));
    expect([await readAll(log), (await log.readCursors()).get('participants')]).toEqual([[], at(4)]);
  });

  it('keeps the tables', async () => {
    const { log } = await openLog();
    expect(await log.readTables()).toBeNull();
    await log.writeTables(TABLES);
    expect(await log.readTables()).toEqual(TABLES);
  });
});

describe('invariant 3: a cursor moves in the same transaction as its rows', () => {
  it('neither is there when the transaction fails', async () => {
    const { log, database, failures } = await openLog();
    database.segments.hook('creating', () => {
      throw new Error('the quota is used up');
    });
    await log.append('participants', [person(1)], 1, at(1));
    expect(failures).toHaveLength(1);
    expect([await database.segments.count(), await database.cursors.count()]).toEqual([0, 0]);
  });

  it('the rows are not there either when the cursor cannot be stored', async () => {
    const { log, database } = await openLog();
    database.cursors.hook('creating', () => {
      throw new Error('the quota is used up');
    });
    await log.append('participants', [person(1)], 1, at(1));
    expect([await database.segments.count(), await database.cursors.count()]).toEqual([0, 0]);
  });

  it('pages are stored in the order in which they came, however long their sealing takes', async () => {
    const { seal, release } = await slowFirst();
    const { log, database } = await openLog(nameDatabase(), seal);
    const first = log.append('participants', [person(1)], 1, at(1));
    const second = log.append('participants', [person(2)], 1, at(2));
    await Promise.race([second, new Promise((resolve) => setTimeout(resolve, 50))]);
    // a process that died here must not have kept a cursor that covers what it did not keep
    expect(await database.cursors.count()).toBe(0);
    release();
    await Promise.all([first, second]);
    expect((await readAll(log)).flatMap(([, ids]) => ids)).toEqual([1, 2]);
    expect((await log.readCursors()).get('participants')).toEqual(at(2));
  });

  it('a removal is stored after the pages that came before it', async () => {
    const { seal, release } = await slowFirst();
    const { log } = await openLog(nameDatabase(), seal);
    const page = log.append('participants', [person(1)], 1, at(1));
    const removal = log.appendRemoved([1]);
    release();
    await Promise.all([page, removal]);
    expect(await readAll(log)).toEqual([
      ['participants', [1], []],
      ['participants', [], [1]],
    ]);
  });

  it('nothing more is stored after a failure, so that no cursor covers a gap', async () => {
    const { log, database, failures } = await openLog();
    let full = true;
    database.segments.hook('creating', () => {
      if (full) throw new Error('the quota is used up');
    });
    await log.append('participants', [person(1)], 1, at(1));
    full = false;
    await log.append('participants', [person(2)], 1, at(2));
    await log.appendRemoved([3]);
    expect(failures).toHaveLength(1);
    expect([await database.segments.count(), await database.cursors.count()]).toEqual([0, 0]);
  });

  it('a log that cannot be read to its end is not taken for a short one', async () => {
    const { log, database } = await openLog();
    for (let id = 1; id <= 40; id += 1) await log.append('participants', [person(id)], 1, at(1));
    let reads = 0;
    database.segments.hook('reading', (segment) => {
      reads += 1;
      if (reads > 20) throw new Error('the disk is gone');
      return segment;
    });
    await expect(readAll(log)).rejects.toThrow();
  });
});

describe('invariant 9: personal data is on disk only sealed', () => {
  it('nothing of a page can be read from the database', async () => {
    const { log, database } = await openLog();
    await log.append('participants', [person(1, { LastName: 'Secretova' })], 1, at(1));
    await log.appendRemoved([424242]);
    const stored = await database.segments.toArray();
    const text = stored.map((one) => new TextDecoder('latin1').decode(one.bytes)).join();
    expect([text.includes('Secretova'), text.includes('person1@example.com'), text.includes('424242')]).toEqual([
      false,
      false,
      false,
    ]);
    expect(new Set(stored.map((one) => String(one.iv))).size).toBe(2);
  });

  it('another key does not open it, nor another feed, and the log can be begun anew', async () => {
    const name = nameDatabase();
    const first = await openLog(name);
    await first.log.append('participants', [person(1)], 1, at(1));
    first.log.close();
    const { log, database } = await openLog(name, await sealOf(2));
    await expect(readAll(log)).rejects.toThrow();
    await log.reset();
    expect([await readAll(log), (await log.readCursors()).size]).toEqual([[], 0]);
    await log.append('participants', [person(1)], 1, at(1));
    await database.segments.toCollection().modify({ feed: 'badges' });
    await expect(readAll(log)).rejects.toThrow();
  });
});
