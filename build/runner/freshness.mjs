/**
 * Whether dist/ was built from the sources that are here now. The stamp is a hash of what the build reads, not a time: a
 * checkout or a copy changes times and no content.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dist, root } from './paths.mjs';

const inputs = ['shared', 'electron', 'renderer', 'build', 'package.json', 'package-lock.json', 'tsconfig.json'];
const products = ['renderer/index.html', 'host/browser.js', 'host/main.js', 'host/options.js', 'host/practice.js'];

export const stampFile = join(dist, 'build.json');

function listFiles(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (path.includes('.')) return [path];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

/** @returns a hash of everything that the build reads */
export function hashSources() {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap(listFiles).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @returns the stamp of the build that is there, or null where there is none that is whole */
function readStamp() {
  try {
    const stamp = JSON.parse(readFileSync(stampFile, 'utf8'));
    return products.every((product) => existsSync(join(dist, product))) ? stamp : null;
  } catch (error) {
    // No stamp, or half a one: both mean that there is nothing to go by.
    if (error instanceof SyntaxError || error.code === 'ENOENT') return null;
    throw error;
  }
}

export function isFresh() {
  return readStamp()?.sources === hashSources();
}
