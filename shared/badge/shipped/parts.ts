/** What the shipped templates are put together from: elements and styles with what most of them have in common. */
import type { BadgeElement, Box, Condition, ElementOf, TextStyle } from '../template.ts';

export const INK = '#111827';
export const MUTED = '#4b5563';
export const BLACK = '#000000';

type Common = Pick<BadgeElement, 'id' | 'label' | 'box' | 'turn' | 'locked' | 'hidden' | 'when'>;
type More = Partial<Pick<Common, 'turn' | 'when'>>;

function place(id: string, [x, y, width, height]: Place, more: More): Common {
  const box: Box = { x, y, width, height };
  return { id, label: '', box, turn: 0, locked: false, hidden: false, when: [], ...more };
}

/** x, y, width, height in mm. */
type Place = readonly [number, number, number, number];

/** Shown only to whom has the field. */
export function has(field: string): Condition {
  return { kind: 'field', field, present: true };
}

/** A style for `text` with sizes max, comfortable, min in mm. */
export function style(
  text: string,
  [max, comfortable, min]: readonly [number, number, number],
  change: Partial<TextStyle> = {},
): TextStyle {
  const plain = { locale: 'auto', family: 'inter', weight: 400, maxLines: 2, hyphenate: false } as const;
  const looks = { lineHeight: 1.15, align: 'left', color: INK, uppercase: false } as const;
  return { text, size: { max, comfortable, min }, ...plain, ...looks, ...change };
}

type Valign = ElementOf<'text'>['valign'];

export function text(id: string, at: Place, valign: Valign, how: TextStyle, more: More = {}): ElementOf<'text'> {
  return { kind: 'text', ...place(id, at, more), valign, ...how };
}

/** Texts below each other, each with its share of the height. */
export function stack(
  id: string,
  at: Place,
  valign: Valign,
  gap: number,
  texts: readonly (readonly [share: number, how: TextStyle])[],
  more: More = {},
): ElementOf<'stack'> {
  return {
    kind: 'stack',
    ...place(id, at, more),
    valign,
    gap,
    texts: texts.map(([share, how]) => ({ share, ...how })),
  };
}

export function rect(
  id: string,
  at: Place,
  look: Partial<Pick<ElementOf<'rect'>, 'fill' | 'stroke' | 'radius'>>,
  more: More = {},
): ElementOf<'rect'> {
  return { kind: 'rect', ...place(id, at, more), fill: null, stroke: null, radius: 0, ...look };
}

/** The participant's code as a QR code with a quiet zone of four modules, in a square. */
export function qr(id: string, [x, y, side]: readonly [number, number, number], more: More = {}): ElementOf<'code'> {
  return {
    kind: 'code',
    ...place(id, [x, y, side, side], more),
    symbology: 'qr',
    text: '{code}',
    quiet: 4,
    color: BLACK,
    readable: false,
  };
}
