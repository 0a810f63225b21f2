/** Pictures of pages in grey, and how far two of them are from each other. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Bitmap } from '../../../electron/host/printing/raster.ts';
import type { Drawing } from '../../../electron/host/printing/resvg.ts';
import type { Box } from '../../../shared/badge/template.ts';

/** 0 is black, 255 white. */
export interface Grey {
  width: number;
  height: number;
  data: Uint8Array;
}

const PDFTOPPM = '/usr/bin/pdftoppm';
/** Where the PDF can be looked at: `npm test` installs poppler-utils where it may. */
export const hasPdfRasteriser = existsSync(PDFTOPPM);

/** Each page of a PDF as poppler draws it. */
export async function rasterisePdf(pdf: Uint8Array, dotsPerMm: number): Promise<Grey[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'stoika-pages-'));
  try {
    const file = path.join(folder, 'badges.pdf');
    await writeFile(file, pdf);
    execFileSync(PDFTOPPM, ['-r', String(dotsPerMm * 25.4), '-gray', file, path.join(folder, 'page')]);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.pgm')).sort();
    return await Promise.all(names.map(async (name) => readPgm(await readFile(path.join(folder, name)))));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function readPgm(bytes: Buffer): Grey {
  const head = /^P5\s(\d+) (\d+)\s255\s/.exec(bytes.subarray(0, 60).toString('latin1'));
  if (head === null) throw new Error('Not a PGM');
  return { width: Number(head[1]), height: Number(head[2]), data: new Uint8Array(bytes.subarray(head[0].length)) };
}

/** On white. */
export function greyOfDrawing({ width, height, pixels }: Drawing): Grey {
  const data = new Uint8Array(width * height);
  for (let pixel = 0; pixel < data.length; pixel += 1) {
    const [red, green, blue, alpha] = pixels.subarray(pixel * 4, pixel * 4 + 4) as unknown as number[];
    data[pixel] = Math.min(255, 0.299 * red! + 0.587 * green! + 0.114 * blue! + 255 - alpha!);
  }
  return { width, height, data };
}

export function greyOfBitmap({ width, height, bytesPerRow, data }: Bitmap): Grey {
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      grey[y * width + x] = (data[y * bytesPerRow + (x >> 3)]! & (0x80 >> (x & 7))) === 0 ? 255 : 0;
    }
  }
  return { width, height, data: grey };
}

/** Each pixel as the mean of the square around it: what is off by less than a pixel vanishes, what is off by more stays. */
export function blur({ width, height, data }: Grey, reach: number): Grey {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y + 1) * (width + 1) + x + 1;
      sums[at] = data[y * width + x]! + sums[at - 1]! + sums[at - width - 1]! - sums[at - width - 2]!;
    }
  }
  const blurred = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)];
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
      const sumAt = (row: number, column: number): number => sums[row * (width + 1) + column]!;
      const sum = sumAt(bottom, right) - sumAt(bottom, left) - sumAt(top, right) + sumAt(top, left);
      blurred[y * width + x] = sum / ((bottom - top) * (right - left));
    }
  }
  return { width, height, data: blurred };
}

/**
 * The share of pixels that differ by more than `limit` of 255 after blurring; pages that differ by more than a pixel in size differ
 * altogether. `ignored` are places (in pixels) that are not looked at.
 */
export function measureDifference(
  one: Grey,
  other: Grey,
  { reach, limit, ignored = [] }: { reach: number; limit: number; ignored?: Box[] },
): number {
  if (Math.abs(one.width - other.width) > 1 || Math.abs(one.height - other.height) > 1) return 1;
  const [a, b] = [blur(one, reach), blur(other, reach)];
  const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)];
  let different = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isFar = Math.abs(a.data[y * a.width + x]! - b.data[y * b.width + x]!) > limit;
      if (isFar && !ignored.some((box) => isInside(box, x, y))) different += 1;
    }
  }
  return different / (width * height);
}

function isInside({ x, y, width, height }: Box, column: number, row: number): boolean {
  return column >= x && column < x + width && row >= y && row < y + height;
}
