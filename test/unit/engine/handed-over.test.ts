/** What was handed over to another station, seen from here while rows of the server come. */
import { describe, expect, it } from 'vitest';
import { HandedOver } from '../../../renderer/engine/handed-over.ts';
import { People } from '../../../renderer/engine/people.ts';
import type { Intent, Operation, ParticipantKey } from '../../../shared/operations/operation.ts';
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

const LATER = '2026-10-05 09:30:00';
const ORLOVA = { LastName: 'Орлова', FirstName: 'Анна', Company: 'Ромашка' };
const LOCAL: ParticipantKey = 'local:operation-1';

const REMOVE_2: Intent = { kind: 'remove', saw: [{ PartId: null, StatusId: 2 }] };
const given = (seq: number, key: ParticipantKey, intent: Intent): Operation =>
  operation(seq, key, intent, { state: HANDED_OVER });
/** A row of Orlova without an email of her own. */
const orlova = (id: number, more: Parameters<typeof person>[2] = {}): ParticipantRow =>
  person(id, ORLOVA, { Email: '', ...more });
const withStatus = (id: number, statusId: number): ParticipantRow =>
  person(id, {}, { Statuses: [{ PartId: null, StatusId: statusId }], UpdateTime: LATER });

function makeDesk(rows: readonly ParticipantRow[], ...operations: readonly Operation[]) {
  const people = new People(() => undefined);
  people.setTables(TABLES);
  people.takeRows('participants', rows);
  people.takeOperations(operations);
  const handedOver = new HandedOver(people);
  handedOver.see();
  return {
    people,
    find: (query: string) => people.index.search(query, 10).keys,
    /** What is told after rows have come, and has then been done. */
    judge(...came: readonly ParticipantRow[]) {
      people.takeRows('participants', came);
      handedOver.see();
      const { settlements, ended } = handedOver.judge();
      people.dropOperations(ended);
      for (const settlement of settlements) {
        const before = people.book.get(settlement.id);
        if (before === undefined || settlement.action !== 'accepted') continue;
        const accepted = become(before, state('accepted', settlement.serverId));
        people.takeOperations([accepted, become(accepted, state('done', settlement.serverId))]);
      }
      const shown = settlements.flatMap((one) => (one.action === 'accepted' ? [[one.id, one.serverId]] : []));
      return { shown, ended };
    },
  };
}

describe('a walk-in who was handed over', () => {
  it('is found here until the server has them, and is then the server’s, by both keys', () => {
    const desk = makeDesk([person(1)], given(1, LOCAL, walkIn(ORLOVA)), given(2, LOCAL, letIn()));
    expect(desk.find('орлова')).toEqual([LOCAL]);
    expect(desk.people.rowOf(LOCAL)).toMatchObject({ pending: true, arrived: true, attention: false });
    expect(desk.judge(person(2))).toEqual({ shown: [], ended: [] });
    expect(desk.judge(orlova(81))).toEqual({ shown: [['operation-1', 81]], ended: [] });
    expect(desk.find('орлова')).toEqual(['id:81']);
    expect(desk.people.viewOf(LOCAL)).toMatchObject({ key: 'id:81', badges: [{ id: null, pending: true }] });
    desk.people.takeRows('badges', [badgeRow(50, 81)]);
    expect(desk.judge().shown).toEqual([['operation-2', 50]]);
    expect(desk.people.viewOf(LOCAL)?.badges.map(({ id }) => id)).toEqual([50]);
  });

  it('is not a namesake whom the server had before, nor one of another registration', () => {
    const own = operation(5, 'local:operation-5', walkIn(ORLOVA), { state: state('accepted', 90) });
    const desk = makeDesk([orlova(7)], given(1, LOCAL, walkIn(ORLOVA)), own);
    expect(desk.judge(orlova(90))).toEqual({ shown: [], ended: [] });
    expect(desk.judge(orlova(91)).shown).toEqual([['operation-1', 91]]);
  });

  it('is not one whom a registration of this station may just have made', () => {
    const own = operation(5, 'local:operation-5', walkIn(ORLOVA), { state: state('sending') });
    const desk = makeDesk([], given(1, LOCAL, walkIn(ORLOVA)), own);
    expect(desk.judge(orlova(90)).shown).toEqual([]);
    desk.people.takeOperations([become(own, state('accepted', 90))]);
    expect(desk.judge(orlova(91)).shown).toEqual([['operation-1', 91]]);
  });

  it('is whoever has their address, since whenever, and under whatever name', () => {
    const withEmail = given(1, LOCAL, walkIn({ ...ORLOVA, Email: 'o@example.com' }));
    expect(makeDesk([person(7, {}, { Email: 'O@example.com' })], withEmail).judge().shown).toEqual([
      ['operation-1', 7],
    ]);
    const marked = orlova(8, { Email: nomailAddress('operation-1') });
    expect(makeDesk([marked], given(1, LOCAL, walkIn(ORLOVA))).judge().shown).toEqual([['operation-1', 8]]);
  });

  it('is no longer shown beside several who are only similar', () => {
    const desk = makeDesk([], given(1, LOCAL, walkIn(ORLOVA)));
    expect(desk.judge(orlova(81), orlova(82))).toEqual({ shown: [], ended: ['operation-1'] });
    expect(desk.find('орлова')).toEqual(['id:81', 'id:82']);
    desk.people.takeOperations([given(1, LOCAL, walkIn(ORLOVA))]); // the host lists it once more
    expect(desk.judge().ended).toEqual(['operation-1']);
    desk.people.takeOperations([operation(1, LOCAL, walkIn(ORLOVA))]); // the other desk has handed it back
    expect(desk.judge().ended).toEqual([]);
    expect(desk.people.book.get('operation-1')?.state.name).toBe('queued');
  });

  it('two of one name are two people', () => {
    const desk = makeDesk([], given(1, LOCAL, walkIn(ORLOVA)), given(2, 'local:operation-2', walkIn(ORLOVA)));
    expect(desk.judge(orlova(81)).shown).toEqual([['operation-1', 81]]);
    expect(desk.judge(orlova(82)).shown).toEqual([['operation-2', 82]]);
  });
});

describe('a change that was handed over', () => {
  it('is in sight until the server shows the value', () => {
    const desk = makeDesk([person(1)], given(1, 'id:1', setStatus(2)));
    expect(desk.judge(person(2))).toEqual({ shown: [], ended: [] });
    expect(desk.people.viewOf('id:1')?.statuses).toMatchObject([{ statusId: 2, pending: true }]);
    expect(desk.judge(withStatus(1, 2)).shown).toEqual([['operation-1', null]]);
    expect(desk.people.viewOf('id:1')?.statuses).toMatchObject([{ statusId: 2, pending: false }]);
  });

  it('is no longer in sight when the row has changed to anything else, though the value be the old one', () => {
    const desk = makeDesk([person(1)], given(1, 'id:1', setStatus(2)), given(2, 'id:1', REMOVE_2));
    expect(desk.people.viewOf('id:1')).toBeNull();
    expect(desk.judge(withStatus(1, 1))).toEqual({ shown: [], ended: ['operation-1', 'operation-2'] });
    expect(desk.people.viewOf('id:1')).toMatchObject({ statuses: [{ statusId: 1, pending: false }], open: [] });
  });

  it('stays when what was handed over with it has changed the row', () => {
    const fields = setFields({ Company: 'Ромашка' });
    const desk = makeDesk([person(1)], given(1, 'id:1', fields), given(2, 'id:1', setStatus(2)));
    expect(desk.judge(withStatus(1, 2))).toEqual({ shown: [['operation-2', null]], ended: [] });
    expect(desk.people.viewOf('id:1')?.pendingFields).toEqual(['Company']);
    const sent = person(1, { Company: 'Ромашка' }, { UpdateTime: '2026-10-05 09:40:00' });
    expect(desk.judge(sent).shown).toEqual([['operation-1', null]]);
  });

  it('to and fro ends where the second one ends', () => {
    const desk = makeDesk([person(1)], given(1, 'id:1', setStatus(2)), given(2, 'id:1', setStatus(1, 2)));
    expect(desk.judge(person(2))).toEqual({ shown: [], ended: [] });
    expect(desk.people.viewOf('id:1')?.statuses[0]?.statusId).toBe(1);
  });

  it('of a walk-in is laid over the row that has come with the status of the registration', () => {
    const desk = makeDesk([], given(1, LOCAL, walkIn(ORLOVA)), given(2, LOCAL, setStatus(2)));
    expect(desk.judge(orlova(81)).shown).toEqual([['operation-1', 81]]);
    expect(desk.judge()).toEqual({ shown: [], ended: [] });
    expect(desk.people.viewOf(LOCAL)?.statuses).toMatchObject([{ statusId: 2, pending: true }]);
  });

  it('of who leaves is over when they are gone; not before they have come', () => {
    const desk = makeDesk([person(1)], given(1, 'id:1', REMOVE), given(2, 'local:operation-9', REMOVE));
    expect(desk.judge().shown).toEqual([]);
    desk.people.takeRemoved([1]);
    expect(desk.judge().shown).toEqual([['operation-1', null]]);
  });
});

describe('a registration from RUNET-ID and a badge that were handed over', () => {
  it('the person is there when their row has come', () => {
    const desk = makeDesk([], given(1, 'id:5', REGISTER));
    expect(desk.people.viewOf('id:5')?.pendingCreate).toBe(true);
    expect(desk.judge(person(5)).shown).toEqual([['operation-1', 5]]);
  });

  it('the badge is one that came since, of the same operator and part, that nobody here has made', () => {
    const desk = makeDesk([person(1)], given(1, 'id:1', letIn()));
    const other = operation(2, 'id:1', letIn(), { state: state('accepted', 52) });
    desk.people.takeOperations([other]);
    desk.people.takeRows('badges', [badgeRow(51, 1, { OperatorId: 8 }), badgeRow(52, 1)]);
    expect(desk.judge().shown).toEqual([]);
    desk.people.takeRows('badges', [badgeRow(53, 1)]);
    expect(desk.judge().shown).toEqual([['operation-1', 53]]);
  });

  it('a badge that the server had before is another one, and one that is awaited here may be that one', () => {
    const desk = makeDesk([person(1)]);
    desk.people.takeRows('badges', [badgeRow(50, 1)]);
    const own = operation(2, 'id:1', letIn(), { state: state('sending') });
    desk.people.takeOperations([given(1, 'id:1', letIn()), own]);
    expect(desk.judge().shown).toEqual([]);
    desk.people.takeRows('badges', [badgeRow(51, 1)]);
    expect(desk.judge().shown).toEqual([]);
    desk.people.takeOperations([become(own, state('accepted', 51))]);
    desk.people.takeRows('badges', [badgeRow(52, 1)]);
    expect(desk.judge().shown).toEqual([['operation-1', 52]]);
  });
});
