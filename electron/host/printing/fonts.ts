/**
 * The badge's fonts: Inter (SIL Open Font License), Latin, Greek and Cyrillic, read from files.
 *
 * Invariant: measuring, the PDF and the SVG shape text with the very same `layout` of the very same font object, so
 * what was measured is what is drawn.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as fontkit from 'fontkit';
import type { Extent, Fonts, Typeface, Weight } from '../../../shared/badge/fonts.ts';

const FONT_FILES: Record<Weight, { folder: string; file: string }> = {
  400: { folder: '400Regular', file: 'Inter_400Regular.ttf' },
  600: { folder: '600SemiBold', file: 'Inter_600SemiBold.ttf' },
  700: { folder: '700Bold', file: 'Inter_700Bold.ttf' },
};
const WEIGHTS = [400, 600, 700] as const;

/** Contextual alternates turn `->` into an arrow and cost most of the time: a badge says what was written. */
const FEATURES = { calt: false };

/** Measured texts that are remembered per font; names repeat letters and words all day. */
const REMEMBERED = 4000;

export interface BadgeFonts extends Fonts {
  /** The opened font; its `layout` always shapes in the one way this file has settled. */
  open(typeface: Typeface): fontkit.Font;
}

/**
 * Loads the three weights from `directory`, where the files lie side by side or in the font package's own folders
 * (`400Regular/…`). Throws with the missing file's name: without its fonts an installation is broken.
 */
export async function loadFonts(directory: string): Promise<BadgeFonts> {
  const [regular, semiBold, bold] = await Promise.all([
    openFont(directory, 400),
    openFont(directory, 600),
    openFont(directory, 700),
  ]);
  const fonts: Record<Weight, LoadedFont> = { 400: regular, 600: semiBold, 700: bold };
  return {
    open: ({ weight }) => fonts[weight].font,
    has: (codePoint) => WEIGHTS.every((weight) => fonts[weight].font.hasGlyphForCodePoint(codePoint)),
    measure: (text, { weight }, sizeMm) => {
      const unit = fonts[weight].measure(text);
      return {
        left: unit.left * sizeMm,
        right: unit.right * sizeMm,
        ascent: unit.ascent * sizeMm,
        descent: unit.descent * sizeMm,
      };
    },
  };
}

interface LoadedFont {
  font: fontkit.Font;
  /** In units of the font size. */
  measure(text: string): Extent;
}

async function openFont(directory: string, weight: Weight): Promise<LoadedFont> {
  const { folder, file } = FONT_FILES[weight];
  const bytes = await readFile(path.join(directory, file)).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return readFile(path.join(directory, folder, file));
  });
  const font = fontkit.create(bytes);
  if (!('layout' in font)) throw new Error(`${file} is a font collection, not a font`);
  nameGlyphs(font);
  const shape = font.layout.bind(font);
  font.layout = (text) => shape(text, FEATURES);
  return { font, measure: createMeasure(font) };
}

/**
 * fontkit remembers each glyph with the characters it was first asked for, and with none when it was first met as a
 * component of another one (`ш` in `щ`). The PDF says by them what its glyphs mean: ask for every character at once.
 */
function nameGlyphs(font: fontkit.Font): void {
  for (const codePoint of font.characterSet) font.glyphForCodePoint(codePoint);
}

function createMeasure(font: fontkit.Font): (text: string) => Extent {
  const known = new Map<string, Extent>();
  return (text) => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const extent = measureInk(font, text);
    if (known.size >= REMEMBERED) known.clear();
    known.set(text, extent);
    return extent;
  };
}

function measureInk(font: fontkit.Font, text: string): Extent {
  const run = font.layout(text);
  const ink = { left: 0, right: run.advanceWidth, ascent: font.ascent, descent: -font.descent };
  let pen = 0;
  run.glyphs.forEach((glyph, index) => {
    const position = run.positions[index];
    if (position === undefined) return;
    const { minX, minY, maxX, maxY } = glyph.bbox;
    if (maxX >= minX) {
      const x = pen + position.xOffset;
      ink.left = Math.max(ink.left, -(x + minX));
      ink.right = Math.max(ink.right, x + maxX);
      ink.ascent = Math.max(ink.ascent, position.yOffset + maxY);
      ink.descent = Math.max(ink.descent, -(position.yOffset + minY));
    }
    pen += position.xAdvance;
  });
  const unit = 1 / font.unitsPerEm;
  return { left: ink.left * unit, right: ink.right * unit, ascent: ink.ascent * unit, descent: ink.descent * unit };
}
