import { LONGEST_FIELD } from './content.ts';
import type { Family, Fonts } from './fonts.ts';

/** Graphemes of one text on a badge; what is longer ends in an ellipsis. */
const LONGEST_TEXT = 400;

export const ELLIPSIS = '…';

/** Invisible: says where a word may be broken. */
export const SOFT_HYPHEN = '\u00ad';

interface Glyphs {
  has: (codePoint: number) => boolean;
}

export interface PrintableText {
  /** Only characters that the fonts can draw, single spaces, nothing invisible. */
  text: string;
  /** The same with the soft hyphens (U+00AD) that stand between two letters: there a word may be broken. */
  breakable: string;
  /** How many graphemes had to be replaced by the fallback glyph or left out. */
  replaced: number;
  /** Whether the text was too long to be considered whole. */
  cut: boolean;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Splits text as a reader sees it: an emoji family or a letter with its accents is one. */
export function splitGraphemes(text: string): string[] {
  return Array.from(graphemes.segment(text), (part) => part.segment);
}

/**
 * Makes any text drawable. Control and format characters vanish and white space becomes single spaces. Each grapheme that
 * the fonts cannot draw (Arabic, Chinese, …) becomes one fallback glyph, `□`, or `?` where the fonts have no `□`. Emoji
 * are ornament: they are left out where the text has a letter or a digit that can be drawn, and are `□` where it has none.
 */
export function makePrintable(raw: string, { has }: Pick<Fonts, 'has'>, family: Family): PrintableText {
  const fonts: Glyphs = { has: (codePoint) => has(codePoint, family) };
  const fallback = fonts.has(0x25a1) ? '□' : '?';
  const spaced = raw
    .slice(0, 4 * LONGEST_FIELD)
    .normalize('NFC')
    .replace(/[\s\p{Z}\u0085]+/gu, ' ')
    .trim();
  const drawn = drawGraphemes(spaced, fonts);
  const says = drawn.pieces.some(({ text }) => text !== null && /[\p{L}\p{N}]/u.test(text));
  const joined = drawn.pieces
    .map(({ text, isEmoji }) => text ?? (isEmoji && says ? '' : fallback))
    .join('')
    .replace(/\u00ad+/g, SOFT_HYPHEN)
    .replace(/(?<!\p{L}\p{M}?)\u00ad|\u00ad(?!\p{L})/gu, '')
    .replace(/ +/g, ' ')
    .trim();
  const cut = raw.length >= 2 * LONGEST_FIELD || drawn.cut;
  const breakable = cut && joined !== '' && fonts.has(0x2026) ? `${joined}${ELLIPSIS}` : joined;
  const replaced = drawn.pieces.filter(({ text }) => text === null).length;
  return { text: breakable.replaceAll(SOFT_HYPHEN, ''), breakable, replaced, cut };
}

/** Each grapheme as it can be drawn, null when it cannot. Only the first ones of an endless text. */
function drawGraphemes(
  text: string,
  fonts: Glyphs,
): { pieces: { text: string | null; isEmoji: boolean }[]; cut: boolean } {
  const pieces: { text: string | null; isEmoji: boolean }[] = [];
  let count = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (segment === SOFT_HYPHEN) {
      pieces.push({ text: segment, isEmoji: false });
      continue;
    }
    if (count === LONGEST_TEXT) return { pieces, cut: true };
    count += 1;
    const drawn = drawGrapheme(segment, fonts) ?? drawGrapheme(segment.normalize('NFKC'), fonts);
    pieces.push({ text: drawn, isEmoji: drawn === null && EMOJI.test(segment) });
  }
  return { pieces, cut: false };
}

const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;

/** The grapheme without its invisible parts; empty when nothing is left; null when the fonts lack a part of it. */
function drawGrapheme(grapheme: string, fonts: Glyphs): string | null {
  let drawn = '';
  let base = '';
  for (const character of grapheme) {
    if (/[\p{Cc}\p{Cf}]/u.test(character)) continue;
    if (/\p{M}/u.test(character)) {
      if (base !== '' && acceptsMark(base, character) && fonts.has(codePointOf(character))) {
        drawn += character;
        base = '';
      }
      continue;
    }
    // Private-use glyphs are a font's own affair: what they look like is not what was meant.
    if (/\p{Co}/u.test(character) || !fonts.has(codePointOf(character))) return null;
    drawn += character;
    base = character;
  }
  return drawn;
}

/**
 * One accent per letter, and on Latin letters only: there the fonts place it. Everywhere else it would be drawn beside
 * its letter, and a pile of accents would leave the line.
 */
function acceptsMark(base: string, mark: string): boolean {
  return /\p{Script=Latin}/u.test(base) && /[\u0300-\u0333]/.test(mark);
}

function codePointOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
