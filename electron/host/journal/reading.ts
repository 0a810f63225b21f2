/**
 * Reads a journal's file, damaged places included.
 *
 *   good frames … │ torn tail                     nothing good behind it: what was being written when the power went
 *   good frames … │ damage │ good frames …        the damage is skipped, and the records behind it are read
 *   good frames … │ bad frame │ anything          damage too: a frame is written only when the one before it was synced
 *
 * Frames are bound to file and number, so that nothing is taken for a frame that is not the one of its place. A frame of this
 * file is looked for behind a damage by its length and checksum, and believed when it opens under one of the next numbers.
 */
import { IV_BYTES, TAG_BYTES } from '../seal.ts';
import {
  type Frame,
  FRAME_PREFIX,
  type FrameKey,
  type FormatVersion,
  HEADER_BYTES,
  openPayload,
  payloadAt,
  readFrame,
  readHeader,
} from './frames.ts';
import type { JournalRecord } from './record.ts';

export type Decoded =
  /** Not this format, not this key, or not even a header's length. */
  | { readonly readable: false }
  | {
      readonly readable: true;
      readonly version: FormatVersion;
      readonly fileId: Buffer;
      readonly records: readonly JournalRecord[];
      /** Records of a type that no version of this program has written: passed over. */
      readonly unknown: number;
      /** Places in `records` at which something is missing, which a torn tail does not explain; the last may be their end. */
      readonly gaps: readonly number[];
      readonly frames: number;
      /** Bytes up to the end of the last good frame; what lies behind them is a torn tail. */
      readonly goodLength: number;
    };

const TYPES: ReadonlySet<string> = new Set<JournalRecord['t']>(['op', 'state', 'job', 'jobState', 'batch', 'note']);
/** Frames that may be missing where bytes are missing too; where they are only damaged, as many as fit into them. */
const LONGEST_GAP = 4096;
/** Whole frames that open under none of the numbers are another file's, or lie beyond the longest gap: no use to go on. */
const FOREIGN_ENOUGH = 16;
/** An empty array, sealed. */
const SMALLEST_PAYLOAD = IV_BYTES + TAG_BYTES + 2;
/** A longer one is tried only where another frame or the end of the file follows: any four bytes look like a length. */
const SMALL_PAYLOAD = 64 * 1024;

/** Reads all that this key opens; changes nothing, and never throws for what is in the file. */
export function decodeFile(bytes: Buffer, dataKey: Buffer): Decoded {
  const header = readHeader(bytes, dataKey);
  if (header === null) return { readable: false };
  const { fileId, version, whole } = header;
  const key = { dataKey, fileId };
  const records: JournalRecord[] = [];
  const gaps: number[] = [];
  let unknown = 0;
  let number = 0;
  let offset = HEADER_BYTES;
  for (;;) {
    const here = readFrame(bytes, offset, key, number);
    const found = here === null ? findFrame(bytes, offset, key, number) : { frame: here, number };
    if (found === null) {
      if (!isTorn(bytes, offset)) gaps.push(records.length);
      break;
    }
    if (here === null) gaps.push(records.length);
    for (const record of found.frame.records) {
      if (TYPES.has(record.t)) records.push(record);
      else unknown += 1;
    }
    offset = found.frame.end;
    number = found.number + 1;
  }
  if (!whole) {
    if (number === 0) return { readable: false };
    if (gaps[0] !== 0) gaps.unshift(0);
  }
  return { readable: true, version, fileId, records, unknown, gaps, frames: number, goodLength: offset };
}

/** One frame that was being written, and nothing behind it. What was only made room for reads as zeros. */
function isTorn(bytes: Buffer, offset: number): boolean {
  const tail = bytes.subarray(offset);
  if (tail.length < FRAME_PREFIX || tail.every((byte) => byte === 0)) return true;
  return FRAME_PREFIX + tail.readUInt32BE(0) >= tail.length;
}

interface Found {
  readonly frame: Frame;
  readonly number: number;
}

/** The next good frame behind a damage. */
function findFrame(bytes: Buffer, from: number, key: FrameKey, number: number): Found | null {
  const next = followerOf(bytes, from);
  const following = next === null ? null : readFrame(bytes, next, key, number + 1);
  if (following !== null) return { frame: following, number: number + 1 };
  let foreign = 0;
  for (let offset = from + 1; offset + FRAME_PREFIX + SMALLEST_PAYLOAD <= bytes.length; offset += 1) {
    if (!looksLikeFrame(bytes, offset)) continue;
    const payload = payloadAt(bytes, offset);
    if (payload === null) continue;
    const most = Math.max(LONGEST_GAP, Math.ceil((offset - from) / (FRAME_PREFIX + SMALLEST_PAYLOAD)));
    const found = openUnderNext(payload, offset, key, { from: number, to: number + most });
    if (found !== null) return found;
    foreign += 1;
    if (foreign === FOREIGN_ENOUGH) return null;
  }
  return null;
}

/** Where the frame behind this one begins, if the length of this one is what it says. */
function followerOf(bytes: Buffer, offset: number): number | null {
  if (offset + FRAME_PREFIX > bytes.length) return null;
  const next = offset + FRAME_PREFIX + bytes.readUInt32BE(offset);
  return next + FRAME_PREFIX <= bytes.length ? next : null;
}

function looksLikeFrame(bytes: Buffer, offset: number): boolean {
  const length = bytes.readUInt32BE(offset);
  const end = offset + FRAME_PREFIX + length;
  if (length < SMALLEST_PAYLOAD || end > bytes.length) return false;
  if (length <= SMALL_PAYLOAD || end === bytes.length) return true;
  return end + FRAME_PREFIX <= bytes.length && end + FRAME_PREFIX + bytes.readUInt32BE(end) <= bytes.length;
}

function openUnderNext(
  payload: Buffer,
  offset: number,
  key: FrameKey,
  numbers: { readonly from: number; readonly to: number },
): Found | null {
  for (let number = numbers.from; number <= numbers.to; number += 1) {
    const frame = openPayload(payload, offset, key, number);
    if (frame !== null) return { frame, number };
  }
  return null;
}
