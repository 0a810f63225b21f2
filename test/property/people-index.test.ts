/** The index of people against a naive reference. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asked, PeopleIndex, type PersonText, type Rank } from '../../shared/search/people.ts';
import { beginningOf, distancesOf, wholeOf } from '../../shared/search/distance.ts';
import type { FrozenPeople } from '../../shared/search/frozen.ts';
import { runThrough } from '../../shared/search/order.ts';
import { alignment, costByPlan, type Known, type Place, rankOf, searchNaively } from './search-reference.ts';

const lastName = fc.constantFrom(
  'Иванов',
  'Ivanov',
  'Ивановский',
  'Щербаков',
  'Shcherbakov',
  'Римский-Корсаков',
  'Юдин',
  'Хрущёв',
  'Ли',
  'Смит',
  'Smith',
  '',
);
const firstName = fc.constantFrom(
  'Иван',
  'Александр',
  'Александра',
  'Alexander',
  'Анна-Мария',
  'Саша',
  'Юлия',
  'Julia',
  'Пётр',
  '',
);
const person: fc.Arbitrary<PersonText> = fc.record({
  lastNames: fc.array(lastName, { maxLength: 2 }),
  firstNames: fc.array(firstName, { maxLength: 2 }),
  fatherNames: fc.array(fc.constantFrom('Иванович', 'Александровна'), { maxLength: 1 }),
  companies: fc.array(fc.constantFrom('ООО «Роза-Ветров»', 'Вектор-12', 'X5', 'Иванов и партнёры'), { maxLength: 2 }),
  positions: fc.array(fc.constantFrom('Врач-терапевт', 'Директор', 'инженер 2 категории'), { maxLength: 1 }),
  email: fc.constantFrom('', 'ivan.petrov83@example.com', 'anna-1@rosa.example', 'no at'),
  phone: fc.constantFrom('', '+7 900 123-45-67', '89001234568', '9001234567', '+84912345678', '123'),
  id: fc.option(fc.constantFrom(7, 12, 123, 1234, 100007)),
  codes: fc.array(fc.constantFrom('A1-B2', '0042', ''), { maxLength: 1 }),
});
const place: fc.Arbitrary<Place> = fc.record({
  weight: fc.integer({ min: -1, max: 2 }),
  hasArrived: fc.boolean(),
  traits: fc.constantFrom('', 'a', 'b'),
});
const known: fc.Arbitrary<Known> = fc.record({ text: person, place });

const typed = fc.constantFrom(
  ...[
    'иванов',
    'ива ан',
    'Ivanov',
    'bdfyjd',
    'bdfyjd cfif',
    'щербаков',
    'sherb',
    'Scherbakov alex',
    'сщербаков',
    'щебраков иван',
  ],
  ...[
    'саша',
    'сашка ив',
    'ал',
    'юля',
    'julya',
    'римскийкорсаков',
    'римский корсаков',
    'корсаков',
    'анна',
    'аннамария',
    'хрущов',
  ],
  ...[
    'роза',
    'x5',
    'вектор 12',
    'вектор12',
    'petrov83',
    'ivan.petrov83@example.com',
    'rosa.example',
    '@',
    '-',
    '',
    ' . ',
    ',',
    ';',
  ],
  ...[
    '8 (900) 123-45-67',
    '8900',
    '123-45',
    '4568',
    '12',
    '7',
    '100007',
    '0042',
    'a1-b2',
    'a1b2',
    '+84912',
    'иванов 8900',
  ],
  ...['иванову ивану', 'юлиной', 'смиту', 'иван смит роза лютик', 'ззззз', 'Ивaнов', 'Иванjd', 'kusnezow', 'джулия'],
  ...[
    'ивановиван',
    'ивано в',
    'bdfyjdbdfy',
    'щер баков саша',
    'ли алексан',
    'иванов ап',
    'ян',
    '.lby',
    'x;je',
    'глдб',
    'bdyjd',
    'ооо',
    'ооо роза',
  ],
  ...['ивнов', 'ивановн', 'ианов', 'smiht', 'ыьшер', 'dhfx', 'врач тер', 'инженер 2', 'гл', 'ли', 'лти'],
);
const letters = fc
  .array(fc.constantFrom(...Array.from('иванощербкюляsmithхьё .-,1280')), { maxLength: 10 })
  .map((all) => all.join(''));
const query = fc.oneof({ weight: 3, arbitrary: typed }, { weight: 1, arbitrary: letters });

const change = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('put' as const), key: fc.nat(14), known }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('place' as const), key: fc.nat(14), place }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), key: fc.nat(14) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('watch' as const), query, filter: fc.constantFrom(null, 'a') }) },
  // everybody is frozen and thawed, by what the index has of them or by their texts
  { weight: 1, arbitrary: fc.record({ do: fc.constant('thaw' as const), byText: fc.boolean() }) },
);

describe('PeopleIndex', () => {
  it('finds whom a naive search finds, best first, and keeps the total true', () => {
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 30 }),
        query,
        fc.integer({ min: 0, max: 15 }),
        (changes, text, limit) => {
          const index = makeIndex();
          const people = new Map<number, Known>();
          let plan: ReturnType<typeof searchNaively>['asked'] = [];
          let wanted: string | null = null;
          let asked: { readonly query: string; readonly filter: string | null } | null = null;
          for (const one of changes) {
            const before = 'key' in one ? people.get(one.key) : undefined;
            if (one.do === 'put') {
              index.put(one.key, one.known.text, JSON.stringify(one.known.place));
              people.set(one.key, one.known);
            } else if (one.do === 'place') {
              index.setTraits(one.key, JSON.stringify(one.place));
              if (before !== undefined) people.set(one.key, { ...before, place: one.place });
            } else if (one.do === 'remove') {
              index.remove(one.key);
              people.delete(one.key);
            } else {
              if (one.do === 'thaw') index.thaw(freeze(index, people, one.byText));
              else asked = one;
              if (asked !== null) {
                wanted = asked.filter;
                index.watch(ask(asked.query, wanted), 5);
                plan =
                  wanted !== null && asked.query.trim() === ''
                    ? [{ words: [], forgiving: 'nothing', extra: 0 }] // a filter alone lets everybody through whom it wants
                    : searchNaively(withTraits(people, wanted), asked.query).asked;
              }
            }
            const expected = [...withTraits(people, wanted)].filter(([, other]) => costByPlan(other, plan) !== null);
            expect(index.total).toBe(expected.length);
            expect(index.size).toBe(people.size);
            for (const key of people.keys()) expect(index.matches(key)).toBe(expected.some(([other]) => other === key));
          }
          const expected = searchNaively(people, text);
          const found = index.search(text, limit);
          expect(found.total).toBe(expected.keys.length);
          const rank = (key: number) => rankOf(people.get(key)!, expected.costs.get(key) ?? NaN);
          expect(found.keys.map(rank)).toEqual(expected.keys.slice(0, limit).map(rank));
          expect(new Set(found.keys).size).toBe(found.keys.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('compares two people as the results order them', () => {
    fc.assert(
      fc.property(fc.array(known, { minLength: 2, maxLength: 12 }), query, (people, text) => {
        const index = makeIndex();
        people.forEach((one, key) => index.put(key, one.text, JSON.stringify(one.place)));
        const { keys } = index.watch(text, 100);
        for (let at = 1; at < keys.length; at += 1) expect(index.compare(keys[at - 1]!, keys[at]!)).toBeLessThan(0);
      }),
      { numRuns: 200 },
    );
  });
});

describe('distancesOf', () => {
  it('is the optimal string alignment, as far as it is asked for', () => {
    const word = fc.array(fc.constantFrom(...Array.from('абв')), { maxLength: 9 }).map((all) => all.join(''));
    fc.assert(
      fc.property(word, word, fc.constantFrom(1, 2), (a, b, most) => {
        const distances = distancesOf(a, b, most);
        const beginnings = Array.from({ length: b.length + 1 }, (_, length) => alignment(a, b.slice(0, length)));
        expect(wholeOf(distances)).toBe(Math.min(most + 1, alignment(a, b)));
        expect(beginningOf(distances)).toBe(Math.min(most + 1, ...beginnings));
      }),
      { numRuns: 3000 },
    );
  });
});

function freeze(index: PeopleIndex<number>, people: ReadonlyMap<number, Known>, byText: boolean): FrozenPeople {
  const freezer = index.freezer();
  for (const key of [...people.keys()].sort((a, b) => a - b)) {
    const { text, place: traits } = people.get(key)!;
    expect(freezer.add(key, byText ? text : null, JSON.stringify(traits))).toBe(true);
  }
  expect(freezer.add(99, null, '')).toBe(false);
  return runThrough(freezer.finish());
}

function makeIndex(): PeopleIndex<number> {
  const index = new PeopleIndex<number>();
  index.setRanking((traits) => JSON.parse(traits) as Rank);
  return index;
}

function ask(text: string, wanted: string | null): Asked {
  const filter = wanted === null ? null : (traits: string) => (JSON.parse(traits) as Place).traits === wanted;
  return { text, filter, alternatives: [] };
}

function withTraits(people: ReadonlyMap<number, Known>, wanted: string | null): ReadonlyMap<number, Known> {
  return new Map(
    [...people].filter(
      ([
        ,
        {
          place: { traits },
        },
      ]) => wanted === null || traits === wanted,
    ),
  );
}
