import type { Hex } from './color.ts';
import { fillPattern } from './fields.ts';
import { fitText, type FittedText } from './fit.ts';
import type { TextItem } from './layout-items.ts';
import { resolvePaint, type Setting } from './layout-setting.ts';
import { makePrintable, type PrintableText } from './printable.ts';
import type { Box, ElementOf, TextStyle } from './template.ts';

/** Fits each text into its share of the height, then places the block as a whole. */
export function layOutStack(stack: ElementOf<'stack'>, setting: Setting): TextItem[] {
  const present = stack.texts.flatMap((style) => {
    const { text, cut } = readPrintable(style, setting);
    return text === '' ? [] : [{ style, text, cut }];
  });
  if (present.length === 0) return [];
  const shares = present.reduce((sum, { style }) => sum + style.share, 0);
  const room = stack.box.height - stack.gap * (present.length - 1);
  const blocks = present.map(({ style, text, cut }) => {
    const height = (room * style.share) / shares;
    const fitted = fitText({ ...style, typeface: style, text, width: stack.box.width, height }, setting.fonts);
    if (cut || fitted.cut) setting.notes.push({ kind: 'cut', element: setting.element, text: style.text });
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

function readPrintable(style: TextStyle, { content, fonts, now, element, notes }: Setting): PrintableText {
  const draws = (text: string): boolean => makePrintable(text, fonts, style.family).replaced === 0;
  const filled = fillPattern(style.text, style.locale, { content, now, draws });
  const printable = makePrintable(style.uppercase ? filled.toUpperCase() : filled, fonts, style.family);
  if (printable.replaced > 0) notes.push({ kind: 'replaced', element, text: style.text, count: printable.replaced });
  return printable;
}

function placeLines(fitted: FittedText, style: TextStyle, box: Box, color: Hex): TextItem[] {
  const first = box.y + (fitted.lines[0]?.extent.ascent ?? 0);
  const offsets = { left: 0, center: 0.5, right: 1 };
  return fitted.lines.map(({ text, extent }, index) => {
    const spare = Math.max(0, box.width - extent.left - extent.right);
    return {
      kind: 'text',
      turn: null,
      box,
      x: box.x + spare * offsets[style.align] + extent.left,
      baseline: first + index * style.lineHeight * fitted.size,
      size: fitted.size,
      family: style.family,
      weight: style.weight,
      text,
      color,
    };
  });
}
