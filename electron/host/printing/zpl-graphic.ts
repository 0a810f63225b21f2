/**
 * A bitmap as ZPL II graphic fields: `^GFA`, hexadecimal with ZPL's own run lengths.
 *
 * Of the encodings that ^GF has, this is the one that all read, cheap printers and other makes' emulations too; base64 with
 * deflate (`:Z64:`) is smaller, but some print its letters instead. It has one more virtue: any `^` or `~` ends it. A graphic that
 * broke off can therefore not swallow the next badge, as a binary one would.
 *
 * Older firmware counts to 99,999 bytes a field, so a larger picture is cut into bands; bands that are white are left out.
 */

import type { Bitmap } from './raster.ts';

const largestField = 99_999;

/** Encodes the picture with its upper left corner at the label's home: `^FO0,y^GFA,…^FS`, a line for each band. */
export function encodeGraphic(bitmap: Bitmap): string {
  const { height, data } = bitmap;
  const rowBytes = Math.ceil(bitmap.width / 8);
  if (rowBytes > bitmap.bytesPerRow || data.length < bitmap.bytesPerRow * height) {
    throw new Error(
      `A bitmap of ${bitmap.width} × ${height} dots in ${data.length} bytes, ${bitmap.bytesPerRow} a row`,
    );
  }
  const rowsPerBand = Math.max(1, Math.floor(largestField / rowBytes));
  const bands: string[] = [];
  for (let top = 0; top < height; top += rowsPerBand) {
    const rows = readRows(bitmap, top, Math.min(top + rowsPerBand, height));
    const first = rows.findIndex(isInked);
    if (first === -1) continue;
    const inked = rows.slice(first, rows.findLastIndex(isInked) + 1);
    const bytes = inked.length * rowBytes;
    bands.push(`^FO0,${top + first}^GFA,${bytes},${bytes},${rowBytes},${encodeRows(inked)}^FS\n`);
  }
  return bands.join('');
}

/** Rows as hexadecimal digits, without what may lie in the padding. */
function readRows({ width, bytesPerRow, data }: Bitmap, from: number, to: number): string[] {
  const rowBytes = Math.ceil(width / 8);
  const padding = rowBytes * 8 - width;
  return Array.from({ length: to - from }, (_, index) => {
    const start = (from + index) * bytesPerRow;
    const row = Buffer.from(data.subarray(start, start + rowBytes));
    const last = row[rowBytes - 1];
    if (last !== undefined) row[rowBytes - 1] = last & (0xff << padding);
    return row.toString('hex').toUpperCase();
  });
}

function isInked(row: string): boolean {
  return /[^0]/.test(row);
}

function encodeRows(rows: readonly string[]): string {
  return rows.map((row, index) => (index > 0 && row === rows[index - 1] ? ':' : encodeRow(row))).join('');
}

/** `,` fills the row with white and `!` with black; before a digit G to Y repeat it 1 to 19 times, g to z 20 to 400 times. */
function encodeRow(row: string): string {
  const fill = row.at(-1) ?? '';
  let end = row.length;
  while (end > 0 && row[end - 1] === fill) end -= 1;
  const isFilled = row.length - end > 1 && (fill === '0' || fill === 'F');
  let text = '';
  for (let start = 0, stop = isFilled ? end : row.length; start < stop;) {
    const digit = row[start] ?? '';
    let next = start + 1;
    while (next < stop && row[next] === digit) next += 1;
    text += encodeRun(next - start, digit);
    start = next;
  }
  return isFilled ? text + (fill === '0' ? ',' : '!') : text;
}

function encodeRun(length: number, digit: string): string {
  let text = '';
  let left = length;
  while (left >= 400) {
    text += 'z';
    left -= 400;
  }
  if (left === 0) return text + digit;
  const scores = Math.floor(left / 20);
  if (scores > 0) text += String.fromCharCode('f'.charCodeAt(0) + scores);
  const ones = left % 20;
  // A lone digit stands for itself.
  if (ones > 1 || (ones === 1 && text !== '')) text += String.fromCharCode('F'.charCodeAt(0) + ones);
  return text + digit;
}
