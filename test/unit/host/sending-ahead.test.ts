/** What is written as sending ahead of its request: it leaves when there is room, or comes back as if nothing had been. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NewOperation, Operation, StateName } from '../../../shared/operations/operation.ts';
import { type Desk, ok, problemOf, removeFolder, startDesk, takeOver } from './desk.ts';
import { apiError, type FakeServer, HASH, startFake } from './fake-server.ts';
import { aBadge, fence } from './operations.ts';

let fake: FakeServer;
let desk: Desk;
let epoch: number;

beforeEach(async () => {
  fake = await startFake();
  desk = await startDesk();
  epoch = await takeOver(desk, fake.url, HASH);
});
afterEach(async () => {
  await desk.stop();
  await fake.stop();
  await removeFolder(desk.dataDir);
});

/** Records and lets go. */
async function send(...operations: NewOperation[]): Promise<void> {
  await ok(desk.client.call('record', { epoch, operations }));
  const clearances = operations.map(({ id }) => ({ id, fence, carry: null }));
  await ok(desk.client.call('drain', { epoch, clearances }));
}

async function becomes(id: string, name: StateName): Promise<void> {
  await desk.hears(
    (one) => one.type === 'operations' && one.operations.some((op) => op.id === id && op.state.name === name),
  );
}

test('four requests at once; the next ones are written as sending meanwhile, and leave when there is room', async () => {
  let let4: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (let4 = resolve));
  fake.answers['POST /badges'] = async () => {
    await held;
    return { json: { Id: 903 } };
  };
  const badges = Array.from({ length: 12 }, (_, index) => aBadge(`badge-00${10 + index}`, `id:${4 + index}`));
  await send(...badges);
  await becomes('badge-0017', 'sending');
  const { operations } = await ok(desk.client.call('operations', {}));
  expect(operations.filter(({ state }) => state.name === 'sending')).toHaveLength(8);
  await expect.poll(() => fake.requestsTo('/badges').length).toBe(4);
  let4();
  for (const { id } of badges) await becomes(id, 'accepted');
  expect(fake.requestsTo('/badges')).toHaveLength(12);
});

test('what was written as sending ahead and given back without a request counts as no try', async () => {
  let let4: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (let4 = resolve));
  fake.answers['POST /badges'] = async () => {
    await held;
    return apiError(102);
  };
  const badges = Array.from({ length: 8 }, (_, index) => aBadge(`badge-00${10 + index}`, `id:${4 + index}`));
  await send(...badges);
  await becomes('badge-0017', 'sending');
  await expect.poll(() => fake.requestsTo('/badges').length).toBe(4);
  let4();
  const operations = async (): Promise<readonly Operation[]> =>
    (await ok(desk.client.call('operations', {}))).operations;
  await expect.poll(async () => (await operations()).every(({ state }) => state.name === 'queued')).toBe(true);
  expect((await operations()).map(({ tries }) => tries)).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
  expect((await operations()).filter(({ changedAt, madeAt }) => changedAt === madeAt)).toHaveLength(4);
  expect(fake.requestsTo('/badges')).toHaveLength(4);
});

test('a clearance that was dropped is good for nothing, not even for what is written as sending ahead', async () => {
  let let4: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (let4 = resolve));
  fake.answers['POST /badges'] = async () => {
    await held;
    return { json: { Id: 903 } };
  };
  const badges = Array.from({ length: 8 }, (_, index) => aBadge(`badge-00${10 + index}`, `id:${4 + index}`));
  await send(...badges);
  await becomes('badge-0017', 'sending');
  await expect.poll(() => fake.requestsTo('/badges').length).toBe(4);
  // all are being sent, so that there is nothing to hand over: what was let go is no longer so
  expect(await problemOf(desk.client.call('handOver', { epoch, again: null }))).toBe('nothingToDo');
  let4();
  const states = async (): Promise<readonly string[]> =>
    (await ok(desk.client.call('operations', {}))).operations.map(({ state }) => state.name);
  await expect.poll(async () => (await states()).includes('sending')).toBe(false);
  expect(await states()).toEqual(badges.map((_, index) => (index < 4 ? 'accepted' : 'queued')));
  expect(fake.requestsTo('/badges')).toHaveLength(4);
});
