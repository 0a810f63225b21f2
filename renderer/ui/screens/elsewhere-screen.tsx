import { useTranslation } from 'react-i18next';
import { takeDeskHere } from '../state/session.ts';

/** Another window holds the desk: this one shows nobody's data and writes nothing. */
export function ElsewhereScreen() {
  const { t } = useTranslation();
  return (
    <main className="page page-narrow page-center">
      <h1>{t('elsewhere.title')}</h1>
      <p>{t('elsewhere.what')}</p>
      <button type="button" className="primary big" autoFocus onClick={() => void takeDeskHere()}>
        {t('elsewhere.here')}
      </button>
    </main>
  );
}
