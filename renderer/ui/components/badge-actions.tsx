import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../shared/operations/view.ts';
import { letIn, printBadge, useJobs } from '../state/jobs.ts';
import { tellPrint } from '../state/reasons.ts';
import { KeyHint } from './key-hint.tsx';

export function BadgeActions({ view, disabled }: { readonly view: ParticipantView; readonly disabled: boolean }) {
  const { t } = useTranslation();
  const busy = useJobs((state) => state.busy.includes(view.key));
  const failure = useJobs((state) => (state.failure?.key === view.key ? state.failure : null));
  return (
    <div className="badge-actions">
      <div className="badge-buttons">
        <button
          type="button"
          className="primary print-button"
          aria-keyshortcuts="Control+P"
          aria-busy={busy}
          disabled={disabled || busy}
          onClick={() => void printBadge(view)}
        >
          {t('participant.print')}
          <KeyHint keys="Ctrl+P" />
        </button>
        <button type="button" disabled={disabled} onClick={() => void letIn(view, 'withoutBadge')}>
          {t('participant.letIn')}
        </button>
        <button type="button" disabled={disabled} onClick={() => void letIn(view, 'handedOut')}>
          {t('participant.handOut')}
        </button>
      </div>
      {busy && (
        <p className="print-state" aria-live="polite">
          <span className="spinner" aria-hidden="true" />
          {t('printing.busy')}
        </p>
      )}
      {failure !== null && (
        <div className="note note-problem" role="alert">
          <p className="note-title">{t('printing.failed')}</p>
          <p>
            {tellPrint(failure.reason)} {t('printing.failedNext')}
          </p>
          <button type="button" data-print-again="" onClick={() => void printBadge(view, true)}>
            {t('common.tryAgain')}
          </button>
        </div>
      )}
    </div>
  );
}
