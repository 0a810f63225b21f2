import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadFonts } from '../../../electron/host/printing/fonts.ts';
import { interFolder, loadInter } from './inter.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'stoika-fonts-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('loadFonts', () => {
  it('finds the files side by side as well', async () => {
    for (const file of [
      '400Regular/Inter_400Regular.ttf',
      '600SemiBold/Inter_600SemiBold.ttf',
      '700Bold/Inter_700Bold.ttf',
    ]) {
      await copyFile(path.join(interFolder, file), path.join(folder, path.basename(file)));
    }
    const fonts = await loadFonts(folder);
    expect(fonts.measure('Анна', { family: 'inter', weight: 700 }, 10)).toEqual(
      (await loadInter()).measure('Анна', { family: 'inter', weight: 700 }, 10),
    );
  });

  it('names the file that is missing', async () => {
    await expect(loadFonts(folder)).rejects.toThrow(/Inter_\d+\w+\.ttf/);
  });
});

describe('the fonts', () => {
  it('have the letters of Russian and its neighbours, and the signs that the layout relies on', async () => {
    const fonts = await loadInter();
    const needed =
      'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюяІіЇїЄєҐґЎўҚқӘәҮүҢңØøŁłŐőÇçŞş№«»—’…□-?';
    expect(Array.from(needed).filter((character) => !fonts.has(character.codePointAt(0)!, 'inter'))).toEqual([]);
    expect(fonts.has(0x674e, 'inter')).toBe(false);
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
