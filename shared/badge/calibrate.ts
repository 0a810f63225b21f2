/**
 * A layout on the sheet that lies in a printer: turned as the paper lies, in the middle of it, and moved and scaled by what was measured
 * on the test page, so that it comes out where the template has it.
 *
 * Invariant: scaling is about the middle of the sheet, so the offset is what the middle is off by, whatever the scale.
 */
import type { Calibration, Printer } from '../contract/printing.ts';
import type { BadgeLayout, LayoutItem } from './layout-items.ts';
import { combine, IDENTITY, mapBox, type Matrix, matrixOfTurn } from './matrix.ts';
import type { Box } from './template.ts';

interface Size {
  width: number;
  height: number;
}

/** Less than this many mm outside the sheet is no printer's fault. */
const TOLERANCE = 0.05;

/** Places the layout on the printer's sheet: its page becomes the sheet. What would leave it is noted. */
export function calibrateLayout(
  layout: BadgeLayout,
  { media, turn, calibration }: Pick<Printer, 'media' | 'turn' | 'calibration'>,
): BadgeLayout {
  const lying = turn === 90 || turn === 270 ? { width: layout.page.height, height: layout.page.width } : layout.page;
  const sheet = media ?? { width: lying.width, height: lying.height };
  const centred: Matrix = [1, 0, 0, 1, (sheet.width - lying.width) / 2, (sheet.height - lying.height) / 2];
  const place = combine(correct(calibration, sheet), combine(centred, turnPage(turn, layout.page)));
  const isPlain = place.every((value, index) => value === IDENTITY[index]);
  const placed: BadgeLayout = { ...layout, page: { ...sheet } };
  if (!isPlain) placed.place = combine(place, layout.place ?? IDENTITY);
  const by = measureOutside(placed);
  return by > TOLERANCE ? { ...placed, notes: [...layout.notes, { kind: 'outside', by }] } : placed;
}

/** Turns the page clockwise; its upper left corner stays at the origin. */
function turnPage(turn: Printer['turn'], { width, height }: Size): Matrix {
  switch (turn) {
    case 0:
      return IDENTITY;
    case 90:
      return [0, 1, -1, 0, height, 0];
    case 180:
      return [-1, 0, 0, -1, width, height];
    case 270:
      return [0, -1, 1, 0, 0, width];
  }
}

function correct({ dx, dy, scaleX, scaleY }: Calibration, { width, height }: Size): Matrix {
  return [scaleX, 0, 0, scaleY, (width / 2) * (1 - scaleX) + dx, (height / 2) * (1 - scaleY) + dy];
}

/** By how many mm the farthest item leaves the page. */
function measureOutside({ page, sides, place = IDENTITY }: BadgeLayout): number {
  let by = 0;
  for (const { items } of sides) {
    for (const item of items) {
      const { x, y, width, height } = mapBox(combine(place, matrixOfTurn(item.turn)), boxOf(item));
      by = Math.max(by, -x, -y, x + width - page.width, y + height - page.height);
    }
  }
  return by;
}

function boxOf(item: LayoutItem): Box {
  if (item.kind === 'image') return item.clip.box;
  if (item.kind !== 'line') return item.box;
  const [left, top] = [Math.min(item.x1, item.x2), Math.min(item.y1, item.y2)];
  return { x: left, y: top, width: Math.abs(item.x2 - item.x1), height: Math.abs(item.y2 - item.y1) };
}

/** What a ruler says of a printed test page: mm from each edge of the sheet to the mark that is nearest to it. */
export interface Measured {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/**
 * The calibration with which the marks would have been where they belong, `mark` mm from each edge; `current` is the one with which
 * the test page was printed.
 */
export function readCalibration(sheet: Size, mark: number, measured: Measured, current: Calibration): Calibration {
  const x = readAxis(sheet.width, mark, measured.left, measured.right, current.dx, current.scaleX);
  const y = readAxis(sheet.height, mark, measured.top, measured.bottom, current.dy, current.scaleY);
  return { dx: x.offset, dy: y.offset, scaleX: x.scale, scaleY: y.scale };
}

function readAxis(length: number, mark: number, before: number, after: number, offset: number, scale: number) {
  const ratio = (length - 2 * mark) / (length - before - after);
  const corrected = scale * ratio;
  // The printer itself scales, about the same middle, by scale⁻¹ · ratio⁻¹: an offset has to reckon with it.
  return { offset: offset - ((before - after) / 2) * corrected, scale: corrected };
}
