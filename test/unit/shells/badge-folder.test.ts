/** What the shells find out before there is a host: a folder for badges that cannot be one ends the start in one line. */
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { prepareBadgeFolder } from '../../../electron/shell/badge-folder.ts';
import { StartProblem } from '../../../electron/shell/start-problem.ts';
import { makeFolder } from './desk.ts';

async function problemOf(folder: string): Promise<StartProblem> {
  const error: unknown = await prepareBadgeFolder(folder).catch((caught: unknown) => caught);
  if (!(error instanceof StartProblem)) throw new Error('the folder was accepted');
  return error;
}

it('makes the folder, with those above it, and leaves it empty', async () => {
  const folder = join(await makeFolder(), 'badges', 'hall');
  await prepareBadgeFolder(folder);
  await prepareBadgeFolder(folder); // it is there already
  expect(await readdir(folder)).toEqual([]);
});

it('a path that is a file, or below one, is a mistake in the options', async () => {
  const file = join(await makeFolder(), 'notes.txt');
  await writeFile(file, '');
  for (const path of [file, join(file, 'badges'), join(file, 'badges', 'hall')]) {
    const problem = await problemOf(path);
    expect(problem.exitCode).toBe(2);
    expect(problem.message).toBe(`--print-to must name a folder: ${path} cannot be one, a file is in its way.`);
  }
});

it.runIf(existsSync('/proc/self'))('a folder that refuses a file is said, with the reason', async () => {
  const problem = await problemOf('/proc/badges');
  expect(problem.exitCode).toBe(1);
  expect(problem.message).toMatch(/^Badges cannot be written to \/proc\/badges \(E[A-Z]+\)\./);
});
