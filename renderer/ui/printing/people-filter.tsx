import { useTranslation } from 'react-i18next';
import type { Filters } from '../../engine/api.ts';
import { StatusColor } from '../components/status-mark.tsx';
import { sortParts } from '../state/current-part.ts';
import { useEngine } from '../state/engine.ts';
import { sortStatuses } from '../state/participant-facts.ts';
import { OptionField } from './option-select.tsx';

const YES_NO: Readonly<Record<string, boolean | null>> = { '': null, yes: true, no: false };
const writeYesNo = (value: boolean | null): string => (value === null ? '' : value ? 'yes' : 'no');

/** Whom a batch or a list on paper is for. */
export function PeopleFilter(props: { readonly filters: Filters; readonly onChange: (filters: Filters) => void }) {
  const { t } = useTranslation();
  const tables = useEngine((state) => state.tables);
  const { filters, onChange } = props;
  const parts = sortParts(tables?.parts ?? []);
  const toggle = (id: number): void => {
    const { statusIds } = filters;
    onChange({
      ...filters,
      statusIds: statusIds.includes(id) ? statusIds.filter((one) => one !== id) : [...statusIds, id],
    });
  };
  return (
    <>
      <fieldset className="status-chips">
        <legend className="field-label">{t('printBatch.status')}</legend>
        {sortStatuses(tables?.statuses ?? []).map(({ Id, Title }) => (
          <button
            type="button"
            className="small"
            key={Id}
            aria-pressed={filters.statusIds.includes(Id)}
            onClick={() => toggle(Id)}
          >
            <StatusColor statusId={Id} className="chip-dot" />
            {Title}
          </button>
        ))}
      </fieldset>
      <div className="fields">
        {parts.length > 0 && (
          <OptionField
            label={t('printBatch.part')}
            value={filters.partId === null ? '' : String(filters.partId)}
            any={t('printBatch.any')}
            options={parts.map(({ Id, Title }) => ({ id: String(Id), title: Title }))}
            onChange={(id) => onChange({ ...filters, partId: id === '' ? null : Number(id) })}
          />
        )}
        <OptionField
          label={t('printBatch.arrived')}
          value={writeYesNo(filters.arrived)}
          any={t('printBatch.any')}
          options={[
            { id: 'no', title: t('printBatch.arrivedNo') },
            { id: 'yes', title: t('printBatch.arrivedYes') },
          ]}
          onChange={(id) => onChange({ ...filters, arrived: YES_NO[id] ?? null })}
        />
        <OptionField
          label={t('printBatch.paid')}
          value={writeYesNo(filters.paid)}
          any={t('printBatch.any')}
          options={[
            { id: 'yes', title: t('printBatch.paidYes') },
            { id: 'no', title: t('printBatch.paidNo') },
          ]}
          onChange={(id) => onChange({ ...filters, paid: YES_NO[id] ?? null })}
        />
      </div>
    </>
  );
}

/** What the filters say, in the words of the form; empty = everybody. */
export function useFilterWords(filters: Filters): string {
  const { t } = useTranslation();
  const tables = useEngine((state) => state.tables);
  const { statusIds, partId, arrived, paid } = filters;
  const titles = sortStatuses(tables?.statuses ?? [])
    .filter(({ Id }) => statusIds.includes(Id))
    .map(({ Title }) => Title);
  const part = tables?.parts.find(({ Id }) => Id === partId)?.Title;
  return [
    ...titles,
    ...(part === undefined ? [] : [part]),
    ...(arrived === null ? [] : [t(arrived ? 'printBatch.arrivedYes' : 'printBatch.arrivedNo')]),
    ...(paid === null ? [] : [t(paid ? 'printBatch.paidYes' : 'printBatch.paidNo')]),
  ].join(', ');
}
