import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeDialog } from '../../state/dialogs.ts';
import { useEngine } from '../../state/engine.ts';
import type { Failure } from '../../state/host.ts';
import { handOver } from '../../state/safekeeping.ts';
import { Dialog } from '../dialog.tsx';
import { ProblemNote } from '../problem-note.tsx';

type Given = { readonly name: string; readonly count: number };

/** Hands over what is unsent, after saying what that means; then says which file holds it. */
export function HandOverDialog() {
  const { t } = useTranslation();
  const unsent = useEngine((state) => (state.sync === null ? 0 : state.sync.unsent + state.sync.attention));
  const [busy, setBusy] = useState(false);
  const [given, setGiven] = useState<Given | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const give = async (): Promise<void> => {
    setBusy(true);
    const answer = await handOver(null);
    setBusy(false);
    setFailure(answer.ok ? null : answer.problem);
    if (answer.ok) setGiven({ name: answer.value.name, count: answer.value.operations });
  };
  const close = (
    <button type="button" onClick={closeDialog}>
      {t(given === null ? 'common.cancel' : 'common.close')}
    </button>
  );
  return (
    <Dialog
      title={t('handOver.confirmTitle')}
      onClose={closeDialog}
      actions={
        <>
          {given === null && (
            <button
              type="button"
              className="primary"
              data-focus=""
              disabled={busy || unsent === 0}
              onClick={() => void give()}
            >
              {t('handOver.yes')}
            </button>
          )}
          {close}
        </>
      }
    >
      {given !== null ? (
        <div role="status">
          <p>{t('handOver.given', given)}</p>
          <p>{t('handOver.stays')}</p>
        </div>
      ) : (
        <p>{unsent === 0 ? t('handOver.confirmNone') : t('handOver.confirmText', { count: unsent })}</p>
      )}
      {(given !== null || unsent > 0) && <p className="note note-attention">{t('handOver.confirmKeep')}</p>}
      {failure !== null && <ProblemNote code={failure.code} detail={failure.detail} />}
    </Dialog>
  );
}
