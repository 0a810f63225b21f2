import { useTranslation } from 'react-i18next';
import { closeDialog } from '../state/dialogs.ts';
import { useEngine } from '../state/engine.ts';
import { leaveEvent } from '../state/leaving.ts';
import { Dialog } from './dialog.tsx';

/** Nothing is lost by leaving the event, but who leaves should know what still waits and where it stays. */
export function LeavingDialog({ leave = leaveEvent }: { readonly leave?: () => Promise<void> }) {
  const { t } = useTranslation();
  const unsent = useEngine((state) => state.sync?.unsent ?? 0);
  const attention = useEngine((state) => state.sync?.attention ?? 0);
  const goOn = (): void => {
    closeDialog();
    void leave();
  };
  return (
    <Dialog
      title={t('leaving.title')}
      onClose={closeDialog}
      actions={
        <>
          <button type="button" className="primary" data-focus="" onClick={closeDialog}>
            {t('leaving.stay')}
          </button>
          <button type="button" onClick={goOn}>
            {t('leaving.leaveYes')}
          </button>
        </>
      }
    >
      <p className="note-title">{t('leaving.counts', { unsent, attention })}</p>
      <p>{t('leaving.leaveEvent')}</p>
    </Dialog>
  );
}
