/**
 * Cards of people, packed in blocks of columns. The layout is made for reading: Ids are a typed array, texts are one UTF-16 string a
 * column (decoding it is a copy, decoding UTF-8 of Cyrillic is not; half of a letter comes back as U+FFFD), and what a person is shown
 * by is split only when shown.
 *
 *   u32 count, u32 × columns length of each │ f64 × count Ids │ for each column: a line a person
 */
import type { PersonText } from '../../../shared/search/people.ts';

/** One person as a list shows and finds them. */
export interface Card {
  readonly serverId: number;
  readonly text: PersonText;
  readonly traits: string;
  readonly display: CardDisplay;
}

export interface CardDisplay {
  readonly name: string;
  readonly otherName: string;
  readonly email: string;
  readonly company: string;
  readonly position: string;
  readonly phone: string;
}

export interface CardBlock {
  readonly ids: Float64Array;
  /** For `readText`. */
  readonly texts: readonly string[];
  readonly traits: readonly string[];
  /** For `readDisplay`. */
  readonly displays: readonly string[];
}

const COLUMNS = 3;
const HEADER = 4 * (1 + COLUMNS);

export function packCards(cards: readonly Card[]): Uint8Array<ArrayBuffer> {
  const columns = [
    cards.map(({ text }) => packText(text)),
    cards.map(({ traits }) => traits),
    cards.map(({ display }) => packDisplay(display)),
  ].map((lines) => lines.join('\n'));
  const count = cards.length;
  const lengths = columns.map((column) => column.length);
  const texts = HEADER + 8 * count;
  const buffer = new ArrayBuffer(texts + 2 * lengths.reduce((sum, length) => sum + length, 0));
  new Uint32Array(buffer, 0, 1 + COLUMNS).set([count, ...lengths]);
  new Float64Array(buffer, HEADER, count).set(cards.map(({ serverId }) => serverId));
  const units = new Uint16Array(buffer, texts);
  let at = 0;
  for (const column of columns) {
    for (let index = 0; index < column.length; index += 1) units[at + index] = column.charCodeAt(index);
    at += column.length;
  }
  return new Uint8Array(buffer);
}

export function unpackCards(bytes: Uint8Array<ArrayBuffer>): CardBlock {
  const { buffer } = bytes;
  const [count = 0, ...lengths] = new Uint32Array(buffer, 0, 1 + COLUMNS);
  const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });
  let at = HEADER + 8 * count;
  const columns = lengths.map((length): readonly string[] => {
    const lines = count === 0 ? [] : decoder.decode(new Uint8Array(buffer, at, 2 * length)).split('\n');
    at += 2 * length;
    return lines;
  });
  const [texts = [], traits = [], displays = []] = columns;
  return { ids: new Float64Array(buffer, HEADER, count), texts, traits, displays };
}

const TEXT_LISTS = ['lastNames', 'firstNames', 'fatherNames', 'companies', 'positions', 'codes'] as const;
const BETWEEN = '\u2028';

function packText(text: PersonText): string {
  const lists = TEXT_LISTS.map((name) => text[name].map(plain).join(BETWEEN));
  return [plain(text.email), plain(text.phone), ...lists].join('\t');
}

/** @param packed a line of `texts` */
export function readText(id: number, packed: string): PersonText {
  const [email = '', phone = '', ...lists] = packed.split('\t');
  const [lastNames = [], firstNames = [], fatherNames = [], companies = [], positions = [], codes = []] = lists.map(
    (list) => (list === '' ? [] : list.split(BETWEEN)),
  );
  return { lastNames, firstNames, fatherNames, companies, positions, email, phone, id, codes };
}

function packDisplay({ name, otherName, email, company, position, phone }: CardDisplay): string {
  return [name, otherName, email, company, position, phone].map(plain).join('\t');
}

/** @param packed a line of `displays` */
export function readDisplay(packed: string): CardDisplay {
  const [name = '', otherName = '', email = '', company = '', position = '', phone = ''] = packed.split('\t');
  return { name, otherName, email, company, position, phone };
}

/** What stands between texts stands in none. */
function plain(text: string): string {
  return text.replace(/[\t\n\u2028]/g, ' ');
}
