/** The weights that a badge may use; each is one font file of the host. */
export type Weight = 400 | 600 | 700;

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
  measure(text: string, weight: Weight, sizeMm: number): Extent;
  /** Whether every weight has a glyph of its own for the code point. */
  has(codePoint: number): boolean;
}
