/** Whom the list is narrowed to: how filters are set, compared and put into words. */
import type { Tables } from '../../../shared/ruvents/tables.ts';
import type { Filters, Results } from '../../engine/api.ts';

export const NO_FILTERS: Filters = { partId: null, statusIds: [], arrived: null, paid: null };

export function hasFilters({ partId, statusIds, arrived, paid }: Filters): boolean {
  return partId !== null || statusIds.length > 0 || arrived !== null || paid !== null;
}

export function sameFilters(a: Filters, b: Filters): boolean {
  return (
    a.partId === b.partId &&
    a.arrived === b.arrived &&
    a.paid === b.paid &&
    a.statusIds.length === b.statusIds.length &&
    a.statusIds.every((id) => b.statusIds.includes(id))
  );
}

export function toggleStatus(filters: Filters, statusId: number): Filters {
  const { statusIds } = filters;
  const others = statusIds.filter((id) => id !== statusId);
  return { ...filters, statusIds: others.length < statusIds.length ? others : [...statusIds, statusId] };
}

/** The second press takes it back; the opposite takes its place. */
export function toggleFact(filters: Filters, fact: 'arrived' | 'paid', value: boolean): Filters {
  return { ...filters, [fact]: filters[fact] === value ? null : value };
}

/** Filters that are on, and those that were read from the query over them. */
export function mergeFilters(own: Filters, read: Filters): Filters {
  return {
    partId: read.partId ?? own.partId,
    statusIds: read.statusIds.length > 0 ? read.statusIds : own.statusIds,
    arrived: read.arrived ?? own.arrived,
    paid: read.paid ?? own.paid,
  };
}

/** The results are those of this query and these filters. */
export function answers(
  results: Results | null,
  { query, filters }: { readonly query: string; readonly filters: Filters },
): results is Results {
  return results !== null && results.query === query && sameFilters(results.filters, filters);
}

/** Words of the desk that name filters. */
export interface FilterWords {
  readonly arrived: string;
  readonly notArrived: string;
  readonly paid: string;
  readonly unpaid: string;
  readonly unknownStatus: (id: number) => string;
}

/** What is on, each filter by its name. */
export function listFilters(filters: Filters, tables: Tables | null, words: FilterWords): readonly string[] {
  const { partId, statusIds, arrived, paid } = filters;
  return [
    ...statusIds.map((id) => tables?.statuses.find((one) => one.Id === id)?.Title ?? words.unknownStatus(id)),
    ...(partId === null ? [] : [tables?.parts.find((one) => one.Id === partId)?.Title ?? String(partId)]),
    ...(arrived === null ? [] : [arrived ? words.arrived : words.notArrived]),
    ...(paid === null ? [] : [paid ? words.paid : words.unpaid]),
  ];
}
