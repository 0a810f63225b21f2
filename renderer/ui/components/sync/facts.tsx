import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Operation } from '../../../../shared/operations/operation.ts';
import { openAttention } from '../../state/desk.ts';
import { useEngine } from '../../state/engine.ts';
import { startSweep } from '../../state/closing.ts';
import { useStation } from '../../state/station.ts';
import { findOldestUnsent } from '../../state/unsent.ts';
import { useOwnAttention } from '../attention/use-own-attention.ts';
import { useFormat } from '../use-format.ts';

/** What of this desk is not on the server yet. */
export function HereFacts() {
  const { t } = useTranslation();
  const { time } = useFormat();
  const unsent = useEngine((state) => state.sync?.unsent ?? null);
  const attention = useEngine((state) => state.sync?.attention ?? 0);
  const toSettle = useOwnAttention();
  const own = toSettle?.own.length ?? 0;
  const others = toSettle?.others ?? 0;
  const oldest = useOldestUnsent(unsent);
  return (
    <section className="sync-card">
      <h3>{t('sync.here')}</h3>
      <dl>
        <dt>{t('sync.unsent')}</dt>
        <dd>
          {unsent === null ? '…' : unsent === 0 ? t('sync.unsentNone') : <strong>{unsent}</strong>}
          {oldest !== null && unsent !== 0 && (
            <span className="quiet">
              {t('sync.oldest', { time: time(oldest.madeAt), operator: oldest.operator.login })}
            </span>
          )}
        </dd>
        <dt>{t('sync.toSettle')}</dt>
        <dd>
          {attention === 0 ? t('sync.toSettleNone') : <strong>{attention}</strong>}
          {own > 0 && (
            <button type="button" className="small" onClick={openAttention}>
              {t('sync.settle')}
            </button>
          )}
          {others > 0 && <span className="quiet">{t('participant.settleOthers', { count: others })}</span>}
        </dd>
      </dl>
    </section>
  );
}

/** Asked again whenever the number changes. */
function useOldestUnsent(unsent: number | null): Operation | null {
  const [oldest, setOldest] = useState<Operation | null>(null);
  useEffect(() => {
    if (unsent === null || unsent === 0) return;
    let current = true;
    void findOldestUnsent().then((found) => {
      if (current) setOldest(found);
    });
    return () => {
      current = false;
    };
  }, [unsent]);
  return oldest;
}

/** What the desk knows of the server, and since when. */
export function ServerFacts() {
  const { t } = useTranslation();
  const { time } = useFormat();
  const contact = useStation((state) => state.connection?.lastContact ?? null);
  const pulled = useEngine((state) => state.sync?.lastPull ?? null);
  const sweep = useEngine((state) => state.sync?.sweep ?? null);
  const last = sweep?.last ?? null;
  return (
    <section className="sync-card">
      <h3>{t('sync.server')}</h3>
      <dl>
        <dt>{t('sync.contact')}</dt>
        <dd>{contact === null ? t('sync.contactNone') : time(contact)}</dd>
        <dt>{t('sync.pulled')}</dt>
        <dd>{pulled === null ? t('sync.pulledNone') : time(pulled)}</dd>
        <dt>{t('sync.swept')}</dt>
        <dd>{last === null ? t('sync.sweptNone') : t('sync.sweptAt', { time: time(last.at), count: last.people })}</dd>
      </dl>
      <SweepButton />
    </section>
  );
}

function SweepButton() {
  const { t } = useTranslation();
  const sweep = useEngine((state) => state.sync?.sweep ?? null);
  const online = useStation((state) => state.connection?.state === 'online' && !state.hostGone);
  const running = sweep?.state === 'running';
  return (
    <>
      {sweep?.incomplete === true && !running && <p className="note note-attention">{t('sync.sweepIncomplete')}</p>}
      <p className="quiet">{t('sync.sweepWhy')}</p>
      <p className="setting-row">
        <button type="button" disabled={running || !online} onClick={() => void startSweep()}>
          {t('sync.sweep')}
        </button>
        {running && (
          <span className="sync-progress" role="status">
            <span className="spinner" aria-hidden="true" />
            {sweep.read === 0 ? t('sync.sweepingRest') : t('sync.sweeping', { count: sweep.read })}
          </span>
        )}
        {!online && <span className="quiet">{t('sync.needsNetwork')}</span>}
      </p>
    </>
  );
}
