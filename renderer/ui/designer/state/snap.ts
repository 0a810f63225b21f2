/**
 * Where what is dragged comes to lie: at edges and middles of the page and of other elements when they are near, else on the
 * grid. Each of the two directions for itself.
 */
import { round, type Area, type Handle, type Point, type Size } from './geometry.ts';

/** Millimetres. */
export const GRID = 0.5;

/** A line to be drawn: at `at` of its axis, from and to along the other one. */
export interface Guide {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Snapped {
  readonly move: Point;
  readonly guides: readonly Guide[];
}

export interface SnapRules {
  /** Other elements, by their outlines. */
  readonly others: readonly Area[];
  readonly page: Size;
  /** How near is near, in mm: as far as a person aims at this zoom. */
  readonly reach: number;
  readonly on: boolean;
}

interface Line {
  readonly at: number;
  /** How far along the other axis the thing reaches that the line belongs to. */
  readonly from: number;
  readonly to: number;
}

/** A movement of the whole box. */
export function snapMove(area: Area, move: Point, rules: SnapRules): Snapped {
  const moved = { ...area, x: area.x + move.x, y: area.y + move.y };
  return snap(area, move, rules, {
    x: [moved.x, moved.x + moved.width / 2, moved.x + moved.width],
    y: [moved.y, moved.y + moved.height / 2, moved.y + moved.height],
  });
}

/** A pull at one handle: only its edges come to lie anywhere. */
export function snapResize(area: Area, handle: Handle, move: Point, rules: SnapRules): Snapped {
  return snap(area, move, rules, {
    x: handle.includes('w') ? [area.x + move.x] : handle.includes('e') ? [area.x + area.width + move.x] : [],
    y: handle.includes('n') ? [area.y + move.y] : handle.includes('s') ? [area.y + area.height + move.y] : [],
  });
}

interface Edges {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

function snap(area: Area, move: Point, rules: SnapRules, edges: Edges): Snapped {
  if (!rules.on) return { move: { x: round(move.x), y: round(move.y) }, guides: [] };
  const x = snapAxis(edges.x, linesAcross(rules), rules.reach);
  const y = snapAxis(edges.y, linesDown(rules), rules.reach);
  const snapped = { x: round(move.x + x.by), y: round(move.y + y.by) };
  const after = { ...area, x: area.x + snapped.x, y: area.y + snapped.y };
  return {
    move: snapped,
    guides: [
      ...x.lines.map((line) => drawGuide('x', line, after.y, after.y + area.height)),
      ...y.lines.map((line) => drawGuide('y', line, after.x, after.x + area.width)),
    ],
  };
}

function snapAxis(
  edges: readonly number[],
  lines: readonly Line[],
  reach: number,
): { readonly by: number; readonly lines: readonly Line[] } {
  let best: number | null = null;
  for (const edge of edges) {
    for (const { at } of lines) {
      const by = at - edge;
      if (Math.abs(by) <= reach && (best === null || Math.abs(by) < Math.abs(best) - 1e-9)) best = by;
    }
  }
  if (best !== null) {
    const by = best;
    return { by, lines: lines.filter(({ at }) => edges.some((edge) => Math.abs(edge + by - at) < 1e-6)) };
  }
  const first = edges[0];
  return { by: first === undefined ? 0 : Math.round(first / GRID) * GRID - first, lines: [] };
}

function linesAcross({ page, others }: SnapRules): Line[] {
  return [
    ...[0, page.width / 2, page.width].map((at) => ({ at, from: 0, to: page.height })),
    ...others.flatMap((area) =>
      [area.x, area.x + area.width / 2, area.x + area.width].map((at) => ({
        at,
        from: area.y,
        to: area.y + area.height,
      })),
    ),
  ];
}

function linesDown({ page, others }: SnapRules): Line[] {
  return [
    ...[0, page.height / 2, page.height].map((at) => ({ at, from: 0, to: page.width })),
    ...others.flatMap((area) =>
      [area.y, area.y + area.height / 2, area.y + area.height].map((at) => ({
        at,
        from: area.x,
        to: area.x + area.width,
      })),
    ),
  ];
}

function drawGuide(axis: 'x' | 'y', line: Line, from: number, to: number): Guide {
  return { axis, at: line.at, from: Math.min(line.from, from), to: Math.max(line.to, to) };
}
