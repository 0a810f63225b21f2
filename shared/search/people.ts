/**
 * Finding people while somebody types: every word of the query has to begin a word of the person (names in either locale,
 * company, position, email and its domain, Id), or be part of the phone number.
 *
 * One line of normalised text a person, scanned: built in a fifth of a second for 100,000 people, a query in some
 * milliseconds. Issue 4 puts a real index behind the same interface.
 */

/** What is searchable of one person. */
export interface PersonText {
  /** Names, the ones people say first; each may hold several words. */
  readonly names: readonly string[];
  readonly others: readonly string[];
  readonly email: string;
  readonly phone: string;
  readonly id: number | null;
  /** Sorts before smaller ones among equal matches (the status's priority). */
  readonly weight: number;
}

export interface Found<Key> {
  readonly keys: readonly Key[];
  readonly total: number;
}

interface Entry<Key> extends IndexedPerson {
  readonly key: Key;
}

/** What the index keeps of a person: plain values, so that they can be stored and put back without the work of making them. */
export interface IndexedPerson {
  /** ` word word …` normalised, names first. */
  readonly text: string;
  readonly namesEnd: number;
  readonly id: string;
  readonly phone: string;
  readonly weight: number;
}

interface Query {
  /** Each with a leading space: it has to begin a word. */
  readonly words: readonly string[];
  /** The same word where it can be part of a phone number. */
  readonly phones: readonly (PhonePart | null)[];
}

interface PhonePart {
  readonly digits: string;
  /** What a number that is meant so begins with: 8 is how Russians dial their own 7. */
  readonly start: string;
}

interface Hit<Key> {
  readonly entry: Entry<Key>;
  readonly tier: number;
}

/** Single spaces are left alone: they are most of what there is, and already what they should be. */
const SEPARATORS = / ?["«»()[\],;:/\\|\-–—\t\n\r\u00a0]["«»()[\],;:/\\|\-–—\t\n\r\u00a0 ]*| {2,}/g;
const SHORTEST_PHONE_PART = 3;
/** Long enough to be nothing else; or the beginning of a Russian number. */
const PHONE = /^(?:[+\d][\d\s()+-]{4,}|(?:\+?7|8)[\d\s()-]*)$/;
const PHONE_WORD = /^\+?\d+$/;

/** Lower case, ё as е, everything that separates words as one space. */
export function normalise(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е').replace(SEPARATORS, ' ').trim();
}

export class PeopleIndex<Key> {
  readonly #entries = new Map<Key, Entry<Key>>();
  #watched: Query | null = null;
  #total = 0;

  get size(): number {
    return this.#entries.size;
  }

  /** How many people match the query of the last `watch`, kept true as people are put and removed. */
  get total(): number {
    return this.#total;
  }

  put(key: Key, person: PersonText): void {
    this.putIndexed(key, indexPerson(person));
  }

  /** Puts back what `indexPerson` made of a person. */
  putIndexed(key: Key, person: IndexedPerson): void {
    const entry: Entry<Key> = { key, ...person };
    this.#total += this.#counts(entry) - this.#counts(this.#entries.get(key));
    this.#entries.set(key, entry);
  }

  /** Another place among equals; what a person is found by stays. Nothing for somebody who is not here. */
  reweigh(key: Key, weight: number): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined && entry.weight !== weight) this.#entries.set(key, { ...entry, weight });
  }

  clear(): void {
    this.#entries.clear();
    this.#total = 0;
  }

  remove(key: Key): void {
    this.#total -= this.#counts(this.#entries.get(key));
    this.#entries.delete(key);
  }

  #counts(entry: Entry<Key> | undefined): number {
    return entry !== undefined && this.#watched !== null && tierOf(entry, this.#watched) !== null ? 1 : 0;
  }

  /** True when the person is found by the query. */
  matches(key: Key, text: string): boolean {
    const query = readQuery(text);
    const entry = this.#entries.get(key);
    return query !== null && entry !== undefined && tierOf(entry, query) !== null;
  }

  /** The order of two people in the results of a query: negative when the first comes first. */
  compare(a: Key, b: Key, text: string): number {
    const query = readQuery(text);
    const [first, second] = [this.#entries.get(a), this.#entries.get(b)];
    if (query === null || first === undefined || second === undefined) return 0;
    return compareHits(
      { entry: first, tier: tierOf(first, query) ?? 9 },
      { entry: second, tier: tierOf(second, query) ?? 9 },
    );
  }

  /** As `search`, and from now on `total` is about this query. */
  watch(text: string, limit: number): Found<Key> {
    const found = this.search(text, limit);
    this.#watched = readQuery(text);
    this.#total = found.total;
    return found;
  }

  /** The best `limit` people for a query, and how many there are. An empty query finds nobody. */
  search(text: string, limit: number): Found<Key> {
    const query = readQuery(text);
    if (query === null) return { keys: [], total: 0 };
    const best: Hit<Key>[] = [];
    let total = 0;
    for (const entry of this.#entries.values()) {
      const tier = tierOf(entry, query);
      if (tier === null) continue;
      total += 1;
      keepBest(best, { entry, tier }, limit);
    }
    return { keys: best.map((hit) => hit.entry.key), total };
  }
}

/** Normalises what is searchable of a person. */
export function indexPerson(person: PersonText): IndexedPerson {
  const names = ` ${normalise(person.names.join(' '))} `;
  const domain = person.email.slice(person.email.indexOf('@') + 1);
  const rest = `${person.others.join(' ')} ${person.email} ${domain} ${person.id ?? ''}`;
  return {
    text: `${names}${normalise(rest)} `,
    namesEnd: names.length,
    id: person.id === null ? '' : ` ${person.id}`,
    phone: phoneDigits(person.phone),
    weight: person.weight,
  };
}

/** Digits only. A Russian number is +7 and ten digits, and is also written with 8 or 7 in front or with neither. */
function phoneDigits(phone: string): string {
  const digits = digitsOf(phone);
  if (phone.trim().startsWith('+')) return digits;
  if (digits.length === 11 && digits.startsWith('8')) return `7${digits.slice(1)}`;
  return digits.length === 10 ? `7${digits}` : digits;
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

function readQuery(text: string): Query | null {
  const trimmed = text.trim();
  const whole = PHONE.test(trimmed) ? readPhonePart(trimmed) : null;
  if (whole !== null) return { words: [` ${whole.digits}`], phones: [whole] };
  const words = normalise(text)
    .split(' ')
    .filter((word) => word !== '');
  if (words.length === 0) return null;
  return {
    words: words.map((word) => ` ${word}`),
    phones: words.map((word) => (PHONE_WORD.test(word) ? readPhonePart(word) : null)),
  };
}

function readPhonePart(typed: string): PhonePart | null {
  const digits = digitsOf(typed);
  if (digits.length < SHORTEST_PHONE_PART) return null;
  return { digits, start: typed.startsWith('8') ? `7${digits.slice(1)}` : digits };
}

function hasPhonePart(phone: string, part: PhonePart): boolean {
  return phone.includes(part.digits) || phone.startsWith(part.start);
}

/** 0: a whole word of the names or the Id; 1: begins a name; 2: anything else; null: not found. */
function tierOf<Key>(entry: Entry<Key>, query: Query): number | null {
  let tier = 0;
  for (let index = 0; index < query.words.length; index += 1) {
    const word = query.words[index] ?? '';
    const at = entry.text.indexOf(word);
    if (at === -1) {
      const part = query.phones[index] ?? null;
      if (part === null || !hasPhonePart(entry.phone, part)) return null;
      tier = Math.max(tier, 2);
    } else if (at >= entry.namesEnd - 1) {
      if (word !== entry.id) tier = 2;
    } else if (!isWholeName(entry, word)) {
      tier = Math.max(tier, word === entry.id ? 0 : 1);
    }
  }
  return tier;
}

function isWholeName<Key>(entry: Entry<Key>, word: string): boolean {
  const at = entry.text.indexOf(`${word} `);
  return at !== -1 && at < entry.namesEnd - 1;
}

function compareHits<Key>(a: Hit<Key>, b: Hit<Key>): number {
  if (a.tier !== b.tier) return a.tier - b.tier;
  if (a.entry.weight !== b.entry.weight) return b.entry.weight - a.entry.weight;
  if (a.entry.text === b.entry.text) return 0;
  return a.entry.text < b.entry.text ? -1 : 1;
}

/** Keeps `best` sorted and no longer than `limit`. */
function keepBest<Key>(best: Hit<Key>[], hit: Hit<Key>, limit: number): void {
  const last = best.at(-1);
  if (best.length >= limit && last !== undefined && compareHits(hit, last) >= 0) return;
  let low = 0;
  let high = best.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = best[middle];
    if (other !== undefined && compareHits(other, hit) <= 0) low = middle + 1;
    else high = middle;
  }
  best.splice(low, 0, hit);
  if (best.length > limit) best.pop();
}
