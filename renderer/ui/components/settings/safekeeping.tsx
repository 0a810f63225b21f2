import { useTranslation } from 'react-i18next';
import type { Station } from '../../../../shared/contract/station.ts';
import { describeFailure } from '../../state/commands.ts';
import { showDialog } from '../../state/dialogs.ts';
import type { Failure } from '../../state/host.ts';
import { handOver, saveSetAside } from '../../state/safekeeping.ts';
import { showToast } from '../../state/toasts.ts';
import { useNotes } from '../use-notes.ts';

const KEPT: ReadonlySet<Station['notices'][number]['code']> = new Set([
  'journalSetAside',
  'journalDamaged',
  'journalTailCut',
]);

/** The recovery code, and journals that were set aside. */
export function RecoverySettings({ station }: { readonly station: Station }) {
  const { t } = useTranslation();
  const aside = station.notices.filter(({ code }) => KEPT.has(code));
  const closed = aside.some(({ code }) => code === 'journalSetAside');
  return (
    <section>
      <h3>{t('recovery.title')}</h3>
      <p>{t(station.recoveryCode ? 'recovery.has' : 'recovery.hasNot')}</p>
      <button type="button" onClick={() => showDialog({ kind: 'recoveryCode' })}>
        {t(station.recoveryCode ? 'recovery.makeNew' : 'recovery.make')}
      </button>
      {aside.map(({ detail }) => (
        <p key={detail} className="setting-row">
          {t('recovery.setAside', { name: detail })}
          <button type="button" className="small" onClick={() => void keepCopy(detail)}>
            {t('recovery.copy')}
          </button>
        </p>
      ))}
      {closed && (
        <button type="button" onClick={() => showDialog({ kind: 'recover' })}>
          {t('recovery.open')}
        </button>
      )}
    </section>
  );
}

async function keepCopy(name: string): Promise<void> {
  tell(await saveSetAside(name));
}

function tell(failure: Failure | null): void {
  if (failure !== null) showToast('problem', describeFailure(failure.code, failure.detail));
}

/** What another desk sends in this one's place, and the other way round. */
export function HandOverSettings() {
  const { t } = useTranslation();
  const given = useGivenFiles();
  return (
    <section>
      <h3>{t('handOver.title')}</h3>
      <p className="quiet">{t('handOver.lead')}</p>
      <p className="setting-row">
        <button type="button" onClick={() => showDialog({ kind: 'handOver' })}>
          {t('handOver.give')}
        </button>
        <button type="button" onClick={() => showDialog({ kind: 'takeOver' })}>
          {t('handOver.take')}
        </button>
      </p>
      {given.length > 0 && <p className="quiet">{t('handOver.earlier')}</p>}
      {given.map((name) => (
        <button
          type="button"
          className="small"
          key={name}
          onClick={() => void handOver(name).then((answer) => tell(answer.ok ? null : answer.problem))}
        >
          {t('handOver.again', { name })}
        </button>
      ))}
    </section>
  );
}

/** Names of the files that left this station, newest first. */
function useGivenFiles(): readonly string[] {
  const notes = useNotes() ?? [];
  return notes.flatMap(({ content }) => (content.kind === 'handedOver' ? [content.file] : []));
}
