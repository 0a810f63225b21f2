/**
 * Sleep, and a screen that is locked.
 *
 * - awake or unlocked: the network is another one and the server knows things that the desk does not, so it is asked at once;
 * - locked: whoever was there undoes nothing any more, so what waits for its undo goes;
 * - asleep: nothing is begun. A request that the sleep cuts through would leave behind an operation of which nobody knows whether it was
 *   taken; what is queued is in the journal, and goes in the morning.
 */
import { powerMonitor } from 'electron';
import type { Log } from '../host/log.ts';

/** When Electron is ready. @param syncNow tries the server at once */
export function setupPower(syncNow: () => Promise<void>, log: Log, onFault: (error: unknown) => void): void {
  const sync = (): void => void syncNow().catch(onFault);
  powerMonitor.on('suspend', () => log.info('asleep'));
  powerMonitor.on('resume', () => {
    log.info('awake');
    sync();
  });
  powerMonitor.on('lock-screen', sync);
  powerMonitor.on('unlock-screen', sync);
}
