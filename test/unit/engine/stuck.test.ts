/** What is unsent and does not move by itself: "safe to close?" must not say for ever that it is being sent. */
import { describe, expect, it } from 'vitest';
import { People } from '../../../renderer/engine/people.ts';
import { countStuck } from '../../../renderer/engine/sync/stuck.ts';
import type { Operation } from '../../../shared/operations/operation.ts';
import type { Feed } from '../../../shared/ruvents/rows.ts';
import {
  become,
  EMPTY_FENCE,
  HANDED_OVER,
  letIn,
  operation,
  person,
  setStatus,
  state,
  walkIn,
} from '../sync/made-up.ts';

function count(operations: readonly Operation[], ...off: readonly Feed[]): number {
  const people = new People(() => undefined);
  people.takeRows('participants', [person(1), person(2)]);
  people.takeOperations(operations);
  return countStuck(people, new Set(off));
}
const lost = (of: Operation): Operation =>
  become(become(of, state('sending')), { name: 'uncertain', message: '', fence: EMPTY_FENCE });

const change = operation(1, 'id:1', setStatus(2));
const badge = operation(2, 'id:1', letIn());
const otherBadge = operation(3, 'id:2', letIn());
const created = operation(4, 'local:op-4', walkIn({ LastName: 'Птица' }));

describe('without the list of people', () => {
  it('changes wait, and what stands on them; the rest leaves', () => {
    expect(count([change, badge, otherBadge, created], 'participants')).toBe(2);
    expect(count([change, badge, otherBadge, created])).toBe(0);
  });
  it('nobody can tell what became of a lost answer', () => {
    expect(count([lost(created), lost(otherBadge)], 'participants')).toBe(1);
    expect(count([lost(created), lost(otherBadge)], 'badges')).toBe(1);
  });
});

it('what is of a walk-in who was handed over waits for them to be seen', () => {
  const theirs = operation(5, 'local:op-4', letIn());
  expect(count([become(created, HANDED_OVER), theirs, otherBadge])).toBe(1);
});
