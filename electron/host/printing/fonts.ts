/**
 * The badge's fonts, read from files: Latin and Cyrillic families under the SIL Open Font License.
 *
 * Invariant: measuring, the PDF and the SVG shape text with the very same `layout` of the very same font object, so
 * what was measured is what is drawn.
 */
import { readFileSync } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import * as fontkit from 'fontkit';
import type { Extent, Family, Fonts, Typeface, Weight } from '../../../shared/badge/fonts.ts';

interface FontFile {
  weight: Weight;
  /** The folder inside its package, and the file. */
  folder: string;
  file: string;
}

/** A family lacks weights that it has no file for; its nearest stands in. build/build.mjs copies these files. */
const FONT_FILES: Record<Family, readonly [FontFile, ...FontFile[]]> = {
  inter: [
    { weight: 400, folder: '400Regular', file: 'Inter_400Regular.ttf' },
    { weight: 600, folder: '600SemiBold', file: 'Inter_600SemiBold.ttf' },
    { weight: 700, folder: '700Bold', file: 'Inter_700Bold.ttf' },
  ],
  'roboto-condensed': [
    { weight: 400, folder: '400Regular', file: 'RobotoCondensed_400Regular.ttf' },
    { weight: 600, folder: '600SemiBold', file: 'RobotoCondensed_600SemiBold.ttf' },
    { weight: 700, folder: '700Bold', file: 'RobotoCondensed_700Bold.ttf' },
  ],
  montserrat: [
    { weight: 400, folder: '400Regular', file: 'Montserrat_400Regular.ttf' },
    { weight: 700, folder: '700Bold', file: 'Montserrat_700Bold.ttf' },
  ],
  'pt-serif': [
    { weight: 400, folder: '400Regular', file: 'PTSerif_400Regular.ttf' },
    { weight: 700, folder: '700Bold', file: 'PTSerif_700Bold.ttf' },
  ],
};

/**
 * Contextual alternates turn `->` into an arrow and cost most of the time; a ligature is copied from the PDF as a sign that no search
 * finds (`ﬁ`). A badge says what was written.
 */
const FEATURES = { calt: false, liga: false, clig: false };

/** Measured texts that are remembered per font; names repeat letters and words all day. */
const REMEMBERED = 4000;

/** Shaped texts that are remembered per font: each is measured, then drawn, and pdfkit asks three times. */
const SHAPED = 200;

export interface BadgeFonts extends Fonts {
  /** The opened font; its `layout` always shapes in the one way this file has settled. */
  open(typeface: Typeface): fontkit.Font;
}

/** By folder. Files of an installation do not change while it runs. */
const loadedFonts = new Map<string, Promise<BadgeFonts>>();

/**
 * Finds every font in `directory`, where the files lie side by side, or which is the folder of Inter's package beside those of the
 * other families. A font is opened when the first text in it is measured, once for the process: who measures and who draws share
 * what was read and shaped. Throws with the missing file's name: without its fonts an installation is broken.
 */
export function loadFonts(directory: string): Promise<BadgeFonts> {
  let fonts = loadedFonts.get(directory);
  if (fonts === undefined) {
    fonts = findFonts(directory);
    loadedFonts.set(directory, fonts);
    fonts.catch(() => loadedFonts.delete(directory)); // the caller is told; the files may be there the next time
  }
  return fonts;
}

async function findFonts(directory: string): Promise<BadgeFonts> {
  const known = await findFamilies(directory);
  const pick = ({ family, weight }: Typeface): LazyFont => pickNearest(known[family], weight);
  return {
    open: (typeface) => pick(typeface).get().font,
    has: (codePoint, family) => known[family].every((font) => font.get().font.hasGlyphForCodePoint(codePoint)),
    measure: (text, typeface, sizeMm) => {
      const unit = pick(typeface).get().measure(text);
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

interface LazyFont {
  readonly weight: Weight;
  get(): LoadedFont;
}

async function findFamilies(directory: string): Promise<Record<Family, readonly LazyFont[]>> {
  const findFamily = async (family: Family): Promise<readonly LazyFont[]> => {
    const files = await Promise.all(FONT_FILES[family].map((font) => findFile(directory, family, font)));
    return FONT_FILES[family].map(({ weight }, index) => createLazyFont(weight, files[index] ?? ''));
  };
  const [inter, condensed, montserrat, serif] = await Promise.all([
    findFamily('inter'),
    findFamily('roboto-condensed'),
    findFamily('montserrat'),
    findFamily('pt-serif'),
  ]);
  return { inter, 'roboto-condensed': condensed, montserrat, 'pt-serif': serif };
}

async function findFile(directory: string, family: Family, { folder, file }: FontFile): Promise<string> {
  const places = [path.join(directory, file), path.join(path.dirname(directory), family, folder, file)];
  for (const place of places) {
    try {
      await access(place);
      return place;
    } catch (error) {
      if (!['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
  throw new Error(`The font ${file} is not in ${directory}`);
}

/** The nearest weight; of two as near, the heavier one: a badge is read from afar. */
function pickNearest(fonts: readonly LazyFont[], weight: Weight): LazyFont {
  const [nearest] = [...fonts].sort(
    (one, other) => Math.abs(one.weight - weight) - Math.abs(other.weight - weight) || other.weight - one.weight,
  );
  if (nearest === undefined) throw new Error('A family without files');
  return nearest;
}

/** Read when it is first used: a station has one template most days, and opening all of them would cost its start 200 ms. */
function createLazyFont(weight: Weight, file: string): LazyFont {
  let loaded: LoadedFont | null = null;
  return { weight, get: () => (loaded ??= openFont(file)) };
}

function openFont(file: string): LoadedFont {
  const font = fontkit.create(readFileSync(file));
  if (!('layout' in font)) throw new Error(`${file} is a font collection, not a font`);
  nameGlyphs(font);
  font.layout = createShape(font);
  return { font, measure: createMeasure(font) };
}

/** Whoever gets a run may change its positions (pdfkit scales them), so each gets its own. */
function createShape(font: fontkit.Font): (text: string) => fontkit.GlyphRun {
  const shape = font.layout.bind(font);
  const known = new Map<string, fontkit.GlyphRun>();
  return (text) => {
    let run = known.get(text);
    if (run === undefined) {
      run = shape(text, FEATURES);
      if (known.size >= SHAPED) known.clear();
      known.set(text, run);
    }
    const copy = Object.create(run) as fontkit.GlyphRun;
    copy.positions = run.positions.map((position) => ({ ...position }));
    return copy;
  };
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
