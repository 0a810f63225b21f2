import * as fontkit from 'fontkit';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BadgeFonts } from '../../../electron/host/printing/fonts.ts';
import { renderPdf } from '../../../electron/host/printing/pdf.ts';
import { defaultTemplate } from '../../../shared/badge/default-template.ts';
import { type BadgeLayout, layoutBadge, type TextItem } from '../../../shared/badge/layout.ts';
import { makeContent, surround } from '../badge/contents.ts';
import { loadInter } from './inter.ts';
import { readPdf } from './read-pdf.ts';

const POINTS = 72 / 25.4;
const createdAt = new Date('2026-11-20T08:30:00Z');

let fonts: BadgeFonts;
beforeAll(async () => {
  fonts = await loadInter();
});

const textsOf = (layout: BadgeLayout): TextItem[] => layout.sides[0]!.items.filter((item) => item.kind === 'text');
const layOut = (change: Parameters<typeof makeContent>[0] = {}): BadgeLayout =>
  layoutBadge(defaultTemplate, makeContent(change), surround(fonts));
const render = async (layout: BadgeLayout) => readPdf(await renderPdf(layout, fonts, { createdAt }));

describe('renderPdf', () => {
  it.each([
    [105, 74],
    [86, 54],
    [62, 100],
    [101.6, 76.2],
  ])('makes one page of exactly %d × %d mm', async (width, height) => {
    const page = await render({ page: { width, height }, sides: [{ items: [] }], notes: [] });
    const [left, bottom, right, top] = page.mediaBox.map((points) => points / POINTS);
    expect([left, bottom]).toEqual([0, 0]);
    expect(Math.abs(right! - width)).toBeLessThan(0.001);
    expect(Math.abs(top! - height)).toBeLessThan(0.001);
  });

  it('holds the text as text, in Cyrillic and in Latin, where the layout has it', async () => {
    const layout = layOut({
      names: { first: 'Jürgen Щукин', last: 'Ёлкин-Smith' },
      company: 'Шшщщъыьэюя «Ромашка» — 100 %',
    });
    const page = await render(layout);
    const items = textsOf(layout);
    expect(page.texts.map(({ text }) => text)).toEqual(items.map(({ text }) => text));
    items.forEach((item, index) => {
      const drawn = page.texts[index]!;
      expect(drawn.x).toBeCloseTo(item.x * POINTS, 3);
      expect(drawn.y).toBeCloseTo((layout.page.height - item.baseline) * POINTS, 3);
      expect(drawn.size).toBeCloseTo(item.size * POINTS, 3);
    });
  });

  it('sets each run exactly as wide as it was measured', async () => {
    const layout = layOut({ names: { first: 'Авa Тата', last: 'AVATAR To Гу' }, company: 'x'.repeat(60) });
    const page = await render(layout);
    textsOf(layout).forEach((item, index) => {
      const font = fonts.open(item);
      const advance = (font.layout(item.text).advanceWidth / font.unitsPerEm) * item.size;
      expect(page.texts[index]!.width).toBeCloseTo(advance * POINTS, 2);
      expect(advance).toBeLessThanOrEqual(fonts.measure(item.text, item, item.size).right + 1e-9);
    });
  });

  it('says what each glyph means, whatever was printed before', async () => {
    await render(layOut({ names: { first: 'щ', last: 'й' } }));
    const page = await render(layOut({ names: { first: 'Маша', last: 'Шишкина' } }));
    expect(page.texts.slice(0, 2).map(({ text }) => text)).toEqual(['Маша', 'Шишкина']);
  });

  it('embeds a subset of every font that it uses and names no other', async () => {
    const page = await render(layOut());
    expect([...page.fonts.keys()].map((name) => name.replace(/^[A-Z]{6}\+/, '')).sort()).toEqual([
      'Inter-Bold',
      'Inter-Regular',
      'Inter-SemiBold',
    ]);
    for (const file of page.fonts.values()) {
      expect(file.length).toBeLessThan(60_000);
      expect(fontkit.create(Buffer.from(file)).type).toBe('TTF');
    }
  });

  it('says nothing about the person in its metadata', async () => {
    const page = await render(layOut());
    expect(page.info).toContain('(Badge)');
    expect(page.info).toContain('(D:20261120083000Z)');
    expect(page.info).not.toMatch(/Анна|Соколова|12345/);
  });

  it('gives the same bytes for the same layout and moment', async () => {
    const layout = layOut();
    const first = await renderPdf(layout, fonts, { createdAt });
    await renderPdf(layOut({ names: { first: 'John', last: 'Smith' } }), fonts, { createdAt });
    expect(Buffer.from(await renderPdf(layout, fonts, { createdAt })).equals(Buffer.from(first))).toBe(true);
  });

  it('draws the dark modules of the code, all and no more', async () => {
    const layout = layOut();
    const { content } = await render(layout);
    const code = layout.sides[0]!.items.find((item) => item.kind === 'code')!;
    const module = code.bars[0]!.height;
    const dark = code.bars.reduce((sum, bar) => sum + bar.width / module, 0);
    const area = Array.from(
      content.matchAll(/^\S+ \S+ (\S+) (\S+) re$/gm),
      ([, width, height]) => [width, height].map(Number) as [number, number],
    )
      .filter(([, height]) => Math.abs(height - module * POINTS) < 1e-3)
      .reduce((sum, [width, height]) => sum + width * height, 0);
    expect(area / (module * POINTS) ** 2).toBeCloseTo(dark, 1);
  });
});
