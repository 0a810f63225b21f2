/** The first of many whom a search has found: by what they cost, then not yet arrived, the status's priority, the alphabet, the key. */
/** The order of those who cost the same. */
export interface Equals {
  /** By slot: number of traits, and the first letters of the name. */
  readonly traits: Int32Array;
  readonly alphabet: Float64Array;
  /** By number of traits: where they come. */
  readonly places: Int32Array;
  readonly keys: { compare(a: number, b: number): number };
}

export function compareEquals({ traits, alphabet, places, keys }: Equals, a: number, b: number): number {
  const place = (places[traits[a] ?? 0] ?? 0) - (places[traits[b] ?? 0] ?? 0);
  if (place !== 0) return place;
  const letters = (alphabet[a] ?? 0) - (alphabet[b] ?? 0);
  return letters !== 0 ? letters : keys.compare(a, b);
}

/** Found so many times; zero between two calls. */
let counts = new Int32Array(0);

/**
 * @param found who was found
 * @param sums what each of them costs; the least comes first
 * @returns the first `limit`, in order
 */
export function findBest(found: Int32Array, sums: Int32Array, limit: number, equals: Equals): readonly number[] {
  if (limit <= 0 || found.length === 0) return [];
  const last = findLast(sums, limit);
  const better: number[] = [];
  for (let at = 0; at < sums.length; at += 1) if ((sums[at] ?? 0) < last) better.push(at);
  better.sort((a, b) => (sums[a] ?? 0) - (sums[b] ?? 0) || compareEquals(equals, found[a] ?? 0, found[b] ?? 0));
  return better.map((at) => found[at] ?? 0).concat(firstOf(found, sums, limit - better.length, last, equals));
}

/** What the one at the limit costs, or the last there is: fewer than `limit` cost less. */
function findLast(sums: Int32Array, limit: number): number {
  let most = 0;
  for (let at = 0; at < sums.length; at += 1) {
    const sum = sums[at] ?? 0;
    if (sum > most) most = sum;
  }
  if (counts.length <= most) counts = new Int32Array(2 * most + 1);
  for (let at = 0; at < sums.length; at += 1) {
    const sum = sums[at] ?? 0;
    counts[sum] = (counts[sum] ?? 0) + 1;
  }
  let [sum, soFar] = [0, counts[0] ?? 0];
  while (soFar < limit && sum < most) {
    sum += 1;
    soFar += counts[sum] ?? 0;
  }
  counts.fill(0, 0, most + 1);
  return sum;
}

/** The first `limit` of those who cost `sum`. Most are turned away by one look at the last of the list. */
function firstOf(found: Int32Array, sums: Int32Array, limit: number, sum: number, equals: Equals): number[] {
  const { traits, alphabet, places } = equals;
  const first: number[] = [];
  let [lastPlace, lastLetters] = [Infinity, Infinity];
  for (let at = 0; at < found.length; at += 1) {
    if (sums[at] !== sum) continue;
    const slot = found[at] ?? 0;
    const place = places[traits[slot] ?? 0] ?? 0;
    if (place > lastPlace || (place === lastPlace && (alphabet[slot] ?? 0) > lastLetters)) continue;
    let [low, high] = [0, first.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareEquals(equals, first[middle] ?? 0, slot) <= 0) low = middle + 1;
      else high = middle;
    }
    if (low >= limit) continue;
    first.splice(low, 0, slot);
    if (first.length <= limit) {
      if (first.length < limit) continue;
    } else first.pop();
    const last = first[limit - 1] ?? 0;
    [lastPlace, lastLetters] = [places[traits[last] ?? 0] ?? 0, alphabet[last] ?? 0];
  }
  return first;
}
