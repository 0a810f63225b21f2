/**
 * Where words may be broken: soft hyphens (U+00AD) are put into a text by the TeX patterns of Russian and American English.
 *
 * A word that its writer has given soft hyphens keeps these and gets no others. Short words, words of both alphabets and
 * abbreviations («РОСАТОМ») stay whole; in Russian each piece has a vowel, so that neither a letter nor a sign is left alone.
 */
import createHyphenator from 'hyphen';
import english from 'hyphen/patterns/en-us.js';
import russian from 'hyphen/patterns/ru.js';
import { SOFT_HYPHEN } from './printable.ts';

/** The library remembers every word that it has met: it begins anew after so many. */
const REMEMBERED_WORDS = 20_000;

const RUSSIAN_WORD = /^[а-яё]{5,40}$/iu;
const ENGLISH_WORD = /^[a-z]{5,40}$/iu;
const WORD = /[\p{L}\p{M}\u00ad]+/gu;
const VOWEL = /[аеёиоуыэюя]/i;

interface Hyphenators {
  russian: (word: string) => string;
  english: (word: string) => string;
}
const createHyphenators = (): Hyphenators => ({ russian: createFor(russian), english: createFor(english) });
let hyphenators = createHyphenators();
let met = 0;

/** The text with a soft hyphen wherever a word may be broken. Linear in its length. */
export function insertSoftHyphens(text: string): string {
  return text.replace(WORD, (word) => {
    if (word.includes(SOFT_HYPHEN) || word === word.toUpperCase()) return word;
    if (RUSSIAN_WORD.test(word)) return keepVowels(hyphenate('russian', word));
    return ENGLISH_WORD.test(word) ? hyphenate('english', word) : word;
  });
}

/** The text as it is read. */
export function removeSoftHyphens(text: string): string {
  return text.replaceAll(SOFT_HYPHEN, '');
}

function createFor(patterns: typeof russian): (word: string) => string {
  const hyphenate = createHyphenator(patterns, { hyphenChar: SOFT_HYPHEN });
  return (word) => {
    const broken = hyphenate(word);
    if (typeof broken !== 'string') throw new Error('The hyphenator was not asked to be asynchronous');
    return broken;
  };
}

function hyphenate(language: keyof Hyphenators, word: string): string {
  met += 1;
  if (met > REMEMBERED_WORDS) {
    met = 0;
    hyphenators = createHyphenators();
  }
  return hyphenators[language](word);
}

/** Joins a piece without a vowel to its neighbour. */
function keepVowels(word: string): string {
  const pieces = word.split(SOFT_HYPHEN);
  const kept: string[] = [];
  for (const piece of pieces) {
    const last = kept.at(-1);
    if (last !== undefined && (!VOWEL.test(last) || !VOWEL.test(piece))) kept[kept.length - 1] = last + piece;
    else kept.push(piece);
  }
  return kept.join(SOFT_HYPHEN);
}
