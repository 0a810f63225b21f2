import { useTranslation } from 'react-i18next';
import type { AttentionReason, Operation } from '../../../shared/operations/operation.ts';
import type { Scalar } from '../../../shared/ruvents/rows.ts';
import { fullNameOf } from '../../../shared/operations/view.ts';
import { refusal } from '../i18n/en/problems.ts';
import type { AttentionItem } from '../../engine/api.ts';
import { openPerson } from '../state/desk.ts';
import { callPerson } from '../state/naming.ts';
import { AttentionButtons } from './attention-buttons.tsx';
import { useDeed } from './use-deed.ts';
import { useFieldLabel } from './use-field-label.ts';
import { useFormat } from './use-format.ts';
import { useStatusTitle } from './status-mark.tsx';

export function AttentionCard({ item }: { readonly item: AttentionItem }) {
  const { t } = useTranslation();
  const { time, timeByClock } = useFormat();
  const describe = useDeed();
  const { operation, view } = item;
  const { state } = operation;
  if (state.name !== 'attention') return null;
  const bothClocks = state.reason.why === 'conflict' && state.reason.serverTime !== null;
  const made = (bothClocks ? timeByClock : time)(operation.madeAt);
  const name =
    (view === null ? '' : fullNameOf(view)) ||
    operation.about.name ||
    (view === null ? t('common.nobody') : callPerson(view));
  return (
    <li className="attention-card">
      <p className="attention-who">
        <strong>{name}</strong>
        {operation.about.email !== '' && <span className="quiet">{operation.about.email}</span>}
        {view !== null && (
          <button type="button" className="small" onClick={() => void openPerson(view.key)}>
            {t('attention.openPerson')}
          </button>
        )}
      </p>
      {describe(operation.intent).map((line) => (
        <p key={line} className="attention-what">
          {line}
        </p>
      ))}
      <p className="quiet">
        {t('attention.made', { time: made, operator: operation.operator.login })}
        {item.holdsUp > 0 && ` · ${t('attention.holdsUp', { count: item.holdsUp })}`}
      </p>
      <Why operation={operation} reason={state.reason} />
      {state.reason.why !== 'ambiguous' && (item.candidates?.length ?? 0) > 0 && <p>{t('refused.sameEmail')}</p>}
      <AttentionButtons item={item} reason={state.reason} />
    </li>
  );
}

function Why({ operation, reason }: { readonly operation: Operation; readonly reason: AttentionReason }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const fieldLabel = useFieldLabel();
  switch (reason.why) {
    case 'refused':
      return (
        <div className="attention-why">
          <p>
            {isExplained(reason.code)
              ? t(`refusal.c${reason.code}`)
              : t('refusal.other', { code: reason.code === null ? '' : ` (${reason.code})` })}
          </p>
          {reason.message !== '' && <p className="quote">{t('attention.quote', { message: reason.message })}</p>}
        </div>
      );
    case 'conflict':
      return (
        <div className="attention-why">
          <p>
            {reason.serverTime === null
              ? t('attention.why.conflict')
              : t('attention.why.conflictAt', { time: time(reason.serverTime) })}
          </p>
          <BothValues operation={operation} field={reason.field} theirs={reason.theirs} />
        </div>
      );
    case 'exists':
      return <p className="attention-why">{t('attention.why.exists')}</p>;
    case 'ambiguous':
      return (
        <p className="attention-why">
          {t(reason.candidates.length > 0 ? 'attention.why.ambiguous' : 'attention.why.ambiguousNone')}
        </p>
      );
    case 'notTaken':
      return (
        <p className="attention-why">
          {t('attention.why.notTaken', { fields: reason.fields.map(fieldLabel).join(', ') })}
        </p>
      );
    case 'failing':
      return (
        <div className="attention-why">
          <p>{t('attention.why.failing', { count: reason.times })}</p>
          {reason.message !== '' && <p className="quote">{t('attention.quote', { message: reason.message })}</p>}
        </div>
      );
    case 'removed':
    case 'noStatus':
      return <p className="attention-why">{t(`attention.why.${reason.why}`)}</p>;
  }
}

/** The value set here and the value on the server, side by side. */
function BothValues(props: { readonly operation: Operation; readonly field: string; readonly theirs: Scalar | null }) {
  const { t } = useTranslation();
  const fieldLabel = useFieldLabel();
  const statusTitle = useStatusTitle();
  const { intent } = props.operation;
  const show = (value: Scalar | null | undefined): string =>
    intent.kind !== 'profile'
      ? statusTitle(typeof value === 'number' ? value : null)
      : value === null || value === undefined || value === ''
        ? t('common.empty')
        : String(value);
  const mine = intent.kind === 'status' ? intent.set : intent.kind === 'profile' ? intent.set[props.field] : null;
  return (
    <table className="both-values">
      <thead>
        <tr>
          <td />
          <th scope="col">{t('attention.mine')}</th>
          <th scope="col">{t('attention.theirs')}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{intent.kind === 'profile' ? fieldLabel(props.field) : t('participant.status')}</th>
          <td>{intent.kind === 'remove' ? t('participant.remove') : show(mine)}</td>
          <td>{show(props.theirs)}</td>
        </tr>
      </tbody>
    </table>
  );
}

type ExplainedCode = Exclude<keyof typeof refusal, 'other'> extends `c${infer N extends number}` ? N : never;

function isExplained(code: number | null): code is ExplainedCode {
  return code !== null && `c${code}` in refusal;
}
