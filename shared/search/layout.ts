/**
 * A text typed in the wrong keyboard layout, read by the keys that were pressed: ЙЦУКЕН and QWERTY of a standard PC keyboard
 * (Windows "Russian" and "US"). The swap comes before the split into words, since `,` is б and `;` is ж.
 */

const LATIN_KEYS = '`qwertyuiop[]asdfghjkl;\'zxcvbnm,./~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?@#$^&';
const CYRILLIC_KEYS = 'ёйцукенгшщзхъфывапролджэячсмитьбю.ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"№;:?';

const TO_CYRILLIC = makeTable(LATIN_KEYS, CYRILLIC_KEYS);
const TO_LATIN = makeTable(CYRILLIC_KEYS, LATIN_KEYS);

function makeTable(from: string, to: string): ReadonlyMap<string, string> {
  const targets = Array.from(to);
  return new Map(Array.from(from).map((key, at) => [key, targets[at] ?? key]));
}

/** What the same keys give in the Russian layout. Characters that no key of the other layout gives stay. */
export function swapToCyrillic(text: string): string {
  return swap(text, TO_CYRILLIC);
}

/** What the same keys give in the US layout. */
export function swapToLatin(text: string): string {
  return swap(text, TO_LATIN);
}

/**
 * The text as the other layout would have it: to Cyrillic when it has Latin letters, to Latin when it has Cyrillic ones, each
 * word by itself. Null when nothing of it changes.
 */
export function swapLayout(text: string): string | null {
  const swapped = hasCyrillic(text) ? swapToLatin(text) : swapToCyrillic(text);
  return swapped === text ? null : swapped;
}

/**
 * The layout was changed in the middle of the word («Иванjd»): what is of the other alphabet, and signs that are letters there, read
 * as the letters around them. Null where nothing of it can be so.
 */
export function swapMixed(text: string): readonly string[] | null {
  if (!/[a-z`[\];',.]/i.test(text) || !hasCyrillic(text) || !MIXED_IN_A_WORD.test(text)) return null;
  return [text.replace(/[^Ѐ-ӿ]+/g, swapToCyrillic), text.replace(/[Ѐ-ӿ]+/g, swapToLatin)];
}

const MIXED_IN_A_WORD = /[Ѐ-ӿ][a-z`[\];',.{}<>:"]*[a-z`[{;:'"][a-z`[\];',.{}<>:"]*|[a-z`[\];',.][Ѐ-ӿ]/i;

/**
 * Whether it can be a word in the layout that it is in: names have vowels, and what the keys of the other layout give has hardly any.
 * Nobody looks for mistakes in what is no word.
 */
export function isLikelyWord(word: string): boolean {
  if (word.length < SHORTEST_JUDGED || /\d/.test(word)) return true;
  return word.replace(/[^aeiouyаеёиоуыэюяіїє]/g, '').length * MOST_LETTERS_A_VOWEL >= word.length;
}

const SHORTEST_JUDGED = 4;
const MOST_LETTERS_A_VOWEL = 7;

/**
 * Signs stand where nobody types signs and the other layout has letters: `.yu` of «юнг», `x;je` of «чжоу». That what they leave of the
 * word is somebody's name says little.
 */
export function hasKeysOfLetters(text: string): boolean {
  return /(?<=^|\s)[,.;:'"`[\]{}<>]+[a-z]|[a-z][;`[\]{}][a-z]|[a-z][[;{](?=\s|$)/i.test(text);
}

function hasCyrillic(text: string): boolean {
  return /[Ѐ-ӿ]/.test(text);
}

function swap(text: string, table: ReadonlyMap<string, string>): string {
  let swapped = '';
  for (const character of text) swapped += table.get(character) ?? character;
  return swapped;
}
