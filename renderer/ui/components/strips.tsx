import { useTranslation } from 'react-i18next';
import type { KnownEvent } from '../../../shared/contract/station.ts';
import { desk } from '../i18n/en/desk.ts';
import { findProblem } from '../state/commands.ts';
import { showDialog } from '../state/dialogs.ts';
import { useEngine } from '../state/engine.ts';
import { askAgain, useJobs } from '../state/jobs.ts';
import { useStation } from '../state/station.ts';

/** Over the whole width, on every screen of a practice event: it can never be taken for a real one. */
export function PracticeBanner({ event }: { readonly event: KnownEvent }) {
  const { t } = useTranslation();
  if (!event.practice) return null;
  return (
    <aside className="practice-banner" data-practice="true" aria-label={t('start.practiceTitle')}>
      {t('common.practiceBanner')}
    </aside>
  );
}

const { offlineBecause } = desk;
type OfflineBecause = keyof typeof offlineBecause;

/** What a person should know while working: no host, no network, a server that refuses, a storage that does not work. */
export function Strips() {
  const { t } = useTranslation();
  const hostGone = useStation((state) => state.hostGone);
  const connection = useStation((state) => state.connection);
  const memoryOnly = useEngine((state) => state.sync?.storage === 'memoryOnly');
  const code = findProblem(connection?.problem?.code ?? '');
  return (
    <section className="strips" aria-label={t('desk.strips')}>
      {hostGone && (
        <p className="strip" data-tone="problem" role="alert">
          {t('desk.hostGone')}
        </p>
      )}
      {!hostGone && connection?.state === 'offline' && (
        <p className="strip" data-tone="warn">
          {code !== null && code in offlineBecause
            ? t(`desk.offlineBecause.${code as OfflineBecause}`)
            : t('desk.offlineStrip')}
        </p>
      )}
      {!hostGone && connection?.state === 'paused' && (
        <p className="strip" data-tone="problem" role="alert">
          {t('desk.pausedStrip', { what: code === null ? '' : t(`problem.${code}.title`).toLowerCase() })}
          <button type="button" onClick={() => showDialog({ kind: 'hash' })}>
            {t('desk.enterHash')}
          </button>
        </p>
      )}
      <ParkedStrip />
      {memoryOnly && (
        <p className="strip" data-tone="warn">
          {t('desk.memoryOnly')}
        </p>
      )}
      <PutOffStrip />
    </section>
  );
}

function ParkedStrip() {
  const { t } = useTranslation();
  const parked = useStation((state) => state.connection?.parkedOperators);
  const operators = useEngine((state) => state.tables?.operators);
  if (parked === undefined || parked.length === 0) return null;
  const names = parked.map((id) => operators?.find((one) => one.Id === id)?.Login ?? `#${id}`).join(', ');
  return (
    <p className="strip" data-tone="warn">
      {t('desk.parked', { names })}
    </p>
  );
}

function PutOffStrip() {
  const { t } = useTranslation();
  const count = useJobs(
    (state) => state.jobs.filter((job) => job.state === 'unknown' && state.putOff.includes(job.id)).length,
  );
  if (count === 0) return null;
  return (
    <p className="strip" data-tone="warn">
      <button type="button" onClick={askAgain}>
        {t('desk.printsToConfirm', { count })}
      </button>
    </p>
  );
}
