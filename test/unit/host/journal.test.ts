/** The journal: what is said to be there is there, after any crash and with any disk. */
import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type JournalHandle, openJournalFile } from '../../../electron/host/journal/file.ts';
import { HEADER_BYTES } from '../../../electron/host/journal/frames.ts';
import { type Journal, openJournal } from '../../../electron/host/journal/journal.ts';
import type { JournalRecord } from '../../../electron/host/journal/record.ts';
import { DiskError } from '../../../electron/host/problem.ts';
import { makeFolder, removeFolder } from './desk.ts';
import { aBadge, aStatus, aWalkIn, fence, recorded } from './operations.ts';

let folder: string;
let dataKey: Buffer;
const opened: Journal[] = [];
const log = (): string => path.join(folder, 'journal.log');
const at = '2026-11-22T10:00:01.000Z';

beforeEach(async () => {
  folder = await makeFolder();
  dataKey = randomBytes(32);
});
afterEach(async () => {
  for (const journal of opened.splice(0)) if (!journal.closed) await journal.close();
  await removeFolder(folder);
});

async function reopen(openHandle?: (file: string) => Promise<JournalHandle>): ReturnType<typeof openJournal> {
  const result = await openJournal({
    folder,
    dataKey,
    random: (bytes) => randomBytes(bytes),
    onChange: () => undefined,
    ...(openHandle === undefined ? {} : { openHandle }),
  });
  opened.push(result.journal);
  return result;
}

function opRecord(journal: Journal, n: number): JournalRecord {
  return { t: 'op', op: recorded(aStatus(`operation-${n}`, n), journal.takeSeq()) };
}

function idsOf(journal: Journal): string[] {
  return [...journal.ledger.operations()].map((operation) => operation.id);
}

/** A real file whose disk can be made to refuse. */
interface Disk {
  readonly openHandle: (file: string) => Promise<JournalHandle>;
  writes: number;
  syncs: number;
  /** The next write stores this many bytes and then fails with ENOSPC. */
  fullAfter: number | null;
  failSync: boolean;
  failTruncate: boolean;
}

function watchedDisk(): Disk {
  const disk: Disk = {
    writes: 0,
    syncs: 0,
    fullAfter: null,
    failSync: false,
    failTruncate: false,
    openHandle: async (file) => {
      const handle = await open(file, 'r+');
      const write = async (buffer: Buffer, offset: number, length: number, position: number): Promise<unknown> => {
        disk.writes += 1;
        if (disk.fullAfter === null) return handle.write(buffer, offset, length, position);
        await handle.write(buffer, offset, Math.min(length, disk.fullAfter), position);
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      };
      return {
        write: write as JournalHandle['write'],
        datasync: async () => {
          disk.syncs += 1;
          if (disk.failSync) throw Object.assign(new Error('io'), { code: 'EIO' });
          await handle.datasync();
        },
        truncate: async (length) => {
          if (disk.failTruncate) throw Object.assign(new Error('io'), { code: 'EIO' });
          await handle.truncate(length);
        },
        close: () => handle.close(),
      };
    },
  };
  return disk;
}

test('what was appended is there after a crash, in order and with its state', async () => {
  const { journal } = await reopen();
  const badge = recorded(aBadge('operation-1', 'id:1'), journal.takeSeq());
  await journal.append([{ t: 'op', op: badge }, opRecord(journal, 2)]);
  await journal.append([
    {
      t: 'state',
      id: 'operation-1',
      at,
      state: { name: 'sending', fence: { participants: null, badges: null, known: [3] } },
    },
  ]);
  const accepted = journal.append([{ t: 'state', id: 'operation-1', at, state: { name: 'accepted', serverId: 44 } }]);
  // decided, and not on the disk yet
  expect(journal.peekHolders('badges', 44).map(({ id }) => id)).toEqual(['operation-1']);
  expect([journal.peekHolders('people', 44), journal.ledger.holdersOf('badges', 44)]).toEqual([[], []]);
  await accepted;
  await journal.append([{ t: 'state', id: 'operation-1', at, state: { name: 'done', serverId: null } }]);
  const again = (await reopen()).journal; // the first one is never closed: that is the crash
  expect(idsOf(again)).toEqual(['operation-1', 'operation-2']);
  expect(again.ledger.operation('operation-1')).toMatchObject({ state: { name: 'done', serverId: 44 }, tries: 1 });
  expect(again.ledger.openOperations().map(({ id }) => id)).toEqual(['operation-2']);
  expect(again.ledger.heldRows()).toEqual({ people: [], badges: [44] });
  expect(again.takeSeq()).toBe(3);
});

test('wherever the file is torn, all whole frames are kept and the rest is put aside', async () => {
  const { journal } = await reopen();
  const ends: number[] = [];
  for (let n = 1; n <= 3; n += 1) {
    await journal.append([opRecord(journal, n)]);
    ends.push((await readFile(log())).length);
  }
  await journal.close();
  const whole = await readFile(log());
  for (let cut = HEADER_BYTES; cut < whole.length; cut += 7) {
    await writeFile(log(), whole.subarray(0, cut));
    const { journal: torn, notices } = await reopen();
    const kept = ends.filter((end) => end <= cut).length;
    expect(idsOf(torn)).toEqual(['operation-1', 'operation-2', 'operation-3'].slice(0, kept));
    const good = kept === 0 ? HEADER_BYTES : ends[kept - 1]!;
    expect(notices.map(({ code }) => code)).toEqual(cut === good ? [] : ['journalTailCut']);
    if (cut !== good) {
      const aside = (await readFile(path.join(folder, notices[0]!.detail))).toString('hex');
      expect(aside).toBe(whole.subarray(good, cut).toString('hex'));
    }
    await torn.append([opRecord(torn, 9)]);
    await torn.close();
    const { journal: after, notices: later } = await reopen();
    expect(idsOf(after).at(-1)).toBe('operation-9');
    expect(later).toEqual([]);
    await after.close();
  }
});

test('a flipped bit is not taken for a record', async () => {
  const { journal } = await reopen();
  await journal.append([opRecord(journal, 1)]);
  await journal.append([opRecord(journal, 2)]);
  await journal.close();
  const bytes = await readFile(log());
  bytes[bytes.length - 3]! ^= 1;
  await writeFile(log(), bytes);
  const { journal: after, notices } = await reopen();
  expect(idsOf(after)).toEqual(['operation-1']);
  expect(notices[0]?.code).toBe('journalTailCut');
});

test('a frame of another place in the file is not taken either', async () => {
  const { journal } = await reopen();
  await journal.append([opRecord(journal, 1)]);
  await journal.close();
  const bytes = await readFile(log());
  await writeFile(log(), Buffer.concat([bytes, bytes.subarray(HEADER_BYTES)]));
  const { journal: after, notices } = await reopen();
  expect(idsOf(after)).toEqual(['operation-1']);
  expect(notices[0]?.code).toBe('journalTailCut');
});

test('with another key the file is set aside whole and a new one begun', async () => {
  const { journal } = await reopen();
  await journal.append([opRecord(journal, 1)]);
  await journal.close();
  const before = await readFile(log());
  dataKey = randomBytes(32);
  const { journal: other, notices } = await reopen();
  expect(notices).toEqual([{ code: 'journalSetAside', detail: 'journal.log.unreadable-1' }]);
  expect(idsOf(other)).toEqual([]);
  expect((await readFile(path.join(folder, 'journal.log.unreadable-1'))).equals(before)).toBe(true);
  await other.append([opRecord(other, 2)]);
  dataKey = randomBytes(32);
  expect((await reopen()).notices[0]?.detail).toBe('journal.log.unreadable-2');
  expect((await readdir(folder)).filter((name) => name.includes('unreadable'))).toHaveLength(2);
});

test('appends that wait for the disk leave together', async () => {
  const disk = watchedDisk();
  const { journal } = await reopen(disk.openHandle);
  await Promise.all(Array.from({ length: 200 }, (_, n) => journal.append([opRecord(journal, n)])));
  expect(disk.writes).toBeLessThanOrEqual(3);
  expect(disk.syncs).toBe(disk.writes);
  expect(idsOf((await reopen()).journal)).toHaveLength(200);
});

test.each([false, true])(
  'a frame that was written and not synced does not come alive at the next start (truncate fails too: %s)',
  async (failTruncate) => {
    const disk = watchedDisk();
    const { journal } = await reopen(disk.openHandle);
    await journal.append([opRecord(journal, 1)]);
    disk.failSync = true;
    disk.failTruncate = failTruncate;
    await expect(journal.append([opRecord(journal, 2)])).rejects.toBeInstanceOf(DiskError);
    disk.failTruncate = false;
    if (failTruncate) await journal.close(); // without a close: the crash
    const { journal: after, notices } = await reopen();
    expect(idsOf(after)).toEqual(['operation-1']);
    expect(notices).toEqual([]);
  },
);

test('a full disk: the append fails, nothing has changed, and the next one is whole', async () => {
  const disk = watchedDisk();
  const { journal } = await reopen(disk.openHandle);
  await journal.append([opRecord(journal, 1)]);
  disk.fullAfter = 30;
  await expect(journal.append([opRecord(journal, 2)])).rejects.toBeInstanceOf(DiskError);
  expect(journal.peek('operation-2')).toBeUndefined();
  expect(idsOf(journal)).toEqual(['operation-1']);
  disk.fullAfter = null;
  await journal.append([opRecord(journal, 3)]);
  const { journal: after, notices } = await reopen();
  expect(idsOf(after)).toEqual(['operation-1', 'operation-3']);
  expect(after.ledger.operation('operation-3')?.seq).toBe(2);
  expect(notices).toEqual([]);
});

test('a sync that fails is a failure, whatever the file holds', async () => {
  const disk = watchedDisk();
  const { journal } = await reopen(disk.openHandle);
  disk.failSync = true;
  await expect(journal.append([opRecord(journal, 1)])).rejects.toMatchObject({ code: 'EIO' });
  disk.failSync = false;
  await journal.append([opRecord(journal, 2)]);
  expect(idsOf((await reopen()).journal)).toEqual(['operation-2']);
});

test('when the disk refuses, what was decided on top fails too', async () => {
  const disk = watchedDisk();
  const { journal } = await reopen(disk.openHandle);
  await journal.append([opRecord(journal, 1)]);
  disk.fullAfter = 0;
  const sending = journal.append([
    {
      t: 'state',
      id: 'operation-1',
      at,
      state: { name: 'sending', fence: { participants: null, badges: null, known: [] } },
    },
  ]);
  const accepted = journal.append([{ t: 'state', id: 'operation-1', at, state: { name: 'accepted', serverId: 1 } }]);
  await expect(sending).rejects.toBeInstanceOf(DiskError);
  await expect(accepted).rejects.toBeInstanceOf(DiskError);
  expect(journal.peek('operation-1')?.state.name).toBe('queued');
});

test('a record that does not fit is refused at once, and its fellows with it', async () => {
  const { journal } = await reopen();
  await journal.append([opRecord(journal, 1)]);
  expect(() =>
    journal.append([
      opRecord(journal, 2),
      { t: 'state', id: 'operation-1', at, state: { name: 'accepted', serverId: null } },
    ]),
  ).toThrow('does not fit');
  expect(journal.peek('operation-2')).toBeUndefined();
});

test('decisions are seen by the next one before they are on disk, the ledger only after', async () => {
  const { journal } = await reopen();
  await journal.append([opRecord(journal, 1)]);
  const withdrawn = journal.append([
    { t: 'state', id: 'operation-1', at, state: { name: 'withdrawn', because: 'undone' } },
  ]);
  expect(journal.peek('operation-1')?.state.name).toBe('withdrawn');
  expect(journal.peekOpenOf('id:1')).toEqual([]);
  expect(journal.ledger.operation('operation-1')?.state.name).toBe('queued');
  await withdrawn;
  expect(journal.ledger.operation('operation-1')?.state.name).toBe('withdrawn');
});

test('corrected fields are there after a restart, and the file keeps both', async () => {
  const { journal } = await reopen();
  const first = recorded(aWalkIn('walkin-01'), journal.takeSeq());
  const reason = { why: 'refused', code: 111, message: 'Email', http: 400 } as const;
  const fields = { LastName: 'Сидорова', FirstName: 'Анна', Email: 'other@example.org' };
  const records: JournalRecord[] = [
    { t: 'op', op: first },
    { t: 'state', id: 'walkin-01', at, state: { name: 'sending', fence } },
    { t: 'state', id: 'walkin-01', at, state: { name: 'attention', reason } },
    { t: 'state', id: 'walkin-01', at, state: { name: 'queued' }, fields },
    { t: 'state', id: 'walkin-01', at, state: { name: 'sending', fence } },
  ];
  for (const record of records) await journal.append([record]);
  await journal.close();
  const again = (await reopen()).journal;
  expect(again.ledger.operation('walkin-01')).toMatchObject({
    intent: { fields },
    state: { name: 'sending' },
    tries: 2,
  });
  await again.close();

  const { file, records: kept } = await openJournalFile({
    file: log(),
    dataKey,
    random: (bytes) => randomBytes(bytes),
  });
  await file.close();
  expect(kept).toEqual(records);
});
