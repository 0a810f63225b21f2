/** A release as electron-builder lays it out: a package and the file that describes it. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dump } from 'js-yaml';

export interface MadeUpRelease {
  readonly name?: string;
  readonly version?: string;
  readonly content?: string;
  readonly release?: string;
}

/** @returns the path of the package */
export async function writeRelease(
  folder: string,
  { name, version, content, release }: MadeUpRelease = {},
): Promise<string> {
  const file = join(folder, name ?? 'Stoika-9.0.0-setup-x64.exe');
  const bytes = Buffer.from(content ?? 'a made-up installer');
  await writeFile(file, bytes);
  const sha512 = createHash('sha512').update(bytes).digest('base64');
  const url = name ?? 'Stoika-9.0.0-setup-x64.exe';
  const described = { version: version ?? '9.0.0', files: [{ url, sha512, size: bytes.length }], path: url, sha512 };
  await writeFile(join(folder, release ?? 'latest.yml'), dump(described));
  return file;
}
