/**
 * Codes as squares and bars, in modules. QR by uqr (a tenth of the time that bwip-js takes for it), all others by bwip-js, of
 * which only the encoders are used: what they find is drawn by the layout.
 */
import bwip from 'bwip-js/generic';
import { encode } from 'uqr';
import type { Symbology } from './template.ts';

export type EncodedCode =
  /** Rows from the top, true is dark; a row is `rowHeight` modules high. */
  | { kind: 'matrix'; rows: boolean[][]; rowHeight: number }
  /** Widths in modules, a bar first, then bars and spaces by turns. */
  | { kind: 'linear'; widths: number[]; readable: string };

/** A hand scanner types ASCII; more characters than these would make modules that no desk's printer resolves. */
const USABLE = /^[\x20-\x7e]{1,500}$/;

const ENCODERS: Record<Exclude<Symbology, 'qr'>, string> = {
  code128: 'code128',
  code39: 'code39',
  ean13: 'ean13',
  datamatrix: 'datamatrix',
  pdf417: 'pdf417',
  aztec: 'azteccode',
};

/** Encodes a text, null when the code cannot hold it: letters that it lacks, too many, a wrong check digit. */
export function encodeText(symbology: Symbology, text: string): EncodedCode | null {
  if (!USABLE.test(text)) return null;
  if (symbology === 'qr') return { kind: 'matrix', rows: encode(text, { ecc: 'M', border: 0 }).data, rowHeight: 1 };
  // Code 39 has capitals only, and scanners read no others out of it.
  const written = symbology === 'code39' ? text.toUpperCase() : text;
  const part = runEncoder(ENCODERS[symbology], written);
  if (part === null) return null;
  if ('sbs' in part) {
    return { kind: 'linear', widths: part.sbs, readable: symbology === 'ean13' ? addCheckDigit(written) : written };
  }
  const count = part.pixs.length / part.pixx;
  const rows = Array.from({ length: count }, (_, row) =>
    part.pixs.slice(row * part.pixx, (row + 1) * part.pixx).map((pixel) => pixel !== 0),
  );
  return { kind: 'matrix', rows, rowHeight: part.pixy / count };
}

type RawCode = { sbs: number[] } | { pixs: number[]; pixx: number; pixy: number };

function runEncoder(bcid: string, text: string): RawCode | null {
  try {
    return bwip.raw({ bcid, text })[0] ?? null;
  } catch {
    // The library throws for whatever a symbology does not allow, and for nothing else; the caller notes it.
    return null;
  }
}

/** The thirteenth digit of an EAN, as it is printed below the bars. */
function addCheckDigit(digits: string): string {
  if (digits.length !== 12) return digits;
  const sum = Array.from(digits).reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
