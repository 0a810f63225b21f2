/**
 * Which letters of a shown text answer to a query, in the spelling that is shown: as typed where they begin the word as typed, by
 * their sounds where they sound so, the whole word where it was mistyped or has another form.
 */
import { COSTS, type Forgiving, type TypedWord } from './cost.ts';
import { Lexicon } from './lexicon.ts';
import { digitPlaces, type PhonePart, phoneDigits } from './phone.ts';
import { skeletonOf } from './skeleton.ts';
import { spellWords, type SpelledWord } from './words.ts';

/** From (included) and to (excluded), in UTF-16 units of the text. */
export type Mark = readonly [from: number, to: number];

/** How the person was found: `PeopleIndex.readingOf`. */
export interface MarkedReading {
  readonly words: readonly TypedWord[];
  readonly forgiving: Forgiving;
}

/** Marks texts of people for one query; each word is looked at once. */
export class Marker {
  readonly #lexicon = new Lexicon();
  readonly #costs = new Map<TypedWord, Map<string, number>>();

  /**
   * @param texts what is shown of one person; `phone` is read as a number
   * @returns marks of each text, in order, without overlaps
   */
  mark<Name extends string>(
    { words, forgiving }: MarkedReading,
    texts: Readonly<Record<Name, string>>,
  ): Readonly<Record<Name, readonly Mark[]>> {
    const names = Object.keys(texts) as Name[];
    const spelled = names.map((name) => spellWords(texts[name]));
    const marks: Mark[][] = names.map(() => []);
    for (const typed of words) {
      const { phone } = typed;
      names.forEach((name, at) => {
        if (name === 'phone' && phone !== null) marks[at]?.push(...marksInPhone(texts[name], phone));
      });
      const fits = spelled.map((all) => all.map((word) => this.#costOf(typed, word.word, forgiving)));
      const least = Math.min(...fits.flat(), Infinity);
      if (least === Infinity) continue;
      const most = least < COSTS.mistake ? COSTS.mistake - 1 : least; // a mistake is marked only where nothing else fits
      fits.forEach((all, at) => {
        all.forEach((cost, index) => {
          const word = spelled[at]?.[index];
          if (word !== undefined && cost <= most) marks[at]?.push(markIn(word, typed));
        });
      });
    }
    return Object.fromEntries(names.map((name, at) => [name, merge(marks[at] ?? [])])) as Record<Name, readonly Mark[]>;
  }

  #costOf(typed: TypedWord, word: string, forgiving: Forgiving): number {
    let known = this.#costs.get(typed);
    if (known === undefined) {
      known = new Map<string, number>();
      this.#costs.set(typed, known);
    }
    const name = `${forgiving} ${word}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const cost = typed.costOf(this.#lexicon, this.#lexicon.add(word), forgiving);
    const fit = cost < 0 ? Infinity : cost;
    known.set(name, fit);
    return fit;
  }
}

function markIn({ word, start, ends }: SpelledWord, typed: TypedWord): Mark {
  const length = word.startsWith(typed.word) ? typed.word.length : lengthBySound(word, typed);
  return [start, ends[length - 1] ?? start];
}

/** So many letters of the word sound as what was typed; all of them when no beginning of it does. */
function lengthBySound(word: string, typed: TypedWord): number {
  const skeleton = skeletonOf(word);
  const beginnings = [...typed.beginnings.own, ...typed.beginnings.inLatin];
  if (typed.isWhole(skeleton) || !beginnings.some((sounds) => skeleton.startsWith(sounds))) return word.length;
  for (let length = 1; length < word.length; length += 1) {
    const sounds = skeletonOf(word.slice(0, length));
    if (beginnings.some((beginning) => sounds.startsWith(beginning))) return length;
  }
  return word.length;
}

function marksInPhone(shown: string, part: PhonePart): readonly Mark[] {
  const places = digitPlaces(shown);
  const digits = places.map((at) => shown[at]).join('');
  const inside = digits.indexOf(part.digits);
  // 8 900 … is shown as +7 900 …, and the other way round
  const isFromStart = inside === -1 && phoneDigits(shown).startsWith(part.start);
  const from = isFromStart ? 0 : inside;
  const length = isFromStart ? part.start.length - (phoneDigits(shown).length - digits.length) : part.digits.length;
  const [first, last] = [places[from], places[from + length - 1]];
  return from === -1 || first === undefined || last === undefined ? [] : [[first, last + 1]];
}

function merge(marks: readonly Mark[]): readonly Mark[] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...marks].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1);
    if (last === undefined || from > last[1]) merged.push([from, to]);
    else last[1] = Math.max(last[1], to);
  }
  return merged;
}
