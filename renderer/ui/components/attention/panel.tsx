import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { closePanel } from '../../state/desk.ts';
import { focusSearch } from '../../state/focus.ts';
import { AttentionCard } from './card.tsx';
import { cardKeys, holdCards } from './card-keys.ts';
import { useOwnAttention } from './use-own-attention.ts';

/** The inbox of what a person must settle: each item says who, what, when and why, and one press settles it. */
export function AttentionPanel() {
  const { t } = useTranslation();
  const attention = useOwnAttention();
  const own = attention?.own ?? [];

  const count = own.length;
  const had = useRef(count);
  const waiting = own.map(({ operation }) => operation.id).join();
  useEffect(() => {
    // An answered card is gone, and the focus with it: the next one has it, and after the last one the line.
    const lost = document.activeElement === document.body || document.activeElement === null;
    if (lost && count > 0) cardKeys.focusAgain();
    if (lost && count === 0 && had.current > 0) focusSearch();
    had.current = count;
  }, [count, waiting]); // one may come as another goes
  useEffect(() => {
    cardKeys.focusFirst();
  }, []);

  return (
    <section
      ref={holdCards}
      className="panel attention"
      role="region"
      aria-label={t('attention.region')}
      tabIndex={-1}
      data-keeps-focus=""
      onKeyDown={(event) => cardKeys.handle(event.nativeEvent)}
      onFocus={cardKeys.remember}
    >
      <div className="panel-head">
        <h2>{t('attention.region')}</h2>
        <button type="button" onClick={closePanel}>
          {t('common.close')}
        </button>
      </div>
      {count === 0 ? <p className="quiet">{t('attention.none')}</p> : <p className="quiet">{t('attention.keys')}</p>}
      <ol className="attention-list">
        {own.map((item) => (
          <AttentionCard key={item.operation.id} item={item} />
        ))}
      </ol>
      {attention !== null && attention.others > 0 && (
        <p className="quiet">{t('attention.others', { count: attention.others })}</p>
      )}
    </section>
  );
}
