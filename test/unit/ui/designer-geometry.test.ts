import { describe, expect, it } from 'vitest';
import { alignAreas, distributeAreas } from '../../../renderer/ui/designer/state/align.ts';
import {
  keepOnPage,
  limitMove,
  resizeArea,
  scaleInto,
  turnArea,
  unite,
  type Area,
} from '../../../renderer/ui/designer/state/geometry.ts';
import { readNumber } from '../../../renderer/ui/designer/state/numbers.ts';
import { findPage, namePage, orientationOf, orientPage } from '../../../renderer/ui/designer/state/pages.ts';
import { snapMove, snapResize } from '../../../renderer/ui/designer/state/snap.ts';
import {
  fitZoom,
  limitZoom,
  marginOf,
  scaleOf,
  scrollFor,
  spaceTicks,
  stepZoom,
} from '../../../renderer/ui/designer/state/zoom.ts';

const page = { width: 100, height: 80 };
const area = (x: number, y: number, width: number, height: number): Area => ({ x, y, width, height });
const rules = (others: readonly Area[] = [], on = true) => ({ others, page, reach: 1, on });

describe('outlines', () => {
  it('swap width and height about the middle at a quarter turn, and back', () => {
    const turned = turnArea(area(10, 10, 20, 10), 90);
    expect(turned).toEqual(area(15, 5, 10, 20));
    expect(turnArea(turned, 270)).toEqual(area(10, 10, 20, 10));
    expect(turnArea(area(1, 2, 3, 4), 180)).toEqual(area(1, 2, 3, 4));
  });

  it('are kept on the page, and made smaller only where they are larger than it', () => {
    expect(keepOnPage(area(95, -5, 10, 10), page)).toEqual(area(90, 0, 10, 10));
    expect(keepOnPage(area(50, 50, 300, 10), page)).toEqual(area(0, 50, 100, 10));
    expect(limitMove(area(80, 10, 10, 10), { x: 40, y: -40 }, page)).toEqual({ x: 10, y: -10 });
  });

  it('have one box around all of them', () => {
    expect(unite([area(10, 10, 5, 5), area(0, 20, 30, 1)])).toEqual(area(0, 10, 30, 11));
    expect(unite([])).toBeNull();
  });
});

describe('resizing', () => {
  const free = { least: 1, keepRatio: false, page };

  it('moves the edges of the handle and leaves the others', () => {
    expect(resizeArea(area(10, 10, 20, 20), 'se', { x: 5, y: -5 }, free)).toEqual(area(10, 10, 25, 15));
    expect(resizeArea(area(10, 10, 20, 20), 'n', { x: 50, y: -5 }, free)).toEqual(area(10, 5, 20, 25));
  });

  it('stops at the least size and at the page', () => {
    expect(resizeArea(area(10, 10, 20, 20), 'w', { x: 90, y: 0 }, free)).toEqual(area(29, 10, 1, 20));
    expect(resizeArea(area(10, 10, 20, 20), 'se', { x: 900, y: 900 }, free)).toEqual(area(10, 10, 90, 70));
  });

  it('keeps the proportions, on the page too', () => {
    const kept = { ...free, keepRatio: true };
    expect(resizeArea(area(10, 10, 20, 10), 'se', { x: 20, y: 0 }, kept)).toEqual(area(10, 10, 40, 20));
    const most = resizeArea(area(50, 60, 20, 10), 'se', { x: 50, y: 50 }, kept);
    expect(most.width / most.height).toBeCloseTo(2);
    expect(most.y + most.height).toBeLessThanOrEqual(80);
    expect(resizeArea(area(10, 30, 20, 10), 'e', { x: 20, y: 0 }, kept)).toEqual(area(10, 25, 40, 20));
  });

  it('of several takes each along', () => {
    expect(scaleInto(area(20, 10, 10, 10), area(10, 10, 20, 20), area(10, 10, 40, 10))).toEqual(area(30, 10, 20, 5));
    expect(scaleInto(area(5, 10, 10, 0), area(5, 10, 10, 0), area(0, 20, 20, 0))).toEqual(area(0, 20, 20, 0));
  });
});

describe('snapping', () => {
  it('goes to the grid of half a millimetre when nothing is near', () => {
    expect(snapMove(area(10, 10, 7, 7), { x: 3.2, y: 3.3 }, rules())).toEqual({ move: { x: 3, y: 3.5 }, guides: [] });
  });

  it('goes to the middle of the page and draws the line', () => {
    const { move, guides } = snapMove(area(10, 13, 20, 10), { x: 29.4, y: 0 }, rules());
    expect(move).toEqual({ x: 30, y: 0 });
    expect(guides).toContainEqual({ axis: 'x', at: 50, from: 0, to: 80 });
  });

  it('goes to edges and middles of other elements, the nearest first', () => {
    const other = area(33.3, 60, 10, 10);
    const { move, guides } = snapMove(area(0, 20, 5, 5), { x: 33, y: 0.1 }, rules([other]));
    expect(move.x).toBe(33.3);
    expect(guides).toContainEqual({ axis: 'x', at: 33.3, from: 20, to: 70 });
  });

  it('of a resize moves only the pulled edge', () => {
    const { move } = snapResize(area(10, 10, 39, 10), 'e', { x: 0.6, y: 0.3 }, rules());
    expect(move.x).toBe(1); // its right edge reaches the middle of the page
    expect(move.y).toBe(0.3);
  });

  it('can be off', () => {
    expect(snapMove(area(0.2, 0.2, 5, 5), { x: 0.111, y: 0 }, rules([], false)).move).toEqual({ x: 0.111, y: 0 });
  });
});

describe('aligning', () => {
  const three = [area(0, 0, 10, 10), area(40, 10, 20, 10), area(12, 30, 4, 4)];

  it('of one is to the page, of several to each other', () => {
    expect(alignAreas([area(10, 10, 20, 10)], 'center', page)).toEqual([{ x: 30, y: 0 }]);
    expect(alignAreas([area(10, 10, 20, 10)], 'bottom', page)).toEqual([{ x: 0, y: 60 }]);
    expect(alignAreas(three, 'right', page)).toEqual([
      { x: 50, y: 0 },
      { x: 0, y: 0 },
      { x: 44, y: 0 },
    ]);
  });

  it('distributes with equal gaps between the outermost', () => {
    const moved = distributeAreas(three, 'x').map(({ x }, index) => three[index]!.x + x);
    expect(moved).toEqual([0, 40, 23]);
    expect(distributeAreas(three.slice(0, 2), 'x')).toEqual([
      { x: 0, y: 0 },
      { x: 0, y: 0 },
    ]);
  });
});

describe('zoom', () => {
  it('stays between 25 and 800 per cent and steps through the usual ones', () => {
    expect(limitZoom(0.01)).toBe(0.25);
    expect(stepZoom(1, 1)).toBe(1.25);
    expect(stepZoom(1.1, -1)).toBe(1);
    expect(stepZoom(8, 1)).toBe(8);
  });

  it('fits the page into the view', () => {
    const zoom = fitZoom({ width: 105, height: 74 }, { width: 800, height: 600 }, 24);
    expect(105 * scaleOf(zoom)).toBeCloseTo(752);
  });

  it('keeps the point below the pointer, and a small page in the middle', () => {
    const margin = marginOf(page, { width: 500, height: 900 }, 4, 40);
    expect(margin).toEqual({ x: 50, y: 290 });
    const scroll = scrollFor({ x: 20, y: 10 }, { x: 300, y: 200 }, margin, 4);
    expect({ x: (scroll.x + 300 - margin.x) / 4, y: (scroll.y + 200 - margin.y) / 4 }).toEqual({ x: 20, y: 10 });
  });

  it('labels a ruler as densely as can be read', () => {
    expect(spaceTicks(4)).toEqual({ label: 20, tick: 2 });
    expect(spaceTicks(30)).toEqual({ label: 2, tick: 0.2 });
  });
});

describe('a typed number', () => {
  it('may have a comma, and has to be within its bounds', () => {
    expect(readNumber(' 12,5 ', 0, 20)).toBe(12.5);
    expect(readNumber('-3', -5, 5)).toBe(-3);
    for (const text of ['', '1,2,3', 'abc', '21', '1e1']) expect(readNumber(text, 0, 20), text).toBeNull();
  });
});

describe('pages', () => {
  it('have names either way up', () => {
    expect(namePage({ width: 148, height: 105 })).toBe('a6');
    expect(namePage({ width: 101.6, height: 76.2 })).toBe('fourByThree');
    expect(namePage({ width: 90, height: 90 })).toBeNull();
    expect(findPage('card', 'landscape')).toEqual({ width: 86, height: 54 });
    expect(orientationOf(orientPage({ width: 62, height: 100 }, 'landscape'))).toBe('landscape');
  });
});
