import { describe, expect, it } from 'vitest';
import { makePrintable } from '../../../shared/badge/printable.ts';

/** Fonts with Latin, Cyrillic, common marks and signs, and, to be tempting, private-use glyphs. */
const fonts = {
  has: (codePoint: number): boolean =>
    (codePoint >= 0x20 && codePoint < 0x530) || [0x2026, 0x25a1, 0xe000].includes(codePoint),
};
const clean = (text: string): string => makePrintable(text, fonts, 'inter').text;

describe('makePrintable', () => {
  it('keeps what can be drawn', () => {
    expect(makePrintable("Пётр O'Neil-Łuczak", fonts, 'inter')).toMatchObject({
      text: "Пётр O'Neil-Łuczak",
      replaced: 0,
      cut: false,
    });
  });

  it('makes one space of any white space and none at the ends', () => {
    expect(clean('\t Анна\r\n\u00a0\u2003Мария\u2028')).toBe('Анна Мария');
  });

  it('removes control characters and everything invisible', () => {
    expect(clean('А\u0000н\u0007н\u200bа\u202e\ufeff\u00ad')).toBe('Анна');
    expect(clean('\u0000\u200b\ufe0f\u0301')).toBe('');
  });

  it('composes letters and keeps one accent where the fonts place it', () => {
    expect(clean('и\u0306')).toBe('й');
    expect(clean('g\u0303')).toBe('g\u0303');
    expect(clean('g\u0303\u0301\u0302\u0304')).toBe('g\u0303');
    expect(clean('и\u0301')).toBe('и');
  });

  it('replaces each grapheme without a glyph by one box', () => {
    expect(makePrintable('Ли 李小龍', fonts, 'inter')).toMatchObject({ text: 'Ли □□□', replaced: 3, cut: false });
    expect(clean('محمد')).toBe('□□□□');
    expect(clean('👨‍👩‍👧 🇷🇺')).toBe('□ □');
    expect(clean('\ud800x')).toBe('□x');
    expect(clean('\ue000')).toBe('□');
  });

  it('leaves emoji out beside letters, and keeps where a word may be broken', () => {
    expect(makePrintable('Анна 🚀 ☎', fonts, 'inter')).toMatchObject({ text: 'Анна', replaced: 2 });
    expect(makePrintable('🚀🚀', fonts, 'inter')).toMatchObject({ text: '□□', replaced: 2 });
    const broken = makePrintable('\u00adПре\u00ad\u00adоб\u00ad ра\u00ad', fonts, 'inter');
    expect(broken).toMatchObject({ text: 'Преоб ра', breakable: 'Пре\u00adоб ра' });
  });

  it('takes a question mark where the fonts have no box', () => {
    expect(makePrintable('李', { has: (codePoint) => codePoint < 0x80 }, 'inter').text).toBe('?');
  });

  it('reads letters in disguise', () => {
    expect(clean('Ａｎｎａ')).toBe('Anna');
    expect(clean('1\ufe0f\u20e3')).toBe('1');
  });

  it('cuts endless text before working on it', () => {
    const endless = makePrintable('слово '.repeat(2_000_000), fonts, 'inter');
    expect(endless.cut).toBe(true);
    expect(endless.text.length).toBeLessThanOrEqual(401);
    expect(endless.text.endsWith('…')).toBe(true);
  });
});
