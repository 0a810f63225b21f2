/** A made-up label printer of the station, a page for it, and a picture that can be recognised. */
import type { BadgeLayout } from '../../../shared/badge/layout.ts';
import type { Printer } from '../../../shared/contract/printing.ts';
import type { PrintTask } from '../../../electron/host/printing/backend.ts';
import type { Bitmap } from '../../../electron/host/printing/raster.ts';

export function makePrinter(connection: Printer['connection'], more: Partial<Printer> = {}): Printer {
  return {
    id: 'labels',
    name: 'Labels',
    connection,
    media: null,
    dpi: 203,
    darkness: null,
    mediaType: null,
    cutter: false,
    turn: 0,
    duplex: false,
    calibration: { dx: 0, dy: 0, scaleX: 1, scaleY: 1 },
    mediaLeft: null,
    fallback: null,
    ...more,
  };
}

export function makeLayout(width: number, height: number, sides: 1 | 2 = 1): BadgeLayout {
  return { page: { width, height }, sides: Array.from({ length: sides }, () => ({ items: [] })), notes: [] };
}

/** What is told is written down as `problem` or `null`. */
export function makeTask(
  printer: Printer,
  id: string,
  more: Partial<PrintTask> = {},
): PrintTask & { told: (string | null)[] } {
  const told: (string | null)[] = [];
  return { id, printer, signal: new AbortController().signal, tell: (problem) => told.push(problem), told, ...more };
}

export function makeBitmap(width: number, height: number, isBlack: (x: number, y: number) => boolean): Bitmap {
  const bytesPerRow = Math.ceil(width / 8);
  const data = new Uint8Array(bytesPerRow * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (isBlack(x, y)) data[y * bytesPerRow + (x >> 3)]! |= 0x80 >> (x & 7);
    }
  }
  return { width, height, bytesPerRow, data };
}

/** A frame along the very edge, a diagonal and a black corner: what is shifted, cut or turned shows. */
export function drawFrame(width: number, height: number): Bitmap {
  return makeBitmap(
    width,
    height,
    (x, y) => x === 0 || y === 0 || x === width - 1 || y === height - 1 || x === y || (x < width / 4 && y < height / 5),
  );
}
