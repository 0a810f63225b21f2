import { describe, expect, it } from 'vitest';
import type { Filters } from '../../../renderer/engine/api.ts';
import {
  hasFilters,
  listFilters,
  mergeFilters,
  NO_FILTERS,
  sameFilters,
  toggleFact,
  toggleStatus,
} from '../../../renderer/ui/state/filters.ts';
import { TABLES } from '../sync/made-up.ts';

const filters = (some: Partial<Filters>): Filters => ({ ...NO_FILTERS, ...some });

describe('filters', () => {
  it('take a status in and out, beside others', () => {
    const both = toggleStatus(toggleStatus(NO_FILTERS, 1), 2);
    expect(both.statusIds).toEqual([1, 2]);
    expect(toggleStatus(both, 1).statusIds).toEqual([2]);
  });

  it('are taken back by the second press, and changed by the opposite', () => {
    const arrived = toggleFact(NO_FILTERS, 'arrived', true);
    expect(arrived.arrived).toBe(true);
    expect(toggleFact(arrived, 'arrived', true)).toEqual(NO_FILTERS);
    expect(toggleFact(arrived, 'arrived', false).arrived).toBe(false);
  });

  it('are the same whatever the order of their statuses', () => {
    expect(sameFilters(filters({ statusIds: [1, 2] }), filters({ statusIds: [2, 1] }))).toBe(true);
    expect(sameFilters(filters({ statusIds: [1] }), filters({ statusIds: [2] }))).toBe(false);
    expect(sameFilters(filters({ paid: false }), NO_FILTERS)).toBe(false);
    expect([hasFilters(filters({ arrived: false })), hasFilters(NO_FILTERS)]).toEqual([true, false]);
  });

  it('that were typed as words go over those that are on', () => {
    const own = filters({ partId: 5, statusIds: [1], arrived: true });
    expect(mergeFilters(own, filters({ statusIds: [2], arrived: false }))).toEqual(
      filters({ partId: 5, statusIds: [2], arrived: false }),
    );
  });

  it('have names, also a status that the event no longer has', () => {
    const words = {
      arrived: 'arrived',
      notArrived: 'absent',
      paid: 'paid',
      unpaid: 'unpaid',
      unknownStatus: (id: number) => `#${id}`,
    };
    const [status] = TABLES.statuses;
    expect(
      listFilters(filters({ statusIds: [status?.Id ?? 0, 999], arrived: false, paid: true }), TABLES, words),
    ).toEqual([status?.Title, '#999', 'absent', 'paid']);
  });
});
