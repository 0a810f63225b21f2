/** After sleep the network is another one, and the server knows things that the desk does not: it asks at once. */
import { powerMonitor } from 'electron';

export function setupPower(syncNow: () => Promise<void>, onFault: (error: unknown) => void): void {
  powerMonitor.on('resume', () => void syncNow().catch(onFault));
}
