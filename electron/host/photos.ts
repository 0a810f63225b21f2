/**
 * Photos of participants: fetched by the host, kept sealed, so that they show without a network.
 *
 * Invariants: the event hash never goes along (a photo may lie anywhere). Only pictures that a browser draws without running
 * anything; no more than 2 MB each and 200 MB an event, the longest unseen go first. A redirect is followed only within
 * the same origin.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder, readIfThere, writeWhole } from './disk.ts';
import { describeError, type Log } from './log.ts';
import { errorCode, type Refusal, refuse } from './problem.ts';
import type { Transport } from './ruvents/transport.ts';
import { type Random, seal, unseal } from './seal.ts';

export interface Photo {
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface PhotosOptions {
  /** The folder of the event's photos; made when the first one comes. */
  readonly folder: string;
  readonly dataKey: Buffer;
  /** Relative addresses are of this server. */
  readonly server: string;
  readonly transport: Transport;
  readonly random: Random;
  readonly clock: () => Date;
  readonly log: Log;
  readonly maxTotalBytes?: number;
}

const MAX_BYTES = 2 * 1024 * 1024;
const MAX_TOTAL_BYTES = 200 * 1024 * 1024;
const TIMEOUT_MS = 10_000;
const MAX_REDIRECTS = 2;
/** By what the file begins with: a content type is only somebody's word. */
const SIGNATURES: readonly { readonly type: string; readonly test: (bytes: Uint8Array) => boolean }[] = [
  { type: 'image/png', test: (bytes) => begins(bytes, [0x89, 0x50, 0x4e, 0x47]) },
  { type: 'image/jpeg', test: (bytes) => begins(bytes, [0xff, 0xd8, 0xff]) },
  { type: 'image/gif', test: (bytes) => begins(bytes, [0x47, 0x49, 0x46, 0x38]) },
  {
    type: 'image/webp',
    test: (bytes) => begins(bytes, [0x52, 0x49, 0x46, 0x46]) && begins(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50]),
  },
];

export class Photos {
  readonly #options: PhotosOptions;
  readonly #nameKey: Buffer;
  readonly #fetching = new Map<string, Promise<Photo | Refusal>>();
  #keeping: Promise<unknown> = Promise.resolve();
  #closed = false;
  /** Sizes of the kept files, the longest unseen first; null until the folder has been read. */
  #kept: Map<string, number> | null = null;

  constructor(options: PhotosOptions) {
    this.#options = options;
    this.#nameKey = Buffer.from(hkdfSync('sha256', options.dataKey, '', 'stoika photo names', 32));
  }

  /** The photo at an address: kept, or fetched now. */
  find(address: string): Promise<Photo | Refusal> {
    const url = this.#resolve(address);
    if (url === null) return Promise.resolve(refuse('badInput', 'not an http(s) address'));
    const name = createHmac('sha256', this.#nameKey).update(url).digest('hex');
    const under = this.#fetching.get(name);
    if (under !== undefined) return under;
    const finding = this.#find(name, url).finally(() => this.#fetching.delete(name));
    this.#fetching.set(name, finding);
    return finding;
  }

  /** Writes nothing any more, when it resolves: a photo that comes later is not kept. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#keeping;
  }

  #resolve(address: string): string | null {
    const base = `${this.#options.server}/`;
    if (address.length > 4000 || !URL.canParse(address, base)) return null;
    const url = new URL(address, base);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  }

  async #find(name: string, url: string): Promise<Photo | Refusal> {
    const kept = await this.#read(name);
    if (kept !== null) return kept;
    const photo = await this.#fetch(url, MAX_REDIRECTS);
    if (photo === null) return refuse('notFound');
    const keeping = (this.#closed ? Promise.resolve() : this.#keep(name, photo)).catch((error: unknown) => {
      this.#options.log.warn('a photo was not kept', describeError(error)); // it shows all the same
    });
    this.#keeping = Promise.all([this.#keeping, keeping]);
    await keeping;
    return photo;
  }

  async #fetch(url: string, redirects: number): Promise<Photo | null> {
    const answer = await this.#options.transport({
      method: 'GET',
      url,
      headers: { Accept: 'image/*' },
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
    });
    if (answer.kind !== 'response') return null;
    const { status, headers, body } = answer;
    const location = headers['location'];
    if (status >= 300 && status < 400 && location !== undefined && redirects > 0 && URL.canParse(location, url)) {
      const next = new URL(location, url);
      return next.origin === new URL(url).origin ? this.#fetch(next.href, redirects - 1) : null;
    }
    if (status !== 200) return null;
    const type = typeOf(body);
    return type === null ? null : { type, bytes: body };
  }

  async #read(name: string): Promise<Photo | null> {
    const file = this.#fileOf(name);
    const sealed = await readIfThere(file);
    if (sealed === null) return null;
    const bytes = unseal(this.#options.dataKey, sealed, name);
    const type = bytes === null ? null : typeOf(bytes);
    if (bytes === null || type === null) return null;
    const now = this.#options.clock();
    await utimes(file, now, now).catch((error: unknown) => {
      if (errorCode(error) === null) throw error; // it has just been pushed out, or nothing can be written: it shows all the same
    });
    this.#kept?.delete(name);
    this.#kept?.set(name, sealed.length);
    return { type, bytes };
  }

  async #keep(name: string, photo: Photo): Promise<void> {
    const { folder, dataKey, random, maxTotalBytes = MAX_TOTAL_BYTES } = this.#options;
    await makeFolder(folder);
    const kept = (this.#kept ??= await listBySeen(folder));
    const sealed = seal(dataKey, photo.bytes, name, random);
    await writeWhole(this.#fileOf(name), sealed);
    kept.delete(name);
    kept.set(name, sealed.length);
    let total = [...kept.values()].reduce((sum, size) => sum + size, 0);
    for (const [oldest, size] of kept) {
      if (total <= maxTotalBytes) break;
      await rm(this.#fileOf(oldest), { force: true });
      kept.delete(oldest);
      total -= size;
    }
  }

  #fileOf(name: string): string {
    return path.join(this.#options.folder, name);
  }
}

async function listBySeen(folder: string): Promise<Map<string, number>> {
  const names = (await readdir(folder)).filter((name) => /^[0-9a-f]{64}$/.test(name));
  const files = await Promise.all(names.map(async (name) => ({ name, ...(await statOf(path.join(folder, name))) })));
  return new Map(files.sort((a, b) => a.seen - b.seen).map(({ name, size }) => [name, size]));
}

async function statOf(file: string): Promise<{ seen: number; size: number }> {
  const { mtimeMs, size } = await stat(file);
  return { seen: mtimeMs, size };
}

function typeOf(bytes: Uint8Array): string | null {
  return SIGNATURES.find(({ test }) => test(bytes))?.type ?? null;
}

function begins(bytes: Uint8Array, with_: readonly number[]): boolean {
  return with_.every((byte, index) => bytes[index] === byte);
}
