/**
 * Fits a text into a box. In this order, each step only when the one before did not do:
 *
 *   one line, shrinking to `comfortable` → more lines, broken evenly at spaces and hyphens → whatever of these is
 *   largest, down to `min` → words broken inside, as large as goes → cut with an ellipsis at `min`
 *
 * Invariant: the result is never wider or higher than the box, whatever the text, the fonts and the sizes: the last
 * step of each path measures the lines as they will be drawn and takes a size at which they fit.
 */
import type { Extent, Fonts, Typeface } from './fonts.ts';
import { ELLIPSIS, splitGraphemes } from './printable.ts';
import { breakEvenly, fillLines, splitTokens } from './lines.ts';

export interface FitRequest {
  /** Printable text (see `makePrintable`), not empty. */
  text: string;
  typeface: Typeface;
  /** The box in mm. */
  width: number;
  height: number;
  /** Font sizes in mm. */
  size: { max: number; comfortable: number; min: number };
  maxLines: number;
  lineHeight: number;
}

export interface FittedText {
  /** Font size in mm. */
  size: number;
  lines: { text: string; extent: Extent }[];
  /** Height of the block in mm, from the first line's ascent to the last one's descent. */
  height: number;
  /** Whether an ellipsis had to stand for the rest. */
  cut: boolean;
}

const BISECTION_STEPS = 10;

/** Finds size and lines for the text; see the head of this file for the order in which things are tried. */
export function fitText(request: FitRequest, fonts: Fonts): FittedText {
  return fitWholeWords(request, fonts) ?? fitBrokenWords(request, fonts) ?? fitCut(request, fonts);
}

/** The most readable setting that leaves words whole, null when that needs a size below the minimum. */
function fitWholeWords(request: FitRequest, fonts: Fonts): FittedText | null {
  const tokens = splitTokens(request.text);
  const widthOf = createWidthMeasure(request, fonts);
  let best: FittedText | null = null;
  for (let count = 1; count <= Math.min(request.maxLines, tokens.length); count += 1) {
    const fitted = settleSize(breakEvenly(tokens, count, widthOf), request, request.size.max, fonts);
    if (fitted.size >= request.size.comfortable) return fitted;
    if (best === null || fitted.size > best.size) best = fitted;
  }
  return best !== null && best.size >= request.size.min ? best : null;
}

/**
 * The largest setting with words broken inside. First with every word on a line of its own where it needs to be broken
 * and with hyphens, then as dense as the letters go.
 */
function fitBrokenWords(request: FitRequest, fonts: Fonts): FittedText | null {
  const tokens = splitTokens(request.text);
  const widthOf = createWidthMeasure(request, fonts);
  for (const dense of [false, true]) {
    const tryAt = (size: number): string[] | null => {
      const lines = fillLines(tokens, request.width / size, widthOf, dense);
      if (lines === null || lines.length > request.maxLines) return null;
      return computeHeight(measureLines(lines, request, 1, fonts), request.lineHeight) * size <= request.height
        ? lines
        : null;
    };
    let [low, high] = [request.size.min, request.size.comfortable];
    let lines = tryAt(low);
    if (lines === null) continue;
    for (let step = 0; step < BISECTION_STEPS; step += 1) {
      const middle = (low + high) / 2;
      const better = tryAt(middle);
      if (better === null) high = middle;
      else [low, lines] = [middle, better];
    }
    return settleSize(lines, request, low, fonts);
  }
  return null;
}

/** As much of the beginning as the box holds at the minimum size, and an ellipsis. */
function fitCut(request: FitRequest, fonts: Fonts): FittedText {
  const { min } = request.size;
  const widthOf = createWidthMeasure(request, fonts);
  const available = request.width / min;
  const pitch = request.lineHeight * min;
  const first = fonts.measure(request.text, request.typeface, min);
  const room = Math.floor((request.height - first.ascent - first.descent) / pitch + 1e-9) + 1;
  const count = Math.max(1, Math.min(request.maxLines, room));
  const lines = (fillLines(splitTokens(request.text), available, widthOf, false) ?? []).slice(0, count);
  const last = splitGraphemes(lines.pop() ?? '');
  while (last.length > 0 && widthOf(`${last.join('').trimEnd()}${ELLIPSIS}`) > available) last.pop();
  lines.push(`${last.join('').trimEnd()}${ELLIPSIS}`);
  return { ...settleSize(lines, request, min, fonts), cut: true };
}

/** Widths in units of the font size, remembered: the same words and letters are asked for again and again. */
function createWidthMeasure(request: FitRequest, fonts: Fonts): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const extent = fonts.measure(text, request.typeface, 1);
    const width = extent.left + extent.right;
    known.set(text, width);
    return width;
  };
}

function measureLines(lines: string[], request: FitRequest, size: number, fonts: Fonts): Extent[] {
  return lines.map((line) => fonts.measure(line, request.typeface, size));
}

/** Height of a block of lines, for extents measured at size 1 in units of the size. */
function computeHeight(extents: Extent[], lineHeight: number): number {
  return (extents[0]?.ascent ?? 0) + (extents.length - 1) * lineHeight + (extents.at(-1)?.descent ?? 0);
}

/** The largest size up to `limit` at which exactly these lines fit the box. */
function settleSize(lines: string[], request: FitRequest, limit: number, fonts: Fonts): FittedText {
  const units = measureLines(lines, request, 1, fonts);
  const widest = Math.max(...units.map((extent) => extent.left + extent.right));
  const unitHeight = computeHeight(units, request.lineHeight);
  const size = Math.min(
    limit,
    widest > 0 ? request.width / widest : limit,
    unitHeight > 0 ? request.height / unitHeight : limit,
  );
  return {
    size,
    lines: lines.map((text) => ({ text, extent: fonts.measure(text, request.typeface, size) })),
    height: unitHeight * size,
    cut: false,
  };
}
