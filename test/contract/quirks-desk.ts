/** A desk at a server with habits: what it does in a morning, and how what it shows is compared with what the server has. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { startPractice, type PracticeOptions, type PracticeServer } from '../../electron/practice/server.ts';
import type { Operation, ParticipantKey } from '../../shared/operations/operation.ts';
import { emailOf, type ParticipantView, readField } from '../../shared/operations/view.ts';
import type { EventSettings } from '../../shared/contract/station.ts';
import type { EngineApi, Recorded } from '../../renderer/engine/api.ts';
import { startFaultProxy, type FaultProxy } from '../faults/proxy.ts';
import { Station } from './station.ts';

export interface Desk {
  readonly practice: PracticeServer;
  readonly proxy: FaultProxy;
  readonly station: Station;
  readonly engine: EngineApi;
  /** The part that this door registers for. */
  readonly part: number | null;
}

const closing: (() => Promise<unknown>)[] = [];
export const SOON = { timeout: 60_000, interval: 200 };

/** Call after each test. */
export async function closeDesks(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}

/**
 * A server with habits, a proxy that sees the requests, and a station whose first sync is over.
 * @param settings of the event, where they are not the usual ones
 */
export async function openDesk(options: PracticeOptions, settings?: Partial<EventSettings>): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'stoika-quirks-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const practice = await startPractice({ seed: 5, ...options });
  closing.push(() => practice.close());
  const proxy = await startFaultProxy(practice.url);
  closing.push(() => proxy.close());
  const admin = practice.operators.find((operator) => operator.Role === 'Admin')!;
  const station = new Station({
    server: proxy.url,
    hash: practice.hash,
    login: admin.Login,
    password: admin.Password,
    folder,
  });
  closing.push(() => station.crash());
  await station.start();
  if (settings !== undefined) await changeSettings(station, settings);
  await expect
    .poll(async () => {
      if (station.state?.progress.phase !== 'ready') await station.engine?.syncNow();
      return station.state?.progress.phase;
    }, SOON)
    .toBe('ready');
  return { practice, proxy, station, engine: station.engine!, part: practice.state.parts()[0]?.Id ?? null };
}

/** Changes the event's settings, as the settings dialogue does. */
export async function changeSettings(station: Station, settings: Partial<EventSettings>): Promise<void> {
  const usual = { registrationPerPart: null, currentPart: null, schedule: [] };
  expect(await station.host.call('eventSettings', { ...usual, ...settings })).toMatchObject({ ok: true });
}

/** What the server has of everybody, as the desk is to show it. */
function truthOf({ practice }: Desk): Map<number, unknown> {
  const { state } = practice;
  const badges = groupBy(state.badges(), (badge) => badge.UserId);
  const items = groupBy(state.orderItems(), (item) => item.UserId);
  return new Map(
    state.participants().map((person) => [
      person.Id,
      {
        names: [person.Locales.ru.LastName, person.Locales.ru.FirstName, person.Locales.ru.Company ?? ''],
        email: /^nomail/.test(person.Email ?? '') ? '' : (person.Email ?? ''),
        phone: person.Phone ?? '',
        statuses: person.Statuses.map(({ PartId, StatusId }) => [PartId, StatusId]),
        badges: (badges.get(person.Id) ?? []).map((badge) => [badge.Id, badge.PartId, badge.RoleId]),
        items: (items.get(person.Id) ?? []).map((item) => [item.Id, item.ProductId, item.Paid]).sort(),
        open: 0,
      },
    ]),
  );
}

function shownOf(view: ParticipantView | null): unknown {
  if (view === null) return null;
  return {
    names: ['LastName', 'FirstName', 'Company'].map((name) => readField(view, name)),
    email: emailOf(view),
    phone: readField(view, 'Phone'),
    statuses: view.statuses.map(({ partId, statusId }) => [partId, statusId]),
    badges: view.badges.map((badge) => [badge.id, badge.partId, badge.statusId]),
    items: view.orderItems.map((item) => [item.Id, item.ProductId, item.Paid]).sort(),
    open: view.open.length,
  };
}

function groupBy<T>(list: readonly T[], keyOf: (element: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const element of list) groups.set(keyOf(element), [...(groups.get(keyOf(element)) ?? []), element]);
  return groups;
}

/** People whom the desk shows otherwise than the server has them: nobody, in the end, but those who cannot be read. */
async function findDifferences(desk: Desk, unreadable: ReadonlySet<number>): Promise<readonly unknown[]> {
  const differences: unknown[] = [];
  for (const [id, truth] of truthOf(desk)) {
    if (unreadable.has(id)) continue;
    const shown = shownOf(await desk.engine.watch(`id:${id}`));
    if (JSON.stringify(shown) !== JSON.stringify(truth)) differences.push({ id, shown, truth });
  }
  return differences.slice(0, 3);
}

/** Everything has left and has been seen on the server, and the desk shows what the server has. */
export async function expectAgreement(desk: Desk, unreadable: ReadonlySet<number> = new Set()): Promise<void> {
  await expect.poll(() => desk.station.state?.unsent, SOON).toBe(0);
  await expect
    .poll(async () => {
      await desk.engine.syncNow();
      return findDifferences(desk, unreadable);
    }, SOON)
    .toEqual([]);
}

/** Whatever a server may want of a new person. */
const WALK_IN = {
  LastName: 'Ночкин',
  FirstName: 'Яромир',
  Company: 'ООО «Заря»',
  Position: 'Звездочёт',
  Email: 'nochkin@example.org',
};

/** What was recorded. @throws Error when it was not */
export function keyOf(recorded: Recorded): Extract<Recorded, { ok: true }> {
  if (!recorded.ok) throw new Error(`${recorded.code} ${recorded.detail}`);
  return recorded;
}

/**
 * A morning at a door: what other desks do is seen, what this one does arrives, once.
 * @param late false: nobody's payment changes, where the server does not tell of it
 */
export async function workShift(desk: Desk, { late = true } = {}): Promise<void> {
  const { practice, proxy, engine, part } = desk;
  const { state } = practice;
  expect(desk.station.state?.progress.people, 'people after the first sync').toBe(state.participants().length);
  await expectAgreement(desk);

  const [renamed, moved, changed, removed, paid] = state.participants().filter(hasStatusIn(part));
  state.renameParticipant(renamed!.Id, { LastName: 'Переименованный' });
  state.setStatusElsewhere(moved!.Id, part, 6);
  if (late) state.setOrderPaid(state.orderItems()[0]!.Id, false);
  await expectAgreement(desk);

  const other = changed!.Statuses.find((status) => status.PartId === part)!.StatusId === 5 ? 3 : 5;
  keyOf(await engine.setStatus(`id:${changed!.Id}`, part, other));
  keyOf(await engine.letIn(`id:${paid!.Id}`, part, 'handedOut'));
  keyOf(await engine.remove(`id:${removed!.Id}`));
  const walkIn = keyOf(
    await engine.create({
      fields: WALK_IN,
      spelling: {},
      statuses: [{ PartId: part, StatusId: 1 }],
    }),
  );
  keyOf(await engine.letIn(walkIn.key, part, 'withoutBadge'));
  await engine.syncNow();
  await expectAgreement(desk);

  expect(desk.station.state?.attention).toBe(0);
  expect(state.participant(changed!.Id)?.Statuses).toContainEqual({ PartId: part, StatusId: other });
  expect(state.participant(removed!.Id)).toBeUndefined();
  expect(await engine.watch(`id:${removed!.Id}`)).toBeNull();
  const newcomers = state.participants().filter((person) => person.Email === 'nochkin@example.org');
  expect(newcomers).toHaveLength(1);
  expect(state.store.people.get(newcomers[0]!.Id)?.visible).toBe(true);
  expect(state.badges().map((badge) => [badge.UserId, badge.PartId])).toEqual(
    expect.arrayContaining([
      [newcomers[0]!.Id, part],
      [paid!.Id, part],
    ]),
  );
  expect(state.badges()).toHaveLength(2);
  const posts = proxy.seen.filter((request) => request.method === 'POST' && request.path === '/participants');
  expect(posts.map((request) => visibleIn(request.body))).toEqual([true]);
}

/** Visible as JSON or a form says it. */
function visibleIn(body: string): boolean {
  if (!body.startsWith('{')) return new URLSearchParams(body).get('Visible') === '1';
  return (JSON.parse(body) as { Visible: unknown }).Visible === true;
}

export function hasStatusIn(part: number | null) {
  return (person: { Statuses: readonly { PartId: number | null; StatusId: number | null }[] }): boolean =>
    person.Statuses.some((status) => status.PartId === part && status.StatusId !== null);
}

export async function readHistory(engine: EngineApi, key: ParticipantKey): Promise<readonly Operation[]> {
  const answer = await engine.history(key);
  if (!answer.ok) throw new Error(answer.code);
  return answer.operations;
}

/** The reasons in attention, in the order in which they were asked for. */
export async function readReasons(
  { engine }: Desk,
  recorded: readonly Extract<Recorded, { ok: true }>[],
): Promise<unknown[]> {
  const reasons: unknown[] = [];
  for (const { key, operationIds } of recorded) {
    const operation = (await readHistory(engine, key)).find((one) => operationIds.includes(one.id));
    const state = operation?.state;
    reasons.push(state?.name === 'attention' ? state.reason : state?.name);
  }
  return reasons;
}
