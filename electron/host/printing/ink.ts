/**
 * What a label printer can show of a layout: black or nothing. Pictures stay as they are (they are dithered); everything else is
 * decided here as a whole shape, so that letters and codes stay crisp:
 *
 * - An area is black where the layout would put white text on it (`chooseTextColor`), else it is left white with a black edge.
 * - Text, lines and codes are black on white and white on black, whatever their colour, unless they were as good as invisible in
 *   colour too. On a picture they keep the nearer of both.
 */
import { chooseTextColor, computeContrast, type Hex } from '../../../shared/badge/color.ts';
import type { BadgeLayout, LayoutItem, LayoutSide } from '../../../shared/badge/layout.ts';
import { invert, mapPoint, matrixOfTurn } from '../../../shared/badge/matrix.ts';
import type { Box } from '../../../shared/badge/template.ts';

const BLACK: Hex = '#000000';
const WHITE: Hex = '#ffffff';
/** Of an area that had a colour and lost it. */
const EDGE = 0.25;
/** Contrast below which something was not meant to be seen. */
const INVISIBLE = 1.1;

/** What lies under a point: its colour in print and on screen; a picture has no one colour. */
type Ground = { ink: Hex; color: Hex } | 'picture';

const PAPER: Ground = { ink: WHITE, color: WHITE };

interface Area {
  item: Extract<LayoutItem, { kind: 'rect' | 'ellipse' | 'image' }>;
  ground: Ground;
}

/** The layout in black and white. */
export function inkLayout(layout: BadgeLayout): BadgeLayout {
  return { ...layout, sides: layout.sides.map(inkSide) };
}

function inkSide({ items }: LayoutSide): LayoutSide {
  const areas: Area[] = [];
  return { items: items.map((item) => inkItem(item, areas)) };
}

/** Areas are added as they come: later items lie above. */
function inkItem(item: LayoutItem, areas: Area[]): LayoutItem {
  switch (item.kind) {
    case 'image':
      areas.push({ item, ground: 'picture' });
      return item;
    case 'rect':
    case 'ellipse':
      return inkArea(item, areas);
    case 'text':
      // A letter's height above the baseline, a little inside the line.
      return {
        ...item,
        color: contrastInk(
          item.color,
          groundAt(item, item.x + item.size * 0.3, item.baseline - item.size * 0.3, areas),
        ),
      };
    case 'line':
      return {
        ...item,
        color: contrastInk(item.color, groundAt(item, (item.x1 + item.x2) / 2, (item.y1 + item.y2) / 2, areas)),
      };
    case 'code':
      return { ...item, color: contrastInk(item.color, groundAt(item, ...middle(item.box), areas)) };
  }
}

function inkArea<Item extends Extract<LayoutItem, { kind: 'rect' | 'ellipse' }>>(item: Item, areas: Area[]): Item {
  const under = groundAt(item, ...middle(item.box), areas);
  const { fill, stroke } = item;
  if (fill === null) {
    return stroke === null ? item : { ...item, stroke: { ...stroke, color: contrastInk(stroke.color, under) } };
  }
  const ink = chooseTextColor(fill) === WHITE ? BLACK : WHITE;
  areas.push({ item, ground: { ink, color: fill } });
  if (stroke !== null) return { ...item, fill: ink, stroke: { ...stroke, color: contrastInk(stroke.color, under) } };
  const isLost = under !== 'picture' && under.ink === ink && computeContrast(fill, under.color) >= INVISIBLE;
  const width = Math.min(EDGE, item.box.width / 2, item.box.height / 2);
  return { ...item, fill: ink, stroke: isLost ? { color: ink === WHITE ? BLACK : WHITE, width } : null };
}

function contrastInk(color: Hex, ground: Ground): Hex {
  if (ground === 'picture') return chooseTextColor(color) === WHITE ? BLACK : WHITE;
  if (computeContrast(color, ground.color) < INVISIBLE) return ground.ink;
  return ground.ink === WHITE ? BLACK : WHITE;
}

function groundAt({ turn }: LayoutItem, x: number, y: number, areas: readonly Area[]): Ground {
  const point = mapPoint(matrixOfTurn(turn), x, y);
  return areas.findLast((area) => covers(area.item, point))?.ground ?? PAPER;
}

function covers(item: Area['item'], point: { x: number; y: number }): boolean {
  const { x, y } = mapPoint(invert(matrixOfTurn(item.turn)), point.x, point.y);
  const { box, shape } =
    item.kind === 'image' ? item.clip : { box: item.box, shape: item.kind === 'ellipse' ? 'ellipse' : 'rect' };
  const [across, down] = [(x - box.x) / box.width - 0.5, (y - box.y) / box.height - 0.5];
  return shape === 'ellipse' ? across ** 2 + down ** 2 <= 0.25 : Math.abs(across) <= 0.5 && Math.abs(down) <= 0.5;
}

function middle({ x, y, width, height }: Box): [number, number] {
  return [x + width / 2, y + height / 2];
}
