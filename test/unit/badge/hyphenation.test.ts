import { describe, expect, it } from 'vitest';
import { fitText } from '../../../shared/badge/fit.ts';
import type { Fonts } from '../../../shared/badge/fonts.ts';
import { insertSoftHyphens } from '../../../shared/badge/hyphenation.ts';

const broken = (text: string): string => insertSoftHyphens(text).replaceAll('\u00ad', '|');

describe('insertSoftHyphens', () => {
  it('breaks Russian and English words between syllables', () => {
    expect(broken('Международный руководитель')).toBe('Меж|ду|на|род|ный ру|ко|во|ди|тель');
    expect(broken('development of relationships')).toBe('de|vel|op|ment of re|la|tion|ships');
    expect(broken('научно-исследовательский')).toMatch(/^на\|?уч\|?но-ис\|?сле/);
  });

  it('leaves no letter alone and no piece without a vowel', () => {
    const words =
      'акация Илья Юрий объявление подъезд съёмка майский район бульон Александр контрреволюция якорь взвод';
    for (const piece of broken(words).split(/[| ]/)) {
      expect(piece.length).toBeGreaterThan(1);
      expect(piece).toMatch(/[аеёиоуыэюя]/i);
    }
  });

  it('leaves abbreviations, short words, numbers and words of both alphabets whole', () => {
    const whole = 'РОСАТОМ ВШЭ дом 12345678 Aбракадабра';
    expect(insertSoftHyphens(whole)).toBe(whole);
  });

  it('respects where the writer has said that a word may be broken', () => {
    expect(insertSoftHyphens('Преображен\u00adская')).toBe('Преображен\u00adская');
  });
});

describe('fitText with breaks', () => {
  const fonts: Fonts = {
    has: () => true,
    measure: (text, _typeface, size) => ({
      left: 0,
      right: Array.from(text).length * size * 0.5,
      ascent: size * 0.8,
      descent: size * 0.2,
    }),
  };
  const request = {
    typeface: { family: 'inter', weight: 400 },
    width: 50,
    height: 30,
    maxLines: 3,
    lineHeight: 1,
  } as const;
  const size = { max: 10, comfortable: 10, min: 4 };
  const linesOf = (text: string, hyphenate: boolean): string[] =>
    fitText({ ...request, text: insertSoftHyphens(text), hyphenate, size }, fonts).lines.map((line) => line.text);

  it('breaks a long word for clearly larger type, and only when asked', () => {
    expect(linesOf('руководительница', false)).toEqual(['руководительница']);
    expect(linesOf('руководительница', true)).toEqual(['руководи-', 'тельница']);
  });

  it('breaks between syllables before it breaks anywhere', () => {
    const long = 'преображенскаяхристорождественская';
    const lines = linesOf(long, false);
    expect(lines.length).toBeGreaterThan(1);
    const points: number[] = [];
    let end = 0;
    for (const piece of broken(long).split('|')) points.push((end += piece.length));
    let offset = 0;
    for (const line of lines.slice(0, -1)) {
      offset += line.replace(/-$/, '').length;
      expect(line).toMatch(/-$/);
      expect(points).toContain(offset);
    }
  });

  it('never shows a soft hyphen', () => {
    expect(linesOf('Со\u00adко\u00adло\u00adва', true)).toEqual(['Соколова']);
  });
});
