/**
 * A shift at one desk against servers as they have really been: each has several departures from the document at once. Whatever
 * the server's habits are, the desk shows everybody as the server has them, and what it did is there once.
 */
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { knownQuirks, type Quirk } from '../../electron/practice/quirks.ts';
import { emailOf } from '../../shared/operations/view.ts';
import { closeDesks, hasStatusIn, keyOf, openDesk, readReasons, SOON, workShift } from './quirks-desk.ts';
import { ensureBuilt } from './station.ts';

/** Each server by its habits; between them they have all that are known. */
const servers = {
  january2015: [
    'since-inclusive',
    'unstable-order',
    'short-pages',
    'next-since-null-at-end',
    'since-invalid-is-everything',
    'order-items-called-badges',
    'statuses-existing-only',
    'color-null',
    'manager-class-names',
    'headers-case-sensitive',
    'ping-at-utility',
    'put-ignores-profile',
    'null-status-refused',
    'company-required',
    'blank-email-generated',
    'email-unique-among-users',
    'hidden-unless-said',
    'badge-needs-part',
  ],
  december2015: [
    'page-splits-second',
    'next-since-server-clock',
    'limit-1000',
    'error-500',
    'email-unique-among-users',
    'positions-path',
    'order-items-called-positions',
    'discount-text',
    'paid-time-null',
    'post-returns-object',
    'put-returns-object',
  ],
  withoutEnds: [
    'has-more-true-until-empty',
    'next-since-absent',
    'items-key',
    'post-returns-text',
    'delete-returns-nothing',
  ],
  withoutAnswers: [
    'has-more-absent',
    'next-since-null-at-end',
    'since-inclusive',
    'flat-names',
    'post-returns-nothing',
    'put-returns-nothing',
  ],
  crowded: ['crowded-second'],
  overcrowded: ['crowded-second', 'since-inclusive'],
} satisfies Record<string, readonly Quirk[]>;

beforeAll(ensureBuilt, 120_000);
afterEach(closeDesks);

describe('a shift on servers as they have been', { timeout: 60_000 }, () => {
  test('January 2015', async () => {
    const desk = await openDesk({
      participants: 700,
      parts: 3,
      quirks: servers.january2015,
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
      quirks: servers.december2015,
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
      quirks: servers.withoutEnds,
    });
    await workShift(desk);
  });

  test('no HasMore, empty answers, flat names', async () => {
    const desk = await openDesk({
      participants: 1100,
      parts: 2,
      quirks: servers.withoutAnswers,
    });
    await workShift(desk);
  });

  test('a bulk import in one second, given out whole', async () => {
    await workShift(await openDesk({ participants: 1500, quirks: servers.crowded }));
  });

  test('a bulk import in one second that is longer than any page: the walk ends, and the desk says what it may lack', async () => {
    const desk = await openDesk({ participants: 1500, quirks: servers.overcrowded });
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

test('no known quirk is left out', () => {
  const met = new Set<string>(Object.values(servers).flat());
  expect(Object.keys(knownQuirks).filter((quirk) => !met.has(quirk))).toEqual([]);
});
