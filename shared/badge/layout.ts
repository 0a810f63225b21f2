/**
 * Template + content → what is drawn, in exact millimetres from the page's upper left corner. Every output (PDF, SVG,
 * label raster) draws this and decides nothing itself.
 *
 * Invariant: each item lies inside its `box`, and each box inside the page.
 */
import { encode } from 'uqr';
import { chooseTextColor, type Hex, isLostOnPaper, parseColor } from './color.ts';
import { type BadgeContent, fillPattern, readField } from './content.ts';
import { fitText, type FittedText } from './fit.ts';
import type { Fonts, Weight } from './fonts.ts';
import { makePrintable, type PrintableText } from './printable.ts';
import type { BadgeElement, BadgeTemplate, Box, Paint, StackElement, TextStyle } from './template.ts';

export interface RectItem {
  kind: 'rect';
  box: Box;
  fill: Hex;
  /** Drawn inside the box's edge. */
  stroke: { color: Hex; width: number } | null;
}

/** One line of text. `x` and `baseline` are the pen's start; `size` is the font size (em) in mm. */
export interface TextItem {
  kind: 'text';
  box: Box;
  x: number;
  baseline: number;
  size: number;
  weight: Weight;
  text: string;
  color: Hex;
}

/** The QR code's dark and light modules, rows from the top; `x`, `y` is the corner of the first one. */
export interface QrItem {
  kind: 'qr';
  box: Box;
  x: number;
  y: number;
  moduleSize: number;
  modules: readonly (readonly boolean[])[];
  color: Hex;
}

export type LayoutItem = RectItem | TextItem | QrItem;

/** What could not be shown as it was given; for a designer's preview, and for the desk to tell. */
export type LayoutNote =
  /** The text, as the template has it, did not fit and ends in an ellipsis. */
  | { kind: 'cut'; text: string }
  /** So many characters have no glyph in the fonts. */
  | { kind: 'replaced'; text: string; count: number }
  /** The code cannot be a QR code that a hand scanner types back (too long, or not ASCII) and is left out. */
  | { kind: 'code-unusable' };

export interface BadgeLayout {
  /** Millimetres. */
  page: { width: number; height: number };
  items: LayoutItem[];
  notes: LayoutNote[];
}

/** A hand scanner types ASCII; more characters than these would make modules that no desk's printer resolves. */
const USABLE_CODE = /^[\x20-\x7e]{1,500}$/;
const EDGE = { color: '#9ca3af', width: 0.25 } as const;

/** Lays out one badge. Never fails for any content: what cannot be shown is replaced, cut or left out, and noted. */
export function layoutBadge(template: BadgeTemplate, content: BadgeContent, fonts: Fonts): BadgeLayout {
  const notes: LayoutNote[] = [];
  const setting: Setting = { template, content, fonts, notes };
  const items = template.elements
    .filter((element) => element.needs.every((field) => makePrintable(readField(content, field), fonts).text !== ''))
    .flatMap((element) => layoutElement(element, setting));
  return { page: { ...template.page }, items, notes };
}

interface Setting {
  template: BadgeTemplate;
  content: BadgeContent;
  fonts: Fonts;
  notes: LayoutNote[];
}

function layoutElement(element: BadgeElement, setting: Setting): LayoutItem[] {
  switch (element.kind) {
    case 'rect': {
      const fill = resolvePaint(element.fill, setting);
      return [{ kind: 'rect', box: { ...element.box }, fill, stroke: isLostOnPaper(fill) ? EDGE : null }];
    }
    case 'text':
      return layoutStack({ ...element, kind: 'stack', gap: 0, texts: [{ share: 1, ...element }] }, setting);
    case 'stack':
      return layoutStack(element, setting);
    case 'qr':
      return layoutCode(element, setting);
  }
}

function resolvePaint(paint: Paint, { template, content }: Setting): Hex {
  const status = parseColor(content.status?.color) ?? parseColor(template.noStatusColor) ?? '#000000';
  if (paint === 'status') return status;
  if (paint === 'on-status') return chooseTextColor(status);
  return parseColor(paint) ?? '#000000';
}

/** Fits each text into its share of the height, then places the block as a whole. */
function layoutStack(stack: StackElement, setting: Setting): TextItem[] {
  const present = stack.texts.flatMap((style) => {
    const { text, cut } = readPrintable(style, setting);
    return text === '' ? [] : [{ style, text, cut }];
  });
  if (present.length === 0) return [];
  const shares = present.reduce((sum, { style }) => sum + style.share, 0);
  const room = stack.box.height - stack.gap * (present.length - 1);
  const blocks = present.map(({ style, text, cut }) => {
    const height = (room * style.share) / shares;
    const fitted = fitText({ ...style, text, width: stack.box.width, height }, setting.fonts);
    if (cut || fitted.cut) setting.notes.push({ kind: 'cut', text: style.text });
    return { style, fitted };
  });
  const used = blocks.reduce((sum, { fitted }) => sum + fitted.height, stack.gap * (blocks.length - 1));
  const offsets = { top: 0, middle: 0.5, bottom: 1 };
  let top = stack.box.y + Math.max(0, stack.box.height - used) * offsets[stack.valign];
  return blocks.flatMap(({ style, fitted }) => {
    const box = { x: stack.box.x, y: top, width: stack.box.width, height: fitted.height };
    top += fitted.height + stack.gap;
    return placeLines(fitted, style, box, resolvePaint(style.color, setting));
  });
}

function readPrintable(style: TextStyle, { content, fonts, notes }: Setting): PrintableText {
  const filled = fillPattern(style.text, content);
  const printable = makePrintable(style.uppercase ? filled.toUpperCase() : filled, fonts);
  if (printable.replaced > 0) notes.push({ kind: 'replaced', text: style.text, count: printable.replaced });
  return printable;
}

function placeLines(fitted: FittedText, style: TextStyle, box: Box, color: Hex): TextItem[] {
  const first = box.y + (fitted.lines[0]?.extent.ascent ?? 0);
  const offsets = { left: 0, center: 0.5, right: 1 };
  return fitted.lines.map(({ text, extent }, index) => {
    const spare = Math.max(0, box.width - extent.left - extent.right);
    return {
      kind: 'text',
      box,
      x: box.x + spare * offsets[style.align] + extent.left,
      baseline: first + index * style.lineHeight * fitted.size,
      size: fitted.size,
      weight: style.weight,
      text,
      color,
    };
  });
}

function layoutCode(element: Extract<BadgeElement, { kind: 'qr' }>, setting: Setting): QrItem[] {
  const { code } = setting.content;
  if (code === '') return [];
  if (!USABLE_CODE.test(code)) {
    setting.notes.push({ kind: 'code-unusable' });
    return [];
  }
  const modules = encode(code, { ecc: 'M', border: 0 }).data;
  const { box } = element;
  const moduleSize = Math.min(box.width, box.height) / (modules.length + 2 * element.quiet);
  const side = moduleSize * modules.length;
  return [
    {
      kind: 'qr',
      box: { ...box },
      x: box.x + (box.width - side) / 2,
      y: box.y + (box.height - side) / 2,
      moduleSize,
      modules,
      color: resolvePaint(element.color, setting),
    },
  ];
}
