import { describe, expect, it } from 'vitest';
import { People } from '../../../renderer/engine/people.ts';
import { Replica } from '../../../renderer/engine/replica/replica.ts';
import type { ParticipantKey } from '../../../shared/operations/operation.ts';
import {
  badgeRow,
  become,
  letIn,
  operation,
  person,
  REMOVE,
  setFields,
  setStatus,
  state,
  TABLES,
  walkIn,
} from '../sync/made-up.ts';

function makePeople() {
  const changes: (readonly ParticipantKey[])[] = [];
  const people = new People((keys) => changes.push(keys));
  people.setTables(TABLES);
  return { people, changes, find: (query: string) => people.index.search(query, 100).keys };
}

describe('the replica', () => {
  it('takes the last word on an Id, and says what was news', () => {
    const replica = new Replica();
    expect(replica.take('participants', [person(1), person(2), person(1)])).toEqual({
      fresh: [person(1), person(2)],
      people: [1, 2],
    });
    const changed = person(1, { LastName: 'Новая' });
    expect(replica.take('participants', [changed, person(2)])).toEqual({ fresh: [changed], people: [1] });
    expect(replica.of(1).row).toEqual(changed);
  });

  it('keeps badges and order items by person, also of people who have not come yet', () => {
    const replica = new Replica();
    expect(replica.take('badges', [badgeRow(5, 1), badgeRow(6, 2), badgeRow(5, 1)]).people).toEqual([1, 2]);
    replica.take('orderitems', [{ Id: 5, UserId: 1, ProductId: 2, Paid: true }]);
    replica.take('orderitems', [{ Id: 5, UserId: 1, ProductId: 2, Paid: false }]);
    expect(replica.of(1)).toEqual({
      row: null,
      badges: [badgeRow(5, 1)],
      orderItems: [{ Id: 5, UserId: 1, ProductId: 2, Paid: false }],
    });
    expect([replica.hasBadges(2), replica.hasBadges(3)]).toEqual([true, false]);
    replica.clear();
    expect(replica.of(1)).toEqual({ row: null, badges: [], orderItems: [] });
  });
});

describe('people', () => {
  it('are seen and found as they were on the server until an operation is made', () => {
    const { people, find } = makePeople();
    people.takeRows('participants', [person(1, { LastName: 'Орлова' })]);
    expect(people.rowOf('id:1')).toMatchObject({ name: 'Орлова Имя', statusId: 1, pending: false, arrived: false });
    expect(find('орлова')).toEqual(['id:1']);
  });

  it('are found as they are seen, as soon as an operation is made', () => {
    const { people, find } = makePeople();
    people.takeRows('participants', [person(1, { LastName: 'Орлова' }), person(2)]);
    people.takeOperations([operation(1, 'id:1', setFields({ LastName: 'Соколова' })), operation(2, 'id:2', REMOVE)]);
    expect([find('орлова'), find('соколова'), find('фамилия2')]).toEqual([[], ['id:1'], []]);
    expect(people.rowOf('id:1')).toMatchObject({ name: 'Соколова Имя', pending: true });
    people.takeOperations([become(operation(2, 'id:2', REMOVE), state('withdrawn'))]);
    expect(find('фамилия2')).toEqual(['id:2']);
  });

  it('who walk in are found at once, and once only after the server gave them an Id', () => {
    const { people, changes, find } = makePeople();
    const create = operation(1, 'local:operation-1', walkIn({ LastName: 'Орлова', Email: 'o@example.com' }));
    people.takeOperations([create]);
    expect(find('орлова')).toEqual(['local:operation-1']);
    people.takeOperations([become(create, state('accepted', 81))]);
    expect(find('орлова')).toEqual(['id:81']);
    expect(people.viewOf('local:operation-1')).toMatchObject({ key: 'id:81', id: 81 });
    expect(new Set(changes.at(-1))).toEqual(new Set(['local:operation-1', 'id:81']));
    people.takeRows('participants', [person(81, { LastName: 'Орлова' })]);
    expect(find('орлова')).toEqual(['id:81']);
  });

  it('invariant 2: an accepted operation stays in sight while the server still shows the old value', () => {
    const { people } = makePeople();
    people.takeRows('participants', [person(1)]);
    const status = operation(1, 'id:1', setStatus(3));
    people.takeOperations([status]);
    people.takeOperations([become(status, state('accepted'))]);
    people.takeRows('participants', [person(1, { FirstName: 'Другое' })]); // a pull from before
    expect(people.viewOf('id:1')?.statuses[0]?.statusId).toBe(3);
    people.takeOperations([become(status, state('done'))]);
    expect(people.viewOf('id:1')?.statuses[0]?.statusId).toBe(1);
  });

  it('whose status has a higher priority come first, whether it is on the server or only here', () => {
    const { people, find } = makePeople();
    people.takeRows('participants', [
      person(1, { LastName: 'Орлова', FirstName: 'Анна' }),
      person(2, { LastName: 'Орлова', FirstName: 'Белла' }, { Statuses: [{ PartId: null, StatusId: 2 }] }),
      person(3, { LastName: 'Орлова', FirstName: 'Вера' }),
    ]);
    people.takeOperations([operation(1, 'id:3', setStatus(3))]);
    expect(find('орлова')).toEqual(['id:3', 'id:2', 'id:1']);
  });

  it('are found as they are seen after the statuses of the event have changed', () => {
    const { people, find } = makePeople();
    people.takeRows('participants', [person(1, { LastName: 'Орлова' }), person(2, { LastName: 'Орлова' }), person(3)]);
    people.takeOperations([
      operation(1, 'id:1', setFields({ LastName: 'Соколова' })),
      operation(2, 'id:3', REMOVE),
      operation(3, 'local:operation-3', walkIn({ LastName: 'Соколова' }, 2)),
    ]);
    people.setTables({ ...TABLES, statuses: TABLES.statuses.map((status) => ({ ...status, Priority: -status.Id })) });
    expect([find('орлова'), find('фамилия3')]).toEqual([['id:2'], []]);
    expect(find('соколова')).toEqual(['id:1', 'local:operation-3']);
  });

  it('with a generated address have none to be shown or found by', () => {
    const { people, find } = makePeople();
    people.takeRows('participants', [person(1, {}, { Email: 'nomail123@runet.example' })]);
    expect([people.rowOf('id:1')?.email, find('nomail123'), find('runet')]).toEqual(['', [], []]);
    people.takeOperations([operation(1, 'id:1', setStatus(2))]);
    expect(find('nomail123')).toEqual([]);
  });

  it('who are gone are neither seen nor found', () => {
    const { people, changes, find } = makePeople();
    people.takeRows('participants', [person(1)]);
    people.takeRemoved([1]);
    expect([people.viewOf('id:1'), people.rowOf('id:1'), find('фамилия1'), changes.at(-1)]).toEqual([
      null,
      null,
      [],
      ['id:1'],
    ]);
  });

  it('have arrived by a badge of the current part', () => {
    const { people } = makePeople();
    people.setTables({
      ...TABLES,
      parts: [
        { Id: 5, Title: 'A' },
        { Id: 6, Title: 'B' },
      ],
    });
    people.takeRows('participants', [
      person(
        1,
        {},
        {
          Statuses: [
            { PartId: 5, StatusId: 1 },
            { PartId: 6, StatusId: 3 },
          ],
        },
      ),
    ]);
    people.takeRows('badges', [badgeRow(9, 1, { PartId: 5 })]);
    people.setCurrentPart(6);
    expect(people.rowOf('id:1')).toMatchObject({ arrived: false, statusId: 3 });
    people.takeOperations([operation(1, 'id:1', letIn(6))]);
    expect(people.rowOf('id:1')?.arrived).toBe(true);
    people.setCurrentPart(5);
    expect(people.rowOf('id:1')).toMatchObject({ arrived: true, statusId: 1 });
  });

  it('invariant 12: a change touches those whom it is about, and an answer that brings nothing new nobody', () => {
    const { people, changes } = makePeople();
    people.takeRows(
      'participants',
      Array.from({ length: 50 }, (_, index) => person(index + 1)),
    );
    changes.length = 0;
    people.takeRows('participants', [person(7), person(8, { LastName: 'Новая' })]);
    people.takeRows('participants', [person(7)]);
    people.takeRows('badges', [badgeRow(1, 9)]);
    people.dropOperations(['unknown']);
    expect(changes).toEqual([['id:8'], ['id:9']]);
  });
});
