import { LONGEST_FIELD } from './content.ts';
import type { Family, Fonts } from './fonts.ts';

/** Graphemes of one text on a badge; what is longer ends in an ellipsis. */
const LONGEST_TEXT = 400;

export const ELLIPSIS = '…';

interface Glyphs {
  has: (codePoint: number) => boolean;
}

export interface PrintableText {
  /** Only characters that the fonts can draw, single spaces, nothing invisible. */
  text: string;
  /** How many graphemes had to be replaced by the fallback glyph. */
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
 * Makes any text drawable: control and format characters vanish, white space becomes single spaces, and each grapheme
 * that the fonts cannot draw becomes one fallback glyph (`□`, or `?` where the fonts have no `□`).
 */
export function makePrintable(raw: string, { has }: Pick<Fonts, 'has'>, family: Family): PrintableText {
  const fonts: Glyphs = { has: (codePoint) => has(codePoint, family) };
  const fallback = fonts.has(0x25a1) ? '□' : '?';
  const spaced = raw
    .slice(0, 2 * LONGEST_FIELD)
    .normalize('NFC')
    .replace(/[\s\p{Z}\u0085]+/gu, ' ')
    .trim();
  const all = splitGraphemes(spaced);
  const cut = raw.length >= LONGEST_FIELD || all.length > LONGEST_TEXT;
  let replaced = 0;
  const drawn = all.slice(0, LONGEST_TEXT).map((grapheme) => {
    const text = drawGrapheme(grapheme, fonts) ?? drawGrapheme(grapheme.normalize('NFKC'), fonts);
    if (text === null) replaced += 1;
    return text ?? fallback;
  });
  const text = drawn.join('').replace(/ +/g, ' ').trim();
  return { text: cut && text !== '' && fonts.has(0x2026) ? `${text}${ELLIPSIS}` : text, replaced, cut };
}

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
