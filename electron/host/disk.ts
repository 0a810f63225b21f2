/** Files that are whole or not there: written beside their place, synced, renamed. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { DiskError, errorCode } from './problem.ts';

/** Only the person whose station it is reads these files. */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;

/** @returns the file's bytes, or null when there is no such file. */
export async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw new DiskError(error);
  }
}

/**
 * Replaces a file so that after a crash either the old or the new bytes are there.
 * @throws DiskError when the disk is full or failing; the old file is then untouched.
 */
export async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const beside = `${file}.${randomUUID()}.part`;
  try {
    const handle = await open(beside, 'wx', PRIVATE_FILE);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
    await syncFolder(path.dirname(file));
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {
      // the part file is unreadable litter at worst: its name says what it is, and nothing ever reads it
    });
    throw new DiskError(error);
  }
}

/** Makes new names in a folder durable. Windows cannot open a folder, and needs not. @throws DiskError */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new DiskError(error);
  }
}

/**
 * Makes a folder and what is above it, level by level: Node's own recursive `mkdir` never ends where a folder answers "no such
 * file" although the one above it is there (Linux's /proc).
 * @param mode of each folder that is made; the process's umask still applies
 * @throws DiskError
 */
export async function makeFolder(folder: string, mode = PRIVATE_FOLDER): Promise<void> {
  const made = await makeLevel(folder, mode);
  if (made === 'made') return;
  const above = path.dirname(folder);
  if (above === folder) throw new DiskError(made.error);
  await makeFolder(above, mode);
  const again = await makeLevel(folder, mode);
  if (again !== 'made') throw new DiskError(again.error);
}

/** @returns the error when the folder above is not there */
async function makeLevel(folder: string, mode: number): Promise<'made' | { readonly error: unknown }> {
  try {
    await mkdir(folder, { mode });
    return 'made';
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { error };
    if (errorCode(error) === 'EEXIST' && (await stat(folder)).isDirectory()) return 'made';
    throw new DiskError(error);
  }
}

/**
 * Puts a file that cannot be used out of the way, never over another one.
 * @returns the name it has now
 */
export async function setAside(file: string, suffix: string): Promise<string> {
  for (let n = 1; ; n += 1) {
    const aside = `${file}.${suffix}-${n}`;
    if (!(await exists(aside))) {
      try {
        await rename(file, aside);
        return path.basename(aside);
      } catch (error) {
        throw new DiskError(error);
      }
    }
  }
}

/**
 * Keeps bytes beside a file, never over another copy.
 * @returns the name of the copy
 */
export async function keepCopy(file: string, bytes: Uint8Array, suffix: string): Promise<string> {
  for (let n = 1; ; n += 1) {
    const copy = `${file}.${suffix}-${n}`;
    if (await exists(copy)) continue;
    await writeWhole(copy, bytes);
    return path.basename(copy);
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'r');
    await handle.close();
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw new DiskError(error);
  }
}
