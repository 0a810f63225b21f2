import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseTextColor, computeContrast, type Hex, isLostOnPaper, parseColor } from '../../../shared/badge/color.ts';

describe('parseColor', () => {
  it.each([
    ['#ff0000', '#ff0000'],
    ['#FF00aa', '#ff00aa'],
    ['00ff00', '#00ff00'],
    [' #abc ', '#aabbcc'],
    ['#11223344', '#112233'],
  ])('reads %j', (text, color) => {
    expect(parseColor(text)).toBe(color);
  });

  it.each([null, undefined, '', '#', '#12', '#12345', 'red', '#gggggg', 'url(x)', '#fff;x'])(
    'gives null for %j',
    (text) => {
      expect(parseColor(text)).toBeNull();
    },
  );
});

describe('contrast', () => {
  it('is 21 between black and white, and 1 of a colour with itself', () => {
    expect(computeContrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(computeContrast('#336699', '#336699')).toBe(1);
  });

  it('leaves the text readable on every colour', () => {
    const color = fc.integer({ min: 0, max: 0xffffff }).map((value): Hex => `#${value.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(color, (background) => {
        expect(computeContrast(chooseTextColor(background), background)).toBeGreaterThanOrEqual(3);
      }),
    );
  });

  it('knows which areas vanish on white paper', () => {
    expect(isLostOnPaper('#ffffff')).toBe(true);
    expect(isLostOnPaper('#fdfdfd')).toBe(true);
    expect(isLostOnPaper('#facc15')).toBe(false);
  });
});
