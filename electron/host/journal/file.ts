/** The journal's file: opened, read back, repaired, appended to. Everything that can be lost is put aside, never deleted. */
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { keepCopy, readIfThere, setAside, writeWhole } from '../disk.ts';
import { DiskError, NewerVersion } from '../problem.ts';
import type { Random } from '../seal.ts';
import {
  CURRENT_VERSION,
  encodeFrame,
  encodeHeader,
  type FrameKey,
  HEADER_BYTES,
  makeFileId,
  recogniseJournal,
} from './frames.ts';
import { mendRecords } from './mend.ts';
import { type Decoded, decodeFile } from './reading.ts';
import type { JournalRecord } from './record.ts';

/** What is asked of an open file; tests give one that fails. */
export type JournalHandle = Pick<FileHandle, 'write' | 'datasync' | 'truncate' | 'close'>;

export interface JournalFileOptions {
  readonly file: string;
  readonly dataKey: Buffer;
  readonly random: Random;
  /** Stamps what a damage makes of operations. */
  readonly clock?: () => Date;
  readonly openHandle?: (file: string) => Promise<JournalHandle>;
}

export interface JournalNotice {
  /** Set aside: it opens under no key that is here. Damaged: mended, and what it was is kept by a copy of this name. */
  readonly code: 'journalSetAside' | 'journalTailCut' | 'journalDamaged';
  readonly detail: string;
}

export interface OpenedFile {
  readonly file: JournalFile;
  readonly records: readonly JournalRecord[];
  readonly notices: readonly JournalNotice[];
  /** Records of a type that no version of this program has written: passed over. */
  readonly unknown: number;
}

/** Records in a frame of a file that is written anew. */
const FRAME_OF = 200;

/**
 * Opens the file, or makes it; one of an older version becomes one of this version.
 * @throws DiskError
 * @throws NewerVersion: the file is as it was
 */
export async function openJournalFile(options: JournalFileOptions): Promise<OpenedFile> {
  const { file, dataKey } = options;
  const bytes = await readIfThere(file);
  if (bytes === null) return beginFile(options, []);
  if (recogniseJournal(bytes) === 'newer') throw new NewerVersion('the journal');
  const decoded = decodeFile(bytes, dataKey);
  if (!decoded.readable) {
    return beginFile(options, [{ code: 'journalSetAside', detail: await setAside(file, 'unreadable') }]);
  }
  if (decoded.gaps.length > 0) return rewriteDamaged(options, bytes, decoded);
  const { records, unknown } = decoded;
  const notices: JournalNotice[] = [];
  const tail = bytes.subarray(decoded.goodLength);
  if (tail.length > 0) notices.push({ code: 'journalTailCut', detail: await keepCopy(file, tail, 'cut.tail') });
  const key = { dataKey, fileId: decoded.fileId };
  if (decoded.version !== CURRENT_VERSION) {
    const frames = bytes.subarray(HEADER_BYTES, decoded.goodLength);
    await writeWhole(file, Buffer.concat([encodeHeader(key, options.random), frames]));
  }
  const opened = await openFrom(options, key, decoded.goodLength, decoded.frames);
  if (tail.length > 0) await opened.cutTail();
  return { file: opened, records, notices, unknown };
}

/** Looks at an event's journal and changes nothing. @throws NewerVersion, DiskError */
export async function refuseNewerJournal(folder: string): Promise<void> {
  const bytes = await readIfThere(journalIn(folder));
  if (bytes !== null && recogniseJournal(bytes) === 'newer') throw new NewerVersion('the journal');
}

/** Where an event's journal lies. */
export function journalIn(folder: string): string {
  return path.join(folder, 'journal.log');
}

async function beginFile(options: JournalFileOptions, notices: readonly JournalNotice[]): Promise<OpenedFile> {
  const key = { dataKey: options.dataKey, fileId: makeFileId(options.random) };
  await writeWhole(options.file, encodeHeader(key, options.random));
  return { file: await openFrom(options, key, HEADER_BYTES, 0), records: [], notices, unknown: 0 };
}

/** The damaged file is kept as it was, before the mended one takes its place. */
async function rewriteDamaged(
  options: JournalFileOptions,
  bytes: Buffer,
  { records: read, gaps, unknown }: Extract<Decoded, { readable: true }>,
): Promise<OpenedFile> {
  const { file, dataKey, random, clock = () => new Date() } = options;
  const kept = await keepCopy(file, bytes, 'damaged');
  const records = mendRecords(read, gaps, clock().toISOString());
  const key = { dataKey, fileId: makeFileId(random) };
  const parts = [encodeHeader(key, random)];
  for (let from = 0; from < records.length; from += FRAME_OF) {
    parts.push(encodeFrame(key, parts.length - 1, records.slice(from, from + FRAME_OF), random));
  }
  const whole = Buffer.concat(parts);
  await writeWhole(file, whole);
  const opened = await openFrom(options, key, whole.length, parts.length - 1);
  return { file: opened, records, notices: [{ code: 'journalDamaged', detail: kept }], unknown };
}

async function openFrom(
  { file, random, openHandle = openToWrite }: JournalFileOptions,
  key: FrameKey,
  length: number,
  frames: number,
): Promise<JournalFile> {
  try {
    return new JournalFile(await openHandle(file), key, random, length, frames);
  } catch (error) {
    throw new DiskError(error);
  }
}

/**
 * Invariant: behind `length` there is nothing that a later append could take for a frame of ours. A write that failed may have
 * left part of a frame, or a whole one that nobody may believe: it is cut off at once where the disk lets us, and before the
 * next one in any case.
 */
export class JournalFile {
  readonly #handle: JournalHandle;
  readonly #key: FrameKey;
  readonly #random: Random;
  #length: number;
  #frames: number;
  #dirty = false;

  constructor(handle: JournalHandle, key: FrameKey, random: Random, length: number, frames: number) {
    this.#handle = handle;
    this.#key = key;
    this.#random = random;
    this.#length = length;
    this.#frames = frames;
  }

  /** Writes one frame and waits for the disk. One call at a time. @throws DiskError: then nothing of it counts. */
  async append(records: readonly JournalRecord[]): Promise<void> {
    const frame = encodeFrame(this.#key, this.#frames, records, this.#random);
    try {
      if (this.#dirty) await this.#handle.truncate(this.#length);
      this.#dirty = true;
      await this.#writeAll(frame);
      await this.#handle.datasync();
    } catch (error) {
      await this.#cutFailed();
      throw new DiskError(error);
    }
    this.#dirty = false;
    this.#length += frame.length;
    this.#frames += 1;
  }

  /** What lies behind the last good frame goes. @throws DiskError */
  async cutTail(): Promise<void> {
    try {
      await this.#handle.truncate(this.#length);
      await this.#handle.datasync();
    } catch (error) {
      throw new DiskError(error);
    }
  }

  async close(): Promise<void> {
    await this.#cutFailed();
    await this.#handle.close();
  }

  /** What was told as not recorded would come alive at the next start. The file stays `dirty`: the next append cuts again. */
  async #cutFailed(): Promise<void> {
    if (!this.#dirty) return;
    try {
      await this.#handle.truncate(this.#length);
      await this.#handle.datasync();
    } catch {
      // the disk that refused the write refuses this too; the caller is told of the first refusal
    }
  }

  async #writeAll(frame: Buffer): Promise<void> {
    let written = 0;
    while (written < frame.length) {
      const { bytesWritten } = await this.#handle.write(frame, written, frame.length - written, this.#length + written);
      if (bytesWritten === 0) throw Object.assign(new Error('nothing was written'), { code: 'EIO' });
      written += bytesWritten;
    }
  }
}

function openToWrite(file: string): Promise<JournalHandle> {
  return open(file, 'r+');
}
