import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintJob } from '../../../shared/contract/printing.ts';
import { tellProblem } from '../printing/problem-text.ts';
import { useJobName } from '../printing/use-job-name.ts';
import { openPrintTab } from '../printing/store.ts';
import { openPrinting } from '../state/desk.ts';
import { answerJob, countFurtherQuestions, putOffAllQuestions, putOffQuestion, useJobs } from '../state/jobs.ts';
import { useStation } from '../state/station.ts';
import { Dialog } from './dialog.tsx';
import { KeyHint } from './key-hint.tsx';
import { useBadgePdf, type BadgePdf } from './use-badge-pdf.ts';
import { useDigits } from './use-digits.ts';

/**
 * "Did it come out?": only yes records the badge. Putting it off is no answer: the desk asks again. Several are asked one after the
 * other.
 */
export function JobQuestion({ job }: { readonly job: PrintJob }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const more = useJobs(countFurtherQuestions);
  const printers = useStation((state) => state.station?.printers);
  const isByHand = printers?.find(({ id }) => id === job.printer)?.kind === 'browser';
  const pdf = useBadgePdf(isByHand ? job.id : null);
  const inBrowser = isByHand && pdf.is !== 'taken';
  const answer = async (cameOut: boolean, again = false): Promise<void> => {
    setBusy(true);
    await answerJob(job, cameOut, again);
    setBusy(false);
  };
  const holdAnswers = useDigits();
  const name = useJobName(job);
  const out = job.purpose === 'slip' || job.purpose === 'test' ? job.purpose : 'badge';
  const answerTogether = (): void => {
    putOffAllQuestions();
    openPrintTab('queue');
    openPrinting();
  };
  const { what, todo, own } = tellProblem(job.problem ?? 'unconfirmed', job.reason, 'ready');
  return (
    <Dialog
      title={t(`question.ask.${out}.title`)}
      wide={inBrowser}
      onClose={() => putOffQuestion(job.id)}
      actions={
        <div className="question-answers" ref={holdAnswers}>
          <button
            type="button"
            className="primary"
            data-focus=""
            data-digit="1"
            aria-keyshortcuts="1"
            disabled={busy}
            onClick={() => void answer(true)}
          >
            {t('question.yes')}
            <KeyHint keys="1" />
          </button>
          <button
            type="button"
            data-digit="2"
            aria-keyshortcuts="2"
            disabled={busy}
            onClick={() => void answer(false, true)}
          >
            {t('question.again')}
            <KeyHint keys="2" />
          </button>
          <button type="button" data-digit="3" aria-keyshortcuts="3" disabled={busy} onClick={() => void answer(false)}>
            {t('question.no')}
            <KeyHint keys="3" />
          </button>
        </div>
      }
    >
      <p>{t(`question.ask.${out}.${inBrowser ? 'inBrowser' : 'unknown'}`, { name })}</p>
      {!inBrowser && job.purpose === 'badge' && <p>{t('job.unknownText')}</p>}
      {inBrowser ? (
        <BrowserPrint pdf={pdf} />
      ) : (
        <p className="quiet">{isByHand ? t('question.noWindow') : [what, todo, own].join(' ')}</p>
      )}
      {more > 0 && (
        <p className="setting-row">
          <span className="quiet">{t('question.more', { count: more })}</span>
          <button type="button" className="small" onClick={answerTogether}>
            {t('question.together')}
          </button>
        </p>
      )}
    </Dialog>
  );
}

/** Shows the badge's PDF and opens the browser's print window over it. */
function BrowserPrint({ pdf }: { readonly pdf: BadgePdf }) {
  const { t } = useTranslation();
  const frame = useRef<HTMLIFrameElement>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const print = (): void => {
    try {
      frame.current?.contentWindow?.focus();
      frame.current?.contentWindow?.print();
    } catch (error) {
      setFailure(String(error)); // the browser shows PDFs in a place that a page may not print from
    }
  };
  const why = pdf.is === 'failed' ? pdf.why : failure;
  if (why !== null) return <p className="note note-problem">{t('printing.noPreview', { why })}</p>;
  if (pdf.is !== 'ready') return null;
  return (
    <>
      <iframe
        ref={frame}
        className="pdf-frame"
        title={t('printing.preview')}
        src={`${pdf.address}#toolbar=0&navpanes=0&view=Fit`}
        onLoad={() => {
          // A driven browser has no print window, and asking a headless one for it takes the page down.
          if (!navigator.webdriver) print();
        }}
      />
      <button type="button" onClick={print}>
        {t('printing.openDialog')}
      </button>
    </>
  );
}
