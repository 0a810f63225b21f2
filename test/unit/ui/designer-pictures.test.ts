/** What a browser shows of a damaged picture is not what a printer would print. */
import { expect, test } from 'vitest';
import { endsWhole } from '../../../renderer/ui/designer/files.ts';
import { blankTemplate, newImage } from '../../../renderer/ui/designer/state/elements.ts';
import { hasRoomFor, swapPicture } from '../../../renderer/ui/designer/state/pictures.ts';

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

test('a picture has room beside the others, and in the place of one it has the room of that one too', () => {
  const page = { width: 100, height: 80 };
  const megabytes = (count: number) =>
    ({ type: 'image/png', width: 1, height: 1, data: 'A'.repeat(count * 1e6 * (4 / 3)) }) as const;
  const image = (id: string, picture: string) => newImage(id, picture, { width: 10, height: 10 }, page);
  const template = {
    ...blankTemplate('', page),
    front: [image('a', 'one'), image('b', 'two')],
    images: { one: megabytes(1.5), two: megabytes(1.5) },
  };
  expect(hasRoomFor(template, megabytes(0.9), null)).toBe(true);
  expect(hasRoomFor(template, megabytes(1.5), null)).toBe(false);
  expect(hasRoomFor(template, megabytes(1.5), 'a')).toBe(true);
  expect(hasRoomFor({ ...template, back: [image('c', 'one')] }, megabytes(1.5), 'a')).toBe(false);
  const swapped = swapPicture(template, 'a', 'three', megabytes(0.5));
  expect(Object.keys(swapped.images)).toEqual(['two', 'three']);
  expect(swapped.front[0]).toMatchObject({ image: 'three' });
});
