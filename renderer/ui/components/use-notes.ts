import { useEffect, useState } from 'react';
import type { Note } from '../../../shared/operations/note.ts';
import { command } from '../state/commands.ts';
import { useDialog } from '../state/dialogs.ts';
import { useEngine } from '../state/engine.ts';
import { useStation } from '../state/station.ts';

/**
 * Lines of the audit trail that are no operations, newest first; null until they have been read. Read anew after each sweep, after
 * each dialog (a hand-over writes one), and when the host is back.
 */
export function useNotes(): readonly Note[] | null {
  const [notes, setNotes] = useState<readonly Note[] | null>(null);
  const sweep = useEngine((state) => `${state.sync?.sweep.state} ${state.sync?.sweep.last?.at}`);
  const dialog = useDialog((state) => state.dialog?.kind);
  const returns = useStation((state) => state.returns);
  useEffect(() => {
    let current = true;
    void command((engine) => engine.notes()).then((answer) => {
      if (current && answer !== null) setNotes(answer.notes);
    });
    return () => {
      current = false;
    };
  }, [sweep, dialog, returns]);
  return notes;
}
