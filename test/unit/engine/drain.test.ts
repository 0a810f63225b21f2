import { describe, expect, it } from 'vitest';
import { People } from '../../../renderer/engine/people.ts';
import {
  findLookalikes,
  hasUnsettled,
  heldUpBy,
  prepareDrain,
  waitingOperations,
} from '../../../renderer/engine/sync/drain.ts';
import type { Operation } from '../../../shared/operations/operation.ts';
import { nomailAddress } from '../../../shared/ruvents/nomail.ts';
import type { ParticipantRow } from '../../../shared/ruvents/rows.ts';
import {
  badgeRow,
  become,
  HANDED_OVER,
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

const CURSORS = { participants: '2026-10-05 09:00:00', badges: null };

function makePeople(rows: readonly ParticipantRow[], operations: readonly Operation[]): People {
  const people = new People(() => undefined);
  people.setTables(TABLES);
  people.takeRows('participants', rows);
  people.takeOperations(operations);
  return people;
}

function drain(rows: readonly ParticipantRow[], operations: readonly Operation[]) {
  const people = makePeople(rows, operations);
  const { clearances, settlements } = prepareDrain(people, waitingOperations(people), CURSORS);
  return {
    clearances,
    settlements,
    cleared: clearances.map((one) => one.id),
    reasons: settlements.map((one) => [one.id, one.action === 'attention' ? one.reason.why : one.action]),
  };
}

describe('invariant 4: the fence', () => {
  it('holds the cursors, and for a walk-in the people who could already be taken for them', () => {
    const create = operation(1, 'local:operation-1', walkIn({ LastName: 'Орлова', Email: 'o@example.com' }));
    const rows = [person(1, {}, { Email: 'O@example.com' }), person(2, { LastName: 'Орлова' })];
    expect(drain(rows, [create]).clearances).toEqual([
      { id: 'operation-1', fence: { ...CURSORS, known: [1] }, carry: null },
    ]);
  });

  it('holds for a badge the badges that the person has, our own among them', () => {
    const people = makePeople(
      [person(1)],
      [operation(1, 'id:1', letIn(), { state: state('accepted', 51) }), operation(2, 'id:1', letIn())],
    );
    people.takeRows('badges', [badgeRow(50, 1)]);
    const { clearances } = prepareDrain(people, waitingOperations(people), CURSORS);
    expect(clearances).toMatchObject([{ id: 'operation-2', fence: { known: [50, 51] } }]);
  });
});

describe('invariant 5: what may leave', () => {
  it('is everything that has no conflict, each person by themselves', () => {
    const { cleared, reasons } = drain(
      [person(1), person(2), person(3)],
      [
        operation(1, 'id:1', setStatus(2, 3)), // another desk has set it
        operation(2, 'id:2', setStatus(2)),
        operation(3, 'id:3', letIn()),
        operation(4, 'id:9', setStatus(2)), // removed by another desk
        operation(5, 'id:9', REGISTER),
      ],
    );
    expect(cleared).toEqual(['operation-2', 'operation-3', 'operation-5']);
    expect(reasons).toEqual([
      ['operation-1', 'conflict'],
      ['operation-4', 'removed'],
    ]);
  });

  it('a walk-in and all that was done for them leave together', () => {
    const { cleared } = drain(
      [],
      [
        operation(1, 'local:operation-1', walkIn({ LastName: 'Орлова' })),
        operation(2, 'local:operation-1', setStatus(2)),
        operation(3, 'local:operation-1', letIn()),
      ],
    );
    expect(cleared).toEqual(['operation-1', 'operation-2', 'operation-3']);
  });

  it('nothing leaves for a walk-in whom the server refused', () => {
    const { cleared, settlements } = drain(
      [],
      [
        operation(1, 'local:operation-1', walkIn({ LastName: 'Орлова' }), { state: state('attention') }),
        operation(2, 'local:operation-1', letIn()),
      ],
    );
    expect([cleared, settlements]).toEqual([[], []]);
  });

  it('a second badge waits until the first one has an Id to be known by', () => {
    for (const under of ['queued', 'sending', 'uncertain'] as const) {
      const { cleared } = drain(
        [person(1)],
        [operation(1, 'id:1', letIn(), { state: state(under) }), operation(2, 'id:1', letIn())],
      );
      expect(cleared).toEqual(under === 'queued' ? ['operation-1'] : []);
    }
  });

  it('what stands in attention holds up nobody else', () => {
    const { cleared } = drain(
      [person(1)],
      [
        operation(1, 'id:1', setStatus(3), { state: state('attention') }),
        operation(2, 'id:1', setStatus(2)),
        operation(3, 'id:1', letIn()),
      ],
    );
    expect(cleared).toEqual(['operation-2', 'operation-3']);
  });
});

describe('invariant 6: against what the server has now', () => {
  it('stand the own earlier operations, since they will be there first', () => {
    const { cleared, settlements } = drain(
      [person(1)],
      [operation(1, 'id:1', setStatus(2, 1)), operation(2, 'id:1', setStatus(3, 2))],
    );
    expect([cleared, settlements]).toEqual([['operation-1', 'operation-2'], []]);
  });

  it('do not stand those that were just stopped', () => {
    const { cleared, reasons } = drain(
      [person(1)],
      [operation(1, 'id:1', setStatus(2, 3)), operation(2, 'id:1', setStatus(3, 2))],
    );
    expect([cleared, reasons]).toEqual([
      [],
      [
        ['operation-1', 'conflict'],
        ['operation-2', 'conflict'],
      ],
    ]);
  });

  it('a removal of our own goes before what follows it', () => {
    const { cleared } = drain([person(1)], [operation(1, 'id:1', REMOVE), operation(2, 'id:1', REGISTER)]);
    expect(cleared).toEqual(['operation-1', 'operation-2']);
  });
});

describe('a profile change', () => {
  const change = setFields({ Company: 'Лютик' }, { Company: '' });

  it('carries the status that the server has', () => {
    expect(drain([person(1)], [operation(1, 'id:1', change)]).clearances).toMatchObject([
      { id: 'operation-1', carry: { PartId: null, StatusId: 1 } },
    ]);
  });

  it("waits while a status of ours is under way: a remembered one would overwrite another desk's", () => {
    const { cleared } = drain([person(1)], [operation(1, 'id:1', setStatus(2)), operation(2, 'id:1', change)]);
    expect(cleared).toEqual(['operation-1']);
  });

  it('goes to attention where there is no status to carry', () => {
    const row = person(1, {}, { Statuses: [] });
    const { cleared, reasons } = drain([row], [operation(1, 'id:1', change), operation(2, 'id:1', letIn())]);
    expect([cleared, reasons]).toEqual([['operation-2'], [['operation-1', 'noStatus']]]);
  });
});

describe('a status in attention', () => {
  const conflict = { why: 'conflict', field: 'Status', theirs: 3, serverTime: null } as const;
  const asked = operation(1, 'id:1', setStatus(2), { state: { name: 'attention', reason: conflict } });
  const badge = operation(2, 'id:1', letIn());

  it('never holds a badge back', () => {
    expect(drain([person(1)], [asked, badge]).cleared).toEqual(['operation-2']);
    expect(heldUpBy(makePeople([person(1)], [asked, badge]), asked)).toBe(0);
  });

  it('unless the person has no status at all, which the badge would stand on', () => {
    const nobody = person(1, {}, { Statuses: [] });
    expect(drain([nobody], [asked, badge]).cleared).toEqual([]);
    expect(heldUpBy(makePeople([nobody], [asked, badge]), asked)).toBe(1);
  });

  it('holds up no badge of another part', () => {
    const parts = { ...TABLES, parts: [5, 6].map((Id) => ({ Id, Title: `Part ${Id}` })) };
    const people = new People(() => undefined);
    people.setTables(parts);
    people.takeRows('participants', [person(1, {}, { Statuses: [{ PartId: 5, StatusId: 1 }] })]);
    const ofPart = { ...asked, intent: setStatus(2, null, 6) };
    people.takeOperations([ofPart, { ...badge, intent: letIn(5) }, operation(3, 'id:1', letIn(6))]);
    const { clearances } = prepareDrain(people, waitingOperations(people), CURSORS);
    expect(clearances.map(({ id }) => id)).toEqual(['operation-2']);
    expect(heldUpBy(people, ofPart)).toBe(1);
  });
});

describe('people whom a walk-in could be', () => {
  const asked = (fields: Record<string, string>) => operation(9, 'local:operation-9', walkIn(fields));

  it('are people of the server, as the server has them', () => {
    const fields = { LastName: 'Орлова', FirstName: 'Имя', Email: '' };
    const people = makePeople(
      [person(1, { LastName: 'Орлова' }, { Email: '' }), person(2, { LastName: 'Орлов' }, { Email: '' })],
      [operation(1, 'local:operation-1', walkIn(fields)), operation(2, 'id:1', setStatus(3))],
    );
    expect(findLookalikes(people, asked(fields))).toEqual([{ id: 1, likeness: 'similar', differs: false }]);
  });

  it('are found even when they have just been changed here', () => {
    const fields = { LastName: 'Орлова', FirstName: 'Имя', Email: '' };
    const rows = [person(1, { LastName: 'Орлова' }, { Email: '' })];
    const people = makePeople(rows, [
      operation(1, 'id:1', setFields({ LastName: 'Соколова' }, { LastName: 'Орлова' })),
    ]);
    expect(findLookalikes(people, asked(fields)).map(({ id }) => id)).toEqual([1]);
  });
});

describe('what waits', () => {
  it('comes in the order of the journal', () => {
    const people = makePeople(
      [],
      [operation(3, 'id:3', letIn()), operation(1, 'id:1', letIn()), operation(2, 'id:2', letIn())],
    );
    expect(waitingOperations(people).map((one) => one.seq)).toEqual([1, 2, 3]);
  });

  it('counts as unsettled until the server shows it', () => {
    const unsettled = (name: Parameters<typeof state>[0]) =>
      hasUnsettled(makePeople([], [operation(1, 'id:1', letIn(), { state: state(name) })]));
    expect((['queued', 'sending', 'uncertain', 'accepted', 'attention'] as const).map(unsettled)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });
});

describe('a walk-in whom an earlier run of this station left unsent', () => {
  const fields = { LastName: 'Орлова', FirstName: 'Анна', Company: 'Ромашка', Phone: '+7 900 000-00-01' };
  const bare = { LastName: 'Орлова', FirstName: 'Анна' };
  const untouched = (seq: number, given: Record<string, string>) => {
    const made = operation(seq, `local:operation-${seq}`, walkIn(given));
    return { ...made, changedAt: made.madeAt };
  };
  const asRow = (id: number, given: Record<string, string>, email = '') =>
    person(id, { ...given }, { Email: email, ...('Phone' in given ? { Phone: given['Phone'] } : {}) });

  function drainLeftOver(
    rows: readonly ParticipantRow[],
    operations: readonly Operation[],
    isLeftOver: (operation: Operation) => boolean = () => true,
  ) {
    const people = makePeople(rows, operations);
    const { clearances, settlements } = prepareDrain(people, waitingOperations(people), CURSORS, isLeftOver);
    return {
      cleared: clearances.map(({ id }) => id),
      asked: settlements.map((one) => [one.id, one.action === 'attention' ? one.reason : one.action]),
    };
  }

  it('and who has come to the server meanwhile is asked about, with all that waits for them', () => {
    const { cleared, asked } = drainLeftOver(
      [asRow(5, fields)],
      [untouched(1, fields), operation(2, 'local:operation-1', letIn()), operation(3, 'id:5', setStatus(2))],
    );
    const users = [{ id: 5, name: 'Орлова Анна', company: 'Ромашка' }];
    expect([cleared, asked]).toEqual([['operation-3'], [['operation-1', { why: 'exists', field: '', users }]]]);
  });

  it('is asked about by their address, by the mark that only they carry, and by name, company and phone', () => {
    const whom = (given: Record<string, string>, row: ParticipantRow) => drainLeftOver([row], [untouched(1, given)]);
    const withEmail = { ...bare, Email: 'o@example.com' };
    expect(whom(withEmail, asRow(5, bare, 'O@example.com')).asked).toMatchObject([
      ['operation-1', { why: 'exists', field: 'Email', users: [{ id: 5 }] }],
    ]);
    expect(whom(bare, asRow(5, bare, nomailAddress('operation-1'))).asked).toMatchObject([
      ['operation-1', { why: 'exists', field: '' }],
    ]);
    expect(whom(bare, asRow(5, bare)).asked).toHaveLength(1);
    expect(whom(fields, asRow(5, { ...fields, Phone: '+7 900 000-00-02' })).cleared).toEqual(['operation-1']);
    expect(whom(fields, asRow(5, { ...fields, Company: 'Другая' })).cleared).toEqual(['operation-1']);
    // the server says no to the address of somebody else
    const other = asRow(5, { LastName: 'Соколова', FirstName: 'Анна' }, 'o@example.com');
    expect(whom(withEmail, other).cleared).toEqual(['operation-1']);
  });

  it('is sent when nobody is like them, or the one who is was made here', () => {
    expect(drainLeftOver([person(5)], [untouched(1, fields)]).cleared).toEqual(['operation-1']);
    const own = operation(1, 'local:operation-1', walkIn(fields), { state: state('accepted', 5) });
    expect(drainLeftOver([asRow(5, fields)], [own, untouched(2, fields)]).cleared).toEqual(['operation-2']);
  });

  it('is asked about once: not when they were made in this run, decided about, or sent before', () => {
    const row = asRow(5, fields);
    const left = untouched(1, fields);
    expect(drainLeftOver([row], [left], () => false).cleared).toEqual(['operation-1']);
    expect(drain([row], [left]).cleared).toEqual(['operation-1']);
    const decided = become(become(left, state('attention')), { name: 'queued' });
    expect(drainLeftOver([row], [decided])).toEqual({ cleared: ['operation-1'], asked: [] });
    expect(drainLeftOver([row], [{ ...left, tries: 1 }]).cleared).toEqual(['operation-1']);
  });
});

describe('what follows what was handed over', () => {
  it('a profile change carries the status that the server has, not the one that another station is to send', () => {
    const { clearances } = drain(
      [person(1)],
      [operation(1, 'id:1', setStatus(2), { state: HANDED_OVER }), operation(2, 'id:1', setFields({ Phone: 79 }))],
    );
    expect(clearances).toMatchObject([{ id: 'operation-2', carry: { PartId: null, StatusId: 1 } }]);
  });

  it('rests on it: a change of the value that was handed over is none against the server’s old one', () => {
    const { cleared } = drain(
      [person(1)],
      [operation(1, 'id:1', setStatus(2), { state: HANDED_OVER }), operation(2, 'id:1', setStatus(3, 2))],
    );
    expect(cleared).toEqual(['operation-2']);
  });

  it('waits for a walk-in whom the other station has to send, and is no matter for a person', () => {
    const handedOver = operation(1, 'local:operation-1', walkIn({ LastName: 'Орлова' }), { state: HANDED_OVER });
    const later = [operation(2, 'local:operation-1', letIn()), operation(3, 'local:operation-1', setStatus(2))];
    expect(drain([], [handedOver, ...later])).toMatchObject({ cleared: [], settlements: [] });
  });
});
