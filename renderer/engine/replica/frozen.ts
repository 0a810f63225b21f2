/** The frozen index and what people are shown by, as columns that are written in parts and used where they are read. */
import { z } from 'zod';
import type { FrozenPeople, FrozenTexts } from '../../../shared/search/frozen.ts';
import { byteLength, type Columns, type Lengths, lengthsOf, packPart, viewColumns } from './columns.ts';
import type { PackedDisplays } from './displays.ts';

/** What a snapshot holds: people in the order of their Ids. */
export interface FrozenReplica {
  readonly index: FrozenPeople;
  readonly displays: PackedDisplays;
}

const INDEX = {
  keys: 'f64',
  ids: 'f64',
  alphabet: 'f64',
  traits: 'i32',
  forward: 'i32',
  starts: 'i32',
  places: 'i32',
  placeStarts: 'i32',
  phones: 'u8',
  phoneEnds: 'i32',
  letterWords: 'i32',
  looks: 'i32',
  words: 'u8',
  wordEnds: 'i32',
  skeletons: 'u8',
  skeletonEnds: 'i32',
  latins: 'u8',
  latinEnds: 'i32',
} as const;
const DISPLAYS = { codes: 'u8', ends: 'i32', pieces: 'u8', pieceEnds: 'i32' } as const;

const headSchema = z.object({
  index: z.array(z.number().int().min(0)),
  displays: z.array(z.number().int().min(0)),
  traitTexts: z.array(z.string()),
});
type Head = z.infer<typeof headSchema>;

/** Read fastest in parts of this size (measured in Chromium, 32 KB to 16 MB). */
const PART = 256 * 1024;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The first part says what the others are. Each takes a moment. */
export function* packReplica({ index, displays }: FrozenReplica): Generator<Uint8Array<ArrayBuffer>, void> {
  const columns = columnsOf(index);
  const head: Head = {
    index: [...lengthsOf(INDEX, columns)],
    displays: [...lengthsOf(DISPLAYS, displays)],
    traitTexts: [...index.traitTexts],
  };
  yield encoder.encode(JSON.stringify(head));
  for (const [from, to] of partsOf(byteLength(INDEX, head.index))) yield packPart(INDEX, columns, from, to);
  for (const [from, to] of partsOf(byteLength(DISPLAYS, head.displays))) yield packPart(DISPLAYS, displays, from, to);
}

/** @throws when the parts are not those of one snapshot */
export function unpackReplica(parts: readonly Uint8Array[]): FrozenReplica {
  const [first, ...others] = parts;
  const head = headSchema.parse(JSON.parse(decoder.decode(first)));
  const ofIndex = partsOf(byteLength(INDEX, head.index)).length;
  const index = join(others.slice(0, ofIndex), byteLength(INDEX, head.index));
  const displays = join(others.slice(ofIndex), byteLength(DISPLAYS, head.displays));
  const columns = viewColumns(INDEX, head.index, index);
  checkLengths(columns, head.displays);
  return {
    index: peopleOf(columns, head.traitTexts),
    // bytes of their own: they go when the rows are here, and the index stays
    displays: viewColumns(DISPLAYS, head.displays, displays),
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

function columnsOf({ lexicon, ids, ...people }: FrozenPeople): Columns<typeof INDEX> {
  const { words, skeletons, latins, letterWords, looks } = lexicon;
  const areKeys = ids.every((id, slot) => id === people.keys[slot]);
  return {
    ...people,
    ids: areKeys ? new Float64Array(0) : ids,
    ...{ letterWords, looks },
    ...{ words: encoder.encode(words.text), wordEnds: words.ends },
    ...{ skeletons: encoder.encode(skeletons.text), skeletonEnds: skeletons.ends },
    ...{ latins: encoder.encode(latins.text), latinEnds: latins.ends },
  };
}

function peopleOf(columns: Columns<typeof INDEX>, traitTexts: readonly string[]): FrozenPeople {
  const { words, wordEnds, skeletons, skeletonEnds, latins, latinEnds, letterWords, looks, ...people } = columns;
  return {
    ...people,
    ids: people.ids.length === 0 ? people.keys : people.ids,
    traitTexts,
    lexicon: {
      ...{ letterWords, looks },
      words: new LazyTexts(words, wordEnds),
      skeletons: new LazyTexts(skeletons, skeletonEnds),
      latins: new LazyTexts(latins, latinEnds),
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

function checkLengths(index: Columns<typeof INDEX>, displays: Lengths): void {
  const people = index.keys.length;
  const ofPeople = [index.alphabet, index.traits, index.phoneEnds].map(({ length }) => length);
  const words = index.wordEnds.length;
  const isWhole =
    ofPeople.every((length) => length === people) &&
    (index.ids.length === 0 || index.ids.length === people) &&
    displays[1] === people &&
    index.starts.length === people + 1 &&
    index.placeStarts.length === words + 1 &&
    [index.skeletonEnds, index.latinEnds].every(({ length }) => length === words) &&
    index.starts[people] === index.forward.length &&
    index.forward.length === index.places.length;
  if (!isWhole) throw new Error('the columns of the snapshot do not fit each other');
}
