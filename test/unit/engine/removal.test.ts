/** Invariant 7: a person is not removed over a newer row of theirs, nor over what an operator has just begun with them. */
import { describe, expect, it } from 'vitest';
import { People } from '../../../renderer/engine/people.ts';
import { removePeople } from '../../../renderer/engine/replica/removal.ts';
import { MissingPeople } from '../../../renderer/engine/sync/missing.ts';
import type { Prober } from '../../../renderer/engine/sync/probe.ts';
import type { ParticipantRow } from '../../../shared/ruvents/rows.ts';
import { operation, person, setStatus, TABLES } from '../sync/made-up.ts';
import { openLog, readLog, sealOf } from './surroundings.ts';

const AGAIN = person(4, {}, { UpdateTime: '2026-10-05 09:30:00' });

function peopleOf(...rows: readonly ParticipantRow[]): People {
  const people = new People(() => undefined);
  people.setTables(TABLES);
  people.takeRows('participants', rows);
  return people;
}

describe('removing people', () => {
  it('whoever is registered again while the tombstone is written stays, here and on disk', async () => {
    const people = peopleOf(person(3), person(4));
    const seal = await sealOf(1);
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const slow = { ...seal, close: (...args: Parameters<typeof seal.close>) => gate.then(() => seal.close(...args)) };
    const { log } = await openLog(undefined, slow);
    const removing = removePeople(people, log, [4]);
    const rows = people.takeRows('participants', [AGAIN]); // another desk has registered them again, and a pull brings it
    const storing = log.append('participants', rows, rows.length, null);
    release();
    await Promise.all([removing, storing]);
    expect([...people.replica.people.keys()]).toEqual([3, 4]);
    const onDisk = new Set<number>();
    await readLog(log, (_, stored, removed) => {
      for (const { Id } of stored) onDisk.add(Id);
      for (const id of removed) onDisk.delete(id);
    });
    expect(onDisk).toEqual(new Set([4]));
  });
});

/** The server says of everybody that they are gone; what happens while it is noted, or pulled, is the test's. */
function openMissing(people: People, during: { note?: () => void; pull?: () => void }) {
  const removed: number[] = [];
  const probed: number[] = [];
  const settled: boolean[] = [];
  const prober: Pick<Prober, 'probe' | 'lookAgain'> = {
    lookAgain: () => undefined,
    probe: async (rows, _, judge) => {
      probed.push(...rows.map(({ Id }) => Id));
      judge({ there: [], gone: rows, untold: [] });
      return Promise.resolve(true);
    },
  };
  const missing = new MissingPeople({
    people,
    prober: prober as Prober,
    pull: async () => {
      during.pull?.();
      return Promise.resolve(true);
    },
    note: async () => {
      during.note?.();
      return Promise.resolve(true);
    },
    settle: () => Promise.resolve(),
    confirmRemoved: async (ids) => {
      removed.push(...ids);
      people.takeRemoved(ids);
      return Promise.resolve();
    },
    onSettled: () => settled.push(true),
    onUntold: () => undefined,
    onChange: () => undefined,
  });
  return { missing, removed, probed, settled };
}

describe('people whom a sweep did not find', () => {
  it('are removed when nothing speaks for them', async () => {
    const people = peopleOf(person(3), person(4));
    const { missing, removed } = openMissing(people, {});
    await missing.take([person4(people)], 2);
    expect(removed).toEqual([4]);
  });

  it('stay when a newer row comes while the line of the audit trail is written', async () => {
    const people = peopleOf(person(3), person(4));
    const { missing, removed } = openMissing(people, { note: () => people.takeRows('participants', [AGAIN]) });
    await missing.take([person4(people)], 2);
    expect([removed, people.replica.people.get(4)]).toEqual([[], AGAIN]);
  });

  it('stay when an operator begins something with them meanwhile', async () => {
    const people = peopleOf(person(3), person(4));
    const { missing, removed } = openMissing(people, {
      note: () => people.takeOperations([operation(1, 'id:4', setStatus(2))]),
    });
    await missing.take([person4(people)], 2);
    expect(removed).toEqual([]);
  });

  it('stay when the pull that follows the probe returns them just as they were', async () => {
    const people = peopleOf(person(3), person(4));
    const { missing, removed } = openMissing(people, { pull: () => people.takeRows('participants', [person(4)]) });
    await missing.take([person4(people)], 2);
    expect([removed, people.replica.people.has(4)]).toEqual([[], true]);
  });
});

describe('without the network', () => {
  it('nobody is asked for until the server has been reached again', async () => {
    const people = peopleOf(person(3), person(4));
    const { missing, probed, removed } = openMissing(people, {});
    missing.noteReached(false);
    await missing.take([person4(people)], 2);
    people.takeOperations([operation(1, 'id:3', setStatus(2))]);
    await missing.look();
    expect(probed).toEqual([]);
    missing.noteReached(true);
    await missing.look();
    expect([probed, removed]).toEqual([[4], [4]]);
  });
});

describe('many at once', () => {
  const names = (...ids: readonly number[]) => ids.map((id) => `Фамилия${id} Имя`);

  it('those who come back are in doubt no more, and the rest is told anew', async () => {
    const people = peopleOf(...[1, 2, 3, 4].map((id) => person(id)));
    const { missing, removed } = openMissing(people, {});
    await missing.take([...people.replica.people.values()].slice(0, 3), 4);
    expect(missing.doubt).toEqual({ missing: 3, of: 4, names: names(1, 2, 3) });
    people.takeRows('participants', [person(1)]);
    await missing.look();
    expect([missing.doubt, removed]).toEqual([{ missing: 2, of: 4, names: names(2, 3) }, []]);
  });

  it('when all have come back nobody is asked about, and nothing is left to be settled', async () => {
    const people = peopleOf(...[1, 2, 3, 4].map((id) => person(id)));
    const { missing, removed, settled } = openMissing(people, {});
    await missing.take([...people.replica.people.values()].slice(0, 3), 4);
    people.takeRows('participants', [person(1), person(2), person(3)]);
    await missing.look();
    expect([missing.doubt, removed, settled.length, missing.answer(true)]).toEqual([null, [], 1, false]);
  });

  it('so few who are left of them that they are believed are asked for once more, and removed', async () => {
    const people = peopleOf(...[1, 2, 3, 4].map((id) => person(id)));
    const { missing, removed } = openMissing(people, {});
    await missing.take([...people.replica.people.values()].slice(0, 3), 4);
    people.takeRows('participants', [person(1), person(2)]);
    await missing.look();
    await missing.look();
    expect([missing.doubt, removed]).toEqual([null, [3]]);
  });

  it('a no is for good: it is not asked again after a restart', async () => {
    const people = peopleOf(...[1, 2, 3, 4].map((id) => person(id)));
    const { missing, removed, settled } = openMissing(people, {});
    await missing.take([...people.replica.people.values()].slice(0, 3), 4);
    missing.answer(false);
    expect([removed, settled.length, missing.doubt]).toEqual([[], 1, null]);
  });
});

function person4(people: People): ParticipantRow {
  const row = people.replica.people.get(4);
  if (row === undefined) throw new Error('person 4 is there');
  return row;
}
