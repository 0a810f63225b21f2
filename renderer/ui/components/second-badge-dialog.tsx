import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { BadgeView, ParticipantView } from '../../../shared/operations/view.ts';
import { KNOWN_REASONS, type KnownReason } from '../printing/reprint-report.ts';
import { closeDialog } from '../state/dialogs.ts';
import { useEngine } from '../state/engine.ts';
import { letIn, reprintBadge } from '../state/jobs.ts';
import { callPerson } from '../state/naming.ts';
import { useStation } from '../state/station.ts';
import { Dialog } from './dialog.tsx';
import { KeyHint } from './key-hint.tsx';
import { useDigits } from './use-digits.ts';
import { useFormat } from './use-format.ts';
import { useNames } from './use-names.ts';

interface Props {
  readonly view: ParticipantView;
  readonly first: BadgeView;
  readonly via: 'printed' | 'handedOut' | 'withoutBadge';
}

/**
 * A second badge is sometimes right (the first one is lost) and often a mistake: say what is known, and ask. Printed again, it
 * records no second arrival; why it is, and by whom it may be, is the event's policy.
 */
export function SecondBadgeDialog(props: Props) {
  const station = useStation((state) => state.station);
  const policy = station?.badges.reprint ?? 'free';
  const isAdmin = station?.session.operator?.Role === 'Admin';
  if (props.via !== 'printed') return <RecordAnother {...props} via={props.via} />;
  if (policy === 'admin' && !isAdmin) return <CallAdmin {...props} />;
  return <PrintAnother {...props} asksReason={policy !== 'free'} />;
}

function RecordAnother({ view, first, via }: Props & { readonly via: 'handedOut' | 'withoutBadge' }) {
  const { t } = useTranslation();
  const goOn = (): void => {
    closeDialog();
    void letIn(view, via, true);
  };
  return (
    <Dialog
      title={t('printing.secondTitle')}
      onClose={closeDialog}
      actions={
        <>
          <button type="button" onClick={goOn}>
            {t('printing.recordAnother')}
          </button>
          <CancelButton />
        </>
      }
    >
      <FirstBadge view={view} first={first} />
    </Dialog>
  );
}

function CallAdmin({ view, first }: Props) {
  const { t } = useTranslation();
  const operators = useEngine((state) => state.tables?.operators) ?? [];
  const names = operators.filter(({ Role }) => Role === 'Admin').map(({ Login }) => Login);
  return (
    <Dialog title={t('reprint.title')} onClose={closeDialog} actions={<CancelButton />}>
      <FirstBadge view={view} first={first} />
      <p className="note note-attention">
        {t('reprint.adminOnly')} {names.length > 0 && t('reprint.adminNames', { names: names.join(', ') })}
      </p>
    </Dialog>
  );
}

type Chosen = KnownReason | 'other';
const CHOICES: readonly Chosen[] = [...KNOWN_REASONS, 'other'];

function PrintAnother({ view, first, asksReason }: Props & { readonly asksReason: boolean }) {
  const { t } = useTranslation();
  const formId = useId();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const holdReasons = useDigits<HTMLFieldSetElement>();
  const reason = chosen === 'other' ? text.trim() : (chosen ?? '');
  const print = (event: SubmitEvent): void => {
    event.preventDefault();
    if (asksReason && reason === '') {
      setMissing(true);
      return;
    }
    closeDialog();
    void reprintBadge(view, asksReason ? reason : null);
  };
  return (
    <Dialog
      title={t('reprint.title')}
      onClose={closeDialog}
      actions={
        <>
          <button type="submit" form={formId} className={asksReason ? 'primary' : undefined}>
            {t('printing.printAnother')}
          </button>
          <CancelButton focus={!asksReason} />
        </>
      }
    >
      <FirstBadge view={view} first={first} />
      <p className="quiet">{t('reprint.noArrival')}</p>
      <form id={formId} className="dialog-form" onSubmit={print}>
        {asksReason && (
          <fieldset
            className="reasons"
            ref={holdReasons}
            aria-describedby={missing && reason === '' ? `${formId}-missing` : undefined}
          >
            <legend>{t('reprint.why')}</legend>
            {CHOICES.map((choice, index) => (
              <label className="check" key={choice}>
                <input
                  type="radio"
                  name="reason"
                  data-digit={index + 1}
                  data-focus={index === 0 ? '' : undefined}
                  checked={chosen === choice}
                  onChange={() => setChosen(choice)}
                />
                {t(`reprint.reason.${choice}`)}
                <KeyHint keys={String(index + 1)} />
              </label>
            ))}
            {chosen === 'other' && (
              <div className="field">
                <label className="field-label" htmlFor={`${formId}-other`}>
                  {t('reprint.otherText')}
                </label>
                <input
                  autoComplete="off"
                  spellCheck={false}
                  id={`${formId}-other`}
                  autoFocus
                  maxLength={500}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                />
              </div>
            )}
            {missing && reason === '' && (
              <p className="field-error" id={`${formId}-missing`} role="alert">
                {t(chosen === 'other' ? 'reprint.writeOther' : 'reprint.choose')}
              </p>
            )}
            <p className="quiet">{t('reprint.keys')}</p>
          </fieldset>
        )}
      </form>
    </Dialog>
  );
}

function CancelButton({ focus = true }: { readonly focus?: boolean }) {
  const { t } = useTranslation();
  return (
    <button type="button" data-focus={focus ? '' : undefined} onClick={closeDialog}>
      {t('common.cancel')}
    </button>
  );
}

/** When, by whom and for what the first one was recorded. */
function FirstBadge({ view, first }: Pick<Props, 'view' | 'first'>) {
  const { t } = useTranslation();
  const { timeByClock } = useFormat();
  const { operator, part } = useNames();
  const facts = {
    name: callPerson(view),
    time: timeByClock(first.time),
    who: operator(first.operatorId) ?? '—',
  };
  return (
    <p>
      {first.partId === null
        ? t('printing.secondText', facts)
        : t('printing.secondTextPart', { ...facts, part: part(first.partId) })}
    </p>
  );
}
