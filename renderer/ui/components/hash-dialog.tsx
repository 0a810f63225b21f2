import { useCallback, useEffect, useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { SetupCamera } from '../camera/setup-camera.tsx';
import { closeDialog } from '../state/dialogs.ts';
import { cleanHash } from '../state/hash.ts';
import { callHost, type Failure } from '../state/host.ts';
import { holdHashField } from '../state/scan-doors.ts';
import { runAtHost, useStation } from '../state/station.ts';
import { Dialog } from './dialog.tsx';
import { ProblemNote } from './problem-note.tsx';

/** A new hash for the same event, when the server no longer takes the old one. */
export function HashDialog() {
  const { t } = useTranslation();
  const formId = useId();
  const server = useStation((state) => state.station?.event?.server ?? '');
  const [hash, setHash] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const takeHash = useCallback(
    (read: string): void => {
      setHash(read);
      document.getElementById(`${formId}-hash`)?.focus();
    },
    [formId],
  );
  useEffect(() => holdHashField(takeHash), [takeHash]);
  const connect = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const failed = await runAtHost(callHost('connect', { server, hash: cleanHash(hash) }));
    setBusy(false);
    setFailure(failed);
    if (failed === null) closeDialog();
  };
  return (
    <Dialog
      title={t('desk.enterHash')}
      onClose={closeDialog}
      actions={
        <>
          <button type="submit" form={formId} className="primary" disabled={busy || hash.trim() === ''}>
            {t(busy ? 'start.connecting' : 'start.connect')}
          </button>
          <button type="button" onClick={closeDialog}>
            {t('common.cancel')}
          </button>
        </>
      }
    >
      <form id={formId} autoComplete="off" onSubmit={(event) => void connect(event)}>
        <p className="quiet">{server}</p>
        <div className="field">
          <span className="field-label">
            <label htmlFor={`${formId}-hash`}>{t('start.hash')}</label>
          </span>
          <input
            id={`${formId}-hash`}
            type="text"
            data-focus=""
            autoComplete="off"
            spellCheck={false}
            maxLength={500}
            value={hash}
            onChange={(event) => setHash(event.target.value)}
          />
        </div>
      </form>
      <SetupCamera onHash={takeHash} />
      {failure !== null && <ProblemNote code={failure.code} detail={failure.detail} />}
    </Dialog>
  );
}
