/**
 * BadgeLayout → SVG in millimetres. Text is drawn as outlines of its glyphs: no font has to be there where it is shown
 * or printed, and nothing of what a person is called can become markup.
 */
import type { Hex } from '../../../shared/badge/color.ts';
import type {
  BadgeLayout,
  CodeItem,
  Edge,
  EllipseItem,
  ImageItem,
  LayoutItem,
  LineItem,
  RectItem,
  TextItem,
} from '../../../shared/badge/layout.ts';
import type { Matrix } from '../../../shared/badge/matrix.ts';
import type { BadgeFonts } from './fonts.ts';
import { findPicture, type Picture, uprightMatrix } from './pictures.ts';

/** Renders one side of the layout (0: the front) as one `<svg>` element of the page's size in mm; one user unit is one millimetre. */
export function renderSvg(layout: BadgeLayout, fonts: BadgeFonts, side = 0): string {
  const [width, height] = [format(layout.page.width), format(layout.page.height)];
  const content = drawItems(layout, layout.sides[side]?.items ?? [], fonts);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" ` +
    `viewBox="0 0 ${width} ${height}">${content}</svg>`
  );
}

/** Items of the layout as SVG elements in millimetres of its page. */
export function drawItems(layout: BadgeLayout, items: readonly LayoutItem[], fonts: BadgeFonts): string {
  const content = items.map((item) => drawTurned(layout, item, fonts)).join('');
  return layout.place === undefined ? content : `<g transform="${formatMatrix(layout.place)}">${content}</g>`;
}

function drawTurned(layout: BadgeLayout, item: LayoutItem, fonts: BadgeFonts): string {
  const { turn } = item;
  const drawn = drawItem(layout, item, fonts);
  if (turn === null || drawn === '') return drawn;
  return `<g transform="rotate(${turn.degrees} ${format(turn.x)} ${format(turn.y)})">${drawn}</g>`;
}

function drawItem(layout: BadgeLayout, item: LayoutItem, fonts: BadgeFonts): string {
  switch (item.kind) {
    case 'rect':
      return drawRect(item);
    case 'ellipse':
      return drawEllipse(item);
    case 'line':
      return drawLine(item);
    case 'text':
      return `<path fill="${item.color}" d="${outlineText(item, fonts)}"/>`;
    case 'code':
      return `<path fill="${item.color}" shape-rendering="crispEdges" d="${outlineCode(item)}"/>`;
    case 'image': {
      const picture = findPicture(layout, item);
      return picture === null ? '' : drawImage(item, picture);
    }
  }
}

function drawRect({ box, radius, fill, stroke }: RectItem): string {
  const inset = stroke === null ? 0 : stroke.width / 2;
  const round = radius > inset ? ` rx="${format(radius - inset)}"` : '';
  return (
    `<rect x="${format(box.x + inset)}" y="${format(box.y + inset)}" width="${format(box.width - 2 * inset)}" ` +
    `height="${format(box.height - 2 * inset)}"${round}${paint(fill, stroke)}/>`
  );
}

function drawEllipse({ box, fill, stroke }: EllipseItem): string {
  const inset = stroke === null ? 0 : stroke.width / 2;
  const [rx, ry] = [box.width / 2, box.height / 2];
  return (
    `<ellipse cx="${format(box.x + rx)}" cy="${format(box.y + ry)}" rx="${format(rx - inset)}" ` +
    `ry="${format(ry - inset)}"${paint(fill, stroke)}/>`
  );
}

function paint(fill: Hex | null, stroke: Edge): string {
  const edge = stroke === null ? '' : ` stroke="${stroke.color}" stroke-width="${format(stroke.width)}"`;
  return ` fill="${fill ?? 'none'}"${edge}`;
}

function drawLine({ x1, y1, x2, y2, width, color }: LineItem): string {
  return (
    `<line x1="${format(x1)}" y1="${format(y1)}" x2="${format(x2)}" y2="${format(y2)}" ` +
    `stroke="${color}" stroke-width="${format(width)}"/>`
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

/**
 * The clip's id tells its geometry: where several of these drawings stand in one document, the same id means the same clip. It
 * lies outside of the picture's own map, so that it is in mm.
 */
function drawImage({ box, clip }: ImageItem, picture: Picture): string {
  const { x, y, width, height } = clip.box;
  const id = `clip-${clip.shape}-${[x, y, width, height].map(format).join('-').replaceAll('.', '_')}`;
  const [rx, ry] = [width / 2, height / 2];
  const shape =
    clip.shape === 'rect'
      ? `<rect x="${format(x)}" y="${format(y)}" width="${format(width)}" height="${format(height)}"/>`
      : `<ellipse cx="${format(x + rx)}" cy="${format(y + ry)}" rx="${format(rx)}" ry="${format(ry)}"/>`;
  const { raw, type, bytes } = picture;
  const [a, b, c, d, e, f] = uprightMatrix(picture, box);
  const map = formatMatrix([a / raw.width, b / raw.width, c / raw.height, d / raw.height, e, f]);
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return (
    `<clipPath id="${id}">${shape}</clipPath><g clip-path="url(#${id})"><image width="${raw.width}" height="${raw.height}" ` +
    `preserveAspectRatio="none" transform="${map}" href="data:${type};base64,${data}"/></g>`
  );
}

/** Micrometres are enough for any printer and keep the text short. */
function format(millimetres: number): string {
  return String(Math.round(millimetres * 1000) / 1000);
}

/** Factors need more digits than lengths do: a thousandth of a page is a tenth of a millimetre. */
function formatMatrix(matrix: Matrix): string {
  return `matrix(${matrix.map((value) => String(Math.round(value * 1e9) / 1e9)).join(' ')})`;
}
