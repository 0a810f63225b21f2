import { useTranslation } from 'react-i18next';
import { closeDialog } from '../state/dialogs.ts';
import { openDesigner } from './open.ts';

/** The way from the settings to the templates. */
export function DesignerSettings() {
  const { t } = useTranslation();
  return (
    <section>
      <h3>{t('designer.settingsTitle')}</h3>
      <button
        type="button"
        onClick={() => {
          closeDialog();
          void openDesigner(null);
        }}
      >
        {t('designer.openFromSettings')}
      </button>
    </section>
  );
}
