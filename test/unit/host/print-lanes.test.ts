/** Printers in trouble, several printers, batches, and what people do to the queue. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actOnQueue } from '../../../electron/host/print-queue/acts.ts';
import type { PrintBackend, PrintOutcome, PrintTask } from '../../../electron/host/printing/backend.ts';
import { NO_BADGE_SETTINGS, type Printer } from '../../../shared/contract/printing.ts';
import type { QueueAct } from '../../../shared/contract/printing-routes.ts';
import { makeContent } from '../badge/contents.ts';
import { makeFolder, removeFolder } from './desk.ts';
import {
  aPrinter,
  badges,
  type PrintDesk,
  printerThat,
  request,
  stamp,
  startPrinting,
  stateOf,
  until,
} from './print-desk.ts';

let folder: string;
let desk: PrintDesk;

beforeEach(async () => {
  folder = await makeFolder();
});
afterEach(async () => {
  const closing = desk.queue.close();
  desk.timers.advance(10_000); // for a printer that never answers
  await closing;
  await desk.printers.close();
  await desk.journal.close();
  await removeFolder(folder);
});

/** What each printer does now, and what it printed: `printer job`. */
const printed: string[] = [];
let now: Record<string, PrintOutcome | 'hangs'>;
let finishers: (() => void)[];
const out: PrintOutcome = { state: 'failed', problem: 'paperOut', reason: 'tray 1 is empty', left: false };

beforeEach(() => {
  printed.length = 0;
  finishers = [];
  now = {};
});

function scripted(more: Partial<PrintBackend> = {}): PrintBackend {
  return printerThat({
    print: async ({ id, printer }: PrintTask) => {
      const does = now[printer.id] ?? { state: 'printed' };
      if (does === 'hangs') await new Promise<void>((resolve) => finishers.push(resolve));
      const outcome: PrintOutcome = does === 'hangs' ? { state: 'printed' } : does;
      if (outcome.state === 'printed') printed.push(`${printer.id} ${id}`);
      return outcome;
    },
    ...more,
  });
}

async function start(
  printers: readonly Printer[] = [aPrinter('one')],
  more: Partial<PrintBackend> = {},
): Promise<void> {
  desk = await startPrinting({ folder, printers, backend: scripted(more) });
}

const act = async (what: QueueAct): Promise<unknown> =>
  actOnQueue(what, { queue: desk.queue, journal: desk.journal, printers: desk.printers, clock: () => new Date() });
const job = (id = 'job-00001') => desk.journal.ledger.job(id);
const isHeld = (id = 'one') => desk.queue.lane(id).trouble !== null;
const addBatch = (ids: readonly string[], id = 'batch-0001') =>
  desk.queue.printBatch({
    batch: { id, title: 'Speakers' },
    entries: ids.map((jobId) => ({
      ...{ jobId, participant: `id:${jobId}`, name: jobId, content: makeContent({}), statusId: null, partId: null },
    })),
    ...{ stamp, template: null, printer: null },
  });

describe('a printer in trouble', () => {
  test('holds its queue, says why, and goes on by itself', async () => {
    await start();
    now['one'] = out;
    void desk.queue.print(request());
    void desk.queue.print(request('job-00002'));
    await until(() => isHeld() && job()?.problem === 'paperOut');
    expect(job()).toMatchObject({ state: 'queued', problem: 'paperOut', reason: 'tray 1 is empty', tries: 1 });
    expect(desk.queue.describe(job('job-00002')!)).toMatchObject({ state: 'queued', problem: 'paperOut' });
    expect(desk.queue.describeState().printers[0]).toMatchObject({
      state: 'problem',
      problems: [{ problem: 'paperOut', detail: 'tray 1 is empty' }],
      queued: 2,
    });
    now = {};
    desk.timers.advance(3000);
    await until(() => stateOf(desk.journal, 'job-00002') === 'printed');
    expect(printed).toEqual(['one job-00001', 'one job-00002']);
    expect(job()).toMatchObject({ problem: null, tries: 2 });
  });

  test('that says itself that it is still out is not tried, and not written about', async () => {
    let asked = 0;
    await start(undefined, {
      status: async () => {
        asked += 1;
        return { state: 'problem', problems: [{ problem: 'coverOpen', detail: 'front' }] };
      },
    });
    now['one'] = out;
    void desk.queue.print(request());
    await until(() => isHeld() && job()?.tries === 1 && stateOf(desk.journal) === 'queued');
    for (let round = 1; round <= 3; round += 1) {
      desk.timers.advance(60_000);
      await until(() => asked === round && desk.queue.lane('one').trouble?.problem === 'coverOpen');
    }
    expect(job()?.tries).toBe(1);
  });

  test('is tried at once when a person says so', async () => {
    await start();
    now['one'] = out;
    void desk.queue.print(request());
    await until(() => isHeld() && stateOf(desk.journal) === 'queued');
    now = {};
    await act({ do: 'resume', printer: 'one' });
    await until(() => stateOf(desk.journal) === 'printed');
  });

  test('gives what waits to the printer that it falls back on, and takes no more until it is well', async () => {
    await start([aPrinter('one', { fallback: 'two' }), aPrinter('two')]);
    now['one'] = out;
    await Promise.all([desk.queue.print(request()), desk.queue.print(request('job-00002'))]);
    await desk.queue.print(request('job-00003'));
    expect(printed).toEqual(['two job-00001', 'two job-00002', 'two job-00003']);
    expect(job()).toMatchObject({ printer: 'two', problem: null });
    expect(badges(desk.journal)).toHaveLength(3);
  });

  test('that waits with the badge in it gives it up to its fallback only if it really gives it up', async () => {
    const cancels: string[] = [];
    let say: 'cancelled' | 'unknown' = 'unknown';
    await start([aPrinter('one', { fallback: 'two' }), aPrinter('two')], {
      print: async ({ id, printer, tell }) => {
        if (printer.id === 'one') {
          tell('paperOut', 'tray 1');
          await new Promise<void>(() => undefined);
        }
        printed.push(`${printer.id} ${id}`);
        return { state: 'printed' };
      },
      cancel: async (id) => {
        cancels.push(id);
        return say;
      },
    });
    void desk.queue.print(request());
    await until(() => isHeld());
    expect(desk.queue.describe(job()!)).toMatchObject({ state: 'printing', problem: 'paperOut', reason: 'tray 1' });
    desk.timers.advance(5000);
    await new Promise((resolve) => setImmediate(resolve));
    expect([cancels.length, printed, stateOf(desk.journal)]).toEqual([1, [], 'printing']);
    say = 'cancelled';
    const moved = act({ do: 'move', jobs: ['job-00001'], printer: 'two' });
    await until(() => cancels.length === 2);
    await new Promise((resolve) => setImmediate(resolve));
    desk.timers.advance(3000); // the back-end does not let go of it; nobody waits for that
    await moved;
    await until(() => stateOf(desk.journal) === 'printed');
    expect(printed).toEqual(['two job-00001']);
  });

  test('that ends a badge as cancelled when it gives it up does not end it for the desk', async () => {
    let giveUp = (): void => undefined;
    await start([aPrinter('one'), aPrinter('two')], {
      print: ({ id, printer, tell }) => {
        if (printer.id === 'two') {
          printed.push(`two ${id}`);
          return Promise.resolve({ state: 'printed' });
        }
        tell('paperOut', 'tray 1');
        return new Promise((resolve) => {
          giveUp = () => resolve({ state: 'failed', problem: 'cancelled', reason: '', left: false });
        });
      },
      cancel: async () => {
        giveUp();
        return 'cancelled';
      },
    });
    void desk.queue.print(request());
    await until(() => isHeld());
    expect(await act({ do: 'move', jobs: ['job-00001'], printer: 'two' })).toEqual(['job-00001']);
    await until(() => stateOf(desk.journal) === 'printed');
    expect(printed).toEqual(['two job-00001']);
  });

  test('one that is removed keeps its jobs for a person to move', async () => {
    await start([aPrinter('one'), aPrinter('two'), aPrinter('three')]);
    now['two'] = 'hangs';
    void desk.queue.print(request('job-00001', { printer: 'two' }));
    void desk.queue.print(request('job-00002', { printer: 'two' }));
    await until(() => finishers.length === 1);
    await desk.printers.remove('two');
    finishers[0]!();
    await until(() => isHeld('two'));
    expect(desk.queue.describe(job('job-00002')!)).toMatchObject({ state: 'queued', problem: 'noPrinter' });
    await act({ do: 'move', jobs: ['job-00002'], printer: 'three' });
    await until(() => stateOf(desk.journal, 'job-00002') === 'printed');
    expect(printed).toEqual(['two job-00001', 'three job-00002']);
  });
});

test('printers work side by side', async () => {
  await start([aPrinter('one'), aPrinter('two')]);
  now = { one: 'hangs' };
  void desk.queue.print(request('job-00001', { printer: 'one' }));
  await until(() => finishers.length === 1);
  await desk.queue.print(request('job-00002', { printer: 'two' }));
  expect(printed).toEqual(['two job-00002']);
});

test('a slip is printed with the badge, and records nothing of its own', async () => {
  const settings = { ...NO_BADGE_SETTINGS, slips: [{ statusId: null, partId: null, template: 'lunch' }] };
  desk = await startPrinting({ folder, backend: scripted(), settings });
  await desk.queue.print(request());
  await until(() => stateOf(desk.journal, 'job-00001-s1') === 'printed');
  expect(job('job-00001-s1')).toMatchObject({ purpose: 'slip', template: 'lunch' });
  expect(badges(desk.journal)).toEqual(['badge-of-job-00001']);
});

describe('a batch', () => {
  const ids = ['batch-job-1', 'batch-job-2', 'batch-job-3'];

  test('waits for the badges of the desk, and records no arrival', async () => {
    await start();
    now = { one: 'hangs' };
    await addBatch(ids);
    await until(() => finishers.length === 1);
    void desk.queue.print(request());
    await until(() => stateOf(desk.journal) === 'queued');
    now = {};
    finishers[0]!();
    await until(() => stateOf(desk.journal, 'batch-job-3') === 'printed');
    expect(printed).toEqual(['one batch-job-1', 'one job-00001', 'one batch-job-2', 'one batch-job-3']);
    expect(badges(desk.journal)).toEqual(['badge-of-job-00001']);
  });

  test('is paused, goes on, and outlives the desk as it was', async () => {
    await start();
    await desk.printers.pause('one', true);
    expect(await addBatch(ids)).toBe(3);
    expect(await addBatch([...ids, 'batch-job-4'])).toBe(1); // the same again adds to it
    await act({ do: 'pause', batch: 'batch-0001' });
    await act({ do: 'resume', printer: 'one' });
    await desk.queue.print(request());
    expect(printed).toEqual(['one job-00001']);
    await desk.queue.close();
    await desk.journal.close();
    await start();
    await desk.queue.recover();
    expect(desk.queue.describeState().batches).toMatchObject([
      { id: 'batch-0001', title: 'Speakers', paused: true, counts: { queued: 4, printed: 0 } },
    ]);
    await act({ do: 'resume', batch: 'batch-0001' });
    await until(() => stateOf(desk.journal, 'batch-job-4') === 'printed');
    expect(printed.slice(1)).toEqual([...ids, 'batch-job-4'].map((id) => `one ${id}`));
  });

  test('whose badges fail one after the other waits for a person', async () => {
    await start();
    now['one'] = { state: 'failed', problem: 'wrongMedia', reason: '', left: false };
    await addBatch(['batch-job-1', 'batch-job-2', 'batch-job-3', 'batch-job-4', 'batch-job-5']);
    await until(() => desk.queue.describeState().batches[0]?.paused === true);
    await until(() => desk.queue.lane('one').running === null);
    expect(stateOf(desk.journal, 'batch-job-5')).toBe('queued');
  });

  test('is cancelled: what waits ends, what is printed is not touched', async () => {
    await start();
    now = { one: 'hangs' };
    await addBatch(ids);
    await until(() => finishers.length === 1);
    expect(await act({ do: 'cancel', batch: 'batch-0001' })).toEqual(['batch-job-2', 'batch-job-3']);
    finishers[0]!();
    await until(() => stateOf(desk.journal, 'batch-job-1') === 'printed');
    expect(desk.queue.describeState().batches[0]?.counts).toMatchObject({ queued: 0, printed: 1, failed: 2 });
    expect(printed).toEqual(['one batch-job-1']);
  });
});

describe('a person', () => {
  test('prints again what failed, here or elsewhere; never what is unknown or printed', async () => {
    await start([aPrinter('one'), aPrinter('two')]);
    now['one'] = { state: 'failed', problem: 'wrongMedia', reason: '', left: false };
    await desk.queue.print(request('job-00001'));
    now['one'] = { state: 'unknown', problem: 'unconfirmed', reason: '' };
    await desk.queue.print(request('job-00002'));
    now = {};
    await desk.queue.print(request('job-00003'));
    const all = ['job-00001', 'job-00002', 'job-00003'];
    expect(await act({ do: 'move', jobs: all, printer: 'two' })).toEqual(['job-00001']);
    await until(() => stateOf(desk.journal) === 'printed');
    expect(await act({ do: 'retry', jobs: all })).toEqual([]);
    expect(printed).toEqual(['one job-00003', 'two job-00001']);
    expect(stateOf(desk.journal, 'job-00002')).toBe('unknown');
  });

  test('who looked and found nothing sends it elsewhere when its first printer was asked to give it up', async () => {
    const asked: string[] = [];
    const cancel: PrintBackend['cancel'] = async (id, { id: printer }) => {
      asked.push(`${printer} ${id} ${stateOf(desk.journal)} ${printed.length}`);
      return 'cancelled';
    };
    await start([aPrinter('one'), aPrinter('two')], { cancel });
    now['one'] = { state: 'unknown', problem: 'unconfirmed', reason: 'no answer' };
    await desk.queue.print(request());
    await desk.queue.answer('job-00001', false);
    expect(await act({ do: 'move', jobs: ['job-00001'], printer: 'two' })).toEqual(['job-00001']);
    await until(() => stateOf(desk.journal) === 'printed');
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
    await desk.queue.print(request());
    await desk.queue.answer('job-00001', false);
    does = { state: 'printed' };
    await act({ do: 'retry', jobs: ['job-00001'] });
    await until(() => stateOf(desk.journal) === 'printed');
    expect(again).toEqual([false, true]);
    expect(badges(desk.journal)).toEqual(['badge-of-job-00001']);
  });

  test('pauses a printer: nothing begins until it goes on, not even after a start', async () => {
    await start();
    await act({ do: 'pause', printer: 'one' });
    void desk.queue.print(request());
    await until(() => stateOf(desk.journal) === 'queued');
    await desk.queue.close();
    await desk.journal.close();
    await start();
    await desk.queue.recover();
    expect(desk.queue.describeState().printers[0]).toMatchObject({ paused: true, queued: 1 });
    await act({ do: 'resume', printer: 'one' });
    await until(() => stateOf(desk.journal) === 'printed');
  });

  test('purges: what waits is cancelled, what failed is told no longer, what is unknown stays', async () => {
    await start();
    now['one'] = { state: 'unknown', problem: 'unconfirmed', reason: '' };
    await desk.queue.print(request('job-00001'));
    now['one'] = { state: 'failed', problem: 'wrongMedia', reason: '', left: false };
    await desk.queue.print(request('job-00002'));
    await desk.printers.pause('one', true);
    void desk.queue.print(request('job-00003'));
    await until(() => stateOf(desk.journal, 'job-00003') === 'queued');
    expect(await act({ do: 'purge' })).toEqual(['job-00003', 'job-00002']);
    expect(desk.queue.describeState().open).toEqual({ queued: 0, printing: 0, unknown: 1, failed: 0 });
    expect(desk.queue.describeRecent().map(({ id }) => id)).toEqual(['job-00001']);
    expect(job('job-00003')).toMatchObject({ state: 'failed', problem: 'cancelled' });
  });

  test('cancels what is printed only if the printer gives it up', async () => {
    let say: 'cancelled' | 'tooLate' = 'tooLate';
    await start(undefined, { cancel: async () => say });
    now = { one: 'hangs' };
    const answer = desk.queue.print(request());
    await until(() => finishers.length === 1);
    expect(await act({ do: 'cancel', jobs: ['job-00001'] })).toEqual([]);
    say = 'cancelled';
    const cancelled = act({ do: 'cancel', jobs: ['job-00001'] });
    await new Promise((resolve) => setImmediate(resolve));
    desk.timers.advance(3000);
    expect(await cancelled).toEqual(['job-00001']);
    expect(await answer).toMatchObject({ state: 'failed', problem: 'cancelled' });
    expect(badges(desk.journal)).toEqual([]);
  });

  test('does without what failed: it is told no longer', async () => {
    await start();
    now = { one: { state: 'failed', problem: 'wrongMedia', reason: '', left: false } };
    await desk.queue.print(request());
    expect(await act({ do: 'cancel', jobs: ['job-00001'] })).toEqual(['job-00001']);
    expect(desk.queue.describeState().open.failed).toBe(0);
    expect(desk.queue.describeRecent()).toEqual([]);
  });

  test('prints a test page though the queue is held back', async () => {
    await start();
    await act({ do: 'pause', printer: 'one' });
    expect(await desk.queue.testPage('test-00001', aPrinter('one'), stamp)).toMatchObject({ state: 'printed' });
  });
});

test('how much is left is counted down, and how fast it goes is told', async () => {
  await start([aPrinter('one', { mediaLeft: 3 }), aPrinter('two')]);
  await desk.queue.print(request('job-00001', { printer: 'one' }));
  await desk.queue.print(request('job-00002', { printer: 'one' }));
  await until(() => desk.queue.lane('one').running === null);
  expect(desk.queue.describeState().printers[0]).toMatchObject({ mediaLeft: 1, perMinute: 12, state: 'ready' });
  expect(desk.queue.describeState().printers[1]).toMatchObject({ mediaLeft: null, perMinute: null });
});

describe('a badge that was printing when the desk stopped, at a printer without paper', () => {
  const noPaper: PrintBackend['status'] = async () => ({
    state: 'problem',
    problems: [{ problem: 'paperOut', detail: 'tray 1 is empty' }],
  });
  const startAgain = async (more: Partial<PrintBackend>, fallback: string | null = null): Promise<void> => {
    const printers = [aPrinter('one', { fallback }), aPrinter('two')];
    await start(printers);
    now['one'] = 'hangs';
    void desk.queue.print(request());
    await until(() => stateOf(desk.journal) === 'printing');
    const closing = desk.queue.close(); // what is known of the badge stays as it is on the disk, as after a kill
    desk.timers.advance(10_000);
    await closing;
    await desk.journal.close();
    await start(printers, more);
    void desk.queue.recover();
  };

  test('says why it waits, and that it goes on', async () => {
    let finish: (outcome: PrintOutcome) => void = () => undefined;
    let status = noPaper;
    await startAgain({
      recover: () => new Promise((resolve) => (finish = resolve)),
      status: (printer) => status(printer),
    });
    desk.timers.advance(1000);
    await until(() => desk.queue.lane('one').trouble !== null);
    expect(desk.queue.describe(job()!)).toMatchObject({
      ...{ state: 'printing', problem: 'paperOut', reason: 'tray 1 is empty' },
    });
    status = async () => ({ state: 'printing', problems: [] });
    desk.timers.advance(5000);
    await until(() => desk.queue.lane('one').trouble === null);
    finish({ state: 'printed' });
    await until(() => stateOf(desk.journal) === 'printed');
    expect(badges(desk.journal)).toEqual(['badge-of-job-00001']);
  });

  test('goes to the fallback when its printer really gives it up, also when that says so first', async () => {
    let giveUp: (outcome: PrintOutcome) => void = () => undefined;
    const cancelled: string[] = [];
    const cancel: PrintBackend['cancel'] = async (id, { id: printer }) => {
      cancelled.push(`${printer} ${id}`);
      giveUp({ state: 'failed', problem: 'cancelled', reason: '', left: true });
      await new Promise((resolve) => setImmediate(resolve));
      return 'cancelled';
    };
    await startAgain({ status: noPaper, cancel, recover: () => new Promise((resolve) => (giveUp = resolve)) }, 'two');
    desk.timers.advance(1000);
    await until(() => desk.queue.lane('one').trouble !== null);
    desk.timers.advance(5000);
    await until(() => ['printed', 'unknown', 'failed'].includes(stateOf(desk.journal) ?? ''));
    expect(cancelled).toEqual(['one job-00001']);
    expect([printed, job()?.state, job()?.printer]).toEqual([['two job-00001'], 'printed', 'two']);
  });
});
