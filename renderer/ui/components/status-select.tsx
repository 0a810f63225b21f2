import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../../shared/ruvents/tables.ts';
import type { ParticipantView, StatusView } from '../../../shared/operations/view.ts';
import { followChange, restOnChoice, settleChoice } from '../state/changes.ts';
import { command } from '../state/commands.ts';
import { sortParts } from '../state/current-part.ts';
import { useEngine } from '../state/engine.ts';
import { focusSearch } from '../state/focus.ts';
import { callPerson } from '../state/naming.ts';
import { sortStatuses } from '../state/participant-facts.ts';
import { usePart } from '../state/part.ts';
import { showToast } from '../state/toasts.ts';
import { StatusColor, useStatusTitle } from './status-mark.tsx';

const NONE = '';

const NO_STATUSES: readonly Status[] = [];

/** The statuses of a person, one select per part (one alone where the event has no parts); the current part first. */
export function StatusSelects({ view, disabled }: { readonly view: ParticipantView; readonly disabled: boolean }) {
  const { t } = useTranslation();
  const parts = useEngine((state) => state.tables?.parts);
  const current = usePart((state) => state.partId);
  const order = sortParts(parts ?? []).map((part) => part.Id);
  const place = (partId: number | null): number => {
    if (partId === current) return -1;
    const index = partId === null ? -1 : order.indexOf(partId);
    return index === -1 ? order.length : index;
  };
  const statuses = [...view.statuses].sort((a, b) => place(a.partId) - place(b.partId));
  const titleOf = (partId: number): string =>
    parts?.find((part) => part.Id === partId)?.Title ?? t('common.unknownPart', { id: partId });
  return (
    <div className="statuses">
      {statuses.map((status) => (
        <StatusSelect
          key={`${view.key} ${status.partId ?? ''}`}
          view={view}
          status={status}
          disabled={disabled}
          label={
            status.partId === null
              ? t('participant.status')
              : t('participant.statusOf', { part: titleOf(status.partId) })
          }
          current={status.partId !== null && status.partId === current}
        />
      ))}
    </div>
  );
}

async function setStatus(view: ParticipantView, partId: number | null, statusId: number | null, title: string) {
  const result = await followChange(command((engine) => engine.setStatus(view.key, partId, statusId)));
  if (result === null || result.operationIds.length === 0) return;
  const text = i18next.t('participant.statusSet', { name: callPerson(view), status: title });
  showToast('done', text, result.operationIds);
}

/**
 * Choosing applies at once. With the keyboard a closed select passes through all statuses on the way to the wanted one, so
 * there the choice counts when the arrows rest, on Enter, or when anything else is done.
 */
function StatusSelect(props: {
  readonly view: ParticipantView;
  readonly status: StatusView;
  readonly label: string;
  readonly current: boolean;
  readonly disabled: boolean;
}) {
  const { t } = useTranslation();
  const id = useId();
  const statusTitle = useStatusTitle();
  const statuses = useEngine((state) => state.tables?.statuses ?? NO_STATUSES);
  const [draft, setDraft] = useState<number | null | undefined>(undefined);
  const byKeyboard = useRef(false);
  useEffect(() => settleChoice, []); // somebody else is opened: it was meant for this person

  const seen = props.status.statusId;
  const shown = draft === undefined ? seen : draft;
  const known = sortStatuses(statuses);
  const unknown = [...new Set([seen, shown])].filter(
    (one) => one !== null && !known.some((status) => status.Id === one),
  );

  const apply = async (statusId: number | null): Promise<void> => {
    if (statusId !== seen) await setStatus(props.view, props.status.partId, statusId, statusTitle(statusId));
    setDraft(undefined);
  };
  const choose = (statusId: number | null): void => {
    setDraft(statusId);
    restOnChoice(() => void apply(statusId));
    if (byKeyboard.current) return;
    settleChoice();
    focusSearch();
  };
  const handleKey = (event: KeyboardEvent): void => {
    byKeyboard.current = true;
    if (event.key !== 'Enter' || draft === undefined) return;
    event.preventDefault();
    settleChoice();
    focusSearch();
  };

  return (
    <div className="status-field" data-current={props.current ? '' : undefined}>
      <span className="status-label">
        <label htmlFor={id}>{props.label}</label>
        {props.status.pending && <PendingMark />}
      </span>
      <span className="status-control">
        <StatusColor statusId={shown} className="status-color" />
        <select
          id={id}
          disabled={props.disabled}
          value={shown ?? NONE}
          data-status-select=""
          onPointerDown={() => (byKeyboard.current = false)}
          onKeyDown={handleKey}
          onBlur={() => {
            byKeyboard.current = false;
            settleChoice();
          }}
          onChange={(event) => choose(event.target.value === NONE ? null : Number(event.target.value))}
        >
          {known.map((status) => (
            <option key={status.Id} value={status.Id}>
              {status.Title}
            </option>
          ))}
          {unknown.map((one) => (
            <option key={one} value={one ?? NONE}>
              {t('common.unknownStatus', { id: one })}
            </option>
          ))}
          <option value={NONE}>{t('common.noStatus')}</option>
        </select>
      </span>
    </div>
  );
}

export function PendingMark() {
  const { t } = useTranslation();
  return (
    <span className="pending-mark">
      <span className="dot" aria-hidden="true" />
      {t('participant.pendingField')}
    </span>
  );
}
