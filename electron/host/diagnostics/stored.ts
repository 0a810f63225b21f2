/** How much lies in the data folder, by kind. A walk over thousands of photos takes a moment, so it is remembered for a while. */
import { readdir, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { type HostHealth, STORED_KINDS } from '../../../shared/contract/diagnostics-routes.ts';
import { errorCode } from '../problem.ts';
import type { Timers } from '../timers.ts';

export type Storage = HostHealth['storage'];
type Kind = (typeof STORED_KINDS)[number];

const GOOD_MS = 30_000;

/** @returns a function that tells it, from memory when it was asked a moment ago */
export function createStorageMeter(dataDir: string, timers: Timers): () => Promise<Storage> {
  let last: { readonly at: number; readonly told: Promise<Storage> } | null = null;
  return () => {
    if (last === null || timers.now() - last.at > GOOD_MS) last = { at: timers.now(), told: measureStorage(dataDir) };
    return last.told;
  };
}

export async function measureStorage(dataDir: string): Promise<Storage> {
  const sums = new Map<Kind, { files: number; bytes: number }>(
    STORED_KINDS.map((kind) => [kind, { files: 0, bytes: 0 }]),
  );
  for (const { file, bytes } of await listFiles(dataDir)) {
    const sum = sums.get(findKind(path.relative(dataDir, file).split(path.sep)));
    if (sum === undefined) continue;
    sum.files += 1;
    sum.bytes += bytes;
  }
  return {
    kinds: STORED_KINDS.map((kind) => ({ kind, ...(sums.get(kind) ?? { files: 0, bytes: 0 }) })),
    free: await readFree(dataDir),
  };
}

/** @param parts of the path below the data folder */
export function findKind(parts: readonly string[]): Kind {
  const name = parts.at(-1) ?? '';
  if (parts[0] === 'logs') return 'logs';
  if (parts.includes('photos')) return 'photos';
  if (parts.includes('templates')) return 'templates';
  if (/\.[a-z][a-z.-]*-\d+$/.test(name)) return 'setAside';
  if (/^journal\b/.test(name)) return 'journal';
  return 'other';
}

/** Files may come and go while they are counted. */
async function listFiles(folder: string): Promise<{ file: string; bytes: number }[]> {
  const entries = await passIfGone(readdir(folder, { withFileTypes: true }));
  const found: { file: string; bytes: number }[] = [];
  for (const entry of entries ?? []) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await listFiles(file)));
    else if (entry.isFile()) {
      const about = await passIfGone(stat(file));
      if (about !== null) found.push({ file, bytes: about.size });
    }
  }
  return found;
}

async function readFree(folder: string): Promise<number | null> {
  const about = await passIfGone(statfs(folder));
  return about === null ? null : about.bavail * about.bsize;
}

/** A folder that cannot be read must not take the page down on which one looks why: what is left is counted. */
async function passIfGone<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  }
}
