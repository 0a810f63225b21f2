/** A name that is typed to its end finds its person at every letter from the second on. */
import { describe, expect, it } from 'vitest';
import { PeopleIndex, type PersonText } from '../../../shared/search/people.ts';

const NOBODY: PersonText = {
  ...{ lastNames: [], firstNames: [], fatherNames: [], companies: [], positions: [] },
  ...{ email: '', phone: '', id: null, codes: [] },
};

function findersOf(...lastNames: readonly string[]) {
  const index = new PeopleIndex<number>();
  index.put(1, { ...NOBODY, lastNames });
  index.put(2, { ...NOBODY, lastNames: ['Иванова'] });
  return (query: string) => index.search(query, 5).keys;
}

describe.each([
  ['Щербаков', ['Shcherbakov', 'Scherbakov', 'Sherbakov', 'Ščerbakov', 'Schtscherbakow', 'oth,frjd', 'щербаков']],
  ['Хрущёв', ['Khrushchev', 'Hruschov', 'Chruschtschow', '[heo`d', 'хрущев']],
  ['Цветаева', ['Tsvetaeva', 'Cvetaeva', 'Tsvetayeva', 'wdtnftdf']],
  ['Чайковский', ['Tchaikovsky', 'Chaykovskiy', 'Tschaikowski', 'xfqrjdcrbq']],
  ['Жуков', ['Zhukov', ';erjd']],
  ['Юшкевич', ['Yushkevich', 'Iushkevich', 'Juschkewitsch', '.irtdbx']],
])('%s', (lastName, spellings) => {
  it.each(spellings)('as %s', (spelling) => {
    const find = findersOf(lastName);
    for (let length = 2; length <= spelling.length; length += 1) {
      const typed = spelling.slice(0, length);
      expect([typed, find(typed).includes(1)]).toEqual([typed, true]);
    }
  });
});

it.each(['qqqqqqq', 'ыыыы', 'xyzxyz', 'ъъъ', 'nobody'])('%s finds nobody', (query) => {
  expect(findersOf('Щербаков', 'Shcherbakov', 'Цой', 'Квашнина')(query)).toEqual([]);
});
