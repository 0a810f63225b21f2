/** The pure rules of sync over random people and operations. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Intent, Operation, OperationState } from '../../shared/operations/operation.ts';
import type { Scalar } from '../../shared/ruvents/rows.ts';
import { findConflict, profileValue, statusIn } from '../../shared/sync/conflict.ts';
import { fold, type Replicated } from '../../shared/sync/fold.ts';
import { blockersOf } from '../../shared/sync/order.ts';
import { type Evidence, verify } from '../../shared/sync/verify.ts';
import { badgeRow, EMPTY_FENCE, eventWithParts, operation, person, state, viewOf } from '../unit/sync/made-up.ts';

const EVENT = eventWithParts(5, 6);
const FIELDS = ['LastName', 'FirstName', 'Company', 'Position', 'Phone', 'constructor'];

const part = fc.constantFrom(5, 6);
const statusId = fc.option(fc.integer({ min: 1, max: 4 }));
const value: fc.Arbitrary<Scalar> = fc.oneof(fc.string({ maxLength: 6 }), fc.integer({ min: 0, max: 9 }), fc.boolean());
const values = fc.dictionary(fc.constantFrom(...FIELDS), value, { maxKeys: 3 });
const statuses = fc.uniqueArray(fc.record({ PartId: part, StatusId: statusId }), { selector: (one) => one.PartId });

const intent: fc.Arbitrary<Intent> = fc.oneof(
  fc.record({ kind: fc.constant('status' as const), partId: part, saw: statusId, set: statusId }),
  fc.record({ kind: fc.constant('profile' as const), saw: values, set: values }),
  fc.record({ kind: fc.constant('badge' as const), partId: part, via: fc.constant('handedOut' as const) }),
  fc.record({ kind: fc.constant('remove' as const), saw: statuses }),
  fc.record({ kind: fc.constant('register' as const), fields: values, statuses }),
  fc.record({ kind: fc.constant('create' as const), fields: values, statuses, spelling: values }),
);
const stateName = fc.constantFrom(
  'queued',
  'sending',
  'accepted',
  'uncertain',
  'attention',
  'withdrawn',
  'done' as const,
);
const states: fc.Arbitrary<OperationState> = stateName.map((name) => state(name));
const operations: fc.Arbitrary<readonly Operation[]> = fc
  .array(fc.tuple(intent, states), { maxLength: 8 })
  .map((list) => list.map(([one, of], index) => operation(index + 1, 'id:1', one, { state: of })));

const replicated: fc.Arbitrary<Replicated> = fc
  .record({ there: fc.boolean(), names: values, statuses, badges: fc.uniqueArray(fc.integer({ min: 50, max: 55 })) })
  .map((one) => ({
    row: one.there ? person(1, one.names, { Statuses: one.statuses }) : null,
    badges: one.badges.map((id) => badgeRow(id, 1, { PartId: 5 })),
    orderItems: [],
  }));

function deepFreeze<T>(thing: T): T {
  if (typeof thing === 'object' && thing !== null && !Object.isFrozen(thing)) {
    Object.freeze(thing);
    for (const inner of Object.values(thing)) deepFreeze(inner);
  }
  return thing;
}

describe('invariant 2: fold', () => {
  it('is pure and deterministic', () => {
    fc.assert(
      fc.property(replicated, operations, (of, list) => {
        deepFreeze(of);
        deepFreeze(list);
        const first = fold('id:1', of, list, EVENT);
        expect(fold('id:1', structuredClone(of), structuredClone(list), EVENT)).toEqual(first);
        expect(fold('id:1', of, list, EVENT)).toEqual(first);
      }),
    );
  });

  it('is not touched by operations in attention, withdrawn or done', () => {
    fc.assert(
      fc.property(replicated, operations, (of, list) => {
        const folded = list.filter((one) => !['attention', 'withdrawn', 'done'].includes(one.state.name));
        const seen = (view: ReturnType<typeof fold>) =>
          // the spelling typed here stays with the walk-in, and `open` lists what waits for a person
          view === null ? null : { ...view, open: [], spelling: {} };
        expect(seen(fold('id:1', of, list, EVENT))).toEqual(seen(fold('id:1', of, folded, EVENT)));
      }),
    );
  });

  it('shows what the last folded change of a thing set', () => {
    fc.assert(
      fc.property(replicated, operations, part, statusId, value, (of, list, partId, set, company) => {
        fc.pre(of.row !== null);
        const seq = list.length + 1;
        const changes = [
          operation(seq, 'id:1', { kind: 'register', fields: {}, statuses: [] }),
          operation(seq + 1, 'id:1', { kind: 'status', partId, saw: null, set }),
          operation(seq + 2, 'id:1', { kind: 'profile', saw: {}, set: { Company: company } }),
        ];
        const view = fold('id:1', of, [...list, ...changes], EVENT)!;
        expect([statusIn(view, partId), profileValue(view, 'Company')]).toEqual([set, company]);
      }),
    );
  });

  it('reads only the own fields of a person, whatever a field is called', () => {
    const view = fold('id:1', { row: person(1), badges: [], orderItems: [] }, [], EVENT)!;
    expect(profileValue(view, 'constructor')).toBe('');
    const set = operation(1, 'id:1', { kind: 'profile', saw: {}, set: { constructor: 'x' } });
    expect(fold('id:1', { row: person(1), badges: [], orderItems: [] }, [set], EVENT)!.flat).toMatchObject({
      constructor: 'x',
    });
  });
});

describe('invariant 6: conflict', () => {
  it('equal values never conflict, whatever was seen', () => {
    fc.assert(
      fc.property(values, statuses, part, statusId, values, (names, of, partId, saw, sawFields) => {
        const now = viewOf(person(1, names, { Statuses: of }), EVENT);
        const set = statusIn(now, partId);
        expect(findConflict({ kind: 'status', partId, saw, set }, now)).toBeNull();
        const same = Object.fromEntries(FIELDS.map((name) => [name, profileValue(now, name)]));
        expect(findConflict({ kind: 'profile', saw: sawFields, set: same }, now)).toBeNull();
      }),
    );
  });

  it('an operator who saw what is there never conflicts, whatever they set', () => {
    fc.assert(
      fc.property(values, statuses, part, statusId, values, (names, of, partId, set, setFields) => {
        const now = viewOf(person(1, names, { Statuses: of }), EVENT);
        expect(findConflict({ kind: 'status', partId, saw: statusIn(now, partId), set }, now)).toBeNull();
        const saw = Object.fromEntries(Object.keys(setFields).map((name) => [name, profileValue(now, name)]));
        expect(findConflict({ kind: 'profile', saw, set: setFields }, now)).toBeNull();
      }),
    );
  });

  it('a third value always conflicts', () => {
    fc.assert(
      fc.property(statuses, part, statusId, statusId, (of, partId, saw, set) => {
        const now = viewOf(person(1, {}, { Statuses: of }), EVENT);
        const theirs = statusIn(now, partId);
        fc.pre(theirs !== saw && theirs !== set);
        expect(findConflict({ kind: 'status', partId, saw, set }, now)).toMatchObject({ why: 'conflict', theirs });
      }),
    );
  });
});

describe('invariant 5: blockersOf', () => {
  it('has no cycles and always leaves something that can go', () => {
    fc.assert(
      fc.property(operations, (list) => {
        const earlierOf = (one: Operation) => list.filter((other) => other.seq < one.seq);
        for (const one of list) {
          for (const blocker of blockersOf(one, earlierOf(one))) expect(blocker.seq).toBeLessThan(one.seq);
        }
        const waiting = list.filter((one) => one.state.name === 'queued');
        const stuck = list.some((one) => ['sending', 'uncertain', 'attention'].includes(one.state.name));
        fc.pre(waiting.length > 0 && !stuck);
        expect(waiting.some((one) => blockersOf(one, earlierOf(one)).length === 0)).toBe(true);
      }),
    );
  });

  it('never blocks operations of different parts, nor a badge by a profile or the other way round', () => {
    fc.assert(
      fc.property(states, statusId, statusId, values, (of, a, b, set) => {
        const status5: Intent = { kind: 'status', partId: 5, saw: a, set: b };
        const status6: Intent = { kind: 'status', partId: 6, saw: a, set: b };
        const badge5: Intent = { kind: 'badge', partId: 5, via: 'printed' };
        const badge6: Intent = { kind: 'badge', partId: 6, via: 'printed' };
        const profile: Intent = { kind: 'profile', saw: {}, set };
        const apart: readonly (readonly [Intent, Intent])[] = [
          [status5, status6],
          [status5, badge6],
          [badge5, badge6],
          [badge5, status5],
          [profile, badge5],
          [badge5, profile],
        ];
        for (const [before, after] of apart) {
          const earlier = operation(1, 'id:1', before, { state: of });
          expect(blockersOf(operation(2, 'id:1', after), [earlier])).toEqual([]);
        }
      }),
    );
  });
});

describe('invariant 4: verify', () => {
  const candidates = fc.uniqueArray(fc.integer({ min: 80, max: 86 }));

  it('never lets an operation claim what was known or is claimed, and two operations never claim one row', () => {
    fc.assert(
      fc.property(
        candidates,
        fc.array(candidates, { maxLength: 4 }),
        candidates,
        fc.constantFrom('create', 'badge' as const),
        fc.boolean(),
        fc.boolean(),
        (rows, fences, taken, kind, quiet, shared) => {
          const claimed = new Set(taken);
          fences.forEach((known, index) => {
            const wanted: Intent =
              kind === 'create'
                ? { kind, fields: {}, statuses: [], spelling: {} }
                : { kind, partId: null, via: 'handedOut' };
            const evidence: Evidence = {
              lookalikes: rows.map((id) => ({ id, likeness: id % 2 === 0 ? 'same' : 'similar' })),
              person: null,
              badges: rows.map((id) => badgeRow(id, 1)),
              claimed,
              quiet,
              sharedOperator: shared,
            };
            const verdict = verify(operation(index, 'id:1', wanted), { ...EMPTY_FENCE, known }, evidence);
            if (verdict.verdict !== 'accepted') return;
            expect(claimed.has(verdict.serverId!)).toBe(false);
            expect(known).not.toContain(verdict.serverId);
            claimed.add(verdict.serverId!);
          });
        },
      ),
    );
  });

  it('never sends again before the quiet time, and never while a candidate is there', () => {
    fc.assert(
      fc.property(candidates, candidates, fc.boolean(), (rows, known, quiet) => {
        const evidence: Evidence = {
          lookalikes: rows.map((id) => ({ id, likeness: id % 2 === 0 ? 'same' : 'similar' })),
          person: null,
          badges: [],
          claimed: new Set(),
          quiet,
          sharedOperator: false,
        };
        const create: Intent = { kind: 'create', fields: {}, statuses: [], spelling: {} };
        const { verdict } = verify(operation(1, 'local:1', create), { ...EMPTY_FENCE, known }, evidence);
        const candidate = rows.some((id) => !known.includes(id));
        expect(verdict === 'resend').toBe(quiet && !candidate);
      }),
    );
  });
});
