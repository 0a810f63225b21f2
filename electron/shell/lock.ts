/** The lock of the data folder, as both shells take it. */
import { acquireLock, type LockResult } from '../host/lock.ts';

/** @throws DiskError */
export function takeLock(dataDir: string): Promise<LockResult> {
  return acquireLock({ dataDir, isRunning: isOtherProcess });
}

/** A lock with this very pid is from before: a container gives the same small numbers again after a restart. */
function isOtherProcess(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
