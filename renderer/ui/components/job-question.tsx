import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintJob } from '../../../shared/contract/printing.ts';
import { byteRoutes } from '../../../shared/contract/routes.ts';
import { tellProblem } from '../printing/problem-text.ts';
import { answerJob, countFurtherQuestions, putOffQuestion, useJobs } from '../state/jobs.ts';
import { useStation } from '../state/station.ts';
import { Dialog } from './dialog.tsx';
import { KeyHint } from './key-hint.tsx';
import { useDigits } from './use-digits.ts';

/**
 * "Did it come out?": only yes records the badge. Putting it off is no answer: the desk asks again. Several are asked one after the
 * other.
 */
export function JobQuestion({ job }: { readonly job: PrintJob }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const more = useJobs(countFurtherQuestions);
  const fresh = useJobs((state) => state.fresh.includes(job.id));
  const printers = useStation((state) => state.station?.printers);
  const inBrowser = printers?.find(({ id }) => id === job.printer)?.kind === 'browser' && fresh;
  const answer = async (cameOut: boolean, again = false): Promise<void> => {
    setBusy(true);
    await answerJob(job, cameOut, again);
    setBusy(false);
  };
  const holdAnswers = useDigits();
  const name = job.name || t('common.nobody');
  const { what, todo, own } = tellProblem(job.problem ?? 'unconfirmed', job.reason, 'ready');
  return (
    <Dialog
      title={t('printing.questionTitle')}
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
      <p>
        {inBrowser
          ? t('printing.questionBrowser', { name })
          : t(job.purpose === 'badge' ? 'printing.questionText' : 'question.textOther', { name })}
      </p>
      {inBrowser ? (
        <BrowserPrint jobId={job.id} />
      ) : (
        <p className="quiet">
          {what} {todo} {own}
        </p>
      )}
      {more > 0 && <p className="quiet">{t('question.more', { count: more })}</p>}
    </Dialog>
  );
}

/** Shows the badge's PDF and opens the browser's print window over it. */
function BrowserPrint({ jobId }: { readonly jobId: string }) {
  const { t } = useTranslation();
  const frame = useRef<HTMLIFrameElement>(null);
  const [address, setAddress] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    fetchPdf(jobId)
      .then((pdf) => {
        if (gone) return;
        made = URL.createObjectURL(pdf);
        setAddress(made);
      })
      .catch((error: unknown) => setFailure(String(error)));
    return () => {
      gone = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [jobId]);
  const print = (): void => {
    try {
      frame.current?.contentWindow?.focus();
      frame.current?.contentWindow?.print();
    } catch (error) {
      setFailure(String(error)); // the browser shows PDFs in a place that a page may not print from
    }
  };
  if (failure !== null) return <p className="note note-problem">{t('printing.noPreview', { why: failure })}</p>;
  if (address === null) return null;
  return (
    <>
      <iframe
        ref={frame}
        className="pdf-frame"
        title={t('printing.preview')}
        src={`${address}#toolbar=0&navpanes=0&view=Fit`}
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

async function fetchPdf(jobId: string): Promise<Blob> {
  const response = await fetch(`${byteRoutes.jobPdf}?${new URLSearchParams({ job: jobId }).toString()}`);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return new Blob([await response.arrayBuffer()], { type: 'application/pdf' });
}
