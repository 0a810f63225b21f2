import { useTranslation } from 'react-i18next';
import type { PrintJob } from '../../../shared/contract/printing.ts';
import { askAbout, retryBadge } from '../state/jobs.ts';
import { cancelJob } from './acts.ts';
import { MoveButton } from './move-button.tsx';
import { tellProblem, type ProblemText } from './problem-text.ts';
import { findStatus, usePrinting } from './store.ts';
import type { JobStand } from './job-list.ts';
import { usePrinters } from './use-printers.ts';

/** How a badge that is not out yet stands, in words, and what can be done about it. It holds up nobody. */
export function JobNote({ job, stand }: { readonly job: PrintJob; readonly stand: JobStand }) {
  const { t } = useTranslation();
  const printer = usePrinterName(job.printer);
  const problem = useProblemOf(job, stand);
  switch (stand) {
    case 'printing':
      return (
        <div className="print-state" aria-live="polite">
          <span className="spinner" aria-hidden="true" />
          <p>{t('job.printingText', { printer })}</p>
        </div>
      );
    case 'queued':
      return (
        <div className="note" aria-live="polite">
          <p className="note-title">{t('job.queuedTitle')}</p>
          <p>{t('job.queuedText', { printer })}</p>
          <JobButtons job={job} retry={false} />
        </div>
      );
    case 'paused':
      return (
        <div className="note note-attention" role="status">
          <p className="note-title">{t('job.queuedTitle')}</p>
          <p>{t('job.pausedText', { printer })}</p>
          <JobButtons job={job} retry={false} />
        </div>
      );
    case 'waits':
      return (
        <div className="note note-attention" role="alert">
          <p className="note-title">{t('job.waitsTitle', { printer })}</p>
          <ProblemWords text={problem} />
          <JobButtons job={job} retry={job.state === 'queued'} />
        </div>
      );
    case 'failed':
      return (
        <div className="note note-problem" role="alert">
          <p className="note-title">{t('job.failedTitle')}</p>
          <ProblemWords text={problem} />
          <JobButtons job={job} retry />
        </div>
      );
    case 'unknown':
      return (
        <div className="note note-attention" role="status">
          <p className="note-title">{t('job.unknownTitle')}</p>
          {job.purpose === 'badge' && <p>{t('job.unknownText')}</p>}
          <button type="button" onClick={() => askAbout(job.id)}>
            {t('job.answer')}
          </button>
        </div>
      );
  }
}

function JobButtons({ job, retry }: { readonly job: PrintJob; readonly retry: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="badge-buttons">
      {retry && (
        <button type="button" data-print-again="" onClick={() => void retryBadge(job.id)}>
          {t('job.retry')}
        </button>
      )}
      <MoveButton jobs={[job.id]} from={job.printer} label={t('job.move')} />
      <button type="button" onClick={() => void cancelJob(job.id)}>
        {t('job.cancel')}
      </button>
    </div>
  );
}

export function ProblemWords({ text }: { readonly text: ProblemText | null }) {
  if (text === null) return null;
  return (
    <>
      <p>
        {text.what} {text.todo}
      </p>
      {text.own !== null && <p className="note-detail">{text.own}</p>}
    </>
  );
}

/** What keeps the job: its own problem, else that of the printer that it waits for. */
export function useProblemOf(job: PrintJob, stand: JobStand | null): ProblemText | null {
  const queue = usePrinting((state) => state.queue);
  const then = stand === 'failed' ? 'retry' : 'goesOn';
  if (job.problem !== null) return tellProblem(job.problem, job.reason, then);
  if (stand === 'failed') return tellProblem('other', job.reason, then);
  if (stand !== 'waits') return null;
  const status = findStatus(queue, job.printer);
  const first = status?.problems[0];
  return first === undefined ? tellProblem('gone', '', then) : tellProblem(first.problem, first.detail, then);
}

export function usePrinterName(id: string | null): string {
  const { t } = useTranslation();
  const printers = usePrinters();
  if (id === null) return '—';
  return printers.find((one) => one.id === id)?.name ?? t('job.printerGone');
}
