/**
 * Journals of this desk that could not be read: records that were never sent may be in them, and "unsent: 0" does not know of
 * them. One that was set aside is found again when it has been opened with its code: the notes tell so. One that was damaged has
 * been mended from its good records, and nothing opens the rest: a person has to take note of it, and that is the end of it.
 */
import { create } from 'zustand';
import { listRecovered } from '../../../shared/operations/note.ts';
import type { Station } from '../../../shared/contract/station.ts';
import { command } from './commands.ts';
import { useEngine } from './engine.ts';

interface LostJournals {
  /** Files whose records have come back; null until the notes have been read. */
  readonly recovered: ReadonlySet<string> | null;
  /** A person has taken note of them: their strip does not come again in this window. */
  readonly seen: ReadonlySet<string>;
}

export const useLostJournals = create<LostJournals>()(() => ({ recovered: null, seen: new Set() }));

/** @returns names of the files whose records have not come back, as long as that is known */
export function listLostJournals(
  notices: Station['notices'],
  recovered: ReadonlySet<string> | null,
): readonly string[] {
  if (recovered === null) return [];
  return notices
    .filter(({ code, detail }) => code === 'journalSetAside' && !recovered.has(detail))
    .map(({ detail }) => detail);
}

/** @returns names of the files as they were before they were mended, but those of which a person has taken note */
export function listDamagedJournals(notices: Station['notices'], seen: ReadonlySet<string>): readonly string[] {
  return notices
    .filter(({ code, detail }) => code === 'journalDamaged' && !seen.has(detail))
    .map(({ detail }) => detail);
}

export function noteSeen(files: readonly string[]): void {
  useLostJournals.setState(({ seen }) => ({ seen: new Set([...seen, ...files]) }));
}

/** Reads anew which files have been opened. */
export async function reloadRecovered(): Promise<void> {
  const answer = await command((engine) => engine.notes());
  // notes that could not be read are no reason to be silent about a journal
  useLostJournals.setState(({ recovered }) => ({
    recovered: answer === null ? (recovered ?? new Set()) : listRecovered(answer.notes),
  }));
}

useEngine.subscribe((now, before) => {
  if (now.phase === 'open' && before.phase !== 'open') void reloadRecovered();
});
