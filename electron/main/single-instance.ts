/** One window per data folder. Electron keys its lock by `userData`, which therefore lies in the data folder. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';

/**
 * @param onSecond a second start on the same data folder
 * @returns false where this is that second start; the first one has been told
 */
export function setupSingleInstance(dataDir: string, onSecond: () => void): boolean {
  const userData = join(dataDir, 'electron');
  mkdirSync(userData, { recursive: true, mode: 0o700 });
  app.setPath('userData', userData);
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', onSecond);
  return true;
}
