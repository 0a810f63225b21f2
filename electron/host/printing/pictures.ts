/**
 * Pictures on badges: PNG and JPEG, of templates and of people, as bytes that nobody vouches for.
 *
 * Invariant: every output turns a camera's picture upright by `uprightMatrix` and by nothing else. Viewers differ in whether they
 * heed the turn that a JPEG's EXIF data tell, so the bytes that they are given tell none.
 */
import { combine, type Matrix } from '../../../shared/badge/matrix.ts';
import type { BadgeLayout, ImageItem, PictureSize } from '../../../shared/badge/layout.ts';
import type { BadgeTemplate, Box } from '../../../shared/badge/template.ts';

export interface Picture {
  readonly type: 'image/png' | 'image/jpeg';
  /** Pixels as they lie in the file. */
  readonly raw: PictureSize;
  /** Pixels as it is seen: this is what the layout wants to know. */
  readonly size: PictureSize;
  /** EXIF orientation, 1 to 8; 1 = as it lies in the file. */
  readonly orientation: number;
  /** Colours a pixel has in a JPEG: grey, RGB (as YCbCr), CMYK. */
  readonly channels: 1 | 3 | 4;
  readonly bytes: Uint8Array;
}

/** The pictures that a layout's items name. What is missing here is not drawn. */
export interface Pictures {
  readonly template: ReadonlyMap<string, Picture>;
  readonly photo: Picture | null;
}

const opened = new WeakMap<BadgeTemplate['images'], ReadonlyMap<string, Picture>>();

/** Gives the layout the pictures that it names. Calibrating keeps them. */
export function addPictures(layout: BadgeLayout, images: BadgeTemplate['images'], photo: Picture | null): BadgeLayout {
  if (photo === null && Object.keys(images).length === 0) return layout;
  let template = opened.get(images);
  if (template === undefined) {
    template = openTemplatePictures(images);
    opened.set(images, template);
  }
  const illustrated: IllustratedLayout = { ...layout, pictures: { template, photo } };
  return illustrated;
}

/** A layout with what `addPictures` gave it. */
interface IllustratedLayout extends BadgeLayout {
  readonly pictures: Pictures;
}

function isIllustrated(layout: BadgeLayout): layout is IllustratedLayout {
  return 'pictures' in layout;
}

/** The picture that an item shows; null when nobody gave it. */
export function findPicture(layout: BadgeLayout, { picture }: ImageItem): Picture | null {
  if (!isIllustrated(layout)) return null;
  return picture.source === 'photo' ? layout.pictures.photo : (layout.pictures.template.get(picture.id) ?? null);
}

function openTemplatePictures(images: BadgeTemplate['images']): ReadonlyMap<string, Picture> {
  return new Map(
    Object.entries(images).flatMap(([id, { data }]) => {
      const picture = openPicture(Buffer.from(data, 'base64'));
      return picture === null ? [] : [[id, picture] as const];
    }),
  );
}

/** Reads what kind of picture it is and how large; null when it is neither PNG nor JPEG, or its head is damaged. */
export function openPicture(bytes: Uint8Array): Picture | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return openPng(bytes, view) ?? openJpeg(bytes, view);
}

/** Pixels of the largest picture, 160 MB decoded: beyond it only somebody who wants to fill the memory would go. */
const LARGEST = 40_000_000;

function openPng(bytes: Uint8Array, view: DataView): Picture | null {
  if (bytes.length < 33 || view.getUint32(0) !== 0x89504e47 || view.getUint32(12) !== 0x49484452) return null;
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  return isSane(size) ? { type: 'image/png', raw: size, size, orientation: 1, channels: 3, bytes } : null;
}

/** Start-of-frame markers: all but the tables (C4, C8, CC) among C0 to CF. */
const FRAME = /^c[0-35-79-bd-f]$/;

function openJpeg(bytes: Uint8Array, view: DataView): Picture | null {
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return null;
  let orientation: { value: number; at: number; little: boolean } | null = null;
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // padding
      continue;
    }
    const length = view.getUint16(at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return null;
    if (marker === 0xe1) orientation ??= findOrientation(view, at + 4, length - 2);
    if (FRAME.test(marker.toString(16))) {
      if (length < 8) return null;
      const raw = { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
      const channels = view.getUint8(at + 9);
      if (!isSane(raw) || view.getUint8(at + 4) !== 8 || (channels !== 1 && channels !== 3 && channels !== 4))
        return null;
      const turned = orientation !== null && orientation.value > 4;
      return {
        type: 'image/jpeg',
        raw,
        size: turned ? { width: raw.height, height: raw.width } : raw,
        orientation: orientation?.value ?? 1,
        channels,
        bytes: orientation === null ? bytes : clearOrientation(bytes, orientation),
      };
    }
    at += 2 + length;
  }
  return null;
}

function isSane({ width, height }: PictureSize): boolean {
  return width > 0 && height > 0 && width * height <= LARGEST;
}

/** The EXIF tag 0x0112 of an APP1 segment whose content is at `start`. */
function findOrientation(
  view: DataView,
  start: number,
  length: number,
): { value: number; at: number; little: boolean } | null {
  const end = start + length;
  if (length < 20 || view.getUint32(start) !== 0x45786966) return null;
  const tiff = start + 6;
  const little = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, little);
  if (directory + 2 > end) return null;
  const count = view.getUint16(directory, little);
  for (let entry = directory + 2; entry < directory + 2 + 12 * count && entry + 12 <= end; entry += 12) {
    if (view.getUint16(entry, little) !== 0x0112) continue;
    const value = view.getUint16(entry + 8, little);
    return value >= 1 && value <= 8 ? { value, at: entry + 8, little } : null;
  }
  return null;
}

function clearOrientation(bytes: Uint8Array, { value, at, little }: { value: number; at: number; little: boolean }) {
  if (value === 1) return bytes;
  const cleared = bytes.slice();
  new DataView(cleared.buffer).setUint16(at, 1, little);
  return cleared;
}

/** Where the file's unit square (its upper left corner, its right, its bottom) goes in the unit square as it is seen. */
const UPRIGHT: Record<number, Matrix> = {
  1: [1, 0, 0, 1, 0, 0],
  2: [-1, 0, 0, 1, 1, 0],
  3: [-1, 0, 0, -1, 1, 1],
  4: [1, 0, 0, -1, 0, 1],
  5: [0, 1, 1, 0, 0, 0],
  6: [0, 1, -1, 0, 1, 0],
  7: [0, -1, -1, 0, 1, 1],
  8: [0, -1, 1, 0, 0, 1],
};

/** Maps the unit square of the file to where the picture lies on the page, upright. */
export function uprightMatrix({ orientation }: Picture, { x, y, width, height }: Box): Matrix {
  return combine([width, 0, 0, height, x, y], UPRIGHT[orientation] ?? [1, 0, 0, 1, 0, 0]);
}
