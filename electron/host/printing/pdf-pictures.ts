/**
 * Pictures inside a PDF. JPEGs go in as they are. PNGs are decoded here: pdfkit would do it in a callback, where a damaged one ends
 * the process, and several of them make the order of the file's parts a matter of chance.
 */
import { deflateSync } from 'node:zlib';
import type { BadgeLayout } from '../../../shared/badge/layout.ts';
import { findPicture, type Picture } from './pictures.ts';
import { type Drawing, openResvg } from './resvg.ts';

/** What a PNG looks like in a PDF: colours and, where it has any, transparency, each deflated. */
interface Pixels {
  width: number;
  height: number;
  colors: Uint8Array;
  alpha: Uint8Array | null;
}

/** The decoded PNGs of the layout that is about to be drawn. */
export type PreparedPictures = ReadonlyMap<Picture, Pixels>;

/** As pdfkit keeps an embedded picture. */
export interface EmbeddedPicture {
  width: number;
  height: number;
  label: string;
  obj: PDFKit.PDFKitReference;
}

/** A logo is decoded once, for as long as its template is in memory. */
const decoded = new WeakMap<Picture, Pixels>();

/** Pixels of the longer side beyond which nothing on a badge gets sharper: a side of A5 at 300 dpi. */
const SHARPEST = 2480;

export async function preparePictures(layout: BadgeLayout): Promise<PreparedPictures> {
  const prepared = new Map<Picture, Pixels>();
  for (const picture of listPngs(layout)) {
    let pixels = decoded.get(picture);
    if (pixels === undefined) {
      pixels = splitAlpha((await openResvg()).draw(showPicture(picture)));
      decoded.set(picture, pixels);
    }
    prepared.set(picture, pixels);
  }
  return prepared;
}

function listPngs(layout: BadgeLayout): Set<Picture> {
  const pictures = new Set<Picture>();
  for (const item of layout.sides.flatMap((side) => side.items)) {
    const picture = item.kind === 'image' ? findPicture(layout, item) : null;
    if (picture?.type === 'image/png') pictures.add(picture);
  }
  return pictures;
}

/** The picture alone, pixel by pixel, or smaller when it is larger than any printer shows. */
function showPicture({ raw, type, bytes }: Picture): string {
  const scale = Math.min(1, SHARPEST / Math.max(raw.width, raw.height));
  const [width, height] = [raw.width, raw.height].map((pixels) => Math.max(1, Math.round(pixels * scale)));
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<image width="${width}" height="${height}" preserveAspectRatio="none" href="data:${type};base64,${data}"/></svg>`
  );
}

function splitAlpha({ width, height, pixels }: Drawing): Pixels {
  const colors = new Uint8Array(width * height * 3);
  const alpha = new Uint8Array(width * height);
  let isOpaque = true;
  for (let pixel = 0; pixel < alpha.length; pixel += 1) {
    const opacity = pixels[pixel * 4 + 3] ?? 0;
    alpha[pixel] = opacity;
    if (opacity !== 255) isOpaque = false;
    for (let channel = 0; channel < 3 && opacity > 0; channel += 1) {
      colors[pixel * 3 + channel] = Math.min(255, Math.round(((pixels[pixel * 4 + channel] ?? 0) * 255) / opacity));
    }
  }
  return { width, height, colors: deflateSync(colors), alpha: isOpaque ? null : deflateSync(alpha) };
}

/** Puts the picture into the document, once. */
export function embedPicture(
  document: PDFKit.PDFDocument,
  picture: Picture,
  prepared: PreparedPictures,
  number: number,
): EmbeddedPicture {
  const { width, height } = picture.raw;
  const common = { Type: 'XObject', Subtype: 'Image', BitsPerComponent: 8 };
  if (picture.type === 'image/jpeg') {
    const space = { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' }[picture.channels];
    const obj = document.ref({
      ...{ ...common, Width: width, Height: height, ColorSpace: space, Filter: 'DCTDecode' },
      // Whoever writes CMYK into a JPEG writes it inverted, as Photoshop does.
      ...(picture.channels === 4 ? { Decode: [1, 0, 1, 0, 1, 0, 1, 0] } : {}),
    });
    obj.end(picture.bytes);
    return { width, height, label: `P${number}`, obj };
  }
  const pixels = prepared.get(picture);
  if (pixels === undefined) throw new Error('The picture was not prepared');
  const size = { Width: pixels.width, Height: pixels.height, Filter: 'FlateDecode' };
  const mask = pixels.alpha === null ? null : document.ref({ ...common, ...size, ColorSpace: 'DeviceGray' });
  if (pixels.alpha !== null) mask?.end(pixels.alpha);
  const obj = document.ref({ ...common, ...size, ColorSpace: 'DeviceRGB', ...(mask === null ? {} : { SMask: mask }) });
  obj.end(pixels.colors);
  return { width, height, label: `P${number}`, obj };
}
