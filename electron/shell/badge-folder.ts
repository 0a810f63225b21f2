/** The folder of `--print-to`, tried before the desk starts: at the first badge in the morning it would be too late. */
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../host/disk.ts';
import { DiskError, errorCode } from '../host/problem.ts';
import { StartProblem } from './start-problem.ts';

/** As a folder that somebody made by hand: whoever takes the badges from there may be another user. */
const SHARED_FOLDER = 0o777;

/** Makes the folder, with those above it, and tries a file in it. @throws StartProblem */
export async function prepareBadgeFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder, SHARED_FOLDER);
    const trial = join(folder, `.stoika-${randomUUID()}.part`);
    await writeFile(trial, '', { flag: 'wx' });
    await rm(trial);
  } catch (error) {
    const code = error instanceof DiskError ? error.code : errorCode(error);
    if (code === null) throw error;
    if (code === 'EEXIST' || code === 'ENOTDIR') {
      throw new StartProblem(2, `--print-to must name a folder: ${folder} cannot be one, a file is in its way.`);
    }
    throw new StartProblem(
      1,
      `Badges cannot be written to ${folder} (${code}). Check that it can be written and that the disk has room, or name another one with --print-to.`,
    );
  }
}
