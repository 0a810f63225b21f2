import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadFonts } from '../../../electron/host/printing/fonts.ts';
import { families } from '../../../shared/badge/fonts.ts';
import { interFolder, loadInter } from './inter.ts';

/** In the folders of their packages. */
const fontFiles = [
  ...['inter/400Regular/Inter_400Regular.ttf', 'inter/600SemiBold/Inter_600SemiBold.ttf'],
  ...['inter/700Bold/Inter_700Bold.ttf', 'roboto-condensed/400Regular/RobotoCondensed_400Regular.ttf'],
  'roboto-condensed/600SemiBold/RobotoCondensed_600SemiBold.ttf',
  'roboto-condensed/700Bold/RobotoCondensed_700Bold.ttf',
  ...['montserrat/400Regular/Montserrat_400Regular.ttf', 'montserrat/700Bold/Montserrat_700Bold.ttf'],
  ...['pt-serif/400Regular/PTSerif_400Regular.ttf', 'pt-serif/700Bold/PTSerif_700Bold.ttf'],
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'stoika-fonts-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('loadFonts', () => {
  it('finds the files side by side as well', async () => {
    for (const file of fontFiles) {
      await copyFile(path.join(path.dirname(interFolder), file), path.join(folder, path.basename(file)));
    }
    const fonts = await loadFonts(folder);
    for (const family of families) {
      const typeface = { family, weight: 700 } as const;
      expect(fonts.measure('Анна', typeface, 10)).toEqual((await loadInter()).measure('Анна', typeface, 10));
    }
  });

  it('names the file that is missing', async () => {
    await expect(loadFonts(folder)).rejects.toThrow(/\w+_\d+\w+\.ttf/);
  });
});

describe('the fonts', () => {
  it.each(families)('have the letters of Russian and its neighbours, and the usual signs: %s', async (family) => {
    const fonts = await loadInter();
    const needed =
      'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюяІіЇїЄєҐґЎўҚқӘәҮүҢңӨөҒғҰұҺһØøŁłŐőÇçŞşİı№«»—’…-?₽€';
    expect(Array.from(needed).filter((character) => !fonts.has(character.codePointAt(0)!, family))).toEqual([]);
    expect(fonts.has(0x674e, family)).toBe(false);
  });

  it('have the sign of what cannot be drawn in Inter, which stands in for the others', async () => {
    expect((await loadInter()).has(0x25a1, 'inter')).toBe(true);
  });

  it('take the nearest weight that a family has, and the heavier of two', async () => {
    const fonts = await loadInter();
    const name = (family: 'pt-serif' | 'roboto-condensed', weight: 400 | 600 | 700): string =>
      fonts.open({ family, weight }).postscriptName;
    expect([400, 600, 700].map((weight) => name('pt-serif', weight as 400))).toEqual([
      'PTSerif-Regular',
      'PTSerif-Bold',
      'PTSerif-Bold',
    ]);
    expect(name('roboto-condensed', 600)).toBe('RobotoCondensed-SemiBold');
  });

  it('measure ink, not the advance alone, and in proportion to the size', async () => {
    const fonts = await loadInter();
    expect(fonts.measure('А', { family: 'inter', weight: 400 }, 10).left).toBe(0);
    expect(fonts.measure('ĵ', { family: 'inter', weight: 400 }, 10).left).toBeGreaterThan(0);
    const bold = fonts.open({ family: 'inter', weight: 700 });
    expect(fonts.measure('ï', { family: 'inter', weight: 700 }, 1).right).toBeGreaterThan(
      bold.layout('ï').advanceWidth / bold.unitsPerEm,
    );
    expect(fonts.measure('Ǻ', { family: 'inter', weight: 400 }, 10).ascent).toBeGreaterThan(
      fonts.measure('А', { family: 'inter', weight: 400 }, 10).ascent,
    );
    const [small, large] = [
      fonts.measure('Щука', { family: 'inter', weight: 600 }, 1),
      fonts.measure('Щука', { family: 'inter', weight: 600 }, 7),
    ];
    expect(large.right).toBeCloseTo(7 * small.right);
    expect(fonts.measure('Щука', { family: 'inter', weight: 700 }, 7).right).toBeGreaterThan(large.right);
  });

  it('draw what was written: no arrows out of hyphens', async () => {
    const font = (await loadInter()).open({ family: 'inter', weight: 400 });
    const hyphen = font.glyphForCodePoint(0x2d).id;
    expect(font.layout('->').glyphs[0]?.id).toBe(hyphen);
  });
});
