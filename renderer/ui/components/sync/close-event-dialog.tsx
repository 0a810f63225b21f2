import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { endEvent } from '../../state/closed-events.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { useEngine } from '../../state/engine.ts';
import type { Failure } from '../../state/host.ts';
import { useStation } from '../../state/station.ts';
import { Dialog } from '../dialog.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { useLost } from '../use-lost.ts';

/** What goes, what stays, and the event's title typed: nothing brings it back. */
export function CloseEventDialog() {
  const { t } = useTranslation();
  const id = useId();
  const event = useStation((state) => state.station?.event ?? null);
  const handedOver = useEngine((state) => state.sync?.handedOver ?? 0);
  const lost = useLost().length;
  const [title, setTitle] = useState('');
  const [unread, setUnread] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  if (event === null) return null;
  const end = async (submitted: SubmitEvent): Promise<void> => {
    submitted.preventDefault();
    if (busy) return;
    setBusy(true);
    setFailure(await endEvent(title, unread));
    setBusy(false);
  };
  return (
    <Dialog
      title={t('closed.dialogTitle')}
      onClose={closeDialog}
      actions={
        <>
          <button
            type="submit"
            form={`${id}-form`}
            className="danger"
            disabled={title.trim() === '' || (lost > 0 && !unread)}
            aria-busy={busy}
          >
            {t(busy ? 'closed.ending' : 'closed.yes')}
          </button>
          <button type="button" onClick={closeDialog}>
            {t('common.cancel')}
          </button>
        </>
      }
    >
      <form id={`${id}-form`} className="dialog-form" autoComplete="off" onSubmit={(submitted) => void end(submitted)}>
        <p>{t('closed.what')}</p>
        <p className="quiet">{t('closed.stays')}</p>
        {handedOver > 0 && <p className="note note-attention">{t('closed.handedOver', { count: handedOver })}</p>}
        {lost > 0 && (
          <label className="check">
            <input type="checkbox" checked={unread} onChange={(changed) => setUnread(changed.target.checked)} />
            {t('closed.unread', { count: lost })}
          </label>
        )}
        <div className="field">
          <span className="field-label">
            <label htmlFor={`${id}-title`}>{t('closed.typeTitle')}</label>
          </span>
          <input
            id={`${id}-title`}
            type="text"
            data-focus=""
            autoComplete="off"
            spellCheck={false}
            maxLength={1000}
            value={title}
            onChange={(changed) => setTitle(changed.target.value)}
          />
          <span className="quiet">{event.title}</span>
        </div>
      </form>
      {failure !== null && <ProblemNote code={failure.code} detail={failure.detail} />}
    </Dialog>
  );
}
