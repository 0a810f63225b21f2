/** A disk that refuses, and a power that may go: what was said to be there is there, and what is not was never said. */
import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConnectionMonitor } from '../../../electron/host/connection.ts';
import type { JournalHandle } from '../../../electron/host/journal/file.ts';
import { type Journal, openJournal } from '../../../electron/host/journal/journal.ts';
import { silentLog } from '../../../electron/host/log.ts';
import { recordOperations } from '../../../electron/host/recording.ts';
import { createRouter, type Handlers } from '../../../electron/host/router.ts';
import { RuventsClient } from '../../../electron/host/ruvents/client.ts';
import { createNodeTransport } from '../../../electron/host/ruvents/transport.ts';
import { Sender } from '../../../electron/host/sender.ts';
import type { NewOperation } from '../../../shared/operations/operation.ts';
import { makeFolder, removeFolder } from './desk.ts';
import { type FakeServer, HASH, startFake } from './fake-server.ts';
import { handTimers, type HandTimers } from './hand-timers.ts';
import { aBadge, fence } from './operations.ts';

let timers: HandTimers;
const transport = createNodeTransport();
const dataKey = randomBytes(32);
const random = (bytes: number): Uint8Array => randomBytes(bytes);
const clock = (): Date => new Date('2026-11-22T10:00:00.000Z');
let folder: string;
let fake: FakeServer;
let journal: Journal;
let sender: Sender;
let full = false;
/** What the disk and the server have seen, in order; each line once it is through. */
let seen: string[] = [];

beforeEach(async () => {
  full = false;
  seen = [];
  timers = handTimers();
  folder = await makeFolder();
  fake = await startFake();
  ({ journal } = await openJournal({ folder, dataKey, random, onChange: () => undefined, openHandle }));
  const client = new RuventsClient({ server: fake.url, hash: HASH, transport });
  const connection = new ConnectionMonitor({
    ping: () => client.ping(),
    readEvent: () => client.read('/event'),
    timers,
    clock,
    chance: () => 0.5,
    onChange: () => undefined,
    onReturn: () => undefined,
  });
  connection.note({ kind: 'answered', proved: true, path: '/event' });
  sender = new Sender({
    journal,
    client,
    connection,
    readSettings: () => ({ encoding: 'json', nomail: false }),
    onParked: () => undefined,
    onRefused: () => undefined,
    timers,
    clock,
    log: silentLog,
  });
});
afterAll(() => transport.close());
afterEach(async () => {
  full = false;
  await journal.close();
  await fake.stop();
  await removeFolder(folder);
});

async function openHandle(file: string): Promise<JournalHandle> {
  const handle = await open(file, 'r+');
  return {
    write: (async (...rest: [Buffer, number, number, number]) => {
      if (full) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      const written = await handle.write(...rest);
      seen.push('write');
      return written;
    }) as JournalHandle['write'],
    datasync: async () => {
      await handle.datasync();
      seen.push('sync');
    },
    truncate: (length) => handle.truncate(length),
    close: () => handle.close(),
  };
}

async function record(...wanted: NewOperation[]): Promise<void> {
  const operator = { Id: 7, Login: 'desk1', Role: 'Admin' } as const;
  const operators = { session: { operator, endedBecause: null, refused: null } };
  const event = { journal, operators, sender } as unknown as Parameters<typeof recordOperations>[1];
  await recordOperations(wanted, event, clock);
}
const drain = (id: string): void => sender.drain([{ id, fence, carry: null }]);
const stateOf = (id: string): string | undefined => journal.ledger.operation(id)?.state.name;
/** What the file holds, as the next start reads it. */
async function onDisk(): Promise<(string | undefined)[]> {
  const again = await openJournal({ folder, dataKey, random, onChange: () => undefined });
  await again.journal.close();
  return [...again.journal.ledger.operations()].map(({ id, state }) => `${id} ${state.name}`);
}

test('full when a person records: nothing is recorded, and it is said', async () => {
  await record(aBadge('badge-0001', 'id:4'));
  full = true;
  await expect(record(aBadge('badge-0002', 'id:5'))).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(stateOf('badge-0002')).toBeUndefined();
  expect(await onDisk()).toEqual(['badge-0001 queued']);
  full = false;
  await record(aBadge('badge-0002', 'id:5')); // the same press again
  expect(await onDisk()).toEqual(['badge-0001 queued', 'badge-0002 queued']);
});

test('the renderer is told that the disk refused, by a code of its own', async () => {
  full = true;
  const handlers = { syncNow: () => record(aBadge('badge-0001', 'id:4')) } as unknown as Handlers;
  const route = createRouter({ handlers, bytes: {}, epoch: () => 1, log: silentLog });
  const answer = await route(new Request('http://desk.example/api/sync-now', { method: 'POST', body: '{}' }));
  expect([answer.status, await answer.json()]).toEqual([507, { code: 'disk', detail: 'ENOSPC' }]);
});

test('a request that is too big is told as such, and a journal that is taken over may be bigger', async () => {
  const handlers = { takeOver: () => ({ taken: 0, known: 0, from: '' }) } as unknown as Handlers;
  const route = createRouter({ handlers, bytes: {}, epoch: () => 1, log: silentLog });
  const send = async (name: string, megabytes: number): Promise<unknown> => {
    const headers = { 'content-length': String(megabytes * 1024 * 1024) };
    const answer = await route(new Request(`http://desk.example/api/${name}`, { method: 'POST', body: '{}', headers }));
    return ((await answer.json()) as { detail: string }).detail;
  };
  expect(await send('record', 65)).toBe('tooBig');
  expect(await send('take-over', 401)).toBe('tooBig');
  expect(await send('take-over', 399)).toBe('epoch'); // it is read
});

test('full when it would be sent: not a byte leaves, and it stays queued', async () => {
  await record(aBadge('badge-0001', 'id:4'));
  fake.answers['POST /badges'] = { json: { Id: 900 } };
  full = true;
  drain('badge-0001');
  await sender.close();
  expect(fake.seen).toEqual([]);
  expect(stateOf('badge-0001')).toBe('queued');
  expect(await onDisk()).toEqual(['badge-0001 queued']);
});

test('full when the answer comes: it is written when there is room, and nothing is sent again', async () => {
  await record(aBadge('badge-0001', 'id:4'));
  fake.answers['POST /badges'] = () => {
    full = true;
    return { json: { Id: 900 } };
  };
  drain('badge-0001');
  await vi.waitFor(() => expect(timers.armed).toBe(1));
  expect(stateOf('badge-0001')).toBe('sending');
  timers.advance(2000);
  await vi.waitFor(() => expect(timers.armed).toBe(1)); // still no room: it waits again
  full = false;
  timers.advance(2000);
  await vi.waitFor(() => expect(stateOf('badge-0001')).toBe('accepted'));
  expect(fake.requestsTo('/badges')).toHaveLength(1);
  expect(await onDisk()).toEqual(['badge-0001 accepted']);
});

test('the power may go at any time: whatever was acknowledged had a sync behind its last write', async () => {
  const acknowledged = async (what: Promise<unknown>, name: string): Promise<void> => {
    await what;
    seen.push(name);
  };
  await acknowledged(record(aBadge('badge-0001', 'id:4')), 'recorded');
  await Promise.all([
    acknowledged(record(aBadge('badge-0002', 'id:5')), 'recorded'),
    acknowledged(record(aBadge('badge-0003', 'id:6')), 'recorded'),
  ]);
  await acknowledged(
    journal.append([
      {
        t: 'note',
        note: { id: 'n', at: '', operator: null, content: { kind: 'handedOver', file: '', operations: 1 } },
      },
    ]),
    'noted',
  );
  fake.answers['POST /badges'] = () => {
    seen.push('request');
    return { json: { Id: 900 } };
  };
  drain('badge-0001');
  await vi.waitFor(() => expect(stateOf('badge-0001')).toBe('accepted'));
  seen.push('accepted');
  expect(seen).toEqual([
    ...['write', 'sync', 'recorded'],
    ...['write', 'sync', 'recorded', 'recorded'],
    ...['write', 'sync', 'noted'],
    ...['write', 'sync', 'request'],
    ...['write', 'sync', 'accepted'],
  ]);
});
