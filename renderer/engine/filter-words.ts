/**
 * Words of a query that may be filters: titles of statuses and parts, "arrived", "paid" and their opposites, in both languages and
 * under either layout. They are words of people too: a query is searched as it stands, and with these read as filters beside it.
 *
 *   иванов спик  ─▶  иванов + status Speaker        не пришёл  ─▶  everybody who has not arrived
 */
import { swapLayout } from '../../shared/search/layout.ts';
import { normalise } from '../../shared/search/words.ts';
import type { Tables } from '../../shared/ruvents/tables.ts';
import type { Filters } from './api.ts';
import { NO_FILTERS } from './filter.ts';

/** A query with some of its words read as filters. */
export interface ReadFilters {
  /** What is left to search for. */
  readonly text: string;
  readonly filters: Filters;
}

interface Phrase {
  readonly words: string;
  readonly filters: Partial<Filters>;
  /** What an event calls something: a beginning of it tells. The other words are read whole only, or «при» would be no Приходько. */
  readonly isTitle: boolean;
}

const ARRIVED = [
  'пришёл',
  'пришла',
  'пришли',
  'прибыл',
  'прибыла',
  'прибыли',
  'на месте',
  'arrived',
  'checked in',
  'here',
];
const PAID = ['оплачен', 'оплачена', 'оплачено', 'оплатил', 'оплатила', 'paid'];
const NOT = ['не', 'not'];
const NOT_PAID = ['unpaid', 'неоплачен', 'неоплачена', 'должен', 'должна'];
const NOT_ARRIVED = ['absent', 'нет на месте', 'not here'];
const LONGEST_PHRASE = 5;
/** So many letters are the beginning of a title and no accident. */
const SHORTEST_BEGINNING = 3;

export class FilterWords {
  readonly #phrases: readonly Phrase[];

  constructor({ statuses, parts }: Pick<Tables, 'statuses' | 'parts'>) {
    this.#phrases = [
      ...statuses.map(({ Id, Title }) => ({ words: normalise(Title), filters: { statusIds: [Id] }, isTitle: true })),
      ...parts.map(({ Id, Title }) => ({ words: normalise(Title), filters: { partId: Id }, isTitle: true })),
      ...phrasesOf(ARRIVED, { arrived: true }, NOT, { arrived: false }),
      ...phrasesOf(PAID, { paid: true }, NOT, { paid: false }),
      ...phrasesOf(NOT_PAID, { paid: false }),
      ...phrasesOf(NOT_ARRIVED, { arrived: false }),
    ].filter(({ words }) => words !== '');
  }

  /** @returns null when no word of it can be a filter */
  read(query: string): ReadFilters | null {
    const chunks = query.trim().split(/\s+/);
    let filters: Filters | null = null;
    const rest: string[] = [];
    for (let at = 0; at < chunks.length;) {
      const found = this.#longestAt(chunks, at);
      if (found === null) {
        rest.push(chunks[at] ?? '');
        at += 1;
      } else {
        filters = merge(filters ?? NO_FILTERS, found.filters);
        at += found.length;
      }
    }
    return filters === null ? null : { text: rest.join(' '), filters };
  }

  #longestAt(
    chunks: readonly string[],
    at: number,
  ): { readonly length: number; readonly filters: Partial<Filters> } | null {
    for (let length = Math.min(LONGEST_PHRASE, chunks.length - at); length > 0; length -= 1) {
      const typed = chunks.slice(at, at + length).join(' ');
      const filters = this.#find(normalise(typed)) ?? this.#find(normalise(swapLayout(typed) ?? ''));
      if (filters !== null) return { length, filters };
    }
    return null;
  }

  /** A title as a whole, else all titles that the words begin. */
  #find(words: string): Partial<Filters> | null {
    if (words === '') return null;
    const whole = this.#phrases.filter((phrase) => phrase.words === words);
    const begun =
      whole.length > 0 || words.length < SHORTEST_BEGINNING
        ? whole
        : this.#phrases.filter((phrase) => phrase.isTitle && phrase.words.startsWith(words));
    const [first, ...others] = begun;
    return first === undefined
      ? null
      : others.reduce<Partial<Filters>>((all, { filters }) => either(all, filters), first.filters);
  }
}

function phrasesOf(
  words: readonly string[],
  filters: Partial<Filters>,
  negations: readonly string[] = [],
  negated: Partial<Filters> = {},
): readonly Phrase[] {
  return words.flatMap((word) => [
    { words: normalise(word), filters, isTitle: false },
    ...negations.map((not) => ({ words: normalise(`${not} ${word}`), filters: negated, isTitle: false })),
  ]);
}

/** What one beginning may mean: several statuses, or the first of other things. */
function either(one: Partial<Filters>, other: Partial<Filters>): Partial<Filters> {
  if (one.statusIds === undefined || other.statusIds === undefined) return one;
  return { statusIds: [...new Set([...one.statusIds, ...other.statusIds])] };
}

/** Two words of one query. */
function merge(filters: Filters, more: Partial<Filters>): Filters {
  return { ...filters, ...more, statusIds: [...new Set([...filters.statusIds, ...(more.statusIds ?? [])])] };
}
