/** Breaking text into lines. Widths are in units of the font size; `widthOf` measures a piece of text in them. */
import { SOFT_HYPHEN, splitGraphemes } from './printable.ts';

/** A piece that stays together, and whether a space stood before it. */
export interface Token {
  text: string;
  spaced: boolean;
  /** Offsets in the text at which it may be broken with a hyphen. */
  breaks: readonly number[];
}

type WidthOf = (text: string) => number;

/**
 * Splits at spaces and after hyphens, dashes and slashes inside words (which stay at the end of their line). Soft hyphens
 * become the token's breaks.
 */
export function splitTokens(text: string): Token[] {
  return text.split(' ').flatMap((word) =>
    Array.from(word.match(/[^-‐–—/]+[-‐–—/]*|[-‐–—/]+/gu) ?? [], (piece, index) => {
      const syllables = piece.split(SOFT_HYPHEN);
      let offset = 0;
      const breaks = syllables.slice(0, -1).map((syllable) => (offset += syllable.length));
      return { text: syllables.join(''), spaced: index === 0, breaks };
    }),
  );
}

function joinTokens(tokens: Token[]): string {
  return tokens.map((token, index) => (token.spaced && index > 0 ? ` ${token.text}` : token.text)).join('');
}

/**
 * Breaks the tokens into exactly `count` lines (not more than there are tokens) so that the widest line is as narrow
 * as possible: that is the break which allows the largest type.
 */
export function breakEvenly(tokens: Token[], count: number, widthOf: WidthOf): string[] {
  const space = widthOf(' ');
  const widths = tokens.map((token) => widthOf(token.text));
  /** best[end] after round r: the narrowest way to set tokens 0…end-1 in r lines, with the start of its last line. */
  let best = tokens.map(() => 0);
  const starts: number[][] = [];
  let width = 0;
  tokens.forEach((token, index) => {
    width += (index > 0 && token.spaced ? space : 0) + (widths[index] ?? 0);
    best[index] = width;
  });
  for (let line = 1; line < count; line += 1) {
    const narrowed = tokens.map(() => Infinity);
    const from = tokens.map(() => 0);
    for (let end = line; end < tokens.length; end += 1) {
      let last = 0;
      for (let start = end; start >= line; start -= 1) {
        const next = tokens[start + 1];
        last += (widths[start] ?? 0) + (start < end && next?.spaced === true ? space : 0);
        const widest = Math.max(last, best[start - 1] ?? Infinity);
        if (widest < (narrowed[end] ?? Infinity)) {
          narrowed[end] = widest;
          from[end] = start;
        }
      }
    }
    best = narrowed;
    starts.unshift(from);
  }
  const lines: string[] = [];
  let end = tokens.length - 1;
  for (const from of starts) {
    const start = from[end] ?? 0;
    lines.unshift(joinTokens(tokens.slice(start, end + 1)));
    end = start - 1;
  }
  lines.unshift(joinTokens(tokens.slice(0, end + 1)));
  return lines;
}

/**
 * Fills lines of the given width one after the other and breaks words only where they have breaks, with a hyphen: a word
 * that is wider than a line, and when `greedy` every word that does not fit the rest of its line. Null when a piece is
 * wider than a line.
 */
export function fillSyllables(
  tokens: readonly Token[],
  width: number,
  widthOf: WidthOf,
  greedy: boolean,
): string[] | null {
  const space = widthOf(' ');
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const token of tokens) {
    let { text: rest, breaks } = token;
    let gap = token.spaced && line !== '' ? ' ' : '';
    for (;;) {
      const room = width - used - (gap === '' ? 0 : space);
      const whole = widthOf(rest);
      if (whole <= room) {
        line += gap + rest;
        used = width - room + whole;
        break;
      }
      const breaksNow = greedy || whole > width;
      const at = breaksNow ? breaks.findLast((offset) => widthOf(`${rest.slice(0, offset)}-`) <= room) : undefined;
      if (at !== undefined) {
        lines.push(`${line}${gap}${rest.slice(0, at)}-`);
        rest = rest.slice(at);
        breaks = breaks.flatMap((offset) => (offset > at ? [offset - at] : []));
      } else if (line === '') {
        return null;
      } else {
        lines.push(line);
      }
      line = '';
      used = 0;
      gap = '';
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

/**
 * Fills lines of the given width one after the other and breaks a word inside where it is wider than a line, with a
 * hyphen between letters. `dense` breaks anywhere and adds nothing: it holds the most. Null when a single grapheme is
 * wider than a line.
 */
export function fillLines(tokens: Token[], width: number, widthOf: WidthOf, dense: boolean): string[] | null {
  const hyphen = widthOf('-');
  const space = widthOf(' ');
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const endLine = (): void => {
    lines.push(line);
    line = '';
    used = 0;
  };
  for (const token of tokens) {
    const whole = widthOf(token.text);
    const gap = token.spaced && line !== '' ? space : 0;
    if (!dense || used + gap + whole <= width) {
      if (used + gap + whole <= width) {
        line += (gap > 0 ? ' ' : '') + token.text;
        used += gap + whole;
        continue;
      }
      if (line !== '') endLine();
      if (whole <= width) {
        line = token.text;
        used = whole;
        continue;
      }
    } else if (gap > 0) {
      line += ' ';
      used += gap;
    }
    const pieces = splitGraphemes(token.text);
    for (const [index, piece] of pieces.entries()) {
      const own = widthOf(piece);
      if (own > width) return null;
      const isLast = index === pieces.length - 1;
      const reserve = !dense && !isLast && isLetter(piece) ? hyphen : 0;
      if (used + own + reserve > width && line !== '') {
        if (!dense && isLetter(piece) && /\p{L}\p{M}*$/u.test(line)) line += '-';
        line = line.trimEnd();
        endLine();
      }
      line += piece;
      used += own;
    }
  }
  if (line !== '') endLine();
  return lines;
}

function isLetter(grapheme: string): boolean {
  return /^\p{L}/u.test(grapheme);
}
