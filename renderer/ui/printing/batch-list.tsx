import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../shared/contract/printing.ts';
import { useFormat } from '../components/use-format.ts';
import { actOnQueue } from './acts.ts';
import { countBatch } from './job-list.ts';

/** Batches: how far each is, and holding it up or calling off what is left of it. */
export function BatchList({ batches }: { readonly batches: readonly Batch[] }) {
  const { t } = useTranslation();
  return (
    <section className="printing-section">
      <h3>{t('printQueue.batches')}</h3>
      <ul className="batches">
        {batches.map((batch) => (
          <BatchRow key={batch.id} batch={batch} />
        ))}
      </ul>
    </section>
  );
}

function BatchRow({ batch }: { readonly batch: Batch }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const { id, title: name, counts, paused } = batch;
  const { all, left } = countBatch(batch);
  return (
    <li className="batch">
      <div className="batch-head">
        <strong>{name}</strong>
        <span className="quiet">{t('printQueue.batchBy', { operator: batch.operator, time: time(batch.madeAt) })}</span>
      </div>
      <progress max={all} value={all - left} aria-label={name} />
      <p className="printer-facts">
        {t('printQueue.done', { printed: counts.printed, all })}
        {counts.failed > 0 && <span className="bad"> · {t('printQueue.failed', { count: counts.failed })}</span>}
        {counts.unknown > 0 && <span className="warn"> · {t('printQueue.unknown', { count: counts.unknown })}</span>}
        {paused && left > 0 && <span className="warn"> · {t('printQueue.state.paused')}</span>}
      </p>
      {left > 0 && (
        <div className="printer-buttons">
          <button
            type="button"
            className="small"
            aria-label={t(paused ? 'printQueue.resumeOne' : 'printQueue.pauseOne', { name })}
            onClick={() => void actOnQueue({ do: paused ? 'resume' : 'pause', batch: id })}
          >
            {t(paused ? 'printQueue.resume' : 'printQueue.pause')}
          </button>
          <button
            type="button"
            className="small danger"
            aria-label={t('printQueue.cancelBatchOne', { name })}
            onClick={() => void actOnQueue({ do: 'cancel', batch: id })}
          >
            {t('printQueue.cancelBatch')}
          </button>
        </div>
      )}
    </li>
  );
}
