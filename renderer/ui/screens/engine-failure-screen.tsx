import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../components/problem-note.tsx';
import { useEngine } from '../state/engine.ts';
import { ReportButton } from '../health/report-button.tsx';
import { takeDeskHere } from '../state/session.ts';

/** The engine did not open, or has fallen: what is recorded is in the host, so opening again loses nothing. */
export function EngineFailureScreen() {
  const { t } = useTranslation();
  const failure = useEngine((state) => state.failure);
  return (
    <main className="page page-narrow">
      <h1>{t('failure.engineTitle')}</h1>
      <p>{t('failure.what')}</p>
      {failure !== null && <ProblemNote code={failure.code} detail={failure.detail} />}
      <div className="failure-actions">
        <button type="button" className="primary big" autoFocus onClick={() => void takeDeskHere()}>
          {t('failure.reopen')}
        </button>
        <ReportButton />
      </div>
    </main>
  );
}
