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
    const readable = readPrintable(style, setting);
    return readable.text === '' ? [] : [{ ...readable, share: style.share }];
  });
  if (present.length === 0) return [];
  const gaps = stack.gap * (present.length - 1);
  const blocks = fitShares(present, { width: stack.box.width, height: stack.box.height - gaps }, setting);
  const used = blocks.reduce((sum, { fitted }) => sum + fitted.height, gaps);
  const offsets = { top: 0, middle: 0.5, bottom: 1 };
  let top = stack.box.y + Math.max(0, stack.box.height - used) * offsets[stack.valign];
  return blocks.flatMap(({ style, fitted }) => {
    const box = { x: stack.box.x, y: top, width: stack.box.width, height: fitted.height };
    top += fitted.height + stack.gap;
    return placeLines(fitted, style, box, resolvePaint(style.color, setting));
  });
}

interface PresentText extends PrintableText {
  /** In the family that can draw it. */
  style: TextStyle;
  hyphenate: boolean;
}

interface Block {
  style: TextStyle;
  fitted: FittedText;
}

/** Each text first in its share of the height; one that had to become small then gets what the others have left. */
function fitShares(
  present: readonly (PresentText & { share: number })[],
  room: { width: number; height: number },
  setting: Setting,
): Block[] {
  const fit = ({ style, breakable, hyphenate }: PresentText, height: number): FittedText =>
    fitText({ ...style, typeface: style, text: breakable, hyphenate, width: room.width, height }, setting.fonts);
  const shares = present.reduce((sum, { share }) => sum + share, 0);
  const fitted = present.map((text) => fit(text, (room.height * text.share) / shares));
  let left = fitted.reduce((rest, { height }) => rest - height, room.height);
  return present.map((text, index) => {
    let now = fitted[index] ?? fit(text, 0);
    if (
      present.length > 1 &&
      left > room.height * 0.02 &&
      (now.cut || now.size < text.style.size.comfortable * 0.999)
    ) {
      left += now.height;
      now = fit(text, left);
      left -= now.height;
    }
    if (text.cut || now.cut) setting.notes.push({ kind: 'cut', element: setting.element, text: text.style.text });
    return { style: text.style, fitted: now };
  });
}

/**
 * The text of this badge with its breaks, drawable; in Inter where the style's family lacks a letter. Abbreviations are
 * told from words before all is in capitals.
 */
function readPrintable(style: TextStyle, { content, fonts, now, element, notes }: Setting): PresentText {
  const draws = (text: string): boolean =>
    makePrintable(text, fonts, style.family).replaced === 0 || makePrintable(text, fonts, 'inter').replaced === 0;
  const filled = fillPattern(style.text, style.locale, { content, now, draws }).slice(0, 2 * LONGEST_FIELD);
  const hasOwnBreaks = filled.includes(SOFT_HYPHEN);
  const broken = hasOwnBreaks && !style.hyphenate ? filled : insertSoftHyphens(filled);
  const raw = style.uppercase ? broken.toUpperCase() : broken;
  const wanted = makePrintable(raw, fonts, style.family);
  const family = wanted.replaced === 0 ? style.family : 'inter';
  const printable = family === style.family ? wanted : makePrintable(raw, fonts, family);
  if (printable.replaced > 0) notes.push({ kind: 'replaced', element, text: style.text, count: printable.replaced });
  return { ...printable, style: { ...style, family }, hyphenate: style.hyphenate || hasOwnBreaks };
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
