/** Photos: bounded, sealed, shown without a network, and never a way for the hash to leave. */
import { randomBytes } from 'node:crypto';
import type * as fs from 'node:fs/promises';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { silentLog } from '../../../electron/host/log.ts';
import { Photos } from '../../../electron/host/photos.ts';
import { Refusal } from '../../../electron/host/problem.ts';
import { createNodeTransport } from '../../../electron/host/ruvents/transport.ts';
import { makeFolder, removeFolder } from './desk.ts';
import { type FakeServer, startFake } from './fake-server.ts';

let isReadOnly = false;
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  const utimes: typeof real.utimes = (...of) =>
    isReadOnly ? Promise.reject(Object.assign(new Error('read-only'), { code: 'EROFS' })) : real.utimes(...of);
  return { ...real, utimes };
});

let fake: FakeServer;
let folder: string;
let clock = 0;
const dataKey = randomBytes(32);
const transport = createNodeTransport();
/** As text, so that it survives the fake's strings; the signature's first byte is above ASCII and comes as two. */
const gif = 'GIF89a-this-is-a-picture';

beforeEach(async () => {
  fake = await startFake({});
  folder = await makeFolder();
});
afterEach(async () => {
  await fake.stop();
  await removeFolder(folder);
});

function photos(maxTotalBytes?: number): Photos {
  return new Photos({
    folder: path.join(folder, 'photos'),
    dataKey,
    server: fake.url,
    transport,
    random: (bytes) => randomBytes(bytes),
    clock: () => new Date((clock += 60_000)),
    log: silentLog,
    ...(maxTotalBytes === undefined ? {} : { maxTotalBytes }),
  });
}

const kept = (): Promise<string[]> => readdir(path.join(folder, 'photos')).catch(() => []);

test('fetched once, without the hash, and kept so that nobody can read it', async () => {
  fake.answers['GET /1.gif'] = { text: gif };
  const store = photos();
  const [one, two] = await Promise.all([store.find(`${fake.url}/1.gif`), store.find(`${fake.url}/1.gif`)]);
  expect(one).toMatchObject({ type: 'image/gif' });
  expect(two).toBe(one);
  expect(fake.seen).toHaveLength(1);
  expect(fake.seen[0]!.rawHeaders.map((name) => name.toLowerCase())).not.toContain('x-ruvents-hash');
  const [name] = await kept();
  expect(name).toMatch(/^[0-9a-f]{64}$/);
  expect((await readFile(path.join(folder, 'photos', name!))).includes('picture')).toBe(false);
});

test('shown without a network, also by a relative address and after a restart', async () => {
  fake.answers['GET /1.gif'] = { text: gif };
  await photos().find('/1.gif');
  await fake.stop();
  expect(await photos().find(`${fake.url}/1.gif`)).toMatchObject({ type: 'image/gif' });
  expect(await photos().find('/2.gif')).toBeInstanceOf(Refusal);
  await fake.restart();
});

test.each([
  [
    'a picture that can run something',
    { text: '<svg xmlns="http://www.w3.org/2000/svg"/>', headers: { 'content-type': 'image/svg+xml' } },
  ],
  ['a page', { text: '<html>', headers: { 'content-type': 'image/png' } }],
  ['too much', { text: `GIF8${'x'.repeat(2 * 1024 * 1024)}` }],
  ['nothing', { status: 404, text: '' }],
])('not taken: %s', async (_name, answer) => {
  fake.answers['GET /1.gif'] = answer;
  expect(await photos().find('/1.gif')).toMatchObject({ problem: { code: 'notFound' } });
  expect(await kept()).toEqual([]);
});

test('a redirect is followed within the same origin only', async () => {
  const stranger = await startFake({ 'GET /1.gif': { text: gif } });
  fake.answers['GET /away'] = { status: 302, headers: { location: `${stranger.url}/1.gif` }, text: '' };
  fake.answers['GET /here'] = { status: 302, headers: { location: '/1.gif' }, text: '' };
  fake.answers['GET /round'] = { status: 302, headers: { location: '/round' }, text: '' };
  fake.answers['GET /1.gif'] = { text: gif };
  expect(await photos().find('/away')).toBeInstanceOf(Refusal);
  expect(stranger.seen).toEqual([]);
  expect(await photos().find('/here')).toMatchObject({ type: 'image/gif' });
  expect(await photos().find('/round')).toBeInstanceOf(Refusal);
  await stranger.stop();
});

test.each([
  'file:///etc/passwd',
  'javascript:1',
  'data:image/gif;base64,R0lGODlh',
  `http://x.example/${'a'.repeat(4000)}`,
])('not an address: %s', async (address) => {
  expect(await photos().find(address)).toMatchObject({ problem: { code: 'badInput' } });
});

test('the longest unseen go first', async () => {
  for (const n of [1, 2, 3, 4]) fake.answers[`GET /${n}.gif`] = { text: `${gif}-${n}` };
  const store = photos(3 * (gif.length + 2 + 28));
  for (const n of [1, 2, 3]) await store.find(`/${n}.gif`);
  await store.find('/1.gif');
  await store.find('/4.gif');
  expect(await kept()).toHaveLength(3);
  fake.seen.length = 0;
  for (const n of [1, 3, 4]) await store.find(`/${n}.gif`);
  expect(fake.seen).toEqual([]);
  await store.find('/2.gif');
  expect(fake.seen).toHaveLength(1);
});

test('a folder that has become read-only still shows what is in it', async () => {
  fake.answers['GET /1.gif'] = { text: gif };
  const store = photos();
  await store.find(`${fake.url}/1.gif`);
  isReadOnly = true;
  const again = await store.find(`${fake.url}/1.gif`).finally(() => (isReadOnly = false));
  expect(again).toMatchObject({ type: 'image/gif' });
});
