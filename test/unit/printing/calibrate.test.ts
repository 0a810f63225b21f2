import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BadgeFonts } from '../../../electron/host/printing/fonts.ts';
import { createRasteriser, type Rasteriser } from '../../../electron/host/printing/raster.ts';
import { calibrateLayout, readCalibration } from '../../../shared/badge/calibrate.ts';
import type { BadgeLayout, LayoutItem } from '../../../shared/badge/layout.ts';
import { combine, IDENTITY, invert, mapPoint, turnAbout } from '../../../shared/badge/matrix.ts';
import { layoutTestPage, markOf, testPageWords } from '../../../shared/badge/test-page.ts';
import { loadInter } from './inter.ts';
import { greyOfBitmap } from './pixels.ts';

let fonts: BadgeFonts;
let rasteriser: Rasteriser;
beforeAll(async () => {
  fonts = await loadInter();
  rasteriser = await createRasteriser(fonts);
});

const NONE = { dx: 0, dy: 0, scaleX: 1, scaleY: 1 };
const plain = { media: null, turn: 0, calibration: NONE } as const;
const dot = (x: number, y: number): LayoutItem => ({
  ...{ kind: 'rect', turn: null, box: { x, y, width: 2, height: 2 }, radius: 0, fill: '#000000', stroke: null },
});
const badge = (...items: LayoutItem[]): BadgeLayout => ({
  page: { width: 60, height: 40 },
  sides: [{ items }],
  notes: [],
});
/** Millimetres of the black dots' outer box on the label. */
function findInk(layout: BadgeLayout): { left: number; top: number; right: number; bottom: number } {
  const { width, height, data } = greyOfBitmap(rasteriser.render(layout, 0, 203));
  const found = { left: width, top: height, right: 0, bottom: 0 };
  data.forEach((value, index) => {
    if (value !== 0) return;
    const [x, y] = [index % width, Math.floor(index / width)];
    found.left = Math.min(found.left, x);
    found.top = Math.min(found.top, y);
    found.right = Math.max(found.right, x + 1);
    found.bottom = Math.max(found.bottom, y + 1);
  });
  return { left: found.left / 8, top: found.top / 8, right: found.right / 8, bottom: found.bottom / 8 };
}

describe('calibrateLayout', () => {
  it('leaves alone what needs nothing', () => {
    const layout = badge(dot(5, 5));
    expect(calibrateLayout(layout, plain)).toEqual(layout);
  });

  it.each([
    [0, { left: 4, top: 6, right: 6, bottom: 8 }],
    [90, { left: 32, top: 4, right: 34, bottom: 6 }],
    [180, { left: 54, top: 32, right: 56, bottom: 34 }],
    [270, { left: 6, top: 54, right: 8, bottom: 56 }],
  ] as const)('turns the page by %d degrees', (turn, ink) => {
    const placed = calibrateLayout(badge(dot(4, 6)), { ...plain, turn });
    expect(placed.page).toEqual(turn % 180 === 0 ? { width: 60, height: 40 } : { width: 40, height: 60 });
    expect(findInk(placed)).toEqual(ink);
    expect(placed.notes).toEqual([]);
  });

  it('puts the page in the middle of its sheet', () => {
    const placed = calibrateLayout(badge(dot(0, 0)), { ...plain, media: { width: 80, height: 50 } });
    expect(placed.page).toEqual({ width: 80, height: 50 });
    expect(findInk(placed)).toEqual({ left: 10, top: 5, right: 12, bottom: 7 });
  });

  it('moves and scales about the middle', () => {
    const calibration = { dx: 1, dy: -0.5, scaleX: 1.05, scaleY: 1 };
    const ink = findInk(calibrateLayout(badge(dot(10, 19), dot(48, 19)), { ...plain, calibration }));
    expect(ink.left).toBeCloseTo(10, 0); // 30 − 20 × 1.05 + 1
    expect(ink.right).toBeCloseTo(52, 0);
    expect([ink.top, ink.bottom]).toEqual([18.5, 20.5]);
  });

  it('notes by how much the badge leaves the sheet', () => {
    const large = calibrateLayout(badge(dot(0, 0), dot(58, 38)), { ...plain, media: { width: 54, height: 40 } });
    expect(large.notes).toEqual([{ kind: 'outside', by: 3 }]);
    const moved = calibrateLayout(badge(dot(0, 0)), { ...plain, calibration: { ...NONE, dx: -1.5 } });
    expect(moved.notes).toEqual([{ kind: 'outside', by: 1.5 }]);
  });

  it('keeps what else the layout carries', () => {
    const layout = { ...badge(dot(5, 5)), pictures: 'kept' };
    expect(calibrateLayout(layout, { ...plain, turn: 90 })).toHaveProperty('pictures', 'kept');
  });
});

describe('the test page', () => {
  it('is measured and calibrates any printer that moves and scales', () => {
    const figure = fc.double({ min: -3, max: 3, noNaN: true });
    const factor = fc.double({ min: 0.95, max: 1.05, noNaN: true });
    const sheet = { width: 105, height: 148 };
    const mark = markOf(sheet);
    fc.assert(
      fc.property(figure, figure, factor, factor, figure, factor, (dx, dy, scaleX, scaleY, before, scaled) => {
        // What the printer does to every point, about the middle of its sheet.
        const fault = [scaleX, 0, 0, scaleY, 52.5 * (1 - scaleX) + dx, 74 * (1 - scaleY) + dy] as const;
        const printed = (calibration: typeof NONE) => {
          const { place = IDENTITY } = calibrateLayout(
            { page: sheet, sides: [], notes: [] },
            { ...plain, calibration },
          );
          const whole = combine(fault, place);
          const [first, last] = [mapPoint(whole, mark, mark), mapPoint(whole, sheet.width - mark, sheet.height - mark)];
          return { left: first.x, top: first.y, right: sheet.width - last.x, bottom: sheet.height - last.y };
        };
        const current = { dx: before, dy: -before, scaleX: scaled, scaleY: 1 / scaled };
        const measured = printed(readCalibration(sheet, mark, printed(current), current));
        for (const distance of Object.values(measured)) expect(distance).toBeCloseTo(mark, 6);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    [105, 148],
    [210, 297],
    [89, 36],
    [62, 29],
    [30, 20],
  ])('fits a sheet of %d × %d mm, with its marks where they are said to be', (width, height) => {
    for (const language of ['ru', 'en'] as const) {
      const page = layoutTestPage(
        { width, height },
        { words: testPageWords[language], fonts, facts: ['Зал 1', '203 dpi'] },
      );
      expect(page.page).toEqual({ width, height });
      expect(calibrateLayout(page, plain).notes.filter(({ kind }) => kind !== 'code-small')).toEqual([]);
      const mark = markOf({ width, height });
      const at = page.sides[0]!.items.flatMap((item) => (item.kind === 'line' && item.width === 0.3 ? [item] : []));
      expect(at.map(({ x1, x2 }) => [x1, x2]).filter(([x1, x2]) => x1 === x2)).toEqual([
        [mark, mark],
        [width - mark, width - mark],
      ]);
      expect(at.map(({ y1, y2 }) => [y1, y2]).filter(([y1, y2]) => y1 === y2)).toEqual([
        [mark, mark],
        [height - mark, height - mark],
      ]);
    }
  });

  it('says what to do with the figures', () => {
    const page = layoutTestPage({ width: 105, height: 148 }, { words: testPageWords.en, fonts, facts: [] });
    const said = page.sides[0]!.items.flatMap((item) => (item.kind === 'text' ? [item.text] : [])).join(' ');
    expect(said).toContain('it should be 10 mm');
    expect(said).toContain('85 ÷ (A to B) × 100 %');
    expect(said).toContain('128 ÷ (C to D) × 100 %');
  });
});

describe('maps of the page', () => {
  it('are undone by their inverse', () => {
    const map = combine([1.02, 0, 0, 0.98, 3, -4], turnAbout(90, 10, 20));
    const there = mapPoint(map, 7, 9);
    const back = mapPoint(invert(map), there.x, there.y);
    expect(back.x).toBeCloseTo(7);
    expect(back.y).toBeCloseTo(9);
    expect(mapPoint(turnAbout(90, 10, 20), 15, 20)).toEqual({ x: 10, y: 25 });
  });
});
