/**
 * The hand-written fallback: everybody from A to Z on paper, with a box to tick, for the day on which all printers die.
 *
 * Pages are made one at a time, as they are asked for: of a hundred thousand people only the names and one page are in memory.
 */
import type { Fonts, Typeface } from './fonts.ts';
import type { BadgeLayout, LayoutItem } from './layout-items.ts';
import { makePrintable } from './printable.ts';

export interface SheetRow {
  last: string;
  first: string;
  father: string;
  company: string;
  status: string;
}

export interface SheetWords {
  /** `{page}` of `{pages}`. */
  page: string;
  name: string;
  company: string;
  status: string;
  /** Above the empty column. */
  note: string;
  /** Before the time at which it was made. */
  made: string;
  /** `{count}` people. */
  people: string;
}

/** The words in the desk's languages. */
export const sheetWords: Record<'ru' | 'en', SheetWords> = {
  ru: {
    page: '{page} из {pages}',
    name: 'Фамилия, имя, отчество',
    company: 'Организация',
    status: 'Статус',
    note: 'Отметки',
    made: 'Составлен',
    people: 'участников: {count}',
  },
  en: {
    page: '{page} of {pages}',
    name: 'Last name, first name, middle name',
    company: 'Company',
    status: 'Status',
    note: 'Notes',
    made: 'Made',
    people: 'participants: {count}',
  },
};

export interface SheetSetting {
  title: string;
  /** When it was made, as the desk writes times. */
  madeAt: string;
  words: SheetWords;
  fonts: Fonts;
}

/** A4, in mm. */
const PAGE = { width: 210, height: 297 };
const LEFT = 12;
const RIGHT = PAGE.width - 10;
const TOP = 27;
const BOTTOM = PAGE.height - 14;
const ROW = 6.2;
const HEADING = 7.5;
const COLUMNS = {
  box: { x: LEFT, width: 4 },
  name: { x: LEFT + 6, width: 76 },
  company: { x: LEFT + 84, width: 52 },
  status: { x: LEFT + 138, width: 26 },
  note: { x: LEFT + 166, width: RIGHT - LEFT - 166 },
};
const PLAIN: Typeface = { family: 'roboto-condensed', weight: 400 };
const BOLD: Typeface = { family: 'roboto-condensed', weight: 700 };
const INK = '#000000';
const QUIET = '#555555';

type Line = { kind: 'heading'; letter: string } | { kind: 'person'; row: SheetRow; name: string };

/** Sorts as a Russian reads: Cyrillic before Latin, `ё` with `е`, whatever the case. */
export function* layoutSheet(rows: readonly SheetRow[], setting: SheetSetting): Generator<BadgeLayout> {
  const pages = breakPages(sortPeople(rows));
  const pen: Pen = { fonts: setting.fonts, fitted: new Map() };
  for (const [index, lines] of pages.entries()) {
    yield layoutPage(lines, setting, pen, { page: index + 1, pages: pages.length, people: rows.length });
  }
}

function sortPeople(rows: readonly SheetRow[]): { row: SheetRow; name: string }[] {
  const collator = new Intl.Collator('ru', { sensitivity: 'base', numeric: true });
  const people = rows.map((row) => ({ row, name: nameOf(row) }));
  return people.sort((one, other) => collator.compare(one.name, other.name));
}

/** Whoever has no name stands under the company. */
function nameOf({ last, first, father, company }: SheetRow): string {
  const name = [last, first, father].map((part) => part.trim()).filter((part) => part !== '');
  return name.length > 0 ? name.join(' ') : company.trim();
}

/** Invariant: a heading never stands last on its page, and the first line of a page is a heading. */
function breakPages(people: readonly { row: SheetRow; name: string }[]): Line[][] {
  const pages: Line[][] = [[]];
  let [left, letter] = [BOTTOM - TOP, ''];
  for (const { row, name } of people) {
    const initial = initialOf(name);
    const needed = initial === letter ? ROW : HEADING + ROW;
    const isFull = needed > left;
    if (isFull) {
      pages.push([]);
      left = BOTTOM - TOP;
    }
    if (isFull || initial !== letter) {
      pages.at(-1)?.push({ kind: 'heading', letter: initial });
      left -= HEADING;
    }
    pages.at(-1)?.push({ kind: 'person', row, name });
    left -= ROW;
    letter = initial;
  }
  return pages;
}

function initialOf(name: string): string {
  const [first = ''] = name.normalize('NFD').toUpperCase();
  // Й keeps its sign: only Е loses it.
  if (/^[Йй]/.test(name.normalize('NFC'))) return 'Й';
  return /\p{L}/u.test(first) ? first : '#';
}

function layoutPage(
  lines: readonly Line[],
  { title, madeAt, words }: SheetSetting,
  pen: Pen,
  count: { page: number; pages: number; people: number },
): BadgeLayout {
  const items: LayoutItem[] = [];
  const write = (text: string, x: number, baseline: number, width: number, style: Partial<Style> = {}): void => {
    const item = writeText(
      text,
      { x, baseline, width },
      { size: 3.4, typeface: PLAIN, color: INK, align: 'left', ...style },
      pen,
    );
    if (item !== null) items.push(item);
  };
  const number = words.page.replace('{page}', String(count.page)).replace('{pages}', String(count.pages));
  const people = words.people.replace('{count}', String(count.people));
  write(title, LEFT, 15, RIGHT - LEFT - 30, { size: 5, typeface: BOLD });
  write(number, RIGHT - 28, 15, 28, { size: 4, align: 'right' });
  write(`${words.made} ${madeAt} · ${people}`, LEFT, PAGE.height - 7, RIGHT - LEFT - 30, { size: 3, color: QUIET });
  write(number, RIGHT - 28, PAGE.height - 7, 28, { size: 3, align: 'right', color: QUIET });
  for (const column of ['name', 'company', 'status', 'note'] as const) {
    write(words[column], COLUMNS[column].x, TOP - 3, COLUMNS[column].width, { size: 2.8, color: QUIET });
  }
  items.push(drawRule(TOP - 1.5, 0.3));

  let y = TOP;
  for (const line of lines) {
    if (line.kind === 'heading') {
      write(line.letter, LEFT, y + HEADING - 2, 20, { size: 5, typeface: BOLD });
      y += HEADING;
      continue;
    }
    const baseline = y + ROW - 2;
    const box = {
      x: COLUMNS.box.x,
      y: y + (ROW - COLUMNS.box.width) / 2,
      width: COLUMNS.box.width,
      height: COLUMNS.box.width,
    };
    items.push({ kind: 'rect', turn: null, box, radius: 0, fill: null, stroke: { color: INK, width: 0.3 } });
    write(line.name, COLUMNS.name.x, baseline, COLUMNS.name.width);
    write(line.row.company, COLUMNS.company.x, baseline, COLUMNS.company.width, { size: 3 });
    write(line.row.status, COLUMNS.status.x, baseline, COLUMNS.status.width, { size: 3 });
    y += ROW;
    items.push(drawRule(y, 0.08));
  }
  return { page: { ...PAGE }, sides: [{ items }], notes: [] };
}

function drawRule(y: number, width: number): LayoutItem {
  return { kind: 'line', turn: null, x1: LEFT, y1: y, x2: RIGHT, y2: y, width, color: QUIET };
}

interface Style {
  size: number;
  typeface: Typeface;
  color: '#000000' | '#555555';
  align: 'left' | 'right';
}

/** One line, ending in an ellipsis when it is too long for its column; null when there is nothing to write. */
function writeText(
  raw: string,
  { x, baseline, width }: { x: number; baseline: number; width: number },
  { size, typeface, color, align }: Style,
  { fonts, fitted }: Pen,
): LayoutItem | null {
  const key = `${size} ${typeface.weight} ${width} ${raw}`;
  let fit = fitted.get(key);
  if (fit === undefined) {
    const measure = (part: string): number => fonts.measure(part, typeface, size).right;
    const text = cutText(makePrintable(raw.slice(0, 200), fonts, typeface.family).text, width, measure);
    fit = { text, width: measure(text) };
    if (fitted.size >= REMEMBERED) fitted.clear();
    fitted.set(key, fit);
  }
  const { text } = fit;
  if (text === '') return null;
  const start = align === 'left' ? x : x + width - fit.width;
  const box = { x, y: baseline - size, width, height: size * 1.3 };
  return { kind: 'text', turn: null, box, x: start, baseline, size, ...typeface, text, color };
}

/** Companies and statuses come again and again. */
const REMEMBERED = 5000;

interface Pen {
  fonts: Fonts;
  fitted: Map<string, { text: string; width: number }>;
}

/** The longest beginning that fits, with an ellipsis; widths grow with the text, so half of what is left is tried each time. */
function cutText(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  // Wide letters are four times as wide as the mean of narrow ones: no column holds more than this.
  let [fits, tooLong] = [0, Math.min(text.length, 80)];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (measure(`${text.slice(0, middle)}…`) <= width) fits = middle;
    else tooLong = middle;
  }
  return `${text.slice(0, fits).trimEnd()}…`;
}
