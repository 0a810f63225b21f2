import { useTranslation } from 'react-i18next';
import { Panel } from '../panel.tsx';
import { LeftOutList } from '../left-out-list.tsx';
import { ClosingCheck } from './closing-check.tsx';
import { DoubtQuestion, ParkedNote, PausedNote } from './notes.tsx';
import { NoteList } from './note-list.tsx';
import { HereFacts, ServerFacts } from './facts.tsx';

/** How the desk stands with the server, in full: what waits and why, what was read, whether the desk may be closed. */
export function SyncPanel() {
  const { t } = useTranslation();
  return (
    <Panel name="sync" title={t('sync.region')}>
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
    </Panel>
  );
}
