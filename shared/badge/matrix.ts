/**
 * Affine maps of the page: x' = a·x + c·y + e, y' = b·x + d·y + f, in mm with y downwards, as SVG and PDF count them.
 * Turns are clockwise as one looks at the page.
 */
import type { Turn } from './layout-items.ts';
import type { Box } from './template.ts';

export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

const QUARTERS = {
  0: [1, 0, 0, 1],
  90: [0, 1, -1, 0],
  180: [-1, 0, 0, -1],
  270: [0, -1, 1, 0],
} as const;

/** Turns about a point. */
export function turnAbout(degrees: 0 | 90 | 180 | 270, x: number, y: number): Matrix {
  const [a, b, c, d] = QUARTERS[degrees];
  return [a, b, c, d, x - a * x - c * y, y - b * x - d * y];
}

/** The map of an item's own turn. */
export function matrixOfTurn(turn: Turn): Matrix {
  return turn === null ? IDENTITY : turnAbout(turn.degrees, turn.x, turn.y);
}

/** First `inner`, then `outer`. */
export function combine(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

export function mapPoint([a, b, c, d, e, f]: Matrix, x: number, y: number): { x: number; y: number } {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** The upright box around a mapped box. Exact for maps that turn by quarters and scale. */
export function mapBox(matrix: Matrix, { x, y, width, height }: Box): Box {
  const [from, to] = [mapPoint(matrix, x, y), mapPoint(matrix, x + width, y + height)];
  const [left, top] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
  return { x: left, y: top, width: Math.max(from.x, to.x) - left, height: Math.max(from.y, to.y) - top };
}

/** The inverse map. Throws for one that flattens the page: nothing of ours does. */
export function invert([a, b, c, d, e, f]: Matrix): Matrix {
  const area = a * d - b * c;
  if (area === 0) throw new Error('A map that flattens the page has no inverse');
  return [d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area];
}
