import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { byteRoutes } from '../../../shared/contract/routes.ts';
import type { PrintJob } from '../../../shared/contract/station.ts';
import { answerJob, putOffQuestion, useJobs } from '../state/jobs.ts';
import { tellPrint } from '../state/reasons.ts';
import { useStation } from '../state/station.ts';
import { Dialog } from './dialog.tsx';

/** "Did it come out?": only yes records the badge. Putting it off is no answer: the desk asks again. */
export function JobQuestion({ job }: { readonly job: PrintJob }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const fresh = useJobs((state) => state.fresh.includes(job.id));
  const inBrowser = useStation((state) => state.station?.printing.backend === 'browser') && fresh;
  const answer = async (cameOut: boolean): Promise<void> => {
    setBusy(true);
    await answerJob(job, cameOut);
    setBusy(false);
  };
  return (
    <Dialog
      title={t('printing.questionTitle')}
      wide={inBrowser}
      onClose={() => putOffQuestion(job.id)}
      actions={
        <>
          <button type="button" className="primary" data-focus="" disabled={busy} onClick={() => void answer(true)}>
            {t('common.yes')}
          </button>
          <button type="button" disabled={busy} onClick={() => void answer(false)}>
            {t('common.no')}
          </button>
        </>
      }
    >
      <p>
        {t(inBrowser ? 'printing.questionBrowser' : 'printing.questionText', { name: job.name || t('common.nobody') })}
      </p>
      {inBrowser ? <BrowserPrint jobId={job.id} /> : <p className="quiet">{tellPrint(job.reason)}</p>}
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
