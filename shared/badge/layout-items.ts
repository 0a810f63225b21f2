/** What a layout consists of: the language between the layout and every output. Lengths are in mm. */
import type { Hex } from './color.ts';
import type { Family, Weight } from './fonts.ts';
import type { Matrix } from './matrix.ts';
import type { Box } from './template.ts';

/** The item is drawn as it says and then turned clockwise about this point; null: as it is. */
export type Turn = { degrees: 90 | 180 | 270; x: number; y: number } | null;

interface Turned {
  turn: Turn;
}

/** Drawn inside the box's edge. */
export type Edge = { color: Hex; width: number } | null;

export interface RectItem extends Turned {
  kind: 'rect';
  box: Box;
  /** Of the corners. */
  radius: number;
  fill: Hex | null;
  stroke: Edge;
}

export interface EllipseItem extends Turned {
  kind: 'ellipse';
  box: Box;
  fill: Hex | null;
  stroke: Edge;
}

/** With blunt ends. */
export interface LineItem extends Turned {
  kind: 'line';
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  width: number;
  color: Hex;
}

/** One line of text. `x` and `baseline` are the pen's start; `size` is the font size (em). */
export interface TextItem extends Turned {
  kind: 'text';
  box: Box;
  x: number;
  baseline: number;
  size: number;
  family: Family;
  weight: Weight;
  text: string;
  color: Hex;
}

/** The dark parts of a code, which touch and never overlap. */
export interface CodeItem extends Turned {
  kind: 'code';
  box: Box;
  bars: Box[];
  color: Hex;
}

/** A picture: the whole of it fills `box`, and what is outside `clip` is not seen. */
export interface ImageItem extends Turned {
  kind: 'image';
  box: Box;
  clip: { box: Box; shape: 'rect' | 'ellipse' };
  picture: { source: 'template'; id: string } | { source: 'photo' };
}

export type LayoutItem = RectItem | EllipseItem | LineItem | TextItem | CodeItem | ImageItem;

/** What could not be shown as it was given; for a designer's preview, and for the desk to tell. `element` is its id. */
export type LayoutNote =
  /** The text, as the template has it, did not fit and ends in an ellipsis. */
  | { kind: 'cut'; element: string; text: string }
  /** So many characters have no glyph in the fonts. */
  | { kind: 'replaced'; element: string; text: string; count: number }
  /** The text cannot be a code of this kind (too long, or letters that it does not have) and is left out. */
  | { kind: 'code-unusable'; element: string }
  /** The narrowest part of the code, in mm, is less than printers show reliably. */
  | { kind: 'code-small'; element: string; module: number }
  /** On this printer's sheet so many mm of the page lie outside (turned, calibrated, or larger than the sheet). */
  | { kind: 'outside'; by: number };

export interface LayoutSide {
  items: LayoutItem[];
}

export interface BadgeLayout {
  page: { width: number; height: number };
  /** How everything comes to lie on the page, see calibrate.ts; absent: as it is. */
  place?: Matrix;
  /** The front, and the back where the template has one. The first item is the lowest. */
  sides: readonly LayoutSide[];
  notes: LayoutNote[];
}
