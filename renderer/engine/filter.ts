/** Whom the list is narrowed to, as a question about traits. */
import type { Filter } from '../../shared/search/people.ts';
import type { Filters } from './api.ts';
import { readTraits, type Traits } from './traits.ts';

export const NO_FILTERS: Filters = { partId: null, statusIds: [], arrived: null, paid: null };

/**
 * @param currentPart arrivals are those of this part where the filters name none, as in the rows; null = of any
 * @returns null when everybody is wanted
 */
export function filterOf(filters: Filters, currentPart: number | null): Filter | null {
  const { partId, statusIds, arrived, paid } = filters;
  if (partId === null && statusIds.length === 0 && arrived === null && paid === null) return null;
  const statuses: ReadonlySet<number> = new Set(statusIds);
  return (packed) => fits(readTraits(packed), filters, statuses, partId ?? currentPart);
}

/** With a part, statuses and arrivals are those of this part; and people have to have a status there. */
function fits(
  traits: Traits,
  { partId, arrived, paid }: Filters,
  wanted: ReadonlySet<number>,
  arrivalPart: number | null,
): boolean {
  const statuses = traits.statuses.flatMap(({ PartId, StatusId }) =>
    StatusId !== null && (partId === null || PartId === partId) ? [StatusId] : [],
  );
  if (partId !== null && statuses.length === 0) return false;
  if (wanted.size > 0 && !statuses.some((statusId) => wanted.has(statusId))) return false;
  const hasArrived = traits.arrived.some((part) => arrivalPart === null || part === arrivalPart);
  if (arrived !== null && hasArrived !== arrived) return false;
  return paid === null || traits.payment === (paid ? 'paid' : 'unpaid');
}

/** Both have to fit. */
export function bothFilters(one: Filter | null, other: Filter): Filter {
  return one === null ? other : (traits) => one(traits) && other(traits);
}
