/** The engine as the UI meets it, with a host that is played and a disk that outlives windows. */
import { describe, expect, it } from 'vitest';
import type { EngineEvent } from '../../../renderer/engine/api.ts';
import { nomailAddress } from '../../../shared/ruvents/nomail.ts';
import { badgeRow, letIn, operation, person, setStatus, state, TABLES, walkIn } from '../sync/made-up.ts';
import { disk, host, openAgain, openSynced, rowsIn, settled } from './engine-desk.ts';
import { openWindow, rowsOfPeople } from './played-host.ts';

describe('two badges of one person whose answers were lost', () => {
  it('the one that is there is not claimed a second time by a window that was opened after the first was done', async () => {
    for (const made of [
      { ...operation(1, 'id:3', letIn()), state: state('done', 50) },
      { ...operation(2, 'id:3', letIn()), state: state('uncertain') },
    ])
      host.journal.set(made.id, made);
    const window = await openSynced();
    await window.engine.syncNow();
    await window.engine.syncNow();
    expect(host.journal.get('operation-2')?.state.name).toBe('uncertain'); // and not done by the badge of another
  });
});

describe('the first start', () => {
  it('reads everybody, says how far it is, and writes a snapshot', async () => {
    const window = await openSynced();
    expect(await rowsIn(window, 'фамилия3')).toEqual([3]);
    expect(window.last('state')?.state).toMatchObject({ progress: { people: 12 }, storage: 'ok', feedsOff: [] });
    expect(await window.engine.watch('id:3')).toMatchObject({ id: 3, badges: [{ id: 50 }] });
    expect(await disk.look((database) => database.heads.get('head'))).toMatchObject({ snapshot: 1 });
  });

  it('a new snapshot is written when a hundred more segments have come, and not before', async () => {
    const window = await openSynced();
    const snapshot = async () => (await disk.look((database) => database.heads.get('head')))?.snapshot;
    host.pageSize = 3;
    host.participants.push(...rowsOfPeople(13, 60));
    await window.engine.syncNow();
    await window.engine.syncNow(); // what the first of them left to be written is written
    const segments = await disk.look((database) => database.segments.count());
    expect([segments < 100, await snapshot()]).toEqual([true, 1]);
    host.participants.push(...rowsOfPeople(61, 300));
    await window.engine.syncNow();
    await expect.poll(snapshot, settled).toBe(2);
    expect(await disk.look((database) => database.segments.count())).toBeGreaterThan(100);
  });
});

describe('a walk-in whose made-up address is taken', () => {
  it('is known for its own when the next pull brings it', async () => {
    const create = operation(2, 'local:operation-2', walkIn({ LastName: 'Новый', FirstName: 'Имя' }), {
      state: {
        name: 'attention',
        reason: { why: 'refused', code: 111, message: 'Неверно заданы следующие параметры: Email', http: 400 },
      },
    });
    host.journal.set(create.id, create);
    const window = await openSynced();
    expect(host.called).not.toContain('settle');
    const email = nomailAddress(create.id);
    host.participants.push(person(900, {}, { Email: email, UpdateTime: '2026-10-05 23:00:00' }));
    await window.engine.syncNow();
    await expect.poll(() => host.called, settled).toContain('settle');
  });
});

describe('a start from a snapshot', () => {
  it('answers a search before a row is read, and whatever needs more of a person waits', async () => {
    await openSynced();
    host.away = 'unreachable';
    const release = disk.holdOldRows();
    const window = await openAgain();
    expect((await window.engine.search('фамилия3')).rows).toEqual([
      expect.objectContaining({ id: 3, name: 'Фамилия3 Имя', statusId: 1, arrived: true, pending: false }),
    ]);
    const asked = Promise.all([
      window.engine.setStatus('id:3', null, 2),
      window.engine.watch('id:4'),
      window.engine.resolveCode('5'),
      window.engine.lookalikes({ Email: 'person6@example.com' }),
    ]);
    await expect.poll(() => window.last('results')?.results.rows.length, settled).toBe(1);
    expect([host.journal.size, window.last('state')?.state.progress.phase]).toEqual([0, 'reading']);
    release();
    const [changed, view, code, alike] = await asked;
    expect(changed).toMatchObject({ ok: true, key: 'id:3' });
    expect([view?.id, code, alike.map((one) => one.row.id)]).toEqual([4, 'id:5', [6]]);
    expect([...host.journal.values()].at(-1)?.intent).toMatchObject({ saw: 1, set: 2 });
  });

  it('nobody is called gone before the rows are read, and whoever is watched is shown then', async () => {
    await openSynced();
    host.away = 'unreachable';
    host.journal.set('operation-2', operation(2, 'id:4', letIn(), { state: state('attention') }));
    const release = disk.holdOldRows();
    const window = await openAgain();
    const watching = window.engine.watch('id:3');
    host.tell({ type: 'tables', eventKey: 'event-1', tables: { ...TABLES, statuses: [] } });
    await expect.poll(() => window.last('tables')?.tables.statuses, settled).toEqual([]);
    await expect.poll(() => window.last('state')?.state.attention, settled).toBe(1);
    const told = () => window.events.filter((event) => event.type === 'participant' || event.type === 'attention');
    expect(told()).toEqual([]);
    release();
    expect((await watching)?.id).toBe(3);
    await expect.poll(() => window.last('participant')?.view?.id, settled).toBe(3);
    await expect.poll(() => window.last('attention')?.items, settled).toMatchObject([{ view: { id: 4 } }]);
  });

  it('a window that another one takes the desk from while it reads gives up what it was asked', async () => {
    await openSynced();
    const release = disk.holdOldRows();
    const first = await openAgain();
    const asked = first.engine.setStatus('id:3', null, 2);
    host.tell({ type: 'lease', epoch: -2 });
    release();
    expect([await asked, host.journal.size]).toEqual([expect.objectContaining({ ok: false, code: 'noEvent' }), 0]);
  });

  it('open operations show when the rows are in, and the list is told of them', async () => {
    await openSynced();
    host.away = 'unreachable';
    host.journal.set('operation-1', operation(1, 'id:3', setStatus(3)));
    host.journal.set('operation-2', operation(2, 'id:4', letIn(), { state: state('attention') }));
    const window = await openAgain();
    await window.engine.search('фамилия');
    const shown = (id: number) => window.last('results')?.results.rows.find((row) => row.id === id);
    await expect.poll(() => shown(3), settled).toMatchObject({ statusId: 3, pending: true });
    expect(shown(4)).toMatchObject({ attention: true });
    await expect.poll(() => window.last('attention')?.items, settled).toMatchObject([{ view: { id: 4 } }]);
    const told = window.events.filter((event) => event.type === 'attention');
    expect(told.flatMap((event) => event.items).filter((item) => item.view === null)).toEqual([]);
  });

  it('never says that nothing is unsent before it has seen the journal', async () => {
    await openSynced();
    host.away = 'unreachable';
    host.journal.set('operation-1', operation(1, 'id:3', setStatus(3)));
    let release: () => void = () => undefined;
    host.listing = new Promise((resolve) => (release = resolve));
    host.tell({ type: 'lease', epoch: -1 });
    const events: EngineEvent[] = [];
    const opening = openWindow(host, disk, events);
    await new Promise((resolve) => setTimeout(resolve, 50)); // for whatever it would say too early
    release();
    await opening;
    const unsent = () => events.flatMap((event) => (event.type === 'state' ? [event.state.unsent] : []));
    await expect.poll(() => unsent().length, settled).toBeGreaterThan(0);
    expect(new Set(unsent())).toEqual(new Set([1]));
  });

  it('who arrived after the snapshot has arrived at once', async () => {
    const before = await openSynced();
    host.badges.push(badgeRow(51, 4, { CreationTime: '2026-10-05 09:20:00' }));
    await before.engine.syncNow();
    await expect.poll(() => disk.look((database) => database.segments.count()), settled).toBe(3);
    host.away = 'unreachable';
    const window = await openAgain();
    expect((await window.engine.search('фамилия4')).rows).toMatchObject([{ id: 4, arrived: true }]);
  });
});

describe('the host', () => {
  it('started again, is opened anew without being asked, and what was on the screen goes on', async () => {
    const window = await openSynced();
    host.tables = {
      ...TABLES,
      parts: [
        { Id: 5, Title: 'A' },
        { Id: 6, Title: 'B' },
      ],
    };
    await window.engine.setCurrentPart(6);
    await window.engine.search('фамилия1');
    await window.engine.watch('id:3');
    window.events.length = 0;
    const { epoch } = host;
    host.restart();
    // pressed in the very moment: it waits, and is not lost
    const changed = await window.engine.setStatus('id:3', 6, 2);
    expect([changed.ok, host.journal.size, host.heard]).toEqual([true, 1, 1]);
    expect(host.epoch).toBe(epoch + 5001);
    await expect.poll(() => window.last('participant')?.view?.open.length, settled).toBe(1);
    expect(window.events.filter((event) => event.type === 'participant' && event.view === null)).toEqual([]);
    host.participants.push(person(100, { LastName: 'Фамилия1' }, { UpdateTime: '2026-10-05 10:00:00' }));
    host.badges.push(badgeRow(52, 1, { PartId: 5, CreationTime: '2026-10-05 09:30:00' }));
    await window.engine.syncNow();
    const seen = () => window.last('results')?.results;
    await expect.poll(() => seen()?.rows.map((row) => row.id), settled).toEqual([1, 100, 10, 11, 12]);
    expect([seen()?.query, seen()?.rows.find((row) => row.id === 1)?.arrived]).toEqual(['фамилия1', false]); // of another part than this desk's
  });

  it('that is away when a window asks again leaves nothing open, and says so', async () => {
    const window = await openSynced();
    host.away = 'hostGone';
    host.restart();
    expect(await window.engine.setStatus('id:3', null, 2)).toMatchObject({ ok: false, code: 'noEvent' });
    expect(await window.engine.search('фамилия3')).toMatchObject({ rows: [], total: 0 });
    host.away = null;
    expect(await window.engine.open(() => undefined)).toEqual({ ok: true });
    expect(await rowsIn(window, 'фамилия3')).toEqual([3]);
  });

  it('that does not answer is not taken for one that has noted nothing', async () => {
    const { engine } = await openSynced();
    expect(await engine.notes()).toEqual({ ok: true, notes: [] });
    host.away = 'hostGone';
    expect(await engine.notes()).toMatchObject({ ok: false, code: 'hostGone' });
  });

  it('killed between its sync to disk and its answer: the press is done once, and says so', async () => {
    const window = await openSynced();
    host.lostAnswers = 2;
    const made = await window.engine.create({ fields: { LastName: 'Орлова' }, spelling: {}, statuses: [] });
    expect(made).toMatchObject({ ok: true });
    expect([host.journal.size, host.called.filter((name) => name === 'record').length]).toEqual([1, 3]);
  });

  it('gave the desk to another window: this one says so and writes nothing more', async () => {
    const first = await openSynced();
    const second = await openWindow(host, disk);
    expect([first.events.filter((event) => event.type === 'elsewhere').length, host.heard]).toEqual([1, 1]);
    expect(await first.engine.setStatus('id:3', null, 2)).toMatchObject({ ok: false, code: 'noEvent' });
    expect(host.journal.size).toBe(0);
    expect(await second.engine.setStatus('id:3', null, 2)).toMatchObject({ ok: true });
    await first.engine.open((event) => first.events.push(event)); // "use it here"
    expect([second.last('elsewhere'), host.heard]).toEqual([{ type: 'elsewhere' }, 1]);
    expect((await first.engine.watch('id:3'))?.open).toHaveLength(1);
  });

  it('whose stream was away tells what has become of operations, and a late list does not undo what the stream told', async () => {
    const window = await openSynced();
    const changed = await window.engine.setStatus('id:3', null, 2);
    const walkedIn = await window.engine.create({ fields: { LastName: 'Орлова' }, spelling: {}, statuses: [] });
    if (!changed.ok || !walkedIn.ok) throw new Error('recorded');
    const [status = ''] = changed.operationIds;
    const [create = ''] = walkedIn.operationIds;
    host.change(status, { name: 'withdrawn', because: 'undone' }, 'silently');
    host.reconnect();
    await expect.poll(async () => (await window.engine.watch('id:3'))?.open.length, settled).toBe(0);

    let release: () => void = () => undefined;
    host.listing = new Promise((resolve) => (release = resolve));
    host.called.length = 0;
    host.reconnect();
    await expect.poll(() => host.called.includes('operations'), settled).toBe(true);
    host.change(create, { name: 'accepted', serverId: 77 });
    release();
    await host.listing;
    await expect.poll(() => window.last('state')?.state.unsent, settled).toBe(0);
    expect((await window.engine.watch(walkedIn.key))?.open[0]?.state).toEqual({ name: 'accepted', serverId: 77 });
  });
});

it('what waits for a decision is not undone: the server may have it', async () => {
  const window = await openSynced();
  const made = await window.engine.setStatus('id:3', null, 2);
  if (!made.ok) throw new Error(made.code);
  host.change(made.operationIds[0]!, { name: 'attention', reason: { why: 'ambiguous', candidates: [] } }, 'tell');
  expect(await window.engine.undo(made.operationIds[0]!)).toEqual({ undone: false });
  expect(host.journal.get(made.operationIds[0]!)?.state.name).toBe('attention');
});

it('a registration whose badge is recorded is not undone: a badge record is final', async () => {
  const window = await openSynced();
  const fields = { LastName: 'Новикова', FirstName: 'Инна' };
  const made = await window.engine.create({ fields, spelling: {}, statuses: [{ PartId: null, StatusId: 1 }] });
  if (!made.ok) throw new Error(made.code);
  await window.engine.letIn(made.key, null, 'withoutBadge');
  expect(await window.engine.undo(made.operationIds[0]!)).toEqual({ undone: false });
});
