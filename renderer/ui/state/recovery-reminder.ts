/** Reminds the administrator, once in a window, that there is no recovery code although something has been recorded here. */
import { create } from 'zustand';
import type { Station } from '../../../shared/contract/station.ts';
import type { SyncState } from '../../engine/api.ts';

interface Reminders {
  /** Events of which something has been seen that is not on the server: it goes on to be due when that has left. */
  readonly due: ReadonlySet<string>;
  /** Events of which somebody has been reminded. */
  readonly done: ReadonlySet<string>;
}

export const useReminders = create<Reminders>()(() => ({ due: new Set(), done: new Set() }));

/** Notes that there is something to lose. */
export function noteRecords(eventKey: string, sync: Pick<SyncState, 'unsent' | 'attention'>): void {
  if (sync.unsent + sync.attention === 0 || useReminders.getState().due.has(eventKey)) return;
  useReminders.setState(({ due }) => ({ due: new Set([...due, eventKey]) }));
}

export function needsReminder(
  station: Pick<Station, 'event' | 'session' | 'recoveryCode'> | null,
  { due, done }: Reminders,
): boolean {
  const event = station?.event ?? null;
  if (station === null || event === null || event.practice || station.recoveryCode) return false;
  return station.session.operator?.Role === 'Admin' && due.has(event.key) && !done.has(event.key);
}

export function dropReminder(eventKey: string): void {
  useReminders.setState(({ done }) => ({ done: new Set([...done, eventKey]) }));
}
