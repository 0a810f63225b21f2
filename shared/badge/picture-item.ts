import { readField } from './fields.ts';
import { fitText } from './fit.ts';
import type { ImageItem, LayoutItem } from './layout-items.ts';
import type { Setting } from './layout-setting.ts';
import { makePrintable } from './printable.ts';
import type { Box, ElementOf } from './template.ts';
import { placeLines } from './text-item.ts';

/** Pixels, as the picture is seen (turned as its camera says). */
export interface PictureSize {
  width: number;
  height: number;
}

/** A picture of the template: whole inside its box, or filling it. Nothing when the template lacks it. */
export function layOutImage({ box, image, fit }: ElementOf<'image'>, { template }: Setting): ImageItem[] {
  const picture = Object.hasOwn(template.images, image) ? template.images[image] : undefined;
  if (picture === undefined) return [];
  const placed = placePicture(picture, box, fit);
  const clip = { box: fit === 'contain' ? placed : { ...box }, shape: 'rect' as const };
  return [{ kind: 'image', turn: null, box: placed, clip, picture: { source: 'template', id: image } }];
}

/** The person's photo, filling its box; without one, the person's initials. */
export function layOutPhoto(element: ElementOf<'photo'>, setting: Setting): LayoutItem[] {
  const { photo } = setting;
  const { box, shape, fit, placeholder } = element;
  if (photo === null || photo.width <= 0 || photo.height <= 0) {
    return placeholder === 'none' ? [] : layOutInitials(element, setting);
  }
  const clip = { box: { ...box }, shape };
  return [{ kind: 'image', turn: null, box: placePicture(photo, box, fit), clip, picture: { source: 'photo' } }];
}

function placePicture(picture: PictureSize, box: Box, fit: 'contain' | 'cover'): Box {
  const [across, down] = [box.width / picture.width, box.height / picture.height];
  const scale = fit === 'contain' ? Math.min(across, down) : Math.max(across, down);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
}

const PLACEHOLDER = { fill: '#e5e7eb', ink: '#4b5563' } as const;
const INITIALS = { family: 'inter', weight: 600, align: 'center', lineHeight: 1 } as const;

function layOutInitials({ box, shape }: ElementOf<'photo'>, { content, fonts, now }: Setting): LayoutItem[] {
  const area = { turn: null, box: { ...box }, fill: PLACEHOLDER.fill, stroke: null };
  const ground: LayoutItem = shape === 'rect' ? { kind: 'rect', radius: 0, ...area } : { kind: 'ellipse', ...area };
  const draws = (text: string): boolean => makePrintable(text, fonts, 'inter').replaced === 0;
  const { text, replaced } = makePrintable(readField('initials', 'auto', { content, now, draws }), fonts, 'inter');
  if (text === '' || replaced > 0) return [ground];
  const side = Math.min(box.width, box.height) * 0.5;
  const size = { max: side * 0.8, comfortable: side * 0.1, min: side * 0.1 };
  const request = { text, typeface: INITIALS, size, hyphenate: false, lineHeight: 1, maxLines: 1 };
  const fitted = fitText({ ...request, width: side, height: side }, fonts);
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const line = { x: middle.x - side / 2, y: middle.y - fitted.height / 2, width: side, height: fitted.height };
  return [ground, ...placeLines(fitted, INITIALS, line, PLACEHOLDER.ink)];
}
