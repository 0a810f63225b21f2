/** Batches, slips, and what people do to the queue. */
import { describe, expect, test } from 'vitest';
import type { PrintBackend, PrintOutcome } from '../../../electron/host/printing/backend.ts';
import { NO_BADGE_SETTINGS } from '../../../shared/contract/printing.ts';
import { makeContent } from '../badge/contents.ts';
import { aPrinter, badges, request, stamp, stateOf, until } from './print-desk.ts';
import { scriptDesk } from './scripted-desk.ts';

const world = scriptDesk();
const { start, script, act, job, now, printed, finishers } = world;

const addBatch = (ids: readonly string[], template: string | null = null) =>
  world.desk.queue.printBatch({
    batch: { id: 'batch-0001', title: 'Speakers' },
    entries: ids.map((jobId) => ({
      ...{ jobId, participant: `id:${jobId}`, name: jobId, content: makeContent({}), statusId: null, partId: null },
    })),
    ...{ stamp, template, printer: null },
  });

test('a slip is printed with the badge, and records nothing of its own', async () => {
  const settings = { ...NO_BADGE_SETTINGS, slips: [{ statusId: null, partId: null, template: 'lunch' }] };
  await start(undefined, {}, settings);
  await world.desk.queue.print(request());
  await until(() => stateOf(world.desk.journal, 'job-00001-s1') === 'printed');
  expect(job('job-00001-s1')).toMatchObject({ purpose: 'slip', template: 'lunch' });
  expect(badges(world.desk.journal)).toEqual(['badge-of-job-00001']);
});

describe('a batch', () => {
  const ids = ['batch-job-1', 'batch-job-2', 'batch-job-3'];

  test('waits for the badges of the desk, and records no arrival', async () => {
    await start();
    script({ one: 'hangs' });
    await addBatch(ids);
    await until(() => finishers.length === 1);
    void world.desk.queue.print(request());
    await until(() => stateOf(world.desk.journal) === 'queued');
    script({});
    finishers[0]!();
    await until(() => stateOf(world.desk.journal, 'batch-job-3') === 'printed');
    expect(printed).toEqual(['one batch-job-1', 'one job-00001', 'one batch-job-2', 'one batch-job-3']);
    expect(badges(world.desk.journal)).toEqual(['badge-of-job-00001']);
  });

  test('is paused, goes on, and outlives the desk as it was', async () => {
    await start();
    await world.desk.printers.pause('one', true);
    expect(await addBatch(ids)).toBe(3);
    expect(await addBatch([...ids, 'batch-job-4'])).toBe(1); // the same again adds to it
    await act({ do: 'pause', batch: 'batch-0001' });
    await act({ do: 'resume', printer: 'one' });
    await world.desk.queue.print(request());
    expect(printed).toEqual(['one job-00001']);
    await world.desk.queue.close();
    await world.desk.journal.close();
    await start();
    await world.desk.queue.recover();
    expect(world.desk.queue.describeState().batches).toMatchObject([
      { id: 'batch-0001', title: 'Speakers', paused: true, counts: { queued: 4, printed: 0 } },
    ]);
    await act({ do: 'resume', batch: 'batch-0001' });
    await until(() => stateOf(world.desk.journal, 'batch-job-4') === 'printed');
    expect(printed.slice(1)).toEqual([...ids, 'batch-job-4'].map((id) => `one ${id}`));
  });

  const five = ['batch-job-1', 'batch-job-2', 'batch-job-3', 'batch-job-4', 'batch-job-5'];
  const isPaused = () => world.desk.queue.describeState().batches[0]?.paused === true;

  test.each([
    ['fail', { state: 'failed', problem: 'wrongMedia', reason: '', left: false }, null],
    ['may have come out or not', { state: 'unknown', problem: 'unconfirmed', reason: '' }, null],
    ['cannot be drawn', { state: 'printed' }, 'torn'],
  ] as const)('whose badges %s one after the other waits for a person', async (_how, does, template) => {
    await start();
    script({ one: does });
    await addBatch(five, template);
    await until(isPaused);
    await until(() => world.desk.queue.lane('one').running === null);
    expect(five.map((id) => stateOf(world.desk.journal, id) === 'queued')).toEqual([false, false, false, true, true]);
    // the person's word: it is tried with as many again
    await act({ do: 'resume', batch: 'batch-0001' });
    await until(() => stateOf(world.desk.journal, 'batch-job-5') !== 'queued');
  });

  test('is cancelled: what waits ends, what is printed is not touched', async () => {
    await start();
    script({ one: 'hangs' });
    await addBatch(ids);
    await until(() => finishers.length === 1);
    expect(await act({ do: 'cancel', batch: 'batch-0001' })).toEqual(['batch-job-2', 'batch-job-3']);
    finishers[0]!();
    await until(() => stateOf(world.desk.journal, 'batch-job-1') === 'printed');
    expect(world.desk.queue.describeState().batches[0]?.counts).toMatchObject({ queued: 0, printed: 1, failed: 2 });
    expect(printed).toEqual(['one batch-job-1']);
  });
});

describe('a person', () => {
  test('prints again what failed, here or elsewhere; never what is unknown or printed', async () => {
    await start([aPrinter('one'), aPrinter('two')]);
    now['one'] = { state: 'failed', problem: 'wrongMedia', reason: '', left: false };
    await world.desk.queue.print(request('job-00001'));
    now['one'] = { state: 'unknown', problem: 'unconfirmed', reason: '' };
    await world.desk.queue.print(request('job-00002'));
    script({});
    await world.desk.queue.print(request('job-00003'));
    const all = ['job-00001', 'job-00002', 'job-00003'];
    expect(await act({ do: 'move', jobs: all, printer: 'two' })).toEqual(['job-00001']);
    await until(() => stateOf(world.desk.journal) === 'printed');
    expect(await act({ do: 'retry', jobs: all })).toEqual([]);
    expect(printed).toEqual(['one job-00003', 'two job-00001']);
    expect(stateOf(world.desk.journal, 'job-00002')).toBe('unknown');
  });

  test('who looked and found nothing sends it elsewhere when its first printer was asked to give it up', async () => {
    const asked: string[] = [];
    const cancel: PrintBackend['cancel'] = async (id, { id: printer }) => {
      asked.push(`${printer} ${id} ${stateOf(world.desk.journal)} ${printed.length}`);
      return 'cancelled';
    };
    await start([aPrinter('one'), aPrinter('two')], { cancel });
    now['one'] = { state: 'unknown', problem: 'unconfirmed', reason: 'no answer' };
    await world.desk.queue.print(request());
    await world.desk.queue.answer('job-00001', false);
    expect(await act({ do: 'move', jobs: ['job-00001'], printer: 'two' })).toEqual(['job-00001']);
    await until(() => stateOf(world.desk.journal) === 'printed');
    expect([asked, printed]).toEqual([['one job-00001 failed 0'], ['two job-00001']]);
  });

  test('who looked and found nothing prints again with that said to the printer', async () => {
    const again: unknown[] = [];
    let does: PrintOutcome = { state: 'unknown', problem: 'unconfirmed', reason: '' };
    await start(undefined, {
      print: async (task) => {
        again.push(task.again);
        return does;
      },
    });
    await world.desk.queue.print(request());
    await world.desk.queue.answer('job-00001', false);
    does = { state: 'printed' };
    await act({ do: 'retry', jobs: ['job-00001'] });
    await until(() => stateOf(world.desk.journal) === 'printed');
    expect(again).toEqual([false, true]);
    expect(badges(world.desk.journal)).toEqual(['badge-of-job-00001']);
  });

  test('pauses a printer: nothing begins until it goes on, not even after a start', async () => {
    await start();
    await act({ do: 'pause', printer: 'one' });
    void world.desk.queue.print(request());
    await until(() => stateOf(world.desk.journal) === 'queued');
    await world.desk.queue.close();
    await world.desk.journal.close();
    await start();
    await world.desk.queue.recover();
    expect(world.desk.queue.describeState().printers[0]).toMatchObject({ paused: true, queued: 1 });
    await act({ do: 'resume', printer: 'one' });
    await until(() => stateOf(world.desk.journal) === 'printed');
  });

  test('purges: what waits is cancelled, what failed is told no longer, what is unknown stays', async () => {
    await start();
    now['one'] = { state: 'unknown', problem: 'unconfirmed', reason: '' };
    await world.desk.queue.print(request('job-00001'));
    now['one'] = { state: 'failed', problem: 'wrongMedia', reason: '', left: false };
    await world.desk.queue.print(request('job-00002'));
    await world.desk.printers.pause('one', true);
    void world.desk.queue.print(request('job-00003'));
    await until(() => stateOf(world.desk.journal, 'job-00003') === 'queued');
    expect(await act({ do: 'purge' })).toEqual(['job-00003', 'job-00002']);
    expect(world.desk.queue.describeState().open).toEqual({ queued: 0, printing: 0, unknown: 1, failed: 0 });
    expect(world.desk.queue.describeRecent().map(({ id }) => id)).toEqual(['job-00001']);
    expect(job('job-00003')).toMatchObject({ state: 'failed', problem: 'cancelled' });
  });

  test('cancels what is printed only if the printer gives it up', async () => {
    let say: 'cancelled' | 'tooLate' = 'tooLate';
    await start(undefined, { cancel: async () => say });
    script({ one: 'hangs' });
    const answer = world.desk.queue.print(request());
    await until(() => finishers.length === 1);
    expect(await act({ do: 'cancel', jobs: ['job-00001'] })).toEqual([]);
    say = 'cancelled';
    const cancelled = act({ do: 'cancel', jobs: ['job-00001'] });
    await new Promise((resolve) => setImmediate(resolve));
    world.desk.timers.advance(3000);
    expect(await cancelled).toEqual(['job-00001']);
    expect(await answer).toMatchObject({ state: 'failed', problem: 'cancelled' });
    expect(badges(world.desk.journal)).toEqual([]);
  });

  test('does without what failed: it is told no longer', async () => {
    await start();
    script({ one: { state: 'failed', problem: 'wrongMedia', reason: '', left: false } });
    await world.desk.queue.print(request());
    expect(await act({ do: 'cancel', jobs: ['job-00001'] })).toEqual(['job-00001']);
    expect(world.desk.queue.describeState().open.failed).toBe(0);
    expect(world.desk.queue.describeRecent()).toEqual([]);
  });

  test('prints a test page though the queue is held back', async () => {
    await start();
    await act({ do: 'pause', printer: 'one' });
    expect(await world.desk.queue.testPage('test-00001', aPrinter('one'), stamp)).toMatchObject({ state: 'printed' });
  });
});
