import { beforeAll, describe, expect, it } from 'vitest';
import type { BadgeFonts } from '../../../electron/host/printing/fonts.ts';
import { chooseSheet, isOfficeSheet } from '../../../electron/host/printing/sheet-choice.ts';
import {
  createSystemBackend,
  type PrintPageOptions,
  type PrintSvgPage,
} from '../../../electron/host/printing/system.ts';
import {
  describeDevices,
  readDeviceStatus,
  type SystemDevice,
} from '../../../electron/host/printing/system-devices.ts';
import type { Printer } from '../../../shared/contract/printing.ts';
import { loadInter } from './inter.ts';
import { makeLayout, makePrinter, makeTask } from './label-printer.ts';

let fonts: BadgeFonts;
beforeAll(async () => {
  fonts = await loadInter();
});

const make = (more: Partial<Printer> = {}) => makePrinter({ kind: 'system', device: 'Badge_1' }, more);
const device = (options: Record<string, unknown> = {}): SystemDevice => ({
  name: 'Badge_1',
  displayName: 'Badges at the door',
  description: 'Made-up 2000',
  options,
});

/** A print window that takes everything, and what it was told. */
function record(devices: readonly SystemDevice[] | null = null, answer: PrintSvgPage | null = null) {
  const calls: { html: string; options: PrintPageOptions }[] = [];
  const backend = createSystemBackend({
    fonts,
    listDevices: () => Promise.resolve(devices),
    printSvgPage: (html, options) => {
      calls.push({ html, options });
      return answer?.(html, options) ?? Promise.resolve({ ok: true });
    },
  });
  return { calls, backend };
}

describe('the sheet', () => {
  it('of an office printer is told as it lies in the printer, and that the page lies across it', () => {
    expect(chooseSheet({ width: 105, height: 148 })).toEqual({ width: 105, height: 148, landscape: false });
    expect(chooseSheet({ width: 148, height: 105 })).toEqual({ width: 105, height: 148, landscape: true });
    expect(chooseSheet({ width: 297, height: 210 })).toEqual({ width: 210, height: 297, landscape: true });
  });

  it('of a label is what it is: nothing turns it', () => {
    expect(chooseSheet({ width: 101.6, height: 76.2 })).toEqual({ width: 101.6, height: 76.2, landscape: false });
    expect(chooseSheet({ width: 89, height: 36 })).toEqual({ width: 89, height: 36, landscape: false });
    // a driver that knows the label, either way round
    expect(chooseSheet({ width: 89, height: 36 }, [{ width: 89, height: 36 }]).landscape).toBe(false);
    expect(chooseSheet({ width: 89, height: 36 }, [{ width: 36, height: 89 }])).toEqual({
      width: 36,
      height: 89,
      landscape: true,
    });
    expect(chooseSheet({ width: 148, height: 105 }, [{ width: 148, height: 105 }]).landscape).toBe(false);
    expect([isOfficeSheet({ width: 148, height: 105 }), isOfficeSheet({ width: 100, height: 150 })]).toEqual([
      true,
      false,
    ]);
  });
});

describe('the system back-end', () => {
  it('tells the exact size in microns, and a label printer its dots', async () => {
    const { calls, backend } = record();
    expect(await backend.print(makeTask(make(), 'a'), makeLayout(105, 74))).toEqual({ state: 'printed' });
    await backend.print(
      makeTask(make({ media: { width: 101.6, height: 53.98 }, dpi: 300 }), 'b'),
      makeLayout(101.6, 53.98),
    );
    await backend.print(makeTask(make({ media: { width: 105, height: 148 }, dpi: 300 }), 'c'), makeLayout(105, 148));
    const common = { pages: 1, duplex: 'simplex', device: 'Badge_1' };
    expect(calls.map(({ options }) => options)).toEqual([
      { ...common, widthMicrons: 74_000, heightMicrons: 105_000, landscape: true, dpi: null },
      { ...common, widthMicrons: 101_600, heightMicrons: 53_980, landscape: false, dpi: 300 },
      { ...common, widthMicrons: 105_000, heightMicrons: 148_000, landscape: false, dpi: null },
    ]);
    expect(calls[0]!.html).toContain('@page { size: 105mm 74mm; margin: 0; }');
    expect(calls[1]!.html).toContain('@page { size: 101.6mm 53.98mm; margin: 0; }');
    expect(calls[0]!.html).toContain('<title>Badge</title>');
    expect(calls[0]!.html).toContain("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    expect(calls[0]!.html).not.toContain('<script');
  });

  it('prints on the default printer where none is named', async () => {
    const { calls, backend } = record();
    await backend.print(makeTask(makePrinter({ kind: 'system', device: null }), 'a'), makeLayout(90, 55));
    expect(calls[0]!.options.device).toBeNull();
  });

  it('says that the page is not what the driver takes, where it says what it takes', async () => {
    const media = 'iso_a4_210x297mm,na_index-4x6_4x6in,om_badge_86x54mm';
    const { calls, backend } = record([device({ 'printer-state': '3', 'media-supported': media })]);
    await backend.status(make());
    expect(await backend.print(makeTask(make(), 'a'), makeLayout(100, 60))).toEqual({
      state: 'failed',
      problem: 'wrongMedia',
      reason: 'The printer takes no sheet of 100 × 60 mm.',
      left: false,
    });
    expect(calls).toEqual([]);
    for (const [width, height] of [
      [297, 210],
      [54, 86],
      [101.6, 152.4],
    ] as const) {
      expect(await backend.print(makeTask(make(), `${width}`.replace('.', '-')), makeLayout(width, height))).toEqual({
        state: 'printed',
      });
    }
    const any = record([device({ 'printer-state': '3', 'media-supported': `${media},custom_max_210x400mm` })]);
    await any.backend.status(make());
    expect(await any.backend.print(makeTask(make(), 'a'), makeLayout(100, 60))).toEqual({ state: 'printed' });
  });

  it('tells a refusal from not knowing, and prints what was refused when it is asked again', async () => {
    const answers: (() => ReturnType<PrintSvgPage>)[] = [
      () => Promise.resolve({ ok: false, reason: 'Invalid deviceName provided', left: false }),
      () => Promise.reject(new Error('The print window died.')),
    ];
    const { calls, backend } = record(null, () => answers.shift()!());
    const print = () => backend.print(makeTask(make(), 'a'), makeLayout(90, 55));
    expect(await print()).toMatchObject({ state: 'failed', problem: 'gone', left: false });
    expect(await backend.recover('a', make())).toBeNull();
    const unknown = { state: 'unknown', problem: 'unconfirmed', reason: 'The print window died.' };
    expect(await print()).toEqual(unknown);
    // nobody knows: it is not printed again by itself
    expect(await print()).toEqual(unknown);
    expect(await backend.recover('a', make())).toEqual(unknown);
    expect(await backend.cancel('a', make())).toBe('unknown');
    expect(calls).toHaveLength(2);
    expect(await backend.recover('other', make())).toMatchObject({ state: 'unknown', problem: 'interrupted' });
  });

  it('is not begun when the desk closes', async () => {
    const { calls, backend } = record();
    expect(
      await backend.print(makeTask(make(), 'a', { signal: AbortSignal.abort() }), makeLayout(90, 55)),
    ).toMatchObject({ state: 'failed', problem: 'interrupted', left: false });
    expect(calls).toEqual([]);
  });

  it('reads how a printer is where the system tells', async () => {
    const at = async (devices: SystemDevice[] | null) => (await record(devices).backend.status(make())).state;
    expect(await at([device()])).toBe('unknown');
    expect(await at([device({ 'printer-state': '3', 'printer-state-reasons': 'none' })])).toBe('ready');
    expect(await at([device({ 'printer-state': '4', 'printer-state-reasons': 'none' })])).toBe('printing');
    expect(await at([])).toBe('gone');
    expect(await at(null)).toBe('unknown');
    const stopped = readDeviceStatus(
      device({
        'printer-state': '5',
        'printer-state-reasons': 'media-empty-error,paused',
        'printer-is-accepting-jobs': 'false',
      }),
    );
    expect(stopped.state).toBe('problem');
    expect(stopped.problems.map(({ problem }) => problem)).toEqual(['paperOut', 'paused', 'refused']);
  });

  it('describes the printers that it has', async () => {
    const options = {
      'media-supported': 'iso_a6_105x148mm,na_index-4x6_4x6in',
      'sides-supported': 'one-sided,two-sided-long-edge',
    };
    expect(describeDevices([device(options), device()])).toEqual([
      {
        connection: { kind: 'system', device: 'Badge_1' },
        name: 'Badges at the door',
        detail: 'Made-up 2000',
        capabilities: {
          media: [
            { width: 105, height: 148 },
            { width: 101.6, height: expect.closeTo(152.4) as number },
          ],
          dpi: null,
          duplex: true,
          cutter: false,
          formats: [],
        },
      },
      expect.objectContaining({ capabilities: null }),
    ]);
    expect(await record([]).backend.capabilities(make().connection)).toBeNull();
  });
});
