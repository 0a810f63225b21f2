/**
 * What a scanner meant when it typed under a Russian layout: it presses the keys of a US keyboard, and the computer reads
 * «ЙЦУКЕН». Both layouts have the same keys, so the way back is exact.
 */
const RUSSIAN = 'ё1234567890-=йцукенгшщзхъфывапролджэ\\ячсмитьбю.Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭ/ЯЧСМИТЬБЮ,';
const AMERICAN = '`1234567890-=qwertyuiop[]asdfghjkl;\'\\zxcvbnm,./~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"|ZXCVBNM<>?';

const BACK = new Map(Array.from(RUSSIAN).map((letter, index) => [letter, AMERICAN[index] ?? letter]));

/** @returns the text as a US keyboard would have typed it. Latin letters stay; only meant for text with Cyrillic in it. */
export function readAsAmerican(text: string): string {
  return Array.from(text, (letter) => BACK.get(letter) ?? letter).join('');
}
