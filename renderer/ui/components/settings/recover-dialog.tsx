import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { closeDialog } from '../../state/dialogs.ts';
import type { Failure } from '../../state/host.ts';
import { recover } from '../../state/safekeeping.ts';
import { showToast } from '../../state/toasts.ts';
import { Dialog } from '../dialog.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { SecretField } from './secret-field.tsx';

/** Opens a journal that was set aside, by the code on paper or an earlier hash. */
export function RecoverDialog() {
  const { t } = useTranslation();
  const formId = useId();
  const [secret, setSecret] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const open = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const answer = await recover(secret);
    setBusy(false);
    setFailure(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    closeDialog();
    showToast('done', t('recovery.recovered', { count: answer.value.operations }));
  };
  return (
    <Dialog
      title={t('recovery.open')}
      onClose={closeDialog}
      actions={
        <>
          <button type="submit" form={formId} className="primary" disabled={busy || secret.trim() === ''}>
            {t(busy ? 'recovery.opening' : 'recovery.openIt')}
          </button>
          <button type="button" onClick={closeDialog}>
            {t('common.cancel')}
          </button>
        </>
      }
    >
      <form id={formId} className="dialog-form" autoComplete="off" onSubmit={(event) => void open(event)}>
        <p>{t('recovery.openText')}</p>
        <SecretField label={t('recovery.secret')} value={secret} onChange={setSecret} focused />
      </form>
      {failure !== null && <ProblemNote code={failure.code} detail={failure.detail} />}
    </Dialog>
  );
}
