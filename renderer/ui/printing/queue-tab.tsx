import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useJobs } from '../state/jobs.ts';
import { useStation } from '../state/station.ts';
import { actOnQueue } from './acts.ts';
import { AskNote } from './ask-note.tsx';
import { BatchList } from './batch-list.tsx';
import { isOpen } from './job-list.ts';
import { JobList } from './job-list-view.tsx';
import { PrinterCard } from './printer-card.tsx';
import { openPrintTab, usePrinting } from './store.ts';
import { usePrinters } from './use-printers.ts';

/** How printing stands: each printer, each batch, each badge that is not out yet. */
export function QueueTab() {
  const { t } = useTranslation();
  const queue = usePrinting((state) => state.queue);
  const printers = usePrinters();
  const failed = useJobs(({ jobs }) => jobs.filter((job) => job.state === 'failed' && isOpen(job)).length);
  if (queue === null) return <p className="quiet">{t('printScreen.loading')}</p>;
  return (
    <>
      <section className="printing-section">
        <h3>{t('printQueue.printers')}</h3>
        {printers.length === 0 && <NoPrinter />}
        <ul className="printer-cards">
          {printers.map((printer) => (
            <PrinterCard
              key={printer.id}
              printer={printer}
              status={queue.printers.find(({ id }) => id === printer.id) ?? null}
            />
          ))}
        </ul>
      </section>
      {queue.batches.length > 0 && <BatchList batches={queue.batches} />}
      <JobList queue={queue} />
      <Purge waiting={queue.open.queued + failed} />
    </>
  );
}

function NoPrinter() {
  const { t } = useTranslation();
  const isAdmin = useStation((state) => state.station?.session.operator?.Role === 'Admin');
  return (
    <p className="note note-attention">
      {t('printQueue.none')} {t(isAdmin ? 'printQueue.noneAdmin' : 'printQueue.noneOperator')}
      {isAdmin && (
        <button type="button" onClick={() => openPrintTab('printers')}>
          {t('printScreen.tab.printers')}
        </button>
      )}
    </p>
  );
}

/** The last resort, behind a question. */
function Purge({ waiting }: { readonly waiting: number }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  if (waiting === 0) return null;
  const purge = (): void => {
    setAsking(false);
    void actOnQueue({ do: 'purge' });
  };
  if (!asking) {
    return (
      <p className="panel-foot">
        <button type="button" className="danger" onClick={() => setAsking(true)}>
          {t('printQueue.purge')}
        </button>
      </p>
    );
  }
  return (
    <AskNote
      isDanger
      title={t('printQueue.purgeTitle')}
      text={t('printQueue.purgeText', { count: waiting })}
      yes={t('printQueue.purgeYes')}
      no={t('printQueue.keep')}
      onYes={purge}
      onNo={() => setAsking(false)}
    />
  );
}
