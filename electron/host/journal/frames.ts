/**
 * The journal's file format.
 *
 *   header   magic 8 │ file id 16 │ proof of the key (iv 12, tag 16) │ crc32 4
 *   frame    length u32 │ crc32 u32 │ iv 12, ciphertext, tag 16          (length and crc are of the part behind them)
 *
 * A frame is one sealed JSON array of records, bound to its file and its place in it (the context holds file id and frame
 * number): frames can be neither moved, repeated nor left out without its showing. Integers are big-endian.
 */
import { crc32 } from 'node:zlib';
import { IV_BYTES, type Random, seal, TAG_BYTES, unseal } from '../seal.ts';
import type { JournalRecord } from './record.ts';

const MAGIC = Buffer.from('STOIKAJ1');
const FILE_ID_BYTES = 16;
const PROOF_BYTES = IV_BYTES + TAG_BYTES;
const HEADER_BODY = MAGIC.length + FILE_ID_BYTES + PROOF_BYTES;
export const HEADER_BYTES = HEADER_BODY + 4;
const FRAME_PREFIX = 8;

export interface FrameKey {
  readonly dataKey: Buffer;
  readonly fileId: Buffer;
}

export function encodeHeader(key: FrameKey, random: Random): Buffer {
  const proof = seal(key.dataKey, Buffer.alloc(0), Buffer.concat([MAGIC, key.fileId]), random);
  const body = Buffer.concat([MAGIC, key.fileId, proof]);
  return Buffer.concat([body, uint32(crc32(body))]);
}

/** Makes the random name of a new file. */
export function makeFileId(random: Random): Buffer {
  return Buffer.from(random(FILE_ID_BYTES));
}

export function encodeFrame(key: FrameKey, number: number, records: readonly JournalRecord[], random: Random): Buffer {
  const payload = seal(key.dataKey, Buffer.from(JSON.stringify(records)), contextOf(key.fileId, number), random);
  return Buffer.concat([uint32(payload.length), uint32(crc32(payload)), payload]);
}

export type Decoded =
  /** Not this format, not this key, or not even a whole header. */
  | { readonly readable: false }
  | {
      readonly readable: true;
      readonly fileId: Buffer;
      readonly records: readonly JournalRecord[];
      readonly frames: number;
      /** Bytes up to the end of the last good frame; what lies behind them is a torn tail. */
      readonly goodLength: number;
    };

export function decodeFile(bytes: Buffer, dataKey: Buffer): Decoded {
  const fileId = readHeader(bytes, dataKey);
  if (fileId === null) return { readable: false };
  const records: JournalRecord[] = [];
  let frames = 0;
  let offset = HEADER_BYTES;
  for (;;) {
    const frame = readFrame(bytes, offset, { dataKey, fileId }, frames);
    if (frame === null) return { readable: true, fileId, records, frames, goodLength: offset };
    for (const record of frame.records) records.push(record);
    offset = frame.end;
    frames += 1;
  }
}

function readHeader(bytes: Buffer, dataKey: Buffer): Buffer | null {
  if (bytes.length < HEADER_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  if (bytes.readUInt32BE(HEADER_BODY) !== crc32(bytes.subarray(0, HEADER_BODY))) return null;
  const fileId = Buffer.from(bytes.subarray(MAGIC.length, MAGIC.length + FILE_ID_BYTES));
  const proof = bytes.subarray(HEADER_BODY - PROOF_BYTES, HEADER_BODY);
  return unseal(dataKey, proof, Buffer.concat([MAGIC, fileId])) === null ? null : fileId;
}

function readFrame(
  bytes: Buffer,
  offset: number,
  key: FrameKey,
  number: number,
): { records: readonly JournalRecord[]; end: number } | null {
  if (bytes.length < offset + FRAME_PREFIX) return null;
  const start = offset + FRAME_PREFIX;
  const end = start + bytes.readUInt32BE(offset);
  if (bytes.length < end) return null;
  const payload = bytes.subarray(start, end);
  if (bytes.readUInt32BE(offset + 4) !== crc32(payload)) return null;
  const plain = unseal(key.dataKey, payload, contextOf(key.fileId, number));
  if (plain === null) return null;
  // authentic, so it is what this program wrote: not validated again (design, Processes)
  return { records: JSON.parse(plain.toString()) as readonly JournalRecord[], end };
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
