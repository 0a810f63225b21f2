import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../shared/operations/view.ts';
import { command } from '../state/commands.ts';
import { closePanel } from '../state/desk.ts';
import { closeDialog, showDialog } from '../state/dialogs.ts';
import { callPerson } from '../state/naming.ts';
import { useStation } from '../state/station.ts';
import { showToast } from '../state/toasts.ts';
import { Dialog } from './dialog.tsx';

/** Only an administrator may: the server does not enforce roles, so the desk does. */
export function RemoveButton({ view, disabled }: { readonly view: ParticipantView; readonly disabled: boolean }) {
  const { t } = useTranslation();
  const role = useStation((state) => state.station?.session.operator?.Role);
  if (role !== 'Admin') return null;
  return (
    <div className="panel-foot">
      <button type="button" className="danger" disabled={disabled} onClick={() => showDialog({ kind: 'remove', view })}>
        {t('participant.remove')}
      </button>
    </div>
  );
}

export function RemoveDialog({ view }: { readonly view: ParticipantView }) {
  const { t } = useTranslation();
  const name = callPerson(view);
  const remove = async (): Promise<void> => {
    closeDialog();
    const result = await command((engine) => engine.remove(view.key));
    if (result === null) return;
    closePanel();
    showToast('done', t('participant.removed', { name }), result.operationIds);
  };
  return (
    <Dialog
      title={t('participant.removeTitle')}
      onClose={closeDialog}
      actions={
        <>
          <button type="button" data-focus="" onClick={closeDialog}>
            {t('common.cancel')}
          </button>
          <button type="button" className="danger" onClick={() => void remove()}>
            {t('participant.removeYes')}
          </button>
        </>
      }
    >
      <p>{t('participant.removeText', { name })}</p>
    </Dialog>
  );
}
