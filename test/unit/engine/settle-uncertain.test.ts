/** What a completed pull says of operations whose answer was lost. */
import { describe, expect, it } from 'vitest';
import type { Operation, OperationState } from '../../../shared/operations/operation.ts';
import { nomailAddress } from '../../../shared/ruvents/nomail.ts';
import { QUIET_TIME_MS } from '../../../shared/sync/verify.ts';
import { badgeRow, become, letIn, operation, person, setStatus, state, walkIn } from '../sync/made-up.ts';
import { Station, uncertain } from './settle-station.ts';

describe('invariant 4: an uncertain operation', () => {
  const fields = { LastName: 'Орлова', FirstName: 'Анна', Email: 'o@example.com' };
  const create = operation(1, 'local:operation-1', walkIn(fields));
  const arrived = person(81, { LastName: 'Орлова', FirstName: 'Анна' }, { Email: 'o@example.com' });

  it('is accepted when its one row has come', () => {
    const station = new Station();
    station.hear(uncertain(create));
    expect(station.pull().settlements).toEqual([]);
    expect(station.pull('participants', [arrived]).settlements).toEqual([
      { action: 'accepted', id: 'operation-1', serverId: 81 },
    ]);
  });

  it('is not taken for done by another desk’s row of the same person with another status', () => {
    const station = new Station();
    station.hear(uncertain(create));
    const theirs = { ...arrived, Statuses: [{ PartId: null, StatusId: 2 }] };
    expect(station.pull('participants', [theirs]).settlements).toEqual([]);
    station.now += QUIET_TIME_MS;
    expect(station.pull().settlements).toEqual([
      { action: 'attention', id: 'operation-1', reason: { why: 'ambiguous', candidates: [81] } },
    ]);
  });

  it('is not judged by a pull that began before the loss', () => {
    const station = new Station();
    const tick = station.settler.beginPull();
    station.hear(uncertain(create));
    station.now += QUIET_TIME_MS;
    expect(station.settler.judge('participants', tick).settlements).toEqual([]);
  });

  it('is sent again only after the quiet time', () => {
    const station = new Station();
    station.hear(uncertain(create));
    station.now += QUIET_TIME_MS - 1;
    expect(station.pull().settlements).toEqual([]);
    station.now += 1;
    expect(station.pull().settlements).toEqual([{ action: 'resend', id: 'operation-1' }]);
  });

  it('is not sent again on the word of a pull that began within the quiet time, however late it ends', () => {
    const station = new Station();
    station.hear(uncertain(create));
    station.now += QUIET_TIME_MS - 1;
    const tick = station.settler.beginPull();
    station.now += 60_000;
    expect(station.settler.judge('participants', tick).settlements).toEqual([]);
    expect(station.pull().settlements).toMatchObject([{ action: 'resend' }]);
  });

  it('is not sent again while its row may be in what the walks stepped over; after a minute a person is asked', () => {
    const station = new Station();
    const fence = { participants: '2026-10-05 09:00:00', badges: null, known: [] };
    const lost: OperationState = { name: 'uncertain', message: '', fence };
    station.hear(become(become(create, state('sending')), lost));
    station.now += QUIET_TIME_MS;
    expect(station.pull('participants', [], '2026-10-05 09:00:05').settlements).toEqual([]);
    expect(station.pull('participants', [], '2026-10-05 09:00:00').settlements).toMatchObject([{ action: 'resend' }]);
    station.now += 60_000;
    expect(station.pull('participants', [], '2026-10-05 09:00:05').settlements).toMatchObject([
      { action: 'attention', reason: { why: 'ambiguous', candidates: [] } },
    ]);
    expect(station.pull('participants', [arrived], '2026-10-05 09:00:05').settlements).toMatchObject([
      { action: 'accepted', serverId: 81 },
    ]);
  });

  it('lost a second time waits its whole quiet time again, though nobody heard of what was in between', () => {
    const station = new Station();
    const first = uncertain(create);
    station.hear(first);
    station.now += QUIET_TIME_MS;
    const tick = station.settler.beginPull();
    station.hear(uncertain(become(first, state('queued'))));
    expect(station.settler.judge('participants', tick).settlements).toEqual([]);
    expect(station.pull().settlements).toEqual([]);
    station.now += QUIET_TIME_MS;
    expect(station.pull().settlements).toMatchObject([{ action: 'resend' }]);
  });

  it('does not take what was known at the fence, nor what another operation made', () => {
    const station = new Station(arrived);
    station.hear(uncertain(create, [81]));
    expect(station.pull().settlements).toEqual([]);
    const other = new Station();
    other.hear(operation(2, 'local:operation-2', walkIn(fields), { state: state('accepted', 81) }), uncertain(create));
    other.pull('participants', [arrived]);
    expect(other.pull().settlements).not.toContainEqual({ action: 'accepted', id: 'operation-1', serverId: 81 });
  });

  it('never shares a row with another one: two that look the same do not both take the one that came', () => {
    const station = new Station();
    const twin = operation(2, 'local:operation-2', walkIn(fields));
    station.hear(uncertain(create), uncertain(twin));
    expect(station.pull('participants', [arrived]).settlements).toEqual([
      { action: 'accepted', id: 'operation-1', serverId: 81 },
    ]);
  });

  it('takes no row that one on its way may have made: its answer says so', () => {
    const station = new Station(person(1));
    station.pull('badges');
    const sending = become(operation(2, 'id:1', letIn()), state('sending'));
    station.hear(uncertain(operation(1, 'id:1', letIn())), sending);
    expect(station.pull('badges', [badgeRow(50, 1)]).settlements).toEqual([]);
    station.hear(become(sending, state('accepted', 50)));
    station.now += QUIET_TIME_MS;
    expect(station.pull('badges').settlements).toEqual([
      { action: 'resend', id: 'operation-1' },
      { action: 'done', id: 'operation-2' },
    ]);
  });

  it('nor who is registered on the way', () => {
    const station = new Station();
    const sending = become(operation(2, 'local:operation-2', walkIn(fields)), state('sending'));
    station.hear(uncertain(operation(1, 'local:operation-1', walkIn(fields))), sending);
    expect(station.pull('participants', [arrived]).settlements).toEqual([]);
    station.hear(uncertain(become(sending, { name: 'queued' })));
    expect(station.pull().settlements).toEqual([{ action: 'accepted', id: 'operation-1', serverId: 81 }]);
  });

  it('takes no row that was given to another before the journal has told of it', () => {
    const station = new Station();
    station.hear(uncertain(operation(1, 'local:operation-1', walkIn(fields))));
    station.pull('participants', [arrived]);
    station.hear(uncertain(operation(2, 'local:operation-2', walkIn(fields))));
    expect(station.pull().settlements).toEqual([{ action: 'accepted', id: 'operation-1', serverId: 81 }]);
  });

  it('with several candidates is a matter for a person', () => {
    const station = new Station();
    station.hear(uncertain(create));
    const rows = [arrived, { ...arrived, Id: 82 }];
    expect(station.pull('participants', rows).settlements).toMatchObject([
      { action: 'attention', reason: { why: 'ambiguous', candidates: [81, 82] } },
    ]);
  });

  it("without email takes nobody for its own: a namesake may be another desk's", () => {
    const nameless = { LastName: 'Орлова', FirstName: 'Анна' };
    const station = new Station();
    station.hear(uncertain(operation(1, 'local:operation-1', walkIn(nameless))));
    const namesake = person(81, nameless, { Email: '' });
    expect(station.pull('participants', [namesake]).settlements).toEqual([]); // its own may still be on its way
    station.now += QUIET_TIME_MS;
    expect(station.pull().settlements).toMatchObject([
      { action: 'attention', reason: { why: 'ambiguous', candidates: [81] } },
    ]);
  });

  it('without email is known by the address that only it sends', () => {
    const nameless = { LastName: 'Орлова', FirstName: 'Анна' };
    const station = new Station();
    station.hear(uncertain(operation(1, 'local:operation-1', walkIn(nameless))));
    const rows = [person(81, nameless, { Email: '' }), person(82, nameless, { Email: nomailAddress('operation-1') })];
    expect(station.pull('participants', rows).settlements).toEqual([
      { action: 'accepted', id: 'operation-1', serverId: 82 },
    ]);
  });

  it('badge under an operator whom another desk uses too is a matter for a person', () => {
    const station = new Station(person(1), person(2));
    station.pull('badges');
    station.hear(uncertain(operation(1, 'id:1', letIn())));
    expect(station.pull('badges', [badgeRow(50, 2), badgeRow(51, 1)]).settlements).toMatchObject([
      { action: 'attention', reason: { why: 'ambiguous', candidates: [51] } },
    ]);
  });

  it('badge is clear while nobody else has used its operator in this session', () => {
    const station = new Station(person(1), person(2));
    station.pull('badges', [badgeRow(49, 2)]); // of another day
    station.hear(
      uncertain(operation(1, 'id:1', letIn())),
      operation(2, 'id:2', letIn(), { state: state('accepted', 50) }),
    );
    expect(station.pull('badges', [badgeRow(50, 2), badgeRow(51, 1)]).settlements).toContainEqual({
      action: 'accepted',
      id: 'operation-1',
      serverId: 51,
    });
  });

  it("whose server said an unknown no is looked for first; not there, it is refused in the server's words", () => {
    const said = { code: 500, message: 'Внутренняя ошибка', http: 500 };
    const refused = (of: Operation): Operation => {
      const lost = uncertain(of);
      return lost.state.name === 'uncertain' ? { ...lost, state: { ...lost.state, refusal: said } } : lost;
    };
    const applied = new Station();
    applied.hear(refused(create));
    expect(applied.pull('participants', [arrived]).settlements).toMatchObject([{ action: 'accepted', serverId: 81 }]);
    const not = new Station();
    not.hear(refused(create));
    expect(not.pull().settlements).toEqual([]);
    not.now += QUIET_TIME_MS;
    expect(not.pull().settlements).toEqual([
      { action: 'attention', id: 'operation-1', reason: { why: 'refused', ...said } },
    ]);
  });

  it('goes to attention after five losses in a row, each verified as not there, while others get through', () => {
    const station = new Station(person(1));
    let one = uncertain(create);
    for (let times = 1; times <= 5; times += 1) {
      station.hear(one);
      station.now += 1;
      station.hear(operation(10 + times, 'id:1', setStatus(2), { state: state('accepted') }));
      station.now += QUIET_TIME_MS;
      const settlement = station.pull().settlements.find(({ id }) => id === 'operation-1');
      expect(settlement).toMatchObject(
        times < 5 ? { action: 'resend' } : { action: 'attention', reason: { why: 'failing', times: 5 } },
      );
      station.hear(become(one, state('queued')));
      one = uncertain(one);
    }
  });

  it('found not to be there again and again, while nothing is sent, was lost once', () => {
    const station = new Station(person(1));
    station.hear(uncertain(create));
    station.now += 1;
    station.hear(operation(2, 'id:1', setStatus(2), { state: state('accepted') }));
    for (let times = 0; times < 9; times += 1) {
      station.now += QUIET_TIME_MS;
      expect(station.pull().settlements).toContainEqual({ action: 'resend', id: 'operation-1' });
    }
  });

  it('registered by POST after all is no namesake’s row, and not sent again while one is there', () => {
    const station = new Station();
    const nameless = { LastName: 'Орлова', FirstName: 'Анна' };
    station.hear(uncertain(operation(1, 'id:77', { kind: 'register', fields: nameless, statuses: [] })));
    station.now += QUIET_TIME_MS;
    expect(station.pull('participants', [person(81, nameless, { Email: '' })]).settlements).toMatchObject([
      { action: 'attention', reason: { why: 'ambiguous', candidates: [81] } },
    ]);
  });

  it('of a server that takes nothing at all waits, longer each time, and never becomes a matter for a person', () => {
    const station = new Station();
    let all = [1, 2, 3, 4].map((seq) =>
      uncertain(operation(seq, `local:operation-${seq}`, walkIn({ LastName: `Л${seq}` }))),
    );
    const waited: number[] = [];
    for (let times = 1; times <= 9; times += 1) {
      station.hear(...all);
      const before = station.now;
      let settlements = station.pull().settlements;
      while (settlements.length === 0) {
        station.now += QUIET_TIME_MS;
        ({ settlements } = station.pull());
      }
      expect(settlements.map(({ action }) => action)).toEqual(all.map(() => 'resend'));
      waited.push((station.now - before) / QUIET_TIME_MS);
      station.hear(...all.map((one) => become(one, state('queued'))));
      all = all.map((one) => uncertain(one));
    }
    expect(waited).toEqual([1, 2, 4, 8, 8, 8, 8, 8, 8]);
  });

  it('that is alone is a matter for a person after eight losses: nothing else is there to get through', () => {
    const station = new Station();
    let one = uncertain(create);
    const actions: string[] = [];
    for (let times = 1; times <= 8; times += 1) {
      station.hear(one);
      station.now += 8 * QUIET_TIME_MS;
      actions.push(...station.pull().settlements.map(({ action }) => action));
      station.hear(become(one, state('queued')));
      one = uncertain(one);
    }
    expect(actions).toEqual([...Array.from({ length: 7 }, () => 'resend'), 'attention']);
  });

  it('walk-in who is somebody of RUNET-ID is done when that person has come with their status', () => {
    const station = new Station();
    station.hear({ ...uncertain(create), existing: 90 });
    expect(station.pull().settlements).toEqual([]);
    expect(station.pull('participants', [person(90)]).settlements).toEqual([
      { action: 'accepted', id: 'operation-1', serverId: 90 },
    ]);
  });

  it('badge is found among the badges of its person, under the Id that they got', () => {
    const station = new Station();
    station.hear(
      operation(1, 'local:operation-1', walkIn({}), { state: state('accepted', 81) }),
      uncertain(operation(2, 'local:operation-1', letIn()), [40]),
    );
    const rows = [badgeRow(40, 81), badgeRow(41, 81, { OperatorId: 9 }), badgeRow(42, 82), badgeRow(43, 81)];
    expect(station.pull('badges', rows).settlements).toEqual([{ action: 'accepted', id: 'operation-2', serverId: 43 }]);
  });

  it('status is judged by what the server has, not by what is seen here', () => {
    const station = new Station(person(1));
    station.hear(uncertain(operation(1, 'id:1', setStatus(2))));
    expect(station.pull().settlements).toEqual([]); // the view shows 2, the server 1
    const row = person(1, {}, { Statuses: [{ PartId: null, StatusId: 2 }] });
    expect(station.pull('participants', [row]).settlements).toMatchObject([{ action: 'accepted' }]);
  });

  it('status over a third value is a matter for a person', () => {
    const station = new Station(person(1, {}, { Statuses: [{ PartId: null, StatusId: 3 }] }));
    station.hear(uncertain(operation(1, 'id:1', setStatus(2))));
    expect(station.pull().settlements).toMatchObject([{ reason: { why: 'conflict', theirs: 3 } }]);
  });
});
