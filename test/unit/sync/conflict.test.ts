import { describe, expect, it } from 'vitest';
import type { Intent } from '../../../shared/operations/operation.ts';
import type { ParticipantView } from '../../../shared/operations/view.ts';
import { nomailAddress } from '../../../shared/ruvents/nomail.ts';
import {
  differsFrom,
  findConflict,
  likenessOf,
  profileValue,
  sameValue,
  statusToCarry,
} from '../../../shared/sync/conflict.ts';
import { eventWithParts, letIn, person, setFields, setStatus, viewOf, walkIn } from './made-up.ts';

describe('invariant 6: a conflict is per field and per part', () => {
  const event = eventWithParts(5, 6);
  const now = viewOf(
    person(
      1,
      {},
      {
        Statuses: [
          { PartId: 5, StatusId: 2 },
          { PartId: 6, StatusId: 3 },
        ],
        UpdateTime: '2026-10-05 10:00:00',
      },
    ),
    event,
  );

  it('the same value on both sides is none', () => {
    expect(findConflict(setStatus(2, 1, 5), now)).toBeNull(); // another desk set the same
    expect(findConflict(setStatus(1, 2, 5), now)).toBeNull(); // nothing has changed since
  });

  it('another value goes to attention with theirs and when', () => {
    expect(findConflict(setStatus(4, 1, 5), now)).toEqual({
      why: 'conflict',
      field: 'Status:5',
      theirs: 2,
      serverTime: '2026-10-05 10:00:00',
    });
  });

  it('a change of another part is none', () => {
    expect(findConflict(setStatus(4, 3, 6), now)).toBeNull();
  });

  it('fields are compared one by one, as text', () => {
    const view = viewOf(person(1, { Company: 'Ромашка' }, { Phone: 79001234567 }));
    expect(findConflict(setFields({ Company: 'Лютик' }, { Company: 'Ромашка ' }), view)).toBeNull();
    expect(findConflict(setFields({ Phone: '1' }, { Phone: '79001234567' }), view)).toBeNull();
    expect(findConflict(setFields({ Position: 'Врач' }, { Position: null }), view)).toBeNull();
    expect(
      findConflict(setFields({ Company: 'Лютик', Phone: '1' }, { Company: 'Роза', Phone: 79001234567 }), view),
    ).toMatchObject({ why: 'conflict', field: 'Company', theirs: 'Ромашка' });
  });

  it('a removal of somebody who was given another status meanwhile goes to attention', () => {
    const saw = (first: number | null) => [
      { PartId: 5, StatusId: first },
      { PartId: 6, StatusId: 3 },
    ];
    expect(findConflict({ kind: 'remove', saw: saw(2) }, now)).toBeNull();
    expect(findConflict({ kind: 'remove', saw: saw(1) }, now)).toMatchObject({
      why: 'conflict',
      field: 'Status:5',
      theirs: 2,
    });
    expect(findConflict({ kind: 'remove', saw: [] }, now)).toMatchObject({ why: 'conflict', theirs: 2 });
  });

  it('a person who is gone goes to attention, but for who would be registered or removed', () => {
    for (const intent of [setStatus(2), setFields({ Phone: '1' }), letIn()]) {
      expect(findConflict(intent, null)).toEqual({ why: 'removed' });
    }
    expect(findConflict({ kind: 'remove', saw: [] }, null)).toBeNull();
    expect(findConflict({ kind: 'register', fields: {}, statuses: [] }, null)).toBeNull();
    expect(findConflict(walkIn({}), null)).toBeNull();
  });
});

describe('what a profile change carries', () => {
  it('is the first part that has a status; nobody without one', () => {
    const event = eventWithParts(5, 6);
    const view = viewOf(person(1, {}, { Statuses: [{ PartId: 6, StatusId: 3 }] }), event);
    expect(statusToCarry(view)).toEqual({ PartId: 6, StatusId: 3 });
    expect(statusToCarry(viewOf(person(1, {}, { Statuses: [] }), event))).toBeNull();
  });
});

describe('how surely a person is the one whom a walk-in created', () => {
  const fields = { LastName: 'Орлова', FirstName: 'Анна', Company: 'Ромашка', Phone: '+7 (900) 123-45-67' };
  const likeness = (typed: Record<string, string>, view: ParticipantView) =>
    likenessOf({ id: 'operation-1', fields: typed }, view);

  it('goes by email and name where there is an email, whatever their case', () => {
    const names = { LastName: 'ОРЛОВА', FirstName: 'Анна' };
    const view = viewOf(person(1, names, { Email: 'Anna@Example.com' }));
    expect(likeness({ ...fields, Email: ' anna@example.com' }, view)).toBe('same');
    expect(likeness({ ...fields, Email: 'anna@example.com', FirstName: 'Пётр' }, view)).toBe('similar');
    expect(likeness({ ...fields, Email: 'other@example.com' }, view)).toBe('none');
  });

  it('else by all names, company and phone; a generated address is no email', () => {
    const names = { LastName: 'орлова', FirstName: 'Анна', Company: 'Ромашка' };
    const view = viewOf(person(1, names, { Email: 'nomail12@x.ru', Phone: '79001234567' }));
    expect(likeness(fields, view)).toBe('same');
    expect(likeness({ ...fields, Email: '' }, view)).toBe('same');
    expect(likeness({ ...fields, Email: 'nomail99@y.ru' }, view)).toBe('same');
    expect(likeness({ ...fields, Company: 'Лютик' }, view)).toBe('namesake');
    expect(likeness({ ...fields, Phone: '79001234568' }, view)).toBe('namesake');
  });

  it('a namesake without email and phone is only similar', () => {
    const names = { LastName: 'Орлова', FirstName: 'Анна', Company: 'Ромашка' };
    const view = viewOf(person(1, names, { Email: 'nomail12@x.ru' }));
    expect(likeness({ ...fields, Phone: '' }, view)).toBe('similar');
  });

  it('the address that only this operation sends is its mark', () => {
    const view = viewOf(person(1, {}, { Email: nomailAddress('operation-1') }));
    expect(likeness(fields, view)).toBe('marked');
    expect(likenessOf({ id: 'operation-2', fields }, view)).toBe('none');
  });
});

describe('what a walk-in sent and what is there', () => {
  const sent = (fields: Record<string, string>, status = 1) =>
    walkIn(fields, status) as Extract<Intent, { kind: 'create' }>;

  it('differ by status and by phone, however that is written; what one of them does not say is no difference', () => {
    const there = viewOf(person(1, {}, { Phone: '+7 (900) 123-45-67' }));
    for (const same of [{}, { Phone: '89001234567' }, { Phone: '', Company: 'Лютик' }]) {
      expect(differsFrom(sent(same), there)).toBe(false);
    }
    expect(differsFrom(sent({ Phone: '+7 900 123-45-68' }), there)).toBe(true);
    expect(differsFrom(sent({ Phone: '+7 900 123-45-68' }), viewOf(person(1)))).toBe(false);
    expect(differsFrom(sent({}, 2), there)).toBe(true);
    expect(differsFrom(sent({}), viewOf(person(1, {}, { Statuses: [] })))).toBe(true);
  });
});

describe('a registration', () => {
  const register = { kind: 'register', fields: {}, statuses: [{ PartId: null, StatusId: 2 }] } as const;
  const withStatus = (StatusId: number | null) => viewOf(person(1, {}, { Statuses: [{ PartId: null, StatusId }] }));

  it('of somebody whom another desk has given another status meanwhile is a matter for a person', () => {
    expect(findConflict({ ...register, statuses: [...register.statuses] }, withStatus(3))).toMatchObject({
      why: 'conflict',
      theirs: 3,
    });
  });

  it('of somebody who is not there, has none, or has that one may leave', () => {
    for (const now of [null, withStatus(null), withStatus(2)]) {
      expect(findConflict({ ...register, statuses: [...register.statuses] }, now)).toBeNull();
    }
  });
});

describe('values', () => {
  it('are the same as text, without the spaces around', () => {
    expect([sameValue('5', 5), sameValue(' a', 'a '), sameValue(true, 'true'), sameValue('a', 'A')]).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('are read from the Russian locale, else from none; absent is empty', () => {
    const view = viewOf(person(1, { Company: 'Ромашка' }, { Company: 'Flat', Position: 'Врач' }));
    expect(['Company', 'Position', 'Phone'].map((name) => profileValue(view, name))).toEqual(['Ромашка', 'Врач', '']);
  });
});
