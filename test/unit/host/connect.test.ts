/** The first door: whatever is behind the address, it is told for what it is. */
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Desk, listen, ok, problemOf, removeFolder, startDesk } from './desk.ts';
import { type Answer, apiError, eventAnswers, type FakeServer, HASH, startFake } from './fake-server.ts';
import { selfSigned } from './self-signed.ts';

let fake: FakeServer;
let desk: Desk;

beforeEach(async () => {
  fake = await startFake();
  desk = await startDesk();
});
afterEach(async () => {
  await desk.stop();
  await fake.stop();
  await removeFolder(desk.dataDir);
});

const connect = (server = fake.url, hash = HASH) => desk.client.call('connect', { server, hash });
const html: Answer = { headers: { 'content-type': 'text/html' }, text: '<!doctype html><title>Welcome</title>' };

test.each<[string, Answer, string]>([
  ['Error 102', apiError(102), 'wrongHash'],
  ['Error 102 with HTTP 500', apiError(102, 500), 'wrongHash'],
  ['Error 102 with HTTP 200', apiError(102, 200), 'wrongHash'],
  ['Error 101', apiError(101), 'noRights'],
  ['another Error', apiError(110), 'serverError'],
  ['an empty 500', { status: 500, text: '' }, 'serverError'],
  ['503', { status: 503, text: 'busy' }, 'serverError'],
  ['a web page with 200', html, 'portal'],
  [
    'a web page that says it is JSON',
    { json: undefined, text: '<html>', headers: { 'content-type': 'application/json' } },
    'portal',
  ],
  ['a redirect', { status: 302, headers: { location: 'http://portal.example/' }, text: '' }, 'portal'],
  ['511', { status: 511, text: '' }, 'portal'],
  ['404', { status: 404, text: '' }, 'notRuvents'],
  ['404 with a web page', { ...(html as object), status: 404 }, 'notRuvents'],
  ['403 of something else', { status: 403, text: 'no' }, 'notRuvents'],
  ['other JSON', { json: { hello: 'world' } }, 'notRuvents'],
  ['no JSON at all', { text: 'hello' }, 'notRuvents'],
  ['an empty body', { text: '' }, 'notRuvents'],
  ['the line cut', 'cut', 'unreachable'],
])('%s', async (_name, answer, code) => {
  fake.answers['GET /event'] = answer;
  expect(await problemOf(connect())).toBe(code);
  expect((await ok(desk.client.call('station', {}))).events).toEqual([]);
});

test('no address', async () => {
  expect(await problemOf(connect('not an address'))).toBe('badUrl');
});

test('nobody there', async () => {
  await fake.stop();
  expect(await problemOf(connect())).toBe('unreachable');
  await fake.restart();
});

test('a certificate that nobody vouches for', async () => {
  const server = createServer(selfSigned, (_request, response) => response.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  expect(await problemOf(connect(`https://127.0.0.1:${(server.address() as AddressInfo).port}`))).toBe('certificate');
  server.close();
});

test('a hash that cannot be one is not sent at all', async () => {
  expect(await problemOf(connect(fake.url, 'хэш'))).toBe('wrongHash');
  expect(await problemOf(connect(fake.url, ''))).toBe('wrongHash');
  expect(fake.seen).toEqual([]);
});

test('connected: the station names the event, and the stream tells tables without passwords', async () => {
  const { event } = await ok(connect(`${fake.url}/`));
  expect(event).toMatchObject({ server: fake.url, eventId: 5, title: 'A made-up event', practice: false });
  const told = await desk.hears((one) => one.type === 'tables');
  expect(told).toMatchObject({ eventKey: event.key, tables: { operators: [{ Login: 'desk1' }, { Login: 'desk2' }] } });
  expect(JSON.stringify(desk.events)).not.toContain('81234');
  expect(JSON.stringify(desk.events)).not.toContain(HASH);
});

test('whoever comes to the stream later is told the tables and the print jobs too', async () => {
  const { event } = await ok(connect());
  await desk.hears((one) => one.type === 'tables');
  const late = await listen(desk.host);
  expect(await late.hears((one) => one.type === 'tables')).toMatchObject({ eventKey: event.key });
  expect(await late.hears((one) => one.type === 'jobs')).toEqual({ type: 'jobs', jobs: [] });
  await late.stop();
});

test('the same event at the same server has the same key, another event another one', async () => {
  const first = (await ok(connect())).event.key;
  await ok(desk.client.call('leaveEvent', {}));
  expect((await ok(connect(fake.url.toUpperCase()))).event.key).toBe(first);
  fake.answers['GET /event'] = { json: { Id: 6, Title: 'Another one' } };
  expect((await ok(connect())).event.key).not.toBe(first);
  const { events, event } = await ok(desk.client.call('station', {}));
  expect(events).toHaveLength(2);
  expect(event?.title).toBe('Another one');
});

test('a bad row of a table is left out, a table that is not there is empty', async () => {
  fake.answers['GET /event/statuses'] = {
    json: { Statuses: [{ Id: 'x' }, { Id: 2, Title: 'Speaker', Color: '#ff0000', Priority: 5 }] },
  };
  fake.answers['GET /event/products'] = { status: 404, text: '' };
  await ok(connect());
  const told = await desk.hears((one) => one.type === 'tables');
  expect(told).toMatchObject({ tables: { statuses: [{ Id: 2 }], products: [] } });
});

test('options: what is not reachable yet is tried again, and said', async () => {
  await fake.stop();
  const waiting = await startDesk({ auto: { server: fake.url, hash: HASH, operator: 'desk1', password: '81234' } });
  await waiting.hears((one) => one.type === 'station' && one.station.connecting?.problem?.code === 'unreachable');
  await fake.restart();
  await waiting.hears((one) => one.type === 'station' && one.station.session.operator?.Login === 'desk1');
  expect((await ok(waiting.client.call('station', {}))).connecting).toBeNull();
  await waiting.stop();
  await removeFolder(waiting.dataDir);
});

test('options: a known event opens signed in without a network', async () => {
  const auto = { server: fake.url, hash: HASH, operator: 'desk1', password: '81234' };
  const first = await startDesk({ auto });
  await first.hears((one) => one.type === 'station' && one.station.session.operator !== null);
  await first.stop();
  await fake.stop();
  const second = await startDesk({ auto, dataDir: first.dataDir });
  const station = await ok(second.client.call('station', {}));
  expect(station.session.operator?.Login).toBe('desk1');
  expect(station.event?.title).toBe('A made-up event');
  await second.stop();
  await fake.restart();
  await removeFolder(first.dataDir);
});

test.each<[string, string, string]>([
  ['desk1', '00000', 'wrongPassword'],
  ['desk9', '81234', 'unknownOperator'],
])('options: %s with %s is refused, and said with the login until somebody signs in', async (login, password, code) => {
  const refused = await startDesk({ auto: { server: fake.url, hash: HASH, operator: login, password } });
  await refused.hears((one) => one.type === 'station' && one.station.session.refused !== null);
  const { session } = await ok(refused.client.call('station', {}));
  expect(session).toMatchObject({ operator: null, refused: { login, problem: { code } } });
  expect(await problemOf(refused.client.call('signIn', { login: 'desk2', password: 'x' }))).toBe('wrongPassword');
  expect((await ok(refused.client.call('station', {}))).session.refused).toBeNull();
  await refused.stop();
  await removeFolder(refused.dataDir);
});

test('options: what was refused is forgotten with the event', async () => {
  const auto = { server: fake.url, hash: HASH, operator: 'desk1', password: '00000' };
  const refused = await startDesk({ auto });
  await refused.hears((one) => one.type === 'station' && one.station.session.refused !== null);
  await ok(refused.client.call('leaveEvent', {}));
  await ok(refused.client.call('connect', { server: fake.url, hash: HASH }));
  expect((await ok(refused.client.call('station', {}))).session.refused).toBeNull();
  await refused.stop();
  await removeFolder(refused.dataDir);
});

test.each<[string, { Id: number; Login: string; Password: string; Role: string }, string]>([
  ['who is not known yet', { Id: 9, Login: 'desk9', Password: '11111', Role: 'Operator' }, 'notKnownOffline'],
  ['whose password is new', { Id: 7, Login: 'desk1', Password: '33333', Role: 'Admin' }, 'wrongPassword'],
])('options: somebody %s is told so without a network, and signed in with it', async (_name, row, code) => {
  const auto = { server: fake.url, hash: HASH, operator: 'desk2', password: '95678' };
  const first = await startDesk({ auto });
  await first.hears((one) => one.type === 'station' && one.station.session.operator !== null);
  await first.stop();
  await fake.stop();
  const second = await startDesk({
    auto: { ...auto, operator: row.Login, password: row.Password },
    dataDir: first.dataDir,
  });
  expect((await ok(second.client.call('station', {}))).session.refused).toMatchObject({
    login: row.Login,
    problem: { code },
  });
  fake.answers['GET /event/operators'] = { json: { Operators: [row] } };
  await fake.restart();
  await second.hears((one) => one.type === 'station' && one.station.session.operator?.Id === row.Id);
  expect((await ok(second.client.call('station', {}))).session.refused).toBeNull();
  await second.stop();
  await removeFolder(first.dataDir);
});

test('a new hash for the open event: paused before, online after, the session stays', async () => {
  const first = (await ok(connect())).event;
  await ok(desk.client.call('signIn', { login: 'desk2', password: '95678' }));
  const fresh = 'zyxwvutsrqponmlkjihgfedcb';
  for (const [route, answer] of Object.entries(eventAnswers())) {
    fake.answers[route] = (seen) => (seen.headers['x-ruvents-hash'] === fresh ? (answer as object) : apiError(102));
  }
  await desk.host.fetch(new Request('http://desk.example/api/feed?feed=participants'));
  await desk.hears((one) => one.type === 'connection' && one.connection.state === 'paused');
  const count = fake.seen.length;
  const refused = await desk.host.fetch(new Request('http://desk.example/api/feed?feed=participants'));
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([403, 'wrongHash']);
  expect(fake.seen).toHaveLength(count);
  expect((await ok(connect(fake.url, fresh))).event.key).toBe(first.key);
  const { session } = await ok(desk.client.call('station', {}));
  expect(session.operator?.Login).toBe('desk2');
  const feed = await desk.host.fetch(new Request('http://desk.example/api/feed?feed=participants'));
  expect(feed.status).toBe(200);
});
