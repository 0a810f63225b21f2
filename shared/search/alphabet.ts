/** The order of the alphabet as one number, for sorting a hundred thousand people without looking at their names. */
import type { PersonText } from './store.ts';
import { foldCase } from './words.ts';

const LETTERS = 8;
/** Six bits a letter. */
const BASE = 64;

/** The first letters of the last and the first name, Latin before Cyrillic. */
export function alphabetOf({ lastNames, firstNames, companies }: PersonText): number {
  const names = `${lastNames[0] ?? ''} ${firstNames[0] ?? ''}`.trim();
  const text = foldCase(names === '' ? (companies[0] ?? '') : names);
  let number = 0;
  for (let at = 0; at < LETTERS; at += 1) number = number * BASE + orderOf(text.charCodeAt(at));
  return number;
}

/** @param code of a character; NaN after the end */
function orderOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 96; // a–z
  if (code >= 0x430 && code <= 0x44f) return code - 0x430 + 27; // а–я
  return Number.isNaN(code) || code <= 64 ? 0 : BASE - 1;
}
