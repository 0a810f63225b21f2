/** The print window of the Electron shell, and the back-end on it, against the double of Electron. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSystemBackend } from '../../../electron/host/printing/system.ts';
import type { BadgeFonts } from '../../../electron/host/printing/fonts.ts';
import { listDevices, printSvgPage } from '../../../electron/main/print-page.ts';
import type { Printer } from '../../../shared/contract/printing.ts';
import { loadInter } from '../printing/inter.ts';
import { makeLayout, makePrinter, makeTask } from '../printing/label-printer.ts';
import { electron, FakeContents, FakeWindow } from './electron-double.ts';

vi.mock('electron', async () => (await import('./electron-double.ts')).electron);

const options = {
  widthMicrons: 90_000,
  heightMicrons: 55_000,
  landscape: false,
  pages: 1,
  duplex: 'simplex',
  dpi: null,
  device: null,
} as const;

let fonts: BadgeFonts;
beforeEach(async () => {
  fonts = await loadInter();
  vi.useRealTimers();
  FakeWindow.all = [];
  FakeWindow.loading = () => Promise.resolve();
  FakeContents.printers = () => Promise.resolve([]);
});

/** Prints, and answers as the driver would. */
function print(answer: (contents: FakeContents) => void, what: Parameters<typeof printSvgPage>[1] = options) {
  const printed = printSvgPage('<p>Бадж</p>', what);
  const window = FakeWindow.all.at(-1)!;
  window.webContents.once('printed', () => queueMicrotask(() => answer(window.webContents)));
  return { printed, window };
}

/** Fetches what a hidden window would show, in the session that it has. */
async function readPage(url: string): Promise<Response> {
  return electron.session.fromPartition('print').handlers.get('stoika')!(new Request(url));
}

describe('the print window', () => {
  it('hands the page over in its exact size, silently, in a window that nobody sees', async () => {
    const { printed, window } = print((contents) => contents.printed[0]!.answer(true, ''), {
      ...options,
      dpi: 300,
      device: 'Label_1',
    });
    expect(await printed).toEqual({ ok: true });
    expect(window.webContents.printed[0]!.options).toEqual({
      silent: true,
      printBackground: true,
      color: true,
      margins: { marginType: 'none' },
      pageSize: { width: 90_000, height: 55_000 },
      landscape: false,
      scaleFactor: 100,
      pagesPerSheet: 1,
      copies: 1,
      pageRanges: [{ from: 0, to: 0 }],
      duplexMode: 'simplex',
      dpi: { horizontal: 300, vertical: 300 },
      deviceName: 'Label_1',
    });
    expect(window.options).toMatchObject({ show: false, webPreferences: { javascript: false, sandbox: true } });
    expect(window.destroyed).toBe(true);
  });

  it('reaches nothing but the page: a picture from elsewhere is not asked for', async () => {
    const { printed } = print((contents) => contents.printed[0]!.answer(true, ''));
    await printed;
    const session = electron.session.fromPartition('print');
    const cancels = (url: string): boolean | null => {
      let cancelled: boolean | null = null;
      session.beforeRequest?.({ url }, ({ cancel }) => (cancelled = cancel));
      return cancelled;
    };
    expect(['stoika://print/1', 'data:image/png;base64,AA'].map(cancels)).toEqual([false, false]);
    for (const url of [
      'https://a.example/x.png',
      'http://127.0.0.1/',
      'file:///etc/passwd',
      'ws://a.example/',
      'blob:null/1',
    ])
      expect(cancels(url), url).toBe(true);
    for (const url of ['stoika://desk/', 'stoika://desk/api/data-key', 'stoika://print/../desk', 'stoika://print/2'])
      expect((await readPage(url)).status, url).toBe(404);
  });

  it('loads the page from memory, however large, and forgets it', async () => {
    const seen: [number, string | null, string][] = [];
    FakeWindow.loading = async (url) => {
      const page = await readPage(url);
      seen.push([page.status, page.headers.get('content-type'), await page.text()]);
    };
    const large = 'Б'.repeat(3_000_000);
    const printed = printSvgPage(large, options);
    const window = FakeWindow.all.at(-1)!;
    window.webContents.once('printed', () => queueMicrotask(() => window.webContents.printed[0]!.answer(true, '')));
    await printed;
    expect(seen).toEqual([[200, 'text/html; charset=utf-8', large]]);
    expect(window.loaded!.length).toBeLessThan(100);
    expect((await readPage(window.loaded!)).status).toBe(404);
    expect((await readPage('stoika://desk/1')).status).toBe(404);
  });

  it('tells why the driver refused, and why the page did not load', async () => {
    const { printed, window } = print((contents) => contents.printed[0]!.answer(false, 'Invalid printer settings'));
    expect(await printed).toEqual({ ok: false, reason: 'Invalid printer settings', left: false });
    expect(window.destroyed).toBe(true);
    const broken = print((contents) => contents.printed[0]!.answer(false, 'Print job failed'));
    expect(await broken.printed).toEqual({ ok: false, reason: 'Print job failed', left: true });
    FakeWindow.loading = () => Promise.reject(new Error('ERR_OUT_OF_MEMORY'));
    expect(await printSvgPage('', options)).toEqual({ ok: false, reason: 'ERR_OUT_OF_MEMORY', left: false });
  });

  it('rejects when nobody can know whether the badge came out', async () => {
    const { printed, window } = print((contents) => contents.emit('render-process-gone'));
    await expect(printed).rejects.toThrow('died');
    expect(window.destroyed).toBe(true);
    vi.useFakeTimers();
    const silent = printSvgPage('', options);
    const outcome = expect(silent).rejects.toThrow('has not answered');
    await vi.runAllTimersAsync();
    await outcome;
  });
});

describe('the list of printers', () => {
  it('comes from a window that is there, else from a hidden one that does not stay', async () => {
    const printer = { name: 'Badge_1', displayName: 'Badge 1', description: '', options: { made: 'up' } };
    FakeContents.printers = () => Promise.resolve([printer]);
    expect(await listDevices()).toEqual([printer]);
    expect(FakeWindow.getAllWindows()).toEqual([]);
    const desk = new FakeWindow({});
    await listDevices();
    expect(FakeWindow.all.filter((window) => window !== desk)).toHaveLength(1);
    expect(desk.destroyed).toBe(false);
  });

  it('does not wait for a print server that is switched off', async () => {
    vi.useFakeTimers();
    FakeContents.printers = () => new Promise(() => undefined);
    const listed = listDevices();
    await vi.runAllTimersAsync();
    expect(await listed).toBeNull();
  });
});

describe('the system back-end on it', () => {
  const make = (more: Partial<Printer> = {}) => makePrinter({ kind: 'system', device: 'Badge_1' }, more);

  /** Answers each page as the driver would, and keeps what it was given. */
  function drive(answer: (reason: string | null) => [boolean, string] = () => [true, '']) {
    const pages: { options: Electron.WebContentsPrintOptions; html: string }[] = [];
    FakeWindow.loading = async (url) => {
      const window = FakeWindow.all.find(({ loaded }) => loaded === url)!;
      const html = await (await readPage(url)).text();
      window.webContents.once('printed', () => {
        const [printed] = window.webContents.printed;
        pages.push({ options: printed!.options, html });
        queueMicrotask(() => printed!.answer(...answer(null)));
      });
    };
    return { pages, backend: createSystemBackend({ fonts, printSvgPage, listDevices }) };
  }

  it('prints both sides of a badge in one job, turned like a page of a book', async () => {
    const { pages, backend } = drive();
    const printer = make({ duplex: true });
    expect(await backend.print(makeTask(printer, 'upright'), makeLayout(86, 120, 2))).toEqual({ state: 'printed' });
    await backend.print(makeTask(printer, 'across'), makeLayout(120, 86, 2));
    await backend.print(makeTask(make(), 'front'), makeLayout(86, 120, 2));
    expect(pages.map(({ options: { duplexMode, pageRanges } }) => [duplexMode, pageRanges])).toEqual([
      ['longEdge', [{ from: 0, to: 1 }]],
      ['shortEdge', [{ from: 0, to: 1 }]],
      ['simplex', [{ from: 0, to: 0 }]],
    ]);
    expect(pages.map(({ html }) => html.split('<svg').length - 1)).toEqual([2, 2, 1]);
  });

  it('prints a batch badge by badge, each once', async () => {
    const { pages, backend } = drive();
    const layout = makeLayout(100, 60);
    const ids = Array.from({ length: 20 }, (_, index) => `job-${index}`);
    for (const id of [...ids, ...ids]) await backend.print(makeTask(make(), id), layout);
    expect(pages).toHaveLength(20);
    expect(FakeWindow.getAllWindows()).toEqual([]);
  });

  it('says what Electron says: no such printer, settings that the driver does not take, a job that broke off', async () => {
    for (const [reason, problem, left] of [
      ['Invalid deviceName provided', 'gone', false],
      ['No printers available on the network', 'gone', false],
      ['Invalid printer settings', 'wrongMedia', false],
      // of a job that was under way: some of it may be on paper
      ['Print job canceled', 'cancelled', true],
      ['Print job failed', 'other', true],
      ['', 'other', true],
      ['something new', 'other', true],
    ] as const) {
      const { backend } = drive(() => [false, reason]);
      expect(await backend.print(makeTask(make(), 'job-1'), makeLayout(100, 60))).toEqual({
        state: 'failed',
        problem,
        reason: reason || 'failed',
        left,
      });
      expect(await backend.cancel('job-1', make())).toBe(left ? 'unknown' : 'cancelled');
    }
  });
});
