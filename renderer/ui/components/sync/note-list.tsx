import { useTranslation } from 'react-i18next';
import type { Note } from '../../../../shared/operations/note.ts';
import { useFormat } from '../use-format.ts';
import { useNotes } from '../use-notes.ts';

const SHOWN = 200;

/** Who disappeared, what was handed over and taken over: lines of the audit trail that nobody at this desk typed. */
export function NoteList() {
  const { t } = useTranslation();
  const notes = useNotes();
  const { time } = useFormat();
  return (
    <section>
      <h3>{t('sync.notes')}</h3>
      {notes?.length === 0 && <p className="quiet">{t('sync.notesNone')}</p>}
      <ul className="record-list left-out">
        {notes?.slice(0, SHOWN).map((note) => (
          <li key={note.id}>
            <NoteText note={note} />
            <span className="quiet">
              {[time(note.at), note.operator?.login ?? ''].filter((text) => text !== '').join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function NoteText({ note: { content } }: { readonly note: Note }) {
  const { t } = useTranslation();
  switch (content.kind) {
    case 'gone':
      return <span>{t('sync.note.gone', { name: content.name || t('sync.somebody') })}</span>;
    case 'handedOver':
      return <span>{t('sync.note.handedOver', { count: content.operations, file: content.file })}</span>;
    case 'takenOver':
      return (
        <span>{t('sync.note.takenOver', { count: content.operations, file: content.file, from: content.from })}</span>
      );
  }
}
