import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { sortParts } from '../state/current-part.ts';
import { useEngine } from '../state/engine.ts';
import { sortStatuses } from '../state/participant-facts.ts';
import type { PartStatusInput } from '../../engine/api.ts';
import { StatusColor } from './status-mark.tsx';

/** The statuses that a new participant starts with, one select per part (one alone where the event has no parts). */
export function NewStatusSelects(props: {
  readonly statuses: readonly PartStatusInput[];
  readonly onChange: (statuses: readonly PartStatusInput[]) => void;
}) {
  const { t } = useTranslation();
  const parts = useEngine((state) => state.tables?.parts);
  const titleOf = (partId: number): string => sortParts(parts ?? []).find((part) => part.Id === partId)?.Title ?? '';
  return (
    <div className="statuses">
      {props.statuses.map((status) => (
        <OneSelect
          key={status.PartId}
          label={
            status.PartId === null
              ? t('participant.status')
              : t('participant.statusOf', { part: titleOf(status.PartId) })
          }
          value={status.StatusId}
          onChange={(StatusId) =>
            props.onChange(props.statuses.map((one) => (one.PartId === status.PartId ? { ...one, StatusId } : one)))
          }
        />
      ))}
    </div>
  );
}

function OneSelect(props: {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (statusId: number | null) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const statuses = useEngine((state) => state.tables?.statuses);
  return (
    <div className="status-field">
      <span className="status-label">
        <label htmlFor={id}>{props.label}</label>
      </span>
      <span className="status-control">
        <StatusColor statusId={props.value} className="status-color" />
        <select
          id={id}
          value={props.value ?? ''}
          onChange={(event) => props.onChange(event.target.value === '' ? null : Number(event.target.value))}
        >
          {sortStatuses(statuses ?? []).map((status) => (
            <option key={status.Id} value={status.Id}>
              {status.Title}
            </option>
          ))}
          <option value="">{t('common.noStatus')}</option>
        </select>
      </span>
    </div>
  );
}
