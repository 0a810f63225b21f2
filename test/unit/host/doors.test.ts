/** Doors that do not open: what was open before is closed all the same, windows hear of it, and nothing goes on running. */
import { mkdir, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PracticeLauncher } from '../../../electron/host/practice-door.ts';
import { type Desk, makeFolder, ok, problemOf, removeFolder, startDesk } from './desk.ts';
import { type FakeServer, HASH, startFake } from './fake-server.ts';

let fake: FakeServer;
let desk: Desk;
let dataDir: string;
let launch: PracticeLauncher;

beforeEach(async () => {
  fake = await startFake();
  dataDir = await makeFolder();
  desk = await startDesk({ dataDir, practice: (options) => launch(options) });
});
afterEach(async () => {
  await desk.stop();
  await fake.stop();
  await removeFolder(dataDir);
});

const practice = (): Promise<string> => problemOf(desk.client.call('practice', { participants: null }));

test('a practice event that does not start leaves no event open, and windows are told so', async () => {
  launch = () => Promise.reject(new Error('no'));
  await ok(desk.client.call('connect', { server: fake.url, hash: HASH }));
  const { epoch } = await ok(desk.client.call('lease', {}));
  expect(await practice()).toBe('serverError');
  const now = await ok(desk.client.call('station', {}));
  expect(now.event).toBeNull();
  expect(now.epoch).not.toBe(epoch);
  await desk.hears((event) => event.type === 'station' && event.station.epoch === now.epoch);
});

test('a practice server that the disk keeps from being remembered is stopped again', async () => {
  const running = new Set<string>();
  launch = async ({ stateFile }) => {
    running.add(stateFile);
    const vault = path.join(dataDir, 'vault');
    await rm(vault, { recursive: true });
    await mkdir(path.join(vault, 'in-the-way'), { recursive: true });
    return { url: fake.url, hash: HASH, operators: [], close: () => Promise.resolve(void running.delete(stateFile)) };
  };
  expect(await practice()).toBe('disk');
  expect(running.size).toBe(0);
});

/** Journals of this test that the process has open. */
async function openJournals(): Promise<number> {
  const links = await Promise.all(
    (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
  );
  return links.filter((file) => file.startsWith(dataDir) && file.endsWith('journal.log')).length;
}

test.runIf(process.platform === 'linux')('an event that cannot be opened leaves its journal closed', async () => {
  const { event } = await ok(desk.client.call('connect', { server: fake.url, hash: HASH }));
  await ok(desk.client.call('leaveEvent', {}));
  const templates = path.join(dataDir, 'events', event.key, 'templates');
  await rm(templates, { recursive: true, force: true });
  await writeFile(templates, 'in the way');
  expect(await problemOf(desk.client.call('openEvent', { key: event.key }))).not.toBe('none');
  expect(await openJournals()).toBe(0);
  await rm(templates);
  await ok(desk.client.call('openEvent', { key: event.key }));
  expect(await openJournals()).toBe(1);
});
