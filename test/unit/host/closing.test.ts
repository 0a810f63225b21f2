/** Closing an event for good: who may, what stands against it, what goes, what is left, and a crash in the middle. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listFiles } from '../../../shared/closing/list.ts';
import type { Closing } from '../../../shared/contract/closing-routes.ts';
import { type Desk, makeFolder, ok, problemOf, removeFolder, startDesk } from './desk.ts';
import { type FakeServer, HASH, operators, startFake } from './fake-server.ts';
import { aBadge } from './operations.ts';

let fake: FakeServer;
let desk: Desk;
let dataDir: string;
let title: string;

beforeEach(async () => {
  fake = await startFake();
  dataDir = await makeFolder();
  desk = await startDesk({ dataDir, station: 'Left door' });
});
afterEach(async () => {
  await desk.stop();
  await fake.stop();
  await removeFolder(dataDir);
});

async function open(login = 'desk1'): Promise<number> {
  const { event } = await ok(desk.client.call('connect', { server: fake.url, hash: HASH }));
  title = event.title;
  const password = operators.find(({ Login }) => Login === login)!.Password;
  await ok(desk.client.call('signIn', { login, password }));
  return (await ok(desk.client.call('lease', {}))).epoch;
}
const end = (epoch: number, typed = title, unread = false) =>
  desk.client.call('closeEvent', { epoch, title: typed, unread });
async function restart(): Promise<void> {
  await desk.stop();
  desk = await startDesk({ dataDir });
}
const station = async () => ok(desk.client.call('station', {}));
async function allFiles(): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dataDir, path.join(entry.parentPath, entry.name)))
    .sort();
}

test('an Admin closes an event: everything of it is gone, and the receipt says what', async () => {
  const epoch = await open();
  const [key] = await readdir(path.join(dataDir, 'events'));
  const folder = path.join(dataDir, 'events', key!);
  await mkdir(path.join(folder, 'photos'));
  await writeFile(path.join(folder, 'photos', 'a'.repeat(64)), 'sealed');
  const { closing } = await ok(end(epoch, `  ${title.toUpperCase()} `));
  expect(closing).toMatchObject({
    event: { key, title, server: fake.url, practice: false },
    station: 'Left door',
    operator: 'desk1',
    databases: null,
    counts: { operations: 0, unreadJournals: 0 },
  });
  expect(closing.files.map((file) => file.path)).toEqual(['journal.log', `photos/${'a'.repeat(64)}`, 'wraps.json']);
  expect(closing.sha256).toBe(createHash('sha256').update(listFiles(closing.files)).digest('hex'));
  expect(closing.wipedAt).not.toBeNull();
  expect(await readdir(path.join(dataDir, 'events'))).toEqual([]);
  expect(await station()).toMatchObject({ event: null, events: [], session: { operator: null } });
  const left = await allFiles();
  expect(left).toEqual([`closed/${closing.id}.json`, 'key', 'logs/stoika.log', 'vault']);
  const log = await readFile(path.join(dataDir, 'logs', 'stoika.log'), 'utf8');
  expect(log).toContain(`"event":"event closed","eventId":${closing.event.eventId},"files":3,`);
  await restart();
  expect((await station()).events).toEqual([]);
  expect((await ok(desk.client.call('closings', {}))).closings).toEqual([closing]);
  expect(await problemOf(desk.client.call('openEvent', { key: key! }))).toBe('notFound');
});

test('what the browser deleted is noted once, and the event may be opened anew', async () => {
  const { closing } = await ok(end(await open()));
  const databases = [{ name: `stoika-${closing.event.key}`, bytes: 1234 }];
  const note = (found: typeof databases) => desk.client.call('databasesWiped', { id: closing.id, databases: found });
  expect((await ok(note(databases))).closing.databases).toEqual(databases);
  expect((await ok(note([]))).closing.databases).toEqual(databases);
  expect(await problemOf(desk.client.call('databasesWiped', { id: 'another', databases }))).toBe('notFound');
  await open();
  expect((await ok(desk.client.call('operations', {}))).operations).toEqual([]);
  await restart();
  expect((await station()).event?.key).toBe(closing.event.key); // a receipt of before wipes nothing of now
});

test('only an Admin, only by the title, and only in the window that has the desk', async () => {
  expect(await problemOf(end(1, ''))).toBe('elsewhere');
  const epoch = await open('desk2');
  expect(await problemOf(end(epoch))).toBe('adminOnly');
  await ok(desk.client.call('signIn', { login: 'desk1', password: '81234' }));
  expect(await problemOf(end(epoch + 100))).toBe('elsewhere');
  expect(await problemOf(end(epoch, ''))).toBe('wrongTitle');
  expect(await problemOf(end(epoch, 'Another event'))).toBe('wrongTitle');
  expect((await station()).event?.title).toBe(title);
});

test('unsent work refuses it, and goes on as if nothing had been asked; handed over, it does not', async () => {
  const epoch = await open();
  await ok(desk.client.call('record', { epoch, operations: [aBadge('badge-0001', 'id:4')] }));
  expect(await problemOf(end(epoch))).toBe('unsent');
  expect((await station()).session.operator?.Login).toBe('desk1');
  const left = await ok(desk.client.call('handOver', { epoch, again: null }));
  expect(left.operations).toBe(1);
  const { closing } = await ok(end(epoch));
  expect(closing.counts).toMatchObject({ operations: 1, handedOver: 1, done: 0 });
});

test('a journal that nobody could open goes only when it is said', async () => {
  await open();
  await desk.stop();
  const [key] = await readdir(path.join(dataDir, 'events'));
  await rename(
    path.join(dataDir, 'events', key!, 'journal.log'),
    path.join(dataDir, 'events', key!, 'journal.log.unreadable-1'),
  );
  desk = await startDesk({ dataDir });
  const epoch = await open();
  expect(await problemOf(end(epoch))).toBe('unreadJournal');
  const { closing } = await ok(end(epoch, title, true));
  expect(closing.counts.unreadJournals).toBe(1);
  expect(await readdir(path.join(dataDir, 'events'))).toEqual([]);
});

test('killed in the middle of wiping, the next start goes on, and nobody opens the event before', async () => {
  const { closing } = await ok(end(await open()));
  const { key } = closing.event;
  await open();
  await desk.stop();
  // as it stood after the record was written and before anything was deleted
  const record = path.join(dataDir, 'closed', `${closing.id}.json`);
  const unfinished: Closing = { ...closing, wipedAt: null };
  await writeFile(record, JSON.stringify({ version: 1, closing: unfinished }));
  desk = await startDesk({ dataDir });
  expect(await readdir(path.join(dataDir, 'events'))).toEqual([]);
  expect(await station()).toMatchObject({ event: null, events: [] });
  const [again] = (await ok(desk.client.call('closings', {}))).closings;
  expect(again).toMatchObject({ id: closing.id, event: { key } });
  expect(again?.wipedAt).not.toBeNull();
});

test('a record that cannot be read stops nothing and wipes nothing', async () => {
  await open();
  await desk.stop();
  await mkdir(path.join(dataDir, 'closed'));
  await writeFile(path.join(dataDir, 'closed', 'broken.json'), '{"version":1');
  desk = await startDesk({ dataDir });
  expect((await station()).event).not.toBeNull();
  expect((await ok(desk.client.call('closings', {}))).closings).toEqual([]);
});
