import { describe, expect, it } from 'vitest';
import { findSimilarPeople } from '../../../renderer/engine/lookalikes.ts';
import { People } from '../../../renderer/engine/people.ts';
import type { Scalar } from '../../../shared/ruvents/rows.ts';
import { operation, person, REMOVE, walkIn } from '../sync/made-up.ts';

function find(fields: Readonly<Record<string, Scalar>>) {
  const people = new People(() => undefined);
  people.takeRows('participants', [
    person(1, { LastName: 'Орлова', FirstName: 'Анна' }, { Email: 'Anna@Example.com', Phone: '79001234567' }),
    person(2, { LastName: 'Орлов', FirstName: 'Иван' }, { Email: 'nomail5@x.example', Phone: '9007654321' }),
    person(
      3,
      { LastName: 'Семёнов', FirstName: 'Пётр' },
      { Locales: { en: { LastName: 'Semenov', FirstName: 'Petr' } } },
    ),
    person(4, { LastName: 'Удалённый', FirstName: 'Пётр' }),
  ]);
  people.takeOperations([
    operation(1, 'id:4', REMOVE),
    operation(2, 'local:operation-2', walkIn({ LastName: 'Новый', FirstName: 'Яков', Email: 'new@example.com' })),
  ]);
  return findSimilarPeople(people, fields).map(({ row, because }) => `${row.key} ${because}`);
}

describe('people who look like a walk-in', () => {
  it('have the same email, whatever its case', () => {
    expect(find({ Email: ' anna@example.COM ' })).toEqual(['id:1 email']);
    expect(find({ Email: 'anna@example.co' })).toEqual([]);
  });

  it('have the same phone, however it is written', () => {
    for (const phone of ['+7 (900) 123-45-67', '8 900 123-45-67', '79001234567', '9001234567', 89001234567]) {
      expect([phone, find({ Phone: phone })]).toEqual([phone, ['id:1 phone']]);
    }
    expect(find({ Phone: '+7 900 765-43-21' })).toEqual(['id:2 phone']);
    expect(find({ Phone: '4567' })).toEqual([]);
  });

  it('have the same last and first name in either locale', () => {
    expect(find({ LastName: 'орлова', FirstName: 'АННА' })).toEqual(['id:1 name']);
    expect(find({ LastName: 'Semenov', FirstName: 'Petr' })).toEqual(['id:3 name']);
    expect(find({ LastName: 'Орлова', FirstName: 'Анжела' })).toEqual([]);
    expect(find({ LastName: 'Орлова' })).toEqual([]);
  });

  it('may have walked in a moment ago, and are not those who were removed', () => {
    expect(find({ LastName: 'Новый', FirstName: 'Яков' })).toEqual(['local:operation-2 name']);
    expect(find({ LastName: 'Удалённый', FirstName: 'Пётр' })).toEqual([]);
  });

  it('are named once, for the best reason, and not by a generated address', () => {
    const all = { Email: 'anna@example.com', Phone: '79001234567', LastName: 'Орлова', FirstName: 'Анна' };
    expect(find(all)).toEqual(['id:1 email']);
    expect(find({ Email: 'nomail5@x.example' })).toEqual([]);
    expect(find({})).toEqual([]);
  });
});
