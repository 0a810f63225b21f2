/** What is nobody's in a copied line is left out; an email, a code or a number is found whole or not at all. */
import { expect, it } from 'vitest';
import { PeopleIndex } from '../../../shared/search/people.ts';

const index = new PeopleIndex<number>();
index.put(1, {
  ...{ lastNames: ['Романов'], firstNames: ['Георгий'], fatherNames: ['Ильич'], companies: ['ООО «Ромашка»'] },
  ...{
    positions: [],
    email: 'georgiy.romanov.100317@example.org',
    phone: '+7 900 123-45-67',
    id: 100317,
    codes: ['A-17'],
  },
});
const find = (query: string) => index.search(query, 5).keys;

it.each([
  'georgiy.romanov.100317@example.org',
  'georgiy.romanof.100317@example.org',
  'Романов Георгий Ильич, АО «Лютик»',
  'Романов Георгий, другая.почта@example.net',
  'Романов Георгий Ильич +7 900 123-45-67 зал',
])('%s finds', (query) => {
  expect(find(query)).toEqual([1]);
});

it.each([
  'georgiy.romanov.100999@example.org',
  'petr.romanov.100317@example.net',
  'A-18',
  '+7 900 123-45-99',
  'Лютик Георгий',
])('%s finds nobody', (query) => {
  expect(find(query)).toEqual([]);
});
