/** What a completed pull says of what the server has accepted, and of what waits for a person. */
import { describe, expect, it } from 'vitest';
import { QUIET_TIME_MS } from '../../../shared/sync/verify.ts';
import {
  badgeRow,
  become,
  letIn,
  operation,
  person,
  REGISTER,
  REMOVE,
  setFields,
  setStatus,
  state,
  walkIn,
} from '../sync/made-up.ts';
import { Station } from './settle-station.ts';

const done = (id: string) => [{ action: 'done', id }];

describe('invariant 2: an accepted operation stays folded until a pull that began after its answer has completed', () => {
  it('a pull that began before says nothing', () => {
    const station = new Station(person(1));
    const tick = station.settler.beginPull();
    station.hear(operation(1, 'id:1', setStatus(2), { state: state('accepted') }));
    const row = person(1, {}, { Statuses: [{ PartId: null, StatusId: 2 }] });
    station.people.takeRows('participants', [row]);
    expect(station.settler.judge('participants', tick).settlements).toEqual([]);
    expect(station.pull().settlements).toEqual(done('operation-1'));
  });

  it('nor does a pull of another feed', () => {
    const station = new Station(person(1));
    station.hear(operation(1, 'id:1', setStatus(2), { state: state('accepted') }));
    expect(station.pull('badges').settlements).toEqual([]);
  });

  it('a walk-in stays until they are there, a badge until the server shows it', () => {
    const station = new Station(person(1));
    station.hear(
      operation(1, 'local:operation-1', walkIn({}), { state: state('accepted', 81) }),
      operation(2, 'id:1', letIn(), { state: state('accepted', 50) }),
    );
    expect([station.pull().settlements, station.pull('badges').settlements]).toEqual([[], []]);
    expect(station.pull('participants', [person(81)]).settlements).toEqual(done('operation-1'));
    expect(station.pull('badges', [badgeRow(50, 1)]).settlements).toEqual(done('operation-2'));
  });
});

describe('invariant 6: a yes of the server is compared with what it shows', () => {
  const change = operation(
    1,
    'id:1',
    setFields({ Company: 'Лютик', Position: 'Врач' }, { Company: '', Position: '' }),
    {
      state: state('accepted'),
    },
  );

  it('a profile change that it ignored goes to attention', () => {
    const station = new Station(person(1));
    station.hear(change);
    const half = [person(1, { Position: 'Врач' })];
    expect(station.pull('participants', half).settlements).toEqual([]); // a feed may lag behind the answer
    station.now += QUIET_TIME_MS;
    expect(station.pull('participants', half).settlements).toEqual([
      { action: 'attention', id: 'operation-1', reason: { why: 'notTaken', fields: ['Company'] } },
    ]);
  });

  it('a status that it ignored goes to attention, one that another desk set back does not', () => {
    const accepted = operation(1, 'id:1', setStatus(2), { state: state('accepted') });
    const ignored = new Station(person(1));
    ignored.hear(accepted);
    expect(ignored.pull().settlements).toEqual([]);
    ignored.now += QUIET_TIME_MS;
    expect(ignored.pull().settlements).toMatchObject([{ reason: { why: 'notTaken', fields: ['Status'] } }]);
    const setBack = new Station(person(1));
    setBack.hear(accepted);
    const row = person(1, {}, { UpdateTime: '2026-10-05 09:05:00' });
    expect(setBack.pull('participants', [row]).settlements).toEqual(done('operation-1'));
  });

  it('one that it took, or that somebody has changed since, is done', () => {
    for (const names of [
      { Company: 'Лютик', Position: 'Врач' },
      { Company: 'Роза', Position: 'Врач' },
    ]) {
      const station = new Station(person(1));
      station.hear(change);
      expect(station.pull('participants', [person(1, names)]).settlements).toEqual(done('operation-1'));
    }
  });
});

describe('equal values are no matter for a person', () => {
  it('a change in attention is done when the server shows what it set', () => {
    const station = new Station(person(1));
    const reason = { why: 'conflict', field: 'Status', theirs: 3, serverTime: null } as const;
    station.hear(operation(1, 'id:1', setStatus(2), { state: { name: 'attention', reason } }));
    expect(station.pull().settlements).toEqual([]);
    const row = person(1, {}, { Statuses: [{ PartId: null, StatusId: 2 }] });
    expect(station.pull('participants', [row]).settlements).toEqual([
      { action: 'accepted', id: 'operation-1', serverId: null },
    ]);
  });
});

describe('invariant 7: a participant disappears only for good reason', () => {
  it('who was registered and removed before a pull came by is gone with both', () => {
    const station = new Station();
    station.hear(
      operation(1, 'local:operation-1', walkIn({ LastName: 'Орлова' }), { state: state('accepted', 81) }),
      operation(2, 'local:operation-1', REMOVE, { state: state('accepted') }),
    );
    expect(station.pull().settlements).toEqual([...done('operation-1'), ...done('operation-2')]);
  });

  it('a removal that the server accepted is believed when the person has not changed since', () => {
    const station = new Station(person(1));
    station.hear(operation(1, 'id:1', REMOVE, { state: state('accepted') }));
    expect(station.pull('participants', [person(1)])).toMatchObject({ settlements: done('operation-1'), removed: [1] });
  });

  it('not when they have come again in the feed', () => {
    const station = new Station(person(1));
    station.hear(operation(1, 'id:1', REMOVE, { state: state('accepted') }));
    const again = person(1, {}, { UpdateTime: '2026-10-05 11:00:00' });
    expect(station.pull('participants', [again])).toMatchObject({ settlements: done('operation-1'), removed: [] });
  });

  it('a change that a pull brings which began before the server took the removal is no return', () => {
    const station = new Station(person(1));
    const tick = station.settler.beginPull('participants');
    station.hear(operation(1, 'id:1', REMOVE, { state: state('accepted') }));
    station.people.takeRows('participants', [person(1, {}, { UpdateTime: '2026-10-05 10:00:00' })]);
    expect(station.settler.judge('participants', tick)).toMatchObject({ settlements: [], removed: [] });
    expect(station.pull('badges')).toMatchObject({ settlements: [], removed: [] });
    expect(station.pull()).toMatchObject({ settlements: done('operation-1'), removed: [1] });
  });

  it('never while they have pending operations: undone, the person keeps their name', () => {
    const station = new Station(person(1, { LastName: 'Орлова' }));
    const register = operation(2, 'id:1', REGISTER);
    station.hear(operation(1, 'id:1', REMOVE, { state: state('accepted') }), register);
    const judged = station.pull();
    expect(judged).toMatchObject({ settlements: [], removed: [] });
    expect(station.people.viewOf('id:1')?.ru).toMatchObject({ LastName: 'Орлова' });
    station.hear(become(register, state('accepted')));
    const back = person(1, { LastName: 'Орлова' }, { UpdateTime: '2026-10-05 11:00:00' });
    const { settlements, removed } = station.pull('participants', [back]);
    expect([settlements.map((one) => one.action), removed]).toEqual([['done', 'done'], []]);
  });
});

describe('what the server accepted and its feed does not show', () => {
  it('is said once after a minute: a sweep may find it', () => {
    const station = new Station();
    station.hear(operation(1, 'local:operation-1', walkIn({}), { state: state('accepted', 81) }));
    expect(station.pull().unseen).toBe(false);
    station.now += 60_000;
    expect([station.pull().unseen, station.pull().unseen]).toEqual([true, false]);
  });
});

describe('what the server made and another desk took away before a pull came by', () => {
  it('is done when a complete sweep that began after it does not show it', () => {
    const station = new Station(person(1));
    const before = station.settler.beginPull();
    station.hear(
      operation(1, 'local:operation-1', walkIn({}), { state: state('accepted', 81) }),
      operation(2, 'id:1', setStatus(2), { state: state('accepted') }),
    );
    expect(station.settler.judgeSwept('participants', before)).toEqual([]);
    const after = station.settler.beginPull();
    expect(station.settler.judgeSwept('badges', after)).toEqual([]);
    expect(station.settler.judgeSwept('participants', after)).toEqual(done('operation-1'));
  });
});

describe('what is settled', () => {
  it('is forgotten: it is judged once', () => {
    const station = new Station(person(1));
    const status = operation(1, 'id:1', setStatus(2), { state: state('accepted') });
    station.hear(status);
    const row = person(1, {}, { Statuses: [{ PartId: null, StatusId: 2 }] });
    expect(station.pull('participants', [row]).settlements).toHaveLength(1);
    station.hear(become(status, state('done')));
    expect(station.pull().settlements).toEqual([]);
  });
});
