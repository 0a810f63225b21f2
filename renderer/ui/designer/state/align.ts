/** Aligning and distributing outlines. */
import { round, unite, type Area, type Point, type Size } from './geometry.ts';

export const ALIGNMENTS = ['left', 'center', 'right', 'top', 'middle', 'bottom'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/** How far each one moves: one alone to the page, several to the box around them. */
export function alignAreas(areas: readonly Area[], alignment: Alignment, page: Size): readonly Point[] {
  const around = areas.length > 1 ? unite(areas) : { x: 0, y: 0, ...page };
  if (around === null) return [];
  return areas.map((area) => {
    switch (alignment) {
      case 'left':
        return { x: round(around.x - area.x), y: 0 };
      case 'center':
        return { x: round(around.x + (around.width - area.width) / 2 - area.x), y: 0 };
      case 'right':
        return { x: round(around.x + around.width - area.width - area.x), y: 0 };
      case 'top':
        return { x: 0, y: round(around.y - area.y) };
      case 'middle':
        return { x: 0, y: round(around.y + (around.height - area.height) / 2 - area.y) };
      case 'bottom':
        return { x: 0, y: round(around.y + around.height - area.height - area.y) };
    }
  });
}

/** How far each one moves so that the gaps between them are equal; the outermost stay. Fewer than three: nothing moves. */
export function distributeAreas(areas: readonly Area[], axis: 'x' | 'y'): readonly Point[] {
  const side = axis === 'x' ? 'width' : 'height';
  const around = unite(areas);
  if (around === null || areas.length < 3) return areas.map(() => ({ x: 0, y: 0 }));
  const order = areas
    .map((area, index) => ({ area, index }))
    .sort((one, other) => one.area[axis] + one.area[side] / 2 - (other.area[axis] + other.area[side] / 2));
  const filled = areas.reduce((sum, area) => sum + area[side], 0);
  const gap = (around[side] - filled) / (areas.length - 1);
  const moves: Point[] = areas.map(() => ({ x: 0, y: 0 }));
  let at = around[axis];
  for (const { area, index } of order) {
    const by = round(at - area[axis]);
    moves[index] = axis === 'x' ? { x: by, y: 0 } : { x: 0, y: by };
    at += area[side] + gap;
  }
  return moves;
}
