import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { sumBytes } from '../../../shared/closing/list.ts';
import type { Closing } from '../../../shared/contract/closing-routes.ts';
import { loadClosed, saveReceipt, useClosed } from '../state/closed-events.ts';
import { useFormat } from './use-format.ts';

/** Events that ended here for good, with their receipts. */
export function ClosedEvents() {
  const { t } = useTranslation();
  const closings = useClosed((state) => state.closings);
  useEffect(() => void loadClosed(), []);
  if (closings.length === 0) return null;
  return (
    <section className="closed-events" aria-label={t('closed.title')}>
      <h2>{t('closed.title')}</h2>
      <p className="quiet">{t('closed.lead')}</p>
      <ul>
        {closings.map((closing) => (
          <ClosedEvent key={closing.id} closing={closing} />
        ))}
      </ul>
    </section>
  );
}

function ClosedEvent({ closing }: { readonly closing: Closing }) {
  const { t } = useTranslation();
  const { time, number } = useFormat();
  const { event, wipedAt, databases, files } = closing;
  return (
    <li data-wiped={wipedAt !== null && databases !== null}>
      <strong>{event.title}</strong>
      <span className="quiet">
        {wipedAt === null
          ? t('closed.interrupted')
          : t('closed.gone', {
              time: time(wipedAt),
              files: files.length,
              megabytes: number(toMegabytes(sumBytes(files) + sumBytes(databases ?? []))),
            })}{' '}
        {wipedAt !== null && t(databases === null ? 'closed.browserNotYet' : 'closed.browserGone')}
      </span>
      <button type="button" className="small" onClick={() => saveReceipt(closing)}>
        {t('closed.save')}
      </button>
    </li>
  );
}

/** To one place, and never none at all. */
function toMegabytes(bytes: number): number {
  return Math.max(0.1, Math.round(bytes / 100_000) / 10);
}
