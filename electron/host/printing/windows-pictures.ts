/** Pages for the Windows spooler: labels in black and white to the dot, sheets in colour. */
import { crc32, deflateSync } from 'node:zlib';
import { isOfficeSheet } from './sheet-choice.ts';
import type { Bitmap, Rasteriser } from './raster.ts';
import type { DrawPictures } from './windows.ts';

/** Dots in a millimetre of a sheet in colour: 300 an inch. */
const sheetDots = 300 / 25.4;

/** Draws with the rasteriser: what is set up as a label by the label printer's dots, all else in colour. */
export function createPictureDrawing(rasteriser: Rasteriser): DrawPictures {
  return async ({ printer }, layout, sides) =>
    Array.from({ length: sides }, (_, side) =>
      printer.media !== null && !isOfficeSheet(printer.media)
        ? encodePng(rasteriser.render(layout, side, printer.dpi))
        : rasteriser.renderPng(layout, side, sheetDots),
    );
}

/** A bitmap as a PNG of one bit a dot. */
export function encodePng({ width, height, bytesPerRow, data }: Bitmap): Uint8Array {
  const rowBytes = Math.ceil(width / 8);
  const rows = Buffer.alloc((rowBytes + 1) * height);
  for (let y = 0; y < height; y += 1) {
    // In a PNG 1 is white; the first byte of a row is its filter (none).
    for (let x = 0; x < rowBytes; x += 1) rows[y * (rowBytes + 1) + 1 + x] = ~(data[y * bytesPerRow + x] ?? 0);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1; // bits a dot; the colour type is grey, and nothing is interlaced
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    makeChunk('IHDR', header),
    makeChunk('IDAT', deflateSync(rows)),
    makeChunk('IEND', Buffer.alloc(0)),
  ]);
}

function makeChunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'ascii'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
