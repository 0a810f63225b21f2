/**
 * An update that comes as a file, from a stick: the package, and beside it the `latest*.yml` that the builder made with it. What is
 * checked is a copy in the desk's own folder, and the copy is what is installed: a stick can be changed under one's hands.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { makeFolder } from '../../host/disk.ts';
import { errorCode } from '../../host/problem.ts';
import { compareVersions } from './decide.ts';

const releaseSchema = z.object({
  version: z.string().regex(/^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/),
  files: z.array(z.object({ url: z.string().min(1), sha512: z.string().min(80), size: z.int().optional() })).min(1),
});

export interface InstalledDesk {
  /** `0.1.0`, without the commit. */
  readonly version: string;
  readonly platform: string;
  readonly arch: string;
  /** A folder of the desk's own for the copy; it is made anew. */
  readonly folder: string;
}

export type UpdateFileProblem =
  | 'otherProduct' // not a package of the desk
  | 'otherSystem' // one for another system
  | 'noRelease' // no latest*.yml beside it
  | 'releaseWrong' // that file cannot be read
  | 'notInRelease' // it speaks of other files
  | 'damaged' // another size or checksum
  | 'notNewer'
  | 'unreadable'; // the stick, or no room for the copy

export type CheckedUpdateFile =
  | {
      readonly ok: true;
      readonly version: string;
      readonly kind: 'installer' | 'appImage' | 'other';
      readonly copy: string;
    }
  | { readonly ok: false; readonly problem: UpdateFileProblem };

/** By the package's ending: for which system it is. */
const SYSTEMS: Readonly<Record<string, string>> = {
  ...{ '.exe': 'win32', '.appimage': 'linux', '.deb': 'linux', '.dmg': 'darwin', '.zip': 'darwin' },
};

/** Checks a package and keeps a copy of it. The copy is the caller's to remove. */
export async function checkUpdateFile(file: string, desk: InstalledDesk): Promise<CheckedUpdateFile> {
  const name = basename(file);
  const ending = extname(name).toLowerCase();
  const system = SYSTEMS[ending];
  if (system === undefined || !/^Stoika-\d/.test(name)) return refuse('otherProduct');
  if (system !== desk.platform) return refuse('otherSystem');
  try {
    const text = await readReleaseText(dirname(file), desk);
    if (text === null) return refuse('noRelease');
    const release = releaseSchema.safeParse(parseYaml(text));
    if (!release.success) return refuse('releaseWrong');
    const { version, files } = release.data;
    const listed = files.find(({ url }) => decodeName(url) === name);
    if (listed === undefined) return refuse('notInRelease');
    if (compareVersions(version, desk.version) <= 0) return refuse('notNewer');
    const copy = await copyInto(desk.folder, file, name);
    const isWhole = listed.size === undefined || (await stat(copy)).size === listed.size;
    if (!isWhole || (await hashFile(copy)) !== listed.sha512) {
      await rm(copy, { force: true });
      return refuse('damaged');
    }
    return { ok: true, version, kind: kindOf(ending, name), copy };
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return refuse('unreadable');
  }
}

function refuse(problem: UpdateFileProblem): CheckedUpdateFile {
  return { ok: false, problem };
}

function kindOf(ending: string, name: string): 'installer' | 'appImage' | 'other' {
  if (ending === '.exe') return name.includes('-portable-') ? 'other' : 'installer';
  return ending === '.appimage' ? 'appImage' : 'other';
}

/** As the builder names it: by system, and on Linux by processor too. */
async function readReleaseText(folder: string, { platform, arch }: InstalledDesk): Promise<string | null> {
  const suffixes: Readonly<Record<string, string>> = { win32: '', darwin: '-mac' };
  const suffix = suffixes[platform] ?? (arch === 'x64' ? '-linux' : `-linux-${arch}`);
  try {
    return await readFile(join(folder, `latest${suffix}.yml`), 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function parseYaml(text: string): unknown {
  try {
    return load(text);
  } catch {
    return null; // the schema refuses it
  }
}

function decodeName(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url; // not encoded: a percent sign of its own
  }
}

async function copyInto(folder: string, file: string, name: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await makeFolder(folder);
  const copy = join(folder, name);
  await copyFile(file, copy);
  return copy;
}

/** SHA-512 in base64, as the builder writes it. */
async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('base64');
}
