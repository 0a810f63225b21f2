/** Tables on a bad network: each that came is kept, and nobody is told half a truth. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EventTables } from '../../../electron/host/event-tables.ts';
import { silentLog } from '../../../electron/host/log.ts';
import { createNodeTransport } from '../../../electron/host/ruvents/transport.ts';
import { RuventsClient } from '../../../electron/host/ruvents/client.ts';
import type { Tables } from '../../../shared/ruvents/tables.ts';
import { type Answer, eventAnswers, type FakeServer, HASH, startFake } from './fake-server.ts';
import { handTimers, type HandTimers } from './hand-timers.ts';

const BROKEN: Answer = { status: 500, text: '' };
const PATHS = ['/event', '/event/statuses', '/event/parts', '/participants/fields', '/event/products'];

let fake: FakeServer;
let transport: ReturnType<typeof createNodeTransport>;
let timers: HandTimers;
let told: Tables[];
let tables: EventTables;
let online: boolean;
let operatorsAsked: number;
let keepTitle: () => Promise<void>;

beforeEach(async () => {
  fake = await startFake();
  transport = createNodeTransport();
  timers = handTimers();
  told = [];
  online = true;
  operatorsAsked = 0;
  keepTitle = () => Promise.resolve();
  tables = new EventTables({
    client: new RuventsClient({ server: fake.url, hash: HASH, transport }),
    isOnline: () => online,
    listOperators: () => [],
    readOperators: () => {
      operatorsAsked += 1;
      return Promise.resolve(true);
    },
    learntFields: () => [],
    onChange: (changed) => told.push(changed),
    onTitle: () => keepTitle(),
    timers,
    log: silentLog,
  });
});
afterEach(async () => {
  await tables.close();
  await transport.close();
  await fake.stop();
});

const asked = (): readonly number[] => PATHS.map((path) => fake.requestsTo(path).length);
const mend = (path: string): void => {
  fake.answers[`GET ${path}`] = eventAnswers()[`GET ${path}`]!;
};

test('what came is kept while the rest is asked for again, and told when the last one is there', async () => {
  fake.answers['GET /event/parts'] = BROKEN;
  await tables.refresh();
  expect(asked()).toEqual([1, 1, 1, 1, 1]);
  expect(tables.current()).toBeNull();
  expect(told).toEqual([]);
  mend('/event/parts');
  tables.start();
  timers.advance(5000);
  await tables.settled();
  expect(asked()).toEqual([1, 1, 2, 1, 1]);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ event: { Id: 5 }, statuses: [{ Id: 1 }], parts: [] });
});

test('products may follow: nobody waits for them', async () => {
  fake.answers['GET /event/products'] = BROKEN;
  await tables.refresh();
  expect(told).toHaveLength(1);
  expect(told[0]!.products).toEqual([]);
  fake.answers['GET /event/products'] = { json: { Products: [{ Id: 3, Title: 'Lunch' }] } };
  tables.start();
  timers.advance(5000);
  await tables.settled();
  expect(asked()).toEqual([1, 1, 1, 1, 2]);
  expect(told[1]!.products).toMatchObject([{ Id: 3 }]);
});

test('the network that breaks off ends the reading; what never came is asked for first when it is back', async () => {
  fake.answers['GET /event/statuses'] = () => {
    online = false;
    return 'cut';
  };
  await tables.refresh();
  expect(asked()).toEqual([1, 1, 0, 0, 0]);
  mend('/event/statuses');
  fake.answers['GET /event'] = BROKEN;
  online = true;
  timers.advance(10_000);
  tables.refreshOld();
  await tables.settled();
  expect(fake.seen.map(({ path }) => path).slice(2)).toEqual([
    '/event/statuses',
    '/event/parts',
    '/participants/fields',
    '/event/products',
    '/event',
  ]);
  expect(told).toHaveLength(1); // the event is known from before
});

test('all that came rests for a minute, and a server that comes and goes is not asked for what is fresh', async () => {
  await tables.refresh();
  tables.refreshOld();
  await tables.settled();
  tables.start();
  timers.advance(59_999);
  await tables.settled();
  expect(asked()).toEqual([1, 1, 1, 1, 1]);
  timers.advance(1);
  await tables.settled();
  expect(asked()).toEqual([2, 2, 2, 2, 2]);
  expect(operatorsAsked).toBe(2);
  expect(told).toHaveLength(1);
});

test('whoever asks while a reading is under way gets what comes after', async () => {
  fake.answers['GET /event/products'] = () => {
    mend('/event/products');
    fake.answers['GET /event/parts'] = { json: { Parts: [{ Id: 1, Title: 'Day one' }] } };
    void tables.refresh();
    return { json: { Products: [] } };
  };
  await tables.refresh();
  expect(told.at(-1)!.parts).toMatchObject([{ Id: 1 }]);
  expect(asked()).toEqual([2, 2, 2, 2, 2]);
});

test('nobody is asked while the server is not there', async () => {
  online = false;
  tables.start();
  timers.advance(60_000);
  await tables.settled();
  expect(fake.seen).toEqual([]);
});

test('a name of the event that cannot be kept holds up no other table', async () => {
  keepTitle = () => Promise.reject(new Error('the disk is full'));
  await tables.refresh();
  expect(asked()).toEqual([1, 1, 1, 1, 1]);
  expect(told).toHaveLength(1);
});
