/**
 * Edit distance of people's typing: a letter too many, one missing, another one, two neighbours swapped (optimal string alignment,
 * Damerau 1964; each pair is swapped at most once and not edited again). A column of the matrix is one number, a bit a letter (Myers
 * 1999, with swaps by Hyyrö 2003): most of a search for mistakes is this.
 */

/** Longer words are cut: nobody is told apart by what comes after. */
const LONGEST = 40;

const rows = [new Uint8Array(LONGEST + 2), new Uint8Array(LONGEST + 2), new Uint8Array(LONGEST + 2)];

/** Two distances in one number: this is called too often for an object each time. */
export function packDistances(whole: number, beginning: number): number {
  return whole * 4 + beginning;
}

export function wholeOf(distances: number): number {
  return distances >> 2;
}

export function beginningOf(distances: number): number {
  return distances & 3;
}

/** Which bits of a typed word each letter is. */
class Pattern {
  word = '';
  readonly #bits = new Int32Array(TABLE_END);

  read(word: string): void {
    for (let at = 0; at < this.word.length; at += 1) {
      const code = this.word.charCodeAt(at);
      if (code < TABLE_END) this.#bits[code] = 0;
    }
    this.word = word;
    for (let at = 0; at < word.length; at += 1) {
      const code = word.charCodeAt(at);
      if (code < TABLE_END) this.#bits[code] = (this.#bits[code] ?? 0) | (1 << at);
    }
  }

  bitsOf(code: number): number {
    if (code < TABLE_END) return this.#bits[code] ?? 0;
    let bits = 0;
    for (let at = 0; at < this.word.length; at += 1) if (this.word.charCodeAt(at) === code) bits |= 1 << at;
    return bits;
  }
}

/** Up to the end of Cyrillic. */
const TABLE_END = 0x530;
const BITS = 31;
/** A typed word is compared by its sounds and by its letters in turn. */
let [pattern, other] = [new Pattern(), new Pattern()];

/**
 * Distances of a typed word to a known one, as far as they are at most `most`; what is farther is `most + 1`.
 * @param most 1 or 2
 * @returns for `wholeOf` (to the whole word) and `beginningOf` (to the nearest beginning of it)
 */
export function distancesOf(typed: string, known: string, most: number): number {
  const height = typed.length;
  if (height > BITS) return distancesOfLong(typed, known, most);
  const far = most + 1;
  const width = Math.min(known.length, height + most);
  if (width < height - most) return packDistances(far, far);
  if (height === 0) return packDistances(Math.min(known.length, far), 0);
  if (pattern.word !== typed) {
    [pattern, other] = [other, pattern];
    if (pattern.word !== typed) pattern.read(typed);
  }
  const last = 1 << (height - 1);
  let [rising, falling, same, before] = [-1, 0, 0, 0];
  let distance = height;
  let beginning = height;
  for (let at = 0; at < width; at += 1) {
    const bits = pattern.bitsOf(known.charCodeAt(at));
    const swapped = ((~same & bits) << 1) & before;
    same = (((bits & rising) + rising) ^ rising) | bits | falling | swapped;
    const more = falling | ~(same | rising);
    const less = same & rising;
    if ((more & last) !== 0) distance += 1;
    else if ((less & last) !== 0) distance -= 1;
    if (distance < beginning) beginning = distance;
    else if (beginning > most && distance - (width - at - 1) > most) return packDistances(far, far);
    const shifted = (more << 1) | 1;
    rising = (less << 1) | ~(same | shifted);
    falling = shifted & same;
    before = bits;
  }
  const whole = known.length > height + most ? far : Math.min(distance, far);
  return packDistances(whole, Math.min(beginning, far));
}

/** The same for words of more letters than a number has bits, by a band of the matrix. */
function distancesOfLong(typed: string, known: string, most: number): number {
  const height = Math.min(typed.length, LONGEST);
  const width = Math.min(known.length, height + most);
  const far = most + 1;
  let [before, above, row] = rows as [Uint8Array, Uint8Array, Uint8Array];
  for (let x = 0; x <= width; x += 1) above[x] = Math.min(x, far);
  for (let y = 1; y <= height; y += 1) {
    const letter = typed.charCodeAt(y - 1);
    const previous = y > 1 ? typed.charCodeAt(y - 2) : -1;
    const from = Math.max(1, y - most);
    const to = Math.min(width, y + most);
    row[from - 1] = from === 1 ? Math.min(y, far) : far;
    let least = row[from - 1] ?? far;
    for (let x = from; x <= to; x += 1) {
      const other = known.charCodeAt(x - 1);
      let distance = (above[x - 1] ?? far) + (letter === other ? 0 : 1);
      const missing = x < y + most ? (above[x] ?? far) + 1 : far;
      if (missing < distance) distance = missing;
      const extra = (row[x - 1] ?? far) + 1;
      if (extra < distance) distance = extra;
      if (previous === other && x > 1 && known.charCodeAt(x - 2) === letter) {
        const swapped = (before[x - 2] ?? far) + 1;
        if (swapped < distance) distance = swapped;
      }
      if (distance > far) distance = far;
      row[x] = distance;
      if (distance < least) least = distance;
    }
    if (to < width) row[to + 1] = far;
    if (least > most) return packDistances(far, far);
    [before, above, row] = [above, row, before];
  }
  let beginning = far;
  for (let x = Math.max(0, height - most); x <= Math.min(width, height + most); x += 1) {
    beginning = Math.min(beginning, above[x] ?? far);
  }
  const whole = known.length <= height + most && known.length >= height - most ? (above[known.length] ?? far) : far;
  return packDistances(whole, beginning);
}
