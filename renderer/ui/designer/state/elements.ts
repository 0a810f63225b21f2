/** New elements, as they are put on the page; and a template with nothing on it. */
import type { BadgeElement, BadgeTemplate, ElementOf, TextStyle } from '../../../../shared/badge/template.ts';
import type { Size } from './geometry.ts';

export const NEW_KINDS = ['text', 'stack', 'qr', 'barcode', 'photo', 'rect', 'ellipse', 'line'] as const;
export type NewKind = (typeof NEW_KINDS)[number];

export const INK = '#111827';

export function blankTemplate(name: string, page: Size): BadgeTemplate {
  return { version: 2, name, page: { ...page }, noStatusColor: '#374151', images: {}, front: [], back: null };
}

export function newStyle(text: string, size: number, weight: TextStyle['weight'] = 400): TextStyle {
  return {
    text,
    locale: 'auto',
    family: 'inter',
    weight,
    size: { max: tenths(size), comfortable: tenths(size * 0.75), min: tenths(size * 0.4) },
    maxLines: 2,
    hyphenate: true,
    lineHeight: 1.15,
    align: 'center',
    color: INK,
    uppercase: false,
  };
}

function tenths(millimetres: number): number {
  return Math.max(0.1, Math.round(millimetres * 10) / 10);
}

/** In the middle of the page, in a size that suits it. */
export function newElement(kind: NewKind, id: string, page: Size, text = '{first} {last}'): BadgeElement {
  const unit = Math.min(page.width, page.height);
  const common = (width: number, height: number) => ({
    id,
    label: '',
    box: centre(width, height, page),
    turn: 0 as const,
    locked: false,
    hidden: false,
    when: [],
  });
  switch (kind) {
    case 'text':
      return { kind, ...common(page.width * 0.7, unit * 0.16), valign: 'middle', ...newStyle(text, unit * 0.1, 600) };
    case 'stack':
      return {
        kind,
        ...common(page.width * 0.8, unit * 0.4),
        valign: 'middle',
        gap: 1,
        texts: [
          { share: 3, ...newStyle('{first}', unit * 0.16, 700) },
          { share: 2, ...newStyle('{last}', unit * 0.12, 600) },
        ],
      };
    case 'qr':
    case 'barcode':
      return newCode(kind, kind === 'qr' ? common(unit * 0.3, unit * 0.3) : common(page.width * 0.6, unit * 0.16));
    case 'photo':
      return { kind, ...common(unit * 0.3, unit * 0.4), shape: 'rect', fit: 'cover', placeholder: 'initials' };
    case 'rect':
      return { kind, ...common(unit * 0.5, unit * 0.2), fill: 'status', stroke: null, radius: 0 };
    case 'ellipse':
      return { kind, ...common(unit * 0.3, unit * 0.3), fill: 'status', stroke: null };
    case 'line':
      return { kind, ...common(page.width * 0.6, 0), from: 'top-left', stroke: { color: INK, width: 0.3 } };
  }
}

type Common = Omit<ElementOf<'code'>, 'kind' | 'symbology' | 'text' | 'quiet' | 'color' | 'readable'>;

/** Bars of a letter and more for each sign: a long code is not for them. */
function newCode(kind: 'qr' | 'barcode', common: Common): ElementOf<'code'> {
  return {
    kind: 'code',
    ...common,
    symbology: kind === 'qr' ? 'qr' : 'code128',
    text: kind === 'qr' ? '{code}' : '{id}',
    quiet: kind === 'qr' ? 2 : 10,
    color: '#000000',
    readable: kind === 'barcode',
  };
}

/** A picture in its own proportions, on a third of the page. */
export function newImage(id: string, image: string, pixels: Size, page: Size): ElementOf<'image'> {
  const most = { width: page.width * 0.4, height: page.height * 0.3 };
  const factor = Math.min(most.width / pixels.width, most.height / pixels.height);
  return {
    kind: 'image',
    id,
    label: '',
    box: centre(pixels.width * factor, pixels.height * factor, page),
    turn: 0,
    locked: false,
    hidden: false,
    when: [],
    image,
    fit: 'contain',
  };
}

function centre(width: number, height: number, page: Size): { x: number; y: number; width: number; height: number } {
  const [across, down] = [Math.round(width * 2) / 2, Math.round(height * 2) / 2];
  return {
    x: Math.max(0, Math.floor(page.width - across) / 2),
    y: Math.max(0, Math.floor(page.height - down) / 2),
    width: Math.min(across, page.width),
    height: Math.min(down, page.height),
  };
}
