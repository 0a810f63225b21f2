/**
 * The test page: rulers along the edges, borders at 0, 1, 2 and 5 mm, marks to measure the printer's offset and scale by, and samples
 * of what a printer may fail at: grey and black, thin lines, small letters, a code. It is laid out for the sheet itself and printed
 * without the printer's turn, so that "left" is the left of the sheet.
 */
import type { BadgeContent } from './content.ts';
import type { Fonts } from './fonts.ts';
import { layoutBadge } from './layout.ts';
import type { BadgeLayout, LayoutItem, LineItem } from './layout-items.ts';
import type { BadgeElement, BadgeTemplate, Box, TextStyle } from './template.ts';

export interface TestPageWords {
  title: string;
  /** What to measure and what to do with it; `{mark}` is where the marks belong, `{across}` and `{down}` how far they are apart, in mm. */
  steps: readonly string[];
  /** Letters of the language, for the samples of size. */
  sample: string;
}

/** The words in the desk's languages. */
export const testPageWords: Record<'ru' | 'en', TestPageWords> = {
  ru: {
    title: 'Пробная страница',
    steps: [
      'Измерьте линейкой от края листа до линий A (слева), B (справа), C (сверху), D (снизу): должно быть {mark} мм.',
      'Сдвиг вправо = (B − A) ÷ 2. Сдвиг вниз = (D − C) ÷ 2.',
      'Масштаб ширины = {across} ÷ (от A до B) × 100 %. Масштаб высоты = {down} ÷ (от C до D) × 100 %.',
    ],
    sample: 'Щукин Ёж',
  },
  en: {
    title: 'Test page',
    steps: [
      'Measure from the edge of the sheet to the lines A (left), B (right), C (top), D (bottom): it should be {mark} mm.',
      'Offset to the right = (B − A) ÷ 2. Offset down = (D − C) ÷ 2.',
      'Scale of the width = {across} ÷ (A to B) × 100 %. Scale of the height = {down} ÷ (C to D) × 100 %.',
    ],
    sample: 'Quick Fox',
  },
};

interface Size {
  width: number;
  height: number;
}

const INK = '#000000';
const BORDERS = [0, 1, 2, 5];
/** Millimetres of the rulers' ticks, from 5 mm inwards: every one, every fifth, every tenth. */
const RULER = 5;
const TICKS = { one: 0.8, five: 1.3, ten: 1.9 };

/** How far the marks are from the edges of this sheet, in mm. */
export function markOf({ width, height }: Size): number {
  return Math.min(width, height) < 40 ? 8 : 10;
}

export function layoutTestPage(
  sheet: Size,
  { words, fonts, facts }: { words: TestPageWords; fonts: Fonts; facts: readonly string[] },
): BadgeLayout {
  const mark = markOf(sheet);
  const figures = { mark, across: sheet.width - 2 * mark, down: sheet.height - 2 * mark };
  const steps = words.steps.map((step) =>
    step.replace(/\{(mark|across|down)\}/g, (_, name: keyof typeof figures) => formatNumber(figures[name])),
  );
  const template: BadgeTemplate = {
    version: 2,
    name: words.title,
    page: { ...sheet },
    noStatusColor: '#000000',
    images: {},
    front: listSamples(sheet, [words.title, ...facts], steps, words.sample),
    back: null,
  };
  const samples = layoutBadge(template, BLANK, { fonts, photo: null, now: '' });
  const items = [...drawBorders(sheet), ...drawRulers(sheet), ...drawMarks(sheet), ...drawThinLines(sheet)];
  return { ...samples, sides: samples.sides.map((side) => ({ items: [...items, ...side.items] })) };
}

function formatNumber(value: number): string {
  return String(Math.round(value * 10) / 10);
}

const BLANK: BadgeContent = {
  ...{ id: null, code: '~RUNETID#12345$', main: 'en', fields: { ru: {}, en: {}, flat: {} } },
  ...{ status: null, part: null, products: [], event: '', operator: '', photo: null },
};

function drawLine(x1: number, y1: number, x2: number, y2: number, width: number): LineItem {
  return { kind: 'line', turn: null, x1, y1, x2, y2, width, color: INK };
}

function drawBorders({ width, height }: Size): LayoutItem[] {
  return BORDERS.map((inset) => ({
    kind: 'rect',
    turn: null,
    box: { x: inset, y: inset, width: width - 2 * inset, height: height - 2 * inset },
    radius: 0,
    fill: null,
    stroke: { color: INK, width: 0.15 },
  }));
}

/** Counted from the left and from the top, along all four edges. */
function drawRulers({ width, height }: Size): LayoutItem[] {
  const items: LayoutItem[] = [];
  const lengthOf = (at: number): number => (at % 10 === 0 ? TICKS.ten : at % 5 === 0 ? TICKS.five : TICKS.one);
  for (let at = RULER; at <= width - RULER; at += 1) {
    items.push(drawLine(at, RULER, at, RULER + lengthOf(at), 0.1));
    items.push(drawLine(at, height - RULER - lengthOf(at), at, height - RULER, 0.1));
  }
  for (let at = RULER; at <= height - RULER; at += 1) {
    items.push(drawLine(RULER, at, RULER + lengthOf(at), at, 0.1));
    items.push(drawLine(width - RULER - lengthOf(at), at, width - RULER, at, 0.1));
  }
  return items;
}

/** The four lines to measure to, and a cross in the middle of the sheet. */
function drawMarks(sheet: Size): LayoutItem[] {
  const { width, height } = sheet;
  const [mark, x, y] = [markOf(sheet), width / 2, height / 2];
  const [reachX, reachY] = [Math.min(8, x - mark), Math.min(8, y - mark)];
  return [
    drawLine(mark, y - reachY, mark, y + reachY, 0.3),
    drawLine(width - mark, y - reachY, width - mark, y + reachY, 0.3),
    drawLine(x - reachX, mark, x + reachX, mark, 0.3),
    drawLine(x - reachX, height - mark, x + reachX, height - mark, 0.3),
    drawLine(x - 3, y, x + 3, y, 0.15),
    drawLine(x, y - 3, x, y + 3, 0.15),
  ];
}

/** Where the samples below the middle lie: the code at the right, patches and letters at its left. */
function placeSamples({ width, height }: Size) {
  const inset = markOf({ width, height }) + 1.5;
  const y = height / 2 + 3.5;
  const [across, down] = [width - 2 * inset, height - inset - y];
  const code = Math.min(down, 16, across / 3);
  const wide = across - code - 2;
  return { left: inset, right: width - inset, y, down, code, wide, patch: Math.min(5, down / 2, wide / 4 - 1) };
}

/** What stands inside the marks, from the top: as much of it as there is room for. The middle stays free for its cross. */
function listSamples(sheet: Size, heads: string[], steps: string[], sample: string): BadgeElement[] {
  const elements: BadgeElement[] = [...nameMarks(sheet), ...numberRulers(sheet)];
  const { left, right, y, down, code, wide, patch } = placeSamples(sheet);
  const above: Box = { x: left, y: left, width: right - left, height: sheet.height / 2 - 3.5 - left };
  if (above.height < 4 || above.width < 15) return elements;
  const head = Math.min(4, above.height / 3);
  elements.push(makeText('head', { ...above, height: head }, heads.join(' · '), { max: 3.5, weight: 700 }));
  elements.push(makeSteps({ ...above, y: above.y + head + 0.5, height: above.height - head - 0.5 }, steps));

  elements.push(makeCode({ x: right - code, y, width: code, height: code }));
  (['#000000', '#555555', '#aaaaaa', '#dddddd'] as const).forEach((fill, index) => {
    elements.push(makeRect(`patch-${index}`, { x: left + index * (patch + 1), y, width: patch, height: patch }, fill));
  });
  let line = y + patch + 1;
  for (const size of [1.5, 2, 2.5, 3, 4]) {
    const height = size * 1.4;
    if (line + height > y + down) break;
    const text = `${size} · ${sample} ${sample}`;
    elements.push(
      makeText(`size-${size * 10}`, { x: left, y: line, width: wide, height }, text, { max: size, min: size }),
    );
    line += height;
  }
  return elements;
}

function nameMarks({ width, height }: Size): BadgeElement[] {
  const mark = markOf({ width, height });
  const side = 2.5;
  const [x, y] = [width / 2, height / 2];
  const reachX = Math.min(8, x - mark);
  const reachY = Math.min(8, y - mark);
  const places = {
    A: { x: mark - side / 2, y: y - reachY - side },
    B: { x: width - mark - side / 2, y: y - reachY - side },
    C: { x: x - reachX - side, y: mark - side / 2 },
    D: { x: x - reachX - side, y: height - mark - side / 2 },
  };
  return Object.entries(places).map(([name, place]) =>
    makeText(`mark-${name}`, { ...place, width: side, height: side }, name, { max: 2.4, weight: 700, align: 'center' }),
  );
}

/** The tens, where there is room between the ruler and the marks. */
function numberRulers({ width, height }: Size): BadgeElement[] {
  if (markOf({ width, height }) < 10) return [];
  const elements: BadgeElement[] = [];
  const near = RULER + TICKS.ten + 0.2;
  const add = (side: string, at: number, x: number, y: number, align: 'left' | 'center' | 'right'): void => {
    const box = { x, y, width: 3, height: 1.9 };
    elements.push(makeText(`${side}-${at}`, box, String(at), { max: 1.5, align }));
  };
  for (let at = 10; at <= width - 10; at += 10) {
    add('top', at, at - 1.5, near, 'center');
    add('bottom', at, at - 1.5, height - near - 1.9, 'center');
  }
  for (let at = 20; at <= height - 20; at += 10) {
    add('left', at, near, at - 0.95, 'left');
    add('right', at, width - near - 3, at - 0.95, 'right');
  }
  return elements;
}

/** Groups of five lines, each thinner than the one before, with gaps as wide as they are. */
function drawThinLines(sheet: Size): LayoutItem[] {
  const { left, y, wide, patch } = placeSamples(sheet);
  const x = left + 4 * (patch + 1) + 2;
  if (x + 15 > left + wide) return [];
  const groups = [
    { line: 0.5, from: 0 },
    { line: 0.25, from: 6 },
    { line: 0.125, from: 9.5 },
  ];
  return groups.flatMap(({ line, from }) =>
    Array.from({ length: 5 }, (_, index) => {
      const at = x + from + (index + 0.5) * 2 * line;
      return drawLine(at, y, at, y + patch, line);
    }),
  );
}

const PLAIN = { label: '', turn: 0, locked: false, hidden: false, when: [] } as const;

interface Style {
  max: number;
  min?: number;
  weight?: 400 | 700;
  maxLines?: number;
  align?: 'left' | 'center' | 'right';
}

function makeText(id: string, box: Box, text: string, style: Style): BadgeElement {
  return { ...PLAIN, ...{ when: [], id, kind: 'text', box, valign: 'top' }, ...styleText(text, style) };
}

function styleText(text: string, { max, min = 1, weight = 400, maxLines = 1, align = 'left' }: Style): TextStyle {
  return {
    ...{ text, weight, maxLines, align, locale: 'auto', family: 'inter', hyphenate: false, lineHeight: 1.2 },
    ...{ size: { max, comfortable: max, min }, color: INK, uppercase: false },
  };
}

/** One below the other; where the sheet is too low for that, one after the other. */
function makeSteps(box: Box, steps: readonly string[]): BadgeElement {
  if (box.height < 9) return makeText('steps', box, steps.join(' '), { max: 1.5, min: 0.8, maxLines: 12 });
  const texts = steps.map((step) => ({ share: 1, ...styleText(step, { max: 3, min: 1.2, maxLines: 4 }) }));
  return { ...PLAIN, when: [], id: 'steps', kind: 'stack', box, valign: 'top', gap: 0.3, texts };
}

function makeRect(id: string, box: Box, fill: `#${string}`): BadgeElement {
  return { ...PLAIN, when: [], id, kind: 'rect', box, fill, stroke: null, radius: 0 };
}

function makeCode(box: Box): BadgeElement {
  return {
    ...PLAIN,
    ...{
      when: [],
      id: 'code',
      kind: 'code',
      symbology: 'qr',
      text: '{code}',
      quiet: 0,
      color: INK,
      readable: false,
      box,
    },
  };
}
