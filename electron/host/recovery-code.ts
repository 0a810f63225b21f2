/**
 * The recovery code: 120 random bits that a person writes down, and one sign that tells a slip of the pen from a wrong code.
 *
 *   7KQ2M-0XWZ4-…                25 signs of Crockford's base32 (no I, L, O, U) in groups of five; the last one is the check
 *
 * The check is Luhn's, modulo 32: it finds every single wrong sign, and two neighbours that changed places.
 */
import type { Random } from './seal.ts';

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_SIGNS = 24;
const GROUP = 5;
/** Of a shape that a code has: as long as one, without signs that none has. */
const SHAPE = new RegExp(`^[${SIGNS}]{${RANDOM_SIGNS + 1}}$`);

/** Makes a code, as it is shown. */
export function makeRecoveryCode(random: Random): string {
  // 256 is a multiple of 32: no sign comes more often than another
  const values = [...random(RANDOM_SIGNS)].map((byte) => byte % SIGNS.length);
  const signs = [...values, checkOf(values)].map((value) => SIGNS.charAt(value)).join('');
  return signs.match(new RegExp(`.{${GROUP}}`, 'g'))?.join('-') ?? signs;
}

export type TypedCode =
  | { readonly kind: 'code'; readonly code: string }
  /** It looks like a code, and its check does not fit. */
  | { readonly kind: 'slip' }
  | { readonly kind: 'other' };

/** Reads what a person typed: small letters, other gaps, O for 0, I and L for 1 are all right. */
export function readRecoveryCode(typed: string): TypedCode {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  if (!SHAPE.test(code)) return { kind: 'other' };
  const values = Array.from(code, (sign) => SIGNS.indexOf(sign));
  return checkOf(values.slice(0, -1)) === values.at(-1) ? { kind: 'code', code } : { kind: 'slip' };
}

function checkOf(values: readonly number[]): number {
  const base = SIGNS.length;
  let sum = 0;
  values.toReversed().forEach((value, index) => {
    const weighed = index % 2 === 0 ? value * 2 : value;
    sum += Math.floor(weighed / base) + (weighed % base);
  });
  return (base - (sum % base)) % base;
}
