import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PrintTask } from '../../../electron/host/printing/backend.ts';
import { createZplBackend, type ZplLimits } from '../../../electron/host/printing/zpl-backend.ts';
import { systemTimers, type Timers } from '../../../electron/host/timers.ts';
import { DOTS } from '../../../electron/host/printing/raster.ts';
import type { Printer } from '../../../shared/contract/printing.ts';
import { startZplPrinter, type ZplPrinter } from '../../printers/zpl-printer.ts';
import { handTimers } from '../host/hand-timers.ts';
import { drawFrame, makeLayout, makePrinter, makeTask } from './label-printer.ts';

let device: ZplPrinter;
beforeEach(async () => {
  device = await startZplPrinter();
});
afterEach(() => device.close());

const at = (port: number, more: Partial<Printer> = {}) => makePrinter({ kind: 'zpl', host: '127.0.0.1', port }, more);
const layout = makeLayout(86, 54);

function makeBackend(limits: Partial<ZplLimits> = {}, timers: Timers = systemTimers) {
  return createZplBackend({
    timers,
    draw: ({ page }, side, dpi) =>
      drawFrame(Math.round(page.width * DOTS[dpi]) - side, Math.round(page.height * DOTS[dpi])),
    limits: { pollMs: 5, ...limits },
  });
}

/** Twice as large as what the system buffers at most (4 MB on Linux): a letter for each four dots. */
function drawNoise() {
  const data = new Uint8Array(8_000 * 500).map((_, index) => (index * 2_654_435_761) >>> 7);
  return { width: 4_000, height: 8_000, bytesPerRow: 500, data };
}

/** A task whose telling can be waited for. */
function watchTask(printer: Printer, id: string, more: Partial<PrintTask> = {}) {
  const heard: ((problem: string | null) => void)[] = [];
  const told: (string | null)[] = [];
  const tell: PrintTask['tell'] = (problem) => {
    told.push(problem);
    heard.forEach((hear) => hear(problem));
  };
  const hears = (wanted: string | null) =>
    new Promise<void>((resolve) => {
      if (told.at(-1) === wanted && told.length > 0) resolve();
      heard.push((problem) => {
        if (problem === wanted) resolve();
      });
    });
  return { ...makeTask(printer, id, { tell, ...more }), told, hears };
}

describe('one that answers', () => {
  test('gets the picture to the dot, and printed is when it has come out', async () => {
    const backend = makeBackend();
    const task = makeTask(at(device.port, { dpi: 300, darkness: 22, mediaType: 'mark', cutter: true }), 'job-1');
    expect(await backend.print(task, layout)).toEqual({ state: 'printed' });
    const drawn = drawFrame(1016, 638); // 86 × 54 mm at 300 dots an inch
    expect(device.labels).toEqual([{ ...drawn, darkness: 22, mediaTracking: 'M', printMode: 'C' }]);
    expect(device.complaints).toEqual([]);
    expect(task.told).toEqual([]);
  });

  test('is not sent anything while it has a fault; it is told, and goes on by itself', async () => {
    device.set({ paperOut: true });
    const task = watchTask(at(device.port), 'job-1');
    const outcome = makeBackend().print(task, layout);
    await task.hears('paperOut');
    device.set({ headOpen: true });
    await task.hears('headOpen');
    expect(device.received()).not.toContain('^XA');
    device.set({});
    expect(await outcome).toEqual({ state: 'printed' });
    expect(task.told).toEqual(['paperOut', 'headOpen', null]);
    expect(device.labels).toHaveLength(1);
  });

  test('a fault after it was sent is told, and what waits in it is printed once', async () => {
    device.set({ slow: true });
    const task = watchTask(at(device.port), 'job-1');
    const outcome = makeBackend().print(task, layout);
    await device.until(() => device.waiting() === 1);
    for (const [fault, problem] of [
      [{ paperOut: true }, 'paperOut'],
      [{ ribbonOut: true }, 'inkOut'],
      [{ paused: true }, 'paused'],
    ] as const) {
      device.set(fault);
      await task.hears(problem);
    }
    device.set({});
    expect(await outcome).toEqual({ state: 'printed' });
    expect(task.told).toEqual(['paperOut', 'inkOut', 'paused', null]);
    expect(device.labels).toHaveLength(1);
  });

  test('is not printed before the label has come out, however long that takes', async () => {
    device.set({ slow: true });
    let settled = false;
    const outcome = makeBackend().print(makeTask(at(device.port), 'job-1'), layout);
    void outcome.then(() => (settled = true));
    const asked = () => device.received().split('~HS').length - 1;
    await device.until(() => device.waiting() === 1 && asked() > 6);
    expect(settled).toBe(false);
    device.set({});
    expect(await outcome).toEqual({ state: 'printed' });
  });

  test('the back comes as a label of its own where backs are printed', async () => {
    const backend = makeBackend();
    await backend.print(makeTask(at(device.port, { duplex: true }), 'job-1'), makeLayout(86, 54, 2));
    expect(device.labels.map(({ width }) => width)).toEqual([688, 687]);
    await backend.print(makeTask(at(device.port), 'job-2'), makeLayout(86, 54, 2));
    expect(device.labels).toHaveLength(3);
  });

  test('the same job again is not another label; unless somebody says that nothing came out', async () => {
    const backend = makeBackend();
    const task = makeTask(at(device.port), 'job-1');
    const both = await Promise.all([backend.print(task, layout), backend.print(task, layout)]);
    expect(both).toEqual([{ state: 'printed' }, { state: 'printed' }]);
    await backend.print(task, layout);
    expect(device.labels).toHaveLength(1);
    expect(await backend.cancel('job-1', task.printer)).toBe('tooLate');
    await backend.print({ ...task, again: true }, layout);
    expect(device.labels).toHaveLength(2);
  });

  test('what still waits from a try that somebody gave up is taken back before it is printed again', async () => {
    const closing = new AbortController();
    device.set({ slow: true });
    const backend = makeBackend();
    const task = makeTask(at(device.port), 'job-1', { signal: closing.signal });
    const first = backend.print(task, layout);
    await device.until(() => device.waiting() === 1);
    closing.abort();
    expect(await first).toMatchObject({ state: 'unknown', problem: 'interrupted' });
    device.set({ paused: true });
    const again = watchTask(at(device.port), 'job-1', { again: true });
    const second = backend.print(again, layout);
    await again.hears('paused');
    expect(device.waiting()).toBe(0);
    device.set({});
    expect(await second).toEqual({ state: 'printed' });
    expect(device.labels).toHaveLength(1);
  });
});

describe('taken back', () => {
  test('before it was sent: nothing comes out', async () => {
    device.set({ paused: true });
    const backend = makeBackend();
    const task = watchTask(at(device.port), 'job-1');
    const outcome = backend.print(task, layout);
    await task.hears('paused');
    expect(await backend.cancel('job-1', task.printer)).toBe('cancelled');
    expect(await outcome).toMatchObject({ state: 'failed', problem: 'cancelled', left: false });
    device.set({});
    expect(device.received()).not.toContain('^XA');
    expect(await backend.recover('job-1', task.printer)).toBeNull();
    // and it may be printed after all
    expect(await backend.print(task, layout)).toEqual({ state: 'printed' });
  });

  test('while a fault holds it in the printer: the printer gives it back', async () => {
    device.set({ slow: true });
    const backend = makeBackend();
    const task = watchTask(at(device.port), 'job-1');
    const outcome = backend.print(task, layout);
    await device.until(() => device.waiting() === 1);
    device.set({ paperOut: true });
    await task.hears('paperOut');
    expect(await backend.cancel('job-1', task.printer)).toBe('cancelled');
    expect(await outcome).toMatchObject({ state: 'failed', problem: 'cancelled', left: false });
    device.set({});
    expect(device.labels).toEqual([]);
  });

  test('not when others would lose their labels, and not when it is on its way', async () => {
    device.set({ slow: true });
    const backend = makeBackend();
    const first = backend.print(makeTask(at(device.port), 'job-1'), layout);
    await device.until(() => device.waiting() === 1);
    const second = backend.print(makeTask(at(device.port), 'job-2'), layout);
    await device.until(() => device.waiting() === 2);
    const cancelled = backend.cancel('job-2', at(device.port));
    device.set({ paused: true });
    expect(await cancelled).toBe('unknown');
    expect(await second).toMatchObject({ state: 'unknown', problem: 'cancelled' });
    device.set({});
    expect(await first).toEqual({ state: 'printed' });
    expect(device.labels).toHaveLength(2);
  });

  test('a job of another process cannot be told from others', async () => {
    const backend = makeBackend();
    expect(await backend.cancel('job-1', at(device.port))).toBe('unknown');
    expect(await backend.recover('job-1', at(device.port))).toMatchObject({ state: 'unknown', problem: 'interrupted' });
  });
});

describe('connections that fail', () => {
  test('nobody there: nothing has left', async () => {
    const { port } = device;
    await device.close();
    const backend = makeBackend();
    expect(await backend.print(makeTask(at(port), 'job-1'), layout)).toMatchObject({
      state: 'failed',
      problem: 'gone',
      left: false,
    });
    expect(await backend.recover('job-1', at(port))).toBeNull();
    expect(await backend.status(at(port))).toMatchObject({ state: 'gone', problems: [{ problem: 'gone' }] });
    expect(await backend.capabilities(at(port).connection)).toBeNull();
    device = await startZplPrinter();
  });

  test('no such address', async () => {
    const printer = makePrinter({ kind: 'zpl', host: 'printer.invalid', port: 9100 });
    expect(await makeBackend().print(makeTask(printer, 'job-1'), layout)).toMatchObject({
      state: 'failed',
      problem: 'gone',
      left: false,
    });
  });

  test('it dies in the middle of the picture: nobody knows; the next label is whole', async () => {
    device.set({ dieAfter: 400 });
    const backend = makeBackend();
    expect(await backend.print(makeTask(at(device.port), 'job-1'), layout)).toMatchObject({
      state: 'unknown',
      problem: 'unconfirmed',
    });
    expect(await backend.cancel('job-1', at(device.port))).toBe('unknown');
    device.set({});
    expect(await backend.print(makeTask(at(device.port), 'job-2'), layout)).toEqual({ state: 'printed' });
    expect(device.labels).toHaveLength(1);
    expect(Buffer.from(device.labels[0]!.data).equals(drawFrame(688, 432).data)).toBe(true);
  });

  test('the same of one that cannot be asked: what broke off is not printed below the next', async () => {
    device.set({ silent: true, dieAfter: 400 });
    const backend = makeBackend({ answerMs: 30 });
    expect(await backend.print(makeTask(at(device.port), 'job-1'), layout)).toMatchObject({ state: 'unknown' });
    device.set({ silent: true });
    expect(await backend.print(makeTask(at(device.port), 'job-2'), layout)).toEqual({ state: 'printed' });
    expect(device.complaints).toEqual([]);
    expect(Buffer.from(device.labels[0]!.data).equals(drawFrame(688, 432).data)).toBe(true);
    // once it has gone well there is nothing to drop
    await backend.print(makeTask(at(device.port), 'job-3'), layout);
    expect(device.received().split('~JX')).toHaveLength(2);
  });

  test('it takes no more: that is told, then given up', async () => {
    device.set({ stopReadingAfter: 400 });
    const task = watchTask(at(device.port, { dpi: 600 }), 'job-1');
    const backend = createZplBackend({ draw: drawNoise, limits: { stallMs: 20, patienceMs: 20 } });
    expect(await backend.print(task, layout)).toMatchObject({ state: 'unknown', problem: 'unconfirmed' });
    expect(task.told).toEqual(['busy']);
  });

  test('it takes no more, and somebody calls it off: that need not be waited for, and nobody knows', async () => {
    device.set({ stopReadingAfter: 400 });
    const task = watchTask(at(device.port), 'job-1');
    const backend = createZplBackend({ draw: drawNoise, limits: { stallMs: 20 } });
    const outcome = backend.print(task, layout);
    await task.hears('busy');
    expect(await backend.cancel('job-1', task.printer)).toBe('unknown');
    expect(await outcome).toMatchObject({ state: 'unknown' });
  });

  test('the desk closes: before it was sent nothing has left, afterwards nobody knows', async () => {
    const closing = new AbortController();
    device.set({ headOpen: true });
    const backend = makeBackend();
    const task = watchTask(at(device.port), 'job-1', { signal: closing.signal });
    const outcome = backend.print(task, layout);
    await task.hears('headOpen');
    closing.abort();
    expect(await outcome).toMatchObject({ state: 'failed', problem: 'interrupted', left: false });
    expect(device.received()).not.toContain('^XA');
  });

  test('a picture that cannot be drawn is said without what is on it', async () => {
    const backend = createZplBackend({ draw: () => Promise.reject(new RangeError('Ivanova')) });
    const outcome = await backend.print(makeTask(at(device.port), 'job-1'), layout);
    expect(outcome).toMatchObject({ state: 'failed', problem: 'layout', left: false });
    expect(JSON.stringify(outcome)).not.toContain('Ivanova');
  });
});

describe('one that cannot be asked', () => {
  test('is not one that was asleep when it was first asked: its fault is heard before anything is sent', async () => {
    device.set({ asleepFor: 1, paperOut: true });
    const closing = new AbortController();
    const task = watchTask(at(device.port), 'job-1', { signal: closing.signal });
    const timers = handTimers();
    const outcome = makeBackend({}, timers).print(task, layout);
    await device.until(() => device.received().includes('~HS'));
    timers.advance(1_200); // no answer
    expect(await Promise.race([outcome, task.hears('paperOut')])).toBeUndefined();
    closing.abort();
    expect(await outcome).toMatchObject({ state: 'failed', left: false });
    expect(device.received()).not.toContain('^XA');
  });

  test('is printed when it took every byte, and says that this is all it confirms', async () => {
    device.set({ silent: true });
    const backend = makeBackend({ answerMs: 30 });
    expect(await backend.status(at(device.port))).toEqual({ state: 'unknown', problems: [], confirms: 'sent' });
    expect(await backend.print(makeTask(at(device.port), 'job-1'), layout)).toEqual({ state: 'printed' });
    expect(device.labels).toHaveLength(1);
    // its silence is known: it is not asked again for each label
    const asked = device.received().split('~HS').length;
    await backend.print(makeTask(at(device.port), 'job-2'), layout);
    expect(device.received().split('~HS')).toHaveLength(asked);
    expect(await backend.capabilities(at(device.port).connection)).toBeNull();
  });

  test('is not known to have printed when it did not end the connection', async () => {
    device.set({ silent: true, neverEnds: true });
    const backend = makeBackend({ answerMs: 30, finishMs: 30 });
    expect(await backend.print(makeTask(at(device.port), 'job-1'), layout)).toMatchObject({
      state: 'unknown',
      problem: 'unconfirmed',
    });
  });

  test('one that answered before and is silent now has a fault, and gets nothing', async () => {
    const impatient = makeBackend({ answerMs: 100, silenceMs: 0 });
    while ((await impatient.status(at(device.port))).state !== 'ready'); // it may be slow beside others
    device.set({ silent: true });
    expect(await impatient.print(makeTask(at(device.port), 'job-1'), layout)).toMatchObject({
      state: 'failed',
      problem: 'gone',
      left: false,
    });
    expect(device.received()).not.toContain('^XA');
  });
});

test('how it is, and what it can do', async () => {
  const other = await startZplPrinter({ model: 'MADE-UP', dotsPerMm: 24, cutter: true });
  const backend = makeBackend();
  const printer = at(other.port);
  expect(await backend.capabilities(printer.connection)).toEqual({
    media: [],
    dpi: 600,
    duplex: false,
    cutter: true,
    formats: ['application/vnd.zebra-zpl'],
  });
  expect(await backend.status(printer)).toEqual({ state: 'ready', problems: [] });
  other.set({ paused: true, paperOut: true });
  const status = await backend.status(printer);
  expect(status.state).toBe('problem');
  expect(status.problems.map(({ problem }) => problem)).toEqual(['paperOut', 'paused']);
  await other.close();
});
