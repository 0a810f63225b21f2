/** The frozen index and what people are shown by, as columns that are written in parts: a start waits for bytes, so they are few, and are spread out when they are here. */
import { z } from 'zod';
import type { FrozenPeople, FrozenTexts } from '../../../shared/search/frozen.ts';
import { byteLength, type Columns, lengthsOf, packPart, viewColumns } from './columns.ts';
import type { PackedDisplays } from './displays.ts';
import { packPlaces, unpackPlaces } from './frozen-places.ts';
import { packNumbers, packSteps, unpackLargeSteps, unpackNumbers, unpackSteps } from './varints.ts';

/** What a snapshot holds: people in the order of their Ids. */
export interface FrozenReplica {
  readonly index: FrozenPeople;
  readonly displays: PackedDisplays;
}

/** Everything but the letters that people are put in order by takes as few bytes as it needs. */
const INDEX = {
  ids: 'f64',
  alphabet: 'f64',
  keys: 'u8',
  traits: 'u8',
  starts: 'u8',
  places: 'u8',
  placeStarts: 'u8',
  phones: 'u8',
  phoneEnds: 'u8',
  words: 'u8',
  wordEnds: 'u8',
  skeletons: 'u8',
  skeletonEnds: 'u8',
  latins: 'u8',
  latinEnds: 'u8',
} as const;
const DISPLAYS = { codes: 'u8', ends: 'u8', pieces: 'u8', pieceEnds: 'u8' } as const;

const count = z.number().int().min(0);
const indexHead = z.object({
  people: count,
  firstKey: z.number(),
  words: count,
  lengths: z.array(count),
  traitTexts: z.array(z.string()),
});
const displaysHead = z.object({ people: count, pieces: count, lengths: z.array(count) });

/** Read fastest in parts of this size (measured in Chromium, 32 KB to 16 MB). */
const PART = 256 * 1024;
const NO_BYTES = new Uint8Array(0);
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The first part says what the others are. Null is a slice of some milliseconds that made none. */
export type Parts = Generator<Uint8Array<ArrayBuffer> | null, void>;

export function* packIndex(index: FrozenPeople): Parts {
  const packing = packPlaces(index);
  let places = packing.next();
  for (; places.done !== true; places = packing.next()) yield null;
  const texts: Uint8Array[] = [];
  for (const { text } of [index.lexicon.words, index.lexicon.skeletons, index.lexicon.latins]) {
    yield null;
    texts.push(encoder.encode(text));
  }
  yield null;
  const columns = columnsOf(index, places.value, texts);
  const lengths = [...lengthsOf(INDEX, columns)];
  const { keys, lexicon, traitTexts } = index;
  yield packHead<typeof indexHead>({
    ...{ people: keys.length, firstKey: keys[0] ?? 0, words: lexicon.words.ends.length },
    ...{ lengths, traitTexts: [...traitTexts] },
  });
  for (const [from, to] of partsOf(byteLength(INDEX, lengths))) yield packPart(INDEX, columns, from, to);
}

export function* packDisplays({ codes, ends, pieces, pieceEnds }: PackedDisplays): Parts {
  const columns = { codes, pieces, ends: packSteps(ends), pieceEnds: packSteps(pieceEnds) };
  const lengths = [...lengthsOf(DISPLAYS, columns)];
  yield packHead<typeof displaysHead>({ people: ends.length, pieces: pieceEnds.length, lengths });
  for (const [from, to] of partsOf(byteLength(DISPLAYS, lengths))) yield packPart(DISPLAYS, columns, from, to);
}

/** @throws when the parts are not those of one index */
export function unpackIndex([first, ...others]: readonly Uint8Array[]): FrozenPeople {
  const head = indexHead.parse(JSON.parse(decoder.decode(first)));
  const columns = viewColumns(INDEX, head.lengths, join(others, byteLength(INDEX, head.lengths)));
  return peopleOf(columns, head);
}

/** @throws when the parts are not those of one snapshot */
export function unpackDisplays([first, ...others]: readonly Uint8Array[]): PackedDisplays {
  const { people, pieces, lengths } = displaysHead.parse(JSON.parse(decoder.decode(first)));
  const columns = viewColumns(DISPLAYS, lengths, join(others, byteLength(DISPLAYS, lengths)));
  const [ends, pieceEnds] = [unpackSteps(columns.ends, people), unpackSteps(columns.pieceEnds, pieces)];
  if ((ends.at(-1) ?? 0) !== columns.codes.length) throw new Error('the cards of the snapshot do not fit each other');
  return { ...columns, ends, pieceEnds };
}

function packHead<Head extends z.ZodType>(head: z.infer<Head>): Uint8Array<ArrayBuffer> {
  return encoder.encode(JSON.stringify(head));
}

function partsOf(length: number): readonly (readonly [number, number])[] {
  return Array.from({ length: Math.ceil(length / PART) }, (_, part) => [
    part * PART,
    Math.min(length, (part + 1) * PART),
  ]);
}

function join(parts: readonly Uint8Array[], length: number): ArrayBuffer {
  const buffer = new ArrayBuffer(length);
  const bytes = new Uint8Array(buffer);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  if (at !== length) throw new Error('a part of the snapshot is missing');
  return buffer;
}

function columnsOf(
  { lexicon, ids, keys, ...people }: FrozenPeople,
  places: Uint8Array,
  [words = NO_BYTES, skeletons = NO_BYTES, latins = NO_BYTES]: readonly Uint8Array[],
): Columns<typeof INDEX> {
  return {
    ids: ids.every((id, slot) => id === keys[slot]) ? new Float64Array(0) : ids,
    alphabet: people.alphabet,
    keys: packSteps(keys, keys[0] ?? 0),
    traits: packNumbers(people.traits),
    starts: packSteps(people.starts),
    places,
    placeStarts: packSteps(people.placeStarts),
    phones: people.phones,
    phoneEnds: packSteps(people.phoneEnds),
    ...{ words, wordEnds: packSteps(lexicon.words.ends) },
    ...{ skeletons, skeletonEnds: packSteps(lexicon.skeletons.ends) },
    ...{ latins, latinEnds: packSteps(lexicon.latins.ends) },
  };
}

function peopleOf(
  columns: Columns<typeof INDEX>,
  { people, firstKey, words, traitTexts }: z.infer<typeof indexHead>,
): FrozenPeople {
  const { ids, alphabet, phones } = columns;
  const keys = unpackLargeSteps(columns.keys, people, firstKey);
  const starts = unpackSteps(columns.starts, people + 1);
  const placeStarts = unpackSteps(columns.placeStarts, words + 1);
  const isWhole =
    alphabet.length === people &&
    (ids.length === 0 || ids.length === people) &&
    starts.at(-1) === placeStarts.at(-1) &&
    traitTexts.length <= people;
  if (!isWhole) throw new Error('the columns of the snapshot do not fit each other');
  return {
    ...{ keys, alphabet, phones, starts, placeStarts, traitTexts },
    ...unpackPlaces(columns.places, placeStarts, starts),
    ids: ids.length === 0 ? keys : ids,
    traits: unpackNumbers(columns.traits, people),
    phoneEnds: unpackSteps(columns.phoneEnds, people),
    lexicon: {
      words: new LazyTexts(columns.words, unpackSteps(columns.wordEnds, words)),
      skeletons: new LazyTexts(columns.skeletons, unpackSteps(columns.skeletonEnds, words)),
      latins: new LazyTexts(columns.latins, unpackSteps(columns.latinEnds, words)),
    },
  };
}

/** Not all of them are needed to find somebody. */
class LazyTexts implements FrozenTexts {
  readonly ends: Int32Array;
  #bytes: Uint8Array;
  #text: string | null = null;

  constructor(bytes: Uint8Array, ends: Int32Array) {
    this.#bytes = bytes;
    this.ends = ends;
  }

  get text(): string {
    this.#text ??= decoder.decode(this.#bytes);
    return this.#text;
  }
}
