/**
 * One number for how words are read, sounded and spelled now. What was frozen by other rules would not be found by what is typed, so
 * whoever keeps it keeps this with it: after a change of the rules it is made anew.
 */
import { skeletonOf, plainLatinOf } from './skeleton.ts';
import { maskOf } from './typed.ts';
import { wordsOf } from './words.ts';

const LETTERS = [
  ...Array.from({ length: 0x60 }, (_, at) => String.fromCharCode(0x400 + at)),
  ...Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at)),
];
const SAMPLES = [
  'Щербаков Хрущёв Юрьевич Цой Чехов Эйдельман Объедков Пьянов Ильич Жёлудь Йовович Сухово-Кобылин ая ия ий ый кс',
  'Shcherbakov Sherbakov Schtscherbakov Khrushchev Tsvetkov Zhukov Yuri Iuliia Julia Xavier Czerny Phillip Wagner',
  "O'Brien d'Arc Müller Weiß Šimůnek Żółć Łódź Ångström Çelik 名前 petrov83 A1-B2 x5 «Роза-Ветров» 2 №7",
];
let known: string | null = null;

export function languageMark(): string {
  known ??= makeMark();
  return known;
}

/** Each letter, each pair of letters, and names that are known to be hard. */
function makeMark(): string {
  let mark = 0x811c9dc5;
  const note = (text: string): void => {
    for (let at = 0; at < text.length; at += 1) mark = Math.imul(mark ^ text.charCodeAt(at), 0x01000193);
  };
  const noteWord = (word: string): void => {
    note(`${word} ${skeletonOf(word)} ${plainLatinOf(word)} ${maskOf(word)};`);
  };
  for (const letter of LETTERS)
    for (const word of wordsOf(`${letter} о${letter}а ${letter}е o${letter}h`)) noteWord(word);
  for (const sample of SAMPLES) for (const word of wordsOf(sample)) noteWord(word);
  return (mark >>> 0).toString(36);
}
