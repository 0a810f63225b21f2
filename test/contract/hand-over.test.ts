/** What leaves one station by a file or by its disk, and comes to the server from another: nobody is there twice, at either. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startPractice, type PracticeServer } from '../../electron/practice/server.ts';
import type { AttentionItem } from '../../renderer/engine/api.ts';
import { startFaultProxy, type FaultProxy } from '../faults/proxy.ts';
import { keyOf, SOON } from './quirks-desk.ts';
import { Station } from './station.ts';

const WALK_IN = { LastName: 'Передайкин', FirstName: 'Пётр', Company: 'АО «Луч»', Email: '' };
const STATUSES = [{ PartId: null, StatusId: 1 }];

let practice: PracticeServer;
let proxy: FaultProxy;
const folders: string[] = [];
const stations: Station[] = [];

beforeEach(async () => {
  practice = await startPractice({ seed: 5, participants: 60 });
  proxy = await startFaultProxy(practice.url);
});
afterEach(async () => {
  for (const station of stations.splice(0)) await station.crash();
  await proxy.close();
  await practice.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function openStation(): Promise<{ readonly station: Station; readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'stoika-hand-over-'));
  folders.push(folder);
  const admin = practice.operators.find((operator) => operator.Role === 'Admin')!;
  const station = new Station({
    server: proxy.url,
    hash: practice.hash,
    login: admin.Login,
    password: admin.Password,
    folder,
  });
  stations.push(station);
  await station.start();
  await expect.poll(() => station.state?.progress.phase, SOON).toBe('ready');
  return { station, folder };
}

async function epochOf({ host }: Station): Promise<number> {
  const answer = await host.call('station', {});
  if (!answer.ok) throw new Error(answer.problem.code);
  return answer.value.epoch;
}

async function takeOver(station: Station, files: { readonly name: string; readonly bytes: string }[]): Promise<void> {
  const answer = await station.host.call('takeOver', { epoch: await epochOf(station), files, secret: null });
  expect(answer).toMatchObject({ ok: true });
  await station.engine!.syncNow();
  await expect.poll(() => station.state?.unsent, SOON).toBe(0);
}

const there = () => practice.state.participants().filter(({ Locales }) => Locales.ru.LastName === WALK_IN.LastName);
const found = async ({ engine }: Station) =>
  (await engine!.search('передайкин')).rows.map(({ id, pending }) => [id, pending]);

describe('what was handed over', () => {
  test('is in sight at the station that it left, until the other one has sent it', async () => {
    const { station: first } = await openStation();
    const { station: second } = await openStation();
    const engine = first.engine!;
    const someone = practice.state.participants()[0]!;
    const status = someone.Statuses[0]!.StatusId === 5 ? 3 : 5;
    proxy.pullPlug();
    const walkIn = keyOf(await engine.create({ fields: WALK_IN, spelling: {}, statuses: STATUSES }));
    keyOf(await engine.letIn(walkIn.key, null, 'handedOut'));
    keyOf(await engine.setStatus(`id:${someone.Id}`, null, status));
    const out = await first.host.call('handOver', { epoch: await epochOf(first), again: null });
    if (!out.ok) throw new Error(out.problem.code);
    const seen = async () => {
      await engine.syncNow();
      const person = await engine.watch(`id:${someone.Id}`);
      return [await found(first), (await engine.watch(walkIn.key))?.badges.length, person?.statuses[0]?.statusId];
    };
    await expect.poll(seen, SOON).toEqual([[[null, true]], 1, status]);
    await expect.poll(() => [first.state?.unsent, first.state?.attention], SOON).toEqual([0, 0]);
    await proxy.plugIn();
    await takeOver(second, [{ name: out.value.name, bytes: out.value.file }]);
    await expect.poll(seen, SOON).toEqual([[[there()[0]!.Id, false]], 1, status]);
    expect([there().length, practice.state.badges().length]).toEqual([1, 1]);
    const history = await engine.history(walkIn.key);
    if (!history.ok) throw new Error(history.code);
    expect(history.operations.map(({ state }) => state.name)).toEqual(['done', 'done']);
  });

  test('by its disk, and the laptop comes back all the same: it asks about its walk-in before it sends', async () => {
    const { station: first, folder } = await openStation();
    const { station: second } = await openStation();
    proxy.pullPlug();
    keyOf(await first.engine!.create({ fields: WALK_IN, spelling: {}, statuses: STATUSES }));
    await first.crash();
    await proxy.plugIn();
    const events = join(folder, 'data', 'events');
    const [event] = await readdir(events);
    const read = async (name: string) => (await readFile(join(events, event!, name))).toString('base64');
    const names = ['journal.log', 'wraps.json'];
    await takeOver(second, await Promise.all(names.map(async (name) => ({ name, bytes: await read(name) }))));
    expect(there()).toHaveLength(1);

    await first.start();
    await expect.poll(() => first.state?.attention, SOON).toBe(1);
    const items = await new Promise<readonly AttentionItem[]>((resolve) => {
      void first.engine!.open((told) => told.type === 'attention' && told.items.length > 0 && resolve(told.items));
    });
    const [card] = items;
    expect(card?.operation.state).toMatchObject({
      reason: { why: 'exists', field: '', users: [{ id: there()[0]!.Id }] },
    });
    expect(there()).toHaveLength(1);
    await first.engine!.decide(card!.operation.id, { take: 'retry' }); // it is another one of this name
    await expect.poll(() => there().length, SOON).toBe(2);
  });
});
