/**
 * Edit distance of people's typing: a letter too many, one missing, another one, two neighbours swapped (optimal string alignment,
 * Damerau 1964; each pair is swapped at most once and not edited again).
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

/**
 * Distances of a typed word to a known one, as far as they are at most `most`; what is farther is `most + 1`.
 * @param most 1 or 2
 * @returns for `wholeOf` (to the whole word) and `beginningOf` (to the nearest beginning of it)
 */
export function distancesOf(typed: string, known: string, most: number): number {
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
