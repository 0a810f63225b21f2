/**
 * The journal's file format.
 *
 *   header   magic 8 │ file id 16 │ proof of the key (iv 12, tag 16) │ crc32 4
 *   frame    length u32 │ crc32 u32 │ iv 12, ciphertext, tag 16          (length and crc are of the part behind them)
 *
 * A frame is one sealed JSON array of records, bound to its file and its place in it (the context holds file id and frame
 * number): frames can be neither moved, repeated nor left out without its showing. Integers are big-endian.
 *
 * The last sign of the magic is the version. 2 knows records that 1 did not (notes) and new fields of old ones, 3 those of the
 * print queue; frames are the same, so that a file of an older version becomes one of this by its header alone.
 */
import { crc32 } from 'node:zlib';
import { IV_BYTES, type Random, seal, TAG_BYTES, unseal } from '../seal.ts';
import type { JournalRecord } from './record.ts';

export type FormatVersion = 1 | 2 | 3;

const VERSIONS: readonly FormatVersion[] = [1, 2, 3];

const FAMILY = Buffer.from('STOIKAJ');
const MAGICS: Readonly<Record<FormatVersion, Buffer>> = {
  1: Buffer.from('STOIKAJ1'),
  2: Buffer.from('STOIKAJ2'),
  3: Buffer.from('STOIKAJ3'),
};
export const CURRENT_VERSION: FormatVersion = 3;
const MAGIC_BYTES = 8;
const FILE_ID_BYTES = 16;
const PROOF_BYTES = IV_BYTES + TAG_BYTES;
const HEADER_BODY = MAGIC_BYTES + FILE_ID_BYTES + PROOF_BYTES;
export const HEADER_BYTES = HEADER_BODY + 4;
export const FRAME_PREFIX = 8;

export interface FrameKey {
  readonly dataKey: Buffer;
  readonly fileId: Buffer;
}

/** Makes the header of a file, sealed so that a reader can tell its key. */
export function encodeHeader(key: FrameKey, random: Random, version: FormatVersion = CURRENT_VERSION): Buffer {
  const magic = MAGICS[version];
  const proof = seal(key.dataKey, Buffer.alloc(0), Buffer.concat([magic, key.fileId]), random);
  const body = Buffer.concat([magic, key.fileId, proof]);
  return Buffer.concat([body, uint32(crc32(body))]);
}

/** Makes the random name of a new file. */
export function makeFileId(random: Random): Buffer {
  return Buffer.from(random(FILE_ID_BYTES));
}

/** Seals records as the frame of this number in the key's file. */
export function encodeFrame(key: FrameKey, number: number, records: readonly JournalRecord[], random: Random): Buffer {
  const payload = seal(key.dataKey, Buffer.from(JSON.stringify(records)), contextOf(key.fileId, number), random);
  return Buffer.concat([uint32(payload.length), uint32(crc32(payload)), payload]);
}

/** What the first bytes of a file say. */
type Recognised = FormatVersion | 'newer' | 'none';

/**
 * Which version wrote a file. A version that we do not know is believed only when it is not one of ours with a damaged sign: a
 * newer file is nothing that we may put aside, a damaged one has to be mended.
 */
export function recogniseJournal(bytes: Buffer): Recognised {
  if (bytes.length < MAGIC_BYTES || !bytes.subarray(0, FAMILY.length).equals(FAMILY)) return 'none';
  for (const version of VERSIONS) {
    if (bytes.subarray(0, MAGIC_BYTES).equals(MAGICS[version])) return version;
  }
  return VERSIONS.some((version) => isWholeHeader(withMagic(bytes, version))) ? 'none' : 'newer';
}

/**
 * Reads the header.
 * @returns the file id and whether the header is whole; null when this key is not the file's. A damaged header gives the file
 *   id as it lies there: whether it is right, the frames show.
 */
export function readHeader(
  bytes: Buffer,
  dataKey: Buffer,
): { readonly fileId: Buffer; readonly version: FormatVersion; readonly whole: boolean } | null {
  if (bytes.length < HEADER_BYTES) return null;
  const recognised = recogniseJournal(bytes);
  const version = typeof recognised === 'number' ? recognised : CURRENT_VERSION;
  const fileId = Buffer.from(bytes.subarray(MAGIC_BYTES, MAGIC_BYTES + FILE_ID_BYTES));
  if (recognised === 'newer') return null;
  if (recognised === 'none' || !isWholeHeader(bytes)) return { fileId, version, whole: false };
  const proof = bytes.subarray(HEADER_BODY - PROOF_BYTES, HEADER_BODY);
  const proved = unseal(dataKey, proof, Buffer.concat([MAGICS[version], fileId])) !== null;
  return proved ? { fileId, version, whole: true } : null;
}

export interface Frame {
  readonly records: readonly JournalRecord[];
  /** Where the next one begins. */
  readonly end: number;
}

/** @returns the frame at this place, or null when there is none that is whole and has this number. */
export function readFrame(bytes: Buffer, offset: number, key: FrameKey, number: number): Frame | null {
  const payload = payloadAt(bytes, offset);
  return payload === null ? null : openPayload(payload, offset, key, number);
}

/** @returns the sealed part of what looks like a frame here: its length fits into the file, and its checksum is right. */
export function payloadAt(bytes: Buffer, offset: number): Buffer | null {
  if (bytes.length < offset + FRAME_PREFIX) return null;
  const start = offset + FRAME_PREFIX;
  const end = start + bytes.readUInt32BE(offset);
  if (bytes.length < end) return null;
  const payload = bytes.subarray(start, end);
  return bytes.readUInt32BE(offset + 4) === crc32(payload) ? payload : null;
}

/** Unseals what `payloadAt` found. */
export function openPayload(payload: Buffer, offset: number, key: FrameKey, number: number): Frame | null {
  const plain = unseal(key.dataKey, payload, contextOf(key.fileId, number));
  if (plain === null) return null;
  // authentic, so it is what this program wrote: not validated again (design, Processes)
  const records = JSON.parse(plain.toString()) as readonly JournalRecord[];
  return { records, end: offset + FRAME_PREFIX + payload.length };
}

function isWholeHeader(bytes: Buffer): boolean {
  return bytes.length >= HEADER_BYTES && bytes.readUInt32BE(HEADER_BODY) === crc32(bytes.subarray(0, HEADER_BODY));
}

function withMagic(bytes: Buffer, version: FormatVersion): Buffer {
  return Buffer.concat([MAGICS[version], bytes.subarray(MAGIC_BYTES, HEADER_BYTES)]);
}

function contextOf(fileId: Buffer, number: number): Buffer {
  const context = Buffer.alloc(FILE_ID_BYTES + 8);
  fileId.copy(context);
  context.writeBigUInt64BE(BigInt(number), FILE_ID_BYTES);
  return context;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
