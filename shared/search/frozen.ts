/**
 * An index as it is kept on disk: columns of numbers and flat texts, in which nobody has to be looked at to begin. Slots are in the
 * order of the keys' numbers, words in the order of the lexicon.
 */

/** Texts one after the other. */
export interface FrozenTexts {
  readonly text: string;
  /** Where each ends, in UTF-16 units. */
  readonly ends: Int32Array;
}

export interface FrozenLexicon {
  /** In the order of the skeletons, then as written. */
  readonly words: FrozenTexts;
  readonly skeletons: FrozenTexts;
  readonly latins: FrozenTexts;
}

export interface FrozenPeople {
  readonly lexicon: FrozenLexicon;
  /** Numbers of the keys, ascending. */
  readonly keys: Float64Array;
  readonly ids: Float64Array;
  readonly alphabet: Float64Array;
  /** Numbers of `traitTexts`. */
  readonly traits: Int32Array;
  readonly traitTexts: readonly string[];
  /** Of all slots in a row, the word and the field of each place; where those of each slot begin, and where the last ends. */
  readonly forward: Int32Array;
  readonly starts: Int32Array;
  /** Of all words in a row, the slot and the field of each place; where those of each word begin, and where the last ends. */
  readonly places: Int32Array;
  readonly placeStarts: Int32Array;
  /** Digits of all phones in a row, and where those of each slot end. */
  readonly phones: Uint8Array;
  readonly phoneEnds: Int32Array;
}

export function textAt({ text, ends }: FrozenTexts, number: number): string {
  return text.substring(number === 0 ? 0 : (ends[number - 1] ?? 0), ends[number] ?? 0);
}

export function freezeTexts(texts: readonly string[]): FrozenTexts {
  const ends = new Int32Array(texts.length);
  let end = 0;
  for (let at = 0; at < texts.length; at += 1) {
    end += texts[at]?.length ?? 0;
    ends[at] = end;
  }
  return { text: texts.join(''), ends };
}
