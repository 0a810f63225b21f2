import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemAfter } from '../../../renderer/engine/clock.ts';
import { People } from '../../../renderer/engine/people.ts';
import { ExistingPeople } from '../../../renderer/engine/sync/existing.ts';
import type { Settlement } from '../../../shared/contract/routes.ts';
import type { Operation } from '../../../shared/operations/operation.ts';
import { nomailAddress } from '../../../shared/ruvents/nomail.ts';
import type { ParticipantRow } from '../../../shared/ruvents/rows.ts';
import type { RunetUser } from '../../../shared/ruvents/tables.ts';
import { become, operation, person, state, TABLES, walkIn } from '../sync/made-up.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const FIELDS = { LastName: 'Орлова', FirstName: 'Анна', Email: 'anna@example.com' };
const ANNA: RunetUser = {
  Id: 77,
  LastName: 'Орлова',
  FirstName: 'Анна',
  Email: 'anna@example.com',
  Company: 'Ромашка',
};

function refused(fields: Record<string, string> = FIELDS, changes: Partial<Operation> = {}): Operation {
  const message = 'Неверно заданы следующие параметры: Email';
  const reason = { why: 'refused', code: 111, message, http: 400 } as const;
  const attention = { name: 'attention', reason } as const;
  return operation(1, 'local:operation-1', walkIn(fields), { state: attention, tries: 1, ...changes });
}

/** RUNET-ID with these people; null: it does not answer. */
function station(users: readonly RunetUser[] | null, rows: readonly ParticipantRow[] = []) {
  const people = new People(() => undefined);
  people.setTables(TABLES);
  people.takeRows('participants', rows);
  const settled: Settlement[] = [];
  const asked: string[] = [];
  const answers = { users, hangs: false };
  const existing = new ExistingPeople({
    people,
    findUsers: async (query) => {
      asked.push(query);
      if (answers.hangs) await new Promise(() => undefined);
      return answers.users;
    },
    settle: async (settlements) => void settled.push(...settlements),
    after: systemAfter,
  });
  return { people, existing, settled, asked, answers };
}

describe('111 Email', () => {
  it('exactly one of this email and name is registered by PUT', async () => {
    const { people, existing, settled, asked } = station([ANNA]);
    people.takeOperations([refused()]);
    await existing.look();
    expect(settled).toEqual([{ action: 'resend', id: 'operation-1', existing: 77 }]);
    expect(asked).toEqual(['anna@example.com']);
  });

  it.each<[string, readonly RunetUser[], readonly ParticipantRow[]]>([
    ['another name', [{ ...ANNA, FirstName: 'Мария' }], []],
    ['two of them', [ANNA, { ...ANNA, Id: 78 }], []],
    ['somebody who is in the event already', [ANNA], [person(77)]],
  ])('%s: a person is asked', async (_what, users, rows) => {
    const { people, existing, settled } = station(users, rows);
    people.takeOperations([refused()]);
    await existing.look();
    expect(settled).toMatchObject([{ action: 'attention', reason: { why: 'exists', field: 'Email' } }]);
    const [settlement] = settled;
    const reason = settlement?.action === 'attention' ? settlement.reason : null;
    expect(reason?.why === 'exists' ? reason.users.map(({ id }) => id) : []).toEqual(users.map(({ Id }) => Id));
  });

  it('nobody of this email: the refusal stays in its own words', async () => {
    const { people, existing, settled } = station([{ ...ANNA, Email: 'other@example.com' }]);
    people.takeOperations([refused()]);
    await existing.look();
    expect(settled).toEqual([]);
  });

  it('is looked up once for each refusal, and again while RUNET-ID does not answer', async () => {
    const { people, existing, asked, answers } = station(null);
    people.takeOperations([refused()]);
    await existing.look();
    await existing.look();
    expect(asked).toHaveLength(2);
    answers.users = [];
    await existing.look();
    await existing.look();
    expect(asked).toHaveLength(3);
    people.takeOperations([become(become(refused(), state('sending')), refused().state)]);
    await existing.look();
    expect(asked).toHaveLength(4);
  });

  it('says nothing of a walk-in whom a person has corrected while RUNET-ID was asked', async () => {
    for (const users of [[ANNA], [{ ...ANNA, FirstName: 'Мария' }]]) {
      const { people, existing, settled } = station(users);
      const before = refused();
      people.takeOperations([before]);
      const looking = existing.look();
      people.takeOperations([become(before, state('queued'))]);
      await looking;
      expect(settled).toEqual([]);
    }
  });

  it('of who has been registered by PUT already is not looked up: it would go round for ever', async () => {
    const { people, existing, asked } = station([ANNA]);
    people.takeOperations([refused(FIELDS, { existing: 77 })]);
    await existing.look();
    expect(asked).toEqual([]);
  });

  it('of a walk-in without an email says that the first request has arrived', async () => {
    const row = person(90, {}, { Email: nomailAddress('operation-1') });
    const { people, existing, settled, asked } = station([], [row]);
    people.takeOperations([refused({ ...FIELDS, Email: '' })]);
    await existing.look();
    expect(settled).toEqual([{ action: 'accepted', id: 'operation-1', serverId: 90 }]);
    expect(asked).toEqual([]);
  });

  it('of a registration that went on as a POST without an email says the same; with one, nobody is looked up', async () => {
    const row = person(90, {}, { Email: nomailAddress('operation-1') });
    const register = (Email: string): Operation =>
      refused({}, { participant: 'id:77', intent: { kind: 'register', fields: { ...FIELDS, Email }, statuses: [] } });
    const { people, existing, settled } = station([], [row]);
    people.takeOperations([register('')]);
    await existing.look();
    expect(settled).toEqual([{ action: 'accepted', id: 'operation-1', serverId: 90 }]);
    const other = station([ANNA]);
    other.people.takeOperations([register('anna@example.com')]);
    await other.existing.look();
    expect([other.settled, other.asked]).toEqual([[], []]);
  });
});

describe('a walk-in that would be sent again', () => {
  const lost = (seq: number, fields = FIELDS): Operation =>
    operation(seq, `local:operation-${seq}`, walkIn(fields), { state: state('uncertain'), tries: 1 });
  const resend = (seq: number): Settlement => ({ action: 'resend', id: `operation-${seq}` });
  const lookedUp = () => vi.advanceTimersByTimeAsync(1);

  it('is looked up aside of the pull, and registered by PUT with the next one when RUNET-ID has them by now', async () => {
    const { people, existing, asked } = station([ANNA]);
    people.takeOperations([lost(1)]);
    expect(existing.refine([resend(1), resend(1)])).toEqual([]);
    await lookedUp();
    expect(existing.refine([resend(1)])).toEqual([{ ...resend(1), existing: 77 }]);
    expect(asked).toHaveLength(1);
  });

  it.each([[null], [[]], [[{ ...ANNA, LastName: 'Соколова' }]]])('is sent as it was when not (%j)', async (users) => {
    const { people, existing } = station(users);
    people.takeOperations([lost(1)]);
    expect(existing.refine([resend(1)])).toEqual([]);
    await lookedUp();
    expect(existing.refine([resend(1)])).toEqual([resend(1)]);
  });

  it('is looked up anew for each loss', async () => {
    const { people, existing, asked } = station([]);
    people.takeOperations([lost(1)]);
    existing.refine([resend(1)]);
    await lookedUp();
    expect(existing.refine([resend(1)])).toEqual([resend(1)]);
    people.takeOperations([{ ...lost(1), tries: 2 }]);
    expect(existing.refine([resend(1)])).toEqual([]);
    await lookedUp();
    expect(asked).toHaveLength(2);
  });

  it('waits for a list that hangs only for a while, and not once for each of many', async () => {
    const { people, existing, asked, answers } = station([ANNA]);
    answers.hangs = true;
    const many = Array.from({ length: 20 }, (_, index) => index + 1);
    people.takeOperations(many.map((seq) => lost(seq)));
    expect(existing.refine(many.map(resend))).toEqual([]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(existing.refine(many.map(resend))).toEqual(many.map(resend));
    expect(asked).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('and whatever else is settled does not wait for it', () => {
    const { people, existing, answers } = station([ANNA]);
    answers.hangs = true;
    people.takeOperations([lost(1), lost(2, { ...FIELDS, Email: '' })]);
    const others: Settlement[] = [resend(2), { action: 'done', id: 'operation-3' }];
    expect(existing.refine([resend(1), ...others])).toEqual(others);
  });
});
