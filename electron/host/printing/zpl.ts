/**
 * One badge as ZPL II. Everything that a printer remembers from whoever printed before (home, shift, inversion, quantity) is said
 * anew, so that the label comes out at its place; speed, top and ribbon stay as the printer is set.
 */
import type { Printer } from '../../../shared/contract/printing.ts';
import type { Bitmap } from './raster.ts';
import { encodeGraphic } from './zpl-graphic.ts';

export type LabelSettings = Pick<Printer, 'darkness' | 'mediaType' | 'cutter'>;

const mediaCommands = { gap: '^MNY', mark: '^MNM', continuous: '^MNN' } as const;

/**
 * Encodes a label of exactly the bitmap's size, once, as ASCII. Two of them in a row are two labels.
 * @throws when the bitmap's sizes contradict each other
 */
export function encodeLabel(bitmap: Bitmap, { darkness, mediaType, cutter }: LabelSettings): string {
  return [
    darkness === null ? '' : `~SD${String(darkness).padStart(2, '0')}\n`,
    '^XA\n',
    mediaType === null ? '' : `${mediaCommands[mediaType]}\n`,
    // Without a cutter it says "tear off": it would go on cutting else, until it is switched off.
    `${cutter ? '^MMC' : '^MMT'}\n`,
    `^PW${bitmap.width}\n^LL${bitmap.height}\n^LH0,0\n^LS0\n^PON\n`,
    encodeGraphic(bitmap),
    '^PQ1,0,0,N\n^XZ\n',
  ].join('');
}
