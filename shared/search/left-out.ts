/**
 * Queries without some of their words: of a line that was copied from elsewhere, a word or two are nobody's, and the others still
 * mean one person.
 */

const MOST = 3;
const FEWEST_LEFT = 2;

/** How many words may be left out of a query. */
export function mostLeftOut(words: readonly unknown[]): number {
  return Math.max(0, Math.min(MOST, words.length - FEWEST_LEFT));
}

/** The words without so many of them, in every way; the last words are left out first. */
export function without<Word>(words: readonly Word[], count: number): readonly (readonly Word[])[] {
  if (count === 0) return [words];
  const ways: (readonly Word[])[] = [];
  for (let at = words.length - 1; at >= count - 1; at -= 1) {
    const after = words.slice(at + 1);
    for (const before of without(words.slice(0, at), count - 1)) ways.push([...before, ...after]);
  }
  return ways;
}
