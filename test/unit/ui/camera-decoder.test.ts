/** The real decoder on pictures such as a camera makes. */
import { readFile } from 'node:fs/promises';
import { encode } from 'uqr';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { prepareZXingModule, writeBarcode, type WriteInputBarcodeFormat } from 'zxing-wasm/writer';
import { prepareDecoder, readCodes } from '../../../renderer/ui/camera/decoder/read-codes.ts';
import { takeNothing, takePicture, type Shot, type Squares } from './camera-pictures.ts';

async function readWasm(name: string): Promise<ArrayBuffer> {
  const file = await readFile(new URL(`../../../node_modules/zxing-wasm/dist/${name}`, import.meta.url));
  return new Uint8Array(file).buffer;
}

const fetched = vi.spyOn(globalThis, 'fetch');
beforeAll(async () => {
  await prepareDecoder({ bytes: await readWasm('reader/zxing_reader.wasm') });
  await prepareZXingModule({
    overrides: { wasmBinary: await readWasm('writer/zxing_writer.wasm') },
    fireImmediately: true,
  });
});

const drawQr = (text: string): Squares => encode(text, { border: 0 }).data;

async function draw(format: WriteInputBarcodeFormat, text: string): Promise<Squares> {
  const { symbol, error } = await writeBarcode(text, { format, scale: 1, addQuietZones: false });
  if (error !== '') throw new Error(error);
  const { data, width, height } = symbol;
  // bars are one row of squares: as high as on paper
  const rows = height === 1 ? Array.from({ length: 30 }, () => 0) : Array.from({ length: height }, (_, row) => row);
  return rows.map((row) => Array.from({ length: width }, (_, column) => (data[row * width + column] ?? 255) < 128));
}

const read = async (squares: Squares, shot: Shot) =>
  (await readCodes(takePicture({ squares, shot }))).map(({ text, format, linear }) => ({ text, format, linear }));

const CODE = '~RUNETID#1234567$';

describe('a QR code', () => {
  it.each<[string, Shot]>([
    ['as printed', {}],
    ['far away', { scale: 3 }],
    ['near', { scale: 12 }],
    ['at the edge of the picture', { at: [-200, 120] }],
    ['turned', { degrees: 33 }],
    ['upside down', { degrees: 180 }],
    ['out of focus', { blur: 6 }],
    ['in bad light', { noise: 120, seed: 3 }],
    ['light on dark', { inverted: true }],
    ['all of it', { degrees: -20, blur: 2, noise: 60, scale: 5, at: [60, -40], seed: 9 }],
    ['in a large picture', { width: 1280, height: 720, degrees: 10, noise: 40 }],
  ])('is read %s', async (_how, shot) => {
    expect(await read(drawQr(CODE), shot)).toEqual([{ text: CODE, format: 'QRCode', linear: false }]);
  });

  it('is read with what people write, in their letters', async () => {
    const card = 'BEGIN:VCARD\nVERSION:3.0\nFN:Юлия Щербакова\nNOTE:Id 1234567\nEND:VCARD';
    expect(await read(drawQr(card), { scale: 5 })).toMatchObject([{ text: card }]);
  });
});

describe('what tickets carry', () => {
  it.each<[WriteInputBarcodeFormat, string, boolean, Shot]>([
    ['AztecCode', 'TICKET-1234567', false, { degrees: 25, noise: 40 }],
    ['DataMatrix', 'TICKET-1234567', false, { degrees: 15, noise: 40 }],
    ['PDF417', 'TICKET-1234567', false, { scale: 3, degrees: 4, noise: 30 }],
    ['Code128', 'T1234567', true, { scale: 3, degrees: 6, noise: 30 }],
    ['EAN13', '4006381333931', true, { scale: 3, degrees: -6, noise: 30 }],
  ])('is read: %s', async (format, text, linear, shot) => {
    expect(await read(await draw(format, text), shot)).toMatchObject([{ text, linear }]);
  });

  it('is not read in other forms: each would be one more way to read what is not there', async () => {
    for (const [format, text] of [
      ['Code39', 'T1234567'],
      ['ITF', '12345678'],
      ['Codabar', 'A12345A'],
    ] as const)
      expect(await read(await draw(format, text), { scale: 3 }), format).toEqual([]);
  });
});

it('says first the code that is nearest to the middle', async () => {
  const far = { squares: drawQr('far'), shot: { at: [-190, 0] as const } };
  const near = { squares: drawQr('near'), shot: { at: [60, 30] as const } };
  const readings = await readCodes(takePicture(far, near));
  expect(readings.map(({ text }) => text)).toEqual(['near', 'far']);
  expect(readings[0]?.offCentre).toBeGreaterThan(50);
  expect(readings[0]?.offCentre).toBeLessThan(85);
});

it.each(['noise', 'lines', 'dark'] as const)('reads nothing where nothing is: %s', async (kind) => {
  for (let seed = 1; seed <= 3; seed += 1) expect(await readCodes(takeNothing(kind, seed)), `seed ${seed}`).toEqual([]);
});

it('has asked no network for anything', () => {
  expect(fetched).not.toHaveBeenCalled();
});
