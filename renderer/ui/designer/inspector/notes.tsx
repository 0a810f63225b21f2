import { useTranslation } from 'react-i18next';
import { Icon } from '../icon.tsx';
import { readNote } from '../state/notes.ts';
import type { Note } from '../use-preview.ts';

/** What the layout could not do for the person that is looked at. */
export function ElementNotes({ notes }: { readonly notes: readonly Note[] }) {
  const { t } = useTranslation();
  const words = [...new Set(notes.map(({ note }) => readNote(note)))];
  if (words.length === 0) return null;
  return (
    <ul className="element-notes" role="status">
      {words.map((word) => (
        <li key={word}>
          <Icon name="warn" />
          {t(`designer.note.${word}`)}
        </li>
      ))}
    </ul>
  );
}
