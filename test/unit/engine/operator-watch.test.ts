/** Whether an operator of this station is used elsewhere too, and at what price that is known. */
import { describe, expect, it, vi } from 'vitest';
import { People } from '../../../renderer/engine/people.ts';
import { OperatorWatch } from '../../../renderer/engine/sync/operator-watch.ts';
import { badgeRow, become, letIn, operation, person, state, TABLES } from '../sync/made-up.ts';

function session() {
  const people = new People(() => undefined);
  people.setTables(TABLES);
  people.takeRows('participants', [person(1), person(2)]);
  people.takeRows('badges', [badgeRow(40, 1)]);
  const watch = new OperatorWatch(people);
  watch.begin();
  return { people, watch };
}

describe('an operator', () => {
  it('is not shared by badges of before, of others, or of this station', () => {
    const { people, watch } = session();
    const mine = operation(1, 'id:1', letIn());
    people.takeOperations([mine]);
    people.takeRows('badges', [badgeRow(50, 1), badgeRow(51, 2, { OperatorId: 8 }), badgeRow(39, 2)]);
    expect(watch.isShared(7)).toBe(false);
    people.takeOperations([become(mine, state('accepted', 50))]);
    expect(watch.isShared(7)).toBe(false);
    people.takeOperations([become(mine, state('done', 50))]);
    expect([watch.isShared(7), watch.isShared(8)]).toEqual([false, true]);
  });

  it('is shared from another desk’s first badge on', () => {
    const { people, watch } = session();
    people.takeRows('badges', [badgeRow(50, 2)]);
    expect(watch.isShared(7)).toBe(true);
    people.takeRows('badges', [badgeRow(52, 2)]);
    expect(watch.isShared(7)).toBe(true);
  });

  it('is shared when what could have made a badge has another one', () => {
    const { people, watch } = session();
    const mine = operation(1, 'id:1', letIn());
    people.takeOperations([mine]);
    people.takeRows('badges', [badgeRow(50, 1)]);
    expect(watch.isShared(7)).toBe(false);
    people.takeOperations([become(mine, state('done', 51))]);
    expect(watch.isShared(7)).toBe(true);
  });

  it('invariant 12: to know it costs nothing that grows with the event', () => {
    const { people, watch } = session();
    const looks = [
      vi.spyOn(people.replica, 'of'),
      vi.spyOn(people.replica, 'rowsOf'),
      vi.spyOn(people.replica.people, 'keys'),
    ];
    people.takeOperations([operation(1, 'id:1', letIn())]);
    looks.forEach((look) => look.mockClear());
    watch.begin();
    watch.isShared(7);
    expect(looks.map((look) => look.mock.calls.length)).toEqual([0, 0, 0]);
  });
});
