/**
 * Boxes on the page, in millimetres. An element is turned by quarters about the middle of its box: what one sees, moves and
 * measures is its outline, an upright box; what the template keeps is the box before the turn.
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Turn = 0 | 90 | 180 | 270;

/** Of the eight handles: which edges each one moves. */
export const HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;
export type Handle = (typeof HANDLES)[number];

export interface ResizeRules {
  /** The least width and height. */
  readonly least: number;
  readonly keepRatio: boolean;
  readonly page: Size;
}

/** Micrometres: what is added up by hand stays readable, and no printer shows less. */
export function round(millimetres: number): number {
  return Math.round(millimetres * 1000) / 1000 || 0;
}

export function roundArea(area: Area): Area {
  return { x: round(area.x), y: round(area.y), width: round(area.width), height: round(area.height) };
}

/** The upright box that a turned box covers; and back, since two such changes undo each other. */
export function turnArea(area: Area, turn: Turn): Area {
  if (turn === 0 || turn === 180) return area;
  const middle = middleOf(area);
  return {
    x: middle.x - area.height / 2,
    y: middle.y - area.width / 2,
    width: area.height,
    height: area.width,
  };
}

export function middleOf(area: Area): Point {
  return { x: area.x + area.width / 2, y: area.y + area.height / 2 };
}

/** The box around all of them; null = there are none. */
export function unite(areas: readonly Area[]): Area | null {
  if (areas.length === 0) return null;
  const x = Math.min(...areas.map((area) => area.x));
  const y = Math.min(...areas.map((area) => area.y));
  return {
    x,
    y,
    width: Math.max(...areas.map((area) => area.x + area.width)) - x,
    height: Math.max(...areas.map((area) => area.y + area.height)) - y,
  };
}

export function overlap(one: Area, other: Area): boolean {
  return (
    one.x <= other.x + other.width &&
    other.x <= one.x + one.width &&
    one.y <= other.y + other.height &&
    other.y <= one.y + one.height
  );
}

/** The box between two points, whichever of them was first. */
export function spanPoints(from: Point, to: Point): Area {
  return {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
  };
}

/** The same box on the page: moved in where it stands out, made smaller where it is larger than the page. */
export function keepOnPage(area: Area, page: Size): Area {
  const width = Math.min(area.width, page.width);
  const height = Math.min(area.height, page.height);
  return {
    x: Math.min(Math.max(0, area.x), page.width - width),
    y: Math.min(Math.max(0, area.y), page.height - height),
    width,
    height,
  };
}

/** As much of a movement as leaves the box on the page. */
export function limitMove(area: Area, move: Point, page: Size): Point {
  const moved = keepOnPage({ ...area, x: area.x + move.x, y: area.y + move.y }, page);
  return { x: moved.x - area.x, y: moved.y - area.y };
}

/** The box after a handle was pulled by `move`. The opposite edges stay, and the page's edges hold. */
export function resizeArea(area: Area, handle: Handle, move: Point, rules: ResizeRules): Area {
  const free = {
    left: handle.includes('w'),
    right: handle.includes('e'),
    top: handle.includes('n'),
    bottom: handle.includes('s'),
  };
  let [left, right, top, bottom] = [area.x, area.x + area.width, area.y, area.y + area.height];
  const { least, page } = rules;
  if (free.left) left = clamp(left + move.x, 0, Math.max(0, right - least));
  if (free.right) right = clamp(right + move.x, Math.min(page.width, left + least), page.width);
  if (free.top) top = clamp(top + move.y, 0, Math.max(0, bottom - least));
  if (free.bottom) bottom = clamp(bottom + move.y, Math.min(page.height, top + least), page.height);
  const resized = { x: left, y: top, width: right - left, height: bottom - top };
  return rules.keepRatio && area.width > 0 && area.height > 0 ? keepRatio(area, resized, free, page) : resized;
}

interface FreeEdges {
  readonly left: boolean;
  readonly right: boolean;
  readonly top: boolean;
  readonly bottom: boolean;
}

/** The larger of the two factors counts, as far as the page goes; the sides that were not pulled grow about their middle. */
function keepRatio(area: Area, resized: Area, free: FreeEdges, page: Size): Area {
  const across = free.left || free.right;
  const down = free.top || free.bottom;
  const wanted = Math.max(across ? resized.width / area.width : 0, down ? resized.height / area.height : 0);
  const room = {
    width: roomFor(area.x, area.width, page.width, free.left, free.right),
    height: roomFor(area.y, area.height, page.height, free.top, free.bottom),
  };
  const factor = Math.min(wanted, room.width / area.width, room.height / area.height);
  const width = area.width * factor;
  const height = area.height * factor;
  return {
    x: free.left ? area.x + area.width - width : free.right ? area.x : area.x + (area.width - width) / 2,
    y: free.top ? area.y + area.height - height : free.bottom ? area.y : area.y + (area.height - height) / 2,
    width,
    height,
  };
}

function roomFor(at: number, size: number, page: number, before: boolean, after: boolean): number {
  if (before) return at + size;
  if (after) return page - at;
  const middle = at + size / 2;
  return 2 * Math.min(middle, page - middle);
}

/** Where a box goes when the box around it becomes another one. */
export function scaleInto(area: Area, from: Area, to: Area): Area {
  const x = from.width === 0 ? 1 : to.width / from.width;
  const y = from.height === 0 ? 1 : to.height / from.height;
  return {
    x: to.x + (area.x - from.x) * x,
    y: to.y + (area.y - from.y) * y,
    width: area.width * x,
    height: area.height * y,
  };
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
