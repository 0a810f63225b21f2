/** What is measured: the product's index and four libraries, each set up as its own documents advise for names of people. */
import uFuzzy from '@leeoniya/ufuzzy';
import { Charset, Index } from 'flexsearch';
import Fuse from 'fuse.js';
import MiniSearch, { type SearchResult } from 'minisearch';
import { swapLayout } from '../../../shared/search/layout.ts';
import { PeopleIndex, type PersonText } from '../../../shared/search/people.ts';
import { skeletonOf } from '../../../shared/search/skeleton.ts';
import { codeOf, wordsOf } from '../../../shared/search/words.ts';
import type { MadeUpPerson } from './people.ts';

export interface Engine {
  /** @returns Ids, best first */
  readonly search: (query: string, limit: number) => readonly number[];
  /** Somebody new, found by the next search. Null where the library has no such thing. */
  readonly put: ((person: MadeUpPerson) => void) | null;
}

export interface EngineKind {
  readonly name: string;
  /** Everything else is a peer. */
  readonly isOurs: boolean;
  /** So slow that only some queries of each class are asked. */
  readonly isSlow: boolean;
  readonly build: (people: readonly MadeUpPerson[]) => Engine;
}

export function textOf({ id, ru, en, company, position, email, phone }: MadeUpPerson): PersonText {
  const names = [ru, en].filter((one) => one !== null);
  return {
    lastNames: names.map(({ last }) => last),
    firstNames: names.map(({ first }) => first),
    fatherNames: names.map(({ father }) => father).filter((father) => father !== ''),
    companies: [company],
    positions: [position],
    ...{ email, phone, id, codes: [] },
  };
}

const stoika: EngineKind = {
  name: 'Stoika',
  isOurs: true,
  isSlow: false,
  build: (people) => {
    const index = new PeopleIndex<number>();
    for (const person of people) index.put(person.id, textOf(person));
    index.search('а', 1); // what is made by the first search is part of the building
    return {
      search: (query, limit) => index.search(query, limit).keys,
      put: (person) => index.put(person.id, textOf(person)),
    };
  },
};

/** One text of a person, for libraries that search in texts. */
function lineOf({ id, ru, en, company, position, email, phone }: MadeUpPerson): string {
  const names = [ru, en].flatMap((one) => (one === null ? [] : [one.last, one.first, one.father]));
  return [...names, company, position, email, phone, phone.replace(/\D/g, ''), String(id)].join(' ');
}

/** The product's reading of words, in front of a library: sounds instead of letters. */
function soundsOf(text: string): readonly string[] {
  return [
    ...wordsOf(text).map(skeletonOf),
    ...(/-/.test(text)
      ? text
          .split(/\s+/)
          .filter((part) => part.includes('-'))
          .map((part) => skeletonOf(codeOf(part)))
      : []),
  ];
}

/** Asks as typed and, when that brings nothing, by the keys of the other layout. */
function withOtherLayout(ask: (query: string) => readonly number[]): (query: string) => readonly number[] {
  return (query) => {
    const found = ask(query);
    const swapped = found.length === 0 ? swapLayout(query) : null;
    return swapped === null ? found : ask(swapped);
  };
}

/** Its documents: prefix search and fuzzy 0.2 for search as you type, AND for what narrows with each word, boosts for fields. */
function miniSearch(isOurNormaliser: boolean): EngineKind {
  return {
    name: isOurNormaliser ? 'MiniSearch + our normaliser' : 'MiniSearch',
    isOurs: false,
    isSlow: false,
    build: (people) => {
      const index = new MiniSearch<MadeUpPerson>({
        fields: ['last', 'first', 'father', 'company', 'position', 'email', 'phone', 'id'],
        extractField: (person, field) => fieldOf(person, field),
        ...(isOurNormaliser
          ? { tokenize: (text: string) => [...soundsOf(text)], processTerm: (term: string) => term }
          : {}),
        searchOptions: {
          prefix: true,
          fuzzy: (term: string) => (/\d/.test(term) ? false : 0.2),
          combineWith: 'AND',
          boost: { last: 3, first: 2 },
        },
      });
      index.addAll(people);
      const ask = (query: string): readonly SearchResult[] => index.search(query);
      const ids = (query: string): readonly number[] => ask(query).map(({ id }) => id as number);
      const search = isOurNormaliser ? withOtherLayout(ids) : ids;
      return { search: (query, limit) => search(query).slice(0, limit), put: (person) => index.add(person) };
    },
  };
}

function fieldOf(person: MadeUpPerson, field: string): string {
  const { ru, en } = person;
  if (field === 'id') return String(person.id);
  if (field === 'phone') return `${person.phone} ${person.phone.replace(/\D/g, '')}`;
  if (field === 'last' || field === 'first' || field === 'father') return `${ru?.[field] ?? ''} ${en?.[field] ?? ''}`;
  return field === 'company' ? person.company : field === 'position' ? person.position : person.email;
}

/** Its documents: "forward" for what is typed letter by letter, the most tolerant charset that knows more than Latin, suggestions. */
function flexSearch(isOurNormaliser: boolean): EngineKind {
  return {
    name: isOurNormaliser ? 'FlexSearch + our normaliser' : 'FlexSearch',
    isOurs: false,
    isSlow: false,
    build: (people) => {
      const index = new Index({
        tokenize: 'forward',
        encoder: isOurNormaliser ? (text: string) => [...soundsOf(text)] : Charset.Normalize,
      });
      for (const person of people) index.add(person.id, lineOf(person));
      const ask = (query: string): readonly number[] => index.search(query, { limit: 20, suggest: true }) as number[];
      const search = isOurNormaliser ? withOtherLayout(ask) : ask;
      return {
        search: (query, limit) => search(query).slice(0, limit),
        put: (person) => index.add(person.id, lineOf(person)),
      };
    },
  };
}

const UNIVERSAL = {
  unicode: true,
  interSplit: "[^\\p{L}\\d']+",
  intraSplit: '\\p{Ll}\\p{Lu}',
  intraBound: '\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}',
  intraChars: "[\\p{L}\\d']",
  intraContr: "'\\p{L}{1,2}\\b",
};

/** Its documents: `unicode` beyond Latin, `intraMode: 1` for one mistake a word, out-of-order terms, `latinize` for both sides. */
function microFuzzy(isOurNormaliser: boolean): EngineKind {
  return {
    name: isOurNormaliser ? 'uFuzzy + our normaliser' : 'uFuzzy',
    isOurs: false,
    isSlow: true,
    build: (people) => {
      const ready = (text: string): string =>
        isOurNormaliser ? soundsOf(text).join(' ') : uFuzzy.latinize(text.toLowerCase());
      const lines = people.map((person) => ready(lineOf(person)));
      const ids = people.map(({ id }) => id);
      const index = new uFuzzy(Object.assign(isOurNormaliser ? {} : UNIVERSAL, { intraMode: 1 }));
      const ask = (query: string): readonly number[] => {
        const [found, info, order] = index.search(lines, ready(query), 1);
        const best = order === null ? found : order.map((at) => info.idx[at] ?? 0);
        return (best ?? []).map((at) => ids[at] ?? 0);
      };
      const search = isOurNormaliser ? withOtherLayout(ask) : ask;
      return {
        search: (query, limit) => search(query).slice(0, limit),
        put: (person) => {
          lines.push(ready(lineOf(person)));
          ids.push(person.id);
        },
      };
    },
  };
}

/** Its documents: token search for words in any order, "all" to narrow, weighted keys, no location, a stricter threshold. */
const fuse: EngineKind = {
  name: 'Fuse.js',
  isOurs: false,
  isSlow: true,
  build: (people) => {
    const keys = ['last', 'first', 'father', 'company', 'position', 'email', 'phone', 'id'];
    const weights: Readonly<Record<string, number>> = { last: 3, first: 2 };
    const index = new Fuse([...people], {
      keys: keys.map((name) => ({ name, weight: weights[name] ?? 1, getFn: (person) => fieldOf(person, name) })),
      useTokenSearch: true,
      tokenMatch: 'all',
      ignoreLocation: true,
      threshold: 0.3,
    });
    return {
      search: (query, limit) => index.search(query, { limit }).map(({ item }) => item.id),
      put: (person) => index.add(person),
    };
  },
};

export const ENGINES: readonly EngineKind[] = [
  stoika,
  ...[miniSearch(false), miniSearch(true), flexSearch(false), flexSearch(true), microFuzzy(false), microFuzzy(true)],
  fuse,
];
