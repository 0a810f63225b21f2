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

/** A longer code is of no ticket. */
const MOST_CODE = 500;

/** Reads a code by a template, capitals or not. Null: another code, or no template. */
export function matchTemplate(template: string, code: string): TemplateMatch | null {
  if (code.length > MOST_CODE || findTemplateProblem(template) !== null) return null;
  const pieces = cut(template.trim());
  const place = pieces.find(({ kind }) => kind === 'id' || kind === 'text')?.kind;
  const value = new Matching(pieces, code).matchFrom(0, 0)?.trim() ?? '';
  return value === '' || (place !== 'id' && place !== 'text') ? null : { place, value };
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

/** One code against one template. What has not matched once is not tried again: time is bounded by pieces × length². */
class Matching {
  readonly #pieces: readonly Piece[];
  readonly #code: string;
  readonly #lower: string;
  readonly #failed = new Set<number>();

  constructor(pieces: readonly Piece[], code: string) {
    this.#pieces = pieces;
    this.#code = code;
    this.#lower = code.toLowerCase();
  }

  /** @returns what stands in the place, `''` when it is not among the pieces from this one on; null: no match */
  matchFrom(index: number, at: number): string | null {
    const piece = this.#pieces[index];
    if (piece === undefined) return at === this.#code.length ? '' : null;
    const tried = index * (MOST_CODE + 1) + at;
    if (this.#failed.has(tried)) return null;
    for (const end of this.#listEnds(piece, index, at)) {
      const found = this.matchFrom(index + 1, end);
      if (found !== null) return piece.kind === 'id' || piece.kind === 'text' ? this.#code.slice(at, end) : found;
    }
    this.#failed.add(tried);
    return null;
  }

  /** Where the piece may end that begins here. A place or a star ends before the fixed text that follows, or with the code. */
  #listEnds(piece: Piece, index: number, at: number): readonly number[] {
    if (piece.kind === 'fixed') {
      return this.#lower.startsWith(piece.text.toLowerCase(), at) ? [at + piece.text.length] : [];
    }
    if (piece.kind === 'id') {
      const digits = /^\d{1,15}/.exec(this.#code.slice(at, at + 15))?.[0] ?? '';
      return digits === '' ? [] : [at + digits.length];
    }
    const next = this.#pieces[index + 1];
    if (next?.kind !== 'fixed') return [this.#code.length];
    const wanted = next.text.toLowerCase();
    const ends: number[] = [];
    for (let end = this.#lower.indexOf(wanted, at); end !== -1; end = this.#lower.indexOf(wanted, end + 1))
      ends.push(end);
    return ends;
  }
}
