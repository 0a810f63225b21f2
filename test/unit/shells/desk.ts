/** A desk's parts for the tests of the shells: made-up files, a host that says what it was asked. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that is gone after the test. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stoika-shell-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A small built renderer, and a secret beside it that must never be served. */
export async function makeRenderer(): Promise<string> {
  const folder = await makeFolder();
  const renderer = join(folder, 'renderer');
  await mkdir(join(renderer, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(renderer, 'index.html'), '<!doctype html><title>Stoika</title>');
  await writeFile(join(renderer, 'assets', 'engine-1a2b.js'), 'postMessage(1)');
  return renderer;
}
