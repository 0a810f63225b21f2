/** What the tests of packages look into: electron-builder's own work with the project's configuration, on an Electron that is made up. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { writeIcons } from '../../build/icons.mjs';
import { ensureBuilt } from '../../build/runner/built.mjs';
import { writeElectron } from './made-up-electron.ts';

const root = join(import.meta.dirname, '..', '..');

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with `icons` and `packed`, the unpacked package for Linux. */
    packages: string;
  }
}

export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  await ensureBuilt();
  const folder = await mkdtemp(join(tmpdir(), 'stoika-packages-'));
  await writeElectron(join(folder, 'electron'));
  const icons = join(folder, 'icons');
  await writeIcons(icons);
  const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
  const config = join(root, 'build', 'electron-builder.yml');
  const args = [builder, '--linux', 'dir', '--config', config, '--publish', 'never'];
  const changes = [
    `-c.electronDist=${join(folder, 'electron')}`,
    `-c.directories.output=${join(folder, 'packed')}`,
    `-c.linux.icon=${join(icons, 'png')}`,
  ];
  await promisify(execFile)(process.execPath, [...args, ...changes], { cwd: root });
  provide('packages', folder);
  return () => rm(folder, { recursive: true, force: true });
}
