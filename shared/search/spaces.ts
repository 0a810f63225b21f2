/**
 * A space is a key as any other: it is missed («ивановиван»), and it is hit in the middle of a name («щекочи хин»). One such mistake
 * in a query; the words that come of it have to be right.
 */
import type { ReadWord, Reading } from './query.ts';

/** A longer line was copied: it has the spaces that it should have. */
const MOST_WORDS = 4;
/** As for any other mistake. */
const SHORTEST_JOINED = 4;
const SHORTEST_PART = 2;
/** Nobody's two names are so long; each place of a split is searched. */
const LONGEST_SPLIT = 30;

/** The reading with one space more or less, in every way that can be somebody's words. */
export function respaced(reading: Reading): readonly Reading[] {
  if (reading.length > MOST_WORDS) return [];
  return reading.flatMap((word, at) => {
    const [before, after] = [reading.slice(0, at), reading.slice(at + 1)];
    const next = after[0];
    const joined = next === undefined ? null : join(word, next);
    return [
      ...(joined === null ? [] : [[...before, joined, ...after.slice(1)]]),
      ...split(word).map((parts) => [...parts, ...before, ...after]),
    ];
  });
}

function join(word: ReadWord, next: ReadWord): ReadWord | null {
  const joined = word.word + next.word;
  const isTyped = word.chunk !== next.chunk && isOfLetters(joined) && joined.length >= SHORTEST_JOINED;
  return isTyped ? { ...next, word: joined } : null;
}

/** The first is the whole of a word, or every beginning of a name would be one. */
function split(word: ReadWord): readonly (readonly ReadWord[])[] {
  const { length } = word.word;
  if (!isOfLetters(word.word) || length > LONGEST_SPLIT) return [];
  const ways: (readonly ReadWord[])[] = [];
  for (let at = SHORTEST_PART; at <= length - SHORTEST_PART; at += 1) {
    ways.push([
      { ...word, word: word.word.slice(0, at), isWhole: true, isLast: false },
      { ...word, word: word.word.slice(at), isWhole: !word.isLast },
    ]);
  }
  return ways;
}

function isOfLetters(word: string): boolean {
  return !/\d/.test(word);
}
