import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { closePanel } from '../../state/desk.ts';
import { LeftOutList } from '../left-out-list.tsx';
import { ClosingCheck } from './closing-check.tsx';
import { DoubtQuestion, ParkedNote, PausedNote } from './notes.tsx';
import { NoteList } from './note-list.tsx';
import { HereFacts, ServerFacts } from './facts.tsx';

/** How the desk stands with the server, in full: what waits and why, what was read, whether the desk may be closed. */
export function SyncPanel() {
  const { t } = useTranslation();
  const region = useRef<HTMLElement>(null);
  useEffect(() => region.current?.focus(), []);
  return (
    <section
      ref={region}
      className="panel sync"
      role="region"
      aria-label={t('sync.region')}
      tabIndex={-1}
      data-keeps-focus=""
    >
      <div className="panel-head">
        <h2>{t('sync.region')}</h2>
        <button type="button" onClick={closePanel}>
          {t('common.close')}
        </button>
      </div>
      <PausedNote />
      <ParkedNote />
      <DoubtQuestion />
      <div className="sync-facts">
        <HereFacts />
        <ServerFacts />
      </div>
      <ClosingCheck />
      <NoteList />
      <LeftOutList />
    </section>
  );
}
