/** The key of a station under a passphrase: set, asked for, changed, taken away, lost. */
import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHostClient, type HostClient } from '../../../shared/contract/client.ts';
import { createFileKeyStore } from '../../../electron/host/keys.ts';
import { openLockableHost } from '../../../electron/host/locked-host.ts';
import { parseLockedKey } from '../../../electron/host/passphrase.ts';
import { NewerVersion } from '../../../electron/host/problem.ts';
import type { Host, HostOptions } from '../../../electron/host/host.ts';
import { createNodeTransport } from '../../../electron/host/ruvents/transport.ts';
import { fontsDir, makeFolder, ok, printingWith, printsAtOnce, problemOf, removeFolder } from './desk.ts';
import { silentLog } from '../../../electron/host/log.ts';
import { type FakeServer, HASH, startFake } from './fake-server.ts';
import { aBadge } from './operations.ts';

const PASSPHRASE = 'верная лошадь 17 батарея';
const random = (bytes: number): Uint8Array => randomBytes(bytes);
let fake: FakeServer;
let dataDir: string;
let host: Host;
let client: HostClient;
const transport = createNodeTransport();

function options(): HostOptions {
  return {
    ...{ dataDir, shell: 'browser', role: 'desk', version: '0.0.0', language: null, transport, fontsDir },
    ...{ keyStore: createFileKeyStore(dataDir, random), printing: printingWith(printsAtOnce()), practice: null },
    ...{ auto: null, autoPractice: null, clock: () => new Date(), random, log: silentLog },
  };
}
async function start(passphrase: string | null = null): Promise<void> {
  host = await openLockableHost(options(), passphrase);
  client = createHostClient((url, init) => host.fetch(new Request(`http://desk.example${url}`, init)));
}
async function restart(passphrase: string | null = null): Promise<void> {
  await host.close();
  await start(passphrase);
}
async function open(): Promise<number> {
  await ok(client.call('connect', { server: fake.url, hash: HASH }));
  await ok(client.call('signIn', { login: 'desk1', password: '81234' }));
  return (await ok(client.call('lease', {}))).epoch;
}
const keys = async () => (await ok(client.call('station', {}))).keys;

beforeEach(async () => {
  fake = await startFake();
  dataDir = await makeFolder();
  await start();
});
afterEach(async () => {
  await host.close();
  await fake.stop();
  await removeFolder(dataDir);
});

test('set in the settings, it is asked for at the next start before anything else is answered', async () => {
  await open();
  expect(await keys()).toEqual({ kept: 'file', reason: 'browser', passphrase: false });
  await host.rememberPort(4321);
  await ok(client.call('passphrase', { current: null, next: PASSPHRASE }));
  expect(await keys()).toMatchObject({ passphrase: true });
  const file = await readFile(path.join(dataDir, 'key'), 'utf8');
  expect(JSON.parse(file)).toMatchObject({ version: 1, kdf: 'scrypt', n: 131_072, r: 8, p: 1 });
  await restart();
  expect(host.rememberedPort).toBe(4321); // the address, and with it the browser's replica, stays
  for (const name of ['station', 'closings', 'operations', 'lease', 'practiceOperators'] as const) {
    expect([name, await problemOf(client.call(name, {}))]).toEqual([name, 'passphrase']);
  }
  expect(await problemOf(client.call('connect', { server: fake.url, hash: HASH }))).toBe('passphrase');
  for (const address of ['stream', 'data-key', 'feed', 'photo', 'set-aside', 'job-pdf']) {
    const answer = await host.fetch(new Request(`http://desk.example/api/${address}`));
    expect([address, answer.status]).toEqual([address, 423]);
  }
  expect(await problemOf(client.call('unlock', { passphrase: 'верная лошадь 18 батарея' }))).toBe('wrongPassphrase');
  expect(await problemOf(client.call('station', {}))).toBe('passphrase');
  await ok(client.call('unlock', { passphrase: PASSPHRASE }));
  expect((await ok(client.call('station', {}))).event).not.toBeNull();
});

test('a station that nobody sits at has it from the environment; a wrong one asks', async () => {
  await open();
  await ok(client.call('passphrase', { current: null, next: PASSPHRASE }));
  await restart(PASSPHRASE);
  expect((await ok(client.call('station', {}))).event).not.toBeNull();
  await restart('another passphrase');
  expect(await problemOf(client.call('station', {}))).toBe('passphrase');
});

test('only an Admin who knows the one of now changes it or takes it away', async () => {
  expect(await problemOf(client.call('passphrase', { current: null, next: PASSPHRASE }))).toBe('noEvent');
  await open();
  await ok(client.call('passphrase', { current: null, next: PASSPHRASE }));
  for (const current of [null, 'a wrong passphrase']) {
    expect(await problemOf(client.call('passphrase', { current, next: null }))).toBe('wrongPassphrase');
  }
  await ok(client.call('passphrase', { current: PASSPHRASE, next: null }));
  expect(await readFile(path.join(dataDir, 'key'))).toHaveLength(32);
  await restart();
  expect((await ok(client.call('station', {}))).event).not.toBeNull();
});

test('lost: the key is put aside, and the event’s hash brings back every operation', async () => {
  const epoch = await open();
  await ok(client.call('record', { epoch, operations: [aBadge('badge-0001', 'id:4')] }));
  await ok(client.call('passphrase', { current: null, next: PASSPHRASE }));
  await restart();
  await ok(client.call('putKeyAside', { sure: true }));
  const station = await ok(client.call('station', {}));
  expect(station.events).toEqual([]);
  expect(station.notices.map(({ code }) => code)).toContain('vaultSetAside');
  expect(await readdir(dataDir)).toEqual(expect.arrayContaining(['key', 'key.locked-1', 'vault.unreadable-1']));
  await open();
  const { operations } = await ok(client.call('operations', {}));
  expect(operations.map(({ id }) => id)).toEqual(['badge-0001']);
  expect(await problemOf(client.call('putKeyAside', { sure: true }))).toBe('nothingToDo'); // an open station keeps its key
});

test('a copied disk without the passphrase: nothing on it is the key', async () => {
  const before = await readFile(path.join(dataDir, 'key'));
  await open();
  await ok(client.call('passphrase', { current: null, next: PASSPHRASE }));
  for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(path.join(entry.parentPath, entry.name));
    for (const secret of [before, before.toString('base64'), before.toString('hex'), PASSPHRASE]) {
      expect([entry.name, bytes.includes(secret)]).toEqual([entry.name, false]);
    }
  }
});

test('a key of a newer version is left alone, one that asks for too much is none of ours', async () => {
  const locked = { version: 1, kdf: 'scrypt', n: 131_072, r: 8, p: 1, salt: '', sealed: '' };
  expect(parseLockedKey(Buffer.from(JSON.stringify(locked)))).not.toBeNull();
  expect(parseLockedKey(Buffer.from(JSON.stringify({ ...locked, n: 2 ** 30 })))).toBeNull();
  expect(parseLockedKey(Buffer.from(JSON.stringify({ ...locked, p: 99 })))).toBeNull();
  await writeFile(path.join(dataDir, 'key'), JSON.stringify({ ...locked, version: 2 }));
  await expect(openLockableHost(options(), null)).rejects.toBeInstanceOf(NewerVersion);
  expect(JSON.parse(await readFile(path.join(dataDir, 'key'), 'utf8'))).toMatchObject({ version: 2 });
});
