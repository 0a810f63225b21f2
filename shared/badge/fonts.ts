/** The weights that a badge may use; a family that lacks one takes its nearest. */
export const weights = [400, 600, 700] as const;
export type Weight = (typeof weights)[number];

/** Families with Latin and Cyrillic letters that the host has files of. `inter` is there always: what another lacks it stands in for. */
export const families = ['inter', 'roboto-condensed', 'montserrat', 'pt-serif'] as const;
export type Family = (typeof families)[number];

/** A cut of a family. */
export interface Typeface {
  family: Family;
  weight: Weight;
}

/**
 * The room that one run of text takes, in millimetres from its origin (the pen's start on the baseline), all ≥ 0.
 * Ink counts, not the advance alone: a `j` reaches left of its origin and an `Ǻ` above the font's ascender.
 */
export interface Extent {
  left: number;
  right: number;
  ascent: number;
  descent: number;
}

/** Font metrics, injected: the layout knows no font files. */
export interface Fonts {
  /** Measures one run as it will be drawn. Linear in `sizeMm` (no hinting), so a size can be solved for. */
  measure(text: string, typeface: Typeface, sizeMm: number): Extent;
  /** Whether every weight of the family has a glyph of its own for the code point. */
  has(codePoint: number, family: Family): boolean;
}
