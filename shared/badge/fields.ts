/**
 * What a template may name in braces, and what it reads.
 *
 * A field with spellings (names, company, position, custom ones) is read in the locale of its text:
 *
 *   auto, ru, en   the wanted spelling, else the one without, else the other; one that the fonts can draw goes before one
 *                  that they cannot
 *   other          the spelling that `auto` does not show; nothing when there is none or it reads the same
 *
 * The parts of a name are read together, in the spelling that has most of them: a name of two alphabets is nobody's.
 */
import type { BadgeContent, Spelling } from './content.ts';
import { splitGraphemes } from './printable.ts';

export const fieldNames = [
  'first',
  'last',
  'father',
  'full',
  'initials',
  'company',
  'position',
  'email',
  'phone',
  'id',
  'code',
  'status',
  'part',
  'products',
  'event',
  'operator',
  'date',
] as const;
export type FieldName = (typeof fieldNames)[number];
export type LocaleChoice = 'auto' | Spelling | 'other';

export interface FieldReader {
  content: BadgeContent;
  /** The day of printing, `YYYY-MM-DD…` by the station's clock; anything else leaves `{date}` empty. */
  now: string;
  /** Whether the fonts have every letter of a text. */
  draws: (text: string) => boolean;
}

const CUSTOM = /^field:([a-zA-Z_][a-zA-Z0-9_]{0,99})$/;

/** Whether a template may name it, in braces or in a condition. */
export function isKnownField(name: string): boolean {
  return fieldNames.some((known) => known === name) || CUSTOM.test(name);
}

/** The names in braces of a pattern that are no field: a template with such a pattern is refused. */
export function findUnknownFields(pattern: string): string[] {
  return Array.from(pattern.matchAll(/\{([^{}]*)\}/g), (match) => match[1] ?? '').filter((name) => !isKnownField(name));
}

const SPELLED: Partial<Record<FieldName, string>> = {
  company: 'Company',
  position: 'Position',
  email: 'Email',
  phone: 'Phone',
};

/** The text of one field, empty when it is missing. An unknown name reads as missing. */
export function readField(name: string, locale: LocaleChoice, reader: FieldReader): string {
  const key = CUSTOM.exec(name)?.[1];
  if (key !== undefined) return readSpelled(key, locale, reader);
  const field = fieldNames.find((known) => known === name);
  if (field === undefined) return '';
  const spelled = SPELLED[field];
  return spelled === undefined ? readPlain(field, locale, reader) : readSpelled(spelled, locale, reader);
}

function readPlain(field: FieldName, locale: LocaleChoice, reader: FieldReader): string {
  const { content } = reader;
  switch (field) {
    case 'first':
    case 'last':
    case 'father':
      return readName(locale, reader)[field];
    case 'full':
      return joinName(readName(locale, reader));
    case 'initials':
      return joinInitials(readName(locale, reader));
    case 'id':
      return content.id === null ? '' : String(content.id);
    case 'code':
      return content.code;
    case 'status':
      return content.status?.title ?? '';
    case 'part':
      return content.part ?? '';
    case 'products':
      return content.products.filter((title) => title.trim() !== '').join(', ');
    case 'event':
      return content.event;
    case 'operator':
      return content.operator;
    case 'date':
      return writeDate(reader.now, spellingOf(locale, content.main));
    default:
      return '';
  }
}

const otherOf = (spelling: Spelling): Spelling => (spelling === 'ru' ? 'en' : 'ru');

/** The spelling in which a text of this choice is written, names aside. */
function spellingOf(locale: LocaleChoice, main: Spelling): Spelling {
  if (locale === 'auto') return main;
  return locale === 'other' ? otherOf(main) : locale;
}

function valueOf(source: Spelling | 'flat', key: string, { fields }: BadgeContent): string {
  const values = fields[source];
  return Object.hasOwn(values, key) ? (values[key] ?? '').trim() : '';
}

const readsTheSame = (one: string, other: string): boolean =>
  one.normalize('NFKC').toLowerCase() === other.normalize('NFKC').toLowerCase();

/** A value that may be there in two spellings. */
function readSpelled(key: string, locale: LocaleChoice, { content, draws }: FieldReader): string {
  const wanted = locale === 'ru' || locale === 'en' ? locale : content.main;
  const order = [wanted, 'flat', otherOf(wanted)] as const;
  const found = order.flatMap((source) => {
    const value = valueOf(source, key, content);
    return value === '' ? [] : [value];
  });
  const shown = found.length < 2 ? found[0] : (found.find(draws) ?? found[0]);
  if (locale !== 'other') return shown ?? '';
  return found.find((value) => !readsTheSame(value, shown ?? '') && draws(value)) ?? '';
}

interface Name {
  first: string;
  last: string;
  father: string;
  spelling: Spelling;
}

function readName(locale: LocaleChoice, { content, draws }: FieldReader): Name {
  const wanted = locale === 'ru' || locale === 'en' ? locale : content.main;
  const inSpelling = (spelling: Spelling): Name => {
    const valueIn = (key: string): string => valueOf(spelling, key, content) || valueOf('flat', key, content);
    return { first: valueIn('FirstName'), last: valueIn('LastName'), father: valueIn('FatherName'), spelling };
  };
  const [one, two] = [inSpelling(wanted), inSpelling(otherOf(wanted))];
  const both = [one, two] as const;
  const shown = pickName(both, draws);
  if (locale !== 'other') return completeName(shown, shown === one ? two : one);
  const hidden = shown === one ? two : one;
  const whole = `${hidden.last} ${hidden.first}`.trim();
  const same = readsTheSame(whole, `${shown.last} ${shown.first}`.trim());
  return same || !draws(whole) ? { first: '', last: '', father: '', spelling: hidden.spelling } : hidden;
}

/** What the fonts can draw goes first, then what is more complete, then what is wanted. */
function pickName([one, two]: readonly [Name, Name], draws: (text: string) => boolean): Name {
  const partsOf = (name: Name): number => Number(name.first !== '') + Number(name.last !== '');
  const [first, second] = [partsOf(one), partsOf(two)];
  if (second === 0) return one;
  if (first === 0) return two;
  const [drawn, other] = [draws(`${one.last}${one.first}`), draws(`${two.last}${two.first}`)];
  if (drawn !== other) return drawn ? one : two;
  return second > first ? two : one;
}

/** A last or first name that only the other spelling has is better than none. */
function completeName(name: Name, from: Name): Name {
  return { ...name, first: name.first || from.first, last: name.last || from.last };
}

/** «Фамилия Имя Отчество» in Russian, "First Last" in English. */
function joinName({ first, last, father, spelling }: Name): string {
  const parts = spelling === 'ru' ? [last, first, father] : [first, last];
  return parts.filter((part) => part !== '').join(' ');
}

function joinInitials({ first, last }: Name): string {
  return [first, last]
    .map((part) => splitGraphemes(part.trim().slice(0, 50))[0] ?? '')
    .join('')
    .toUpperCase();
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `22.11.2026` in Russian, `22 Nov 2026` in English. */
function writeDate(now: string, spelling: Spelling): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(now) ?? [];
  if (year === undefined || month === undefined || day === undefined) return '';
  return spelling === 'ru' ? `${day}.${month}.${year}` : `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

/** Fields that have spellings: of a text in the `other` locale only they decide whether there is anything to say. */
function hasSpellings(name: string): boolean {
  return CUSTOM.test(name) || /^(first|last|father|full|initials|company|position)$/.test(name);
}

const SEPARATOR = /^[\s,;:·•|/–—-]+$/;

/**
 * Replaces `{field}` by the field's text. A missing field takes the separator beside it along, and a text of which every
 * field is missing is empty: `Table {field:Table}` says nothing of a person without a table.
 */
export function fillPattern(pattern: string, locale: LocaleChoice, reader: FieldReader): string {
  const pieces = pattern.split(/(\{[^{}]*\})/);
  const names = pieces.map((piece, index) => (index % 2 === 1 ? piece.slice(1, -1) : null));
  const values = names.map((name, index) => (name === null ? (pieces[index] ?? '') : readField(name, locale, reader)));
  const filled = names.flatMap((name, index) => (name === null ? [] : [{ name, value: values[index] ?? '' }]));
  const deciding = locale === 'other' ? filled.filter(({ name }) => hasSpellings(name)) : filled;
  const judges = deciding.length > 0 ? deciding : filled;
  if (judges.length > 0 && judges.every(({ value }) => value.trim() === '')) return '';
  names.forEach((name, index) => {
    if (name === null || (values[index] ?? '').trim() !== '') return;
    const beside = [index - 1, index + 1].find((near) => SEPARATOR.test(values[near] ?? ''));
    if (beside !== undefined) values[beside] = '';
  });
  return values.join('');
}
