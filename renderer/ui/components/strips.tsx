import { useTranslation } from 'react-i18next';
import type { KnownEvent } from '../../../shared/contract/station.ts';
import { desk } from '../i18n/en/desk.ts';
import { findProblem } from '../state/problem-words.ts';
import { showDialog } from '../state/dialogs.ts';
import { openSync } from '../state/desk.ts';
import { useEngine } from '../state/engine.ts';
import { focusSearch } from '../state/focus.ts';
import { askAgain, useJobs } from '../state/jobs.ts';
import { noteSeen, useLostJournals } from '../state/lost-journals.ts';
import { dropReminder, needsReminder, useReminders } from '../state/recovery-reminder.ts';
import { useStation } from '../state/station.ts';
import { useDamaged, useLost } from './use-lost.ts';
import { useParkedNames } from './use-parked-names.ts';

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
  const peopleOff = useEngine((state) => state.sync?.feedsOff.some(({ feed }) => feed === 'participants') === true);
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
          {code === 'noRights' ? (
            <button type="button" onClick={openSync}>
              {t('desk.whatToDo')}
            </button>
          ) : (
            <button type="button" onClick={() => showDialog({ kind: 'hash' })}>
              {t('desk.enterHash')}
            </button>
          )}
        </p>
      )}
      {!hostGone && connection?.state === 'online' && peopleOff && (
        <p className="strip" data-tone="warn">
          {t('desk.peopleOff')}
        </p>
      )}
      <LostJournalStrip />
      <DamagedJournalStrip />
      <ParkedStrip />
      <DoubtStrip />
      {memoryOnly && (
        <p className="strip" data-tone="warn">
          {t('desk.memoryOnly')}
        </p>
      )}
      <PutOffStrip />
      <RecoveryStrip />
    </section>
  );
}

/** Nothing else on the desk tells of records in a journal that could not be read: "unsent" does not count them. */
function LostJournalStrip() {
  const { t } = useTranslation();
  const isAdmin = useIsAdmin();
  const seen = useLostJournals((state) => state.seen);
  const lost = useLost().filter((file) => !isAdmin || !seen.has(file));
  return <JournalStrip files={lost} what={t('recovery.lost', { count: lost.length })} note={t('recovery.later')} />;
}

/** What could be read of it is in the journal again; of the rest nobody can say what it was. */
function DamagedJournalStrip() {
  const { t } = useTranslation();
  return <JournalStrip files={useDamaged()} what={t('recovery.damaged')} note={t('recovery.understood')} />;
}

interface JournalStripProps {
  readonly files: readonly string[];
  readonly what: string;
  /** By which an administrator has taken note of them. */
  readonly note: string;
}

/** An administrator can do something about these files; anybody else calls one. */
function JournalStrip({ files, what, note }: JournalStripProps) {
  const { t } = useTranslation();
  const isAdmin = useIsAdmin();
  if (files.length === 0) return null;
  return (
    <p className="strip" data-tone="problem" role="alert">
      {what}
      {!isAdmin && ` ${t('recovery.lostCall')}`}
      {isAdmin && (
        <>
          <button type="button" onClick={() => showDialog({ kind: 'settings' })}>
            {t('recovery.lostOpen')}
          </button>
          <button
            type="button"
            onClick={() => {
              noteSeen(files);
              focusSearch();
            }}
          >
            {note}
          </button>
        </>
      )}
    </p>
  );
}

function useIsAdmin(): boolean {
  return useStation((state) => state.station?.session.operator?.Role === 'Admin');
}

function ParkedStrip() {
  const { t } = useTranslation();
  const { names, several } = useParkedNames();
  if (names === '') return null;
  return (
    <p className="strip" data-tone="warn">
      {t(several ? 'desk.parkedSeveral' : 'desk.parked', { names })}
      <button type="button" onClick={openSync}>
        {t('desk.whatToDo')}
      </button>
    </p>
  );
}

function DoubtStrip() {
  const { t } = useTranslation();
  const doubt = useEngine((state) => state.sync?.sweep.doubt ?? null);
  if (doubt === null) return null;
  return (
    <p className="strip" data-tone="warn">
      {t('desk.doubt', { missing: doubt.missing, of: doubt.of })}
      <button type="button" onClick={openSync}>
        {t('desk.answer')}
      </button>
    </p>
  );
}

function RecoveryStrip() {
  const { t } = useTranslation();
  const station = useStation((state) => state.station);
  const reminders = useReminders();
  const key = station?.event?.key;
  if (key === undefined || !needsReminder(station, reminders)) return null;
  return (
    <p className="strip" data-tone="warn">
      {t('recovery.strip')}
      <button
        type="button"
        onClick={() => {
          dropReminder(key);
          showDialog({ kind: 'recoveryCode' });
        }}
      >
        {t('recovery.make')}
      </button>
      <button
        type="button"
        onClick={() => {
          dropReminder(key);
          focusSearch();
        }}
      >
        {t('recovery.later')}
      </button>
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
