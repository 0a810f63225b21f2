/**
 * Codes of the organiser's own, as an administrator can write them: `TICKET-{id}`. `{id}` is the number of a participant (digits),
 * `{text}` anything that the search finds (a ticket's number), `*` anything that does not matter. No regular expressions: one that is
 * written by hand can hang the desk on a long code.
 */
export const MOST_TEMPLATE = 100;
const MOST_STARS = 3;

export type TemplateProblem =
  'empty' | 'noPlace' | 'severalPlaces' | 'unknownPlace' | 'nothingFixed' | 'noBorder' | 'tooManyStars' | 'tooLong';

export interface TemplateMatch {
  readonly place: 'id' | 'text';
  readonly value: string;
}

type Piece = { readonly kind: 'fixed'; readonly text: string } | { readonly kind: 'star' | 'id' | 'text' };

/** @returns why this is no template, or null */
export function findTemplateProblem(template: string): TemplateProblem | null {
  const text = template.trim();
  if (text === '') return 'empty';
  if (text.length > MOST_TEMPLATE) return 'tooLong';
  if (/\{(?!id\}|text\})/i.test(text) || text.replace(/\{(?:id|text)\}/gi, '').includes('}')) return 'unknownPlace';
  const pieces = cut(text);
  const places = pieces.filter(({ kind }) => kind === 'id' || kind === 'text');
  if (places.length === 0) return 'noPlace';
  if (places.length > 1) return 'severalPlaces';
  // Without anything of its own it would take every code; one letter or digit is too little to know it by.
  const fixed = pieces.flatMap((piece) => (piece.kind === 'fixed' ? [piece.text] : [])).join('');
  if (fixed.replace(/\s/g, '').length < 2) return 'nothingFixed';
  if (pieces.filter(({ kind }) => kind === 'star').length > MOST_STARS) return 'tooManyStars';
  const borders = pieces.some(
    (piece, index) => piece.kind !== 'fixed' && pieces[index + 1]?.kind !== 'fixed' && index + 1 < pieces.length,
  );
  return borders ? 'noBorder' : null;
}

/**
 * Reads a code by a template, capitals or not. Linear in the code but for the stars, of which there are three at most. Null: another
 * code, or no template.
 */
export function matchTemplate(template: string, code: string): TemplateMatch | null {
  if (findTemplateProblem(template) !== null) return null;
  const pieces = cut(template.trim());
  const values = matchPieces(pieces, code, 0);
  const place = pieces.find(({ kind }) => kind === 'id' || kind === 'text')?.kind;
  if (values === null || (place !== 'id' && place !== 'text')) return null;
  const value = values.trim();
  return value === '' ? null : { place, value };
}

/** What every code of the template begins with; empty when it begins with a place. */
export function startOfTemplate(template: string): string {
  const [first] = cut(template.trim());
  return first?.kind === 'fixed' ? first.text : '';
}

function cut(template: string): readonly Piece[] {
  return template
    .split(/(\{id\}|\{text\}|\*)/i)
    .filter((part) => part !== '')
    .map((part): Piece => {
      const lower = part.toLowerCase();
      if (lower === '{id}') return { kind: 'id' };
      if (lower === '{text}') return { kind: 'text' };
      return part === '*' ? { kind: 'star' } : { kind: 'fixed', text: part };
    });
}

/** @returns what stands in the place, or `''` for pieces without one; null when the rest of the code is another */
function matchPieces(pieces: readonly Piece[], code: string, at: number): string | null {
  const [piece, ...rest] = pieces;
  if (piece === undefined) return at === code.length ? '' : null;
  if (piece.kind === 'fixed') {
    const end = at + piece.text.length;
    if (code.slice(at, end).toLowerCase() !== piece.text.toLowerCase()) return null;
    return matchPieces(rest, code, end);
  }
  for (const end of listEnds(piece.kind, rest[0], code, at)) {
    const found = matchPieces(rest, code, end);
    if (found !== null) return piece.kind === 'star' ? found : code.slice(at, end);
  }
  return null;
}

/** Where a place or a star may end: before the fixed text that follows, or with the code. */
function listEnds(kind: 'star' | 'id' | 'text', next: Piece | undefined, code: string, at: number): readonly number[] {
  if (kind === 'id') {
    const digits = /^\d{1,15}/.exec(code.slice(at, at + 15))?.[0] ?? '';
    return digits === '' ? [] : [at + digits.length];
  }
  if (next?.kind !== 'fixed') return [code.length];
  const wanted = next.text.toLowerCase();
  const lower = code.toLowerCase();
  const ends: number[] = [];
  for (let end = lower.indexOf(wanted, at); end !== -1; end = lower.indexOf(wanted, end + 1)) ends.push(end);
  return ends;
}
