import { describe, expect, it } from 'vitest';
import { readAttention, settlementOf } from '../../../renderer/engine/attention.ts';
import { People } from '../../../renderer/engine/people.ts';
import type { Operation, OperationState } from '../../../shared/operations/operation.ts';
import { letIn, operation, person, setStatus, state, TABLES, walkIn } from '../sync/made-up.ts';

function itemsOf(...operations: readonly Operation[]) {
  const people = new People(() => undefined);
  people.setTables(TABLES);
  people.takeRows('participants', [person(1), person(2, { LastName: 'Орлова' })]);
  people.takeOperations(operations);
  return readAttention(people);
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
});

describe('a decision', () => {
  it('becomes a settlement', () => {
    expect(
      ([{ take: 'mine' }, { take: 'theirs' }, { take: 'retry' }, { take: 'candidate', serverId: 5 }] as const).map(
        (one) => settlementOf('operation-1', one),
      ),
    ).toEqual([
      { action: 'withdraw', id: 'operation-1', because: 'settled' },
      { action: 'withdraw', id: 'operation-1', because: 'settled' },
      { action: 'resend', id: 'operation-1' },
      { action: 'accepted', id: 'operation-1', serverId: 5 },
    ]);
  });
});
