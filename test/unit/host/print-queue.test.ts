/** Print jobs: a badge is recorded exactly when it came out, and nothing is printed twice without a person's word. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Journal } from '../../../electron/host/journal/journal.ts';
import type { PrintBackend, PrintOutcome } from '../../../electron/host/printing/backend.ts';
import { Refusal } from '../../../electron/host/problem.ts';
import { makeFolder, removeFolder } from './desk.ts';
import { anOperation } from './operations.ts';
import {
  badges,
  openJournalIn,
  printerThat,
  request,
  startPrinting,
  stateOf,
  type TestDisk,
  until,
} from './print-desk.ts';

let folder: string;
let disk: TestDisk;
const journals: Journal[] = [];

beforeEach(async () => {
  folder = await makeFolder();
  disk = { frames: 0, full: false };
});
afterEach(async () => {
  for (const journal of journals.splice(0)) await journal.close();
  await removeFolder(folder);
});

async function openNow(): Promise<Journal> {
  const journal = await openJournalIn(folder, disk);
  journals.push(journal);
  return journal;
}

const start = async (does: Partial<PrintBackend> = {}) =>
  startPrinting({ folder, journal: await openNow(), backend: printerThat(does) });

test('printed, and its badge, are one append', async () => {
  const frames: number[] = [];
  const { queue, journal } = await start({
    print: async () => {
      expect(stateOf(journal)).toBe('printing'); // on disk before the printer hears of it
      frames.push(disk.frames);
      return { state: 'printed' };
    },
  });
  const job = await queue.print(request());
  expect(job).toMatchObject({ state: 'printed', operator: 'desk1', name: 'Сидорова Анна', printer: 'one', tries: 1 });
  expect(disk.frames).toBe(frames[0]! + 1);
  const after = await openNow();
  expect(badges(after)).toEqual(['badge-of-job-00001']);
  expect(after.ledger.operation('badge-of-job-00001')).toMatchObject({
    operator: { id: 7 },
    state: { name: 'queued' },
  });
  expect(after.ledger.job('job-00001')).toMatchObject({ state: 'printed', content: null });
});

const jammed: PrintOutcome = { state: 'failed', problem: 'wrongMedia', reason: 'no such size', left: false };
const halfway: PrintOutcome = { state: 'failed', problem: 'other', reason: 'aborted', left: true };
const lost: PrintOutcome = { state: 'unknown', problem: 'unconfirmed', reason: 'the spooler is gone' };

test.each<[string, () => Promise<PrintOutcome>, string]>([
  ['failed before anything left', async () => jammed, 'failed'],
  ['failed when something had left: a person is asked', async () => halfway, 'unknown'],
  ['unknown', async () => lost, 'unknown'],
  ['a printer that throws', () => Promise.reject(new Error('broken')), 'unknown'],
])('%s: no badge is recorded', async (_name, print, state) => {
  const { queue, journal } = await start({ print });
  expect(await queue.print(request())).toMatchObject({ state });
  expect(badges(journal)).toEqual([]);
});

test.each([
  [true, 'printed', ['badge-of-job-00001']],
  [false, 'failed', []],
])('did it come out? %s', async (cameOut, state, recorded) => {
  const { queue, journal } = await start({ print: async () => lost });
  await queue.print(request());
  expect(await queue.answer('job-00001', cameOut)).toMatchObject({ state });
  expect(badges(journal)).toEqual(recorded);
  expect(await queue.answer('job-00001', true)).toMatchObject({ state }); // answered once
  expect(badges(journal)).toEqual(recorded);
});

test('the same job again is not printed again', async () => {
  let printed = 0;
  const { queue } = await start({
    print: async () => {
      printed += 1;
      return { state: 'printed' };
    },
  });
  const [one, two] = await Promise.all([queue.print(request()), queue.print(request())]);
  expect(two).toEqual(one);
  expect(await queue.print(request())).toEqual(one);
  expect(printed).toBe(1);
});

test('one badge after the other', async () => {
  const steps: string[] = [];
  const { queue } = await start({
    print: async ({ id }) => {
      steps.push(`begin ${id}`);
      await new Promise((resolve) => setImmediate(resolve));
      steps.push(`end ${id}`);
      return { state: 'printed' };
    },
  });
  await Promise.all([queue.print(request('job-00001')), queue.print(request('job-00002'))]);
  expect(steps).toEqual(['begin job-00001', 'end job-00001', 'begin job-00002', 'end job-00002']);
});

test('a badge that takes long is told as it is after five seconds, and goes on', async () => {
  let finish: (outcome: PrintOutcome) => void = () => undefined;
  const { queue, journal, timers } = await start({ print: () => new Promise((resolve) => (finish = resolve)) });
  const answer = queue.print(request());
  await until(() => stateOf(journal) === 'printing');
  timers.advance(5000);
  expect(await answer).toMatchObject({ state: 'printing' });
  finish({ state: 'printed' });
  await until(() => stateOf(journal) === 'printed');
  expect(badges(journal)).toEqual(['badge-of-job-00001']);
});

describe('the desk is killed', () => {
  test('before anything was handed over: the badge goes on by itself after the start', async () => {
    const dead = await start({ print: () => new Promise(() => undefined) });
    void dead.queue.print(request());
    void dead.queue.print(request('job-00002'));
    await until(() => stateOf(dead.journal) === 'printing' && stateOf(dead.journal, 'job-00002') === 'queued');
    const { queue, journal } = await start();
    await queue.recover();
    await until(() => stateOf(journal, 'job-00002') === 'printed');
    expect(badges(journal).sort()).toEqual(['badge-of-job-00001', 'badge-of-job-00002']);
  });

  test.each<[string, () => Promise<PrintOutcome | null>, string, string[]]>([
    ['it came out', async () => ({ state: 'printed' }), 'printed', ['badge-of-job-00001']],
    ['it came to nothing', async () => jammed, 'failed', []],
    ['something had left', async () => halfway, 'unknown', []],
    ['nobody can tell', () => Promise.reject(new Error('gone')), 'unknown', []],
  ])('while printing: %s, and it is not printed again', async (_name, recover, state, recorded) => {
    const dead = await start({ print: () => new Promise(() => undefined) });
    void dead.queue.print(request());
    await until(() => stateOf(dead.journal) === 'printing');
    const print = async (): Promise<PrintOutcome> => {
      throw new Error('printed again');
    };
    const { queue, journal } = await start({ recover, print });
    await queue.recover();
    expect(stateOf(journal)).toBe(state);
    expect(badges(journal)).toEqual(recorded);
  });

  test('what was looked up is printed before what waited behind it', async () => {
    const dead = await start({ print: () => new Promise(() => undefined) });
    for (const id of ['job-00001', 'job-00002', 'job-00003']) void dead.queue.print(request(id));
    await until(() => stateOf(dead.journal, 'job-00003') === 'queued' && stateOf(dead.journal) === 'printing');
    const order: string[] = [];
    const { queue, journal } = await start({
      print: async ({ id }) => {
        order.push(id);
        return { state: 'printed' };
      },
    });
    await queue.recover();
    await until(() => stateOf(journal, 'job-00003') === 'printed');
    expect(order).toEqual(['job-00001', 'job-00002', 'job-00003']);
  });

  test.each<[string, () => Promise<PrintOutcome | null>, string]>([
    ['it came out', async () => ({ state: 'printed' }), 'printed'],
    ['the printer knows nothing of it', async () => null, 'unknown'],
  ])('and the journal is damaged: %s, and its badge is not sent by itself', async (_name, recover, state) => {
    const dead = await start({ print: () => new Promise(() => undefined) });
    void dead.queue.print(request());
    await until(() => stateOf(dead.journal) === 'printing');
    const mended = await openNow();
    mended.ledger.apply({ t: 'job', job: { ...dead.journal.ledger.job('job-00001')!, lostSight: true }, mended: true });
    const { queue } = await startPrinting({ folder, journal: mended, backend: printerThat({ recover }) });
    await queue.recover();
    expect(stateOf(mended)).toBe(state);
    await queue.answer('job-00001', true);
    expect(mended.ledger.operation('badge-of-job-00001')?.state).toEqual({
      name: 'attention',
      reason: { why: 'ambiguous', candidates: [] },
    });
  });

  test.each(['queued', 'printing'] as const)(
    'by an app that did not keep contents: %s ends as failed',
    async (state) => {
      const journal = await openNow();
      const { operation } = request();
      const old = {
        ...{ id: 'job-00001', participant: 'id:4', name: 'Сидорова Анна', partId: null, state, reason: '' },
        ...{
          madeAt: '2026-11-22T09:00:00.000Z',
          operator: 'desk1',
          badge: operation,
          stamp: { id: 7, login: 'desk1' },
        },
      };
      journal.ledger.apply({ t: 'job', job: { ...old, state: 'queued' } });
      if (state === 'printing') journal.ledger.apply({ t: 'job', job: old });
      const { queue } = await startPrinting({ folder, journal });
      await queue.recover();
      expect(journal.ledger.job('job-00001')).toMatchObject({
        state: 'failed',
        problem: 'interrupted',
        purpose: 'badge',
      });
    },
  );
});

test('printed while the disk is full: told now, recorded when there is room', async () => {
  const { queue, journal, timers } = await start({
    print: async () => {
      disk.full = true;
      return { state: 'printed' };
    },
  });
  await expect(queue.print(request())).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(badges(journal)).toEqual([]);
  disk.full = false;
  timers.advance(2000);
  await journal.append([]);
  expect(stateOf(journal)).toBe('printed');
  expect(badges(journal)).toEqual(['badge-of-job-00001']);
});

test('a badge asked for twice in the moment in which the disk is full: both are told', async () => {
  const { queue, journal, timers } = await start();
  disk.full = true;
  const both = [queue.print(request()), queue.print(request())].map((asked) => asked.catch((error: unknown) => error));
  await journal.append([]).catch(() => undefined);
  timers.advance(5000);
  for (const answer of both) expect(await answer).toMatchObject({ code: 'ENOSPC' });
});

test('only a badge of the desk records something, and it does', async () => {
  const { queue } = await start();
  const status = anOperation('status-01', 'id:4', { kind: 'status', partId: null, saw: null, set: 1 });
  expect(await queue.print(request('job-00001', { operation: status }))).toBeInstanceOf(Refusal);
  expect(
    await queue.print({ ...request('job-00002', { purpose: 'advance' }), operation: request().operation }),
  ).toBeInstanceOf(Refusal);
  expect(await queue.print({ ...request('job-00003'), operation: null })).toBeInstanceOf(Refusal);
});

test.each(['advance', 'reprint'] as const)('%s records nothing', async (purpose) => {
  const { queue, journal } = await start();
  expect(await queue.print(request('job-00001', { purpose }))).toMatchObject({ state: 'printed', purpose });
  expect(badges(journal)).toEqual([]);
});
