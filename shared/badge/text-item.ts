import type { Hex } from './color.ts';
import { LONGEST_FIELD } from './content.ts';
import { fillPattern } from './fields.ts';
import { fitText, type FittedText } from './fit.ts';
import { insertSoftHyphens } from './hyphenation.ts';
import type { TextItem } from './layout-items.ts';
import { resolvePaint, type Setting } from './layout-setting.ts';
import { makePrintable, type PrintableText, SOFT_HYPHEN } from './printable.ts';
import type { Box, ElementOf, TextStyle } from './template.ts';

/** Fits each text into its share of the height, then places the block as a whole. */
export function layOutStack(stack: ElementOf<'stack'>, setting: Setting): TextItem[] {
  const present = stack.texts.flatMap((style) => {
    const { text, breakable, hyphenate, cut } = readPrintable(style, setting);
    return text === '' ? [] : [{ style, text: breakable, hyphenate, cut }];
  });
  if (present.length === 0) return [];
  const shares = present.reduce((sum, { style }) => sum + style.share, 0);
  const room = stack.box.height - stack.gap * (present.length - 1);
  const blocks = present.map(({ style, text, hyphenate, cut }) => {
    const height = (room * style.share) / shares;
    const request = { ...style, typeface: style, text, hyphenate, width: stack.box.width, height };
    const fitted = fitText(request, setting.fonts);
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

/** The text of this badge with its breaks, drawable. Abbreviations are told from words before all is in capitals. */
function readPrintable(
  style: TextStyle,
  { content, fonts, now, element, notes }: Setting,
): PrintableText & { hyphenate: boolean } {
  const draws = (text: string): boolean => makePrintable(text, fonts, style.family).replaced === 0;
  const filled = fillPattern(style.text, style.locale, { content, now, draws }).slice(0, 2 * LONGEST_FIELD);
  const hasOwnBreaks = filled.includes(SOFT_HYPHEN);
  const broken = hasOwnBreaks && !style.hyphenate ? filled : insertSoftHyphens(filled);
  const printable = makePrintable(style.uppercase ? broken.toUpperCase() : broken, fonts, style.family);
  if (printable.replaced > 0) notes.push({ kind: 'replaced', element, text: style.text, count: printable.replaced });
  return { ...printable, hyphenate: style.hyphenate || hasOwnBreaks };
}

/** The lines from the top of a box that is as high as they are. */
export function placeLines(
  fitted: FittedText,
  style: Pick<TextStyle, 'align' | 'lineHeight' | 'family' | 'weight'>,
  box: Box,
  color: Hex,
): TextItem[] {
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
