import { useTranslation } from 'react-i18next';
import { findRegistration, useAttention } from '../state/attention.ts';
import { openAttention, useDesk } from '../state/desk.ts';
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
        <div className="panel-empty">{gone ? <Absence /> : <p className="quiet">{t('participant.searching')}</p>}</div>
      ) : (
        <>
          <div className="participant-now">
            {gone && <Absence />}
            <ParticipantHeader view={view} />
            <ParticipantNotes view={view} />
            <div className="participant-work">
              <StatusSelects view={view} disabled={gone} />
              <BadgeActions view={view} disabled={gone} />
            </div>
            <ProfileForm view={view} disabled={gone} />
          </div>
          <div className="participant-before">
            <ParticipantRecords view={view} />
            <ParticipantHistory view={view} />
            <RemoveButton view={view} disabled={gone} />
          </div>
        </>
      )}
    </section>
  );
}

/** Why nobody is there: removed, or not registered yet because the server refused. */
function Absence() {
  const { t } = useTranslation();
  const asked = useDesk((state) => (state.panel.kind === 'participant' ? state.panel.asked : null));
  const key = useDesk((state) => state.view?.key ?? asked);
  const registration = useAttention((state) => (key === null ? null : findRegistration(state.items, key)));
  if (registration?.state.name !== 'attention') return <p className="note note-problem">{t('participant.gone')}</p>;
  return (
    <p className="note note-attention" role="status">
      {t(['refused', 'exists'].includes(registration.state.reason.why) ? 'refused.inPanel' : 'refused.waitsInPanel')}
      <button type="button" onClick={openAttention}>
        {t('refused.toAttention')}
      </button>
    </p>
  );
}
