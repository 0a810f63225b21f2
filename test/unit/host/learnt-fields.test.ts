/** Fields that the server demands beyond what it says, learnt from its refusals: by themselves, and through a whole host. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { learnFields, requireFields } from '../../../electron/host/learnt-fields.ts';
import type { Refused } from '../../../electron/host/sender.ts';
import { type Desk, ok, removeFolder, startDesk } from './desk.ts';
import { type FakeServer, HASH, startFake } from './fake-server.ts';
import { anOperation, fence, recorded } from './operations.ts';

const walkIn = anOperation('walkin-0001', 'local:walkin-0001', {
  kind: 'create',
  fields: { LastName: 'Сидорова', FirstName: 'Анна', Email: 'anna@example.org', Company: ' ' },
  statuses: [],
  spelling: {},
});
const refusal = (names: string, code = 111): Refused => ({
  outcome: 'refused',
  code,
  message: `Неверно заданы следующие параметры: ${names}`,
  http: 400,
});

test('a field that was left empty and is refused is required; one that was filled is only wrong', () => {
  const operation = recorded(walkIn, 1);
  expect(learnFields(operation, refusal('Company, Email, Position'))).toEqual(['Company', 'Position']);
  expect(learnFields(operation, refusal('Company', 110))).toEqual([]);
  expect(learnFields({ ...operation, existing: 7 }, refusal('Company'))).toEqual([]);
});

test('what was learnt marks the fields of the event, and names those that it does not have', () => {
  const fields = { Company: { type: 'string', hasLocales: true }, Email: { type: 'string', required: true } } as const;
  expect(requireFields(fields, ['Company', 'Position'])).toEqual({
    Company: { type: 'string', hasLocales: true, required: true },
    Email: { type: 'string', required: true },
    Position: { type: 'string', required: true },
  });
});

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

test('the form is told at once, and after a restart', async () => {
  await ok(desk.client.call('connect', { server: fake.url, hash: HASH }));
  await ok(desk.client.call('signIn', { login: 'desk1', password: '81234' }));
  const { epoch } = await ok(desk.client.call('lease', {}));
  await desk.hears((one) => one.type === 'tables');
  fake.answers['POST /participants'] = {
    status: 400,
    json: { Error: { Code: 111, Message: refusal('Company').message } },
  };
  await ok(desk.client.call('record', { epoch, operations: [walkIn] }));
  await ok(desk.client.call('syncNow', {}));
  await ok(desk.client.call('drain', { epoch, clearances: [{ id: walkIn.id, fence, carry: null }] }));
  await desk.hears((one) => one.type === 'tables' && one.tables.fields['Company']?.required === true);
  const { dataDir } = desk;
  await desk.stop();
  desk = await startDesk({ dataDir });
  await desk.hears((one) => one.type === 'tables' && one.tables.fields['Company']?.required === true);
});
