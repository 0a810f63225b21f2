/** Keys that are lost, with unsent operations: the hash rotated, the keychain lost, both; through the host's routes. */
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeHeader, HEADER_BYTES } from '../../../electron/host/journal/frames.ts';
import { NewerVersion } from '../../../electron/host/problem.ts';
import { seal, unseal } from '../../../electron/host/seal.ts';
import { type Desk, makeFolder, ok, problemOf, removeFolder, startDesk } from './desk.ts';
import { apiError, type FakeServer, HASH, operators, startFake } from './fake-server.ts';
import { aBadge, aStatus, aWalkIn } from './operations.ts';

const NEW_HASH = 'zyxwvutsrqponmlkjihgfedcb';
let fake: FakeServer;
let desk: Desk;
let dataDir: string;

beforeEach(async () => {
  fake = await startFake();
  dataDir = await makeFolder();
  desk = await startDesk({ dataDir });
});
afterEach(async () => {
  await desk.stop();
  await fake.stop();
  await removeFolder(dataDir);
});

async function open(hash = HASH, login = 'desk1'): Promise<number> {
  await ok(desk.client.call('connect', { server: fake.url, hash }));
  const password = operators.find(({ Login }) => Login === login)!.Password;
  await ok(desk.client.call('signIn', { login, password }));
  return (await ok(desk.client.call('lease', {}))).epoch;
}
async function restart(): Promise<void> {
  await desk.stop();
  desk = await startDesk({ dataDir });
}
async function loseKeychain(): Promise<void> {
  await desk.stop();
  await rm(path.join(dataDir, 'key'));
  desk = await startDesk({ dataDir });
}
/** The server takes this hash only. */
function rotateTo(hash: string): void {
  const { 'GET /event': good } = fake.answers;
  fake.answers['GET /event'] = ({ headers }) => (headers['x-ruvents-hash'] === hash ? (good as object) : apiError(102));
}
async function unsent(): Promise<string[]> {
  return (await ok(desk.client.call('operations', {}))).operations.map(({ id }) => id);
}
async function eventFolder(): Promise<string> {
  const [key] = await readdir(path.join(dataDir, 'events'));
  return path.join(dataDir, 'events', key!);
}
const notices = async (): Promise<string[]> =>
  (await ok(desk.client.call('station', {}))).notices.map(({ code, detail }) => `${code} ${detail}`.trim());
const three = [aWalkIn('walkin-0001'), aBadge('badge-0001', 'local:walkin-0001'), aStatus('status-0001', 4)];
const ids = three.map(({ id }) => id);

test('a code is made by an Admin only, shown once, and the station tells that there is one', async () => {
  expect(await problemOf(desk.client.call('recoveryCode', {}))).toBe('noEvent');
  await open(HASH, 'desk2');
  expect(await problemOf(desk.client.call('recoveryCode', {}))).toBe('adminOnly');
  await ok(desk.client.call('signOut', {}));
  expect(await problemOf(desk.client.call('recoveryCode', {}))).toBe('notSignedIn');
  await open();
  expect((await ok(desk.client.call('station', {}))).recoveryCode).toBe(false);
  const { code } = await ok(desk.client.call('recoveryCode', {}));
  await desk.hears((one) => one.type === 'station' && one.station.recoveryCode);
  await restart();
  expect((await ok(desk.client.call('station', {}))).recoveryCode).toBe(true);
  await desk.stop();
  for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(path.join(entry.parentPath, entry.name));
    for (const form of [code, code.replaceAll('-', ''), Buffer.from(code).toString('base64')]) {
      expect([entry.name, bytes.includes(form)]).toEqual([entry.name, false]);
    }
  }
});

test('the hash rotated: nothing changes for what is unsent; the old hash opens it until it is sent', async () => {
  const epoch = await open();
  await ok(desk.client.call('record', { epoch, operations: three }));
  rotateTo(NEW_HASH);
  await ok(desk.client.call('connect', { server: fake.url, hash: NEW_HASH }));
  expect(await unsent()).toEqual(ids);
  const wraps = async (): Promise<number> => {
    const file = await readFile(path.join(await eventFolder(), 'wraps.json'), 'utf8');
    return (JSON.parse(file) as { wraps: unknown[] }).wraps.length;
  };
  await restart();
  expect(await wraps()).toBe(2);
  await open(NEW_HASH);
  const lease = await ok(desk.client.call('lease', {}));
  const settlements = ids.map((id) => ({ action: 'withdraw', id, because: 'undone' }) as const);
  await ok(desk.client.call('settle', { epoch: lease.epoch, settlements }));
  expect(await wraps()).toBe(2);
  await restart(); // nothing is unsent any more
  expect(await wraps()).toBe(1);
  await loseKeychain();
  await open(NEW_HASH);
  expect((await ok(desk.client.call('audit', { participant: null, limit: 10 }))).operations).toHaveLength(3);
});

test('the keychain lost: the hash opens what is unsent', async () => {
  const epoch = await open();
  await ok(desk.client.call('record', { epoch, operations: three }));
  await loseKeychain();
  await open();
  expect(await unsent()).toEqual(ids);
  expect((await notices()).filter((notice) => notice.startsWith('journal'))).toEqual([]);
});

test.each<[string, (code: string) => string]>([
  ['the recovery code', (code) => code],
  ['the recovery code as it was written down', (code) => ` ${code.toLowerCase().replaceAll('-', ' ')} `],
  ['the earlier hash', () => HASH],
])('the keychain lost and the hash rotated: %s opens what is unsent, once', async (_name, secretOf) => {
  const epoch = await open();
  const { code } = await ok(desk.client.call('recoveryCode', {}));
  await ok(desk.client.call('record', { epoch, operations: three }));
  rotateTo(NEW_HASH);
  await loseKeychain();
  const next = await open(NEW_HASH);
  expect(await unsent()).toEqual([]);
  expect(await notices()).toContain('journalSetAside journal.log.unreadable-1');
  const call = (secret: string) => desk.client.call('recover', { epoch: next, secret });
  expect(await problemOf(call('something else'))).toBe('wrongCode');
  const slip = await call(`${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`);
  expect(slip).toMatchObject({ ok: false, problem: { code: 'wrongCode', detail: 'slip' } });
  expect(await unsent()).toEqual([]);
  await ok(desk.client.call('record', { epoch: next, operations: [aBadge('badge-0002', 'id:4')] }));
  expect(await ok(call(secretOf(code)))).toEqual({ operations: 3 });
  expect(await unsent()).toEqual(['badge-0002', ...ids]);
  const { operations, notes } = await ok(desk.client.call('audit', { participant: null, limit: 10 }));
  expect(operations.find(({ id }) => id === 'walkin-0001')).toMatchObject({
    operator: { id: 7, login: 'desk1' },
    intent: three[0]!.intent,
    state: { name: 'queued' },
  });
  expect(notes.map(({ content }) => content)).toMatchObject([
    { kind: 'takenOver', file: 'journal.log.unreadable-1', operations: 3 },
  ]);
  expect(await ok(call(secretOf(code)))).toEqual({ operations: 0 });
  expect((await notices()).filter((notice) => notice.startsWith('journal'))).toEqual([]);
  expect(await readdir(await eventFolder())).toContain('journal.log.unreadable-1');
  await restart();
  expect(await unsent()).toEqual(['badge-0002', ...ids]);
  await open(NEW_HASH);
  expect((await notices()).filter((notice) => notice.startsWith('journal'))).toEqual([]);
});

test("another desk's journal under the same name is taken over: this desk's own is still told of", async () => {
  const other = await startDesk({});
  const operations = [aBadge('badge-0009', 'id:9')];
  await ok(other.client.call('connect', { server: fake.url, hash: HASH }));
  const [admin] = operators;
  await ok(other.client.call('signIn', { login: admin!.Login, password: admin!.Password }));
  const { epoch: elsewhere } = await ok(other.client.call('lease', {}));
  await ok(other.client.call('record', { epoch: elsewhere, operations }));
  await other.stop();
  const [key] = await readdir(path.join(other.dataDir, 'events'));
  const read = (name: string) => readFile(path.join(other.dataDir, 'events', key!, name), 'base64');
  const files = [
    { name: 'journal.log.unreadable-1', bytes: await read('journal.log') },
    { name: 'wraps.json', bytes: await read('wraps.json') },
  ];
  await removeFolder(other.dataDir);

  const epoch = await open();
  await ok(desk.client.call('record', { epoch, operations: three }));
  rotateTo(NEW_HASH);
  await loseKeychain();
  const next = await open(NEW_HASH);
  expect(await ok(desk.client.call('takeOver', { epoch: next, files, secret: HASH }))).toMatchObject({ taken: 1 });
  expect(await notices()).toContain('journalSetAside journal.log.unreadable-1');
  expect(await ok(desk.client.call('recover', { epoch: next, secret: HASH }))).toEqual({ operations: 3 });
  expect((await notices()).filter((notice) => notice.startsWith('journal'))).toEqual([]);
});

test('a journal that was set aside is told of until it is recovered, and given out sealed', async () => {
  const epoch = await open();
  await ok(desk.client.call('record', { epoch, operations: three }));
  const sealed = await (async () => {
    await desk.stop();
    return readFile(path.join(await eventFolder(), 'journal.log'));
  })();
  await rm(path.join(dataDir, 'key'));
  rotateTo(NEW_HASH);
  desk = await startDesk({ dataDir });
  await open(NEW_HASH);
  await restart();
  expect(await notices()).toContain('journalSetAside journal.log.unreadable-1');
  const get = (name: string) =>
    desk.host.fetch(new Request(`http://desk.example/api/set-aside?name=${encodeURIComponent(name)}`));
  expect((await get('journal.log.unreadable-1')).status).toBe(401);
  await open(NEW_HASH, 'desk2');
  expect((await get('journal.log.unreadable-1')).status).toBe(403);
  await open(NEW_HASH);
  const given = await get('journal.log.unreadable-1');
  expect(Buffer.from(await given.arrayBuffer()).equals(sealed)).toBe(true);
  for (const name of [
    'journal.log',
    'wraps.json',
    '../../vault',
    '../../key',
    'journal.log.unreadable-2',
    'journal.log.unreadable-1/../journal.log',
    '',
  ]) {
    expect([name, (await get(name)).status]).toEqual([name, 404]);
  }
});

test('the file of wraps set aside too: the code in it opens the journal all the same', async () => {
  const epoch = await open();
  const { code } = await ok(desk.client.call('recoveryCode', {}));
  await ok(desk.client.call('record', { epoch, operations: three }));
  rotateTo(NEW_HASH);
  await desk.stop();
  const folder = await eventFolder();
  await rename(path.join(folder, 'wraps.json'), path.join(folder, 'wraps.json.unreadable-1'));
  await rm(path.join(dataDir, 'key'));
  desk = await startDesk({ dataDir });
  const next = await open(NEW_HASH);
  expect(await ok(desk.client.call('recover', { epoch: next, secret: code }))).toEqual({ operations: 3 });
});

test('nothing was set aside: there is nothing to recover; only an Admin may ask', async () => {
  const epoch = await open();
  expect(await problemOf(desk.client.call('recover', { epoch, secret: HASH }))).toBe('nothingToDo');
  const other = await open(HASH, 'desk2');
  expect(await problemOf(desk.client.call('recover', { epoch: other, secret: HASH }))).toBe('adminOnly');
});

test('a data folder of the version before: everything is there, in the form of this version', async () => {
  const epoch = await open();
  await ok(desk.client.call('record', { epoch, operations: three }));
  await desk.stop();
  const folder = await eventFolder();
  const machineKey = await readFile(path.join(dataDir, 'key'));
  const vault = unseal(machineKey, await readFile(path.join(dataDir, 'vault')), 'stoika vault')!;
  const { events } = JSON.parse(vault.toString()) as { events: { dataKey: string }[] };
  const journal = await readFile(path.join(folder, 'journal.log'));
  const key = { dataKey: Buffer.from(events[0]!.dataKey, 'base64'), fileId: journal.subarray(8, 24) };
  const oldHeader = encodeHeader(key, (bytes) => randomBytes(bytes), 1);
  await writeFile(path.join(folder, 'journal.log'), Buffer.concat([oldHeader, journal.subarray(HEADER_BYTES)]));
  const { wraps } = JSON.parse(await readFile(path.join(folder, 'wraps.json'), 'utf8')) as {
    wraps: { salt: string; sealed: string }[];
  };
  const oldWraps = { version: 1, wraps: wraps.map(({ salt, sealed }) => ({ salt, sealed })) };
  await writeFile(path.join(folder, 'wraps.json'), JSON.stringify(oldWraps));
  await rm(path.join(dataDir, 'key')); // and the keychain lost on top
  desk = await startDesk({ dataDir });
  await open();
  expect(await unsent()).toEqual(ids);
  expect((await readFile(path.join(folder, 'journal.log'))).subarray(0, 8).toString()).toBe('STOIKAJ3');
  expect(await readFile(path.join(folder, 'wraps.json'), 'utf8')).toMatch(/^\{"version":2,/);
  await ok(desk.client.call('recoveryCode', {}));
});

test('a damage in the middle of the journal is told of, and the desk goes on', async () => {
  let epoch = await open();
  for (const operation of three) await ok(desk.client.call('record', { epoch, operations: [operation] }));
  await desk.stop();
  const file = path.join(await eventFolder(), 'journal.log');
  const bytes = await readFile(file);
  bytes[HEADER_BYTES + 60]! ^= 1;
  await writeFile(file, bytes);
  desk = await startDesk({ dataDir });
  expect(await notices()).toContain('journalDamaged journal.log.damaged-1');
  const { operations } = await ok(desk.client.call('operations', {}));
  expect(operations.map(({ id, state }) => [id, state.name])).toEqual([
    ['badge-0001', 'attention'], // its walk-in is in the damaged place
    ['status-0001', 'queued'],
  ]);
  epoch = await open();
  await ok(desk.client.call('record', { epoch, operations: [aBadge('badge-0002', 'id:4')] }));
  const copy = await desk.host.fetch(new Request('http://desk.example/api/set-aside?name=journal.log.damaged-1'));
  expect(Buffer.from(await copy.arrayBuffer()).equals(bytes)).toBe(true);
});

test('an event of a newer version is refused and left as it is; the others open', async () => {
  await open();
  const { key } = (await ok(desk.client.call('station', {}))).event!;
  fake.answers['GET /event'] = { json: { Id: 6, Title: 'Another one' } };
  await open();
  await ok(desk.client.call('openEvent', { key }));
  await desk.stop();
  const folder = path.join(dataDir, 'events', key);
  const newer = Buffer.concat([Buffer.from('STOIKAJ4'), randomBytes(300)]);
  await writeFile(path.join(folder, 'journal.log'), newer);
  const before = (await readdir(folder)).sort();
  desk = await startDesk({ dataDir }); // the host starts, and the event that was open last is not open
  const station = await ok(desk.client.call('station', {}));
  expect([station.event, station.events.length]).toEqual([null, 2]);
  expect(await problemOf(desk.client.call('openEvent', { key }))).toBe('newerVersion');
  expect((await readFile(path.join(folder, 'journal.log'))).equals(newer)).toBe(true);
  expect((await readdir(folder)).sort()).toEqual(before);
  const other = station.events.find((event) => event.key !== key)!;
  await ok(desk.client.call('openEvent', { key: other.key }));
});

test('a vault of a newer version: the host does not start and touches nothing', async () => {
  await open();
  await desk.stop();
  const key = await readFile(path.join(dataDir, 'key'));
  const newer = seal(key, Buffer.from('{"version":2,"else":true}'), 'stoika vault', (bytes) => randomBytes(bytes));
  await writeFile(path.join(dataDir, 'vault'), newer);
  const before = (await readdir(dataDir)).sort();
  const starting = startDesk({ dataDir });
  await expect(starting).rejects.toBeInstanceOf(NewerVersion);
  await expect(starting).rejects.toThrow(/^the vault was written by a newer version of Stoika: .*$/); // what the shell says
  expect((await readFile(path.join(dataDir, 'vault'))).equals(newer)).toBe(true);
  expect((await readdir(dataDir)).sort()).toEqual(before);
});

test('notes: stamped here, after the sync, newest first, of a person only theirs', async () => {
  const epoch = await open();
  const gone = (participant: string, name: string) => ({ kind: 'gone', participant, name }) as const;
  await ok(desk.client.call('note', { epoch, notes: [gone('id:4', 'Сидорова Анна'), gone('id:5', 'Орлов Пётр')] }));
  expect(await problemOf(desk.client.call('note', { epoch: epoch - 1, notes: [gone('id:4', '')] }))).toBe('elsewhere');
  await restart();
  const all = await ok(desk.client.call('audit', { participant: null, limit: 10 }));
  expect(all.notes).toMatchObject([
    { operator: { id: 7, login: 'desk1' }, content: { participant: 'id:5' } },
    { content: { participant: 'id:4' } },
  ]);
  expect(new Set(all.notes.map(({ id }) => id)).size).toBe(2);
  const one = await ok(desk.client.call('audit', { participant: 'id:4', limit: 10 }));
  expect(one.notes).toMatchObject([{ content: { participant: 'id:4' } }]);
  expect((await ok(desk.client.call('audit', { participant: null, limit: 1 }))).notes).toHaveLength(1);
});
