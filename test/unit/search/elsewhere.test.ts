/** What is typed on the keys of the other layout, and happens to begin the names of others too. */
import { expect, it } from 'vitest';
import { PeopleIndex, type PersonText } from '../../../shared/search/people.ts';

const person = (lastName: string, firstName: string): PersonText => ({
  ...{ lastNames: [lastName], firstNames: [firstName], fatherNames: [], companies: [], positions: [] },
  ...{ email: '', phone: '', id: null, codes: [] },
});

it.each([
  ['wjq', 'Цой', 'Викторов'], // as sounds: vik…
  ['.yu', 'Юнг', 'Yudin'],
  [';fy', 'Жан', 'Fyodorov'],
  ['x;je', 'Чжоу', 'Xavier-Jenkins'],
  ['[fh', 'Хар', 'Fhadov'],
])('%s is also %s, though many are called %s', (query, meant, other) => {
  const index = new PeopleIndex<number>();
  for (let key = 1; key <= 8; key += 1) index.put(key, person(other, `Имя${key}`));
  index.put(9, person(meant, 'Вей'));
  expect(index.search(query, 5).keys).toContain(9);
});

it('is not asked for beside people whose names begin with what is typed', () => {
  const index = new PeopleIndex<number>();
  for (let key = 1; key <= 5; key += 1) index.put(key, person('Cyborg', 'Ann'));
  index.put(9, person('Сныткин', 'Вей')); // cyn… on the keys of the other layout
  expect(index.search('cy', 9).keys).not.toContain(9);
});
