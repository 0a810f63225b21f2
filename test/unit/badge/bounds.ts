import { expect } from 'vitest';
import type { BadgeFonts } from '../../../electron/host/printing/fonts.ts';
import type { BadgeLayout, LayoutItem, Turn } from '../../../shared/badge/layout.ts';
import type { Box } from '../../../shared/badge/template.ts';

/** The smallest box around boxes. */
export function boundBoxes(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** The room that the item's ink takes, before it is turned. */
export function boundsOf(item: LayoutItem, fonts: BadgeFonts): Box {
  switch (item.kind) {
    case 'rect':
    case 'ellipse':
      return item.box;
    case 'code':
      return boundBoxes(item.bars);
    case 'image':
      return item.clip.box;
    case 'line': {
      const { x1, y1, x2, y2, width } = item;
      const length = Math.max(Math.hypot(x2 - x1, y2 - y1), 1e-9);
      const [dx, dy] = [((width / 2) * Math.abs(y2 - y1)) / length, ((width / 2) * Math.abs(x2 - x1)) / length];
      const ends = [
        { x: x1 - dx, y: y1 - dy, width: 2 * dx, height: 2 * dy },
        { x: x2 - dx, y: y2 - dy, width: 2 * dx, height: 2 * dy },
      ];
      return boundBoxes(ends);
    }
    case 'text': {
      const { left, right, ascent, descent } = fonts.measure(item.text, item, item.size);
      return { x: item.x - left, y: item.baseline - ascent, width: left + right, height: ascent + descent };
    }
  }
}

/** A box after its turn, clockwise on a page whose y grows downwards. */
export function turnBox(box: Box, turn: Turn): Box {
  if (turn === null) return box;
  const corners = [
    { x: box.x, y: box.y },
    { x: box.x + box.width, y: box.y + box.height },
  ].map(({ x, y }) => {
    const [dx, dy] = [x - turn.x, y - turn.y];
    const [tx, ty] = turn.degrees === 90 ? [-dy, dx] : turn.degrees === 180 ? [-dx, -dy] : [dy, -dx];
    return { x: turn.x + tx, y: turn.y + ty, width: 0, height: 0 };
  });
  return boundBoxes(corners);
}

function isInside(inner: Box, outer: Box, slack = 1e-6): boolean {
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}

/** Every item's ink is inside its box, and what is drawn of it is on the page, turned as it says. */
export function expectContained(layout: BadgeLayout, fonts: BadgeFonts): void {
  const outside = layout.sides.flatMap(({ items }) =>
    items.filter((item) => {
      const bounds = boundsOf(item, fonts);
      const inBox = item.kind === 'image' || item.kind === 'line' || isInside(bounds, item.box);
      return !inBox || !isInside(turnBox(bounds, item.turn), { x: 0, y: 0, ...layout.page });
    }),
  );
  expect(outside).toEqual([]);
}
