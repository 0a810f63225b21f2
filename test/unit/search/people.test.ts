import { describe, expect, it } from 'vitest';
import { normalise, PeopleIndex, type PersonText } from '../../../shared/search/people.ts';

function personText(changes: Partial<PersonText>): PersonText {
  return { names: [], others: [], email: '', phone: '', id: null, weight: 0, ...changes };
}

function find(people: Readonly<Record<string, Partial<PersonText>>>, query: string): readonly string[] {
  const index = new PeopleIndex<string>();
  for (const [key, person] of Object.entries(people)) index.put(key, personText(person));
  return index.search(query, 10).keys;
}

describe('search', () => {
  const anna = { names: ['Орлова Анна Сергеевна', 'Orlova Anna'], others: ['ООО «Ромашка»', 'Врач-терапевт'] };

  it('finds by the beginnings of words, in any order and either locale', () => {
    const queries = [
      'орл',
      'анна орлова',
      'ОРЛОВА а',
      'orl',
      'anna орл',
      'ромаш',
      'терапевт',
      '«ромашка»',
      'орлова, анна',
    ];
    expect(queries.map((query) => find({ anna }, query).length)).toEqual(queries.map(() => 1));
    expect([find({ anna }, 'лова'), find({ anna }, 'анна петрова'), find({ anna }, ''), find({ anna }, ' . ')]).toEqual(
      [[], [], [], []],
    );
  });

  it('takes ё for е', () => {
    expect(find({ a: { names: ['Семёнов'] } }, 'семенов')).toEqual(['a']);
    expect(find({ a: { names: ['Семенов'] } }, 'СЕМЁНОВ')).toEqual(['a']);
  });

  it('finds by email and its domain', () => {
    const people = { a: { email: 'anna.orlova@rosa-maria.example' } };
    expect(['anna.orl', 'rosa', 'maria', 'anna.orlova@rosa-maria.example'].map((query) => find(people, query))).toEqual(
      Array.from({ length: 4 }, () => ['a']),
    );
  });

  it('finds by a part of the phone, however it is written', () => {
    const people = { a: { phone: '+7 (900) 123-45-67' } };
    const queries = ['4567', '900 123', '+7 900 123-45-67', '89001234567', '8 (900) 123-45-67', '123-45-67'];
    expect(queries.map((query) => [query, find(people, query)])).toEqual(queries.map((query) => [query, ['a']]));
    expect(find(people, '67')).toEqual([]); // two digits say nothing
  });

  it('finds a Russian number from the third digit on, however it is typed and stored', () => {
    const stored = [
      '+7 (900) 123-45-67',
      '8 900 123-45-67',
      '79001234567',
      '89001234567',
      '9001234567',
      '(900) 1234567',
    ];
    const typed = [
      ...['890', '8 90', '8(90', '8-900', '8900123', '8 900 1', '8 (900) 123-45-67', '89001234567'],
      ...['790', '7 90', '+790', '+7 90', '+7 (9)0', '+7900', '+7 900 123', '7 900 123-45-67', '+79001234567'],
      ...['900', '9001234567', '123-45-67'],
    ];
    const missed = stored.flatMap((phone) =>
      typed.filter((query) => find({ a: { phone } }, query).length === 0).map((query) => [phone, query]),
    );
    expect(missed).toEqual([]);
  });

  it('takes a leading 8 for Russia only where a number begins, and not after a plus', () => {
    expect(find({ a: { phone: '+7 900 790 12 34' } }, '8901')).toEqual([]);
    expect(find({ a: { phone: '+7 900 123 45 67' } }, '+8900')).toEqual([]);
    expect(find({ a: { phone: '+84 912 345 678' } }, '+84912')).toEqual(['a']);
    expect(find({ a: { phone: '+84 912 345 678' } }, '84912345678')).toEqual(['a']);
    expect(find({ a: { phone: '+7 900 123 45 67' } }, '8 9')).toEqual([]); // two digits say nothing
  });

  it('finds by name and phone together', () => {
    const people = { a: { names: ['Орлова'], phone: '+79001234567' }, b: { names: ['Орлова'], phone: '+79111234567' } };
    expect([find(people, 'орлова 8900'), find(people, 'орлова +7911'), find(people, '8900 орл')]).toEqual([
      ['a'],
      ['b'],
      ['a'],
    ]);
  });

  it('signs without a digit find nobody', () => {
    expect(
      ['+()()', '+-----', '( - )'].flatMap((query) => find({ a: { names: ['Орлова'], phone: '1' } }, query)),
    ).toEqual([]);
  });

  it('puts whole names before beginnings, those before the rest, and higher statuses before lower ones', () => {
    const people = {
      company: { names: ['Петров'], others: ['Иванов и партнёры'] },
      longer: { names: ['Ивановский'], weight: 9 },
      low: { names: ['Иванов Пётр'], weight: 1 },
      high: { names: ['Иванов Яков'], weight: 5 },
    };
    expect(find(people, 'иванов')).toEqual(['high', 'low', 'longer', 'company']);
  });

  it('does not take a whole word of a company for a whole name', () => {
    const people = {
      company: { names: ['Ивановский'], others: ['Иванов'], weight: 0 },
      name: { names: ['Иванов'], weight: -1 },
    };
    expect(find(people, 'иванов')).toEqual(['name', 'company']);
  });

  it('puts the person with the very Id first', () => {
    const people = {
      longer: { names: ['А'], id: 12345, weight: 9 },
      phone: { names: ['Б'], phone: '79001234567', weight: 9 },
      exact: { names: ['В'], id: 1234 },
    };
    expect(find(people, '1234')[0]).toBe('exact');
  });

  it('normalises what separates words', () => {
    expect(normalise('  «Роза—Ветров»,\tООО/ЗАО (РФ) ')).toBe('роза ветров ооо зао рф');
  });
});

describe('the total of what is watched', () => {
  it('follows people as they come, change and go', () => {
    const index = new PeopleIndex<string>();
    index.put('a', personText({ names: ['Иванов'] }));
    expect(index.watch('иванов', 10)).toEqual({ keys: ['a'], total: 1 });
    index.put('b', personText({ names: ['Иванова'] }));
    expect(index.total).toBe(2);
    index.put('b', personText({ names: ['Петрова'] }));
    index.remove('nobody');
    expect(index.total).toBe(1);
    index.remove('a');
    expect([index.total, index.size]).toEqual([0, 1]);
    index.watch('', 10);
    expect(index.total).toBe(0);
  });
});
