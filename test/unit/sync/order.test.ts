import { describe, expect, it } from 'vitest';
import type { Intent, StateName } from '../../../shared/operations/operation.ts';
import { blockersOf } from '../../../shared/sync/order.ts';
import { HANDED_OVER, letIn, operation, REGISTER, REMOVE, setFields, setStatus, state, walkIn } from './made-up.ts';

function waits(before: Intent, intent: Intent, in_: StateName = 'queued'): boolean {
  const earlier = operation(1, 'id:1', before, { state: state(in_) });
  return blockersOf(operation(2, 'id:1', intent), [earlier]).length > 0;
}

describe('invariant 5: an operation waits only for what it depends on', () => {
  it('a badge waits for its participant to exist', () => {
    expect(waits(walkIn({}), letIn())).toBe(true);
    expect(waits(REGISTER, letIn())).toBe(true);
    expect(waits(walkIn({}), letIn(), 'accepted')).toBe(false);
  });

  it('what is done for a walk-in who was handed over waits for them; what was handed over else holds back nothing', () => {
    const after = (before: Intent) => {
      const earlier = operation(1, 'id:1', before, { state: HANDED_OVER });
      return [letIn(), setStatus(3)].map((intent) => blockersOf(operation(2, 'id:1', intent), [earlier]).length);
    };
    expect([after(walkIn({})), after(REGISTER), after(setStatus(2)), after(letIn())]).toEqual([
      [1, 1],
      [1, 1],
      [0, 0],
      [0, 0],
    ]);
  });

  it('a badge waits for the status that it will carry, and for no other', () => {
    expect(waits(setStatus(2, 1, 5), letIn(5))).toBe(true);
    expect(waits(setStatus(2, 1, 6), letIn(5))).toBe(false);
    expect(waits(setStatus(2, 1, 6), letIn(null))).toBe(true);
    expect(waits(setFields({ Phone: '1' }), letIn())).toBe(false);
  });

  it('a change waits for an earlier change of the same thing', () => {
    expect(waits(setStatus(2, 1, 5), setStatus(3, 2, 5))).toBe(true);
    expect(waits(setStatus(2, 1, 5), setStatus(3, 1, 6))).toBe(false);
    expect(waits(setFields({ Phone: '1' }), setFields({ Email: 'a@example.com' }))).toBe(true);
    expect(waits(setFields({ Phone: '1' }), setStatus(2))).toBe(true); // PUT of fields carries a status
    expect(waits(setStatus(2), setFields({ Phone: '1' }))).toBe(true);
  });

  it('two badges of a part leave one after the other, those of different parts do not wait', () => {
    expect(waits(letIn(5), letIn(5))).toBe(true);
    expect(waits(letIn(5), letIn(6))).toBe(false);
    expect(waits(letIn(5), setStatus(2, 1, 5))).toBe(false);
  });

  it('a removal is a barrier in both directions', () => {
    for (const other of [setStatus(2), setFields({ Phone: '1' }), letIn()]) {
      expect([waits(REMOVE, other), waits(other, REMOVE)]).toEqual([true, true]);
    }
  });

  it('what is in attention holds back nobody, but for a registration', () => {
    for (const one of [setStatus(2), setFields({ Phone: '1' }), letIn(), REMOVE]) {
      expect(waits(one, setStatus(3), 'attention')).toBe(false);
    }
    expect(waits(walkIn({}), letIn(), 'attention')).toBe(true);
  });

  it('what has come to its end holds back nobody', () => {
    for (const end of ['accepted', 'done', 'withdrawn'] as const) {
      expect(waits(setStatus(2), setStatus(3), end)).toBe(false);
      expect(waits(walkIn({}), letIn(), end)).toBe(false);
    }
    for (const way of ['queued', 'sending', 'uncertain'] as const)
      expect(waits(setStatus(2), setStatus(3), way)).toBe(true);
  });
});
