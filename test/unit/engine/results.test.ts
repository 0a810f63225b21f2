import { describe, expect, it } from 'vitest';
import { People } from '../../../renderer/engine/people.ts';
import { NO_FILTERS } from '../../../renderer/engine/filter.ts';
import { LiveResults } from '../../../renderer/engine/results.ts';
import type { ParticipantKey } from '../../../shared/operations/operation.ts';
import { badgeRow, become, operation, person, setFields, state, TABLES, walkIn } from '../sync/made-up.ts';

function makeResults() {
  const told: boolean[] = [];
  let live: LiveResults | null = null;
  const people = new People((keys) => told.push(live?.update(keys) ?? false));
  people.setTables(TABLES);
  live = new LiveResults(people);
  return { people, live, told };
}

const keysOf = (live: LiveResults): readonly ParticipantKey[] => live.read().rows.map((row) => row.key);

describe('live results', () => {
  it('follow whoever begins or ceases to match', () => {
    const { people, live, told } = makeResults();
    people.takeRows('participants', [person(1, { LastName: 'Орлова' }), person(2, { LastName: 'Орлов' })]);
    expect(live.search('орлов').rows.map((row) => row.key)).toEqual(['id:2', 'id:1']);
    people.takeOperations([operation(1, 'id:2', setFields({ LastName: 'Соколов' }))]);
    expect([keysOf(live), live.read().total, told.at(-1)]).toEqual([['id:1'], 1, true]);
    people.takeRows('participants', [person(3, { LastName: 'Петров' })]);
    expect(told.at(-1)).toBe(false);
  });

  it('keep their order when many change at once', () => {
    const { people, live } = makeResults();
    people.takeRows(
      'participants',
      ['Ивановб', 'Ивановг', 'Ивановд'].map((LastName, id) => person(id + 1, { LastName })),
    );
    live.search('иванов');
    people.takeRows('participants', [person(4, { LastName: 'Ивановгг' }), person(1, { LastName: 'Ивановя' })]);
    expect(keysOf(live)).toEqual(['id:2', 'id:4', 'id:3', 'id:1']);
  });

  it('show those who come after the hundredth when somebody leaves, and tell of the total', () => {
    const { people, live, told } = makeResults();
    const rows = Array.from({ length: 150 }, (_, index) => person(index + 1, { LastName: 'Иванов' }));
    people.takeRows('participants', rows);
    expect(live.search('иванов').rows).toHaveLength(100);
    const shown = new Set<string>(keysOf(live));
    const unseen = rows.find((row) => !shown.has(`id:${row.Id}`))!;
    people.takeRemoved([unseen.Id]);
    expect([told.at(-1), live.read().total]).toEqual([true, 149]);
    people.takeRemoved(
      keysOf(live)
        .slice(0, 10)
        .map((key) => Number(key.slice(3))),
    );
    expect([live.read().rows.length, live.read().total]).toEqual([100, 139]);
  });

  it('do not put a newcomer who is last of all before those who are not shown yet', () => {
    const { people, live } = makeResults();
    people.takeRows(
      'participants',
      Array.from({ length: 300 }, (_, index) => person(index + 1, { LastName: 'Иванов' })),
    );
    live.search('иванов');
    const idsShown = () => keysOf(live).map((key) => Number(key.slice(3)));
    people.takeRemoved(idsShown().slice(0, 1));
    people.takeRows('participants', [person(999, { LastName: 'Ивановя' })]);
    people.takeRemoved(idsShown()); // a hundred at once: everybody who is kept moves up
    expect(idsShown()).not.toContain(999);
    expect(idsShown()).toEqual(new LiveResults(people).search('иванов').rows.map((row) => row.id));
  });

  it('are ordered anew when the statuses of the event change', () => {
    const { people, live } = makeResults();
    people.takeRows('participants', [
      person(1, { LastName: 'Иванов' }, { Statuses: [{ PartId: null, StatusId: 1 }] }),
      person(2, { LastName: 'Иванов' }, { Statuses: [{ PartId: null, StatusId: 3 }] }),
    ]);
    live.search('иванов');
    expect(keysOf(live)).toEqual(['id:2', 'id:1']);
    people.setTables({ ...TABLES, statuses: TABLES.statuses.map((status) => ({ ...status, Priority: -status.Id })) });
    expect(live.again().rows.map((row) => row.key)).toEqual(['id:1', 'id:2']);
  });

  it('are the people worked on last where nothing is searched', () => {
    const { people, live, told } = makeResults();
    people.takeRows('participants', [person(1), person(2), person(3)]);
    live.remember('id:1');
    live.remember('id:2');
    live.remember('id:1');
    expect(live.search('  ').rows.map((row) => row.key)).toEqual(['id:1', 'id:2']);
    people.takeRows('participants', [person(3, { LastName: 'Новая' })]);
    expect(told.at(-1)).toBe(false);
    people.takeRows('participants', [person(2, { LastName: 'Новая' })]);
    expect(told.at(-1)).toBe(true);
  });

  it('know a remembered walk-in by the Id that they got', () => {
    const { people, live } = makeResults();
    const create = operation(1, 'local:operation-1', walkIn({ LastName: 'Орлова' }));
    people.takeOperations([create]);
    live.remember('local:operation-1');
    people.takeOperations([become(create, state('accepted', 81))]);
    live.remember('id:81');
    expect(keysOf(live)).toEqual(['id:81']);
  });

  it('hold no more than the last thirty', () => {
    const { people, live } = makeResults();
    people.takeRows(
      'participants',
      Array.from({ length: 40 }, (_, index) => person(index + 1)),
    );
    for (let id = 1; id <= 40; id += 1) live.remember(`id:${id}`);
    expect([live.read().rows.length, live.read().total, keysOf(live)[0]]).toEqual([30, 30, 'id:40']);
  });

  it('tell how many people the filters hide', () => {
    const { people, live } = makeResults();
    const withStatus = (id: number, status: number, name = 'Иванов') =>
      person(id, { LastName: name }, { Statuses: [{ PartId: null, StatusId: status }] });
    people.takeRows('participants', [
      withStatus(1, 1),
      withStatus(2, 2),
      withStatus(3, 2),
      withStatus(4, 2, 'Ковалюк'),
    ]);
    expect(live.search('иванов').outside).toBe(0);
    const only = { ...NO_FILTERS, statusIds: [1] };
    expect([live.search('иванов', only).total, live.read().outside]).toEqual([1, 2]);
    expect([live.search('ковалюк').total, live.read().outside]).toEqual([0, 1]);
    expect([live.search('').total, live.read().outside]).toEqual([1, 0]);
  });

  it('take arrivals for those of the current part, as the rows do', () => {
    const { people, live } = makeResults();
    people.takeRows('participants', [person(1), person(2)]);
    people.takeRows('badges', [badgeRow(1, 1, { PartId: 5 }), badgeRow(2, 2, { PartId: 6 })]);
    const arrived = { ...NO_FILTERS, arrived: true };
    expect(live.search('', arrived).rows.map((row) => row.key)).toEqual(['id:1', 'id:2']);
    people.setCurrentPart(6);
    live.again();
    expect(keysOf(live)).toEqual(['id:2']);
    live.search('', { ...NO_FILTERS, arrived: false });
    expect(keysOf(live)).toEqual(['id:1']);
  });

  it('know which word of a query finds nobody', () => {
    const { people, live } = makeResults();
    people.takeRows('participants', [
      person(1, { LastName: 'Иванов', FirstName: 'Пётр', Company: 'Ромашка' }),
      person(2, { LastName: 'Иванов', FirstName: 'Олег' }),
    ]);
    expect(live.search('иванов жгутик').rows).toEqual([]);
    expect(live.fewerWords('иванов жгутик')).toEqual([{ left: 'жгутик', text: 'иванов', total: 2 }]);
    expect(live.fewerWords('ромашка олег')).toEqual([
      { left: 'ромашка', text: 'олег', total: 1 },
      { left: 'олег', text: 'ромашка', total: 1 },
    ]);
    expect(live.fewerWords('жгутик')).toEqual([]);
    expect(live.read().query).toBe('иванов жгутик');
  });

  it('are asked for anew when many come: who is forgiven much among nobody is not among everybody', () => {
    const { people, live } = makeResults();
    const query = 'олег.орлов.1017@example.org';
    live.search(query);
    people.takeRows(
      'participants',
      Array.from({ length: 60 }, (_, at) => person(at + 1, { Email: `олег.орлов.${1000 + at}@example.org` })),
    );
    expect(live.read()).toEqual(new LiveResults(people).search(query));
  });
});
