import { describe, expect, it } from 'vitest';
import {
  findArrival,
  findTopStatus,
  readOther,
  readScalar,
  safeColor,
  sortStatuses,
} from '../../../renderer/ui/state/participant-facts.ts';
import type { Tables } from '../../../shared/ruvents/tables.ts';
import { makeBadge, makeView } from './people.ts';

const statuses = [
  { Id: 1, Title: 'Участник', Color: '#000000', Priority: 30 },
  { Id: 6, Title: 'Организатор', Color: '#ff0000', Priority: 90 },
];
const tables: Tables = {
  event: { Id: 1, IdName: 'demo', Title: 'Демо' },
  statuses,
  parts: [],
  products: [],
  fields: {},
  operators: [],
};
const has = (partId: number | null, statusId: number | null) => ({ partId, statusId, pending: false });

describe('the status that colours a person', () => {
  it('is the one of the current part', () =>
    expect(findTopStatus(makeView({ statuses: [has(1, 6), has(2, 1)] }), tables, 2)).toBe(1));
  it('is otherwise the one of the highest priority', () =>
    expect(findTopStatus(makeView({ statuses: [has(1, 1), has(2, 6), has(3, null)] }), tables, 3)).toBe(6));
  it('may be one that the event does not know', () =>
    expect(findTopStatus(makeView({ statuses: [has(null, 77)] }), tables, null)).toBe(77));
  it('is none for a person without a status', () =>
    expect(findTopStatus(makeView({ statuses: [has(null, null)] }), tables, null)).toBeNull());
});

describe('the arrival', () => {
  it('is of the current part where arrivals are recorded per part', () => {
    expect(findArrival(makeView({ badges: [makeBadge(1)] }), true, 2)).toBeNull();
    expect(findArrival(makeView({ badges: [makeBadge(1), makeBadge(2)] }), true, 2)?.partId).toBe(2);
  });
  it('is any badge where one counts for the whole event', () =>
    expect(findArrival(makeView({ badges: [makeBadge(1)] }), false, 2)?.partId).toBe(1));
});

describe('a value for people', () => {
  it('is Russian, else flat, else English', () => {
    expect(readScalar({ ru: { A: 'р' }, flat: { A: 'f' }, en: { A: 'e' } }, 'A')).toBe('р');
    expect(readScalar({ ru: { A: '' }, flat: { A: 'f' }, en: { A: 'e' } }, 'A')).toBe('f');
    expect(readScalar({ ru: {}, flat: {}, en: { A: 'e' } }, 'A')).toBe('e');
  });
  it('keeps a zero and a false', () => expect(readScalar({ ru: {}, flat: { A: 0 }, en: {} }, 'A')).toBe(0));
  it('is never a generated email', () =>
    expect(readScalar({ ru: {}, flat: { Email: 'nomail123@example.org' }, en: {} }, 'Email')).toBeUndefined());
  it('names the other spelling only where it differs', () => {
    expect(readOther({ ru: { A: 'Анна' }, flat: {}, en: { A: 'Anna' } }, 'A')).toBe('Anna');
    expect(readOther({ ru: {}, flat: {}, en: { A: 'Anna' } }, 'A')).toBeNull();
  });
});

describe('a colour of the server', () => {
  it.each(['#f00', '#ff0000', '#ff000080', 'rebeccapurple'])('%s is used', (color) =>
    expect(safeColor(color)).toBe(color),
  );
  it.each(['', 'red; background: url(x)', 'url(x)', '#xyz', null, undefined])('%s is not', (color) =>
    expect(safeColor(color)).toBeNull(),
  );
});

describe('statuses to choose from', () => {
  it('have the highest priority first', () => expect(sortStatuses(statuses).map((one) => one.Id)).toEqual([6, 1]));
});
