import { useMemo, useState, type FocusEvent, type KeyboardEvent, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filters } from '../../engine/api.ts';
import { sortParts } from '../state/current-part.ts';
import { setFilters, useDesk } from '../state/desk.ts';
import { useEngine } from '../state/engine.ts';
import { hasFilters, listFilters, NO_FILTERS, toggleFact, toggleStatus } from '../state/filters.ts';
import { focusSearch, goOnTyping } from '../state/focus.ts';
import { safeColor, sortStatuses } from '../state/participant-facts.ts';
import { Chip, FilterMenu } from './filter-menu.tsx';

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

/**
 * Whom the list is narrowed to. One stop of the Tab key: ← → go from chip to chip, Space or Enter presses, ↓ opens a list, Delete
 * takes off, Esc goes back to the search.
 */
export function FilterBar() {
  const { t } = useTranslation();
  const filters = useDesk((state) => state.filters);
  const tables = useEngine((state) => state.tables);
  const [stop, setStop] = useState(0);
  const statuses = useMemo(() => sortStatuses(tables?.statuses ?? []), [tables]);
  const parts = useMemo(() => sortParts(tables?.parts ?? []), [tables]);
  const describe = useDescribeFilters();
  if (tables === null) return null;

  const on = hasFilters(filters);
  const hasPayments = tables.products.length > 0;
  const clear = (): void => setFilters(NO_FILTERS);
  // The order in which they stand; what is not there takes no place.
  const chips = [
    ...(statuses.length > 0 ? ['status'] : []),
    ...(parts.length > 0 ? ['part'] : []),
    ...['arrived', 'notArrived'],
    ...(hasPayments ? ['paid', 'unpaid'] : []),
    ...(on ? ['clear'] : []),
  ];
  const tabIndexOf = (chip: string): number => (chips.indexOf(chip) === Math.min(stop, chips.length - 1) ? 0 : -1);

  const noteFocus = (event: FocusEvent<HTMLElement>): void => {
    const at = listChips(event.currentTarget).findIndex((chip) => chip === event.target);
    if (at !== -1) setStop(at);
  };
  const handleKey = (event: KeyboardEvent<HTMLElement>): void => {
    const all = listChips(event.currentTarget);
    const at = all.findIndex((chip) => chip === event.target);
    if (at === -1) return; // in a menu
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      all[Math.max(0, Math.min(at + step, all.length - 1))]?.focus();
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      setFilters(takeOff(filters, chips[at]));
      if (chips[at] === 'clear') focusSearch();
    }
  };
  const fact = (name: 'arrived' | 'notArrived' | 'paid' | 'unpaid', key: 'arrived' | 'paid', value: boolean) => (
    <Chip
      on={filters[key] === value}
      tabIndex={tabIndexOf(name)}
      onPress={(event) => {
        setFilters(toggleFact(filters, key, value));
        keepTyping(event);
      }}
    >
      {t(`filter.${name}`)}
    </Chip>
  );
  const titles = describe({ ...NO_FILTERS, statusIds: filters.statusIds });

  return (
    <div role="toolbar" aria-label={t('filter.label')} className="filter-bar" onFocus={noteFocus} onKeyDown={handleKey}>
      {statuses.length > 0 && (
        <FilterMenu
          name={t('filter.status')}
          chosen={shorten(titles, (title, n) => t('filter.more', { title, n }))}
          items={statuses.map(({ Id, Title, Color }) => ({
            id: Id,
            title: Title,
            color: safeColor(Color),
            chosen: filters.statusIds.includes(Id),
          }))}
          several
          tabIndex={tabIndexOf('status')}
          onChoose={(id) => setFilters(id === null ? filters : toggleStatus(filters, id))}
        />
      )}
      {parts.length > 0 && (
        <FilterMenu
          name={t('filter.part')}
          chosen={parts.find(({ Id }) => Id === filters.partId)?.Title ?? null}
          items={[{ Id: null, Title: t('filter.anyPart') }, ...parts].map(({ Id, Title }) => ({
            id: Id,
            title: Title,
            color: null,
            chosen: filters.partId === Id,
          }))}
          several={false}
          tabIndex={tabIndexOf('part')}
          onChoose={(partId) => setFilters({ ...filters, partId })}
        />
      )}
      <span className="filter-pair">
        {fact('arrived', 'arrived', true)}
        {fact('notArrived', 'arrived', false)}
      </span>
      {hasPayments && (
        <span className="filter-pair">
          {fact('paid', 'paid', true)}
          {fact('unpaid', 'paid', false)}
        </span>
      )}
      {on && (
        <button
          type="button"
          className="filter-clear"
          data-chip=""
          tabIndex={tabIndexOf('clear')}
          onMouseDown={(event) => event.preventDefault()}
          onClick={(event) => {
            clear();
            if (event.detail === 0) focusSearch();
            else goOnTyping();
          }}
        >
          {t('filter.clear')}
        </button>
      )}
    </div>
  );
}

/** What filters are on, in words. */
export function useDescribeFilters(): (filters: Filters) => readonly string[] {
  const { t } = useTranslation();
  const tables = useEngine((state) => state.tables);
  return (filters) =>
    listFilters(filters, tables, {
      arrived: t('filter.arrived'),
      notArrived: t('filter.notArrived'),
      paid: t('filter.paid'),
      unpaid: t('filter.unpaid'),
      unknownStatus: (id) => t('common.unknownStatus', { id }),
    });
}

function listChips(bar: HTMLElement): readonly HTMLElement[] {
  return [...bar.querySelectorAll<HTMLElement>('[data-chip]')];
}

function takeOff(filters: Filters, chip: string | undefined): Filters {
  switch (chip) {
    case 'status':
      return { ...filters, statusIds: [] };
    case 'part':
      return { ...filters, partId: null };
    case 'arrived':
    case 'notArrived':
      return { ...filters, arrived: null };
    case 'paid':
    case 'unpaid':
      return { ...filters, paid: null };
    case 'clear':
      return NO_FILTERS;
    default:
      return filters;
  }
}

/** «Спикер», «Спикер +2»; null where nothing is chosen. */
function shorten(titles: readonly string[], more: (title: string, n: number) => string): string | null {
  const [first, ...others] = titles;
  if (first === undefined) return null;
  return others.length === 0 ? first : more(first, others.length);
}

function keepTyping(event: MouseEvent): void {
  if (event.detail !== 0) goOnTyping();
}
