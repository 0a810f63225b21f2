/**
 * Queries without some of their chunks: of a line that was copied from elsewhere, a word or two are nobody's, and the others still
 * mean one person. A chunk is left out as a whole: half of an email is everybody's of its domain.
 */

const MOST = 3;
const FEWEST_LEFT = 2;

interface Chunked {
  readonly word: string;
  readonly chunk: number;
}

/** Half of all companies have one: it is left out before anything is, and counts as nothing. */
const LEGAL_FORMS = new Set(['ооо', 'ао', 'зао', 'оао', 'пао', 'ип', 'ooo', 'llc', 'ltd', 'inc', 'gmbh']);

/** The words without the legal forms of companies. */
export function withoutLegalForms<Word extends Chunked>(words: readonly Word[]): readonly Word[] {
  return words.filter(({ word }) => !LEGAL_FORMS.has(word));
}

/** The words without so many chunks as may be left out, in every way; fewer and later chunks are left out first. */
export function leaveOut<Word extends Chunked>(words: readonly Word[]): readonly (readonly (readonly Word[])[])[] {
  const chunks = [...new Set(words.map(({ chunk }) => chunk))];
  const most = Math.max(0, Math.min(MOST, chunks.length - FEWEST_LEFT));
  return Array.from({ length: most }, (_, index) =>
    without(chunks, index + 1).map((kept) => words.filter(({ chunk }) => kept.includes(chunk))),
  );
}

function without(chunks: readonly number[], count: number): readonly (readonly number[])[] {
  if (count === 0) return [chunks];
  const ways: (readonly number[])[] = [];
  for (let at = chunks.length - 1; at >= count - 1; at -= 1) {
    const after = chunks.slice(at + 1);
    for (const before of without(chunks.slice(0, at), count - 1)) ways.push([...before, ...after]);
  }
  return ways;
}
