import { useTranslation } from 'react-i18next';
import type { AttentionReason, Operation } from '../../../../shared/operations/operation.ts';
import type { AttentionItem } from '../../../engine/api.ts';
import { explainRefusal } from '../../state/refusals.ts';
import { useStation } from '../../state/station.ts';
import { useFieldLabel } from '../use-field-label.ts';
import { BothValues, NotTakenValues } from './both-values.tsx';

/** Why an operation waits for a person, and what to do about it. */
export function Why({ item, reason }: { readonly item: AttentionItem; readonly reason: AttentionReason }) {
  const { t } = useTranslation();
  const { operation } = item;
  switch (reason.why) {
    case 'refused':
      return <WhyRefused operation={operation} reason={reason} />;
    case 'conflict':
      return (
        <div className="attention-why">
          <p>{t(operation.intent.kind === 'remove' ? 'attention.why.conflictRemove' : 'attention.why.conflict')}</p>
          <BothValues operation={operation} reason={reason} />
        </div>
      );
    case 'exists':
      return <p className="attention-why">{t(`attention.why.${reason.field === '' ? 'existsPerson' : 'exists'}`)}</p>;
    case 'ambiguous':
      return <p className="attention-why">{t(`attention.why.${wordOfAmbiguous(operation, reason.candidates)}`)}</p>;
    case 'notTaken':
      return (
        <div className="attention-why">
          <p>{t('attention.why.notTaken')}</p>
          <NotTakenValues item={item} fields={reason.fields} />
        </div>
      );
    case 'failing':
      // its message is the desk's own, or of the transport: nothing that the server has said
      return (
        <p className="attention-why">
          {reason.times === 0 ? t('attention.why.unsendable') : t('attention.why.failing', { count: reason.times })}
        </p>
      );
    case 'removed':
      return (
        <p className="attention-why">
          {t(operation.intent.kind === 'badge' ? 'attention.why.removedBadge' : 'attention.why.removed')}
        </p>
      );
    case 'noStatus':
      return <p className="attention-why">{t('attention.why.noStatus')}</p>;
  }
}

function wordOfAmbiguous({ intent }: Operation, candidates: readonly number[]) {
  if (candidates.length === 0) return 'ambiguousNone';
  return intent.kind === 'badge' ? 'ambiguousBadge' : 'ambiguous';
}

function WhyRefused(props: {
  readonly operation: Operation;
  readonly reason: Extract<AttentionReason, { why: 'refused' }>;
}) {
  const { t } = useTranslation();
  const fieldLabel = useFieldLabel();
  const sentAsJson = useStation((state) => state.station?.settings.encoding !== 'form');
  const { word, fields, code } = explainRefusal(props.reason, props.operation.intent, sentAsJson);
  const vars = { fields: fields.map(fieldLabel).join(', '), code };
  return (
    <div className="attention-why">
      <p>
        {t(`refusal.${word}.what`, vars)} {t(`refusal.${word}.todo`, vars)}
      </p>
      <Quote message={props.reason.message} />
    </div>
  );
}

/** The server's own words, for whoever is called. */
function Quote({ message }: { readonly message: string }) {
  const { t } = useTranslation();
  return message.trim() === '' ? null : <p className="quote">{t('attention.quote', { message: message.trim() })}</p>;
}
