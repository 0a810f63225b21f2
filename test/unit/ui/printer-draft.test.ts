/** The form of a printer: what is typed becomes a printer, or says what is wrong. */
import { describe, expect, it } from 'vitest';
import {
  describeAddress,
  adoptCapabilities,
  draftOf,
  nameMedia,
  newDraft,
  readDraft,
  type PrinterDraft,
} from '../../../renderer/ui/printing/printer-draft.ts';
import { connectionKindSchema, printerSchema } from '../../../shared/contract/printing.ts';

const zpl: PrinterDraft = { ...newDraft('p1', 'zpl', 'Левый'), host: '10.0.0.5' };

const wrongOf = (draft: PrinterDraft) => {
  const read = readDraft(draft);
  return read.ok ? {} : read.wrong;
};

describe('a printer of the form', () => {
  it('is what was typed, in the units of the contract', () => {
    const read = readDraft({
      ...zpl,
      media: 'label100',
      darkness: '12',
      mediaType: 'mark',
      cutter: true,
      dx: '−1,5',
      dy: '0.5',
      scaleX: '99,5',
      mediaLeft: '250',
      fallback: 'p2',
      turn: 90,
    });
    expect(read).toMatchObject({
      ok: true,
      printer: {
        name: 'Левый',
        connection: { kind: 'zpl', host: '10.0.0.5', port: 9100 },
        media: { width: 100, height: 150 },
        darkness: 12,
        mediaType: 'mark',
        cutter: true,
        turn: 90,
        calibration: { dx: -1.5, dy: 0.5, scaleX: 0.995, scaleY: 1 },
        mediaLeft: 250,
        fallback: 'p2',
      },
    });
  });

  it('is the same after it was shown in the form', () => {
    for (const connection of [
      { kind: 'folder', folder: '/srv/badges' },
      { kind: 'browser' },
      { kind: 'system', device: null },
      { kind: 'windows', device: 'Brother QL' },
      { kind: 'ipp', uri: 'ipp://localhost/printers/Badges' },
      { kind: 'zpl', host: 'zebra.local', port: 6101 },
    ] as const) {
      const read = readDraft(newDraft('p1', connection, 'Один'));
      if (!read.ok) throw new Error(JSON.stringify(read.wrong));
      expect(readDraft(draftOf(read.printer))).toEqual(read);
      expect(read.printer.connection).toEqual(connection);
      expect(() => printerSchema.parse(read.printer)).not.toThrow();
    }
  });

  it('keeps a calibration to the hundredth of a per cent', () => {
    const read = readDraft({ ...zpl, scaleX: '100.37' });
    if (!read.ok) throw new Error('not read');
    expect(draftOf(read.printer).scaleX).toBe('100.37');
  });

  it('says of each field what is wrong', () => {
    expect(wrongOf(newDraft('p1', 'zpl'))).toEqual({ name: 'empty', host: 'empty' });
    expect(wrongOf({ ...zpl, port: '0' })).toEqual({ port: 'port' });
    expect(wrongOf({ ...zpl, darkness: '31' })).toEqual({ darkness: 'darkness' });
    expect(wrongOf({ ...zpl, mediaLeft: '1.5' })).toEqual({ mediaLeft: 'count' });
    expect(wrongOf({ ...zpl, media: 'other', width: '62', height: 'much' })).toEqual({ height: 'size' });
    expect(wrongOf({ ...zpl, dx: '51', scaleY: '80' })).toEqual({ dx: 'offset', scaleY: 'scale' });
    expect(wrongOf({ ...newDraft('p1', 'ipp', 'П'), uri: 'http://printer' })).toEqual({ uri: 'uri' });
    expect(wrongOf({ ...newDraft('p1', 'ipp', 'П'), uri: 'ipps://10.0.0.7/ipp/print' })).toEqual({});
    expect(wrongOf(newDraft('p1', 'folder', 'П'))).toEqual({ folder: 'empty' });
  });

  it('has only what its kind knows', () => {
    const read = readDraft({
      ...zpl,
      kind: 'folder',
      folder: '/srv/a',
      darkness: '9',
      cutter: true,
      dx: '3',
      media: 'a4',
    });
    expect(read).toMatchObject({
      ok: true,
      printer: { darkness: null, cutter: false, media: null, calibration: { dx: 0 } },
    });
  });
});

describe('what was found', () => {
  const found = { media: [{ width: 62, height: 100.2 }], dpi: 300, duplex: false, cutter: true, formats: [] };
  it('fills in the only size and the resolution', () => {
    expect(newDraft('p1', { kind: 'zpl', host: 'h', port: 9100 }, 'Z', found)).toMatchObject({
      media: 'roll62',
      dpi: 300,
    });
  });
  it('leaves the size to a person where there are several, and a resolution that nobody knows', () => {
    const several = { ...found, dpi: 180, media: [...found.media, { width: 105, height: 148 }] };
    expect(newDraft('p1', { kind: 'ipp', uri: 'ipp://h/ipp' }, 'I', several)).toMatchObject({ media: 'any', dpi: 203 });
  });
});

describe('what a printer says of itself when it is asked', () => {
  const found = { media: [{ width: 62, height: 100 }], dpi: 300, duplex: false, cutter: true, formats: [] };
  const bare = newDraft('p1', 'zpl', 'Z');
  it('is put into the form: the resolution, and the paper that nobody has chosen', () => {
    expect(adoptCapabilities(bare, found)).toEqual({ dpi: 300, media: 'roll62', width: '62', height: '100' });
    expect(adoptCapabilities({ ...bare, dpi: 300, media: 'a6' }, found)).toEqual({});
    expect(adoptCapabilities({ ...bare, kind: 'ipp', media: 'a6' }, found)).toEqual({});
  });
  it('changes nothing where it says nothing', () => {
    expect(adoptCapabilities(bare, null)).toEqual({});
    expect(adoptCapabilities(bare, { ...found, dpi: null, media: [] })).toEqual({});
  });
});

it('a size is known by its name', () => {
  expect([nameMedia(null), nameMedia({ width: 105, height: 148 }), nameMedia({ width: 50, height: 50 })]).toEqual([
    'any',
    'a6',
    'other',
  ]);
});

it('each kind of connection has its address in one line', () => {
  expect(describeAddress({ kind: 'zpl', host: '10.0.0.5', port: 9100 })).toBe('10.0.0.5:9100');
  for (const kind of connectionKindSchema.options) expect(newDraft('p1', kind).kind).toBe(kind);
});
