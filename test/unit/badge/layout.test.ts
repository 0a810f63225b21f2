import fc from 'fast-check';
import { encode } from 'uqr';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BadgeFonts } from '../../../electron/host/printing/fonts.ts';
import { defaultTemplate } from '../../../shared/badge/default-template.ts';
import { type BadgeLayout, layoutBadge, type TextItem } from '../../../shared/badge/layout.ts';
import { loadInter } from '../printing/inter.ts';
import { boundBoxes, expectContained as expectAllInside } from './bounds.ts';
import { type ContentChange, makeContent, surround } from './contents.ts';

let fonts: BadgeFonts;
beforeAll(async () => {
  fonts = await loadInter();
});

const layOut = (change: ContentChange = {}): BadgeLayout =>
  layoutBadge(defaultTemplate, makeContent(change), surround(fonts));
const textsOf = (layout: BadgeLayout): TextItem[] => layout.sides[0]!.items.filter((item) => item.kind === 'text');
const wordsOf = (layout: BadgeLayout): string[] => textsOf(layout).map((item) => item.text);
const bandOf = (layout: BadgeLayout) => layout.sides[0]!.items.find((item) => item.kind === 'rect');

const expectContained = (layout: BadgeLayout): void => expectAllInside(layout, fonts);

describe('layoutBadge', () => {
  it('shows the first name largest, then the last name, company and position, status and part', () => {
    const layout = layOut();
    expect(wordsOf(layout)).toEqual(['Анна', 'Соколова', 'ООО «Ромашка»', 'Редактор', 'УЧАСТНИК', 'День 1']);
    const sizes = textsOf(layout).map((item) => item.size);
    expect(sizes[0]).toBeGreaterThan(sizes[1]!);
    expect(sizes[1]).toBeGreaterThan(sizes[2]!);
    expect(sizes[2]).toBeGreaterThan(sizes[3]!);
    expect(layout.notes).toEqual([]);
    expectContained(layout);
  });

  it('puts readable text on the band in the colour of the status', () => {
    const colorsFor = (color: string | null) => {
      const layout = layOut({ status: { title: 'Гость', color } });
      return { band: bandOf(layout)?.fill, edge: bandOf(layout)?.stroke !== null, text: textsOf(layout).at(-1)!.color };
    };
    expect(colorsFor('#2563EB')).toEqual({ band: '#2563eb', edge: false, text: '#ffffff' });
    expect(colorsFor('#facc15')).toEqual({ band: '#facc15', edge: false, text: '#111111' });
    expect(colorsFor('#FFF')).toEqual({ band: '#ffffff', edge: true, text: '#111111' });
    expect(colorsFor(null)).toEqual({ band: '#374151', edge: false, text: '#ffffff' });
    expect(colorsFor('nonsense')).toEqual({ band: '#374151', edge: false, text: '#ffffff' });
  });

  it('leaves no hole for what is missing', () => {
    const layout = layOut({ company: '', position: '', status: null, part: null });
    expect(wordsOf(layout)).toEqual(['Анна', 'Соколова']);
    expect(bandOf(layout)).toBeUndefined();
    expect(wordsOf(layOut({ names: { first: '\u200b', last: 'Ли' } }))[0]).toBe('Ли');
  });

  it('prints a person without any name', () => {
    const layout = layOut({ names: { first: '', last: '' }, company: '', position: '' });
    expect(wordsOf(layout)).toEqual(['УЧАСТНИК', 'День 1']);
    expect(layout.sides[0]!.items.some((item) => item.kind === 'code')).toBe(true);
  });

  it('draws the code as the library encodes it, with four modules of white around it', () => {
    const code = '~STOIKA#3f2b8c1e-7a54-4e0b-9c55-0f6a2d1b8e77$';
    const item = layOut({ code }).sides[0]!.items.find((candidate) => candidate.kind === 'code');
    const { data } = encode(code, { ecc: 'M', border: 0 });
    const bounds = boundBoxes(item!.bars);
    const size = bounds.width / data.length;
    const isDark = (row: number, column: number): boolean => {
      const [x, y] = [bounds.x + (column + 0.5) * size, bounds.y + (row + 0.5) * size];
      return item!.bars.some((bar) => x > bar.x && x < bar.x + bar.width && y > bar.y && y < bar.y + bar.height);
    };
    expect(data.map((row, index) => row.map((_, column) => isDark(index, column)))).toEqual(data);
    expect(bounds.x - item!.box.x).toBeCloseTo(4 * size);
    expect(item!.box.y + item!.box.height - bounds.y - bounds.height).toBeCloseTo(4 * size);
    expect(size).toBeGreaterThan(0.5);
  });

  it('leaves out a code that no scanner could type, and says so', () => {
    for (const code of ['Я', 'x'.repeat(501)]) {
      const layout = layOut({ code });
      expect(layout.sides[0]!.items.some((item) => item.kind === 'code')).toBe(false);
      expect(layout.notes).toEqual([{ kind: 'code-unusable', element: 'code' }]);
    }
    expect(layOut({ code: '' }).notes).toEqual([]);
  });

  it.each(['Щ', 'W', 'i', 'Ö', '李', 'م', '😀'])('clips no name of 1 to 60 × %s', (letter) => {
    for (const length of [...Array(14).keys(), 19, 27, 38, 49, 59].map((index) => index + 1)) {
      const name = letter.repeat(length);
      const layout = layOut({ names: { first: name, last: name } });
      expect(layout.notes.filter((note) => note.kind === 'cut')).toEqual([]);
      const shown = textsOf(layout)
        .filter((item) => item.weight !== 400 && item.box.y < 37)
        .map((item) => item.text.replace(/-$/, ''))
        .join('');
      expect(shown).toBe((letter.codePointAt(0)! > 0x600 ? '□' : letter).repeat(2 * length));
      expectContained(layout);
    }
  });

  it('notes what was replaced and what was cut', () => {
    const layout = layOut({ names: { first: '李小龍', last: 'x'.repeat(10_000_000) } });
    expect(layout.notes).toEqual([
      { kind: 'replaced', element: 'name', text: '{first}', count: 3 },
      { kind: 'cut', element: 'name', text: '{last}' },
    ]);
    expectContained(layout);
  });

  it('keeps everything inside its box and the page, whatever is written', () => {
    const script = fc.constantFrom(
      'а',
      'Щ',
      'Ǻ',
      'j',
      'g\u0303',
      '-',
      ' ',
      '李',
      'م',
      '😀',
      '👨‍👩‍👧',
      '\u0301',
      '\u0000',
      '\n',
      'ﷺ',
      '𝔊',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.string({ unit: script, maxLength: 120 }),
      fc.string({ unit: script, minLength: 300, maxLength: 600 }),
    );
    const content = fc.record<ContentChange>({
      names: fc.record({ last: text, first: text, father: text }),
      company: text,
      position: text,
      status: fc.option(fc.record({ title: text, color: fc.option(text, { nil: null }) }), { nil: null }),
      part: fc.option(text, { nil: null }),
      code: fc.oneof(text, fc.constant('~RUNETID#5$')),
    });
    fc.assert(
      fc.property(content, (any) => {
        expectContained(layOut(any));
      }),
      { numRuns: 25 },
    );
  });
});
