import { expect, it } from 'vitest';
import { readQuery } from '../../../shared/search/query.ts';

function readings(text: string): readonly string[] {
  return readQuery(text).map((reading) => reading.map(({ word }) => word).join(' '));
}

it.each([
  ['иванов', ['иванов', 'bdfyjd']],
  ['gtnhjd bdfy', ['gtnhjd bdfy', 'петров иван', 'петров bdfy', 'gtnhjd иван']],
  [',jhbc', ['jhbc', 'борис']],
  ['A1-B2', ['a 1 b 2', 'a1b2', 'ф 1 и 2']],
  ['8 (900) 123', ['8900123']],
  ['', []],
  [' . - ', []],
])('%s is read as %s', (text, expected) => {
  expect([...readings(text)].sort()).toEqual([...expected].sort());
  if (expected.length > 0) expect(readings(text)[0]).toBe(expected[0]);
});

it('reads many words as typed or swapped as a whole', () => {
  expect(readings('иванов иван иванович сбер').length).toBe(2);
});
