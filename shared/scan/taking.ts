/**
 * Whether a burst is taken as a scan. Its timing has said that no hand typed it; this is the last word, since what is taken is
 * put back out of the field that had the focus, and its Enter does nothing there.
 */
import type { End } from './burst.ts';
import { isProse, isSure, type Reading } from './reading.ts';
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
  const isWritten = place === 'search' || place === 'field';
  if (reading.kind === 'participant') return !(isWritten && isPhoneLong(reading.id));
  // A text field is there for words, an email, a phone, also of a program that types.
  if (isWritten && (reading.kind === 'search' || (reading.kind === 'unknown' && isProse(reading.text)))) return false;
  return !(place === 'search' && ended === 'pause');
}

/** A phone without its signs: no participant has a number so long. */
function isPhoneLong(id: number): boolean {
  return id >= 1e9 && id < 1e12;
}
