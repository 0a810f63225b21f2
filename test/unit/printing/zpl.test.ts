import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeLabel } from '../../../electron/host/printing/zpl.ts';
import { encodeGraphic } from '../../../electron/host/printing/zpl-graphic.ts';
import { readIdentity, readStatus } from '../../../electron/host/printing/zpl-status.ts';
import { decodeGraphic } from '../../printers/zpl-printer.ts';
import { drawFrame, makeBitmap } from './label-printer.ts';

const plain = { darkness: null, mediaType: null, cutter: false };

/** Puts the fields back together, as the printer does. */
function decode(fields: string, width: number, height: number): Uint8Array {
  const bytesPerRow = Math.ceil(width / 8);
  const data = new Uint8Array(bytesPerRow * height);
  for (const [, y, total, row, text] of fields.matchAll(/\^FO0,(\d+)\^GFA,(\d+),\2,(\d+),([^^]*)\^FS/g)) {
    decodeGraphic(text!, Number(row), Number(total))!.forEach((line, index) => {
      data.set(Buffer.from(line, 'hex'), (Number(y) + index) * bytesPerRow);
    });
  }
  return data;
}

test('any picture comes out of the graphic as it went in, and the padding of its rows stays white', () => {
  const bit = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 70 }),
      fc.integer({ min: 1, max: 30 }),
      // few colours a row, so that there are runs, repeated rows and full ones
      fc.array(fc.array(bit, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 0, max: 3 }),
      (width, height, cells, spare) => {
        const tight = makeBitmap(width, height, (x, y) => {
          const row = cells[y % cells.length]!;
          return row[Math.floor((x / width) * row.length)]! > 0.5;
        });
        // the same with wider rows whose padding is dirty
        const bytesPerRow = tight.bytesPerRow + spare;
        const dirty = new Uint8Array(bytesPerRow * height).fill(0xff);
        for (let y = 0; y < height; y += 1) {
          dirty.set(tight.data.subarray(y * tight.bytesPerRow, (y + 1) * tight.bytesPerRow), y * bytesPerRow);
          if (width % 8 !== 0) dirty[y * bytesPerRow + tight.bytesPerRow - 1]! |= 0xff >> (width % 8);
        }
        expect(decode(encodeGraphic({ ...tight, bytesPerRow, data: dirty }), width, height)).toEqual(tight.data);
      },
    ),
    { numRuns: 200 },
  );
});

test('runs are written as Zebra writes them', () => {
  const row = (text: string) => {
    const data = Uint8Array.from(Buffer.from(text, 'hex'));
    return /,([^,]*(?:,)?)\^FS/.exec(
      encodeGraphic({ width: data.length * 8, height: 1, bytesPerRow: data.length, data }),
    )?.[1];
  };
  expect(row('8000')).toBe('8,');
  expect(row('12FF')).toBe('12!');
  expect(row(`${'A'.repeat(6)}01`)).toBe('LA01'); // L = 6
  expect(row(`${'B'.repeat(20)}10`)).toBe('gB10'); // g = 20
  expect(row(`${'B'.repeat(27)}1`)).toBe('gMB1');
  expect(row(`${'C'.repeat(441)}1`)).toBe('zhGC1'); // 400 + 40 + 1
});

test('a picture that is larger than a field of older firmware comes in bands, without the white ones', () => {
  // 100 × 150 mm at 300 dots: 150 bytes a row, 666 rows a field
  const [width, height] = [1200, 1800];
  const bitmap = makeBitmap(width, height, (x, y) => y < 100 || (y > 1700 && x % 3 === 0));
  const text = encodeGraphic(bitmap);
  const fields = [...text.matchAll(/\^FO0,(\d+)\^GFA,(\d+)/g)].map(([, y, bytes]) => [Number(y), Number(bytes)]);
  expect(fields).toEqual([
    [0, 100 * 150],
    [1701, 99 * 150],
  ]);
  expect(decode(text, width, height)).toEqual(bitmap.data);
  const black = encodeGraphic(makeBitmap(2400, 3600, () => true)); // 600 dots an inch
  expect([...black.matchAll(/\^GFA,(\d+)/g)].every(([, bytes]) => Number(bytes) <= 99_999)).toBe(true);
  expect(decode(black, 2400, 3600).every((byte) => byte === 0xff)).toBe(true);
});

test('a label says its size to the dot, and undoes what others have left behind', () => {
  const label = encodeLabel(drawFrame(688, 432), plain);
  expect(label.replaceAll(/\^GFA,[^^]*/g, '^GFA')).toBe(
    '^XA\n^MMT\n^PW688\n^LL432\n^LH0,0\n^LS0\n^PON\n^FO0,0^GFA^FS\n^PQ1,0,0,N\n^XZ\n',
  );
});

test('darkness, media and cutter are said as the printer is set up', () => {
  const label = encodeLabel(drawFrame(80, 80), { darkness: 7, mediaType: 'mark', cutter: true });
  expect(label).toMatch(/^~SD07\n\^XA\n\^MNM\n\^MMC\n/);
  expect(encodeLabel(drawFrame(80, 80), { ...plain, mediaType: 'gap' })).toContain('^MNY');
  expect(encodeLabel(drawFrame(80, 80), { ...plain, mediaType: 'continuous' })).toContain('^MNN');
  expect(encodeLabel(drawFrame(80, 80), plain)).not.toMatch(/~SD|\^MN/);
});

test('a bitmap whose sizes contradict each other is a mistake', () => {
  expect(() => encodeGraphic({ width: 80, height: 10, bytesPerRow: 9, data: new Uint8Array(90) })).toThrow(/80 × 10/);
  expect(() => encodeGraphic({ width: 80, height: 10, bytesPerRow: 10, data: new Uint8Array(99) })).toThrow();
});

test('the status is read by the manual: faults, labels that it still has, half a format', () => {
  const well = ['030,0,0,1215,000,0,0,0,000,0,0,0', '000,0,0,0,0,2,4,0,00000000,1,000', '1234,0'];
  expect(readStatus(well)).toEqual({
    problems: [],
    pending: 0,
    partial: false,
    full: false,
    labelLength: 1215,
    cutter: false,
  });
  const ill = ['030,1,1,0800,002,1,0,1,000,0,0,1', '001,0,1,1,1,3,6,0,00000003,1,000', '1234,0'];
  expect(readStatus(ill)).toMatchObject({ pending: 5, partial: true, full: true, labelLength: 800, cutter: true });
  expect(readStatus(ill)?.problems.map(({ problem }) => problem)).toEqual([
    'headOpen',
    'paperOut',
    'inkOut',
    'headHot',
    'paused',
  ]);
  expect(readStatus(['HTTP/1.1 400 Bad Request', 'Server: made-up', ''])).toBeNull();
  expect(readStatus(['030,0,0', '000', ''])).toBeNull();
});

test('what it is: model and dots a millimetre', () => {
  expect(readIdentity('ZD421-300dpi,V93.21.03Z,12,8176KB,CUTTER')).toEqual({
    model: 'ZD421-300dpi',
    firmware: 'V93.21.03Z',
    dpi: 300,
    cutter: true,
  });
  expect(readIdentity('something else')).toBeNull();
});
