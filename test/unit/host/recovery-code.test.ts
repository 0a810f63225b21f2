/** A code that people write down: slips are told from wrong codes. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeRecoveryCode, readRecoveryCode } from '../../../electron/host/recovery-code.ts';

const random = (bytes: number): Uint8Array => randomBytes(bytes);
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

test('five groups of five signs that cannot be taken for one another, from 120 random bits', () => {
  const asked: number[] = [];
  const code = makeRecoveryCode((bytes) => {
    asked.push(bytes);
    return randomBytes(bytes);
  });
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/);
  expect(asked).toEqual([24]); // 5 bits of each
  expect(new Set(Array.from({ length: 200 }, () => makeRecoveryCode(random))).size).toBe(200);
  expect(makeRecoveryCode((bytes) => new Uint8Array(bytes).fill(255))).toMatch(/^Z{5}-/);
});

test('read as people write: small letters, other gaps, O for 0, I and l for 1', () => {
  const code = makeRecoveryCode(random);
  const plain = code.replaceAll('-', '');
  for (const typed of [code, plain, code.toLowerCase(), ` ${code.replaceAll('-', ' ')}\n`, code.replaceAll('0', 'o')]) {
    expect(readRecoveryCode(typed)).toEqual({ kind: 'code', code: plain });
  }
  expect(readRecoveryCode(code.replaceAll('1', 'l'))).toEqual({ kind: 'code', code: plain });
});

test('every wrong sign, and all but one kind of neighbours that changed places, is a slip', () => {
  const plain = makeRecoveryCode(random).replaceAll('-', '');
  for (let index = 0; index < plain.length; index += 1) {
    for (const sign of SIGNS) {
      if (sign === plain[index]) continue;
      const typed = plain.slice(0, index) + sign + plain.slice(index + 1);
      expect(readRecoveryCode(typed)).toEqual({ kind: 'slip' });
    }
    const [a = '', b = ''] = plain.slice(index, index + 2);
    if (a === b || b === '' || new Set([a, b, '0', 'Z']).size === 2) continue;
    const swapped = plain.slice(0, index) + b + a + plain.slice(index + 2);
    expect(readRecoveryCode(swapped)).toEqual({ kind: 'slip' });
  }
});

test.each(['', 'abc', 'u'.repeat(25), 'хэш', 'a'.repeat(26)])('%s is no code', (typed) => {
  expect(readRecoveryCode(typed)).toEqual({ kind: 'other' });
});
