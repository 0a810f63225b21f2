import { useTranslation } from 'react-i18next';
import { isHandedOver, UNSENT } from '../../../shared/operations/operation.ts';
import type { ParticipantView } from '../../../shared/operations/view.ts';
import { maySettle } from '../state/attention.ts';
import { openAttention } from '../state/desk.ts';
import { useStation } from '../state/station.ts';

/** What of this person is not on the server yet, and what needs a decision. */
export function ParticipantNotes({ view }: { readonly view: ParticipantView }) {
  const { t } = useTranslation();
  const operator = useStation((state) => state.station?.session.operator ?? null);
  const waiting = view.open.filter((operation) => UNSENT.has(operation.state.name)).length;
  const inAttention = view.open.filter((operation) => operation.state.name === 'attention');
  const toSettle = inAttention.filter((operation) => maySettle(operator, operation)).length;
  const ofOthers = inAttention.length - toSettle;
  const handedOver = view.open.some(isHandedOver);
  if (waiting === 0 && inAttention.length === 0 && !handedOver) return null;
  return (
    <div className="participant-notes">
      {toSettle > 0 && (
        <p className="note note-attention">
          {t('participant.settle', { count: toSettle })}
          <button type="button" onClick={openAttention}>
            {t('participant.settleLink')}
          </button>
        </p>
      )}
      {ofOthers > 0 && <p className="note note-attention">{t('participant.settleOthers', { count: ofOthers })}</p>}
      {waiting > 0 && (
        <p className="pending-line">
          <span className="dot" aria-hidden="true" />
          {t('participant.openCount', { count: waiting })}
        </p>
      )}
      {handedOver && (
        <p className="pending-line">
          <span className="dot" aria-hidden="true" />
          {t('participant.handedOver')}
        </p>
      )}
    </div>
  );
}
