/** The event's setting decides how a write travels, at the moment at which it leaves. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EventSettings } from '../../../shared/contract/station.ts';
import type { NewOperation } from '../../../shared/operations/operation.ts';
import { nomailAddress } from '../../../shared/ruvents/nomail.ts';
import { type Desk, ok, removeFolder, startDesk, takeOver } from './desk.ts';
import { type FakeServer, HASH, startFake } from './fake-server.ts';
import { aStatus, aWalkIn, fence } from './operations.ts';

const SETTINGS: EventSettings = { registrationPerPart: null, currentPart: null, schedule: [] };

let fake: FakeServer;
let desk: Desk;
let epoch: number;

beforeEach(async () => {
  fake = await startFake();
  fake.answers['PUT /participants/4'] = { text: '""' };
  fake.answers['POST /participants'] = { json: { Id: 900 } };
  desk = await startDesk();
  epoch = await takeOver(desk, fake.url, HASH);
});
afterEach(async () => {
  await desk.stop();
  await fake.stop();
  await removeFolder(desk.dataDir);
});

async function record(operation: NewOperation): Promise<void> {
  await ok(desk.client.call('record', { epoch, operations: [operation] }));
}

async function drain(id: string): Promise<void> {
  await ok(desk.client.call('syncNow', {}));
  await ok(desk.client.call('drain', { epoch, clearances: [{ id, fence, carry: null }] }));
  await desk.hears(
    (one) =>
      one.type === 'operations' &&
      one.operations.some((operation) => operation.id === id && operation.state.name === 'accepted'),
  );
}

test('the setting may change while an operation waits', async () => {
  await record(aStatus('status-0001', 4));
  await ok(desk.client.call('eventSettings', { ...SETTINGS, encoding: 'form' }));
  await drain('status-0001');
  await ok(desk.client.call('eventSettings', SETTINGS));
  await record(aStatus('status-0002', 4, 2));
  await drain('status-0002');

  const [form, json] = fake.requestsTo('/participants/4');
  expect([form!.body, form!.headers['content-type']]).toEqual(['', undefined]);
  expect(new URLSearchParams(form!.query).get('Statuses')).toBe('[{"PartId":null,"StatusId":1}]');
  expect([json!.query, json!.headers['content-type']]).toEqual(['', 'application/json']);
});

test('a walk-in without an email carries the address of the operation', async () => {
  await ok(desk.client.call('eventSettings', { ...SETTINGS, encoding: 'form', nomail: true }));
  const walkIn = aWalkIn('walkin-0001');
  if (walkIn.intent.kind !== 'create') throw new Error('not a walk-in');
  await record({ ...walkIn, intent: { ...walkIn.intent, fields: { ...walkIn.intent.fields, Email: '' } } });
  await drain('walkin-0001');
  const [request] = fake.requestsTo('/participants').filter(({ method }) => method === 'POST');
  expect(request!.headers['content-type']).toBe('application/x-www-form-urlencoded');
  expect(new URLSearchParams(request!.body).get('Email')).toBe(nomailAddress('walkin-0001'));
});
