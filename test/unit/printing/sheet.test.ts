import { describe, expect, it } from 'vitest';
import { renderSheetPdf, writeSheetPdf } from '../../../electron/host/printing/sheet-pdf.ts';
import { layoutSheet, type SheetRow, sheetWords } from '../../../shared/badge/sheet.ts';
import type { BadgeLayout, TextItem } from '../../../shared/badge/layout.ts';
import { loadInter } from './inter.ts';

const person = (last: string, first = 'Анна', company = '', status = 'Участник'): SheetRow => {
  return { last, first, father: '', company, status };
};
const setting = async () => ({
  ...{ title: 'Осенний форум', madeAt: '22.11.2026 09:00', words: sheetWords.ru, fonts: await loadInter() },
});
const textsOf = (page: BadgeLayout): TextItem[] => page.sides[0]!.items.filter((item) => item.kind === 'text');
/** Names and headings in the order in which they stand. */
const namesOf = (pages: BadgeLayout[]): string[] =>
  pages.flatMap((page) =>
    textsOf(page)
      .filter(({ x, baseline }) => baseline > 28 && baseline < 285 && x < 20)
      .map(({ text }) => text),
  );
const makePeople = (count: number): SheetRow[] =>
  Array.from({ length: count }, (_, index) =>
    person(
      `${'АБВГДЕЖЗИК'[index % 10]!}${'аеиоу'[index % 5]!}${'бвгджзклмнпрст'[index % 14]!}ов${index % 97}`,
      'Анна',
      `ООО «Ромашка» ${index % 300}`,
    ),
  );

describe('the list from A to Z', () => {
  it('is in Russian order under its letters, and Ё stands with Е', async () => {
    const rows = ['Smith', 'Яшин', 'Ёлкин', 'Елисеев', 'Йотов', 'иванов', 'Емец', '3Д'].map((last) => person(last, ''));
    const pages = [...layoutSheet(rows, await setting())];
    expect(namesOf(pages)).toEqual([
      ...['#', '3Д', 'Е', 'Елисеев', 'Ёлкин', 'Емец', 'И', 'иванов', 'Й', 'Йотов', 'Я', 'Яшин', 'S', 'Smith'],
    ]);
  });

  it('has a box for each person, and says page n of m', async () => {
    const pages = [...layoutSheet(makePeople(300), await setting())];
    expect(pages.length).toBeGreaterThan(6);
    const boxes = pages.flatMap((page) => page.sides[0]!.items.filter(({ kind }) => kind === 'rect'));
    expect(boxes.length).toBe(300);
    pages.forEach((page, index) => {
      const texts = textsOf(page).map(({ text }) => text);
      expect(texts).toContain(`${index + 1} из ${pages.length}`);
      expect(texts).toContain('Осенний форум');
      expect(texts).toContain('Составлен 22.11.2026 09:00 · участников: 300');
      expect(page.page).toEqual({ width: 210, height: 297 });
    });
  });

  it('begins each page with a letter, and loses nobody at the breaks', async () => {
    const pages = [...layoutSheet(makePeople(500), await setting())];
    for (const page of pages) expect(namesOf([page])[0]).toMatch(/^.$/);
    for (const page of pages) expect(namesOf([page]).at(-1)!.length).toBeGreaterThan(1);
    expect(namesOf(pages).filter((name) => name.length > 1).length).toBe(500);
  });

  it('keeps every text in its column, whatever people are called', async () => {
    const { fonts } = await setting();
    const rows = [
      person(
        'Преображенская-Христорождественская',
        'Александра-Вильгельмина Константиновна',
        'Я'.repeat(300),
        'Щ'.repeat(100),
      ),
      { last: '', first: '', father: '', company: 'Без имени', status: '' },
      person('李', '🚀', '\u0000', ''),
      { last: '', first: '', father: '', company: '', status: '' },
    ];
    for (const page of layoutSheet(rows, await setting())) {
      for (const { box, x, text, size, family, weight } of textsOf(page)) {
        const { right } = fonts.measure(text, { family, weight }, size);
        expect(x).toBeGreaterThanOrEqual(box.x - 1e-6);
        expect(x + right).toBeLessThanOrEqual(box.x + box.width + 1e-6);
        expect(text).not.toBe('…');
      }
    }
  });

  it('is one page where there is nobody', async () => {
    expect([...layoutSheet([], await setting())].length).toBe(1);
  });
});

describe('the list as PDF', () => {
  it('comes page by page, so that many people need no more memory than few', async () => {
    const { fonts } = await setting();
    const options = { title: 'Осенний форум', words: sheetWords.ru, createdAt: new Date(0), madeAt: '' };
    let [largest, total, chunks] = [0, 0, 0];
    await writeSheetPdf(makePeople(2000), fonts, options, (chunk) => {
      largest = Math.max(largest, chunk.length);
      total += chunk.length;
      chunks += 1;
    });
    expect(chunks).toBeGreaterThan(8);
    // The last piece holds the fonts; any other is five pages.
    expect(largest).toBeLessThan(60_000);
    expect(total).toBeLessThan(2000 * 250 + 60_000);
    const pdf = Buffer.from(await renderSheetPdf(makePeople(100), fonts, options)).toString('latin1');
    expect(pdf.slice(0, 5)).toBe('%PDF-');
    expect(pdf.match(/\/Type \/Page\n/g)?.length).toBe([...layoutSheet(makePeople(100), await setting())].length);
  });

  it('waits for whoever writes it down', async () => {
    const { fonts } = await setting();
    const options = { title: '', words: sheetWords.en, createdAt: new Date(0), madeAt: '' };
    const order: string[] = [];
    await writeSheetPdf(makePeople(600), fonts, options, async () => {
      order.push('begun');
      await Promise.resolve();
      order.push('done');
    });
    expect(order).toEqual(order.map((_, index) => (index % 2 === 0 ? 'begun' : 'done')));
  });
});
