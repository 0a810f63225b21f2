/** A query that is also read as a filter is still read in the other layout: «cgb» is Спиридонов, whoever the speakers are. */
import { expect, it } from 'vitest';
import { PeopleIndex, type PersonText } from '../../../shared/search/people.ts';

const person = (lastName: string): PersonText => ({
  ...{ lastNames: [lastName], firstNames: [], fatherNames: [], companies: [], positions: [] },
  ...{ email: '', phone: '', id: null, codes: [] },
});

it('finds by the other layout beside the filter, and looks for no mistakes then', () => {
  const index = new PeopleIndex<number>();
  index.put(1, person('Спиридонов'), 'guest');
  index.put(2, person('Яковлев'), 'speaker');
  index.put(3, person('Спорышев'), 'guest');
  const speakers = (traits: string): boolean => traits === 'speaker';
  const ask = (text: string) =>
    index.search({ text, filter: null, alternatives: [{ text: '', filter: speakers }] }, 5).keys;
  expect(new Set(ask('cgbh'))).toEqual(new Set([1, 2]));
  expect(ask('спикер')).toEqual([2]);
});
