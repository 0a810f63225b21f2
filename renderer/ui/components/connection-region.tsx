import { useTranslation } from 'react-i18next';
import { nameConnection } from '../state/connection-word.ts';
import { openSync } from '../state/desk.ts';
import { useEngine } from '../state/engine.ts';
import { useStation } from '../state/station.ts';
import { useFormat } from './use-format.ts';
import { useOwnAttention } from './attention/use-own-attention.ts';

/** All that `ConnectionRegion` has no room for. */
export function SyncDetailsButton() {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="connection-details"
      aria-label={t('sync.region')}
      title={`${t('sync.region')} (F6)`}
      aria-keyshortcuts="F6"
      onClick={openSync}
    >
      <svg
        aria-hidden="true"
        width="18"
        height="18"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
      >
        <path d="M4 6h10M4 12h16M4 18h7" strokeLinecap="round" />
        <circle cx="18" cy="6" r="2" />
        <circle cx="15" cy="18" r="2" />
      </svg>
    </button>
  );
}

/** How the desk stands with the server, all the time. What the engine has not told yet is never shown as zero. */
export function ConnectionRegion() {
  const { t } = useTranslation();
  const { time } = useFormat();
  const connection = useStation((state) => state.connection);
  const hostGone = useStation((state) => state.hostGone);
  const sync = useEngine((state) => state.sync);
  const attention = useOwnAttention();
  const word = nameConnection({ connection, sync, hostGone });
  const last = connection?.lastContact ?? null;
  return (
    <div role="status" aria-label={t('connection.label')} className="connection" data-state={word}>
      <span className="connection-word">
        <span className="dot" aria-hidden="true" />
        {t(`connection.${word}`)}
      </span>{' '}
      <span className="connection-facts">
        <span data-unsent={sync?.unsent} className={sync !== null && sync.unsent > 0 ? 'count-some' : undefined}>
          {sync === null ? t('connection.unsentUnknown') : t('connection.unsent', { count: sync.unsent })}
        </span>{' '}
        {attention !== null && attention.own.length > 0 && (
          <span className="count-attention">{t('connection.attention', { count: attention.own.length })}</span>
        )}{' '}
        <span className="quiet" aria-live="off">
          {last === null ? t('connection.noContact') : t('connection.lastContact', { time: time(last) })}
        </span>
      </span>
    </div>
  );
}
