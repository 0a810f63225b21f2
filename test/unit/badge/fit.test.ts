import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText, type FitRequest } from '../../../shared/badge/fit.ts';
import type { Fonts } from '../../../shared/badge/fonts.ts';

/** Every grapheme is half its size wide; lines are one size high: what fits can be counted by hand. */
const fonts: Fonts = {
  has: () => true,
  measure: (text, _weight, size) => ({
    left: 0,
    right: Array.from(text).length * size * 0.5,
    ascent: size * 0.8,
    descent: size * 0.2,
  }),
};

/** 100 × 30 mm: 20 characters at size 10 in three lines. */
const request: FitRequest = {
  text: '',
  hyphenate: false,
  typeface: { family: 'inter', weight: 400 },
  width: 100,
  height: 30,
  size: { max: 20, comfortable: 10, min: 5 },
  maxLines: 3,
  lineHeight: 1,
};
const fit = (text: string, change: Partial<FitRequest> = {}) => fitText({ ...request, ...change, text }, fonts);
const linesOf = (fitted: ReturnType<typeof fit>): string[] => fitted.lines.map((line) => line.text);

describe('fitText', () => {
  it('sets a short text in one line at the largest size', () => {
    expect(fit('Анна')).toMatchObject({ size: 20, cut: false, height: 20 });
  });

  it('shrinks one line before it takes a second', () => {
    const fitted = fit('Анна Мария Гонсалес');
    expect(linesOf(fitted)).toEqual(['Анна Мария Гонсалес']);
    expect(fitted.size).toBeCloseTo(100 / 9.5);
  });

  it('takes a second line before the text gets uncomfortably small, and breaks it evenly', () => {
    const fitted = fit('Анна Мария Гонсалес Петрова');
    expect(linesOf(fitted)).toEqual(['Анна Мария', 'Гонсалес Петрова']);
    expect(fitted.size).toBeCloseTo(12.5);
  });

  it('breaks after a hyphen', () => {
    expect(linesOf(fit('Преображенская-Заболоцкая'))).toEqual(['Преображенская-', 'Заболоцкая']);
  });

  it('shrinks whole words to the minimum before it breaks one', () => {
    const fitted = fit('х'.repeat(40));
    expect(linesOf(fitted)).toEqual(['х'.repeat(40)]);
    expect(fitted.size).toBeCloseTo(5);
  });

  it('breaks inside a word only when the minimum is not small enough, with a hyphen, and grows again', () => {
    const fitted = fit('х'.repeat(41));
    expect(
      linesOf(fitted)
        .map((line) => line.replace(/-$/, ''))
        .join(''),
    ).toBe('х'.repeat(41));
    expect(linesOf(fitted)[0]).toMatch(/-$/);
    expect(fitted.size).toBeGreaterThan(9);
    expect(fitted.cut).toBe(false);
  });

  it('drops hyphens and tidiness when only that holds the text', () => {
    const text = 'х'.repeat(120);
    const fitted = fit(text);
    expect(linesOf(fitted).join('')).toBe(text);
    expect(fitted.cut).toBe(false);
  });

  it('cuts with an ellipsis when even the minimum cannot hold it', () => {
    const fitted = fit('х'.repeat(121));
    expect(fitted).toMatchObject({ cut: true, size: 5 });
    expect(linesOf(fitted).at(-1)).toMatch(/х…$/);
    expect(linesOf(fit('слово '.repeat(100).trim()))).toEqual([
      'слово слово слово слово слово слово',
      'слово слово слово слово слово слово',
      'слово слово слово слово слово слово…',
    ]);
  });

  it('goes below the minimum rather than out of a box that is too small for it', () => {
    const fitted = fit('Анна', { width: 2, height: 1 });
    expect(fitted.height).toBeLessThanOrEqual(1);
    expect(fitted.lines[0]!.extent.right).toBeLessThanOrEqual(2);
  });

  it('never leaves the box and loses nothing silently', () => {
    const word = fc.string({ unit: fc.constantFrom('а', 'Щ', 'x', '-', '/', '.'), minLength: 1, maxLength: 70 });
    const size = fc
      .tuple(
        fc.double({ min: 1, max: 20, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
      )
      .map(([max, a, b]) => ({
        max,
        comfortable: max * Math.max(a, b, 0.05),
        min: max * Math.max(Math.min(a, b), 0.05),
      }));
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' ')),
        fc.double({ min: 1, max: 200, noNaN: true }),
        fc.double({ min: 1, max: 100, noNaN: true }),
        size,
        fc.integer({ min: 1, max: 6 }),
        fc.double({ min: 0.8, max: 2, noNaN: true }),
        (text, width, height, sizes, maxLines, lineHeight) => {
          const fitted = fit(text, { width, height, size: sizes, maxLines, lineHeight });
          expect(fitted.lines.length).toBeLessThanOrEqual(maxLines);
          expect(fitted.height).toBeLessThanOrEqual(height + 1e-9);
          for (const { extent } of fitted.lines) expect(extent.left + extent.right).toBeLessThanOrEqual(width + 1e-9);
          expect(fitted.size).toBeLessThanOrEqual(sizes.max);
          const letters = (shown: string): string => shown.replace(/[- ]/g, '');
          if (fitted.cut) expect(linesOf(fitted).at(-1)).toMatch(/…$/);
          else expect(letters(linesOf(fitted).join(''))).toBe(letters(text));
        },
      ),
      { numRuns: 500 },
    );
  });
});
