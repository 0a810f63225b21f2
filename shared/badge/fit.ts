/**
 * Fits a text into a box. In this order, each step only when the one before did not do:
 *
 *   one line, shrinking to `comfortable` → more lines, broken evenly at spaces and hyphens → whatever of these is
 *   largest, down to `min`, or words broken between syllables where that allows clearly larger type (`hyphenate`) →
 *   words broken between syllables, then anywhere, as large as goes → cut with an ellipsis at `min`
 *
 * Invariant: the result is never wider or higher than the box, whatever the text, the fonts and the sizes: the last
 * step of each path measures the lines as they will be drawn and takes a size at which they fit.
 */
import type { Extent, Fonts, Typeface } from './fonts.ts';
import { ELLIPSIS, splitGraphemes } from './printable.ts';
import { removeSoftHyphens } from './hyphenation.ts';
import { breakEvenly, fillLines, fillSyllables, splitTokens, type Token } from './lines.ts';

export interface FitRequest {
  /** Printable text (see `makePrintable`), not empty; soft hyphens where a word may be broken. */
  text: string;
  /** Words may be broken between syllables before the text gets uncomfortably small, not only when it would not fit. */
  hyphenate: boolean;
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

/** How much larger the type must get to be worth a word broken at the end of a line. */
const WORTH_A_LONG_WORD = 1.15;
const WORTH_ANY_WORD = 1.35;

/** Finds size and lines for the text; see the head of this file for the order in which things are tried. */
export function fitText(request: FitRequest, fonts: Fonts): FittedText {
  const text: Measured = {
    tokens: splitTokens(request.text),
    widthOf: createWidthMeasure(request, fonts),
    request,
    fonts,
  };
  const whole = fitWholeWords(text);
  if (whole.size >= request.size.comfortable) return whole;
  const best = request.hyphenate ? hyphenateWhereWorth(whole, text) : whole;
  return best.size >= request.size.min ? best : (fitBrokenWords(text) ?? fitCut(text));
}

interface Measured {
  tokens: Token[];
  widthOf: (text: string) => number;
  request: FitRequest;
  fonts: Fonts;
}

/** The most readable setting that leaves words whole; smaller than the minimum when it has to. */
function fitWholeWords({ tokens, widthOf, request, fonts }: Measured): FittedText {
  let best: FittedText | null = null;
  for (let count = 1; count <= Math.min(request.maxLines, tokens.length); count += 1) {
    const fitted = settleSize(breakEvenly(tokens, count, widthOf), request, request.size.max, fonts);
    if (fitted.size >= request.size.comfortable) return fitted;
    if (best === null || fitted.size > best.size) best = fitted;
  }
  if (best === null) throw new Error('A text without a word was given to be fitted');
  return best;
}

function hyphenateWhereWorth(whole: FittedText, text: Measured): FittedText {
  if (text.tokens.every(({ breaks }) => breaks.length === 0)) return whole;
  const long = fitFilled(text, (width) => fillSyllables(text.tokens, width, text.widthOf, false));
  const best = long !== null && long.size > whole.size * WORTH_A_LONG_WORD ? long : whole;
  if (best.size >= text.request.size.comfortable * 0.999) return best;
  const greedy = fitFilled(text, (width) => fillSyllables(text.tokens, width, text.widthOf, true));
  return greedy !== null && greedy.size > best.size * WORTH_ANY_WORD ? greedy : best;
}

/**
 * The largest setting with words broken inside: between syllables, then anywhere with hyphens, then as dense as the
 * letters go. Null when even that is below the minimum.
 */
function fitBrokenWords(text: Measured): FittedText | null {
  const { tokens, widthOf } = text;
  return (
    fitFilled(text, (width) => fillSyllables(tokens, width, widthOf, false)) ??
    fitFilled(text, (width) => fillSyllables(tokens, width, widthOf, true)) ??
    fitFilled(text, (width) => fillLines(tokens, width, widthOf, false)) ??
    fitFilled(text, (width) => fillLines(tokens, width, widthOf, true))
  );
}

/** The largest setting between minimum and comfortable of lines that `fill` makes for a width in units of the size. */
function fitFilled({ request, fonts }: Measured, fill: (width: number) => string[] | null): FittedText | null {
  const tryAt = (size: number): string[] | null => {
    const lines = fill(request.width / size);
    if (lines === null || lines.length > request.maxLines) return null;
    const height = computeHeight(measureLines(lines, request, 1, fonts), request.lineHeight) * size;
    return height <= request.height ? lines : null;
  };
  let [low, high] = [request.size.min, request.size.comfortable];
  let lines = tryAt(low);
  if (lines === null) return null;
  for (let step = 0; step < BISECTION_STEPS; step += 1) {
    const middle = (low + high) / 2;
    const better = tryAt(middle);
    if (better === null) high = middle;
    else [low, lines] = [middle, better];
  }
  return settleSize(lines, request, low, fonts);
}

/** As much of the beginning as the box holds at the minimum size, and an ellipsis. */
function fitCut({ tokens, widthOf, request, fonts }: Measured): FittedText {
  const { min } = request.size;
  const available = request.width / min;
  const pitch = request.lineHeight * min;
  const first = fonts.measure(removeSoftHyphens(request.text), request.typeface, min);
  const room = Math.floor((request.height - first.ascent - first.descent) / pitch + 1e-9) + 1;
  const count = Math.max(1, Math.min(request.maxLines, room));
  const lines = (fillLines(tokens, available, widthOf, false) ?? []).slice(0, count);
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
