/** The Windows back-end against a double of PowerShell and the spooler: none of it has run on Windows here. */
import { inflateSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PrintTask } from '../../../electron/host/printing/backend.ts';
import { createWindowsBackend, listWindowsPrinters } from '../../../electron/host/printing/windows.ts';
import { encodePng } from '../../../electron/host/printing/windows-pictures.ts';
import { ENCODED_WINDOWS_SCRIPT, WINDOWS_SCRIPT } from '../../../electron/host/printing/windows-script.ts';
import { createWindowsRunner } from '../../../electron/host/printing/windows-shell.ts';
import { isKept, readJobState } from '../../../electron/host/printing/windows-states.ts';
import type { Printer } from '../../../shared/contract/printing.ts';
import { WindowsDouble } from '../../printers/windows-spooler.ts';
import { drawFrame, makeLayout, makePrinter, makeTask } from './label-printer.ts';

const well = { error: 2, extended: 3, offline: false };
const name = 'Бейджи "у входа"';
const at = (device: string, more: Partial<Printer> = {}) => makePrinter({ kind: 'windows', device }, more);

let windows: WindowsDouble;
let run: ReturnType<typeof createWindowsRunner>;
beforeEach(() => {
  windows = new WindowsDouble();
  windows.printers.set(name, well);
  run = createWindowsRunner(windows.spawn, 'C:\\Windows');
});

const make = () =>
  createWindowsBackend({
    run,
    draw: async (_task, layout, sides) =>
      Array.from({ length: sides }, (_, side) => Buffer.from(`side ${side} of ${layout.page.width} mm, Иванова`)),
  });

/** A task whose telling can be waited for. */
function watchTask(printer: Printer, id: string, more: Partial<PrintTask> = {}) {
  let hear: (problem: string | null) => void = () => undefined;
  const told: (string | null)[] = [];
  const tell: PrintTask['tell'] = (problem) => {
    told.push(problem);
    hear(problem);
  };
  const hears = (wanted: string | null) =>
    new Promise<void>((resolve) => {
      if (told.at(-1) === wanted) resolve();
      hear = (problem) => {
        if (problem === wanted) resolve();
      };
    });
  return { ...makeTask(printer, id, { tell, ...more }), told, hears };
}

/** Waits for what the double does in turns of its own. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}

describe('the script', () => {
  test('is a constant that fits a command line, and is run by its full path without a profile', async () => {
    expect(await make().print(makeTask(at(name), 'job-1'), makeLayout(86, 54))).toEqual({ state: 'printed' });
    const [ran] = windows.runs;
    expect(ran?.command).toBe('C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe');
    expect(ran?.args).toEqual([
      '-NoLogo',
      '-NoProfile',
      '-NonInteractive',
      '-ExecutionPolicy',
      'Bypass',
      '-InputFormat',
      'Text',
      '-EncodedCommand',
      ENCODED_WINDOWS_SCRIPT,
    ]);
    expect(ENCODED_WINDOWS_SCRIPT.length).toBeLessThan(30_000);
    expect(Buffer.from(ENCODED_WINDOWS_SCRIPT, 'base64').toString('utf16le')).toBe(WINDOWS_SCRIPT);
    expect(WINDOWS_SCRIPT).toMatch(/^[\x20-\x7e\n]*$/);
    expect(WINDOWS_SCRIPT).not.toMatch(/Invoke-Expression|\biex\b/i);
  });

  test.each([
    ['quotes', `O'Brien's "badge" printer`],
    ['Cyrillic', 'Принтер на стойке №1'],
    ['a share', '\\\\server\\share with space'],
    ['a script', '$(Remove-Item C:\\ -Recurse); `whoami` & calc | %{1}'],
    ['a line break and an emoji', 'A\nB 🎫'],
  ])('takes a printer whose name has %s as it is, and nothing of it into the command line', async (_what, odd) => {
    windows.printers.set(odd, well);
    expect(await make().print(makeTask(at(odd), 'job-1'), makeLayout(86, 54))).toEqual({ state: 'printed' });
    expect(windows.printed[0]?.printer).toBe(odd);
    expect(windows.runs[0]?.args.join(' ')).not.toContain(odd);
    expect(await make().status(at(odd))).toEqual({ state: 'ready', problems: [] });
  });
});

describe('a badge', () => {
  test('is told in its exact size, with a name that says nothing of anybody', async () => {
    await make().print(makeTask(at(name), 'job-1'), makeLayout(101.6, 76.2, 2));
    const [job] = windows.printed;
    expect(job?.task).toMatchObject({
      document: 'Stoika job-1',
      page: { width: 101.6, height: 76.2 },
      sheet: { width: 101.6, height: 76.2, landscape: false },
      duplex: 'Simplex',
      pages: 1,
    });
    expect(job?.pictures.map(String)).toEqual(['side 0 of 101.6 mm, Иванова']);
  });

  test('of two sides is one job, turned like the page of a book', async () => {
    const backend = make();
    await backend.print(makeTask(at(name, { duplex: true }), 'job-1'), makeLayout(105, 148, 2));
    await backend.print(makeTask(at(name, { duplex: true }), 'job-2'), makeLayout(148, 105, 2));
    expect(windows.printed.map(({ task }) => [task.pages, task.duplex, task.sheet])).toEqual([
      [2, 'Vertical', { width: 105, height: 148, landscape: false }],
      [2, 'Horizontal', { width: 105, height: 148, landscape: true }],
    ]);
  });

  test('waits in the queue, is told why, and is printed when it has left it', async () => {
    windows.holds = true;
    const task = watchTask(at(name), 'job-1');
    const outcome = make().print(task, makeLayout(86, 54));
    await until(() => windows.queue.length === 1);
    for (const [printer, mask, problem] of [
      [{ ...well, error: 4 }, 0x10, 'paperOut'],
      [{ ...well, error: 7 }, 0x12, 'coverOpen'],
      [{ ...well, extended: 8 }, 0x10, 'paused'],
      [well, 0x1, 'held'],
      [{ ...well, offline: true }, 0x20, 'gone'],
    ] as const) {
      windows.printers.set(name, printer);
      windows.queue[0]!.mask = mask;
      windows.change();
      await task.hears(problem);
    }
    windows.printers.set(name, well);
    windows.queue[0]!.mask = 0x10;
    windows.change();
    await task.hears(null);
    windows.release();
    expect(await outcome).toEqual({ state: 'printed' });
    expect(task.told).toEqual(['paperOut', 'coverOpen', 'paused', 'held', 'gone', null]);
  });

  test('that a queue keeps after printing is printed', async () => {
    windows.holds = true;
    const outcome = make().print(makeTask(at(name), 'job-1'), makeLayout(86, 54));
    await until(() => windows.queue.length === 1);
    windows.queue[0]!.mask = 0x80;
    windows.change();
    expect(await outcome).toEqual({ state: 'printed' });
    expect(windows.kills).toBe(1);
  });

  test('that somebody took out of the queue is not known to have come out', async () => {
    windows.holds = true;
    const task = watchTask(at(name), 'job-1');
    const outcome = make().print(task, makeLayout(86, 54));
    await until(() => windows.queue.length === 1);
    windows.queue[0]!.mask = 0x4 | 0x20;
    windows.change();
    await task.hears('gone');
    windows.queue.length = 0;
    windows.change();
    expect(await outcome).toMatchObject({ state: 'unknown', problem: 'cancelled' });
  });

  test('is printed once, by one desk or by two', async () => {
    windows.holds = true;
    const [one, other] = [make(), make()];
    const task = makeTask(at(name), 'job-1');
    const outcomes = [one.print(task, makeLayout(86, 54)), one.print(task, makeLayout(86, 54))];
    await until(() => windows.queue.length === 1);
    outcomes.push(other.print(task, makeLayout(86, 54)));
    await until(() => windows.runs.length === 2);
    windows.release();
    expect(await Promise.all(outcomes)).toEqual(Array(3).fill({ state: 'printed' }));
    expect(windows.printed).toHaveLength(1);
    await one.print(task, makeLayout(86, 54));
    expect(windows.printed).toHaveLength(1);
    await one.print({ ...task, again: true }, makeLayout(86, 54));
    expect(windows.printed).toHaveLength(2);
  });
});

describe('what fails', () => {
  test.each([
    ['no such printer', 'nobody', null, 'gone'],
    ['no PowerShell', name, 'missing', 'other'],
    ['PowerShell falls', name, 'falls', 'other'],
    ['a driver that throws', name, { message: 'The handle is invalid' }, 'refused'],
  ] as const)('%s: nothing has left, and it may be printed as if new', async (_what, device, fault, problem) => {
    windows.fault = fault;
    const backend = make();
    expect(await backend.print(makeTask(at(device), 'job-1'), makeLayout(86, 54))).toMatchObject({
      state: 'failed',
      problem,
      left: false,
    });
    expect(await backend.recover('job-1', at(device))).toBeNull();
    windows.fault = null;
    windows.printers.set(device, well);
    expect(await backend.print(makeTask(at(device), 'job-1'), makeLayout(86, 54))).toEqual({ state: 'printed' });
  });

  test('PowerShell falls after it has begun, or the desk closes: nobody knows', async () => {
    windows.fault = 'fallsLater';
    const backend = make();
    const unconfirmed = { state: 'unknown', problem: 'unconfirmed' };
    expect(await backend.print(makeTask(at(name), 'job-1'), makeLayout(86, 54))).toMatchObject(unconfirmed);
    windows.fault = null;
    windows.holds = true;
    const closing = new AbortController();
    const outcome = backend.print(makeTask(at(name), 'job-2', { signal: closing.signal }), makeLayout(86, 54));
    await until(() => windows.queue.length === 1);
    closing.abort();
    expect(await outcome).toMatchObject({ state: 'unknown', problem: 'interrupted' });
    // before it began
    const early = makeTask(at(name), 'job-3', { signal: AbortSignal.abort() });
    expect(await backend.print(early, makeLayout(86, 54))).toMatchObject({ state: 'failed', left: false });
  });

  test('a page that cannot be drawn is said without what is on it', async () => {
    const backend = createWindowsBackend({ run, draw: () => Promise.reject(new RangeError('Иванова')) });
    const outcome = await backend.print(makeTask(at(name), 'job-1'), makeLayout(86, 54));
    expect(outcome).toMatchObject({ state: 'failed', problem: 'layout', left: false });
    expect(JSON.stringify(outcome)).not.toContain('Иванова');
  });
});

test('a desk that comes back follows what is still in the queue', async () => {
  windows.holds = true;
  const closing = new AbortController();
  void make().print(makeTask(at(name), 'job-1', { signal: closing.signal }), makeLayout(86, 54));
  await until(() => windows.queue.length === 1);
  closing.abort();
  const recovered = make().recover('job-1', at(name));
  await until(() => windows.runs.length === 2);
  windows.release();
  expect(await recovered).toEqual({ state: 'printed' });
  expect(await make().recover('job-9', at(name))).toMatchObject({ state: 'unknown', problem: 'interrupted' });
});

describe('taking back', () => {
  test('from the queue: nothing comes out', async () => {
    windows.holds = true;
    const backend = make();
    const outcome = backend.print(makeTask(at(name), 'job-1'), makeLayout(86, 54));
    await until(() => windows.queue.length === 1);
    windows.queue[0]!.mask = 0x20;
    expect(await backend.cancel('job-1', at(name))).toBe('cancelled');
    expect(await outcome).toMatchObject({ state: 'failed', problem: 'cancelled', left: false });
    windows.release();
    expect(windows.printed).toEqual([]);
  });

  test('not what is on its way, and not what is printed', async () => {
    windows.holds = true;
    const backend = make();
    const outcome = backend.print(makeTask(at(name), 'job-1'), makeLayout(86, 54));
    await until(() => windows.queue.length === 1);
    expect(await backend.cancel('job-1', at(name))).toBe('unknown');
    expect(await outcome).toMatchObject({ state: 'unknown', problem: 'cancelled' });
    windows.holds = false;
    await backend.print(makeTask(at(name), 'job-2'), makeLayout(86, 54));
    expect(await backend.cancel('job-2', at(name))).toBe('tooLate');
    expect(await make().cancel('job-3', at(name))).toBe('unknown');
  });
});

test('how it is, and what there is', async () => {
  windows.printers.set('the default one', { ...well, error: 8 });
  const backend = make();
  expect(await backend.status(at('nobody'))).toMatchObject({ state: 'gone' });
  expect(await backend.status(at('the default one'))).toMatchObject({
    state: 'problem',
    problems: [{ problem: 'paperJam' }],
  });
  const found = await listWindowsPrinters(run);
  expect(found?.map((printer) => printer.name)).toEqual(['the default one', name]);
  expect(found?.[0]?.capabilities).toEqual({
    media: [
      { width: 104.9, height: 148.1 },
      { width: 210.1, height: 296.9 },
    ],
    dpi: 600,
    duplex: true,
    cutter: false,
    formats: ['image/png'],
  });
  expect(await backend.capabilities(at(name).connection)).toEqual(found?.[1]?.capabilities);
  windows.fault = 'missing';
  expect(await listWindowsPrinters(run)).toBeNull();
  expect(await backend.status(at(name))).toEqual({ state: 'unknown', problems: [] });
});

test('states are read as figures', () => {
  expect(readJobState(0x40, undefined)?.problem).toBe('paperOut');
  expect(readJobState(0x10, undefined)).toBeNull();
  expect(readJobState(0x2, { ...well, error: 6 })?.problem).toBe('inkOut');
  expect([isKept(0x80), isKept(0x1000), isKept(0x10)]).toEqual([true, true, false]);
});

test('a label is a picture of one bit a dot, black where it was black', () => {
  const bitmap = drawFrame(21, 9);
  const png = Buffer.from(encodePng(bitmap));
  expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]).toEqual([21, 9, 1, 0]);
  const start = png.indexOf('IDAT') + 4;
  const rows = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
  const data = Array.from({ length: 9 }, (_, y) =>
    [...rows.subarray(y * 4 + 1, y * 4 + 4)].map((byte) => ~byte & 0xff),
  );
  expect(data.flat()).toEqual([...bitmap.data]);
});
