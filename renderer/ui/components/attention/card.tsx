import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Intent } from '../../../../shared/operations/operation.ts';
import { fullNameOf } from '../../../../shared/operations/view.ts';
import type { AttentionItem } from '../../../engine/api.ts';
import { listChoices } from '../../state/choices.ts';
import { openPerson } from '../../state/desk.ts';
import { callPerson } from '../../state/naming.ts';
import { useDeed } from '../use-deed.ts';
import { useFormat } from '../use-format.ts';
import { useNames } from '../use-names.ts';
import { ChoiceButtons } from './choices.tsx';
import { useSayValue } from './use-say-value.ts';
import { Why } from './why.tsx';

/** One item: who, what, when and by whom, why; then its answers. It takes the focus, so that its digits work. */
export function AttentionCard({ item }: { readonly item: AttentionItem }) {
  const { t } = useTranslation();
  const id = useId();
  const { time } = useFormat();
  const describe = useWish();
  const say = useSayValue();
  const sayBadge = useSayBadge(item);
  const { operation, view } = item;
  const { state, handedOverFrom } = operation;
  if (state.name !== 'attention') return null;
  const { reason } = state;
  const name =
    (view === null ? '' : fullNameOf(view)) ||
    operation.about.name ||
    (view === null ? t('common.nobody') : callPerson(view));
  const isNew = operation.intent.kind === 'create' || operation.intent.kind === 'register';
  const isStatus = operation.intent.kind !== 'profile';
  const made = { operator: operation.operator.login, time: time(operation.madeAt) };
  return (
    <li>
      <article className="attention-card" tabIndex={0} aria-labelledby={id} data-why={reason.why} data-keeps-focus="">
        <p className="attention-who">
          <strong id={id}>{name}</strong>
          {operation.about.email !== '' && !isNew && <span className="quiet">{operation.about.email}</span>}
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
        <Particulars intent={operation.intent} />
        <p className="quiet">
          {handedOverFrom === undefined
            ? t('attention.made', made)
            : t('attention.madeElsewhere', { ...made, station: handedOverFrom })}
          {item.holdsUp > 0 && `. ${t('attention.holdsUp', { count: item.holdsUp })}`}
        </p>
        <Why item={item} reason={reason} />
        {reason.why !== 'ambiguous' && reason.why !== 'exists' && (item.candidates?.length ?? 0) > 0 && (
          <p>{t('refused.sameEmail')}</p>
        )}
        <ChoiceButtons
          item={item}
          choices={listChoices(item, reason, { value: (value) => say(value, isStatus), badge: sayBadge })}
        />
      </article>
    </li>
  );
}

/** As a deed in the history, but for a removal, which has not been done. */
function useWish(): (intent: Intent) => readonly string[] {
  const { t } = useTranslation();
  const describe = useDeed();
  return (intent) => (intent.kind === 'remove' ? [t('participant.remove')] : describe(intent));
}

const PARTICULARS = ['Email', 'Phone', 'Company', 'Position'] as const;

/** What was typed for somebody whom nobody can look up: to compare with whom the server has. */
function Particulars({ intent }: { readonly intent: Intent }) {
  if (intent.kind !== 'create' && intent.kind !== 'register') return null;
  const typed = PARTICULARS.map((name) => String(intent.fields[name] ?? '')).filter((value) => value !== '');
  return typed.length === 0 ? null : <p>{typed.join(' · ')}</p>;
}

/** A badge by when and by whom it was recorded; by its number alone where nothing more is known. */
function useSayBadge({ view }: AttentionItem): (id: number) => string {
  const { time } = useFormat();
  const { operator } = useNames();
  return (id) => {
    const badge = view?.badges.find((one) => one.id === id);
    if (badge === undefined) return `#${id}`;
    return [time(badge.time), operator(badge.operatorId) ?? ''].filter((text) => text !== '').join(', ');
  };
}
