/** Keys, vault, lock and log: what is on the disk, and what is not. */
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEventKeys } from '../../../electron/host/event-keys.ts';
import { createFileKeyStore } from '../../../electron/host/keys.ts';
import { acquireLock } from '../../../electron/host/lock.ts';
import { createLog, describeError } from '../../../electron/host/log.ts';
import { openVault } from '../../../electron/host/vault.ts';
import { makeFolder, ok, removeFolder, startDesk } from './desk.ts';
import { HASH, startFake } from './fake-server.ts';
import { aBadge, aWalkIn } from './operations.ts';

let folder: string;
const random = (bytes: number): Uint8Array => randomBytes(bytes);

beforeEach(async () => {
  folder = await makeFolder();
});
afterEach(() => removeFolder(folder));

test('the machine key is made once and is its owner’s alone', async () => {
  const key = await createFileKeyStore(folder, random).load();
  expect(key).toHaveLength(32);
  expect((await createFileKeyStore(folder, random).load()).equals(key)).toBe(true);
  if (process.platform !== 'win32') expect((await stat(path.join(folder, 'key'))).mode & 0o777).toBe(0o600);
});

test('the vault keeps what it is told, also told many things at once', async () => {
  const key = randomBytes(32);
  const vault = await openVault(folder, key, random);
  expect(vault.fresh).toBe(true);
  await Promise.all([
    vault.update((before) => ({ ...before, port: 4321 })),
    vault.update((before) => ({ ...before, language: 'ru' })),
  ]);
  const again = await openVault(folder, key, random);
  expect(again.fresh).toBe(false);
  expect(again.contents()).toEqual(vault.contents());
  expect(again.contents()).toMatchObject({ port: 4321, language: 'ru' });
});

test('what could not be read at the next start is not written', async () => {
  const key = randomBytes(32);
  const vault = await openVault(folder, key, random);
  await expect(vault.update((before) => ({ ...before, port: 1.5 }))).rejects.toThrow();
  expect(vault.contents().port).toBeNull();
  expect((await openVault(folder, key, random)).aside).toBeNull();
});

test('a vault that cannot be opened is put aside, whole', async () => {
  const file = path.join(folder, 'vault');
  await openVault(folder, randomBytes(32), random);
  const before = await readFile(file);
  const other = await openVault(folder, randomBytes(32), random);
  expect(other.aside).toBe('vault.unreadable-1');
  expect((await readFile(path.join(folder, 'vault.unreadable-1'))).equals(before)).toBe(true);
});

test('the data key comes back by the hash alone, and by any hash that the event has had', async () => {
  const find = async (hash: string, known: Buffer | null = null): Promise<Buffer> =>
    (await openEventKeys({ folder, eventKey: 'made-up', random, known, hash })).dataKey;
  const key = await find('first');
  expect((await find('first')).equals(key)).toBe(true);
  await find('second', key);
  for (const hash of ['first', 'second']) expect((await find(hash)).equals(key)).toBe(true);
  expect((await find('a stranger’s')).equals(key)).toBe(false);
  expect((await find('first')).equals(key)).toBe(true);
});

test('the machine key lost: connecting again with the hash brings back every operation', async () => {
  const fake = await startFake();
  const desk = await startDesk({ dataDir: folder });
  await ok(desk.client.call('connect', { server: fake.url, hash: HASH }));
  await ok(desk.client.call('signIn', { login: 'desk1', password: '81234' }));
  const { epoch } = await ok(desk.client.call('lease', {}));
  await ok(desk.client.call('record', { epoch, operations: [aBadge('badge-0001', 'id:4')] }));
  await desk.stop();
  await rm(path.join(folder, 'key'));
  const again = await startDesk({ dataDir: folder });
  const station = await ok(again.client.call('station', {}));
  expect(station.events).toEqual([]);
  expect(station.notices.map(({ code }) => code)).toContain('vaultSetAside');
  await ok(again.client.call('connect', { server: fake.url, hash: HASH }));
  const { operations } = await ok(again.client.call('operations', {}));
  expect(operations.map(({ id }) => id)).toEqual(['badge-0001']);
  await again.stop();
  await fake.stop();
});

test('no secret and no person is on the disk in plain, nor in the log', async () => {
  const fake = await startFake();
  fake.answers['GET /event/statuses'] = {
    json: { Statuses: [{ Id: 1, Title: 'anna@example.org' }, { Title: 'Сидорова' }] },
  };
  fake.answers['POST /participants'] = {
    status: 500,
    json: { Error: { Code: 111, Message: 'Email anna@example.org' } },
  };
  const desk = await startDesk({ dataDir: folder });
  await ok(desk.client.call('connect', { server: fake.url, hash: HASH }));
  await ok(desk.client.call('signIn', { login: 'desk1', password: '81234' }));
  await desk.client.call('signIn', { login: 'desk1', password: 'a-wrong-password' });
  const { epoch } = await ok(desk.client.call('lease', {}));
  await desk.hears((one) => one.type === 'connection' && one.connection.state === 'online');
  await ok(desk.client.call('record', { epoch, operations: [aWalkIn('walkin-0001')] }));
  await ok(desk.client.call('syncNow', {}));
  await ok(
    desk.client.call('drain', {
      epoch,
      clearances: [{ id: 'walkin-0001', fence: { participants: null, badges: null, known: [] }, carry: null }],
    }),
  );
  await desk.hears(
    (one) => one.type === 'operations' && one.operations.some(({ state }) => state.name === 'attention'),
  );
  await desk.client.call('users', { query: 'Сидорова' });
  await desk.host.fetch(
    new Request('http://desk.example/api/record', {
      method: 'POST',
      body: JSON.stringify({ epoch, operations: 'anna@example.org' }),
    }),
  );
  await desk.stop();
  await fake.stop();
  const secrets = [HASH, '81234', '95678', 'a-wrong-password', 'anna@example.org', 'Сидорова', 'Анна'];
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['vault', 'journal.log', 'wraps.json', 'stoika.log']),
  );
  for (const file of files) {
    const bytes = await readFile(path.join(file.parentPath, file.name));
    for (const secret of secrets) {
      for (const form of [secret, Buffer.from(secret).toString('base64'), JSON.stringify(secret).slice(1, -1)]) {
        expect([file.name, secret, bytes.includes(form)]).toEqual([file.name, secret, false]);
      }
    }
  }
});

test('one host a folder; the second one learns where the first is', async () => {
  const first = await acquireLock({ dataDir: folder });
  if (!first.held) throw new Error('the lock is free');
  await first.lock.announce('http://127.0.0.1:1/');
  expect(await acquireLock({ dataDir: folder })).toMatchObject({
    held: false,
    holder: { pid: process.pid, url: 'http://127.0.0.1:1/' },
  });
  await first.lock.release();
  expect((await acquireLock({ dataDir: folder })).held).toBe(true);
});

test('a lock whose process is gone is taken over, by one of many', async () => {
  expect((await acquireLock({ dataDir: folder, pid: 999_999_999 })).held).toBe(true);
  const isRunning = (pid: number): boolean => pid === process.pid;
  const all = await Promise.all(Array.from({ length: 8 }, () => acquireLock({ dataDir: folder, isRunning })));
  expect(all.filter(({ held }) => held)).toHaveLength(1);
});

test('half a lock is not an owner', async () => {
  await writeFile(path.join(folder, 'lock'), '{"pid":');
  expect((await acquireLock({ dataDir: folder })).held).toBe(true);
  expect((await readdir(folder)).filter((name) => name.startsWith('lock'))).toEqual(['lock']);
});

test('the log is bounded, and says of an error where it came from, not what it said', async () => {
  const log = createLog({ dataDir: folder, clock: () => new Date(0), maxBytes: 1000, keep: 2 });
  for (let n = 0; n < 100; n += 1) log.info('something', { n });
  const files = await readdir(path.join(folder, 'logs'));
  expect(files.sort()).toEqual(['stoika.log', 'stoika.log.1', 'stoika.log.2']);
  for (const file of files) expect((await stat(path.join(folder, 'logs', file))).size).toBeLessThanOrEqual(1000);
  const last = (await readFile(path.join(folder, 'logs', 'stoika.log'), 'utf8')).trim().split('\n').at(-1)!;
  expect(JSON.parse(last)).toEqual({ time: '1970-01-01T00:00:00.000Z', level: 'info', event: 'something', n: 99 });
  const described = JSON.stringify(describeError(new SyntaxError('"anna@example.org" is not valid JSON')));
  expect(described).toContain('SyntaxError');
  expect(described).not.toContain('anna');
});
