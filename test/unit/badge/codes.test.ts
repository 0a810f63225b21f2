import { encode } from 'uqr';
import { expect, it } from 'vitest';
import { encodeText } from '../../../shared/badge/codes.ts';
import { symbologies } from '../../../shared/badge/template.ts';

it('encodes QR as uqr does', () => {
  const code = encodeText('qr', '~RUNETID#5$');
  expect(code).toEqual({ kind: 'matrix', rows: encode('~RUNETID#5$', { ecc: 'M', border: 0 }).data, rowHeight: 1 });
});

it('encodes bars by their widths, from the standards', () => {
  // Start C, 12 34 56, check 44, stop: ISO/IEC 15417.
  const code = encodeText('code128', '123456');
  const widths = '211232 112232 131123 331121 132131 2331112'.replaceAll(' ', '');
  expect(code).toMatchObject({ kind: 'linear', readable: '123456' });
  expect(code?.kind === 'linear' ? code.widths.join('') : '').toBe(widths);
  expect(encodeText('ean13', '400638133393')).toMatchObject({ readable: '4006381333931' });
  expect(encodeText('code39', 'ab-1')).toMatchObject({ kind: 'linear', readable: 'AB-1' });
});

it.each(['datamatrix', 'pdf417', 'aztec'] as const)('makes a matrix of %s', (symbology) => {
  const code = encodeText(symbology, '~RUNETID#12345$');
  if (code?.kind !== 'matrix') throw new Error('no matrix');
  const columns = code.rows[0]!.length;
  expect(code.rows.every((row) => row.length === columns)).toBe(true);
  expect(code.rowHeight).toBe(symbology === 'pdf417' ? 3 : 1);
  const dark = code.rows.flat().filter(Boolean).length / code.rows.flat().length;
  expect(dark).toBeGreaterThan(0.3);
  expect(dark).toBeLessThan(0.8);
});

it('refuses what a code cannot hold, and never throws', () => {
  for (const symbology of symbologies) {
    expect(encodeText(symbology, '')).toBeNull();
    expect(encodeText(symbology, 'Я')).toBeNull();
    expect(encodeText(symbology, 'x'.repeat(501))).toBeNull();
    for (const text of ['^', '\\', '~', '{}', '%ff', '9'.repeat(500), 'x'.repeat(500)]) encodeText(symbology, text);
  }
  expect(encodeText('ean13', '4006381333930')).toBeNull(); // a wrong check digit
  expect(encodeText('ean13', '123')).toBeNull();
  expect(encodeText('code39', 'a#b')).toBeNull();
});
