/** What an operator asks for becomes operations with the values that were seen; the session's journal is played by a list. */
import { describe, expect, it } from 'vitest';
import { createCommands } from '../../../renderer/engine/commands.ts';
import { People } from '../../../renderer/engine/people.ts';
import type { Session } from '../../../renderer/engine/session.ts';
import { prepareDrain, waitingOperations } from '../../../renderer/engine/sync/drain.ts';
import type { NewOperation, Operation } from '../../../shared/operations/operation.ts';
import { newOperationSchema } from '../../../shared/operations/operation.ts';
import type { Problem } from '../../../shared/contract/station.ts';
import {
  become,
  letIn,
  operation,
  person,
  REGISTER,
  REMOVE,
  setFields,
  setStatus,
  state,
  TABLES,
  walkIn,
} from '../sync/made-up.ts';

function makeDesk(problem: Problem | null = null) {
  const people = new People(() => undefined);
  people.setTables(TABLES);
  people.takeRows('participants', [
    person(1, { LastName: 'Орлова', Company: 'Ромашка' }, { Phone: 79001234567 }),
    person(2, {}, { Statuses: [] }),
  ]);
  const journal: NewOperation[] = [];
  let ids = 0;
  const leaving = new Set<number>();
  const session = {
    people,
    leaving,
    async record(operations: readonly NewOperation[]) {
      if (problem !== null) return { ok: false, problem };
      const recorded = operations.map((one): Operation => {
        newOperationSchema.parse(one);
        journal.push(one);
        return operation(journal.length, one.participant, one.intent, { id: one.id });
      });
      people.takeOperations(recorded);
      return { ok: true, value: recorded };
    },
  } as unknown as Session;
  const commands = createCommands(session, () => `made-up-${(ids += 1)}`);
  const intents = () => journal.map((one) => one.intent);
  return { people, commands, journal, intents, leaving };
}

describe('commands', () => {
  it('invariant 1: are done when the journal has them, and say why when it does not', async () => {
    const desk = makeDesk();
    expect(await desk.commands.setStatus('id:1', null, 2)).toEqual({
      ok: true,
      key: 'id:1',
      operationIds: ['made-up-1'],
    });
    expect(desk.journal.map((one) => one.id)).toEqual(['made-up-1']);
    const full = makeDesk({ code: 'disk', detail: 'full' });
    expect(await full.commands.setStatus('id:1', null, 2)).toEqual({ ok: false, code: 'disk', detail: 'full' });
    expect(full.people.viewOf('id:1')?.statuses[0]?.statusId).toBe(1);
  });

  it('invariant 6: hold what was seen, own operations included', async () => {
    const { commands, intents } = makeDesk();
    await commands.setStatus('id:1', null, 2);
    await commands.setStatus('id:1', null, 3);
    expect(intents()).toEqual([setStatus(2, 1), setStatus(3, 2)]);
  });

  it('that change nothing make no operation', async () => {
    const { commands, journal } = makeDesk();
    expect(await commands.setStatus('id:1', null, 1)).toEqual({ ok: true, key: 'id:1', operationIds: [] });
    expect(await commands.setStatus('id:2', null, null)).toMatchObject({ operationIds: [] });
    expect(
      await commands.saveProfile('id:1', { LastName: ' Орлова ', Phone: '79001234567', Position: '' }),
    ).toMatchObject({
      operationIds: [],
    });
    expect(journal).toEqual([]);
  });

  it('send only the fields that differ, in one operation', async () => {
    const { commands, intents } = makeDesk();
    await commands.saveProfile('id:1', { LastName: 'Орлова', Company: '', Position: 'Врач' });
    expect(intents()).toEqual([setFields({ Company: '', Position: 'Врач' }, { Company: 'Ромашка', Position: '' })]);
  });

  it('say who is meant, for the day when nobody is left to look up', async () => {
    const { commands, journal } = makeDesk();
    await commands.remove('id:1');
    expect(journal[0]).toMatchObject({
      about: { name: 'Орлова Имя', email: 'person1@example.com' },
      intent: { kind: 'remove', saw: [{ PartId: null, StatusId: 1 }] },
    });
  });

  it('make a walk-in whose key is known at once, and work on them before the server knows of them', async () => {
    const { commands, people, journal } = makeDesk();
    const made = await commands.create({ fields: { LastName: 'Новый' }, spelling: { LastName: 'Novy' }, statuses: [] });
    expect(made).toEqual({ ok: true, key: 'local:made-up-1', operationIds: ['made-up-1'] });
    await commands.letIn('local:made-up-1', null, 'handedOut');
    expect(people.viewOf('local:made-up-1')).toMatchObject({ ru: { LastName: 'Новый' }, badges: [{ pending: true }] });
    expect(journal.map((one) => one.participant)).toEqual(['local:made-up-1', 'local:made-up-1']);
  });

  it('go to the Id of a walk-in as soon as it is known', async () => {
    const { commands, people, journal } = makeDesk();
    await commands.create({ fields: { LastName: 'Новый' }, spelling: {}, statuses: [] });
    people.takeOperations([become(people.book.get('made-up-1')!, state('accepted', 81))]);
    expect(await commands.letIn('local:made-up-1', null, 'handedOut')).toMatchObject({ ok: true, key: 'id:81' });
    expect(journal.at(-1)?.participant).toBe('id:81');
  });

  it('on somebody who is not there say so', async () => {
    const { commands, journal } = makeDesk();
    expect(await commands.setStatus('id:9', null, 2)).toMatchObject({ ok: false, code: 'notFound' });
    expect(await commands.letIn('local:nobody', null, 'handedOut')).toMatchObject({ ok: false, code: 'notFound' });
    expect(journal).toEqual([]);
  });

  it('invariant 8: say nothing of the operator', async () => {
    const { commands, journal } = makeDesk();
    await commands.setStatus('id:1', null, 2);
    expect(Object.keys(journal[0]!).sort()).toEqual(['about', 'id', 'intent', 'participant']);
  });
});

describe('undoing what has left', () => {
  it('is the opposite operation', async () => {
    const { commands, people, intents } = makeDesk();
    people.takeOperations([
      operation(101, 'id:1', setStatus(2, 1), { state: state('accepted') }),
      operation(
        102,
        'id:1',
        setFields({ Company: 'Лютик', Position: 'Врач' }, { Company: 'Ромашка', Position: null }),
        {
          state: state('accepted'),
        },
      ),
    ]);
    await commands.compensate(people.book.get('operation-101')!);
    await commands.compensate(people.book.get('operation-102')!);
    expect(intents()).toEqual([
      setStatus(1, 2),
      setFields({ Company: 'Ромашка', Position: '' }, { Company: 'Лютик', Position: 'Врач' }),
    ]);
  });

  it('of a registration is a removal, of a removal a registration with the statuses that were seen', async () => {
    const { commands, people, intents } = makeDesk();
    await commands.compensate(operation(101, 'id:1', REGISTER));
    const saw = [{ PartId: null, StatusId: 1 }];
    const removal = operation(102, 'id:2', { kind: 'remove', saw }, { state: state('accepted') });
    people.takeOperations([removal]);
    expect(await commands.compensate(removal)).toMatchObject({ ok: true, key: 'id:2' });
    expect(intents()).toEqual([
      { kind: 'remove', saw },
      { kind: 'register', fields: {}, statuses: saw },
    ]);
  });

  it('invariant 6: overwrites nothing that came meanwhile: that is a conflict, and a person decides', async () => {
    const { commands, people, intents } = makeDesk();
    const status = operation(101, 'id:1', setStatus(2, 1), { state: state('done') });
    const fields = operation(102, 'id:1', setFields({ Company: 'Лютик' }, { Company: 'Ромашка' }), {
      state: state('done'),
    });
    const registration = operation(
      103,
      'id:1',
      { kind: 'register', fields: {}, statuses: [{ PartId: null, StatusId: 2 }] },
      { state: state('done') },
    );
    const theirs = { Statuses: [{ PartId: null, StatusId: 3 }] };
    people.takeRows('participants', [person(1, { LastName: 'Орлова', Company: 'Роза' }, theirs)]);
    for (const done of [status, fields, registration]) await commands.compensate(done);
    expect(intents()).toEqual([
      setStatus(1, 2),
      setFields({ Company: 'Ромашка' }, { Company: 'Лютик' }),
      { kind: 'remove', saw: [{ PartId: null, StatusId: 2 }] },
    ]);
    // the change of the profile waits for the status before it
    const cursors = { participants: null, badges: null };
    const { settlements, clearances } = prepareDrain(people, waitingOperations(people), cursors);
    expect([clearances, settlements.map((one) => one.action === 'attention' && one.reason)]).toEqual([
      [],
      [
        { why: 'conflict', field: 'Status', theirs: 3, serverTime: '2026-10-05 09:00:00' },
        { why: 'conflict', field: 'Status', theirs: 3, serverTime: '2026-10-05 09:00:00' },
      ],
    ]);
  });

  it('makes nothing where the server has come to the value from before', async () => {
    const { commands, people, intents } = makeDesk();
    people.takeRows('participants', [person(1, { LastName: 'Орлова', Company: 'Ромашка' })]);
    expect(await commands.compensate(operation(101, 'id:1', setStatus(2, 1)))).toMatchObject({ ok: true });
    const both = setFields({ Company: 'Лютик', Position: 'Врач' }, { Company: 'Ромашка', Position: 'Сестра' });
    await commands.compensate(operation(102, 'id:1', both));
    expect(intents()).toEqual([setFields({ Position: 'Сестра' }, { Position: 'Врач' })]);
  });

  it('a badge record has no opposite: it is final', async () => {
    const { commands, journal } = makeDesk();
    expect(await commands.compensate(operation(101, 'id:1', letIn()))).toBeNull();
    expect(journal).toEqual([]);
  });
});

describe('insisting', () => {
  it('on a registration of somebody who is there with another status sets that status over theirs', async () => {
    const { commands, intents, journal } = makeDesk();
    const statuses = [{ PartId: null, StatusId: 2 }];
    const register = { kind: 'register', fields: {}, statuses } as const;
    const over = [{ kind: 'status', partId: null, saw: 1, set: 2 }];
    await commands.insist(operation(101, 'id:1', { ...register, statuses: [...statuses] }));
    expect(intents()).toEqual(over);
    await commands.insist({ ...operation(102, 'local:operation-102', walkIn({}, 3)), existing: 1 });
    expect(intents()[1]).toEqual({ kind: 'status', partId: null, saw: 2, set: 3 });
    expect(journal[1]?.participant).toBe('id:1');
  });

  it('takes what the server has now for seen', async () => {
    const { commands, people, intents } = makeDesk();
    people.takeRows('participants', [person(1, { Company: 'Роза' }, { Statuses: [{ PartId: null, StatusId: 3 }] })]);
    await commands.insist(operation(101, 'id:1', setStatus(2, 1), { state: state('attention') }));
    await commands.insist(operation(102, 'id:1', setFields({ Company: 'Лютик' }, { Company: 'Ромашка' })));
    expect(intents()).toEqual([setStatus(2, 3), setFields({ Company: 'Лютик' }, { Company: 'Роза' })]);
  });

  it('on a status of somebody who was removed registers them again; on anything else cannot', async () => {
    const { commands, intents } = makeDesk();
    await commands.insist(operation(101, 'id:9', setStatus(2, 1)));
    expect(intents()).toEqual([{ kind: 'register', fields: {}, statuses: [{ PartId: null, StatusId: 2 }] }]);
    expect(await commands.insist(operation(102, 'id:8', letIn()))).toMatchObject({ ok: false, code: 'notFound' });
    expect(await commands.insist(operation(103, 'id:8', REMOVE))).toMatchObject({ ok: false });
    expect(await commands.insist(operation(104, 'id:8', setStatus(null, 1)))).toMatchObject({ ok: false });
  });

  it('on somebody who is gone and stays here for what is open of theirs is as on somebody who was removed', async () => {
    const { commands, intents, leaving } = makeDesk();
    leaving.add(1);
    await commands.insist(operation(101, 'id:1', setStatus(2, 1)));
    await commands.insist(operation(102, 'id:1', REGISTER));
    expect(intents()).toEqual([{ kind: 'register', fields: {}, statuses: [{ PartId: null, StatusId: 2 }] }, REGISTER]);
    // no PUT that would register them without a word
    expect(await commands.insist(operation(103, 'id:1', setFields({ Company: 'A' }, { Company: '' })))).toMatchObject({
      ok: false,
      code: 'notFound',
    });
    expect(await commands.insist(operation(104, 'id:1', REMOVE))).toMatchObject({ ok: true });
    expect(intents()).toHaveLength(3);
  });

  it('on a walk-in that the server refused makes nothing new: there is nobody to work on', async () => {
    const { commands, people, journal } = makeDesk();
    const create = operation(101, 'local:operation-101', walkIn({ LastName: 'Новый' }), { state: state('attention') });
    people.takeOperations([create]);
    expect(await commands.insist(create)).toMatchObject({ ok: false, code: 'notFound' });
    expect(journal).toEqual([]);
  });
});
