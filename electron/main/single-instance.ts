/** One window per data folder. Electron keys its lock by `userData`, which therefore lies in the data folder. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { PRIVATE_FOLDER } from '../host/disk.ts';
import { DiskError } from '../host/problem.ts';

/**
 * @param onSecond a second start on the same data folder
 * @returns false where this is that second start; the first one has been told
 * @throws DiskError when the data folder cannot be used
 */
export function setupSingleInstance(dataDir: string, onSecond: () => void): boolean {
  const userData = join(dataDir, 'electron');
  makeUserData(userData);
  app.setPath('userData', userData);
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', onSecond);
  return true;
}

/** At once: Electron has to know it before it is ready. */
function makeUserData(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  } catch (error) {
    throw new DiskError(error);
  }
}
