import type { ImageItem, LayoutItem } from './layout-items.ts';
import type { Setting } from './layout-setting.ts';
import type { Box, ElementOf } from './template.ts';

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

/** The person's photo, filling its box. */
export function layOutPhoto({ box, shape, fit }: ElementOf<'photo'>, { photo }: Setting): LayoutItem[] {
  if (photo === null || photo.width <= 0 || photo.height <= 0) return [];
  const clip = { box: { ...box }, shape };
  return [{ kind: 'image', turn: null, box: placePicture(photo, box, fit), clip, picture: { source: 'photo' } }];
}

function placePicture(picture: PictureSize, box: Box, fit: 'contain' | 'cover'): Box {
  const [across, down] = [box.width / picture.width, box.height / picture.height];
  const scale = fit === 'contain' ? Math.min(across, down) : Math.max(across, down);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
}
