/** Unsent operations leave one station and come to another, through the host's routes. */
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NewOperation, StateName } from '../../../shared/operations/operation.ts';
import { type Desk, ok, problemOf, removeFolder, startDesk } from './desk.ts';
import { apiError, type FakeServer, HASH, operators, startFake } from './fake-server.ts';
import { aBadge, anOperation, aStatus, aWalkIn, fence } from './operations.ts';

const NEW_HASH = 'zyxwvutsrqponmlkjihgfedcb';
let fake: FakeServer;
let first: Desk;
let second: Desk;

beforeEach(async () => {
  fake = await startFake();
  first = await startDesk({ station: 'the first desk' });
  second = await startDesk({ station: 'the second desk' });
});
afterEach(async () => {
  for (const desk of [first, second]) {
    await desk.stop();
    await removeFolder(desk.dataDir);
  }
  await fake.stop();
});

async function open(desk: Desk, login = 'desk1', hash = HASH): Promise<number> {
  await ok(desk.client.call('connect', { server: fake.url, hash }));
  const password = operators.find(({ Login }) => Login === login)!.Password;
  await ok(desk.client.call('signIn', { login, password }));
  return (await ok(desk.client.call('lease', {}))).epoch;
}
function rotateTo(hash: string): void {
  const { 'GET /event': good } = fake.answers;
  fake.answers['GET /event'] = ({ headers }) => (headers['x-ruvents-hash'] === hash ? (good as object) : apiError(102));
}
async function becomes(desk: Desk, id: string, name: StateName): Promise<void> {
  await desk.hears(
    (one) => one.type === 'operations' && one.operations.some((op) => op.id === id && op.state.name === name),
  );
}
async function send(desk: Desk, epoch: number, ...ids: string[]): Promise<void> {
  await desk.hears((one) => one.type === 'connection' && one.connection.state === 'online');
  await ok(desk.client.call('syncNow', {}));
  const clearances = ids.map((id) => ({ id, fence, carry: { PartId: null, StatusId: 1 } }));
  await ok(desk.client.call('drain', { epoch, clearances }));
}
const record = (desk: Desk, epoch: number, ...operations: NewOperation[]) =>
  ok(desk.client.call('record', { epoch, operations }));
const operationsOf = async (desk: Desk) => (await ok(desk.client.call('operations', {}))).operations;
const handOver = (desk: Desk, epoch: number) => ok(desk.client.call('handOver', { epoch, again: null }));
const takeOver = (desk: Desk, epoch: number, files: { name: string; bytes: string }[], secret: string | null = null) =>
  desk.client.call('takeOver', { epoch, files, secret });
const given = ({ name, file }: { name: string; file: string }) => [{ name, bytes: file }];
async function folderOf(desk: Desk): Promise<string> {
  const [key] = await readdir(path.join(desk.dataDir, 'events'));
  return path.join(desk.dataDir, 'events', key!);
}
async function diskOf(desk: Desk): Promise<{ name: string; bytes: string }[]> {
  const folder = await folderOf(desk);
  const names = ['journal.log', 'wraps.json'];
  return Promise.all(
    names.map(async (name) => ({ name, bytes: (await readFile(path.join(folder, name))).toString('base64') })),
  );
}
const HANDED_OVER = { name: 'withdrawn', because: 'handedOver' };
const walkIn = [aWalkIn('walkin-0001'), aBadge('badge-0001', 'local:walkin-0001')];

describe('a hand-over', () => {
  test('leaves in a sealed file, is withdrawn here, and can be given out again', async () => {
    const epoch = await open(first);
    expect(await problemOf(first.client.call('handOver', { epoch, again: null }))).toBe('nothingToDo');
    await record(first, epoch, ...walkIn, aStatus('status-0001', 4));
    const out = await handOver(first, epoch);
    expect(out.operations).toBe(3);
    expect(out.name).toMatch(/^hand-over-[\d-]+-[0-9a-f]{8}\.stoika$/);
    const bytes = Buffer.from(out.file, 'base64');
    for (const secret of ['Сидорова', 'anna@example.org', HASH, 'walkin-0001', 'desk1', fake.url]) {
      expect([secret, bytes.includes(secret)]).toEqual([secret, false]);
    }
    // people go on seeing it here; nothing of it is to be sent or settled
    expect((await operationsOf(first)).map(({ state }) => state)).toEqual([HANDED_OVER, HANDED_OVER, HANDED_OVER]);
    await becomes(first, 'badge-0001', 'withdrawn'); // the engine is told
    const audit = await ok(first.client.call('audit', { participant: null, limit: 10 }));
    expect(audit.operations.map(({ state }) => state)).toEqual([HANDED_OVER, HANDED_OVER, HANDED_OVER]);
    expect(audit.notes).toMatchObject([
      { operator: { login: 'desk1' }, content: { kind: 'handedOver', file: out.name, operations: 3 } },
    ]);
    expect(await problemOf(first.client.call('handOver', { epoch, again: null }))).toBe('nothingToDo');

    const { dataDir } = first;
    await first.stop();
    first = await startDesk({ dataDir });
    const again = await open(first);
    expect(await ok(first.client.call('handOver', { epoch: again, again: out.name }))).toEqual(out);
    for (const name of ['journal.log', '../../vault', `./${out.name}`, '']) {
      expect(await problemOf(first.client.call('handOver', { epoch: again, again: name }))).toBe('notFound');
    }
  });

  test('a station whose name is too long for the file’s readers hands over what they can open', async () => {
    const { dataDir } = first;
    await first.stop();
    first = await startDesk({ dataDir, station: 'x'.repeat(300) });
    const epoch = await open(first);
    await record(first, epoch, ...walkIn);
    const out = await handOver(first, epoch);
    expect(await ok(takeOver(second, await open(second), given(out)))).toMatchObject({
      taken: 2,
      from: 'x'.repeat(200),
    });
  });

  test('only an Admin hands over and takes over', async () => {
    const epoch = await open(first, 'desk2');
    await record(first, epoch, ...walkIn);
    expect(await problemOf(first.client.call('handOver', { epoch, again: null }))).toBe('adminOnly');
    expect(await problemOf(takeOver(first, epoch, [{ name: 'x', bytes: '' }]))).toBe('adminOnly');
    expect(await operationsOf(first)).toHaveLength(2);
  });

  test('is taken by the event’s hash, in order, under who made it, once; what depends on a walk-in follows', async () => {
    const epoch = await open(first, 'desk2');
    await record(first, epoch, ...walkIn, aStatus('status-0001', 4));
    fake.answers['POST /badges'] = { status: 500, text: '' };
    fake.answers['PUT /participants/5'] = apiError(110);
    await record(first, epoch, aBadge('badge-0009', 'id:9'), aStatus('status-0005', 5));
    await send(first, epoch, 'badge-0009', 'status-0005');
    await becomes(first, 'badge-0009', 'uncertain');
    await becomes(first, 'status-0005', 'attention');
    const before = await operationsOf(first);
    const out = await handOver(first, await open(first));

    const to = await open(second);
    await record(second, to, aStatus('status-0002', 7));
    expect(await ok(takeOver(second, to, given(out)))).toEqual({ taken: 5, known: 0, from: 'the first desk' });
    const taken = (await operationsOf(second)).slice(1);
    expect(taken).toEqual(
      before.map((operation, index) => ({
        ...operation,
        seq: index + 2,
        handedOverFrom: 'the first desk',
        handOvers: 1,
      })),
    );
    expect(taken.map(({ state }) => state.name)).toEqual(['queued', 'queued', 'queued', 'uncertain', 'attention']);
    expect(taken[0]!.operator).toEqual({ id: 8, login: 'desk2' });
    await becomes(second, 'badge-0009', 'uncertain'); // the engine is told

    expect(await ok(takeOver(second, to, given(out)))).toEqual({ taken: 0, known: 5, from: 'the first desk' });
    const { notes } = await ok(second.client.call('audit', { participant: null, limit: 10 }));
    expect(notes.map(({ content }) => content)).toEqual([
      { kind: 'takenOver', file: out.name, from: 'the first desk', operations: 5 },
    ]);

    fake.answers['POST /participants'] = { json: { Id: 900 } };
    fake.answers['POST /badges'] = { json: { Id: 901 } };
    await send(second, to, 'walkin-0001', 'badge-0001');
    await becomes(second, 'badge-0001', 'accepted');
    const request = fake.requestsTo('/badges').at(-1)!;
    expect([JSON.parse(request.body), request.headers['x-ruvents-operator']]).toMatchObject([{ UserId: 900 }, '8']);
    expect(await ok(takeOver(second, to, given(out)))).toMatchObject({ taken: 0, known: 5 });
  });

  test('back on the station that it left, nothing is taken: it is somebody else’s now', async () => {
    const epoch = await open(first);
    await record(first, epoch, ...walkIn);
    const out = await handOver(first, epoch);
    expect(await ok(takeOver(first, epoch, given(out)))).toMatchObject({ taken: 0, known: 2 });
    expect((await operationsOf(first)).map(({ state }) => state)).toEqual([HANDED_OVER, HANDED_OVER]);
  });

  test('handed on, and handed back: whoever has it last sends it, and each file is taken once', async () => {
    const to = await open(first);
    const from = await open(second);
    await record(first, to, ...walkIn, aStatus('status-0001', 4));
    const out = await handOver(first, to);
    expect(await ok(takeOver(second, from, given(out)))).toMatchObject({ taken: 3 });
    await record(second, from, aStatus('status-0002', 5));
    const back = await handOver(second, from);
    expect(await ok(takeOver(first, to, given(back)))).toEqual({ taken: 4, known: 0, from: 'the second desk' });
    const there = await operationsOf(first);
    expect(there.map(({ id, seq, state }) => [id, seq, state.name])).toEqual([
      ['walkin-0001', 1, 'queued'],
      ['badge-0001', 2, 'queued'],
      ['status-0001', 3, 'queued'],
      ['status-0002', 4, 'queued'],
    ]);
    expect((await operationsOf(second)).map(({ state }) => state)).toEqual(there.map(() => HANDED_OVER));
    for (const file of [out, back]) {
      expect(await ok(takeOver(first, to, given(file)))).toMatchObject({ taken: 0 });
      expect(await ok(takeOver(second, from, given(file)))).toMatchObject({ taken: 0 });
    }

    const { dataDir } = first; // a start reads the same from the disk
    await first.stop();
    first = await startDesk({ dataDir, station: 'the first desk' });
    const again = await open(first);
    expect(await operationsOf(first)).toEqual(there);
    fake.answers['POST /participants'] = { json: { Id: 900 } };
    fake.answers['POST /badges'] = { json: { Id: 901 } };
    await send(first, again, 'walkin-0001', 'badge-0001');
    await becomes(first, 'badge-0001', 'accepted');
    expect(fake.requestsTo('/participants').filter(({ method }) => method === 'POST')).toHaveLength(1);

    const third = await handOver(first, again); // and on to the second desk once more
    expect(await ok(takeOver(second, from, given(third)))).toMatchObject({ taken: 2, known: 0 });
    expect(await ok(takeOver(first, again, given(back)))).toMatchObject({ taken: 0, known: 4 });
  });

  test('what depends on a walk-in comes back without them: it tells their Id, and is sent here', async () => {
    const to = await open(first);
    const from = await open(second);
    await record(first, to, ...walkIn);
    expect(await ok(takeOver(second, from, given(await handOver(first, to))))).toMatchObject({ taken: 2 });
    fake.answers['POST /participants'] = { json: { Id: 900 } };
    fake.answers['POST /badges'] = { json: { Id: 901 } };
    await send(second, from, 'walkin-0001');
    await becomes(second, 'walkin-0001', 'accepted');
    expect(await ok(takeOver(first, to, given(await handOver(second, from))))).toMatchObject({ taken: 1 });
    expect((await operationsOf(first)).map(({ id, participant, state }) => [id, participant, state])).toEqual([
      ['walkin-0001', 'local:walkin-0001', { name: 'accepted', serverId: 900 }],
      ['badge-0001', 'local:walkin-0001', { name: 'queued' }],
    ]);
    await send(first, to, 'badge-0001');
    await becomes(first, 'badge-0001', 'accepted');
    expect(JSON.parse(fake.requestsTo('/badges')[0]!.body)).toMatchObject({ UserId: 900 });
  });

  test('the station that it went to dies: its disk gives it back', async () => {
    const to = await open(first);
    await record(first, to, ...walkIn);
    const from = await open(second);
    await ok(takeOver(second, from, given(await handOver(first, to))));
    const disk = await diskOf(second);
    expect(await ok(takeOver(first, to, disk))).toMatchObject({ taken: 2, known: 0 });
    expect(await ok(takeOver(first, to, disk))).toMatchObject({ taken: 0, known: 2 });
    expect((await operationsOf(first)).map(({ state }) => state.name)).toEqual(['queued', 'queued']);
  });

  test('the hash was rotated since: the code or the earlier hash opens it', async () => {
    const epoch = await open(first);
    const { code } = await ok(first.client.call('recoveryCode', {}));
    await record(first, epoch, ...walkIn);
    const out = await handOver(first, epoch);
    rotateTo(NEW_HASH);
    const to = await open(second, 'desk1', NEW_HASH);
    expect(await problemOf(takeOver(second, to, given(out)))).toBe('needsCode');
    const wrong = makeWrong(code);
    expect(await problemOf(takeOver(second, to, given(out), 'something else'))).toBe('wrongCode');
    expect(await takeOver(second, to, given(out), wrong)).toMatchObject({ problem: { detail: 'slip' } });
    expect(await operationsOf(second)).toEqual([]);
    expect(await ok(takeOver(second, to, given(out), code.toLowerCase()))).toMatchObject({ taken: 2 });
    expect(await ok(takeOver(second, to, given(out), HASH))).toMatchObject({ taken: 0, known: 2 });
  });

  test('of another event, of a newer version, damaged, or something else: told as such, and nothing is taken', async () => {
    const epoch = await open(first);
    await record(first, epoch, ...walkIn);
    const out = await handOver(first, epoch);
    const bytes = Buffer.from(out.file, 'base64');
    const changed = (index: number, to: string): { name: string; bytes: string }[] => {
      const copy = Buffer.from(bytes);
      copy.write(to, index);
      return [{ name: 'changed', bytes: copy.toString('base64') }];
    };
    const to = await open(second);
    expect(await problemOf(takeOver(second, to, changed(7, '2')))).toBe('newerVersion');
    const wrong = (files: { name: string; bytes: string }[]) => takeOver(second, to, files);
    expect(await wrong(changed(bytes.length - 9, '!'))).toMatchObject(badInput('damaged:changed'));
    expect(await wrong([{ name: 'x', bytes: 'AAAA' }])).toMatchObject(badInput('notHandOver:x'));
    for (const length of [9, 40]) {
      const cut = [{ name: 'x', bytes: bytes.subarray(0, length).toString('base64') }];
      expect(await wrong(cut)).toMatchObject(badInput('damaged:x'));
    }
    fake.answers['GET /event'] = { json: { Id: 6, Title: 'Another one' } };
    const other = await open(second);
    expect(await problemOf(takeOver(second, other, given(out)))).toBe('otherEvent');
    expect(await problemOf(takeOver(second, other, await diskOf(first)))).toBe('otherEvent');
    expect(await operationsOf(second)).toEqual([]);
  });
});

describe('a dead laptop’s disk', () => {
  test('its journal and wraps: sending is uncertain, what is on the server stays there and is followed', async () => {
    const epoch = await open(first);
    await record(first, epoch, ...walkIn, aStatus('status-0001', 4), aStatus('status-0005', 5));
    fake.answers['POST /participants'] = { json: { Id: 900 } };
    fake.answers['PUT /participants/4'] = 'silence';
    await send(first, epoch, 'walkin-0001', 'status-0001');
    await becomes(first, 'walkin-0001', 'accepted');
    await becomes(first, 'status-0001', 'sending');
    const disk = await diskOf(first);

    const to = await open(second);
    expect(await takeOver(second, to, disk.slice(0, 1))).toMatchObject(badInput('wrapsMissing'));
    expect(await takeOver(second, to, disk.slice(1))).toMatchObject(badInput('journalMissing'));
    expect(await ok(takeOver(second, to, disk))).toEqual({ taken: 3, known: 0, from: 'journal.log' });
    const taken = await operationsOf(second);
    expect(taken.map(({ id, participant, state }) => [id, participant, state.name])).toEqual([
      ['badge-0001', 'id:900', 'queued'],
      ['status-0001', 'id:4', 'uncertain'],
      ['status-0005', 'id:5', 'queued'],
    ]);
    expect(taken[1]!.state).toMatchObject({ fence });
    expect(await ok(takeOver(second, to, disk))).toMatchObject({ taken: 0, known: 3 });
  });

  test('a journal whose first bytes are damaged is one all the same', async () => {
    const epoch = await open(first);
    await record(first, epoch, ...walkIn);
    const [journal, wraps] = await diskOf(first);
    const bytes = Buffer.from(journal!.bytes, 'base64');
    bytes[3]! ^= 1;
    const files = [{ name: 'journal.log', bytes: bytes.toString('base64') }, wraps!];
    const to = await open(second);
    expect(await ok(takeOver(second, to, files))).toMatchObject({ taken: 2 });
    const noise = { name: 'x', bytes: randomBytes(500).toString('base64') };
    expect(await takeOver(second, to, [noise, wraps!])).toMatchObject(badInput('notHandOver:x'));
  });

  test('a damaged journal gives what can be read; a hash of before opens it', async () => {
    const epoch = await open(first);
    for (let n = 1; n <= 5; n += 1) await record(first, epoch, aStatus(`status-000${n}`, n));
    const [journal, wraps] = (await diskOf(first)) as [
      { name: string; bytes: string },
      { name: string; bytes: string },
    ];
    const bytes = Buffer.from(journal.bytes, 'base64');
    randomBytes(20).copy(bytes, Math.floor(bytes.length / 2));
    rotateTo(NEW_HASH);
    const to = await open(second, 'desk1', NEW_HASH);
    const files = [wraps, { name: 'journal.log', bytes: bytes.toString('base64') }];
    expect(await problemOf(takeOver(second, to, files))).toBe('needsCode');
    const { taken } = await ok(takeOver(second, to, files, HASH));
    expect(taken).toBe(4);
    const states = (await operationsOf(second)).map(({ state }) => state.name);
    expect(states).toEqual(['attention', 'attention', 'queued', 'queued']); // they may have been sent, or undone
  });

  test('handed over first, then the disk taken elsewhere: what left in the file is not taken a second time', async () => {
    const epoch = await open(first);
    await record(first, epoch, ...walkIn);
    await handOver(first, epoch);
    await record(first, epoch, aStatus('status-0001', 4));
    const to = await open(second);
    expect(await ok(takeOver(second, to, await diskOf(first)))).toMatchObject({ taken: 1 });
    expect((await operationsOf(second)).map(({ id }) => id)).toEqual(['status-0001']);
  });

  test('what waits for a walk-in who is nowhere is shown to a person', async () => {
    const epoch = await open(first);
    await record(
      first,
      epoch,
      anOperation('badge-0007', 'local:never-here', { kind: 'badge', partId: null, via: 'handedOut' }),
    );
    const to = await open(second);
    await ok(takeOver(second, to, await diskOf(first)));
    expect((await operationsOf(second)).map(({ state }) => state.name)).toEqual(['attention']);
  });
});

test('a hand-over file survives the data folder’s key: it opens by what it carries', async () => {
  const epoch = await open(first);
  await record(first, epoch, ...walkIn);
  const out = await handOver(first, epoch);
  const { dataDir } = first;
  await first.stop();
  await rm(path.join(dataDir, 'key'));
  first = await startDesk({ dataDir });
  const to = await open(second);
  expect(await ok(takeOver(second, to, given(out)))).toMatchObject({ taken: 2 });
});

/** One sign of it is another one. */
function badInput(detail: string) {
  return { ok: false, problem: { code: 'badInput', detail } };
}

function makeWrong(code: string): string {
  return (code.startsWith('A') ? 'B' : 'A') + code.slice(1);
}
