/**
 * A shift at one desk against servers as they have really been: each has several departures from the document at once. Whatever
 * the server's habits are, the desk shows everybody as the server has them, and what it did is there once.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startPractice, type PracticeOptions, type PracticeServer } from '../../electron/practice/server.ts';
import type { ParticipantView } from '../../shared/operations/view.ts';
import { emailOf, readField } from '../../shared/operations/view.ts';
import type { EngineApi, Recorded } from '../../renderer/engine/api.ts';
import { startFaultProxy, type FaultProxy } from '../faults/proxy.ts';
import { ensureBuilt, Station } from './station.ts';

interface Desk {
  readonly practice: PracticeServer;
  readonly proxy: FaultProxy;
  readonly station: Station;
  readonly engine: EngineApi;
  /** The part that this door registers for. */
  readonly part: number | null;
}

const closing: (() => Promise<unknown>)[] = [];
const SOON = { timeout: 30_000, interval: 200 };

beforeAll(ensureBuilt, 120_000);

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function openDesk(options: PracticeOptions): Promise<Desk> {
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
  await expect.poll(() => station.state?.progress.phase, SOON).toBe('ready');
  return { practice, proxy, station, engine: station.engine!, part: practice.state.parts()[0]?.Id ?? null };
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

/** People whom the desk shows otherwise than the server has them: nobody, in the end. */
async function findDifferences(desk: Desk): Promise<readonly unknown[]> {
  const differences: unknown[] = [];
  for (const [id, truth] of truthOf(desk)) {
    const shown = shownOf(await desk.engine.watch(`id:${id}`));
    if (JSON.stringify(shown) !== JSON.stringify(truth)) differences.push({ id, shown, truth });
  }
  return differences.slice(0, 3);
}

/** Everything has left and has been seen on the server, and the desk shows what the server has. */
async function expectAgreement(desk: Desk): Promise<void> {
  await expect.poll(() => desk.station.state?.unsent, SOON).toBe(0);
  await expect
    .poll(async () => {
      await desk.engine.syncNow();
      return findDifferences(desk);
    }, SOON)
    .toEqual([]);
}

function keyOf(recorded: Recorded): Extract<Recorded, { ok: true }> {
  if (!recorded.ok) throw new Error(`${recorded.code} ${recorded.detail}`);
  return recorded;
}

/** A morning at a door: what other desks do is seen, what this one does arrives, once. */
async function workShift(desk: Desk): Promise<void> {
  const { practice, proxy, engine, part } = desk;
  const { state } = practice;
  expect(desk.station.state?.progress.people, 'people after the first sync').toBe(state.participants().length);
  await expectAgreement(desk);

  const [renamed, moved, changed, removed, paid] = state.participants().filter(hasStatusIn(part));
  state.renameParticipant(renamed!.Id, { LastName: 'Переименованный' });
  state.setStatusElsewhere(moved!.Id, part, 6);
  state.setOrderPaid(state.orderItems()[0]!.Id, false);
  await expectAgreement(desk);

  const other = changed!.Statuses.find((status) => status.PartId === part)!.StatusId === 5 ? 3 : 5;
  keyOf(await engine.setStatus(`id:${changed!.Id}`, part, other));
  keyOf(await engine.letIn(`id:${paid!.Id}`, part, 'handedOut'));
  keyOf(await engine.remove(`id:${removed!.Id}`));
  const walkIn = keyOf(
    await engine.create({
      fields: { LastName: 'Ночкин', FirstName: 'Яромир', Company: 'ООО «Заря»', Email: 'nochkin@example.org' },
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
  expect(posts.map((request) => (JSON.parse(request.body) as { Visible: unknown }).Visible)).toEqual([true]);
}

function hasStatusIn(part: number | null) {
  return (person: { Statuses: readonly { PartId: number | null; StatusId: number | null }[] }): boolean =>
    person.Statuses.some((status) => status.PartId === part && status.StatusId !== null);
}

/** The reasons in attention, in the order in which they were asked for. */
async function readReasons({ engine }: Desk, recorded: readonly Extract<Recorded, { ok: true }>[]): Promise<unknown[]> {
  const reasons: unknown[] = [];
  for (const { key, operationIds } of recorded) {
    const operation = (await engine.history(key)).find((one) => operationIds.includes(one.id));
    const state = operation?.state;
    reasons.push(state?.name === 'attention' ? state.reason : state?.name);
  }
  return reasons;
}

describe('a shift on servers as they have been', { timeout: 60_000 }, () => {
  test('January 2015', async () => {
    const desk = await openDesk({
      participants: 700,
      parts: 3,
      quirks: [
        ...[
          'since-inclusive',
          'unstable-order',
          'short-pages',
          'next-since-null-at-end',
          'since-invalid-is-everything',
        ],
        ...['order-items-called-badges', 'statuses-existing-only', 'color-null', 'manager-class-names'],
        ...['headers-case-sensitive', 'ping-at-utility', 'put-ignores-profile', 'null-status-refused'],
        ...['company-required', 'blank-email-generated', 'email-unique-among-users', 'hidden-unless-said'],
        'badge-needs-part',
      ],
    });
    await workShift(desk);

    const { engine, part, practice, proxy } = desk;
    const [one, two] = practice.state.participants().filter(hasStatusIn(part));
    const blank = { LastName: 'Безадресный', FirstName: 'Пётр', Email: '' };
    const statuses = [{ PartId: part, StatusId: 1 }];
    const known = practice.state.strangers().find((person) => person.Email !== undefined)!.Email!;
    const refused = [
      keyOf(await engine.saveProfile(`id:${one!.Id}`, { Position: 'Главный по плюшкам' })),
      keyOf(await engine.setStatus(`id:${two!.Id}`, part, null)),
      keyOf(await engine.create({ fields: blank, spelling: {}, statuses })),
      keyOf(
        await engine.create({
          fields: { ...blank, FirstName: 'Павел', Company: 'АО «Луч»', Email: known },
          spelling: {},
          statuses,
        }),
      ),
    ];
    const welcome = keyOf(await engine.create({ fields: { ...blank, Company: 'АО «Луч»' }, spelling: {}, statuses }));
    await engine.syncNow();
    await expect
      .poll(() => readReasons(desk, refused), SOON)
      .toMatchObject([
        { why: 'notTaken', fields: ['Position'] },
        { why: 'refused', code: 110 },
        { why: 'refused', code: 111 },
        { why: 'refused', code: 111 },
      ]);
    await expect.poll(async () => (await engine.watch(welcome.key))?.id ?? null, SOON).not.toBeNull();
    const view = (await engine.watch(welcome.key))!;
    expect(practice.state.participant(view.id!)?.Email).toMatch(/^nomail/);
    expect(emailOf(view)).toBe('');

    proxy.pullPlug();
    await expect.poll(() => desk.station.connection, SOON).toBe('offline');
    await proxy.plugIn();
    await expect.poll(() => desk.station.connection, SOON).toBe('online');
    expect(proxy.seen.map((request) => request.path)).toContain('/utility/ping');
  });

  test('December 2015', async () => {
    const desk = await openDesk({
      participants: 1200,
      quirks: [
        ...['page-splits-second', 'next-since-server-clock', 'limit-1000', 'error-500', 'email-unique-among-users'],
        ...['positions-path', 'order-items-called-positions', 'discount-text', 'paid-time-null'],
        ...['post-returns-object', 'put-returns-object'],
      ],
    });
    await workShift(desk);
    const { engine, practice } = desk;
    const fields = {
      LastName: 'Двойнов',
      FirstName: 'Олег',
      Email: practice.state.strangers().find((p) => p.Email)!.Email!,
    };
    const statuses = [{ PartId: null, StatusId: 1 }];
    const refused = keyOf(await engine.create({ fields, spelling: {}, statuses }));
    const saved = keyOf(
      await engine.saveProfile(`id:${practice.state.participants().find(hasStatusIn(null))!.Id}`, {
        Position: 'Хранитель ключей',
      }),
    );
    await engine.syncNow();
    await expect
      .poll(() => readReasons(desk, [refused, saved]), SOON)
      .toMatchObject([{ why: 'refused', code: 111, http: 500 }, 'done']);
  });

  test('no NextSince, HasMore true until the end, nothing but "" for an answer', async () => {
    const desk = await openDesk({
      participants: 1500,
      quirks: [
        ...['has-more-true-until-empty', 'next-since-absent', 'items-key'],
        ...['post-returns-text', 'delete-returns-nothing'],
      ],
    });
    await workShift(desk);
  });

  test('no HasMore, empty answers, flat names', async () => {
    const desk = await openDesk({
      participants: 1100,
      parts: 2,
      quirks: [
        ...['has-more-absent', 'next-since-null-at-end', 'since-inclusive'],
        ...['flat-names', 'post-returns-nothing', 'put-returns-nothing'],
      ],
    });
    await workShift(desk);
  });

  test('a bulk import in one second, given out whole', async () => {
    await workShift(await openDesk({ participants: 1500, quirks: ['crowded-second'] }));
  });

  test('a bulk import in one second that is longer than any page: the walk ends, and the desk says what it may lack', async () => {
    const desk = await openDesk({ participants: 1500, quirks: ['crowded-second', 'since-inclusive'] });
    const { engine, practice, station } = desk;
    const everybody = practice.state.participants();
    const crowded = everybody.find(
      (person, index) => person.UpdateTime === everybody[index + 1]?.UpdateTime,
    )!.UpdateTime;
    await engine.syncNow();
    const shown = await Promise.all(everybody.map((person) => engine.watch(`id:${person.Id}`)));
    const missing = everybody.filter((_, index) => shown[index] === null);
    expect(new Set(missing.map((person) => person.UpdateTime))).toEqual(new Set([crowded]));
    expect(missing).toHaveLength(800);
    expect(station.state?.skipped).toContainEqual(
      expect.objectContaining({
        feed: 'participants',
        what: 'page',
        why: expect.stringContaining('one second') as string,
      }),
    );
    for (const person of missing.slice(0, 5)) practice.state.touchParticipant(person.Id);
    await engine.syncNow();
    for (const person of missing.slice(0, 5)) expect(await engine.watch(`id:${person.Id}`)).not.toBeNull();
  });
});
