/** What a scanner has read, whichever way it came: the keyboard, a serial port, the camera. */
import { describeFailure } from './commands.ts';
import { openPerson } from './desk.ts';
import { readEngine } from './engine.ts';
import { showToast } from './toasts.ts';

/** How a code came to the desk. */
export type ScanSource = 'keyboard' | 'serial' | 'camera';

/** Takes one code that was read, whole, and opens the person whom it names. Never throws; whatever goes wrong is said. */
export function acceptScan(text: string, source: ScanSource): void {
  openByCode(text).catch((error: unknown) => showToast('problem', describeFailure('', `${source}: ${String(error)}`)));
}

async function openByCode(text: string): Promise<void> {
  const key = (await readEngine()?.resolveCode(text)) ?? null;
  if (key !== null) await openPerson(key);
}
