/** The host against the practice server, over real sockets. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPractice, type PracticeServer } from '../../../electron/practice/server.ts';
import type { NewOperation } from '../../../shared/operations/operation.ts';
import { type Desk, ok, problemOf, removeFolder, startDesk } from './desk.ts';

let practice: PracticeServer;
let desk: Desk;

beforeEach(async () => {
  practice = await startPractice({ participants: 60 });
  desk = await startDesk();
});

afterEach(async () => {
  await desk.stop();
  await practice.close();
  await removeFolder(desk.dataDir);
});

const fence = { participants: null, badges: null, known: [] };

function walkIn(id: string): NewOperation {
  return {
    id,
    participant: `local:${id}`,
    about: { name: 'Новикова Вера', email: '' },
    intent: {
      kind: 'create',
      fields: { LastName: 'Новикова', FirstName: 'Вера', Company: 'Ромашка', Email: 'vera@example.org' },
      statuses: [{ PartId: null, StatusId: practice.state.store.statuses[0]!.Id }],
      spelling: {},
    },
  };
}

async function signIn(): Promise<number> {
  await ok(desk.client.call('connect', { server: practice.url, hash: practice.hash }));
  const [operator] = practice.operators;
  await ok(desk.client.call('signIn', { login: operator!.Login, password: operator!.Password }));
  return (await ok(desk.client.call('lease', {}))).epoch;
}

test('connects, signs in, records, sends, and a badge follows the new Id', async () => {
  const epoch = await signIn();
  const create = walkIn('walkin-0001');
  const badge: NewOperation = {
    id: 'badge-00001',
    participant: create.participant,
    about: create.about,
    intent: { kind: 'badge', partId: null, via: 'handedOut' },
  };
  const { operations } = await ok(desk.client.call('record', { epoch, operations: [create, badge] }));
  expect(operations.map((operation) => operation.seq)).toEqual([1, 2]);
  expect(operations[0]!.operator).toEqual({ id: practice.operators[0]!.Id, login: practice.operators[0]!.Login });
  await desk.hears((event) => event.type === 'connection' && event.connection.state === 'online');
  await ok(
    desk.client.call('drain', {
      epoch,
      clearances: operations.map(({ id }) => ({ id, fence, carry: null })),
    }),
  );
  await desk.hears(
    (event) =>
      event.type === 'operations' &&
      event.operations.some(({ id, state }) => id === 'badge-00001' && state.name === 'accepted'),
  );
  const answer = await desk.host.fetch(new Request('http://desk.example/api/feed?feed=badges'));
  const body = (await answer.json()) as { Badges: { UserId: number; OperatorId: number }[] };
  const sent = await ok(desk.client.call('audit', { participant: null, limit: 10 }));
  const created = sent.operations.find(({ id }) => id === 'walkin-0001')!;
  expect(created.state.name).toBe('accepted');
  expect(body.Badges.at(-1)).toMatchObject({
    UserId: created.state.name === 'accepted' ? created.state.serverId : -1,
    OperatorId: practice.operators[0]!.Id,
  });
});

test('a wrong hash is told as such', async () => {
  expect(await problemOf(desk.client.call('connect', { server: practice.url, hash: 'x'.repeat(25) }))).toBe(
    'wrongHash',
  );
});
