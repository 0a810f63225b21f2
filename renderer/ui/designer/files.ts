/** Pictures that a person gives: read here in the browser, checked, and made into what a template may hold. */
import type { TemplateImage } from '../../../shared/badge/template.ts';
import { encodeBase64 } from '../state/download.ts';
import type { Size } from './state/geometry.ts';

/** One picture; all together may have 4 MB (shared/badge/template-rules.ts). */
export const LARGEST_PICTURE = 2_000_000;
const LARGEST_SVG = 1_000_000;
/** Longer sides are made smaller: at 600 dpi this is 17 cm. */
const MOST_PIXELS = 4000;
/** Each with fewer pixels than the one before. */
const MOST_ATTEMPTS = 6;
/** An SVG has no pixels: it is drawn as finely as any printer prints, for a page of this width (mm). */
const SVG_DPI = 600;

export type ReadPicture =
  | { readonly ok: true; readonly image: TemplateImage }
  | { readonly ok: false; readonly why: 'type' | 'large' | 'broken' };

/** @param width of the page in mm: an SVG is drawn for half of it at 600 dpi */
export async function readPicture(file: File, width: number): Promise<ReadPicture> {
  const type = file.type;
  if (type === 'image/svg+xml') {
    return file.size > LARGEST_SVG
      ? { ok: false, why: 'large' }
      : drawPicture(file, (width / 2 / 25.4) * SVG_DPI, 'image/png');
  }
  if (type !== 'image/png' && type !== 'image/jpeg') return { ok: false, why: 'type' };
  if (file.size > 20 * LARGEST_PICTURE) return { ok: false, why: 'large' };
  const size = await measurePicture(file);
  if (size === null) return { ok: false, why: 'broken' };
  if (!(await isWhole(file, type))) return { ok: false, why: 'broken' };
  if (Math.max(size.width, size.height) > MOST_PIXELS || file.size > LARGEST_PICTURE) {
    return drawPicture(file, null, type);
  }
  return { ok: true, image: { type, ...size, data: await encodeBase64(file) } };
}

async function measurePicture(file: Blob): Promise<Size | null> {
  const picture = await loadPicture(file);
  return picture === null ? null : { width: picture.naturalWidth, height: picture.naturalHeight };
}

/** A browser shows what there is of a file that was cut off, a printer may show nothing of it. */
async function isWhole(file: Blob, type: TemplateImage['type']): Promise<boolean> {
  return endsWhole(new Uint8Array(await file.arrayBuffer()), type);
}

/** The mark of the end is there: some programs write on behind it. */
export function endsWhole(bytes: Uint8Array, type: TemplateImage['type']): boolean {
  const end = type === 'image/png' ? [0x49, 0x45, 0x4e, 0x44] : [0xff, 0xd9]; // IEND; EOI
  for (let at = bytes.length - end.length; at >= 0; at -= 1) {
    if (end.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}

/** Draws it anew: so wide, or as large as pictures may be, and smaller until the file may be kept. */
async function drawPicture(file: Blob, width: number | null, type: TemplateImage['type']): Promise<ReadPicture> {
  const picture = await loadPicture(file);
  if (picture === null) return { ok: false, why: 'broken' };
  const natural = { width: picture.naturalWidth || 300, height: picture.naturalHeight || 300 };
  const wanted = width === null ? 1 : width / natural.width;
  let factor = Math.min(wanted, MOST_PIXELS / Math.max(natural.width, natural.height));
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(natural.width * factor));
    canvas.height = Math.max(1, Math.round(natural.height * factor));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.92));
    if (drawn === null) return { ok: false, why: 'broken' };
    if (drawn.size <= LARGEST_PICTURE) {
      const size = { width: canvas.width, height: canvas.height };
      return { ok: true, image: { type, ...size, data: await encodeBase64(drawn) } };
    }
    factor *= Math.min(0.9, Math.sqrt(LARGEST_PICTURE / drawn.size));
  }
  return { ok: false, why: 'large' };
}

/** As a picture an SVG runs no script and fetches nothing. */
async function loadPicture(file: Blob): Promise<HTMLImageElement | null> {
  const picture = new Image();
  const address = URL.createObjectURL(file);
  try {
    picture.src = address;
    await picture.decode();
    return picture;
  } catch {
    return null; // said as `broken`
  } finally {
    URL.revokeObjectURL(address);
  }
}
