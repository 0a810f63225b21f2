/** The browser's storage fails under the desk: it goes on from memory, says so, has it again, and loses nothing. */
import { Dexie } from 'dexie';
import { forceCloseDatabase, IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { systemAfter } from '../../../renderer/engine/clock.ts';
import { createEngine } from '../../../renderer/engine/engine.ts';
import { ReplicaDatabase } from '../../../renderer/engine/replica/database.ts';
import type { EngineEvent } from '../../../renderer/engine/api.ts';
import type { Ask } from '../../../shared/sync/paging.ts';
import { PlayedHost, rowsOfPeople } from './played-host.ts';

/** Milliseconds of the engine's timers are this many times shorter here. */
const HURRY = 200;

function openStation(host: PlayedHost) {
  const storage = new IDBFactory();
  const databases: ReplicaDatabase[] = [];
  const made: { at: string } = { at: '2026-10-05T06:00:00.000Z' };
  async function open() {
    const events: EngineEvent[] = [];
    let ids = 0;
    const engine = createEngine({
      host,
      clock: {
        now: () => performance.now() * HURRY,
        random: () => 0.5,
        wall: () => made.at,
        after: (ms, work) => systemAfter(ms / HURRY, work),
      },
      newId: () => `made-up-${databases.length}-${(ids += 1)}`,
      openDatabase: (key) => {
        const database = new ReplicaDatabase(key, { indexedDB: storage, IDBKeyRange });
        databases.push(database);
        return database;
      },
    });
    const done = await engine.open((event) => events.push(event));
    if (!done.ok) throw new Error(done.code);
    const state = () => events.findLast((event) => event.type === 'state')!.state;
    const found = async () => (await engine.search('фамилия')).total;
    return { engine, events, state, found };
  }
  return { open, storage, databases, made, last: () => databases.at(-1)! };
}

const ready = (state: () => EngineEvent & { type: 'state' } extends { state: infer S } ? S : never) =>
  vi.waitFor(() => expect(state().progress.phase).toBe('ready'));

function hostOf(count: number): PlayedHost {
  const host = new PlayedHost();
  host.participants.push(...rowsOfPeople(1, count));
  return host;
}

async function readDisk(storage: IDBFactory): Promise<{ people: number; complete: boolean }> {
  const database = new ReplicaDatabase('event-1', { indexedDB: storage, IDBKeyRange });
  let people = 0;
  await database.segments
    .where('seq')
    .above(0)
    .each(({ feed, count }) => (people += feed === 'participants' ? count : 0));
  const cursor = await database.cursors.get('participants');
  database.close();
  return { people, complete: cursor?.complete ?? false };
}

describe('storage that fails', () => {
  const ways: readonly (readonly [string, (database: ReplicaDatabase, storage: IDBFactory) => Promise<void> | void])[] =
    [
      ['closed by the browser', (database) => forceCloseDatabase(database.backendDB() as never)],
      ['the whole database deleted', (_, storage) => deleteDatabase(storage)],
      [
        'closed for another version (versionchange)',
        (database) => {
          (database.on('versionchange') as { fire(event: object): void }).fire({ newVersion: 30 });
        },
      ],
      [
        'no room (quota)',
        (database) => {
          const add = vi.spyOn(database.segments, 'add');
          add.mockRejectedValueOnce(new Dexie.QuotaExceededError('no room'));
        },
      ],
    ];

  it.each(ways)('%s: the desk goes on, says so, and has it all on disk again after a while', async (_, fail) => {
    const host = hostOf(30);
    const station = openStation(host);
    const { engine, events, state, found } = await station.open();
    await ready(state);
    await vi.waitFor(async () => expect((await readDisk(station.storage)).complete).toBe(true));
    // it may have its storage again before anybody looks
    const isSaid = () => events.some((event) => event.type === 'state' && event.state.storage === 'memoryOnly');
    const failing = fail(station.last(), station.storage);
    host.participants.push(...rowsOfPeople(31, 33)); // something to be written
    const recorded = await engine.setStatus('id:2', null, 2);
    expect(recorded.ok).toBe(true);
    await engine.syncNow();
    await vi.waitFor(() => expect(isSaid()).toBe(true));
    await failing;
    expect(await found()).toBe(33);
    await vi.waitFor(() => expect(state().storage).toBe('ok'));
    host.participants.push(...rowsOfPeople(34, 34));
    await engine.syncNow();
    await vi.waitFor(async () => expect(await readDisk(station.storage)).toEqual({ people: 34, complete: true }));
    const again = await station.open(); // a start finds all of it without asking for it anew
    await ready(again.state);
    expect(await again.found()).toBe(34);
    expect([host.journal.size, again.state().unsent]).toEqual([1, 1]);
  });

  it('a segment that does not open: at the next start all is rebuilt from the server, and no operation is lost', async () => {
    const host = hostOf(12);
    const station = openStation(host);
    const first = await station.open();
    await ready(first.state);
    await first.engine.setStatus('id:2', null, 2);
    await vi.waitFor(async () => expect((await readDisk(station.storage)).complete).toBe(true));
    await station
      .last()
      .segments.toCollection()
      .modify({ iv: new Uint8Array(12) });
    const again = await station.open();
    await ready(again.state);
    expect([await again.found(), again.state().unsent, again.state().storage]).toEqual([12, 1, 'ok']);
    await vi.waitFor(async () => expect(await readDisk(station.storage)).toEqual({ people: 12, complete: true }));
  });

  it('a database of a newer version is thrown away and rebuilt', async () => {
    const host = hostOf(12);
    const station = openStation(host);
    const newer = new Dexie('stoika-event-1', { indexedDB: station.storage, IDBKeyRange });
    newer.version(7).stores({ segments: '++seq', cursors: 'feed', tables_: 'name', other: 'x' });
    await newer.open();
    await newer.table('cursors').put({ feed: 'participants', cursor: '2030-01-01 00:00:00', complete: true });
    newer.close();
    const { state, found } = await station.open();
    await ready(state);
    expect([await found(), state().storage]).toEqual([12, 'ok']);
    await vi.waitFor(async () => expect(await readDisk(station.storage)).toEqual({ people: 12, complete: true }));
    expect(station.last().backendDB().version).toBe(20);
  });

  it('a database of version 1 is kept, and swept since nobody knows of a sweep', async () => {
    const host = hostOf(12);
    const station = openStation(host);
    const { state } = await station.open();
    await ready(state);
    await vi.waitFor(async () => expect((await readDisk(station.storage)).complete).toBe(true));
    await station.last().sweeps.clear();
    const again = await station.open();
    await vi.waitFor(() => expect(again.state().sweep.last).toMatchObject({ people: 12 }));
  });
});

describe('a sweep at a sign-in', () => {
  it('begins when the last one is older than is set, or the clock was put back, and not before', async () => {
    const host = hostOf(12);
    const station = openStation(host);
    const first = await station.open();
    await ready(first.state);
    await vi.waitFor(() => expect(first.state().sweep.last?.at).toBe('2026-10-05T06:00:00.000Z'));
    for (const [at, swept] of [
      ['2026-10-05T17:00:00.000Z', false],
      ['2026-10-05T19:00:00.000Z', true],
      ['2026-10-04T06:00:00.000Z', true],
    ] as const) {
      station.made.at = at;
      const before = host.participants.length;
      host.participants.splice(0, 1);
      const { state, engine } = await station.open();
      await ready(state);
      await engine.syncNow();
      if (swept) await vi.waitFor(() => expect(state().sweep.last?.at).toBe(at));
      expect([state().sweep.last?.at === at, before - host.participants.length]).toEqual([swept, 1]);
    }
  });

  it('is asked for by a person: who is removed on the server disappears with a note', async () => {
    const host = hostOf(12);
    const station = openStation(host);
    const { engine, state, found } = await station.open();
    await ready(state);
    host.participants.splice(3, 1);
    expect(await engine.sweepNow()).toEqual({ ok: true });
    await vi.waitFor(async () => expect(await found()).toBe(11));
    expect(host.called).toContain('note');
    expect(await engine.answerDoubt(true)).toMatchObject({ ok: false });
  });

  it('is asked for by a person while one is under way: who is removed behind its back disappears too', async () => {
    const host = hostOf(12);
    const station = openStation(host);
    const { engine, state, found } = await station.open();
    await ready(state);
    host.pageSize = 5;
    const second = hold(host, ({ since }) => since !== null && since < '2026-10-05 09:00:05');
    await engine.sweepNow();
    await second.held;
    host.participants.splice(1, 1); // the first page had them
    await engine.sweepNow();
    second.release();
    await vi.waitFor(async () => expect(await found()).toBe(11));
  });
});

/** Pages of people that are asked for like this come when it is said. */
function hold(host: PlayedHost, isHeld: (ask: Ask) => boolean) {
  const fetch = host.fetchPage.bind(host);
  let note = (): void => undefined;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (note = resolve));
  const gate = new Promise<void>((resolve) => (release = resolve));
  host.fetchPage = async (feed, ask) => {
    if (feed !== 'participants' || !isHeld(ask)) return fetch(feed, ask);
    note();
    await gate;
    return fetch(feed, ask);
  };
  return { held, release };
}

function deleteDatabase(storage: IDBFactory): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = storage.deleteDatabase('stoika-event-1');
    request.onsuccess = () => resolve();
    request.onerror = () => reject(new Error('the database cannot be deleted'));
  });
}
