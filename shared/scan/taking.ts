/**
 * Whether a burst is taken as a scan. Its timing has said that no hand typed it; this is the last word, since what is taken is
 * put back out of the field that had the focus, and its Enter does nothing there.
 */
import type { End } from './burst.ts';
import { isSure, type Reading } from './reading.ts';
import type { EndKey } from './settings.ts';

/** What had the focus when the burst began. `none`: nothing that is written into. */
export type Place = 'search' | 'field' | 'password' | 'select' | 'none';

export interface Taking {
  readonly reading: Reading;
  readonly ended: End;
  readonly place: Place;
  readonly endKey: EndKey;
  /** It began with the prefix that the station's scanners are set up with. */
  readonly hasPrefix: boolean;
}

export function isTaken({ reading, ended, place, endKey, hasPrefix }: Taking): boolean {
  if (reading.kind === 'empty') return false;
  // A password may come from a key that types it, as fast as a scanner does.
  if (place === 'password')
    return hasPrefix || reading.kind === 'local' || (reading.kind === 'participant' && reading.how === 'badge');
  if (isSure(reading) || hasPrefix || ended === 'suffix') return true;
  if (ended === 'pause' && endKey !== 'none') return false;
  if (reading.kind === 'participant') return true;
  const isPlain = reading.kind === 'search';
  // Words, an email, a phone in the search box: that is what the box is for.
  if (place === 'search') return !isPlain && ended !== 'pause';
  // Words, an email, a phone in a form: that is what a form is filled in with, also by a program that types.
  return !(isPlain && place === 'field');
}
