import { describe, expect, it } from 'vitest';
import { readAttention, settlementsOf } from '../../../renderer/engine/attention.ts';
import { People } from '../../../renderer/engine/people.ts';
import type { Operation, OperationState } from '../../../shared/operations/operation.ts';
import { become, letIn, operation, person, setStatus, state, TABLES, walkIn } from '../sync/made-up.ts';

function withPeople(...operations: readonly Operation[]): People {
  const people = new People(() => undefined);
  people.setTables(TABLES);
  people.takeRows('participants', [person(1), person(2, { LastName: 'Орлова' })]);
  people.takeOperations(operations);
  return people;
}

function itemsOf(...operations: readonly Operation[]) {
  return readAttention(withPeople(...operations));
}

function ambiguous(...candidates: readonly number[]): { readonly state: OperationState } {
  return { state: { name: 'attention', reason: { why: 'ambiguous', candidates: [...candidates] } } };
}

describe('what waits for a person', () => {
  it('comes in journal order, with the person as now known and how many it holds up', () => {
    const items = itemsOf(
      operation(4, 'id:1', setStatus(3), { state: state('attention') }),
      operation(1, 'local:operation-1', walkIn({ LastName: 'Новая' }), { state: state('attention') }),
      operation(2, 'local:operation-1', letIn()),
      operation(3, 'id:2', setStatus(2)),
      operation(5, 'id:9', setStatus(2), { state: state('attention') }),
    );
    expect(items.map((item) => [item.operation.seq, item.view?.id, item.holdsUp])).toEqual([
      [1, undefined, 1],
      [4, 1, 0],
      [5, undefined, 0],
    ]);
  });

  it('when several people could be the walk-in, says who they are, as far as they are known', () => {
    const [item] = itemsOf(operation(1, 'local:operation-1', walkIn({ LastName: 'Орлова' }), ambiguous(2, 404, 1)));
    expect(item?.candidates).toEqual([
      expect.objectContaining({ key: 'id:2', id: 2, name: 'Орлова Имя', email: 'person2@example.com' }),
      expect.objectContaining({ key: 'id:1', id: 1, name: 'Фамилия1 Имя' }),
    ]);
  });

  it('candidates for a badge are badges: nobody is named for their numbers', () => {
    const [badge, refused] = itemsOf(
      operation(1, 'id:1', letIn(), ambiguous(1, 2)),
      operation(2, 'id:1', setStatus(2), { state: state('attention') }),
    );
    expect([badge, refused].map((item) => item !== undefined && 'candidates' in item)).toEqual([false, false]);
  });

  it('invariant 4: a row that another record has by now is no candidate any more', () => {
    const [badge] = itemsOf(
      operation(1, 'id:1', letIn(), ambiguous(50, 51, 52)),
      operation(2, 'id:1', letIn(), { state: state('accepted', 50) }),
      operation(3, 'id:1', letIn(), { state: state('done', 52) }),
    );
    expect(badge?.operation.state).toEqual(ambiguous(51).state);
    const [walkedIn] = itemsOf(
      operation(1, 'local:operation-1', walkIn({ LastName: 'Орлова' }), ambiguous(2, 1)),
      operation(2, 'local:operation-2', walkIn({ LastName: 'Орлова' }), { state: state('accepted', 2) }),
    );
    expect([walkedIn?.operation.state, walkedIn?.candidates?.map(({ id }) => id)]).toEqual([ambiguous(1).state, [1]]);
  });
});

describe('a walk-in that was refused', () => {
  const fields = { LastName: 'Иная', FirstName: 'Анна', Email: 'PERSON2@example.com' };
  const refused = operation(1, 'local:operation-1', walkIn(fields, 3), { state: state('attention') });
  const badge = operation(2, 'local:operation-1', letIn());

  it('may be whoever has the same email, and nobody when it has none', () => {
    const [item] = itemsOf(refused, operation(2, 'local:operation-2', walkIn({ Email: 'person2@example.com' })));
    expect(item?.candidates).toEqual([expect.objectContaining({ id: 2, name: 'Орлова Имя' })]);
    const candidatesOf = (Email: string) =>
      itemsOf({ ...refused, intent: walkIn({ ...fields, Email }) }).map((one) => one.candidates);
    expect([candidatesOf('nobody@example.com'), candidatesOf('')]).toEqual([[[]], [[]]]);
  });

  it('tells what giving it up would withdraw, also what itself waits for a decision', () => {
    const foreign = operation(3, 'id:2', letIn());
    const waiting = operation(4, 'local:operation-1', setStatus(2), { state: state('attention') });
    const [item] = itemsOf(refused, badge, foreign, waiting);
    expect(item?.takesAlong?.map((one) => one.id)).toEqual(['operation-2', 'operation-4']);
  });

  it('is sent again with corrected fields', () => {
    expect(
      settlementsOf(withPeople(refused), refused, { take: 'corrected', fields: { Email: 'a@example.com' } }),
    ).toEqual([{ action: 'resend', id: 'operation-1', fields: { Email: 'a@example.com' } }]);
  });

  it('that is somebody whose row is here leaves that row as it is, and the badge follows to them', () => {
    const people = withPeople(refused, badge);
    const settlements = settlementsOf(people, refused, { take: 'candidate', serverId: 2 });
    expect(settlements).toEqual([
      { action: 'accepted', id: 'operation-1', serverId: 2 },
      { action: 'done', id: 'operation-1' },
    ]);
    people.takeOperations([become(refused, state('done', 2))]);
    expect(people.viewOf('local:operation-1')).toMatchObject({
      id: 2,
      ru: { LastName: 'Орлова', FirstName: 'Имя' },
      flat: { Email: 'person2@example.com' },
      statuses: [{ statusId: 1, pending: false }],
      badges: [{ pending: true }],
      open: [{ id: 'operation-2' }],
    });
    // somebody who is not here yet is shown by what was typed, until they come
    expect(settlementsOf(people, refused, { take: 'candidate', serverId: 404 })).toEqual([
      { action: 'accepted', id: 'operation-1', serverId: 404 },
    ]);
  });
});

describe('a decision', () => {
  it('becomes a settlement', () => {
    const badge = operation(1, 'id:1', letIn(), ambiguous(5));
    expect(
      ([{ take: 'mine' }, { take: 'theirs' }, { take: 'retry' }, { take: 'candidate', serverId: 5 }] as const).map(
        (one) => settlementsOf(withPeople(), badge, one),
      ),
    ).toEqual([
      [{ action: 'withdraw', id: 'operation-1', because: 'settled' }],
      [{ action: 'withdraw', id: 'operation-1', because: 'settled' }],
      [{ action: 'resend', id: 'operation-1' }],
      [{ action: 'accepted', id: 'operation-1', serverId: 5 }],
    ]);
  });
});
