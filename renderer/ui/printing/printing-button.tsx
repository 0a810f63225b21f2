import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { openPrinting } from '../state/desk.ts';
import { useJobs } from '../state/jobs.ts';
import { countTrouble } from './job-list.ts';
import { openPrintTab, usePrinting } from './store.ts';

/** Leads to printing; its number says how much of it waits for a person, and is read out when the reader has time. */
export function PrintingButton() {
  const { t } = useTranslation();
  const countId = useId();
  const queue = usePrinting((state) => state.queue);
  const count = useJobs(({ jobs }) => countTrouble(queue, jobs));
  const open = (): void => {
    if (count > 0) openPrintTab('queue');
    openPrinting();
  };
  return (
    <>
      <button
        type="button"
        aria-label={t('printScreen.open')}
        aria-describedby={count > 0 ? countId : undefined}
        className={count > 0 ? 'printing-button has-some' : 'printing-button'}
        onClick={open}
      >
        <PrinterIcon />
        {t('printScreen.open')}
        {count > 0 && (
          <span id={countId} className="badge-count">
            {count}
          </span>
        )}
      </button>
      <span className="visually-hidden" aria-live="polite">
        {count > 0 ? t('printScreen.trouble', { count }) : ''}
      </span>
    </>
  );
}

function PrinterIcon() {
  return (
    <svg
      aria-hidden="true"
      width="18"
      height="18"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinejoin="round"
      strokeLinecap="round"
    >
      <path d="M7 8V3h10v5M7 18H4v-8h16v8h-3" />
      <path d="M7 14h10v7H7z" />
    </svg>
  );
}
