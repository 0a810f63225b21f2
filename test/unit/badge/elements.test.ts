/** What each kind of element becomes, and when it is shown. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { BadgeFonts } from '../../../electron/host/printing/fonts.ts';
import type { BadgeContent } from '../../../shared/badge/content.ts';
import { type BadgeLayout, layoutBadge, type PictureSize } from '../../../shared/badge/layout.ts';
import { style } from '../../../shared/badge/shipped/parts.ts';
import { badgeTemplateSchema, type Condition } from '../../../shared/badge/template.ts';
import { loadInter } from '../printing/inter.ts';
import { makeContent, surround } from './contents.ts';

let fonts: BadgeFonts;
beforeAll(async () => {
  fonts = await loadInter();
});

const common = { id: 'one', label: '', turn: 0, locked: false, hidden: false, when: [] } as const;
const box = { x: 10, y: 10, width: 40, height: 20 };
const image = { type: 'image/png', width: 30, height: 10, data: 'iVBORw0KGgo=' };

function layOut(look: object, content: BadgeContent = makeContent(), photo: PictureSize | null = null): BadgeLayout {
  const template = badgeTemplateSchema.parse({
    version: 2,
    name: '',
    page: { width: 105, height: 74 },
    noStatusColor: '#374151',
    images: { logo: image },
    front: [{ ...common, box, ...look }],
    back: null,
  });
  return layoutBadge(template, content, { ...surround(fonts), photo });
}
const itemsOf = (...given: Parameters<typeof layOut>) => layOut(...given).sides[0]!.items;
const rect = { kind: 'rect', fill: '#ff0000', stroke: null, radius: 3 };

describe('an element', () => {
  it('is turned about the middle of its box', () => {
    expect(itemsOf({ ...rect, turn: 90 })).toMatchObject([{ box, turn: { degrees: 90, x: 30, y: 20 } }]);
    expect(itemsOf(rect)[0]!.turn).toBeNull();
  });

  it('is not drawn when it is hidden', () => {
    expect(itemsOf({ ...rect, hidden: true })).toEqual([]);
  });

  it('is on the side that it belongs to', () => {
    const front = { ...common, box, ...rect };
    const template = { version: 2, name: '', page: { width: 105, height: 74 }, noStatusColor: '#374151', images: {} };
    const both = badgeTemplateSchema.parse({
      ...template,
      front: [front],
      back: [
        { ...front, id: 'two' },
        { ...front, id: 'three' },
      ],
    });
    expect(layoutBadge(both, makeContent(), surround(fonts)).sides.map(({ items }) => items.length)).toEqual([1, 2]);
  });

  it.each<[string, Condition[], boolean]>([
    ['its status, whatever the case and the spaces', [{ kind: 'status', titles: [' уЧастник '], not: false }], true],
    ['another status', [{ kind: 'status', titles: ['Гость'], not: false }], false],
    ['not another status', [{ kind: 'status', titles: ['Гость'], not: true }], true],
    ['its part', [{ kind: 'part', titles: ['День 2', 'День 1'], not: false }], true],
    ['a product that was paid', [{ kind: 'product', titles: ['обед'], not: false }], true],
    ['no product of these', [{ kind: 'product', titles: ['Ужин'], not: true }], true],
    ['a field that is there', [{ kind: 'field', field: 'company', present: true }], true],
    ['a field that is missing', [{ kind: 'field', field: 'field:Table', present: false }], true],
    [
      'all of them',
      [
        { kind: 'field', field: 'company', present: true },
        { kind: 'part', titles: ['День 2'], not: false },
      ],
      false,
    ],
  ])('is shown by a condition: %s', (_, when, shown) => {
    expect(itemsOf({ ...rect, when }, makeContent({ products: ['Обед'] })).length).toBe(shown ? 1 : 0);
  });

  it('is not of a status or part when there is none', () => {
    const none = makeContent({ status: null, part: null });
    const when = (kind: 'status' | 'part', not: boolean) => [{ kind, titles: ['', 'День 1'], not }];
    expect(itemsOf({ ...rect, when: when('status', false) }, none)).toEqual([]);
    expect(itemsOf({ ...rect, when: when('part', true) }, none)).toHaveLength(1);
  });
});

describe('shapes', () => {
  it('have corners and strokes that their box can hold', () => {
    const stroke = { color: 'status', width: 30 };
    expect(itemsOf({ ...rect, radius: 50, stroke })).toMatchObject([
      { radius: 10, fill: '#ff0000', stroke: { color: '#2563eb', width: 10 } },
    ]);
    expect(itemsOf({ kind: 'ellipse', fill: null, stroke: null })).toMatchObject([{ kind: 'ellipse', fill: null }]);
  });

  it('draw a line along a diagonal, and all of its width at the edge of the page', () => {
    const line = { kind: 'line', stroke: { color: '#000000', width: 2 } };
    expect(itemsOf({ ...line, from: 'bottom-left' })).toMatchObject([{ x1: 10, y1: 30, x2: 50, y2: 10, width: 2 }]);
    const edge = { x: 0, y: 0, width: 105, height: 0 };
    expect(itemsOf({ ...line, from: 'top-left', box: edge })).toMatchObject([{ x1: 0, y1: 1, x2: 105, y2: 1 }]);
  });
});

describe('pictures', () => {
  it('are whole inside their box, or fill it', () => {
    const picture = { kind: 'image', image: 'logo' };
    const whole = { x: 10, y: 10 + 10 / 3, width: 40, height: 40 / 3 };
    const [contained] = itemsOf({ ...picture, fit: 'contain' });
    expect(contained).toMatchObject({ picture: { source: 'template', id: 'logo' }, clip: { shape: 'rect' } });
    if (contained?.kind !== 'image') throw new Error('no picture');
    for (const key of ['x', 'y', 'width', 'height'] as const) expect(contained.box[key]).toBeCloseTo(whole[key]);
    expect(itemsOf({ ...picture, fit: 'cover' })).toMatchObject([
      { box: { x: 0, y: 10, width: 60, height: 20 }, clip: { box } },
    ]);
  });

  it('show the photo, else the initials, else nothing', () => {
    const photo = { kind: 'photo', shape: 'ellipse', fit: 'cover', placeholder: 'initials' };
    expect(itemsOf(photo, makeContent(), { width: 100, height: 200 })).toMatchObject([
      { kind: 'image', box: { x: 10, y: -20, width: 40, height: 80 }, clip: { box, shape: 'ellipse' } },
    ]);
    expect(itemsOf(photo)).toMatchObject([
      { kind: 'ellipse', box },
      { kind: 'text', text: 'АС' },
    ]);
    expect(itemsOf(photo, makeContent({ names: { first: '李', last: '' } })).map(({ kind }) => kind)).toEqual([
      'ellipse',
    ]);
    expect(itemsOf({ ...photo, placeholder: 'none' })).toEqual([]);
  });
});

describe('codes', () => {
  const code = { kind: 'code', symbology: 'code128', text: '{code}', quiet: 10, color: '#000000', readable: true };

  it('have their text below the bars, and quiet zones beside them', () => {
    const [bars, text] = itemsOf(code, makeContent({ code: 'A-12' }));
    if (bars?.kind !== 'code' || text?.kind !== 'text') throw new Error('no bars and text');
    expect(text.text).toBe('A-12');
    expect(bars.box.y + bars.box.height).toBeLessThan(text.box.y);
    const module = Math.min(...bars.bars.map(({ width }) => width));
    expect(bars.bars[0]!.x - box.x).toBeCloseTo(10 * module);
    expect(itemsOf({ ...code, readable: false }).map(({ kind }) => kind)).toEqual(['code']);
  });

  it('are noted when they are too fine to be read, and when they cannot be made', () => {
    const long = makeContent({ code: 'x'.repeat(60) });
    expect(layOut(code, long).notes).toMatchObject([{ kind: 'code-small', element: 'one' }]);
    expect(layOut({ ...code, symbology: 'ean13' }, long)).toMatchObject({
      notes: [{ kind: 'code-unusable', element: 'one' }],
      sides: [{ items: [] }],
    });
  });
});

describe('texts', () => {
  it('are in Inter where their family lacks a letter', () => {
    const text = { kind: 'text', valign: 'top', ...style('{last}', [6, 4, 2], { family: 'pt-serif' }) };
    const families = ['Соколова', 'Ωμέγα', '李'].map((last) => {
      const [item] = itemsOf(text, makeContent({ names: { first: '', last } }));
      return item?.kind === 'text' ? [item.family, item.text] : [];
    });
    expect(families).toEqual([
      ['pt-serif', 'Соколова'],
      ['inter', 'Ωμέγα'],
      ['inter', '□'],
    ]);
  });

  it('give what one leaves to one that has too little', () => {
    const texts = [
      { share: 1, ...style('{company}', [6, 5, 2], { maxLines: 4 }) },
      { share: 1, ...style('{position}', [3, 3, 2]) },
    ];
    const company = 'Институт прикладной информатики и вычислительных технологий';
    const sizeOf = (position: string): number => {
      const [first] = itemsOf({ kind: 'stack', valign: 'top', gap: 1, texts }, makeContent({ company, position }));
      return first?.kind === 'text' ? first.size : 0;
    };
    expect(sizeOf('Я')).toBeGreaterThan(sizeOf('Очень длинное название очень длинной должности'));
  });
});
