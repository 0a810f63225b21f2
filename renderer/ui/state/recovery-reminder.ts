/** Reminds the administrator, once in a window, that there is no recovery code while there is something to lose. */
import { create } from 'zustand';
import type { Station } from '../../../shared/contract/station.ts';
import type { SyncState } from '../../engine/api.ts';

/** Events of which somebody has been reminded. */
export const useReminders = create<{ readonly done: ReadonlySet<string> }>()(() => ({ done: new Set() }));

/** Something has been recorded here that exists nowhere else yet. */
export function needsReminder(
  station: Pick<Station, 'event' | 'session' | 'recoveryCode'> | null,
  sync: Pick<SyncState, 'unsent' | 'attention'> | null,
  done: ReadonlySet<string>,
): boolean {
  if (station?.event == null || station.event.practice || station.recoveryCode || done.has(station.event.key))
    return false;
  return station.session.operator?.Role === 'Admin' && sync !== null && sync.unsent + sync.attention > 0;
}

export function dropReminder(eventKey: string): void {
  useReminders.setState(({ done }) => ({ done: new Set([...done, eventKey]) }));
}
