/** Print jobs: a badge is recorded exactly when it came out. */
import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JournalHandle } from '../../../electron/host/journal/file.ts';
import { type Journal, openJournal } from '../../../electron/host/journal/journal.ts';
import { silentLog } from '../../../electron/host/log.ts';
import { type PrintRequest, Prints } from '../../../electron/host/prints.ts';
import type { PrintBackend, PrintOutcome } from '../../../electron/host/printing/backend.ts';
import { Refusal } from '../../../electron/host/problem.ts';
import { makeContent } from '../badge/contents.ts';
import { makeFolder, removeFolder } from './desk.ts';
import { handTimers } from './hand-timers.ts';
import { anOperation } from './operations.ts';

let folder: string;
const dataKey = randomBytes(32);
const journals: Journal[] = [];
/** Grows with every write of a frame; `full` makes the disk refuse. */
const disk = { frames: 0, full: false };

beforeEach(async () => {
  folder = await makeFolder();
  Object.assign(disk, { frames: 0, full: false });
});
afterEach(async () => {
  for (const journal of journals.splice(0)) await journal.close();
  await removeFolder(folder);
});

async function openHandle(file: string): Promise<JournalHandle> {
  const handle = await open(file, 'r+');
  return {
    write: (async (...rest: [Buffer, number, number, number]) => {
      if (disk.full) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      disk.frames += 1;
      return handle.write(...rest);
    }) as JournalHandle['write'],
    datasync: () => handle.datasync(),
    truncate: (length) => handle.truncate(length),
    close: () => handle.close(),
  };
}

async function journalNow(): Promise<Journal> {
  const { journal } = await openJournal({
    folder,
    dataKey,
    random: (bytes) => randomBytes(bytes),
    onChange: () => undefined,
    openHandle,
  });
  journals.push(journal);
  return journal;
}

function printsWith(journal: Journal, backend: Partial<PrintBackend>, timers = handTimers()): Prints {
  return new Prints({
    journal,
    backend: {
      kind: 'folder',
      print: async () => ({ state: 'printed' }),
      recover: async () => null,
      ...backend,
    },
    layOut: async () => ({ page: { width: 90, height: 60 }, sides: [{ items: [] }], notes: [] }),
    clock: () => new Date('2026-11-22T10:00:00Z'),
    timers,
    log: silentLog,
    onBadge: () => undefined,
  });
}

function request(jobId = 'job-00001'): PrintRequest {
  return {
    jobId,
    badge: anOperation(`badge-of-${jobId}`, 'id:4', { kind: 'badge', partId: null, via: 'printed' }),
    stamp: { id: 7, login: 'desk1' },
    content: makeContent({ names: { last: 'Сидорова', first: 'Анна' } }),
  };
}

const badges = (journal: Journal): string[] => [...journal.ledger.operations()].map(({ id }) => id);

test('printed, and its badge, are one append', async () => {
  const journal = await journalNow();
  const told: string[] = [];
  const prints = printsWith(journal, {
    print: async () => {
      expect(journal.ledger.job('job-00001')?.state).toBe('printing'); // on disk before the printer hears of it
      told.push(`frames before: ${disk.frames}`);
      return { state: 'printed' };
    },
  });
  const job = await prints.print(request());
  expect(job).toMatchObject({ state: 'printed', operator: 'desk1', name: 'Сидорова Анна' });
  expect(told).toEqual(['frames before: 2']);
  expect(disk.frames).toBe(3);
  const after = await journalNow();
  expect(badges(after)).toEqual(['badge-of-job-00001']);
  expect(after.ledger.operation('badge-of-job-00001')).toMatchObject({
    operator: { id: 7 },
    state: { name: 'queued' },
  });
});

test.each<[string, () => Promise<PrintOutcome>, string]>([
  ['failed', async () => ({ state: 'failed', reason: 'no paper' }), 'failed'],
  ['unknown', async () => ({ state: 'unknown', reason: 'the spooler is gone' }), 'unknown'],
  ['a printer that throws', () => Promise.reject(new Error('broken')), 'unknown'],
])('%s: no badge is recorded', async (_name, print, state) => {
  const journal = await journalNow();
  expect(await printsWith(journal, { print }).print(request())).toMatchObject({ state });
  expect(badges(journal)).toEqual([]);
});

test.each([
  [true, 'printed', ['badge-of-job-00001']],
  [false, 'failed', []],
])('did it come out? %s', async (cameOut, state, recorded) => {
  const journal = await journalNow();
  const prints = printsWith(journal, { print: async () => ({ state: 'unknown', reason: '' }) });
  await prints.print(request());
  expect(await prints.answer('job-00001', cameOut)).toMatchObject({ state });
  expect(badges(journal)).toEqual(recorded);
  expect(await prints.answer('job-00001', true)).toMatchObject({ state }); // answered once
  expect(badges(journal)).toEqual(recorded);
});

test('the same job again is not printed again', async () => {
  const journal = await journalNow();
  let printed = 0;
  const prints = printsWith(journal, {
    print: async () => {
      printed += 1;
      return { state: 'printed' };
    },
  });
  const [one, two] = await Promise.all([prints.print(request()), prints.print(request())]);
  expect(two).toEqual(one);
  expect(await prints.print(request())).toEqual(one);
  expect(printed).toBe(1);
});

test('one badge after the other', async () => {
  const journal = await journalNow();
  const steps: string[] = [];
  const prints = printsWith(journal, {
    print: async ({ id }) => {
      steps.push(`begin ${id}`);
      await new Promise((resolve) => setImmediate(resolve));
      steps.push(`end ${id}`);
      return { state: 'printed' };
    },
  });
  await Promise.all([prints.print(request('job-00001')), prints.print(request('job-00002'))]);
  expect(steps).toEqual(['begin job-00001', 'end job-00001', 'begin job-00002', 'end job-00002']);
});

test.each<[string, () => Promise<PrintOutcome | null>, string, string[]]>([
  ['it came out', async () => ({ state: 'printed' }), 'printed', ['badge-of-job-00001']],
  ['it never left', async () => null, 'failed', []],
  ['nobody can tell', () => Promise.reject(new Error('gone')), 'unknown', []],
])('killed while printing: %s', async (_name, recover, state, recorded) => {
  const dead = await journalNow();
  void printsWith(dead, { print: () => new Promise(() => undefined) }).print(request());
  while (dead.ledger.job('job-00001')?.state !== 'printing') await new Promise((resolve) => setImmediate(resolve));
  const journal = await journalNow();
  await printsWith(journal, { recover }).recover();
  expect(journal.ledger.job('job-00001')?.state).toBe(state);
  expect(badges(journal)).toEqual(recorded);
});

test.each<[string, () => Promise<PrintOutcome | null>, string]>([
  ['it came out', async () => ({ state: 'printed' }), 'printed'],
  ['the printer knows nothing of it', async () => null, 'unknown'],
])('printing when the journal was damaged: %s, and its badge is not sent by itself', async (_name, recover, state) => {
  const journal = await journalNow();
  const prints = printsWith(journal, { print: () => new Promise(() => undefined), recover });
  void prints.print(request());
  while (journal.ledger.job('job-00001')?.state !== 'printing') await new Promise((resolve) => setImmediate(resolve));
  const mended = await journalNow();
  mended.ledger.apply({ t: 'job', job: { ...journal.ledger.job('job-00001')!, lostSight: true }, mended: true });
  const after = printsWith(mended, { recover });
  await after.recover();
  expect(mended.ledger.job('job-00001')?.state).toBe(state);
  await after.answer('job-00001', true);
  expect(mended.ledger.operation('badge-of-job-00001')?.state).toEqual({
    name: 'attention',
    reason: { why: 'ambiguous', candidates: [] },
  });
});

test('printed while the disk is full: told now, recorded when there is room', async () => {
  const journal = await journalNow();
  const timers = handTimers();
  const prints = printsWith(
    journal,
    {
      print: async () => {
        disk.full = true;
        return { state: 'printed' };
      },
    },
    timers,
  );
  await expect(prints.print(request())).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(badges(journal)).toEqual([]);
  disk.full = false;
  timers.advance(2000);
  await journal.append([]);
  expect(journal.ledger.job('job-00001')?.state).toBe('printed');
  expect(badges(journal)).toEqual(['badge-of-job-00001']);
});

test('only a badge is recorded by a print', async () => {
  const journal = await journalNow();
  const odd = {
    ...request(),
    badge: anOperation('status-01', 'id:4', { kind: 'status', partId: null, saw: null, set: 1 }),
  };
  expect(await printsWith(journal, {}).print(odd)).toBeInstanceOf(Refusal);
});
