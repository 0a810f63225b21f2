/**
 * Text as search sees it: lower case, ё as е, no diacritics (й stays a letter of its own), words of letters or of digits.
 *
 * A change between letters and digits ends a word ("petrov83" is two); apostrophes are no part of a word and end none ("d'Arc").
 */

/** What a character is to a word. */
const SEPARATOR = 0;
const LETTER = 1;
const DIGIT = 2;
const NOTHING = 3;

/** Of the characters up to the end of Cyrillic; the others are asked about one by one. */
const TABLE_END = 0x530;
/** Letters that Unicode does not take apart into a base and a mark. */
const BASES: Readonly<Record<string, string>> = {
  ё: 'е',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};
const MARKED = /[\u00c0-\u024f\u0451\u1e00-\u1eff]|\p{Mn}/u;
const SIMPLE = /^[a-zа-я0-9]+$/;

/** Apostrophes and modifier letters, marks, and what has no width. */
const UNSEEN = /'|’|‘|`|´|\u00ad|[\u02b0-\u02ff]|[\u200b-\u200f]|[\u202a-\u202e]|\u2060|\ufeff|\p{M}/u;

function makeKinds(): Uint8Array {
  const kinds = new Uint8Array(TABLE_END);
  for (let code = 0; code < TABLE_END; code += 1) kinds[code] = kindOfCharacter(String.fromCharCode(code));
  return kinds;
}

function kindOfCharacter(character: string): number {
  if (UNSEEN.test(character)) return NOTHING;
  if (/[\p{L}]/u.test(character)) return LETTER;
  return /\p{Nd}/u.test(character) ? DIGIT : SEPARATOR;
}

const KINDS = makeKinds();

function kindOf(code: number): number {
  return code < TABLE_END ? (KINDS[code] ?? SEPARATOR) : kindOfCharacter(String.fromCharCode(code));
}

/** Lower case without marks, ё as е, one alphabet a word. What separates words stays. */
export function foldCase(text: string): string {
  const lower = foldLetters(text);
  return MIXED.test(lower) ? lower.replace(LETTERS, inOneAlphabet) : lower;
}

function foldLetters(text: string): string {
  const lower = text.toLowerCase();
  if (!MARKED.test(lower)) return lower;
  let folded = '';
  for (const character of COMBINING.test(lower) ? lower.normalize('NFC') : lower) {
    if (!MARKED.test(character)) folded += character;
    else folded += BASES[character] ?? HUSHING[character] ?? character.normalize('NFD').replace(/\p{M}/gu, '');
  }
  return folded;
}

const COMBINING = /[\u0300-\u036f]/;
const MIXED = /[a-z][\u0430-\u0456]|[\u0430-\u0456][a-z]/;
const LETTERS = /[a-z\u0430-\u0456]+/g;
/** Letters that look alike in both alphabets, small or capital, in the same order. */
const LOOKS_LATIN = 'abcehkmoptxyi';
const LOOKS_CYRILLIC = 'авсенкмортхуі';

/** A Latin о in a Cyrillic name comes from a keyboard or a file, and nobody sees it. */
function inOneAlphabet(word: string): string {
  if (!MIXED.test(word)) return word;
  const [latin, cyrillic] = [word.replace(/[^a-z]/g, ''), word.replace(/[a-z]/g, '')];
  const isAlike = (letters: string, alike: string): boolean => Array.from(letters).every((one) => alike.includes(one));
  if (isAlike(latin, LOOKS_LATIN) && (cyrillic.length >= latin.length || !isAlike(cyrillic, LOOKS_CYRILLIC))) {
    return write(word, LOOKS_LATIN, LOOKS_CYRILLIC);
  }
  return isAlike(cyrillic, LOOKS_CYRILLIC) ? write(word, LOOKS_CYRILLIC, LOOKS_LATIN) : word;
}

function write(word: string, from: string, to: string): string {
  return Array.from(word, (letter) => to[from.indexOf(letter)] ?? letter).join('');
}

/** Marked letters of other Latin alphabets that stand for a sound which others write with two letters. */
const HUSHING: Readonly<Record<string, string>> = {
  č: 'ch',
  š: 'sh',
  ž: 'zh',
  ř: 'r',
  ć: 'ch',
  ś: 'sh',
  ż: 'zh',
  ź: 'z',
  ş: 'sh',
  ç: 'ch',
  ä: 'a',
  ö: 'o',
  ü: 'u',
  ğ: 'g',
  ŝ: 'shch',
};

/** Splits into words of letters and words of digits, in their order; nothing else is left of the text. */
export function wordsOf(text: string): string[] {
  const folded = foldCase(text);
  if (SIMPLE.test(folded) && !/[a-zа-я][0-9]|[0-9][a-zа-я]/.test(folded)) return [folded];
  const words: string[] = [];
  let word = '';
  let kind = SEPARATOR;
  for (let at = 0; at < folded.length; at += 1) {
    const next = kindOf(folded.charCodeAt(at));
    if (next === NOTHING) continue;
    if (next !== kind) {
      if (word !== '') words.push(word);
      word = '';
      kind = next;
    }
    if (next !== SEPARATOR) word += folded[at] ?? '';
  }
  if (word !== '') words.push(word);
  return words;
}

/** A word as search sees it, and where it stands in the text. */
export interface SpelledWord {
  readonly word: string;
  /** In UTF-16 units of the text: where it begins, and where each letter of `word` ends. */
  readonly start: number;
  readonly ends: readonly number[];
}

const FOLDED = new Map<string, string>();
const MOST_FOLDED = 2000;

function foldCharacter(character: string): string {
  const known = FOLDED.get(character);
  if (known !== undefined) return known;
  const folded = foldLetters(character);
  if (FOLDED.size < MOST_FOLDED) FOLDED.set(character, folded);
  return folded;
}

/** No letter of the alphabets of the table is one. */
function isMark(character: string): boolean {
  const code = character.charCodeAt(0);
  return code >= 0x300 && (code < 0x370 || code >= TABLE_END) && /\p{M}/u.test(character);
}

/** The words of `wordsOf` with their places; a name with a hyphen comes once more as one word (`codeOf`). */
export function spellWords(text: string): readonly SpelledWord[] {
  const words: SpelledWord[] = [];
  let joined: SpelledWord | null = null;
  let parts = 0;
  let [word, start, ends, kind]: [string, number, number[], number] = ['', 0, [], SEPARATOR];
  const close = (): void => {
    if (word === '') return;
    word = inOneAlphabet(word);
    words.push({ word, start, ends });
    joined =
      joined === null
        ? { word, start, ends }
        : { ...joined, word: joined.word + word, ends: [...joined.ends, ...ends] };
    parts += 1;
    [word, ends] = ['', []];
  };
  const closeJoined = (): void => {
    close();
    if (joined !== null && parts > 1) words.push(joined);
    [joined, parts] = [null, 0];
  };
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    if (ends.length > 0 && isMark(character)) ends[ends.length - 1] = end;
    for (const letter of foldCharacter(character)) {
      const next = kindOf(letter.charCodeAt(0));
      if (next === NOTHING) continue;
      if (next !== kind) close();
      kind = next;
      if (next === SEPARATOR) {
        if (letter !== '-') closeJoined();
        continue;
      }
      if (word === '') start = at;
      word += letter;
      for (let unit = 0; unit < letter.length; unit += 1) ends.push(end);
    }
    at = end;
  }
  closeJoined();
  return words;
}

/** Letters and digits together, nothing else: a code of a badge or a ticket as one word; its letters are Latin if they may be. */
export function codeOf(text: string): string {
  let code = '';
  const folded = foldCase(text);
  for (let at = 0; at < folded.length; at += 1) {
    const kind = kindOf(folded.charCodeAt(at));
    if (kind === LETTER || kind === DIGIT) code += folded[at] ?? '';
  }
  return /\d/.test(code) && /^[\da-zавсенкмортхуі]+$/.test(code) ? write(code, LOOKS_CYRILLIC, LOOKS_LATIN) : code;
}

/** Words joined by single spaces: two spellings of one text are the same string. */
export function normalise(text: string): string {
  return wordsOf(text).join(' ');
}
