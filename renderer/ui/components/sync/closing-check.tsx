import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { checkClosing, forgetClosing, judgeClosing, useClosing, type Verdict } from '../../state/closing.ts';
import { noteSeen } from '../../state/lost-journals.ts';
import { openAttention } from '../../state/desk.ts';
import { showDialog } from '../../state/dialogs.ts';
import { useEngine } from '../../state/engine.ts';
import { askAgain, useJobs } from '../../state/jobs.ts';
import { useStation } from '../../state/station.ts';
import { useOwnAttention } from '../attention/use-own-attention.ts';
import { useFormat } from '../use-format.ts';
import { useDamaged, useLost } from '../use-lost.ts';
import { useParkedNames } from '../use-parked-names.ts';

/** "Safe to close?": one clear sentence, and the next step where there is one. */
export function ClosingCheck() {
  const { t } = useTranslation();
  const verdict = useVerdict();
  const isAdmin = useStation((state) => state.station?.session.operator?.Role === 'Admin');
  useEffect(() => forgetClosing, []);
  const busy = verdict !== null && (verdict.is === 'sending' || verdict.is === 'reading');
  return (
    <section className="sync-card closing" aria-label={t('closing.title')}>
      <h3>{t('closing.title')}</h3>
      {verdict === null && <p className="quiet">{t('closing.lead')}</p>}
      <div role="status" aria-label={t('closing.title')}>
        {verdict !== null && (
          <p className="closing-verdict" data-verdict={verdict.is}>
            {busy && <span className="spinner" aria-hidden="true" />}
            <VerdictText verdict={verdict} />
          </p>
        )}
      </div>
      <p className="setting-row">
        {verdict !== null && <NextStep verdict={verdict} />}
        <button type="button" disabled={busy} onClick={() => void checkClosing()}>
          {t(verdict === null ? 'closing.check' : 'closing.again')}
        </button>
        {verdict !== null && MAY_END.has(verdict.is) && isAdmin && (
          <button type="button" onClick={() => showDialog({ kind: 'closeEvent' })}>
            {t('closed.end')}
          </button>
        )}
      </p>
    </section>
  );
}

/** Nothing here is unsent. What else is to be thought of, the verdict says, and the dialog asks. */
const MAY_END: ReadonlySet<Verdict['is']> = new Set(['safe', 'handedOver', 'aside', 'damaged']);

function useVerdict(): Verdict | null {
  const check = useClosing((state) => state.check);
  const hostGone = useStation((state) => state.hostGone);
  const connection = useStation((state) => state.connection);
  const sync = useEngine((state) => state.sync);
  const ownAttention = useOwnAttention()?.own.length ?? 0;
  const prints = useJobs((state) => state.jobs.filter((job) => job.state === 'unknown').length);
  const lostJournals = useLost().length;
  const damagedJournals = useDamaged().length;
  return judgeClosing(check, { hostGone, connection, sync, ownAttention, prints, lostJournals, damagedJournals });
}

function VerdictText({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const { names, several } = useParkedNames();
  switch (verdict.is) {
    case 'safe':
      return <span>{t('closing.safe', { time: time(verdict.at), count: verdict.people })}</span>;
    case 'attention':
    case 'others':
    case 'prints':
    case 'aside':
    case 'unseen':
    case 'handedOver':
      return <span>{t(`closing.${verdict.is}`, { count: verdict.count })}</span>;
    case 'reading':
      return (
        <span>{verdict.count === 0 ? t('closing.readingRest') : t('closing.reading', { count: verdict.count })}</span>
      );
    case 'offline':
    case 'paused':
    case 'pausedNoRights':
    case 'waiting':
    case 'sending':
      return <span>{t(`closing.${verdict.is}`, { unsent: verdict.unsent })}</span>;
    case 'parked':
      return <span>{t(several ? 'closing.parkedSeveral' : 'closing.parked', { unsent: verdict.unsent, names })}</span>;
    default:
      return <span>{t(`closing.${verdict.is}`)}</span>;
  }
}

function NextStep({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation();
  const isAdmin = useStation((state) => state.station?.session.operator?.Role === 'Admin');
  const damaged = useDamaged();
  if (verdict.is === 'damaged') {
    return (
      <button type="button" className="primary" onClick={() => noteSeen(damaged)}>
        {t('recovery.understood')}
      </button>
    );
  }
  const step = verdict.is === 'aside' && !isAdmin ? undefined : STEPS[verdict.is];
  if (step === undefined) return null;
  return (
    <button type="button" className="primary" onClick={step.take}>
      {t(step.word)}
    </button>
  );
}

const ENTER_HASH = { word: 'desk.enterHash', take: () => showDialog({ kind: 'hash' }) } as const;

const STEPS: Partial<
  Record<
    Verdict['is'],
    {
      readonly word: 'desk.enterHash' | 'sync.settle' | 'closing.answerPrints' | 'recovery.lostOpen';
      readonly take: () => void;
    }
  >
> = {
  attention: { word: 'sync.settle', take: openAttention },
  aside: { word: 'recovery.lostOpen', take: () => showDialog({ kind: 'settings' }) },
  prints: { word: 'closing.answerPrints', take: askAgain },
  paused: ENTER_HASH,
  unaskedPaused: ENTER_HASH,
};
