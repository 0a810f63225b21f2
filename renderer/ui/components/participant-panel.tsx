import { useTranslation } from 'react-i18next';
import { useDesk } from '../state/desk.ts';
import { BadgeActions } from './badge-actions.tsx';
import { ParticipantHeader } from './participant-header.tsx';
import { ParticipantHistory } from './participant-history.tsx';
import { ParticipantNotes } from './participant-notes.tsx';
import { ParticipantRecords } from './participant-records.tsx';
import { ProfileForm } from './profile-form.tsx';
import { RemoveButton } from './remove-participant.tsx';
import { StatusSelects } from './status-select.tsx';

/** Everything about one person, in the order of the work at the door: who, status, badge, details, what was before. */
export function ParticipantPanel() {
  const { t } = useTranslation();
  const view = useDesk((state) => state.view);
  const gone = useDesk((state) => state.gone);
  return (
    <section className="panel participant" role="region" aria-label={t('participant.region')}>
      {view === null ? (
        <p className="quiet panel-empty">{t(gone ? 'participant.gone' : 'participant.searching')}</p>
      ) : (
        <>
          {gone && <p className="note note-problem">{t('participant.gone')}</p>}
          <ParticipantHeader view={view} />
          <ParticipantNotes view={view} />
          <div className="participant-work">
            <StatusSelects view={view} disabled={gone} />
            <BadgeActions view={view} disabled={gone} />
          </div>
          <ProfileForm view={view} disabled={gone} />
          <ParticipantRecords view={view} />
          <ParticipantHistory view={view} />
          <RemoveButton view={view} disabled={gone} />
        </>
      )}
    </section>
  );
}
