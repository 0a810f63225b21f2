/** Signing in: with and without the network, and what ends it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Throttle } from '../../../electron/host/throttle.ts';
import { type Desk, ok, problemOf, removeFolder, startDesk } from './desk.ts';
import { apiError, type FakeServer, HASH, operators, startFake } from './fake-server.ts';
import { handTimers } from './hand-timers.ts';
import { aStatus } from './operations.ts';

let fake: FakeServer;
let desk: Desk;

beforeEach(async () => {
  fake = await startFake();
  desk = await startDesk();
  await ok(desk.client.call('connect', { server: fake.url, hash: HASH }));
});
afterEach(async () => {
  await desk.stop();
  await fake.stop();
  await removeFolder(desk.dataDir);
});

const signIn = (login = 'desk1', password = '81234', at = desk) => at.client.call('signIn', { login, password });

/** The same data folder in a new process, so to speak. */
async function restart(): Promise<void> {
  await desk.stop();
  desk = await startDesk({ dataDir: desk.dataDir });
}

test('signs in with what the server lists', async () => {
  expect(await ok(signIn())).toEqual({ operator: { Id: 7, Login: 'desk1', Role: 'Admin' } });
  expect(await ok(signIn(' DESK2 ', '95678'))).toMatchObject({ operator: { Id: 8 } });
});

test('wrong password, unknown login', async () => {
  expect(await problemOf(signIn('desk1', '00000'))).toBe('wrongPassword');
  expect(await problemOf(signIn('nobody', '81234'))).toBe('unknownOperator');
});

test('after one sign-in it works without the network, with the right password only', async () => {
  await ok(signIn());
  await fake.stop();
  await restart();
  expect(await problemOf(signIn('desk1', '00000'))).toBe('wrongPassword');
  expect(await ok(signIn())).toMatchObject({ operator: { Id: 7 } });
  await fake.restart();
});

test('without the network somebody who was never listed is told so', async () => {
  await ok(signIn());
  await fake.stop();
  await restart();
  expect(await problemOf(signIn('desk9', '11111'))).toBe('notKnownOffline');
  await fake.restart();
});

test('a password changed at the server: the new one works at once, the old one no longer', async () => {
  await ok(signIn());
  await restart();
  fake.answers['GET /event/operators'] = {
    json: { Operators: [{ ...operators[0], Password: '33333' }, operators[1]] },
  };
  expect(await ok(signIn('desk1', '33333'))).toMatchObject({ operator: { Id: 7 } });
  expect(await problemOf(signIn('desk1', '81234'))).toBe('wrongPassword');
});

test('signed in with yesterday’s password: ended with the reason as soon as the server says so', async () => {
  await ok(signIn());
  await fake.stop();
  await restart();
  await ok(signIn());
  await fake.restart();
  fake.answers['GET /event/operators'] = {
    json: { Operators: [{ ...operators[0], Password: '33333' }, operators[1]] },
  };
  await ok(desk.client.call('syncNow', {}));
  await desk.hears((one) => one.type === 'station' && one.station.session.endedBecause === 'passwordChanged');
});

test('somebody removed at the server is signed out, and their operations stay theirs', async () => {
  await ok(signIn());
  const { epoch } = await ok(desk.client.call('lease', {}));
  await ok(desk.client.call('record', { epoch, operations: [aStatus('status-0001', 4)] }));
  fake.answers['GET /event/operators'] = { json: { Operators: [operators[1]] } };
  await ok(desk.client.call('syncNow', {}));
  await desk.hears((one) => one.type === 'station' && one.station.session.endedBecause === 'operatorGone');
  const { operations } = await ok(desk.client.call('operations', {}));
  expect(operations[0]).toMatchObject({ operator: { id: 7, login: 'desk1' }, state: { name: 'queued' } });
  expect(await problemOf(desk.client.call('record', { epoch, operations: [aStatus('status-0002', 4)] }))).toBe(
    'notSignedIn',
  );
});

test('a list that cannot be read, or only in part, signs nobody out', async () => {
  await ok(signIn());
  const told = () => fake.requestsTo('/event/operators').length;
  for (const answer of [
    { status: 500, text: '' },
    { text: '<html>' },
    { json: { Operators: [{ Id: 7, Login: 'desk1' }, operators[1]] } },
  ]) {
    fake.answers['GET /event/operators'] = answer;
    const before = told();
    while (told() === before) {
      await ok(desk.client.call('syncNow', {}));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  expect((await ok(desk.client.call('station', {}))).session.operator?.Id).toBe(7);
});

test('guessing is slowed down, for that login only', async () => {
  for (let n = 0; n < 5; n += 1) expect(await problemOf(signIn('desk1', '00000'))).toBe('wrongPassword');
  expect(await problemOf(signIn('desk1', '81234'))).toBe('throttled');
  expect(await ok(signIn('desk2', '95678'))).toMatchObject({ operator: { Id: 8 } });
});

test('the wait grows to half a minute and ends with the right password', () => {
  const timers = handTimers();
  const throttle = new Throttle(timers);
  const waits: number[] = [];
  for (let n = 0; n < 11; n += 1) {
    throttle.noteWrong('desk1');
    waits.push(throttle.waitOf('Desk1 ') / 1000);
    timers.advance(40_000);
  }
  expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 30, 30]);
  throttle.noteRight('desk1');
  throttle.noteWrong('desk1');
  expect(throttle.waitOf('desk1')).toBe(0);
});

test('the operator is stamped by the host; a removal needs an Admin', async () => {
  await ok(signIn('desk2', '95678'));
  const { epoch } = await ok(desk.client.call('lease', {}));
  const forged = { ...aStatus('status-0001', 4), operator: { id: 7, login: 'desk1' } };
  const { operations } = await ok(desk.client.call('record', { epoch, operations: [forged] }));
  expect(operations[0]!.operator).toEqual({ id: 8, login: 'desk2' });
  const removal = { ...aStatus('remove-0001', 4), intent: { kind: 'remove' as const, saw: [] } };
  expect(await problemOf(desk.client.call('record', { epoch, operations: [removal] }))).toBe('adminOnly');
  await ok(signIn());
  await ok(desk.client.call('record', { epoch, operations: [removal] }));
});

test('the server refuses the hash while somebody signs in: that is what is said', async () => {
  fake.answers['GET /event/operators'] = apiError(102);
  await restart();
  expect(await problemOf(signIn('desk9', '1'))).toBe('wrongHash');
});

test('a restart gives no free tries: the wrong ones are counted on, until the right one', async () => {
  for (let n = 0; n < 5; n += 1) expect(await problemOf(signIn('desk1', '00000'))).toBe('wrongPassword');
  await restart();
  expect(await problemOf(signIn('Desk1', '81234'))).toBe('throttled');
  const timers = handTimers();
  const throttle = new Throttle(timers, [{ login: 'desk1', times: 7 }]);
  expect(throttle.waitOf('desk1')).toBe(4000);
  expect(throttle.noteRight('desk1')).toBe(true);
  expect(throttle.list()).toEqual([]);
});

test('a login that grows when it is written small keeps no wrong try from the disk', async () => {
  await problemOf(signIn('\u0130'.repeat(200), '00000'));
  for (let n = 0; n < 5; n += 1) await problemOf(signIn('desk1', '00000'));
  await restart();
  expect(await problemOf(signIn('desk1', '81234'))).toBe('throttled');
});
