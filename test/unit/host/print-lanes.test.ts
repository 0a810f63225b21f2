/** Printers: in trouble, side by side, and with a badge in them that an earlier run of the station gave them. */
import { describe, expect, test } from 'vitest';
import type { PrintBackend, PrintOutcome } from '../../../electron/host/printing/backend.ts';
import { answersOf, aPrinter, badges, request, stateOf, until } from './print-desk.ts';
import { scriptDesk } from './scripted-desk.ts';

const world = scriptDesk();
const { start, script, act, job, isHeld, now, printed, finishers } = world;
const out: PrintOutcome = { state: 'failed', problem: 'paperOut', reason: 'tray 1 is empty', left: false };

describe('a printer in trouble', () => {
  test('holds its queue, says why, and goes on by itself', async () => {
    await start();
    now['one'] = out;
    void world.desk.queue.print(request());
    void world.desk.queue.print(request('job-00002'));
    await until(() => isHeld() && job()?.problem === 'paperOut');
    expect(job()).toMatchObject({ state: 'queued', problem: 'paperOut', reason: 'tray 1 is empty', tries: 1 });
    expect(world.desk.queue.describe(job('job-00002')!)).toMatchObject({ state: 'queued', problem: 'paperOut' });
    expect(world.desk.queue.describeState().printers[0]).toMatchObject({
      state: 'problem',
      problems: [{ problem: 'paperOut', detail: 'tray 1 is empty' }],
      queued: 2,
    });
    script({});
    world.desk.timers.advance(3000);
    await until(() => stateOf(world.desk.journal, 'job-00002') === 'printed');
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
    void world.desk.queue.print(request());
    await until(() => isHeld() && job()?.tries === 1 && stateOf(world.desk.journal) === 'queued');
    for (let round = 1; round <= 3; round += 1) {
      world.desk.timers.advance(60_000);
      await until(() => asked === round && world.desk.queue.lane('one').trouble?.problem === 'coverOpen');
    }
    expect(job()?.tries).toBe(1);
  });

  test('is tried at once when a person says so', async () => {
    await start();
    now['one'] = out;
    void world.desk.queue.print(request());
    await until(() => isHeld() && stateOf(world.desk.journal) === 'queued');
    script({});
    await act({ do: 'resume', printer: 'one' });
    await until(() => stateOf(world.desk.journal) === 'printed');
  });

  test('gives what waits to the printer that it falls back on, and takes no more until it is well', async () => {
    await start([aPrinter('one', { fallback: 'two' }), aPrinter('two')]);
    now['one'] = out;
    await Promise.all([world.desk.queue.print(request()), world.desk.queue.print(request('job-00002'))]);
    await world.desk.queue.print(request('job-00003'));
    expect(printed).toEqual(['two job-00001', 'two job-00002', 'two job-00003']);
    expect(job()).toMatchObject({ printer: 'two', problem: null });
    expect(badges(world.desk.journal)).toHaveLength(3);
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
    void world.desk.queue.print(request());
    await until(() => isHeld());
    expect(world.desk.queue.describe(job()!)).toMatchObject({
      state: 'printing',
      problem: 'paperOut',
      reason: 'tray 1',
    });
    world.desk.timers.advance(5000);
    await new Promise((resolve) => setImmediate(resolve));
    expect([cancels.length, printed, stateOf(world.desk.journal)]).toEqual([1, [], 'printing']);
    say = 'cancelled';
    const moved = act({ do: 'move', jobs: ['job-00001'], printer: 'two' });
    await until(() => cancels.length === 2);
    await new Promise((resolve) => setImmediate(resolve));
    world.desk.timers.advance(3000); // the back-end does not let go of it; nobody waits for that
    await moved;
    await until(() => stateOf(world.desk.journal) === 'printed');
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
    void world.desk.queue.print(request());
    await until(() => isHeld());
    expect(await act({ do: 'move', jobs: ['job-00001'], printer: 'two' })).toEqual(['job-00001']);
    await until(() => stateOf(world.desk.journal) === 'printed');
    expect(printed).toEqual(['two job-00001']);
  });

  test('one that is removed keeps its jobs for a person to move', async () => {
    await start([aPrinter('one'), aPrinter('two'), aPrinter('three')]);
    now['two'] = 'hangs';
    void world.desk.queue.print(request('job-00001', { printer: 'two' }));
    void world.desk.queue.print(request('job-00002', { printer: 'two' }));
    await until(() => finishers.length === 1);
    await world.desk.printers.remove('two');
    finishers[0]!();
    await until(() => isHeld('two'));
    expect(world.desk.queue.describe(job('job-00002')!)).toMatchObject({ state: 'queued', problem: 'noPrinter' });
    await act({ do: 'move', jobs: ['job-00002'], printer: 'three' });
    await until(() => stateOf(world.desk.journal, 'job-00002') === 'printed');
    expect(printed).toEqual(['two job-00001', 'three job-00002']);
  });
});

test('printers work side by side', async () => {
  await start([aPrinter('one'), aPrinter('two')]);
  script({ one: 'hangs' });
  void world.desk.queue.print(request('job-00001', { printer: 'one' }));
  await until(() => finishers.length === 1);
  await world.desk.queue.print(request('job-00002', { printer: 'two' }));
  expect(printed).toEqual(['two job-00002']);
});

test('how much is left is counted down, and how fast it goes is told', async () => {
  await start([aPrinter('one', { mediaLeft: 3 }), aPrinter('two')]);
  await world.desk.queue.print(request('job-00001', { printer: 'one' }));
  await world.desk.queue.print(request('job-00002', { printer: 'one' }));
  await until(() => world.desk.queue.lane('one').running === null);
  expect(world.desk.queue.describeState().printers[0]).toMatchObject({ mediaLeft: 1, perMinute: 12, state: 'ready' });
  expect(world.desk.queue.describeState().printers[1]).toMatchObject({ mediaLeft: null, perMinute: null });
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
    void world.desk.queue.print(request());
    await until(() => stateOf(world.desk.journal) === 'printing');
    const closing = world.desk.queue.close(); // what is known of the badge stays as it is on the disk, as after a kill
    world.desk.timers.advance(10_000);
    await closing;
    await world.desk.journal.close();
    await start(printers, more);
    void world.desk.queue.recover();
  };

  test('says why it waits, and that it goes on', async () => {
    let finish: (outcome: PrintOutcome) => void = () => undefined;
    let status = noPaper;
    await startAgain({
      recover: () => new Promise((resolve) => (finish = resolve)),
      status: (printer) => status(printer),
    });
    world.desk.timers.advance(1000);
    await until(() => world.desk.queue.lane('one').trouble !== null);
    expect(world.desk.queue.describe(job()!)).toMatchObject({
      ...{ state: 'printing', problem: 'paperOut', reason: 'tray 1 is empty' },
    });
    status = async () => ({ state: 'printing', problems: [] });
    world.desk.timers.advance(5000);
    await until(() => world.desk.queue.lane('one').trouble === null);
    finish({ state: 'printed' });
    await until(() => stateOf(world.desk.journal) === 'printed');
    expect(badges(world.desk.journal)).toEqual(['badge-of-job-00001']);
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
    world.desk.timers.advance(1000);
    await until(() => world.desk.queue.lane('one').trouble !== null);
    world.desk.timers.advance(5000);
    await until(() => ['printed', 'unknown', 'failed'].includes(stateOf(world.desk.journal) ?? ''));
    expect(cancelled).toEqual(['one job-00001']);
    expect([printed, job()?.state, job()?.printer]).toEqual([['two job-00001'], 'printed', 'two']);
  });
});

test('a badge that waited at its printer when the desk closed, and of which nothing had left, is no question', async () => {
  const print: PrintBackend['print'] = async ({ signal }) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    return { state: 'failed', problem: 'interrupted', reason: '', left: false };
  };
  await start(undefined, { print });
  void world.desk.queue.print(request());
  await until(() => stateOf(world.desk.journal) === 'printing');
  await world.desk.queue.close();
  await world.desk.journal.close();
  await start(undefined, { recover: async () => answersOf.lost });
  await world.desk.queue.recover();
  await until(() => stateOf(world.desk.journal) !== 'queued' && world.desk.queue.lane('one').running === null);
  expect([stateOf(world.desk.journal), printed]).toEqual(['printed', ['one job-00001']]);
});
