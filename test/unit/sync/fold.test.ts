import { describe, expect, it } from 'vitest';
import type { Intent, Operation, StateName } from '../../../shared/operations/operation.ts';
import { fold, type Replicated } from '../../../shared/sync/fold.ts';
import {
  badgeRow,
  eventWithParts,
  HANDED_OVER,
  letIn,
  NO_PARTS,
  operation,
  person,
  REGISTER,
  REMOVE,
  setFields,
  setStatus,
  state,
  walkIn,
} from './made-up.ts';

const PERSON: Replicated = { row: person(1), badges: [], orderItems: [] };
const NOBODY: Replicated = { row: null, badges: [], orderItems: [] };

function statusAfter(...operations: readonly Operation[]): number | null | undefined {
  return fold('id:1', PERSON, operations, NO_PARTS)?.statuses[0]?.statusId;
}

describe('invariant 2: view = fold(replica, journal)', () => {
  it('lays what is queued, sending, accepted or uncertain over the row, and nothing else', () => {
    const shown = (name: StateName) => statusAfter(operation(1, 'id:1', setStatus(3), { state: state(name) }));
    expect((['queued', 'sending', 'accepted', 'uncertain'] as const).map(shown)).toEqual([3, 3, 3, 3]);
    expect((['attention', 'withdrawn', 'done'] as const).map(shown)).toEqual([1, 1, 1]);
  });

  it('lays operations in the order of the journal', () => {
    expect(statusAfter(operation(1, 'id:1', setStatus(2)), operation(2, 'id:1', setStatus(3)))).toBe(3);
  });

  it('says what has not been seen on the server', () => {
    const pendingIn = (name: StateName) =>
      fold(
        'id:1',
        PERSON,
        [
          operation(1, 'id:1', setStatus(2), { state: state(name) }),
          operation(2, 'id:1', setFields({ Company: 'Ромашка' }), { state: state(name) }),
        ],
        NO_PARTS,
      );
    expect(pendingIn('queued')).toMatchObject({ statuses: [{ pending: true }], pendingFields: ['Company'] });
    expect(pendingIn('accepted')).toMatchObject({ statuses: [{ pending: false }], pendingFields: [] });
  });

  it('shows a walk-in before the server knows of it, and no longer when it was withdrawn', () => {
    const create = operation(1, 'local:operation-1', walkIn({ LastName: 'Орлова', Email: 'o@example.com' }, 2));
    const view = fold('local:operation-1', NOBODY, [create], NO_PARTS);
    expect(view).toMatchObject({ id: null, pendingCreate: true, updateTime: null, statuses: [{ statusId: 2 }] });
    expect({ ...view!.ru, ...view!.flat }).toEqual({ LastName: 'Орлова', Email: 'o@example.com' });
    const withdrawn = { ...create, state: state('withdrawn') };
    expect(fold('local:operation-1', NOBODY, [withdrawn], NO_PARTS)).toBeNull();
  });

  it('hides a removed person, and shows them again when they are registered anew', () => {
    const remove = operation(1, 'id:1', { kind: 'remove', saw: [] }, { state: state('accepted') });
    expect(fold('id:1', PERSON, [remove], NO_PARTS)).toBeNull();
    const register = operation(2, 'id:1', { kind: 'register', fields: {}, statuses: [{ PartId: null, StatusId: 2 }] });
    expect(fold('id:1', PERSON, [remove, register], NO_PARTS)).toMatchObject({
      statuses: [{ statusId: 2 }],
      ru: { LastName: 'Фамилия1' },
    });
    expect(fold('id:1', PERSON, [{ ...remove, state: state('attention') }], NO_PARTS)).not.toBeNull();
  });

  it('counts a badge once when the server shows the one that was accepted', () => {
    const accepted = operation(1, 'id:1', letIn(), { state: state('accepted', 50) });
    const seen: Replicated = { ...PERSON, badges: [badgeRow(50, 1)] };
    expect(fold('id:1', seen, [accepted], NO_PARTS)?.badges).toHaveLength(1);
    expect(fold('id:1', PERSON, [accepted], NO_PARTS)?.badges).toMatchObject([{ id: 50, pending: false }]);
    expect(fold('id:1', PERSON, [operation(1, 'id:1', letIn())], NO_PARTS)?.badges).toMatchObject([
      { id: null, pending: true, operatorId: 7, statusId: 1 },
    ]);
  });

  it('writes a field where the person has it: in the Russian locale, or without one', () => {
    const set = operation(1, 'id:1', setFields({ LastName: 'Новая', Email: 'n@example.com', Company: 'Ромашка' }));
    const event = { parts: [], fields: { Company: { type: 'string', hasLocales: true } } } as const;
    expect(fold('id:1', PERSON, [set], event)).toMatchObject({
      ru: { LastName: 'Новая', FirstName: 'Имя', Company: 'Ромашка' },
      flat: { Email: 'n@example.com' },
    });
  });

  it('keeps the other spelling of a walk-in that is done, and not of one that was withdrawn', () => {
    const intent = { ...walkIn({ LastName: 'Орлова' }), spelling: { LastName: 'Orlova' } };
    const spelling = (name: StateName) =>
      fold('id:1', PERSON, [operation(1, 'local:operation-1', intent, { state: state(name) })], NO_PARTS)?.spelling;
    expect([spelling('done'), spelling('attention'), spelling('withdrawn')]).toEqual([
      { LastName: 'Orlova' },
      { LastName: 'Orlova' },
      {},
    ]);
  });
});

describe('fold of odd rows', () => {
  it('takes a missing status and a null one for the same', () => {
    const event = eventWithParts(5, 6);
    const missing = { ...PERSON, row: person(1, {}, { Statuses: [{ PartId: 5, StatusId: 2 }] }) };
    const none = {
      ...PERSON,
      row: person(
        1,
        {},
        {
          Statuses: [
            { PartId: 6, StatusId: null },
            { PartId: 5, StatusId: 2 },
          ],
        },
      ),
    };
    const expected = [
      { partId: 5, statusId: 2, pending: false },
      { partId: 6, statusId: null, pending: false },
    ];
    expect(fold('id:1', missing, [], event)?.statuses).toEqual(expected);
    expect(fold('id:1', none, [], event)?.statuses).toEqual(expected);
  });

  it('shows a person without names, without locales, with unknown statuses, parts and fields', () => {
    const row = {
      Id: 1,
      UpdateTime: '2026-10-05 09:00:00',
      Statuses: [{ PartId: 99, StatusId: 77 }, {}],
      Locales: null,
      Height: 180,
      Vip: true,
      Nested: { a: 1 },
      Photo: '',
    };
    expect(fold('id:1', { ...PERSON, row }, [], eventWithParts(5))).toMatchObject({
      ru: {},
      en: {},
      flat: { Height: 180, Vip: true },
      photo: null,
      statuses: [
        { partId: 5, statusId: null },
        { partId: 99, statusId: 77 },
        { partId: null, statusId: null },
      ],
    });
  });
});

describe('what was handed over to another station', () => {
  const handedOver = (seq: number, intent: Intent) => operation(seq, 'id:1', intent, { state: HANDED_OVER });

  it('stays in sight as pending, and is among what is open', () => {
    const operations = [
      handedOver(1, setStatus(2)),
      handedOver(2, setFields({ Company: 'Ромашка' })),
      handedOver(3, letIn()),
    ];
    const view = fold('id:1', PERSON, operations, NO_PARTS);
    expect(view).toMatchObject({
      statuses: [{ statusId: 2, pending: true }],
      flat: { Company: 'Ромашка' },
      pendingFields: ['Company'],
      badges: [{ id: null, statusId: 2, pending: true }],
    });
    expect(view?.open).toHaveLength(3);
  });

  it('as a walk-in is there with the spelling for the badge', () => {
    const intent: Intent = {
      kind: 'create',
      fields: { LastName: 'Орлова' },
      statuses: [],
      spelling: { LastName: 'Orlova' },
    };
    const create = operation(1, 'local:operation-1', intent, { state: HANDED_OVER });
    expect(fold('local:operation-1', NOBODY, [create], NO_PARTS)).toMatchObject({
      pendingCreate: true,
      spelling: { LastName: 'Orlova' },
    });
  });

  it('is laid over nothing but what it was made for', () => {
    const over = (row: ReturnType<typeof person>, ...intents: readonly Intent[]) =>
      fold(
        'id:1',
        { ...PERSON, row },
        intents.map((intent, index) => handedOver(index + 1, intent)),
        NO_PARTS,
      );
    const third = person(1, { Company: 'Другая' }, { Statuses: [{ PartId: null, StatusId: 3 }] });
    expect(over(third, setStatus(2), setFields({ Company: 'Ромашка' }), REMOVE)).toMatchObject({
      statuses: [{ statusId: 3, pending: false }],
      ru: { Company: 'Другая' },
      pendingFields: [],
    });
    expect(over(third, REGISTER)?.pendingCreate).toBe(false);
    expect(over(person(1), REMOVE)).toBeNull();
    expect(over(person(1), setStatus(2), setStatus(3, 2))?.statuses[0]?.statusId).toBe(3);
  });
});
