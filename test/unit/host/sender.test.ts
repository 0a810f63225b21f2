/** Sending: every end that a request can have, over a real socket. */
import { cp } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NewOperation, Operation, StateName } from '../../../shared/operations/operation.ts';
import { type Desk, makeFolder, ok, problemOf, removeFolder, startDesk, takeOver } from './desk.ts';
import { type Answer, apiError, type FakeServer, HASH, operators, startFake } from './fake-server.ts';
import { handTimers } from './hand-timers.ts';
import { aBadge, anOperation, aStatus, aWalkIn, fence } from './operations.ts';

let fake: FakeServer;
let desk: Desk;
let epoch: number;

beforeEach(async () => {
  fake = await startFake();
  desk = await startDesk();
  await open();
});
afterEach(async () => {
  await desk.stop();
  await fake.stop();
  await removeFolder(desk.dataDir);
});

async function open(): Promise<void> {
  epoch = await takeOver(desk, fake.url, HASH);
}

async function record(...operations: NewOperation[]): Promise<void> {
  await ok(desk.client.call('record', { epoch, operations }));
}

async function drain(...ids: string[]): Promise<void> {
  const clearances = ids.map((id) => ({ id, fence, carry: { PartId: null, StatusId: 1 } }));
  await ok(desk.client.call('drain', { epoch, clearances }));
}

/** Records and lets go, without the five seconds. */
async function send(...operations: NewOperation[]): Promise<void> {
  await record(...operations);
  await ok(desk.client.call('syncNow', {}));
  await drain(...operations.map(({ id }) => id));
}

async function becomes(id: string, name: StateName, at = desk): Promise<Operation> {
  let found: Operation | undefined;
  await at.hears((one) => {
    if (one.type !== 'operations') return false;
    found = one.operations.find((operation) => operation.id === id && operation.state.name === name);
    return found !== undefined;
  });
  return found!;
}

test('accepted: the fence was on disk first, the operator goes along', async () => {
  fake.answers['PUT /participants/4'] = { text: '""' };
  await send(aStatus('status-0001', 4));
  expect((await becomes('status-0001', 'sending')).state).toEqual({ name: 'sending', fence });
  expect((await becomes('status-0001', 'accepted')).tries).toBe(1);
  const [request] = fake.requestsTo('/participants/4');
  expect(request!.headers['x-ruvents-operator']).toBe('7');
  expect(JSON.parse(request!.body)).toEqual({ Statuses: [{ PartId: null, StatusId: 1 }] });
});

test('refused in the server’s words: attention', async () => {
  fake.answers['PUT /participants/4'] = apiError(110, 500);
  await send(aStatus('status-0001', 4));
  expect((await becomes('status-0001', 'attention')).state).toMatchObject({
    reason: { why: 'refused', code: 110, http: 500 },
  });
});

test.each<[string, Answer]>([
  ['the line cut', 'cut'],
  ['an empty 500', { status: 500, text: '' }],
  ['a web page', { headers: { 'content-type': 'text/html' }, text: '<html>' }],
])('%s: uncertain, with the fence', async (_name, answer) => {
  fake.answers['POST /badges'] = answer;
  await send(aBadge('badge-0001', 'id:4'));
  expect((await becomes('badge-0001', 'uncertain')).state).toMatchObject({ fence });
  expect(fake.requestsTo('/badges')).toHaveLength(1);
});

test('nobody there: queued again, offline, and back without a click', async () => {
  await record(aBadge('badge-0001', 'id:4'));
  await fake.stop();
  const before = desk.events.length;
  await drain('badge-0001');
  await becomes('badge-0001', 'sending');
  await desk.hears(
    (one) => desk.events.indexOf(one) >= before && one.type === 'connection' && one.connection.state === 'offline',
  );
  await desk.hears(
    (one) =>
      desk.events.indexOf(one) > before + 1 &&
      one.type === 'operations' &&
      one.operations.some(({ state }) => state.name === 'queued'),
  );
  const [waiting] = (await ok(desk.client.call('operations', {}))).operations;
  // no connection was made: it is as it was before, so that after a start it is compared with the server like any other
  expect(waiting).toMatchObject({ tries: 0, changedAt: waiting!.madeAt });
  const pulls = desk.events.filter(({ type }) => type === 'pull').length;
  fake.answers['POST /badges'] = { json: { Id: 900 } };
  await fake.restart();
  await desk.hears(() => desk.events.filter(({ type }) => type === 'pull').length > pulls);
  expect(fake.requestsTo('/badges')).toEqual([]);
  await drain('badge-0001');
  expect((await becomes('badge-0001', 'accepted')).state).toEqual({ name: 'accepted', serverId: 900 });
});

test('102 pauses everything: nothing leaves, nothing is lost', async () => {
  fake.answers['POST /badges'] = () => {
    fake.answers['GET /event'] = apiError(102); // from now on every question says so
    return apiError(102);
  };
  await send(aBadge('badge-0001', 'id:4'));
  await desk.hears((one) => one.type === 'connection' && one.connection.state === 'paused');
  await becomes('badge-0001', 'queued');
  await record(aBadge('badge-0002', 'id:5'));
  await drain('badge-0001', 'badge-0002');
  expect(fake.requestsTo('/badges')).toHaveLength(1);
  fake.answers['POST /badges'] = { json: { Id: 900 } };
  fake.answers['GET /event'] = { json: { Id: 5, Title: 'A made-up event' } };
  const before = desk.events.length;
  await ok(desk.client.call('syncNow', {}));
  await desk.hears(
    (one) => desk.events.indexOf(one) >= before && one.type === 'connection' && one.connection.state === 'online',
  );
  await drain('badge-0001', 'badge-0002');
  await becomes('badge-0002', 'accepted');
});

test('103 parks the operations of that operator only', async () => {
  fake.answers['POST /badges'] = ({ headers }) =>
    headers['x-ruvents-operator'] === '7' ? apiError(103) : { json: { Id: 901 } };
  await send(aBadge('badge-0001', 'id:4'));
  await desk.hears((one) => one.type === 'connection' && one.connection.parkedOperators.includes(7));
  await record(aBadge('badge-0002', 'id:4'));
  await ok(desk.client.call('signIn', { login: 'desk2', password: '95678' }));
  await record(aBadge('badge-0003', 'id:5'));
  await drain('badge-0002', 'badge-0003');
  await becomes('badge-0003', 'accepted');
  const { operations } = await ok(desk.client.call('operations', {}));
  expect(operations.find(({ id }) => id === 'badge-0001')!.state.name).toBe('queued');
});

test('an operation that fails again and again stays uncertain each time; others are not held up', async () => {
  fake.answers['POST /badges'] = ({ body }) => (body.includes('4') ? { status: 500, text: '' } : { json: { Id: 902 } });
  await record(aBadge('badge-0001', 'id:4'), aBadge('badge-0002', 'id:5'));
  for (let n = 1; n <= 5; n += 1) {
    await drain('badge-0001', 'badge-0002');
    const heard = (): number =>
      desk.events.filter(
        (one) =>
          one.type === 'operations' &&
          one.operations.some(({ id, state }) => id === 'badge-0001' && state.name === 'uncertain'),
      ).length;
    await desk.hears(() => heard() >= n);
    if (n < 5) await ok(desk.client.call('settle', { epoch, settlements: [{ action: 'resend', id: 'badge-0001' }] }));
  }
  await becomes('badge-0002', 'accepted');
});

test('what depends on a walk-in waits for the Id, and is never sent without', async () => {
  let answerCreate: () => void = () => undefined;
  const created = new Promise<void>((resolve) => (answerCreate = resolve));
  fake.answers['POST /participants'] = async () => {
    await created;
    return { json: { Id: 555 } };
  };
  fake.answers['POST /badges'] = { json: { Id: 903 } };
  await send(aWalkIn('walkin-0001'), aBadge('badge-0001', 'local:walkin-0001'), aBadge('badge-0002', 'id:6'));
  await becomes('badge-0002', 'accepted');
  expect(fake.requestsTo('/badges').map(({ body }) => body)).toEqual(['{"UserId":6}']);
  answerCreate();
  await becomes('badge-0001', 'accepted');
  expect(fake.requestsTo('/badges').at(-1)!.body).toBe('{"UserId":555}');
  expect(JSON.parse(fake.requestsTo('/participants').at(-1)!.body)).toMatchObject({
    LastName: 'Сидорова',
    Visible: true,
  });
});

test('register: PUT, and POST where the server does not know the person', async () => {
  fake.answers['PUT /participants/42'] = apiError(202);
  fake.answers['POST /participants'] = { json: { Id: 42 } };
  const register = anOperation('register-01', 'id:42', {
    kind: 'register',
    fields: { LastName: 'Орлов' },
    statuses: [{ PartId: null, StatusId: 1 }],
  });
  await send(register);
  expect((await becomes('register-01', 'accepted')).state).toEqual({ name: 'accepted', serverId: 42 });
  expect(fake.seen.filter(({ method }) => method !== 'GET').map(({ method }) => method)).toEqual(['PUT', 'POST']);
});

test('a walk-in who is somebody of RUNET-ID is registered by PUT, under the Id that they have', async () => {
  fake.answers['POST /participants'] = apiError(111);
  fake.answers['PUT /participants/77'] = { text: '""' };
  await send(aWalkIn('walkin-0001'));
  await becomes('walkin-0001', 'attention');
  const settlements = [{ action: 'resend', id: 'walkin-0001', existing: 77 } as const];
  await ok(desk.client.call('settle', { epoch, settlements }));
  await drain('walkin-0001');
  expect((await becomes('walkin-0001', 'accepted')).state).toEqual({ name: 'accepted', serverId: 77 });
  expect(JSON.parse(fake.requestsTo('/participants/77')[0]!.body)).toEqual({
    Statuses: [{ PartId: null, StatusId: 1 }],
  });
});

test('killed between sending and the answer: uncertain after the start, with its fence', async () => {
  fake.answers['POST /badges'] = 'silence';
  await send(aBadge('badge-0001', 'id:4'));
  await becomes('badge-0001', 'sending');
  const copy = await makeFolder(); // what a dead process leaves behind
  // without what is being written beside its place just now: that is gone a moment later, and nothing reads it
  await cp(desk.dataDir, copy, { recursive: true, filter: (source) => !source.endsWith('.part') });
  const after = await startDesk({ dataDir: copy });
  const { operations } = await ok(after.client.call('operations', {}));
  expect(operations.map(({ id, state }) => [id, state.name])).toEqual([['badge-0001', 'uncertain']]);
  expect(operations[0]!.state).toMatchObject({ fence });
  await after.stop();
  await removeFolder(copy);
});

test('a change waits its five seconds and can be undone; after them it leaves by itself', async () => {
  await desk.stop();
  const timers = handTimers();
  desk = await startDesk({ dataDir: desk.dataDir, timers });
  await open();
  fake.answers['PUT /participants/4'] = { text: '""' };
  await record(aStatus('status-0001', 4), aStatus('status-0002', 5));
  await drain('status-0001', 'status-0002');
  timers.advance(4999);
  const { settled } = await ok(
    desk.client.call('settle', { epoch, settlements: [{ action: 'withdraw', id: 'status-0002', because: 'undone' }] }),
  );
  expect(settled).toEqual(['status-0002']);
  expect(fake.requestsTo('/participants/4')).toEqual([]);
  timers.advance(1);
  await becomes('status-0001', 'accepted');
  expect(fake.requestsTo('/participants/5')).toEqual([]);
});

test('a badge lets the changes of its person go at once, and only theirs', async () => {
  await desk.stop();
  desk = await startDesk({ dataDir: desk.dataDir, timers: handTimers() });
  await open();
  fake.answers['PUT /participants/4'] = { text: '""' };
  fake.answers['POST /badges'] = { json: { Id: 904 } };
  await record(aStatus('status-0001', 4), aStatus('status-0002', 5), aBadge('badge-0001', 'id:4'));
  await drain('status-0001', 'status-0002', 'badge-0001');
  await becomes('badge-0001', 'accepted');
  expect(fake.seen.filter(({ method }) => method !== 'GET').map(({ path }) => path)).toEqual([
    '/participants/4',
    '/badges',
  ]);
});

test('without a clearance nothing leaves, and a window that lost the lease gives none', async () => {
  await record(aBadge('badge-0001', 'id:4'));
  const old = epoch;
  ({ epoch } = await ok(desk.client.call('lease', {})));
  await desk.hears((one) => one.type === 'lease' && one.epoch === epoch);
  const calls = [
    desk.client.call('drain', { epoch: old, clearances: [] }),
    desk.client.call('record', { epoch: old, operations: [aBadge('badge-0002', 'id:4')] }),
    desk.client.call('settle', { epoch: old, settlements: [] }),
  ];
  for (const call of calls) expect(await problemOf(call)).toBe('elsewhere');
  expect(fake.requestsTo('/badges')).toEqual([]);
});

test('the same id again gives back what is there', async () => {
  await record(aBadge('badge-0001', 'id:4'));
  const again = await ok(
    desk.client.call('record', { epoch, operations: [aBadge('badge-0001', 'id:99'), aBadge('badge-0002', 'id:5')] }),
  );
  expect(again.operations.map(({ id, participant, seq }) => [id, participant, seq])).toEqual([
    ['badge-0001', 'id:4', 1],
    ['badge-0002', 'id:5', 2],
  ]);
});

test('the audit trail: newest first, of one person by either key', async () => {
  fake.answers['POST /participants'] = { json: { Id: 555 } };
  await send(aWalkIn('walkin-0001'), aBadge('badge-0002', 'id:6'));
  await becomes('walkin-0001', 'accepted');
  await record(aBadge('badge-0003', 'id:555'));
  const audit = async (participant: string | null): Promise<string[]> =>
    (await ok(desk.client.call('audit', { participant, limit: 2 }))).operations.map(({ id }) => id);
  expect(await audit(null)).toEqual(['badge-0003', 'badge-0002']);
  expect(await audit('local:walkin-0001')).toEqual(['badge-0003', 'walkin-0001']);
  expect(await audit('id:555')).toEqual(['badge-0003', 'walkin-0001']);
});

/** Waits for what no event tells. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** How often the desk has asked who the operators are. */
const listReadings = (): number => fake.requestsTo('/event/operators').length;
const pulls = (): number => desk.events.filter(({ type }) => type === 'pull').length;

/** The desk anew with timers that stand still, when it has read all that it reads by itself in the next minute. */
async function reopen(): Promise<ReturnType<typeof handTimers>> {
  await desk.stop();
  const timers = handTimers();
  const before = listReadings();
  desk = await startDesk({ dataDir: desk.dataDir, timers });
  await open();
  await until(() => listReadings() === before + 2); // the return of the server, and the sign-in
  await desk.hears((one) => one.type === 'tables');
  return timers;
}

async function parkedAre(...ids: number[]): Promise<void> {
  const told = (): number[] | undefined =>
    desk.events.flatMap((one) => (one.type === 'connection' ? [one.connection.parkedOperators] : [])).at(-1);
  await desk.hears(() => JSON.stringify(told()) === JSON.stringify(ids));
}

test('103 signs the removed operator out at once; listed again, their operations leave without a sign-in', async () => {
  const timers = await reopen();
  fake.answers['POST /badges'] = apiError(103);
  fake.answers['GET /event/operators'] = { json: { Operators: [operators[1]] } };
  await record(aBadge('badge-0001', 'id:4'));
  await drain('badge-0001');
  await desk.hears((one) => one.type === 'station' && one.station.session.endedBecause === 'operatorGone');
  await parkedAre(7);

  fake.answers['POST /badges'] = { json: { Id: 905 } };
  fake.answers['GET /event/operators'] = { json: { Operators: operators } };
  const before = pulls();
  timers.advance(15_000);
  await parkedAre();
  await desk.hears(() => pulls() > before);
  await drain('badge-0001');
  await becomes('badge-0001', 'accepted');
  expect(fake.requestsTo('/badges').at(-1)!.headers['x-ruvents-operator']).toBe('7');
  expect((await ok(desk.client.call('station', {}))).session.operator).toBeNull();
});

test('a server that lists an operator and refuses them is asked once in fifteen seconds', async () => {
  const timers = await reopen();
  fake.answers['POST /badges'] = apiError(104);
  const before = listReadings();
  await record(aBadge('badge-0001', 'id:4'));
  for (const attempt of [1, 2]) {
    const heard = pulls();
    await drain('badge-0001');
    await until(() => fake.requestsTo('/badges').length === attempt);
    if (attempt === 1) await desk.hears(() => pulls() > heard);
  }
  await parkedAre(7);
  timers.advance(14_999);
  await record(aBadge('badge-0002', 'id:4'));
  expect(listReadings()).toBe(before + 1);
  timers.advance(1);
  await parkedAre();
  expect(listReadings()).toBe(before + 2);
});
