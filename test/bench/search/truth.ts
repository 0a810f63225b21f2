/**
 * Whether a query means one person or no one in particular: five others are at least as near to it, letter by letter. The distance
 * is a plain one (edits between the query's words and the person's, each person word used by one query word) and knows nothing of
 * the product: as typed, by the keys of the other layout, and with Cyrillic written in Latin as in passports.
 */
import type { MadeUpPerson } from './people.ts';
import { onOtherKeys } from './mistakes.ts';
import { LATIN_SHORT_FORMS, SHORT_FORMS } from './short-forms.ts';
import { plainLatin } from './systems.ts';

const OTHERS = 5;
const BEGINNING = 0.5;
const SHORTEST_BEGINNING = 3;

export class Truth {
  readonly #words: readonly (readonly string[])[];
  /** By word: people (places in the list) who have it. */
  readonly #having = new Map<string, number[]>();
  /** All words, sorted: those that begin alike stand together. */
  readonly #sorted: readonly string[];
  readonly #people: readonly MadeUpPerson[];
  readonly #known = new Map<string, boolean>();
  readonly #places: ReadonlyMap<number, number>;

  constructor(people: readonly MadeUpPerson[]) {
    this.#people = people;
    this.#places = new Map(people.map(({ id }, at) => [id, at]));
    this.#words = people.map(wordsOfPerson);
    this.#words.forEach((words, at) => {
      for (const word of words) {
        const having = this.#having.get(word);
        if (having === undefined) this.#having.set(word, [at]);
        else having.push(at);
      }
    });
    this.#sorted = [...this.#having.keys()].sort();
  }

  /** Of the query that is looked at: by typed and known word. */
  readonly #distances = new Map<string, Map<string, number>>();

  isAmbiguous(query: string, meant: MadeUpPerson): boolean {
    const name = `${meant.id} ${query}`;
    const known = this.#known.get(name) ?? this.#count(query, this.#places.get(meant.id) ?? 0) >= OTHERS;
    this.#known.set(name, known);
    return known;
  }

  /** Somebody else is called just so: the query has become theirs, and is no mistake. */
  isAnothers(query: string, meant: MadeUpPerson): boolean {
    const words = wordsOf(query);
    const [first = '', ...rest] = words;
    return (this.#having.get(first) ?? []).some(
      (at) => this.#people[at]?.id !== meant.id && rest.every((word) => this.#words[at]?.includes(word) === true),
    );
  }

  #distanceOf(typed: string, known: string): number {
    const distances = this.#distances.get(typed) ?? new Map<string, number>();
    this.#distances.set(typed, distances);
    const distance = distances.get(known) ?? distanceOf(typed, known);
    distances.set(known, distance);
    return distance;
  }

  #count(query: string, meant: number): number {
    this.#distances.clear();
    const readings = [wordsOf(query), wordsOf(onOtherKeys(query)), wordsOf(plainLatin(query))].filter(
      (words) => words.length > 0,
    );
    const distance = Math.min(...readings.map((words) => this.#distance(words, meant)));
    const others = new Set<number>();
    for (const words of readings) {
      for (const at of this.#candidates(words, distance)) {
        if (at !== meant && this.#distance(words, at) <= distance) others.add(at);
        if (others.size >= OTHERS) return others.size;
      }
    }
    return others.size;
  }

  /** Who can be so near: with fewer mistakes than words, one word is right. Else everybody; the answer stops at the fifth. */
  #candidates(words: readonly string[], distance: number): Iterable<number> {
    if (distance >= words.length) return this.#words.keys();
    return new Set(words.flatMap((word) => this.#beginning(word).flatMap((known) => this.#having.get(known) ?? [])));
  }

  #beginning(start: string): readonly string[] {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle] ?? '') < start) low = middle + 1;
      else high = middle;
    }
    const found: string[] = [];
    for (let at = low; this.#sorted[at]?.startsWith(start) === true; at += 1) found.push(this.#sorted[at] ?? '');
    return found;
  }

  #distance(words: readonly string[], at: number): number {
    const phone = this.#people[at]?.phone.replace(/\D/g, '') ?? '';
    let sum = 0;
    for (const word of words) {
      let least = /^\d{3,}$/.test(word) && phone.includes(word.replace(/^8/, '')) ? 0 : word.length;
      for (const known of this.#words[at] ?? []) {
        if (least === 0) break;
        least = Math.min(least, this.#distanceOf(word, known));
      }
      sum += least;
    }
    return sum;
  }
}

function wordsOfPerson({ id, ru, en, company, position, email }: MadeUpPerson): readonly string[] {
  const short = [
    ...(SHORT_FORMS.get(ru?.first ?? '') ?? []).flatMap((form) => [form, plainLatin(form)]),
    ...(LATIN_SHORT_FORMS[ru?.first ?? ''] ?? []),
  ];
  const names = [ru, en].flatMap((one) => (one === null ? [] : [one.last, one.first, one.father]));
  const russian = ru === null ? [] : [plainLatin(ru.last), plainLatin(ru.first), plainLatin(ru.father)];
  return [...new Set([...names, ...russian, ...short, company, position, email, String(id)].flatMap(wordsOf))];
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/\p{L}+|\d+/gu) ?? []
  );
}

/** Edits that make the typed word the known one; the beginning of it is half an edit farther. */
function distanceOf(typed: string, known: string): number {
  if (known === typed) return 0;
  if (known.startsWith(typed)) return BEGINNING;
  const letters = typed.length;
  let [before, above]: [number[], number[]] = [[], Array.from({ length: known.length + 1 }, (_, x) => x)];
  for (let y = 1; y <= typed.length; y += 1) {
    const row = [y];
    for (let x = 1; x <= known.length; x += 1) {
      const same = typed[y - 1] === known[x - 1];
      let least = Math.min((above[x] ?? 0) + 1, (row[x - 1] ?? 0) + 1, (above[x - 1] ?? 0) + (same ? 0 : 1));
      if (y > 1 && x > 1 && typed[y - 1] === known[x - 2] && typed[y - 2] === known[x - 1])
        least = Math.min(least, (before[x - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, above] = [above, row];
  }
  const whole = above[known.length] ?? letters;
  return letters < SHORTEST_BEGINNING ? whole : Math.min(whole, BEGINNING + Math.min(...above));
}
