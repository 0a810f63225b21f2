import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeDialog } from '../../state/dialogs.ts';
import type { Failure } from '../../state/host.ts';
import { makeRecoveryCode } from '../../state/safekeeping.ts';
import { useStation } from '../../state/station.ts';
import { Dialog } from '../dialog.tsx';
import { ProblemNote } from '../problem-note.tsx';

/** Makes a recovery code and shows it this once. While it stands there only the button closes: Escape would lose it. */
export function RecoveryCodeDialog() {
  const { t } = useTranslation();
  const hasOne = useStation((state) => state.station?.recoveryCode === true);
  const [code, setCode] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const make = async (): Promise<void> => {
    setBusy(true);
    const answer = await makeRecoveryCode();
    setBusy(false);
    setFailure(answer.ok ? null : answer.problem);
    if (answer.ok) setCode(answer.value.code);
  };
  if (code !== null) {
    return (
      <Dialog
        key="code"
        title={t('recovery.yourCode')}
        onClose={() => undefined}
        actions={
          <button type="button" className="primary" onClick={closeDialog}>
            {t('recovery.written')}
          </button>
        }
      >
        <p className="recovery-code" tabIndex={0} data-focus="">
          {code}
        </p>
        <p>{t('recovery.explain')}</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      key="ask"
      title={t('recovery.title')}
      onClose={closeDialog}
      actions={
        <>
          <button type="button" className="primary" data-focus="" disabled={busy} onClick={() => void make()}>
            {t('recovery.show')}
          </button>
          <button type="button" onClick={closeDialog}>
            {t('common.cancel')}
          </button>
        </>
      }
    >
      <p>{t('recovery.explain')}</p>
      {hasOne && <p className="note note-attention">{t('recovery.replaces')}</p>}
      {failure !== null && <ProblemNote code={failure.code} detail={failure.detail} />}
    </Dialog>
  );
}
