import { type EncodedCode, encodeText } from './codes.ts';
import { fillPattern } from './fields.ts';
import { fitText } from './fit.ts';
import type { CodeItem, LayoutItem } from './layout-items.ts';
import { resolvePaint, type Setting } from './layout-setting.ts';
import { makePrintable } from './printable.ts';
import type { Box, ElementOf } from './template.ts';
import { placeLines } from './text-item.ts';

/** Modules below this many mm are noted: desks' printers and scanners do not get along with less. */
export const SMALLEST_MODULE = 0.25;

/** The largest code that fits the box, centred; nothing when its text is empty or cannot be such a code (noted). */
export function layOutCode(element: ElementOf<'code'>, setting: Setting): LayoutItem[] {
  const { content, now, notes } = setting;
  const text = fillPattern(element.text, 'auto', { content, now, draws: () => true }).trim();
  if (text === '') return [];
  const code = encodeText(element.symbology, text);
  if (code === null) {
    notes.push({ kind: 'code-unusable', element: element.id });
    return [];
  }
  const color = resolvePaint(element.color, setting);
  const { box, quiet } = element;
  if (code.kind === 'matrix') return [placeCode(placeMatrix(code, box, quiet), box, color, setting)];
  const below = element.readable ? layOutReadable(code.readable, element, setting) : null;
  const bars = { ...box, height: below === null ? box.height : below.top - box.y };
  return [placeCode(placeBars(code, bars, quiet), bars, color, setting), ...(below?.items ?? [])];
}

interface PlacedCode {
  module: number;
  bars: Box[];
}

function placeCode({ module, bars }: PlacedCode, box: Box, color: CodeItem['color'], setting: Setting): CodeItem {
  if (module < SMALLEST_MODULE - 1e-9) setting.notes.push({ kind: 'code-small', element: setting.element, module });
  return { kind: 'code', turn: null, box: { ...box }, bars, color };
}

/** Dark modules as horizontal bars: fewer shapes than modules, and no seams inside a row. */
function placeMatrix(
  { rows, rowHeight }: Extract<EncodedCode, { kind: 'matrix' }>,
  box: Box,
  quiet: number,
): PlacedCode {
  const columns = rows[0]?.length ?? 0;
  const lines = rows.length * rowHeight;
  const module = Math.min(box.width / (columns + 2 * quiet), box.height / (lines + 2 * quiet));
  const left = box.x + (box.width - columns * module) / 2;
  const top = box.y + (box.height - lines * module) / 2;
  const height = rowHeight * module;
  const bars = rows.flatMap((row, index) => {
    const found: Box[] = [];
    for (let start = 0; start < row.length; start += 1) {
      if (row[start] !== true) continue;
      let end = start;
      while (row[end] === true) end += 1;
      found.push({ x: left + start * module, y: top + index * height, width: (end - start) * module, height });
      start = end;
    }
    return found;
  });
  return { module, bars };
}

/** Bars over the whole height; the quiet zones are left and right of them. */
function placeBars({ widths }: Extract<EncodedCode, { kind: 'linear' }>, box: Box, quiet: number): PlacedCode {
  const modules = widths.reduce((sum, width) => sum + width, 0);
  const module = box.width / (modules + 2 * quiet);
  let at = quiet;
  const bars = widths.flatMap((width, index) => {
    const bar = { x: box.x + at * module, y: box.y, width: width * module, height: box.height };
    at += width;
    return index % 2 === 0 ? [bar] : [];
  });
  return { module, bars };
}

/** What the bars say, in one line at the foot of the box; `top` is where the bars have to end. */
function layOutReadable(
  text: string,
  element: ElementOf<'code'>,
  setting: Setting,
): { top: number; items: LayoutItem[] } {
  const { box } = element;
  const printable = makePrintable(text, setting.fonts, 'inter');
  const height = Math.min(3.6, box.height * 0.28);
  const typeface = { family: 'inter', weight: 400 } as const;
  const size = { max: height, comfortable: height / 4, min: height / 4 };
  const request = { text: printable.text, typeface, size, hyphenate: false, lineHeight: 1, maxLines: 1, height };
  const fitted = fitText({ ...request, width: box.width }, setting.fonts);
  const top = box.y + box.height - fitted.height;
  const color = resolvePaint(element.color, setting);
  const line = { x: box.x, y: top, width: box.width, height: fitted.height };
  const items = placeLines(fitted, { ...typeface, align: 'center', lineHeight: 1 }, line, color);
  return { top: top - Math.min(0.5, height / 6), items };
}
