import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../shared/contract/routes.ts';
import { closeDialog } from '../../state/dialogs.ts';
import type { Failure } from '../../state/host.ts';
import { takeOver } from '../../state/safekeeping.ts';
import { Dialog } from '../dialog.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { SecretField } from './secret-field.tsx';

/** Takes over what another desk could not send. The code is asked for only when the event's own hash does not open it. */
export function TakeOverDialog() {
  const { t } = useTranslation();
  const formId = useId();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [secret, setSecret] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [taken, setTaken] = useState<RouteOutput<'takeOver'> | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const take = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const answer = await takeOver(files, secret === null || secret.trim() === '' ? null : secret.trim());
    setBusy(false);
    setFailure(answer.ok ? null : answer.problem);
    if (answer.ok) setTaken(answer.value);
    else if (answer.problem.code === 'needsCode') setSecret((before) => before ?? '');
  };
  return (
    <Dialog
      title={t('handOver.takeTitle')}
      onClose={closeDialog}
      actions={
        <>
          {taken === null && (
            <button type="submit" form={formId} className="primary" disabled={busy || files.length === 0}>
              {t(busy ? 'handOver.taking' : 'handOver.takeIt')}
            </button>
          )}
          <button type="button" onClick={closeDialog}>
            {t(taken === null ? 'common.cancel' : 'common.close')}
          </button>
        </>
      }
    >
      {taken !== null ? (
        <p role="status">{t(taken.taken === 0 && taken.known > 0 ? 'handOver.takenNone' : 'handOver.taken', taken)}</p>
      ) : (
        <form id={formId} className="dialog-form" autoComplete="off" onSubmit={(event) => void take(event)}>
          <p>{t('handOver.takeText')}</p>
          <div className="field">
            <span className="field-label">
              <label htmlFor={`${formId}-files`}>{t('handOver.files')}</label>
            </span>
            {/* the browser's own words on its button are in the browser's language */}
            <label className="file-input">
              <span className="file-button">{t('handOver.choose')}</span>
              <input
                id={`${formId}-files`}
                className="visually-hidden"
                type="file"
                multiple
                data-focus=""
                onChange={(event) => {
                  setFiles([...(event.target.files ?? [])]);
                  setFailure(null);
                }}
              />
              <span>{files.map(({ name }) => name).join(', ')}</span>
            </label>
          </div>
          {secret !== null && <SecretField label={t('handOver.code')} value={secret} onChange={setSecret} focused />}
        </form>
      )}
      <p className="note note-attention">{t('handOver.never')}</p>
      {failure !== null && <ProblemNote code={failure.code} detail={failure.detail} />}
    </Dialog>
  );
}
