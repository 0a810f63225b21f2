/** A list that changes while somebody looks at it. */
import { describe, expect, it } from 'vitest';
import type { ResultRow } from '../../../renderer/engine/api.ts';
import { keepInPlace } from '../../../renderer/ui/state/in-place.ts';
import { rowOf } from './result-rows.ts';

const rows = (...ids: readonly number[]) => ids.map((id) => rowOf(id));
const ids = (list: readonly ResultRow[]) => list.map(({ id }) => id);

describe('rows that change in place', () => {
  it('stay where they are when their order changes', () =>
    expect(ids(keepInPlace(rows(1, 2, 3), rows(2, 3, 1), 0))).toEqual([1, 2, 3]));

  it('show what is new of them', () =>
    expect(keepInPlace([rowOf(1, { name: 'before' })], [rowOf(1, { name: 'now' })], 0)[0]?.name).toBe('now'));

  it('go when they no longer match', () => expect(ids(keepInPlace(rows(1, 2, 3), rows(3, 1), 0))).toEqual([1, 3]));

  it('let newcomers in behind those who come before them', () =>
    expect(ids(keepInPlace(rows(1, 2, 3), rows(1, 9, 2, 8, 3, 7), 0))).toEqual([1, 9, 2, 8, 3, 7]));

  it('let nobody in before the row that is chosen', () => {
    expect(ids(keepInPlace(rows(1, 2, 3), rows(9, 1, 2, 8, 3), 0))).toEqual([1, 9, 2, 8, 3]);
    expect(ids(keepInPlace(rows(1, 2, 3), rows(9, 1, 8, 2, 3), 1))).toEqual([1, 2, 8, 9, 3]);
  });

  it('are as the engine has them where nobody was shown', () =>
    expect(ids(keepInPlace([], rows(4, 5, 6), 0))).toEqual([4, 5, 6]));

  it('hold everybody once', () => expect(ids(keepInPlace(rows(1, 2), rows(3, 2, 4), 0))).toEqual([3, 2, 4]));
});
