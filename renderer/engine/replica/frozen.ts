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
const headSchema = z.object({
  people: count,
  firstKey: z.number(),
  words: count,
  pieces: count,
  index: z.array(count),
  displays: z.array(count),
  traitTexts: z.array(z.string()),
});
type Head = z.infer<typeof headSchema>;

/** Read fastest in parts of this size (measured in Chromium, 32 KB to 16 MB). */
const PART = 256 * 1024;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The first part says what the others are. Null is a slice of some milliseconds that made none. */
export function* packReplica({ index, displays }: FrozenReplica): Generator<Uint8Array<ArrayBuffer> | null, void> {
  const packing = packPlaces(index);
  let packed = packing.next();
  for (; packed.done !== true; packed = packing.next()) yield null;
  const columns = packIndex(index, packed.value);
  yield null;
  const shown = { ...displays, ends: packSteps(displays.ends), pieceEnds: packSteps(displays.pieceEnds) };
  const head: Head = {
    people: index.keys.length,
    firstKey: index.keys[0] ?? 0,
    words: index.lexicon.words.ends.length,
    pieces: displays.pieceEnds.length,
    index: [...lengthsOf(INDEX, columns)],
    displays: [...lengthsOf(DISPLAYS, shown)],
    traitTexts: [...index.traitTexts],
  };
  yield encoder.encode(JSON.stringify(head));
  for (const [from, to] of partsOf(byteLength(INDEX, head.index))) yield packPart(INDEX, columns, from, to);
  for (const [from, to] of partsOf(byteLength(DISPLAYS, head.displays))) yield packPart(DISPLAYS, shown, from, to);
}

/** @throws when the parts are not those of one snapshot */
export function unpackReplica(parts: readonly Uint8Array[]): FrozenReplica {
  const [first, ...others] = parts;
  const head = headSchema.parse(JSON.parse(decoder.decode(first)));
  const ofIndex = partsOf(byteLength(INDEX, head.index)).length;
  const index = viewColumns(INDEX, head.index, join(others.slice(0, ofIndex), byteLength(INDEX, head.index)));
  // bytes of their own: they go when the rows are here, and the index stays
  const shown = join(others.slice(ofIndex), byteLength(DISPLAYS, head.displays));
  const displays = viewColumns(DISPLAYS, head.displays, shown);
  return {
    index: unpackIndex(index, head),
    displays: {
      ...displays,
      ends: unpackSteps(displays.ends, head.people),
      pieceEnds: unpackSteps(displays.pieceEnds, head.pieces),
    },
  };
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

function packIndex({ lexicon, ids, keys, ...people }: FrozenPeople, places: Uint8Array): Columns<typeof INDEX> {
  const { words, skeletons, latins } = lexicon;
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
    ...{ words: encoder.encode(words.text), wordEnds: packSteps(words.ends) },
    ...{ skeletons: encoder.encode(skeletons.text), skeletonEnds: packSteps(skeletons.ends) },
    ...{ latins: encoder.encode(latins.text), latinEnds: packSteps(latins.ends) },
  };
}

function unpackIndex(columns: Columns<typeof INDEX>, { people, firstKey, words, traitTexts }: Head): FrozenPeople {
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
