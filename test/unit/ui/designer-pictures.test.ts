/** What a browser shows of a damaged picture is not what a printer would print. */
import { expect, test } from 'vitest';
import { endsWhole } from '../../../renderer/ui/designer/files.ts';

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];
const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0x00, 0x02, 0xff, 0xd9];

test.each([
  ['a whole PNG', png, 'image/png', true],
  ['a PNG of which the end is missing', png.slice(0, 8), 'image/png', false],
  ['a whole JPEG', jpeg, 'image/jpeg', true],
  ['a JPEG with notes of a camera behind it', [...jpeg, 1, 2, 3], 'image/jpeg', true],
  ['a JPEG of which the end is missing', jpeg.slice(0, 7), 'image/jpeg', false],
  ['nothing', [], 'image/png', false],
] as const)('%s', (_what, bytes, type, whole) => {
  expect(endsWhole(Uint8Array.from(bytes), type)).toBe(whole);
});
