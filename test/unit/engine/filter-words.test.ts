/** Words of a query that are filters too. */
import { expect, it } from 'vitest';
import { NO_FILTERS } from '../../../renderer/engine/filter.ts';
import { FilterWords } from '../../../renderer/engine/filter-words.ts';
import type { Tables } from '../../../shared/ruvents/tables.ts';

const tables = {
  statuses: [
    { Id: 1, Title: 'Участник' },
    { Id: 24, Title: 'Спикер' },
    { Id: 25, Title: 'Speaker' },
    { Id: 30, Title: 'Орг. комитет' },
  ],
  parts: [{ Id: 7, Title: 'День 2' }],
} as unknown as Pick<Tables, 'statuses' | 'parts'>;
const words = new FilterWords(tables);

it.each([
  ['спикер', '', { statusIds: [24] }],
  ['СПИКЕР иванов', 'иванов', { statusIds: [24] }],
  ['иванов спик', 'иванов', { statusIds: [24] }],
  ['cgbrth', '', { statusIds: [24] }],
  ['ыЗуфлук', '', { statusIds: [25] }],
  ['орг. комитет', '', { statusIds: [30] }],
  ['орг комитет', '', { statusIds: [30] }],
  ['день 2', '', { partId: 7 }],
  ['пришёл', '', { arrived: true }],
  ['не пришел', '', { arrived: false }],
  ['иванов не пришёл', 'иванов', { arrived: false }],
  ['yt ghbitk', '', { arrived: false }],
  ['arrived', '', { arrived: true }],
  ['not arrived', '', { arrived: false }],
  ['paid', '', { paid: true }],
  ['зфшв', '', { paid: true }],
  ['не оплачен', '', { paid: false }],
  ['unpaid спикер', '', { paid: false, statusIds: [24] }],
])('%s', (query, text, filters) => {
  expect(words.read(query)).toEqual({ text, filters: { ...NO_FILTERS, ...filters } });
});

it.each(['иванов', 'сп', 'не', '', 'пётр 24', 'Her', 'при', 'ghb', 'pai', 'дол'])('%s is no filter', (query) => {
  expect(words.read(query)).toBeNull();
});
