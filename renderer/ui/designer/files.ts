/** Pictures that a person gives: read here in the browser, checked, and made into what a template may hold. */
import type { TemplateImage } from '../../../shared/badge/template.ts';
import { encodeBase64 } from '../state/download.ts';
import type { Size } from './state/geometry.ts';

/** One picture; all together may have 4 MB (shared/badge/template-rules.ts). */
export const LARGEST_PICTURE = 2_000_000;
const LARGEST_SVG = 1_000_000;
/** Longer sides are made smaller: at 600 dpi this is 17 cm. */
const MOST_PIXELS = 4000;
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
  if (Math.max(size.width, size.height) > MOST_PIXELS) return drawPicture(file, null, type);
  if (file.size > LARGEST_PICTURE) return { ok: false, why: 'large' };
  return { ok: true, image: { type, ...size, data: await encodeBase64(file) } };
}

async function measurePicture(file: Blob): Promise<Size | null> {
  const picture = await loadPicture(file);
  return picture === null ? null : { width: picture.naturalWidth, height: picture.naturalHeight };
}

/** Draws it anew: so wide, or as large as pictures may be. */
async function drawPicture(file: Blob, width: number | null, type: TemplateImage['type']): Promise<ReadPicture> {
  const picture = await loadPicture(file);
  if (picture === null) return { ok: false, why: 'broken' };
  const natural = { width: picture.naturalWidth || 300, height: picture.naturalHeight || 300 };
  const wanted = width === null ? 1 : width / natural.width;
  const factor = Math.min(wanted, MOST_PIXELS / Math.max(natural.width, natural.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(natural.width * factor));
  canvas.height = Math.max(1, Math.round(natural.height * factor));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.92));
  if (drawn === null) return { ok: false, why: 'broken' };
  if (drawn.size > LARGEST_PICTURE) return { ok: false, why: 'large' };
  const size = { width: canvas.width, height: canvas.height };
  return { ok: true, image: { type, ...size, data: await encodeBase64(drawn) } };
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
