/** What was handed over to another station, as the UI meets it. */
import { describe, expect, it } from 'vitest';
import { HANDED_OVER, person } from '../sync/made-up.ts';
import { host, openAgain, openSynced, settled } from './engine-desk.ts';
import type { Window } from './played-host.ts';

describe('what was handed over to another station', () => {
  const walkInNow = (window: Window) =>
    window.engine.create({
      fields: { LastName: 'Передайкин', FirstName: 'Пётр', Email: 'p@example.com' },
      spelling: {},
      statuses: [{ PartId: null, StatusId: 1 }],
    });

  it('stays in sight through a start, unsent and in attention nowhere, and is not undone', async () => {
    const window = await openSynced();
    const created = await walkInNow(window);
    const changed = await window.engine.setStatus('id:3', null, 3);
    if (!created.ok || !changed.ok) throw new Error('the journal has it');
    const ids = [...created.operationIds, ...changed.operationIds];
    for (const id of ids) host.change(id, HANDED_OVER);
    for (const open of [() => window, openAgain]) {
      const desk = await open();
      expect(await desk.engine.watch('id:3')).toMatchObject({ statuses: [{ statusId: 3, pending: true }] });
      expect((await desk.engine.search('передайкин')).rows).toMatchObject([{ key: created.key, pending: true }]);
      await expect.poll(() => desk.last('state')?.state, settled).toMatchObject({ unsent: 0, attention: 0 });
      for (const id of ids) expect(await desk.engine.undo(id)).toEqual({ undone: false });
    }
    expect(host.journal.size).toBe(2);
  });

  it('is the server’s as soon as the other station has sent it: nobody is there twice', async () => {
    const window = await openSynced();
    const created = await walkInNow(window);
    const changed = await window.engine.setStatus('id:3', null, 3);
    if (!created.ok || !changed.ok) throw new Error('the journal has it');
    for (const id of [...created.operationIds, ...changed.operationIds]) host.change(id, HANDED_OVER);
    const names = { LastName: 'Передайкин', FirstName: 'Пётр' };
    host.participants.push(
      person(3, {}, { UpdateTime: '2026-10-05 10:00:00', Statuses: [{ PartId: null, StatusId: 3 }] }),
      person(81, names, { UpdateTime: '2026-10-05 10:00:01', Email: 'p@example.com' }),
    );
    await window.engine.syncNow();
    await expect
      .poll(async () => (await window.engine.search('передайкин')).rows.map((row) => [row.key, row.pending]), settled)
      .toEqual([['id:81', false]]);
    expect(await window.engine.watch(created.key)).toMatchObject({ key: 'id:81' });
    expect(await window.engine.watch('id:3')).toMatchObject({ statuses: [{ statusId: 3, pending: false }] });
    expect([...host.journal.values()].map((one) => one.state)).toEqual([
      { name: 'done', serverId: 81 },
      { name: 'done', serverId: null },
    ]);
  });
});
