/** What the desk tells of itself: the log says what happened and nobody's data; health and the log's end answer in any state. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog, readLogLevel } from '../../../electron/host/log.ts';
import { createSightings } from '../../../electron/host/diagnostics/sightings.ts';
import { writeLine } from '../../../electron/host/diagnostics/log-tail.ts';
import type { Intent } from '../../../shared/operations/operation.ts';
import type { Sighting } from '../../../shared/contract/diagnostics-routes.ts';
import { type Desk, makeFolder, ok, problemOf, removeFolder, startDesk, takeOver } from './desk.ts';
import { apiError, type FakeServer, HASH, startFake } from './fake-server.ts';
import { aBadge, anOperation, aWalkIn } from './operations.ts';

let fake: FakeServer;
let desk: Desk;

beforeEach(async () => {
  fake = await startFake();
  const dataDir = await makeFolder();
  const clock = (): Date => new Date();
  desk = await startDesk({ dataDir, log: createLog({ dataDir, clock, level: 'debug' }) });
});
afterEach(async () => {
  await desk.stop();
  await fake.stop();
  await removeFolder(desk.dataDir);
});

async function readLog(): Promise<string> {
  const folder = path.join(desk.dataDir, 'logs');
  const files = await Promise.all((await readdir(folder)).map((file) => readFile(path.join(folder, file), 'utf8')));
  return files.join('');
}

const aFault: Sighting = {
  what: 'fault',
  fault: { where: 'page', name: 'TypeError', code: null, at: ['open (index-a1.js:3:14)'] },
};

test('the log tells a day at the desk, and neither people nor secrets', async () => {
  const people = [
    { Email: 'petrova@example.org', Phone: '+7 916 555-44-33', LastName: 'Петрова', FirstName: 'Мария' },
    { Email: 'oneill@example.org', Phone: '+44 20 7946 0018', LastName: 'Oneillson', FirstName: 'Zachariah' },
  ];
  expect(await problemOf(desk.client.call('connect', { server: fake.url, hash: 'Wr0ngHash5ecret' }))).not.toBe('');
  const epoch = await takeOver(desk, fake.url, HASH);
  await problemOf(desk.client.call('signIn', { login: 'desk1', password: '99999' }));
  await ok(desk.client.call('signIn', { login: 'desk1', password: '81234' }));
  for (const [index, fields] of people.entries()) {
    const { intent } = aWalkIn(`create-000${index}`);
    const operation = anOperation(`create-000${index}`, `local:create-000${index}`, { ...intent, fields } as Intent);
    await ok(desk.client.call('record', { epoch, operations: [operation] }));
  }
  await ok(desk.client.call('record', { epoch, operations: [aBadge('badge-0001', 'id:4')] }));
  await problemOf(desk.client.call('users', { query: 'petrova@example.org' }));
  fake.answers['GET /participants'] = { json: { Participants: people } };
  await desk.host.fetch(new Request('http://desk.example/api/feed?feed=participants'));
  await desk.host.fetch(
    new Request('http://desk.example/api/record', { method: 'POST', body: '{"petrova@example.org":1}' }),
  );
  await ok(desk.client.call('sighting', aFault));
  await ok(desk.client.call('sighting', { what: 'sweepEnded', people: 2, incomplete: false }));
  fake.answers['GET /event'] = apiError(102);
  fake.answers['GET /participants'] = apiError(102);
  await desk.host.fetch(new Request('http://desk.example/api/feed?feed=participants'));
  await desk.hears((event) => event.type === 'connection' && event.connection.state === 'paused');
  await ok(desk.client.call('leaveEvent', {}));

  const log = await readLog();
  const moments = ['started', 'event opened', 'connection', 'sign-in refused', 'signed in', 'a window took the desk'];
  for (const said of [...moments, 'fault in a window', 'sweep ended', 'sync paused', 'event left', 'asked']) {
    expect(log).toContain(`"event":"${said}"`);
  }
  for (const word of people.flatMap((person) => Object.values(person))) expect(log).not.toContain(word);
  for (const secret of [HASH, 'Wr0ngHash5ecret', '81234', '99999', 'desk1', 'petrova', '5554433']) {
    expect(log).not.toContain(secret);
  }
});

test('health answers without an event, with one, and while the server is away', async () => {
  const before = await ok(desk.client.call('health', {}));
  expect(before).toMatchObject({
    event: null,
    connection: null,
    operations: null,
    secrets: 'keyFile',
    notices: ['keyFile'],
  });
  expect(before.storage.kinds.find(({ kind }) => kind === 'logs')?.files).toBe(1);
  const epoch = await takeOver(desk, fake.url, HASH);
  await ok(desk.client.call('record', { epoch, operations: [aBadge('badge-0001', 'id:4')] }));
  const open = await ok(desk.client.call('health', {}));
  expect(open).toMatchObject({
    event: { id: 5, practice: false, server: '127.0.0.1' },
    connection: { state: 'online', problem: null },
    operations: { unsent: 1, attention: 0 },
    lease: { epoch, leased: true, listeners: 1 },
  });
  expect(JSON.stringify(open)).not.toMatch(/desk1|made-up|127\.0\.0\.1:\d/);
  await ok(desk.client.call('leaveEvent', {}));
  expect((await ok(desk.client.call('health', {}))).event).toBeNull();
});

test.each([
  { what: 'fault', fault: { where: 'page', name: 'Ivan Petrov', code: null, at: [] } },
  { what: 'fault', fault: { where: 'page', name: 'Error', code: 'ivan@example.org', at: [] } },
  { what: 'fault', fault: { where: 'page', name: 'Error', code: null, at: ['Ivan Petrov, ivan@example.org'] } },
  { what: 'storage', state: 'Ivan' },
])('a report with words of its own is refused: %#', async (input) => {
  const body = JSON.stringify(input);
  const answer = await desk.host.fetch(new Request('http://desk.example/api/sighting', { method: 'POST', body }));
  expect(answer.status).toBe(400);
  expect(await readLog()).not.toMatch(/Ivan|ivan/);
});

test('the end of the log as lines: what an older version wrote is redacted, what is no line is left out', async () => {
  const folder = path.join(desk.dataDir, 'logs');
  await mkdir(folder, { recursive: true });
  const line = (n: number, more = {}) =>
    JSON.stringify({ time: '2026-11-22T10:00:00.000Z', level: 'info', event: `line`, n, ...more });
  await writeFile(path.join(folder, 'stoika.log.1'), `${line(1)}\n`);
  await writeFile(
    path.join(folder, 'stoika.log'),
    `${line(2, { who: 'ivan@example.org Иванов' })}\nno line\n{"event":"half\n${line(3, { text: 'one\ntwo' })}\n`,
  );
  const { lines } = await ok(desk.client.call('logTail', { lines: 3 }));
  const ours = lines.filter((one) => one.includes('  line  '));
  expect(ours).toEqual(
    [
      '2026-11-22T10:00:00.000Z  info  line  n=1',
      '2026-11-22T10:00:00.000Z  info  line  n=2  who=[…] […]',
      '2026-11-22T10:00:00.000Z  info  line  n=3  text=one two',
    ].slice(-ours.length),
  );
  expect(lines.join()).not.toMatch(/ivan|Иванов|half/);
  expect(writeLine('{}')).toBeNull();
});

test('a page that fails at every frame does not push everything else out of the log', () => {
  const said: string[] = [];
  const note = (event: string): void => void said.push(event);
  let now = 0;
  const sightings = createSightings({ error: note, warn: note, info: note, debug: note }, { now: () => now });
  for (let n = 0; n < 1000; n += 1) sightings.note(aFault);
  expect([said.length, sightings.faults]).toEqual([30, 1000]);
  now = 60_000;
  sightings.note(aFault);
  expect(said.slice(-2)).toEqual(['reports of windows were left out', 'fault in a window']);
});

test('levels: what is less than the level is not written; another word is the usual one', async () => {
  const dataDir = path.join(desk.dataDir, 'other');
  await mkdir(dataDir);
  const log = createLog({ dataDir, clock: () => new Date(0), level: readLogLevel(' WARN ') });
  log.debug('no');
  log.info('no');
  log.warn('yes', { event: 'no', level: 'no' });
  log.error('yes');
  const text = await readFile(path.join(dataDir, 'logs', 'stoika.log'), 'utf8');
  expect(
    text
      .trim()
      .split('\n')
      .map((one) => (JSON.parse(one) as { event: string }).event),
  ).toEqual(['yes', 'yes']);
  expect([readLogLevel(undefined), readLogLevel('all'), readLogLevel('debug')]).toEqual(['info', 'info', 'debug']);
});
