/** The version and the commit that the build wrote beside what it built. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const stampSchema = z.object({ version: z.string(), commit: z.string().nullable() });

/** @returns `0.1.0 (1a2b3c4d5e)`, or the version alone where the commit is not known */
export async function readVersion(stampFile: string): Promise<string> {
  const { version, commit } = stampSchema.parse(JSON.parse(await readFile(stampFile, 'utf8')));
  return commit === null ? version : `${version} (${commit})`;
}
