/** A typed word made ready to be compared, and how letters are looked at before they are compared one by one. */
import { plainLatinOf, skeletonOf } from './skeleton.ts';

/** With one mistake, one of these first letters is one of the first of the word that was meant. */
const HEAD_OF_TYPED = 2;

/** A typed word in the three spellings. */
export interface Typed {
  readonly word: string;
  readonly skeleton: string;
  readonly latin: string;
  readonly isCyrillic: boolean;
  /** Masks of its sounds and of its letters (in plain Latin unless it is Cyrillic), each with that of the first of them. */
  readonly looks: readonly [number, number, number, number];
}

export function typedOf(word: string): Typed {
  const [skeleton, latin] = [skeletonOf(word), plainLatinOf(word)];
  const cyrillic = isCyrillic(word);
  const letters = cyrillic ? word : latin;
  const looks = [skeleton, skeleton.slice(0, HEAD_OF_TYPED), letters, letters.slice(0, HEAD_OF_TYPED)].map((text) =>
    maskOf(text),
  );
  return { word, skeleton, latin, isCyrillic: cyrillic, looks: looks as unknown as Typed['looks'] };
}

/** One bit a letter, each in its alphabet; letters of other alphabets share. @param from of the part that is looked at */
export function maskOf(text: string, from = 0, to = text.length): number {
  let mask = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    mask |= 1 << (code === AS_ONE_YA ? 27 : code === AS_ONE_YU ? 28 : code & 31);
  }
  return mask;
}

const AS_ONE_YA = 'A'.charCodeAt(0);
const AS_ONE_YU = 'U'.charCodeAt(0);

export function isCyrillic(word: string, from = 0): boolean {
  const code = word.charCodeAt(from);
  return code >= 0x400 && code < 0x530;
}

/** Digits are not mistyped: another number is another person's. */
export function isOfLetters(word: string, from = 0): boolean {
  const code = word.charCodeAt(from);
  return code < 48 || code > 57;
}
