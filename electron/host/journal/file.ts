/** The journal's file: opened, read back, repaired, appended to. Everything that can be lost is put aside, never deleted. */
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { setAside, writeWhole } from '../disk.ts';
import { DiskError, errorCode } from '../problem.ts';
import type { Random } from '../seal.ts';
import { decodeFile, encodeFrame, encodeHeader, type FrameKey, HEADER_BYTES, makeFileId } from './frames.ts';
import type { JournalRecord } from './record.ts';

/** What is asked of an open file; tests give one that fails. */
export type JournalHandle = Pick<FileHandle, 'write' | 'datasync' | 'truncate' | 'close'>;

export interface JournalFileOptions {
  readonly file: string;
  readonly dataKey: Buffer;
  readonly random: Random;
  readonly openHandle?: (file: string) => Promise<JournalHandle>;
}

export type JournalNotice =
  | { readonly code: 'journalSetAside'; readonly detail: string }
  | { readonly code: 'journalTailCut'; readonly detail: string };

export interface OpenedFile {
  readonly file: JournalFile;
  readonly records: readonly JournalRecord[];
  readonly notices: readonly JournalNotice[];
}

/** Opens the file, or makes it. @throws DiskError */
export async function openJournalFile(options: JournalFileOptions): Promise<OpenedFile> {
  const { file, dataKey, random, openHandle = openToWrite } = options;
  const notices: JournalNotice[] = [];
  const bytes = await readOrNull(file);
  const read = bytes === null ? null : decodeFile(bytes, dataKey);
  if (read?.readable === false) {
    notices.push({ code: 'journalSetAside', detail: await setAside(file, 'unreadable') });
  }
  const decoded = read?.readable === true ? read : null;
  try {
    if (bytes === null || decoded === null) {
      const key = { dataKey, fileId: makeFileId(random) };
      await writeWhole(file, encodeHeader(key, random));
      const handle = await openHandle(file);
      return { file: new JournalFile(handle, key, random, HEADER_BYTES, 0), records: [], notices };
    }
    const tail = bytes.subarray(decoded.goodLength);
    if (tail.length > 0) notices.push({ code: 'journalTailCut', detail: await keepTail(file, tail) });
    const handle = await openHandle(file);
    if (tail.length > 0) {
      await handle.truncate(decoded.goodLength);
      await handle.datasync();
    }
    const key = { dataKey, fileId: decoded.fileId };
    const opened = new JournalFile(handle, key, random, decoded.goodLength, decoded.frames);
    return { file: opened, records: decoded.records, notices };
  } catch (error) {
    throw error instanceof DiskError ? error : new DiskError(error);
  }
}

/**
 * Invariant: behind `length` there is nothing that a later append could take for a frame of ours. A write that failed may have
 * left part of a frame; it is cut off before the next one.
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
      throw new DiskError(error);
    }
    this.#dirty = false;
    this.#length += frame.length;
    this.#frames += 1;
  }

  async close(): Promise<void> {
    await this.#handle.close();
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

async function keepTail(file: string, tail: Uint8Array): Promise<string> {
  const beside = `${file}.cut`;
  await writeWhole(beside, tail);
  return setAside(beside, 'tail');
}

async function readOrNull(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw new DiskError(error);
  }
}
