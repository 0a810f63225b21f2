/** Nothing is clipped: any content on any template, turned or not. */
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { BadgeFonts } from '../../../electron/host/printing/fonts.ts';
import { families } from '../../../shared/badge/fonts.ts';
import { layoutBadge } from '../../../shared/badge/layout.ts';
import { badgeTemplateSchema, symbologies } from '../../../shared/badge/template.ts';
import { loadInter } from '../printing/inter.ts';
import { expectContained } from './bounds.ts';
import { makeContent } from './contents.ts';

let fonts: BadgeFonts;
beforeAll(async () => {
  fonts = await loadInter();
});

const PAGE = { width: 90, height: 60 };
const text = fc.string({
  unit: fc.constantFrom('а', 'Щ', 'Ǻ', 'j', 'W', '-', ' ', '李', 'م', '😀', '\u00ad', '\u0301', 'преобра', 'ship', '7'),
  maxLength: 60,
});
const size = fc
  .tuple(fc.double({ min: 2, max: 20, noNaN: true }), fc.double({ min: 0.1, max: 1, noNaN: true }))
  .map(([max, part]) => ({ max, comfortable: max * (0.5 + part / 2), min: max * 0.4 * part }));
const style = fc.record({
  text: fc.constantFrom(
    '{first}',
    '{last} {first}',
    '{company}, {position}',
    '{status}',
    '{initials}',
    '{date}',
    'Т {field:Table}',
  ),
  locale: fc.constantFrom('auto', 'ru', 'en', 'other'),
  family: fc.constantFrom(...families),
  weight: fc.constantFrom(400, 600, 700),
  size,
  maxLines: fc.integer({ min: 1, max: 4 }),
  hyphenate: fc.boolean(),
  lineHeight: fc.double({ min: 0.8, max: 1.5, noNaN: true }),
  align: fc.constantFrom('left', 'center', 'right'),
  color: fc.constantFrom('#000000', 'status', 'on-status'),
  uppercase: fc.boolean(),
});
const stroke = fc.record({ color: fc.constant('#112233'), width: fc.double({ min: 0.1, max: 5, noNaN: true }) });
const area = { fill: fc.constantFrom(null, 'status', '#ffffff'), stroke: fc.option(stroke) };
const valign = fc.constantFrom('top', 'middle', 'bottom');
const look = fc.oneof(
  fc.tuple(style, valign).map(([how, at]) => ({ kind: 'text', valign: at, ...how })),
  fc.record({
    kind: fc.constant('stack'),
    valign,
    gap: fc.constant(0.2),
    texts: fc.array(
      fc.tuple(style, fc.integer({ min: 1, max: 9 })).map(([how, share]) => ({ share, ...how })),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
  }),
  fc.record({ kind: fc.constant('rect'), radius: fc.integer({ min: 0, max: 20 }), ...area }),
  fc.record({ kind: fc.constant('ellipse'), ...area }),
  fc.record({ kind: fc.constant('line'), from: fc.constantFrom('top-left', 'bottom-left'), stroke }),
  fc.record({
    kind: fc.constant('code'),
    symbology: fc.constantFrom(...symbologies),
    text: fc.constantFrom('{code}', '{id}', '400638133393', '{last}'),
    quiet: fc.integer({ min: 0, max: 4 }),
    color: fc.constant('#000000'),
    readable: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('image'), image: fc.constant('logo'), fit: fc.constantFrom('contain', 'cover') }),
  fc.record({
    kind: fc.constant('photo'),
    shape: fc.constantFrom('rect', 'ellipse'),
    fit: fc.constant('cover'),
    placeholder: fc.constantFrom('initials', 'none'),
  }),
);
/** A box of which the turned outline is on the page, often at its very edge. */
const placed = fc
  .tuple(
    look,
    fc.constantFrom(0, 90, 180, 270),
    fc.double({ min: 0.02, max: 1, noNaN: true }),
    fc.double({ min: 0.02, max: 1, noNaN: true }),
    fc.constantFrom(0, 0.3, 1),
    fc.constantFrom(0, 0.6, 1),
    fc.boolean(),
  )
  .map(([element, turn, across, down, atX, atY, flat]) => {
    const [width, height] = [PAGE.width * across, element.kind === 'line' && flat ? 0 : PAGE.height * down];
    const [x, y] = [(PAGE.width - width) * atX, (PAGE.height - height) * atY];
    const isUpright = turn === 0 || turn === 180;
    const box = isUpright
      ? { x, y, width, height }
      : { x: x + (width - height) / 2, y: y + (height - width) / 2, width: height, height: width };
    return { ...element, box, turn, label: '', locked: false, hidden: false, when: [] };
  });
const logo = { type: 'image/png', width: 30, height: 10, data: 'iVBORw0KGgo=' };

it('draws everything inside its box and inside the page', () => {
  const template = fc.array(placed, { minLength: 1, maxLength: 6 }).map((elements) =>
    badgeTemplateSchema.parse({
      version: 2,
      name: '',
      page: PAGE,
      noStatusColor: '#374151',
      images: { logo },
      front: elements.map((element, index) => ({ ...element, id: `e${index}` })),
      back: null,
    }),
  );
  const content = fc.tuple(text, text, text, text, text, text).map(([first, last, company, position, en, code]) => ({
    ...makeContent({ names: { first, last }, company, position, code, status: { title: position, color: company } }),
    fields: {
      ru: { FirstName: first, LastName: last, Company: company, Position: position },
      en: { FirstName: en, LastName: 'Lee' },
      flat: { Table: code },
    },
  }));
  const photo = fc.constantFrom(null, { width: 300, height: 400 }, { width: 400, height: 100 });
  fc.assert(
    fc.property(template, content, photo, (made, person, picture) => {
      const layout = layoutBadge(made, person, { fonts, photo: picture, now: '2026-11-22T10:00:00' });
      expectContained(layout, fonts);
      expect(layout.page).toEqual(PAGE);
    }),
    { numRuns: 150 },
  );
});
