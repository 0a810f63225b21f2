/**
 * A list that is dead while everything else works, over real sockets: what was done leaves, and the server is not pressed. The
 * desk's time is fast, so that minutes of its waiting are seconds.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test, type TestContext } from 'vitest';
import { startPractice, type PracticeServer } from '../../electron/practice/server.ts';
import { startFaultProxy, type Fault, type FaultProxy, type Seen } from '../faults/proxy.ts';
import { startDeskHost, waitForSignIn } from '../model/desk-host.ts';
import { DeskWindow } from '../model/desk-window.ts';
import { createFastTime, type FastTime, pause } from '../model/dilation.ts';
import { keyOf } from './quirks-desk.ts';

const FACTOR = 20;
const SOON = { timeout: 30_000, interval: 100 };
const FONTS = resolve(import.meta.dirname, '../../node_modules/@expo-google-fonts/inter');

interface Desk {
  readonly practice: PracticeServer;
  readonly proxy: FaultProxy;
  readonly window: DeskWindow;
  readonly time: FastTime;
}

/** A desk that has read everything, and has nothing more to do. */
async function openDesk({ expect, onTestFinished }: TestContext): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'stoika-dead-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const practice = await startPractice({ participants: 60, seed: 7 });
  onTestFinished(() => practice.close());
  const proxy = await startFaultProxy(practice.url);
  onTestFinished(() => proxy.close());
  const dilation = { factor: FACTOR, origin: Date.now() };
  const time = createFastTime(dilation);
  const { Login: login, Password: password } = practice.operators.find(({ Role }) => Role === 'Admin')!;
  const host = await startDeskHost(
    { folder, server: proxy.url, hash: practice.hash, login, password, fontsDir: FONTS, time: dilation },
    time,
  );
  onTestFinished(() => host.close());
  await waitForSignIn(host, () => pause(20));
  const window = new DeskWindow(host, time);
  onTestFinished(() => window.close());
  await window.open(false);
  await expect
    .poll(() => [window.state?.progress.phase, window.state?.sweep.state, window.state?.sweep.last !== null], SOON)
    .toEqual(['ready', 'idle', true]);
  return { practice, proxy, window, time };
}

const isOf = (feed: string, { method, path }: Seen): boolean => method === 'GET' && path.split('?')[0] === `/${feed}`;
const FEEDS = ['participants', 'badges', 'orderitems'];

/** Requests of each feed while the desk has nothing to do but to wait, and how many there may be. */
async function watchRequests({ proxy, time }: Desk, minutes: number): Promise<{ counts: number[]; most: number }> {
  const [first, began] = [proxy.seen.length, time.now()];
  await pause((minutes * 60_000) / FACTOR);
  const seen = proxy.seen.slice(first);
  const passed = time.now() - began;
  return { counts: FEEDS.map((feed) => seen.filter((one) => isOf(feed, one)).length), most: 1 + passed / 5000 };
}

// side by side: they wait for minutes of their time to pass
test.concurrent.for<[string, Fault]>([
  ['answers 502', { kind: 'answer', status: 502, type: 'text/html', body: '<html>Bad gateway</html>' }],
  ['is cut', { kind: 'dropBefore' }],
  ['hangs', { kind: 'delay', ms: 60_000 }],
])(
  '/badges %s: changes, walk-ins and badges leave, and the server is not pressed',
  { timeout: 90_000 },
  async ([, dead], context) => {
    const { expect } = context;
    const desk = await openDesk(context);
    const { practice, proxy, window } = desk;
    const { state } = practice;
    proxy.script = (request) => (isOf('badges', request) ? dead : null);
    const seen = () => proxy.seen.filter((request) => isOf('badges', request)).length;
    const before = seen();
    await expect.poll(seen, SOON).toBeGreaterThan(before);

    const [changed, arrived] = state.participants();
    const status = changed!.Statuses[0]?.StatusId === 5 ? 3 : 5;
    keyOf(await window.engine.setStatus(`id:${changed!.Id}`, null, status));
    const fields = { LastName: 'Тихий', FirstName: 'Яков', Email: 'tikhij@example.org' };
    keyOf(await window.engine.create({ fields, spelling: {}, statuses: [{ PartId: null, StatusId: 1 }] }));
    keyOf(await window.engine.letIn(`id:${arrived!.Id}`, null, 'withoutBadge'));
    await expect
      .poll(
        () => [
          state.participant(changed!.Id)?.Statuses[0]?.StatusId,
          state.participants().filter(({ Email }) => Email === fields.Email).length,
          state.badges().map(({ UserId }) => UserId),
        ],
        SOON,
      )
      .toEqual([status, 1, [arrived!.Id]]);

    const { counts, most } = await watchRequests(desk, 4);
    for (const count of counts) expect(count).toBeLessThanOrEqual(most);
    expect(counts[0]).toBeGreaterThan(0);

    proxy.script = null;
    await expect.poll(() => window.state?.unsent, SOON).toBe(0);
    expect(state.badges()).toHaveLength(1);
  },
);
