import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acceptAttention, canCorrect, findRegistration, selectOwnItems } from '../../../renderer/ui/state/attention.ts';
import { findUndoable, showToast, useToasts } from '../../../renderer/ui/state/toasts.ts';
import { formatTime } from '../../../renderer/ui/state/format.ts';
import type { AttentionItem } from '../../../renderer/engine/api.ts';
import type { Intent, OperationState } from '../../../shared/operations/operation.ts';

const item = (operatorId: number, id: string): AttentionItem => ({
  view: null,
  holdsUp: 0,
  operation: {
    id,
    participant: 'id:1',
    about: { name: 'Кузнецова Анна', email: '' },
    intent: { kind: 'badge', partId: null, via: 'printed' },
    seq: 1,
    operator: { id: operatorId, login: `op${operatorId}` },
    madeAt: '2026-11-22T10:00:00.000Z',
    state: { name: 'attention', reason: { why: 'removed' } },
    tries: 1,
    changedAt: '2026-11-22T10:00:00.000Z',
  },
});

describe('attention', () => {
  const items = [item(1, 'a'), item(2, 'b')];
  it('shows an operator their own', () =>
    expect(selectOwnItems(items, { Id: 2, Login: 'op2', Role: 'Operator' }).map((one) => one.operation.id)).toEqual([
      'b',
    ]));
  it('shows an administrator all', () =>
    expect(selectOwnItems(items, { Id: 3, Login: 'op3', Role: 'Admin' })).toHaveLength(2));
  it('shows nobody nothing', () => expect(selectOwnItems(items, null)).toEqual([]));
});

describe('a registration that was refused', () => {
  const local = 'local:walk-in-1';
  const refused: OperationState = {
    name: 'attention',
    reason: { why: 'refused', code: 111, message: 'Email', http: 400 },
  };
  const of = (intent: Intent, state: OperationState = refused): AttentionItem => {
    const { operation, ...rest } = item(1, 'a');
    return { ...rest, operation: { ...operation, participant: local, intent, state } };
  };
  const walkIn: Intent = { kind: 'create', fields: { LastName: 'Кузнецова' }, statuses: [], spelling: {} };
  const status: Intent = { kind: 'status', partId: null, saw: 1, set: 2 };

  it('is found by the person who is missing because of it', () => {
    const items = [item(1, 'b'), of(status), of(walkIn)];
    expect(findRegistration(items, local)?.intent.kind).toBe('create');
    expect([
      findRegistration(items, 'id:1'),
      findRegistration([of(status)], local),
      findRegistration(null, local),
    ]).toEqual([null, null, null]);
  });

  it('can be corrected when the server refused it or fails on it, and nothing else can', () => {
    const failing: OperationState = { name: 'attention', reason: { why: 'failing', times: 5, message: '' } };
    const ambiguous: OperationState = { name: 'attention', reason: { why: 'ambiguous', candidates: [] } };
    const register: Intent = { kind: 'register', fields: {}, statuses: [] };
    const items = [of(walkIn), of(register), of(walkIn, failing), of(walkIn, ambiguous), of(status)];
    expect(items.map((one) => canCorrect(one.operation))).toEqual([true, true, true, false, false]);
  });
});

describe('toasts', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    useToasts.setState({ toasts: [] });
  });
  afterEach(() => vi.useRealTimers());

  it('offer an undo for five seconds', () => {
    showToast('done', 'x', ['op-1']);
    vi.advanceTimersByTime(4999);
    expect(findUndoable()?.undo).toEqual(['op-1']);
    vi.advanceTimersByTime(1);
    expect(findUndoable()).toBeNull();
  });
  it('offer no undo of what waits in attention', () => {
    showToast('done', 'a', ['op-1']);
    showToast('done', 'b', ['op-2']);
    acceptAttention([item(1, 'op-2')]);
    expect(useToasts.getState().toasts.map((toast) => toast.text)).toEqual(['a']);
  });
  it('undo the newest change, whatever was said after it', () => {
    showToast('done', 'a', ['op-1']);
    showToast('done', 'b', ['op-2']);
    showToast('done', 'printed');
    expect(findUndoable()?.undo).toEqual(['op-2']);
  });
});

describe('times', () => {
  const now = new Date('2026-11-22T12:00:00');
  it('of the server are shown as given', () =>
    expect(formatTime('2014-10-12 23:04:15', 'en', now)).toBe('2014-10-12 23:04:15'));
  it('of the station today are the hour', () => {
    const at = new Date('2026-11-22T09:05:07').toISOString();
    expect(formatTime(at, 'ru', now)).toBe('09:05:07');
  });
  it('of the station on another day have the day', () => {
    const at = new Date('2026-11-20T09:05:07').toISOString();
    expect(formatTime(at, 'en', now)).toContain('20');
  });
  it('that are no times are shown as they are', () => expect(formatTime('вчера', 'ru', now)).toBe('вчера'));
});
