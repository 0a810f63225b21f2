/** Routes as a renderer meets them: what goes in is checked, what comes out is plain, bytes pass as they are. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BrowserBackend } from '../../../electron/host/printing/browser.ts';
import { startPractice, type PracticeServer } from '../../../electron/practice/server.ts';
import { printJobSchema } from '../../../shared/contract/printing.ts';
import { stationSchema } from '../../../shared/contract/station.ts';
import { type Desk, ok, printingWith, printsAtOnce, printWish, problemOf, removeFolder, startDesk } from './desk.ts';
import { apiError, type FakeServer, HASH, startFake } from './fake-server.ts';
import { aBadge, anOperation } from './operations.ts';

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

const get = (path: string, at = desk) => at.host.fetch(new Request(`http://desk.example${path}`));
const post = (path: string, body: string) =>
  desk.host.fetch(new Request(`http://desk.example${path}`, { method: 'POST', body }));

async function open(at = desk): Promise<number> {
  await ok(at.client.call('connect', { server: fake.url, hash: HASH }));
  await ok(at.client.call('signIn', { login: 'desk1', password: '81234' }));
  return (await ok(at.client.call('lease', {}))).epoch;
}

test('the first start: nothing is open, and the contract’s schema reads it', async () => {
  const response = await get('/api/station');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const station = stationSchema.parse(await response.json());
  expect(station).toMatchObject({ events: [], event: null, connecting: null, session: { operator: null } });
  expect(station.notices).toEqual([{ code: 'keyFile', detail: '' }]);
});

test.each<[string, string, number]>([
  ['not JSON', '{', 400],
  ['of the wrong shape', '{"server":5}', 400],
  ['with a field that is too long', JSON.stringify({ server: 'x'.repeat(3000), hash: 'x' }), 400],
])('input %s is refused without a word of it coming back', async (_name, body, status) => {
  const response = await post('/api/connect', body);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ code: 'badInput' });
});

test('what is no route is told so', async () => {
  expect((await get('/api/nothing')).status).toBe(404);
  expect((await get('/api/connect')).status).toBe(404);
});

test('what nobody expected is a problem without a stack', async () => {
  const backend = {
    ...printsAtOnce(),
    take: () => {
      throw new TypeError('secret inside');
    },
  };
  const broken = await startDesk({ printing: printingWith({ ...backend, kind: 'browser' }) });
  const answer = await get('/api/job-pdf?job=job-00001', broken);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toMatch(/secret|at /);
  await broken.stop();
  await removeFolder(broken.dataDir);
});

test.each(['operations', 'lease', 'syncNow'] as const)('%s without an event', async (name) => {
  expect(await problemOf(desk.client.call(name, {}))).toBe('noEvent');
});

test('a feed passes byte for byte, with since and limit as they are', async () => {
  await open();
  const body = '{"Participants": [ ],\n "HasMore":false , "Odd":"\\u0431"}';
  fake.answers['GET /participants'] = { text: body, headers: { 'content-type': 'application/json' } };
  const response = await get('/api/feed?feed=participants&since=2026-11-22+10%3A00%3A00&limit=500');
  expect([response.status, response.headers.get('x-stoika-status'), await response.text()]).toEqual([200, '200', body]);
  expect(new URLSearchParams(fake.requestsTo('/participants').at(-1)!.query).get('since')).toBe('2026-11-22 10:00:00');
});

test.each([
  ['a web page', { text: '<html>', headers: { 'content-type': 'text/html' } }, 502, 'portal'],
  ['nothing there', { status: 404, text: '' }, 404, 'notFound'],
  ['an Error', apiError(110), 502, 'serverError'],
  ['an Error with 200', apiError(110, 200), 502, 'serverError'],
  ['an empty 500', { status: 500, text: '' }, 502, 'serverError'],
])('a feed that is no feed: %s', async (_name, answer, status, code) => {
  await open();
  fake.answers['GET /badges'] = answer;
  const response = await get('/api/feed?feed=badges');
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
});

test('paid items have moved on some servers: the other path is found and kept to', async () => {
  await open();
  fake.answers['GET /positions'] = { json: { Positions: [] } };
  expect((await get('/api/feed?feed=orderitems')).status).toBe(200);
  expect((await get('/api/feed?feed=orderitems')).status).toBe(200);
  expect(fake.requestsTo('/orderitems')).toHaveLength(1);
  expect((await get('/api/feed?feed=secrets')).status).toBe(400);
});

test('the data key is the same at every start, and only of the event that is open', async () => {
  expect((await get('/api/data-key')).status).toBe(409);
  await open();
  const { key } = (await ok(desk.client.call('station', {}))).event!;
  const first = Buffer.from(await (await get(`/api/data-key?event=${key}`)).arrayBuffer());
  expect(first).toHaveLength(32);
  expect((await get('/api/data-key?event=another')).status).toBe(409);
  await desk.stop();
  desk = await startDesk({ dataDir: desk.dataDir });
  expect(Buffer.from(await (await get('/api/data-key')).arrayBuffer()).equals(first)).toBe(true);
});

test('the event that was open is open again after a restart, unless it was left', async () => {
  await open();
  await desk.stop();
  desk = await startDesk({ dataDir: desk.dataDir });
  const { event, session } = await ok(desk.client.call('station', {}));
  expect([event?.title, session.operator]).toEqual(['A made-up event', null]);
  await ok(desk.client.call('leaveEvent', {}));
  await desk.stop();
  desk = await startDesk({ dataDir: desk.dataDir });
  const station = await ok(desk.client.call('station', {}));
  expect([station.event, station.events.length]).toEqual([null, 1]);
  await ok(desk.client.call('openEvent', { key: station.events[0]!.key }));
  expect(await problemOf(desk.client.call('openEvent', { key: 'nothing' }))).toBe('notFound');
});

test('a lease of the event before is none of the next one', async () => {
  const epoch = await open();
  fake.answers['GET /event'] = { json: { Id: 6, Title: 'Another one' } };
  await ok(desk.client.call('connect', { server: fake.url, hash: HASH }));
  await ok(desk.client.call('signIn', { login: 'desk1', password: '81234' }));
  expect(await problemOf(desk.client.call('record', { epoch, operations: [aBadge('badge-0001', 'id:4')] }))).toBe(
    'elsewhere',
  );
});

test('settings and language are kept', async () => {
  await open();
  const settings = { registrationPerPart: true, currentPart: 2, schedule: [{ partId: 2, from: '09:30' }] };
  await ok(desk.client.call('eventSettings', settings));
  await ok(desk.client.call('language', { language: 'en' }));
  await desk.host.rememberPort(4567);
  const secret = desk.host.sessionSecret;
  await desk.stop();
  desk = await startDesk({ dataDir: desk.dataDir });
  expect(await ok(desk.client.call('station', {}))).toMatchObject({ settings, language: 'en' });
  expect(desk.host.rememberedPort).toBe(4567);
  expect(desk.host.sessionSecret.equals(secret)).toBe(true);
  expect(secret).toHaveLength(32);
});

test('a badge is printed, recorded and told; a printed one cannot be recorded without its job', async () => {
  const epoch = await open();
  const operation = anOperation('badge-0001', 'id:4', { kind: 'badge', partId: null, via: 'printed' });
  const { job } = await ok(desk.client.call('print', { ...printWish('job-00001', operation), epoch }));
  expect(job).toMatchObject({ state: 'printed', operator: 'desk1' });
  const told = await desk.hears((one) => one.type === 'jobs' && one.jobs.some(({ state }) => state === 'printed'));
  if (told.type === 'jobs') expect(printJobSchema.parse(told.jobs[0])).toEqual(told.jobs[0]);
  const lease = await ok(desk.client.call('lease', {}));
  expect(lease.jobs.map(({ id }) => id)).toEqual(['job-00001']);
  const { operations } = await ok(desk.client.call('operations', {}));
  expect(operations.map(({ id, operator }) => [id, operator.login])).toEqual([['badge-0001', 'desk1']]);
  const forged = { ...operation, id: 'badge-0002' };
  expect(await problemOf(desk.client.call('record', { epoch: lease.epoch, operations: [forged] }))).toBe('badInput');
});

test('what the browser prints is asked about; its PDF is handed out once', async () => {
  const waiting = new Map<string, Uint8Array>();
  const asked = { state: 'unknown', problem: 'unconfirmed', reason: 'browser' } as const;
  const backend: BrowserBackend = {
    ...printsAtOnce(),
    kind: 'browser',
    print: async ({ id }) => {
      waiting.set(id, Buffer.from('%PDF'));
      return asked;
    },
    recover: async () => asked,
    take: (id) => {
      const bytes = waiting.get(id) ?? null;
      waiting.delete(id);
      return bytes;
    },
  };
  const browser = await startDesk({ printing: printingWith(backend) });
  const epoch = await open(browser);
  const operation = anOperation('badge-0001', 'id:4', { kind: 'badge', partId: null, via: 'printed' });
  const { job } = await ok(browser.client.call('print', { ...printWish('job-00001', operation), epoch }));
  expect(job.state).toBe('unknown');
  const pdf = await get('/api/job-pdf?job=job-00001', browser);
  expect([pdf.headers.get('content-type'), await pdf.text()]).toEqual(['application/pdf', '%PDF']);
  expect((await get('/api/job-pdf?job=job-00001', browser)).status).toBe(404);
  const answered = await ok(browser.client.call('answerJob', { epoch, jobId: 'job-00001', cameOut: true }));
  expect(answered.job.state).toBe('printed');
  expect((await ok(browser.client.call('operations', {}))).operations.map(({ id }) => id)).toEqual(['badge-0001']);
  await browser.stop();
  await removeFolder(browser.dataDir);
});

test('the global search passes what can be read', async () => {
  await open();
  fake.answers['GET /users'] = {
    json: { Users: [{ Id: 3, LastName: 'Орлов', Phone: 79001234567 }, { LastName: 'no Id' }] },
  };
  const { users } = await ok(desk.client.call('users', { query: 'Орлов Пётр' }));
  expect(users).toMatchObject([{ Id: 3, LastName: 'Орлов', Phone: '79001234567' }]);
  expect(new URLSearchParams(fake.requestsTo('/users')[0]!.query).get('query')).toBe('Орлов Пётр');
});

test('the practice event: started inside, signed in by option, the same after a restart', async () => {
  const launched: { port: number; server: PracticeServer }[] = [];
  const practice = async ({
    stateFile,
    participants,
    port,
  }: {
    stateFile: string;
    participants: number | null;
    port: number;
  }) => {
    const server = await startPractice({ stateFile, port, ...(participants === null ? {} : { participants }) });
    launched.push({ port, server });
    return { ...server, url: server.url, hash: server.hash, operators: server.operators, close: () => server.close() };
  };
  const first = await startDesk({ practice });
  const { event } = await ok(first.client.call('practice', { participants: 60 }));
  expect(event).toMatchObject({ key: 'practice', practice: true });
  const { operators } = await ok(first.client.call('practiceOperators', {}));
  const [{ Login, Password }] = operators as [(typeof operators)[number]];
  await ok(first.client.call('signIn', { login: Login, password: Password }));
  const { url } = launched[0]!.server;
  await first.stop();
  await expect(fetch(`${url}/ping`)).rejects.toThrow(); // it stops with the desk
  const second = await startDesk({
    practice,
    dataDir: first.dataDir,
    autoPractice: { participants: null, operator: Login },
  });
  await second.hears((one) => one.type === 'station' && one.station.session.operator?.Login === Login);
  expect(launched[1]!.server.url).toBe(url);
  expect((await ok(second.client.call('station', {}))).event?.server).toBe(url);
  await ok(second.client.call('leaveEvent', {}));
  expect(await problemOf(second.client.call('practiceOperators', {}))).toBe('notFound');
  await second.stop();
  await removeFolder(first.dataDir);
});
