/** What the engine hands over to be printed: one badge, many, and the lists that go with it. */
import { describe, expect, it } from 'vitest';
import { person } from '../sync/made-up.ts';
import { host, openSynced } from './engine-desk.ts';
import { rowsOfPeople } from './played-host.ts';

describe('one badge', () => {
  it('of the desk records the arrival; one that is printed again or in advance has nothing to record', async () => {
    const { engine } = await openSynced();
    await engine.print('id:4', null);
    await engine.print('id:4', null, { purpose: 'reprint', reprintReason: 'a spot on it' });
    await engine.print('id:5', null, { purpose: 'advance', printer: 'one', template: 'standard' });
    expect(host.prints).toMatchObject([
      { purpose: 'badge', participant: 'id:4', operation: { intent: { kind: 'badge', via: 'printed' } } },
      { purpose: 'reprint', operation: null, reprintReason: 'a spot on it', printer: null },
      { purpose: 'advance', operation: null, printer: 'one', template: 'standard' },
    ]);
  });

  it('whose answer was lost is asked for again under the same names: it is not printed twice', async () => {
    const { engine } = await openSynced();
    host.lostAnswers = 1;
    expect(await engine.print('id:4', null)).toMatchObject({ ok: true });
    const ids = host.prints.map(({ jobId, operation }) => `${jobId} ${operation?.id}`);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('of nobody is not printed', async () => {
    const { engine } = await openSynced();
    expect(await engine.print('id:999', null)).toMatchObject({ ok: false, code: 'notFound' });
    expect(host.prints).toEqual([]);
  });
});

describe('a batch', () => {
  it('is sorted, each once, and comes in slices of five hundred', async () => {
    host.participants.push(...rowsOfPeople(100, 719));
    const { engine } = await openSynced();
    const keys = await engine.whom({});
    expect(keys).toHaveLength(632);
    const answer = await engine.printBatch({ keys: [...keys, ...keys], partId: null, title: 'All', sort: 'name' });
    expect(answer).toMatchObject({ ok: true, added: 632 });
    expect(host.batches.map(({ entries }) => entries.length)).toEqual([500, 132]);
    expect(new Set(host.batches.map(({ batch }) => batch.id)).size).toBe(1);
    const names = host.batches.flatMap(({ entries }) => entries.map(({ name }) => name));
    expect(names).toEqual([...names].sort(new Intl.Collator('ru', { sensitivity: 'base' }).compare));
  });

  it('of which an answer was lost goes on with the same jobs', async () => {
    const { engine } = await openSynced();
    host.lostAnswers = 1;
    const answer = await engine.printBatch({ keys: ['id:1', 'id:2'], partId: null, title: '', sort: 'company' });
    expect(answer).toMatchObject({ ok: true });
    const [first, second] = host.batches.map(({ entries }) => entries.map(({ jobId }) => jobId));
    expect(second).toEqual(first);
  });
});

describe('lists of people', () => {
  it('whom filters let through, and whom a text finds', async () => {
    const { engine } = await openSynced();
    const filters = { partId: null, statusIds: [], arrived: true, paid: null };
    expect(await engine.whom({ filters })).toEqual(['id:3']);
    expect(await engine.whom({ text: 'фамилия7' })).toEqual(['id:7']);
    expect(await engine.whom({})).toHaveLength(12);
  });

  it('the sheet has everybody, A to Z', async () => {
    host.participants.push(person(90, { LastName: 'Абрамов', FirstName: 'Ян' }, { UpdateTime: '2026-10-05 22:00:00' }));
    const { engine } = await openSynced();
    const rows = await engine.sheetRows({});
    expect([rows.length, rows[0]?.last]).toEqual([13, 'Абрамов']);
  });

  it('badges to look at: of somebody, of the longest and the shortest name', async () => {
    const long = person(90, { LastName: 'Константинопольский-Преображенский' }, { UpdateTime: '2026-10-05 22:00:00' });
    host.participants.push(long);
    const { engine } = await openSynced();
    const { longest, shortest, usual } = await engine.badgeSamples(null);
    expect([longest?.id, shortest !== null, usual !== null]).toEqual([90, true, true]);
    expect(await engine.badgeContent('id:90', null)).toEqual(longest);
    expect(await engine.badgeContent('id:999', null)).toBeNull();
  });
});

it('the queue and new templates are told as they come', async () => {
  const window = await openSynced();
  const queue = { printers: [], batches: [], open: { queued: 1, printing: 0, unknown: 0, failed: 0 } };
  host.tell({ type: 'queue', queue });
  host.tell({ type: 'templates' });
  await expect.poll(() => [window.last('queue')?.queue, window.last('templates')?.type]).toEqual([queue, 'templates']);
});
