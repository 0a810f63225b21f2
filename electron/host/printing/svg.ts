/**
 * BadgeLayout → SVG in millimetres. Text is drawn as outlines of its glyphs: no font has to be there where it is shown
 * or printed, and nothing of what a person is called can become markup.
 */
import type { BadgeLayout, CodeItem, LayoutItem, RectItem, TextItem } from '../../../shared/badge/layout.ts';
import type { BadgeFonts } from './fonts.ts';

/** Renders one side of the layout (0: the front) as one `<svg>` element of the page's size in mm; one user unit is one millimetre. */
export function renderSvg(layout: BadgeLayout, fonts: BadgeFonts, side = 0): string {
  const [width, height] = [format(layout.page.width), format(layout.page.height)];
  const content = (layout.sides[side]?.items ?? []).map((item) => drawTurned(item, fonts)).join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" ` +
    `viewBox="0 0 ${width} ${height}">${content}</svg>`
  );
}

function drawTurned(item: LayoutItem, fonts: BadgeFonts): string {
  const { turn } = item;
  const drawn = drawItem(item, fonts);
  if (turn === null) return drawn;
  return `<g transform="rotate(${turn.degrees} ${format(turn.x)} ${format(turn.y)})">${drawn}</g>`;
}

function drawItem(item: LayoutItem, fonts: BadgeFonts): string {
  switch (item.kind) {
    case 'rect':
      return drawRect(item);
    case 'text':
      return `<path fill="${item.color}" d="${outlineText(item, fonts)}"/>`;
    case 'ellipse':
    case 'line':
    case 'image':
      return '';
    case 'code':
      return `<path fill="${item.color}" shape-rendering="crispEdges" d="${outlineCode(item)}"/>`;
  }
}

function drawRect({ box, fill, stroke }: RectItem): string {
  const inset = stroke === null ? 0 : stroke.width / 2;
  const edge = stroke === null ? '' : ` stroke="${stroke.color}" stroke-width="${format(stroke.width)}"`;
  return (
    `<rect x="${format(box.x + inset)}" y="${format(box.y + inset)}" width="${format(box.width - 2 * inset)}" ` +
    `height="${format(box.height - 2 * inset)}" fill="${fill ?? 'none'}"${edge}/>`
  );
}

const SVG_COMMANDS = { moveTo: 'M', lineTo: 'L', quadraticCurveTo: 'Q', bezierCurveTo: 'C', closePath: 'Z' } as const;

function outlineText(item: TextItem, fonts: BadgeFonts): string {
  const font = fonts.open(item);
  const scale = item.size / font.unitsPerEm;
  const run = font.layout(item.text);
  let pen = 0;
  let outline = '';
  run.glyphs.forEach((glyph, index) => {
    const position = run.positions[index];
    if (position === undefined) return;
    const x = pen + position.xOffset;
    for (const { command, args } of glyph.path.commands) {
      const numbers = args.map((value, axis) =>
        format(axis % 2 === 0 ? item.x + (x + value) * scale : item.baseline - (position.yOffset + value) * scale),
      );
      outline += SVG_COMMANDS[command] + numbers.join(' ');
    }
    pen += position.xAdvance;
  });
  return outline;
}

function outlineCode(item: CodeItem): string {
  return item.bars
    .map(
      (bar) => `M${format(bar.x)} ${format(bar.y)}h${format(bar.width)}v${format(bar.height)}h${format(-bar.width)}Z`,
    )
    .join('');
}

/** Micrometres are enough for any printer and keep the text short. */
function format(millimetres: number): string {
  return String(Math.round(millimetres * 1000) / 1000);
}
