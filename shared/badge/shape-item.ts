import { isLostOnPaper } from './color.ts';
import type { Edge, EllipseItem, LineItem, RectItem } from './layout-items.ts';
import { resolvePaint, type Setting } from './layout-setting.ts';
import type { ElementOf, Stroke } from './template.ts';

/** Keeps an area in a status's colour visible when that colour is as good as white. */
const EDGE = { color: '#9ca3af', width: 0.25 } as const;

export function layOutRect(element: ElementOf<'rect'>, setting: Setting): RectItem[] {
  const { box } = element;
  const radius = Math.min(element.radius, box.width / 2, box.height / 2);
  return [{ kind: 'rect', turn: null, box: { ...box }, radius, ...paintArea(element, setting) }];
}

export function layOutEllipse(element: ElementOf<'ellipse'>, setting: Setting): EllipseItem[] {
  return [{ kind: 'ellipse', turn: null, box: { ...element.box }, ...paintArea(element, setting) }];
}

function paintArea(
  { box, fill, stroke }: ElementOf<'rect' | 'ellipse'>,
  setting: Setting,
): Pick<RectItem, 'fill' | 'stroke'> {
  const color = fill === null ? null : resolvePaint(fill, setting);
  const isLost = fill === 'status' && stroke === null && color !== null && isLostOnPaper(color);
  const edge = isLost ? EDGE : paintStroke(stroke, setting);
  if (edge === null) return { fill: color, stroke: null };
  return { fill: color, stroke: { ...edge, width: Math.min(edge.width, box.width / 2, box.height / 2) } };
}

function paintStroke(stroke: Stroke | null, setting: Setting): Edge {
  return stroke === null ? null : { color: resolvePaint(stroke.color, setting), width: stroke.width };
}

/**
 * A diagonal of the box. The stroke has its width on both sides of it: at the page's edge the line moves in, so that all
 * of its width is printed.
 */
export function layOutLine(element: ElementOf<'line'>, setting: Setting): LineItem[] {
  const { box, from, stroke } = element;
  const { page } = setting.template;
  const { left, top, right, bottom } = findPage(element, page);
  const width = Math.min(stroke.width, page.width, page.height);
  // Of a diagonal, whose direction this may change a little, no end reaches further than half its width in any direction.
  const aside = { x: box.height === 0 ? 0 : width / 2, y: box.width === 0 ? 0 : width / 2 };
  const clampX = (x: number): number => Math.min(Math.max(x, left + aside.x), right - aside.x);
  const clampY = (y: number): number => Math.min(Math.max(y, top + aside.y), bottom - aside.y);
  const [y1, y2] = from === 'top-left' ? [box.y, box.y + box.height] : [box.y + box.height, box.y];
  const ends = { x1: clampX(box.x), y1: clampY(y1), x2: clampX(box.x + box.width), y2: clampY(y2) };
  return [{ kind: 'line', turn: null, ...ends, width, color: resolvePaint(stroke.color, setting) }];
}

/** The page as an element sees it that will be turned about its middle. */
function findPage(
  { box, turn }: ElementOf<'line'>,
  page: { width: number; height: number },
): Record<'left' | 'top' | 'right' | 'bottom', number> {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  switch (turn) {
    case 0:
      return { left: 0, top: 0, right: page.width, bottom: page.height };
    case 180:
      return { left: 2 * x - page.width, top: 2 * y - page.height, right: 2 * x, bottom: 2 * y };
    case 90:
      return { left: x - y, right: x - y + page.height, top: y + x - page.width, bottom: y + x };
    case 270:
      return { left: x + y - page.height, right: x + y, top: y - x, bottom: y - x + page.width };
  }
}
