/**
 * What a typed query may mean: a list of readings, each a list of words that a person has to have, the likelier ones first.
 *
 *   gtnhjd bdfy  ─▶  [gtnhjd, bdfy]  [петров, иван]  [gtnhjd, иван]  [петров, bdfy]
 */
import { swapLayout, swapMixed } from './layout.ts';
import { readPhonePart, isPhone, PHONE_WORD, type PhonePart } from './phone.ts';
import { codeOf, wordsOf } from './words.ts';

export interface ReadWord {
  readonly word: string;
  /** Read by the keys of the other layout. */
  readonly isSwapped: boolean;
  /** Nothing is typed behind it yet. */
  readonly isLast: boolean;
  /** Words beside it are read as typed. */
  readonly isAmongOthers: boolean;
  /** No beginning of a longer word. */
  readonly isWhole: boolean;
  /** The same where it can be part of a phone number. */
  readonly phone: PhonePart | null;
  /** Between which spaces it stands: an email is several words and one chunk. */
  readonly chunk: number;
}

export type Reading = readonly ReadWord[];

/** More words than this are read as typed or swapped as a whole only. */
const MOST_CHUNKS_MIXED = 3;
/** What comes after so many words tells nobody apart. */
const MOST_WORDS = 12;

/** The readings of a query; none when there is nothing in it to search for. */
export function readQuery(text: string): readonly Reading[] {
  const trimmed = text.replace(UNSEEN, '').trim();
  const whole = isPhone(trimmed) ? readPhonePart(trimmed) : null;
  if (whole !== null) return [[phoneWord(whole)]];
  const chunks = chunksOf(trimmed).slice(0, MOST_WORDS);
  const readings = combine(
    chunks
      .map((chunk) => readChunk(chunk, chunks.length > 1))
      .filter((readings) => readings.some((reading) => reading.length > 0)),
  );
  const code = chunks.length > 1 && chunks.length <= MOST_PARTS_OF_CODE ? codeOf(trimmed) : '';
  if (!isCode(code) || readings.length === 0) return readings;
  return [...readings, [{ ...wordOf(code), isLast: true }]];
}

/** A code is read out in parts: «RU 2026 0451». */
const MOST_PARTS_OF_CODE = 4;

function isCode(code: string): boolean {
  return /\d/.test(code) && /\D/.test(code);
}

/** No character of a text; a line that was copied from elsewhere has them. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;
/** A whole number in the middle of something else, however it is written: not torn apart at its spaces. */
const PHONE_WITHIN = /(?<![\p{L}\d])(\+?\d[\d ()\u00a0-]{8,}\d)(?![\p{L}\d])/u;

function chunksOf(text: string): readonly string[] {
  return text
    .split(PHONE_WITHIN)
    .flatMap((part, at) => (at % 2 === 1 && /^(?:\D*\d){10,15}$/.test(part) ? [part] : part.split(/\s+/)))
    .filter((chunk) => chunk !== '');
}

function phoneWord(phone: PhonePart): ReadWord {
  return { ...wordOf(phone.digits), phone };
}

function wordOf(word: string, isSwapped = false): ReadWord {
  return { word, isSwapped, isLast: false, isAmongOthers: false, isWhole: false, phone: null, chunk: 0 };
}

/** The ways to read what stands between two spaces; the first is as typed. */
function readChunk(chunk: string, hasOthers: boolean): readonly Reading[] {
  const phone = /\d.*\d\D*$/.test(chunk) && isPhone(chunk) && /\D/.test(chunk.slice(1)) ? readPhonePart(chunk) : null;
  if (phone !== null) return [[phoneWord(phone)]];
  const typed = wordsOf(chunk);
  const readings: Reading[] = [typed.map((word) => asTyped(word, chunk))];
  if (typed.length === 0 && !/[\p{L}\p{Nd}]/u.test(chunk)) return readings;
  const known = new Set([typed.join(' ')]);
  const also = (words: readonly string[], isSwapped: boolean): void => {
    const name = words.join(' ');
    if (words.length === 0 || known.has(name)) return;
    known.add(name);
    readings.push(words.map((word) => wordOf(word, isSwapped)));
  };
  const swapped = swapLayout(chunk);
  const words = swapped === null ? [] : wordsOf(swapped);
  // a swap that leaves single letters behind has torn apart a word that was typed as it is
  const isTorn = words.length > typed.length && words.some((word) => word.length < 2);
  const mixed = swapMixed(chunk);
  if (mixed === null) also(isTorn ? [] : words, true);
  else for (const one of mixed) also(wordsOf(one), true);
  if (/[âû]/i.test(chunk)) also(wordsOf(chunk.replace(/â/gi, 'ia').replace(/û/gi, 'iu')), false); // я and ю of ISO 9
  const code = codeOf(chunk);
  if (typed.length > 1 && (isCode(code) || (chunk.includes('-') && !/\d/.test(code)))) also([code], false);
  const swappedCode = swapped === null ? '' : codeOf(swapped);
  if (words.length > 1 && isCode(swappedCode) && /^[a-z\d]+$/.test(swappedCode)) also([swappedCode], true);
  if (/[a-z]["”″][a-z]/i.test(chunk)) also(wordsOf(chunk.replace(/["”″]/g, '')), false); // ъ of BGN
  if (hasOthers && typed.length === 1 && /^\p{L}{2}$/u.test(chunk)) also(Array.from(typed[0] ?? ''), false); // «Иванов ПИ»
  return readings;
}

function asTyped(word: string, chunk: string): ReadWord {
  const typed = chunk === `+${word}` ? chunk : word;
  return { ...wordOf(word), phone: PHONE_WORD.test(typed) ? readPhonePart(typed) : null };
}

function combine(chunks: readonly (readonly Reading[])[]): readonly Reading[] {
  if (chunks.length === 0) return [];
  const ways =
    chunks.length <= MOST_CHUNKS_MIXED
      ? chunks.reduce<readonly (readonly Reading[])[]>(
          (all, readings) => readings.flatMap((reading) => all.map((one) => [...one, reading])),
          [[]],
        )
      : [0, 1].map((way) => chunks.map((readings) => readings[way] ?? readings[0] ?? []));
  const readings = ways
    .map((way) => way.flatMap((reading, chunk) => reading.map((word) => ({ ...word, chunk }))).slice(0, MOST_WORDS))
    .filter((reading) => reading.length > 0);
  const byWords = new Map(
    readings.map((reading) => [reading.map(({ word }) => word).join(' '), reading] as const).reverse(),
  );
  return [...byWords.values()]
    .reverse()
    .sort((a, b) => countSwapped(a) - countSwapped(b))
    .map((reading) => markMixed(reading.map((word, at) => ({ ...word, isLast: at === reading.length - 1 }))));
}

function markMixed(reading: Reading): Reading {
  const isMixed = reading.some(({ isSwapped }) => isSwapped) && !reading.every(({ isSwapped }) => isSwapped);
  return isMixed ? reading.map((word) => ({ ...word, isAmongOthers: true })) : reading;
}

/** As typed first, all swapped next: nobody changes the layout between two words on purpose. */
function countSwapped(reading: Reading): number {
  const swapped = reading.filter(({ isSwapped }) => isSwapped).length;
  return swapped === 0 ? 0 : swapped === reading.length ? 1 : 2;
}
