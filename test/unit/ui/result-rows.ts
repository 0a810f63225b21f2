/** Rows and results as the engine gives them, of people who have nothing but a number. */
import type { ResultRow, Results } from '../../../renderer/engine/api.ts';

export function rowOf(id: number, more: Partial<ResultRow> = {}): ResultRow {
  return {
    ...{ key: `id:${id}`, id, name: `Человек ${id}`, otherName: '', email: '', company: '', position: '', phone: '' },
    ...{ statusId: null, arrived: false, pending: false, attention: false },
    ...more,
  };
}

export function resultsOf(query: string, ids: readonly number[]): Results {
  return {
    ...{ query, filters: { partId: null, statusIds: [], arrived: null, paid: null }, understood: null },
    ...{ rows: ids.map((id) => rowOf(id)), total: ids.length, outside: 0 },
  };
}
