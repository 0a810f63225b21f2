/**
 * A folder that electron-builder takes for an unpacked Electron: the few files that it touches, and a "binary" with the wire of fuses
 * as Electron's own has it (sentinel, version, length, one character a fuse). It cannot be run; what is packed beside it is real.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** As the fuses of Electron 45 come: on, off, on, on, off, off, off, on, and one that the builder does not know. */
const DELIVERED = '101100010';

export async function writeElectron(folder: string): Promise<void> {
  await mkdir(join(folder, 'resources'), { recursive: true });
  const wire = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, DELIVERED.length]), Buffer.from(DELIVERED)]);
  await writeFile(join(folder, 'electron'), Buffer.concat([Buffer.from('made up'), wire, Buffer.alloc(16)]));
  for (const name of ['version', 'LICENSE', 'LICENSES.chromium.html']) await writeFile(join(folder, name), 'made up');
}

/** @returns one character a fuse: '1' on, '0' off */
export async function readFuses(binary: string): Promise<string> {
  const bytes = await readFile(binary);
  const at = bytes.indexOf(SENTINEL) + SENTINEL.length;
  return bytes.subarray(at + 2, at + 2 + (bytes[at + 1] ?? 0)).toString();
}
