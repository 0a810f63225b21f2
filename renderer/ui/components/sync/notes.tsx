import { useTranslation } from 'react-i18next';
import { answerDoubt } from '../../state/closing.ts';
import { findProblem } from '../../state/problem-words.ts';
import { showDialog } from '../../state/dialogs.ts';
import { useEngine } from '../../state/engine.ts';
import { useStation } from '../../state/station.ts';
import { useParkedNames } from '../use-parked-names.ts';

/** 101 and 102: the whole desk waits, and this is the way out. */
export function PausedNote() {
  const { t } = useTranslation();
  const connection = useStation((state) => state.connection);
  if (connection?.state !== 'paused') return null;
  const code = findProblem(connection.problem?.code ?? '');
  return (
    <div className="note note-problem">
      <p className="note-title">{t('sync.pausedTitle')}</p>
      <p>
        {t(code === 'noRights' ? 'sync.pausedNoRights' : 'sync.pausedText', {
          what: code === null ? '' : t(`problem.${code}.title`).toLowerCase(),
        })}
      </p>
      <button type="button" onClick={() => showDialog({ kind: 'hash' })}>
        {t('desk.enterHash')}
      </button>
    </div>
  );
}

/** 103 and 104: one operator's records wait. */
export function ParkedNote() {
  const { t } = useTranslation();
  const { names, several } = useParkedNames();
  if (names === '') return null;
  return (
    <div className="note note-attention">
      <p className="note-title">{t(several ? 'sync.parkedTitleSeveral' : 'sync.parkedTitle', { names })}</p>
      <p>{t(several ? 'sync.parkedTextSeveral' : 'sync.parkedText')}</p>
    </div>
  );
}

const NAMES_SHOWN = 10;

/** More people are missing than is believed without a person's word. */
export function DoubtQuestion() {
  const { t } = useTranslation();
  const doubt = useEngine((state) => state.sync?.sweep.doubt ?? null);
  if (doubt === null) return null;
  const names = doubt.names.slice(0, NAMES_SHOWN).map((name) => name || t('common.nobody'));
  return (
    <div className="note note-attention" role="group" aria-label={t('sync.doubtTitle')}>
      <p className="note-title">{t('sync.doubtTitle')}</p>
      <p>{t('sync.doubtText', { missing: doubt.missing, of: doubt.of })}</p>
      {names.length > 0 && <p>{t('sync.doubtNames', { names: names.join('; ') })}</p>}
      <p className="setting-row">
        <button type="button" onClick={() => void answerDoubt(false)}>
          {t('sync.doubtKeep')}
        </button>
        <button type="button" className="danger" onClick={() => void answerDoubt(true)}>
          {t('sync.doubtRemove')}
        </button>
      </p>
    </div>
  );
}
