/** The order of the alphabet as one number, for sorting a hundred thousand people without looking at their names. */
import type { PersonText } from './person.ts';
import { foldCase } from './words.ts';

const LETTERS = 8;
/** Six bits a letter. */
const BASE = 64;

/** The first letters of the last and the first name, Latin before Cyrillic. */
export function alphabetOf({ lastNames, firstNames, companies }: PersonText): number {
  const names = `${lastNames[0] ?? ''} ${firstNames[0] ?? ''}`.trim();
  const text = names === '' ? (companies[0] ?? '') : names;
  return orderOfPlain(text) ?? orderOfFolded(foldCase(text));
}

/** Letters that need no folding but the case; null when there is another. */
function orderOfPlain(text: string): number | null {
  let number = 0;
  for (let at = 0; at < LETTERS; at += 1) {
    let code = text.charCodeAt(at);
    if ((code >= 65 && code <= 90) || (code >= 0x410 && code <= 0x42f)) code += 32;
    if (code >= 128 && !(code >= 0x430 && code <= 0x44f)) return null;
    number = number * BASE + orderOf(code);
  }
  return number;
}

function orderOfFolded(text: string): number {
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
