import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../shared/operations/view.ts';
import { findJobOf, standOf } from '../printing/job-list.ts';
import { JobNote } from '../printing/job-note.tsx';
import { PrintedMeans } from '../printing/printed-means.tsx';
import { findStatus, usePrinting } from '../printing/store.ts';
import { useDesk } from '../state/desk.ts';
import { letIn, printShown, useJobs } from '../state/jobs.ts';
import { KeyHint } from './key-hint.tsx';

/** What can be done about the badge, and how the one that was asked for stands. Nobody waits here for a printer. */
export function BadgeActions({ view, disabled }: { readonly view: ParticipantView; readonly disabled: boolean }) {
  const { t } = useTranslation();
  const busy = useJobs((state) => state.busy.includes(view.key));
  const refused = useJobs((state) => state.failure?.key === view.key);
  const asked = useDesk((state) => (state.panel.kind === 'participant' ? state.panel.asked : view.key));
  const job = useJobs((state) => findJobOf(state.jobs, [view.key, asked]));
  const queue = usePrinting((state) => state.queue);
  const stand = job === null ? null : standOf(job, findStatus(queue, job.printer));
  const onItsWay = stand !== null && stand !== 'failed' && stand !== 'unknown';
  return (
    <div className="badge-actions">
      <div className="badge-buttons">
        <button
          type="button"
          className="primary print-button"
          aria-keyshortcuts="Control+P"
          aria-busy={busy}
          disabled={disabled || busy || onItsWay}
          onClick={() => void printShown(view)}
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
      {busy && !onItsWay && (
        <p className="print-state" aria-live="polite">
          <span className="spinner" aria-hidden="true" />
          {t('printing.busy')}
        </p>
      )}
      {refused && !busy && (
        <div className="note note-problem" role="alert">
          <p className="note-title">{t('printing.failed')}</p>
          <p>{t('printing.failedNext')}</p>
          <button type="button" data-print-again="" onClick={() => void printShown(view)}>
            {t('common.tryAgain')}
          </button>
        </div>
      )}
      {job !== null && stand !== null && (!busy || onItsWay) && !refused && <JobNote job={job} stand={stand} />}
      {stand === null && !busy && <PrintedMeans view={view} />}
    </div>
  );
}
