/** The list of files in a receipt, as it is hashed and as it is written: whoever has the receipt can hash it again. */

export interface ListedFile {
  readonly path: string;
  readonly bytes: number;
}

/** One line a file: bytes, a tab, the path; sorted by path. */
export function listFiles(files: readonly ListedFile[]): string {
  const sorted = files.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  return sorted.map(({ path, bytes }) => `${bytes}\t${path}\n`).join('');
}

export function sumBytes(files: readonly { readonly bytes: number }[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
