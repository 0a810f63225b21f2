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

/** A diagonal of the box. A thick one is drawn from inside, so that its ends do not leave the box by more than a flat box forces it to. */
export function layOutLine({ box, from, stroke }: ElementOf<'line'>, setting: Setting): LineItem[] {
  const [left, right, top, bottom] = [box.x, box.x + box.width, box.y, box.y + box.height];
  const [y1, y2] = from === 'top-left' ? [top, bottom] : [bottom, top];
  return [
    {
      kind: 'line',
      turn: null,
      x1: left,
      y1,
      x2: right,
      y2,
      width: stroke.width,
      color: resolvePaint(stroke.color, setting),
    },
  ];
}
