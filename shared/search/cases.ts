/**
 * Names in the cases of a Russian sentence («Иванову Петру», «с Достоевским»), and the names that they may be of. More than one may be:
 * «Петрова» is of Петров and a name itself.
 */

const SHORTEST = 4;
/** What a word ends with, and what the name may end with instead; the first that is so. */
const ENDINGS: readonly (readonly [ending: RegExp, instead: readonly string[]])[] = [
  [/(?<=[цс]к|[нт])(?:ого|ому|им|ым|ом)$/, ['ий', 'ый', 'ой']],
  [/(?<=[цс]к|[нт])ую$/, ['ая']],
  [/(?<=[оеё]в|[иы]н|[цс]к|н)ой$/, ['а', 'ая']],
  [/(?<=[оеё]в|[иы]н)(?:а|ым|е)$/, ['']],
  [/(?<=[оеё]в|[иы]н)у$/, ['', 'а']],
  [/(?<=и)(?:ю|ем|я)$/, ['й']],
  [/(?<=и)и$/, ['я', 'й']],
  [/(?:ьем|ью)$/, ['ья', 'ь', 'ей']],
  [/(?:ею|ей)$/, ['я', 'ь']],
  [/(?:ем|ю)$/, ['й', 'ь', 'я']],
  [/(?:ом|у)$/, ['', 'а']],
  [/ой$/, ['а']],
  [/е$/, ['', 'а', 'я']],
  [/[ыи]$/, ['а', 'я', '']],
  [/а$/, ['']],
  [/ья$/, ['ей', 'ь']],
  [/я$/, ['й', 'ь']],
];

/** @param word of `wordsOf` @returns none for what is in no case, or too short to tell */
export function nominativesOf(word: string): readonly string[] {
  if (word.length < SHORTEST || !/^[а-я]+$/.test(word)) return [];
  const found = ENDINGS.find(([ending]) => ending.test(word));
  return found === undefined ? [] : found[1].map((instead) => word.replace(found[0], instead));
}
