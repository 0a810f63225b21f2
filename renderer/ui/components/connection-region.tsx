import { useTranslation } from 'react-i18next';
import { nameConnection } from '../state/connection-word.ts';
import { useEngine } from '../state/engine.ts';
import { useStation } from '../state/station.ts';
import { useFormat } from './use-format.ts';
import { useOwnAttention } from './use-own-attention.ts';

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
