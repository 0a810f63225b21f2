/** Icons of all sizes, from the one drawing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { appleNames, linuxSizes, windowsSizes } from '../../build/icons.mjs';

const read = (...path: string[]): Buffer => readFileSync(join(inject('packages'), 'icons', ...path));

it('PNGs for Linux are as large as they say', () => {
  for (const size of linuxSizes) {
    const png = read('png', `${size}x${size}.png`);
    expect([png.subarray(1, 4).toString(), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', size, size]);
  }
});

it('the .ico has every size that Windows asks for', () => {
  const ico = read('icon.ico');
  expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1]);
  const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => ico[6 + 16 * index] || 256);
  expect(sizes.sort((one, other) => one - other)).toEqual(windowsSizes);
});

it('the .icns has every picture that macOS asks for', () => {
  const icns = read('icon.icns');
  expect(icns.subarray(0, 4).toString()).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const names: string[] = [];
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) names.push(icns.subarray(at, at + 4).toString());
  const wanted = Object.values(appleNames).flat();
  expect(names.filter((name) => name !== 'TOC ').sort()).toEqual([...wanted].sort());
});
