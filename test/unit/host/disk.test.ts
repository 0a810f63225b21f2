import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder, syncFolder } from '../../../electron/host/disk.ts';
import { DiskError } from '../../../electron/host/problem.ts';

it('makes a folder with all that is above it, for its owner only, and again', async () => {
  const base = await mkdtemp(path.join(tmpdir(), 'stoika-disk-'));
  const folder = path.join(base, 'a', 'b', 'c');
  await makeFolder(folder);
  await makeFolder(folder);
  const { mode } = await stat(folder);
  if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o700);
  await rm(base, { recursive: true });
});

it('refuses where a file is in the way', async () => {
  const base = await mkdtemp(path.join(tmpdir(), 'stoika-disk-'));
  await writeFile(path.join(base, 'a'), '');
  await expect(makeFolder(path.join(base, 'a'))).rejects.toBeInstanceOf(DiskError);
  await expect(makeFolder(path.join(base, 'a', 'b'))).rejects.toBeInstanceOf(DiskError);
  await rm(base, { recursive: true });
});

it.runIf(existsSync('/proc/self'))('ends where nothing can be made: a folder of the kernel', async () => {
  await expect(makeFolder('/proc/nothing/here')).rejects.toBeInstanceOf(DiskError);
});

it.skipIf(process.platform === 'win32')('says that the disk refused, whatever it refused', async () => {
  await expect(syncFolder(path.join(tmpdir(), 'stoika-never-made'))).rejects.toBeInstanceOf(DiskError);
});
