import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { closePanel } from '../state/desk.ts';
import { AttentionCard } from './attention-card.tsx';
import { useOwnAttention } from './use-own-attention.ts';

/** The inbox of what a person must settle: each item says who, what, when and why, and one press settles it. */
export function AttentionPanel() {
  const { t } = useTranslation();
  const attention = useOwnAttention();
  const region = useRef<HTMLElement>(null);
  const count = attention?.own.length ?? 0;
  useEffect(() => region.current?.focus(), []); // the next Tab goes to the first answer
  useEffect(() => {
    // An answered card is gone, and the focus with it.
    if (document.activeElement === document.body) region.current?.focus();
  }, [count]);
  return (
    <section ref={region} className="panel attention" role="region" aria-label={t('attention.region')} tabIndex={-1}>
      <div className="panel-head">
        <h2>{t('attention.region')}</h2>
        <button type="button" onClick={closePanel}>
          {t('common.close')}
        </button>
      </div>
      {attention?.own.length === 0 && <p className="quiet">{t('attention.none')}</p>}
      <ol className="attention-list">
        {attention?.own.map((item) => (
          <AttentionCard key={item.operation.id} item={item} />
        ))}
      </ol>
      {attention !== null && attention.others > 0 && (
        <p className="quiet">{t('attention.others', { count: attention.others })}</p>
      )}
    </section>
  );
}
