/**
 * A shift at one desk against servers as they have really been: each has several departures from the document at once. Whatever
 * the server's habits are, the desk shows everybody as the server has them, and what it did is there once.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { knownQuirks } from '../../electron/practice/quirks.ts';
import { findPoisoned } from '../../electron/practice/quirks/damage.ts';
import { emailOf } from '../../shared/operations/view.ts';
import { nomailAddress } from '../../shared/ruvents/nomail.ts';
import { looksUnread } from '../../shared/ruvents/refusals.ts';
import {
  changeSettings,
  closeDesks,
  expectAgreement,
  hasStatusIn,
  keyOf,
  openDesk,
  readHistory,
  readReasons,
  SOON,
  workShift,
} from './quirks-desk.ts';
import { servers } from './quirks-servers.ts';

afterEach(closeDesks);

describe('a shift on servers as they have been', () => {
  test('January 2015', async () => {
    const desk = await openDesk({ participants: 700, parts: 3, quirks: servers.january2015 }, { encoding: 'form' });
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
        { why: 'exists', field: 'Email' },
      ]);
    await expect.poll(async () => (await engine.watch(welcome.key))?.id ?? null, SOON).not.toBeNull();
    const view = (await engine.watch(welcome.key))!;
    expect(practice.state.participant(view.id!)?.Email).toMatch(/^nomail/);
    expect(emailOf(view)).toBe('');

    proxy.pullPlug();
    await engine.syncNow(); // nobody waits for the next poll to see it
    await expect.poll(() => desk.station.connection, SOON).toBe('offline');
    await proxy.plugIn();
    await engine.syncNow();
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
      Position: 'Двойник',
      Email: practice.state.strangers().find((p) => p.Email)!.Email!,
    };
    const statuses = [{ PartId: null, StatusId: 1 }];
    const exists = keyOf(await engine.create({ fields, spelling: {}, statuses }));
    const refused = keyOf(
      await engine.create({ fields: { LastName: 'Безместнов', FirstName: 'Олег' }, spelling: {}, statuses }),
    );
    const saved = keyOf(
      await engine.saveProfile(`id:${practice.state.participants().find(hasStatusIn(null))!.Id}`, {
        Position: 'Хранитель ключей',
      }),
    );
    await engine.syncNow();
    await expect
      .poll(() => readReasons(desk, [exists, refused, saved]), SOON)
      .toMatchObject([{ why: 'exists', field: 'Email' }, { why: 'refused', code: 111, http: 500 }, 'done']);
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

  test('HasMore always true, NextSince always the question, a sixth of the pages cut', async () => {
    await workShift(await openDesk({ participants: 700, quirks: servers.endless }));
  });

  test('HasMore always false', async () => {
    await workShift(await openDesk({ participants: 1100, quirks: servers.shortSpoken }));
  });

  test.each([
    ['without a list of badges', servers.withoutBadges, 'badges'],
    ['without a list of order items', servers.withoutOrders, 'orderitems'],
  ] as const)('a server %s: people are registered all the same', async (_name, quirks, missing) => {
    const desk = await openDesk({ participants: 60, quirks });
    const { engine, practice, station } = desk;
    const { state } = practice;
    const [one] = state.participants().filter(hasStatusIn(null));
    keyOf(await engine.setStatus(`id:${one!.Id}`, null, 6));
    const walkIn = keyOf(
      await engine.create({
        fields: { LastName: 'Лунин', FirstName: 'Марс' },
        spelling: {},
        statuses: [{ PartId: null, StatusId: 1 }],
      }),
    );
    keyOf(await engine.letIn(walkIn.key, null, 'handedOut'));
    keyOf(await engine.letIn(`id:${one!.Id}`, null, 'handedOut'));
    await engine.syncNow();
    await expect.poll(() => station.state?.unsent, SOON).toBe(0);
    expect([station.state?.attention, station.connection]).toEqual([0, 'online']);
    expect(state.participant(one!.Id)?.Statuses[0]?.StatusId).toBe(6);
    const lunin = state.participants().filter((person) => person.Locales.ru.LastName === 'Лунин');
    expect(lunin).toHaveLength(1);
    expect(new Set(state.badges().map((badge) => badge.UserId))).toEqual(new Set([one!.Id, lunin[0]!.Id]));
    expect((await engine.watch(walkIn.key))?.badges).toHaveLength(1);
    expect(station.state?.feedsOff.map(({ feed }) => feed)).toContain(missing);
  });

  test('a server that reads forms, written to in JSON: every refusal is told; the setting is changed, and all of it is sent again', async () => {
    const desk = await openDesk({ participants: 60, quirks: servers.legacy });
    const { engine, practice, station } = desk;
    const { state } = practice;
    const [one, two] = state.participants().filter(hasStatusIn(null));
    const statuses = [{ PartId: null, StatusId: 1 }];
    const recorded = [
      keyOf(await engine.create({ fields: { LastName: 'Формин', FirstName: 'Лев' }, spelling: {}, statuses })),
      keyOf(await engine.setStatus(`id:${one!.Id}`, null, 6)),
      keyOf(await engine.letIn(`id:${two!.Id}`, null, 'handedOut')),
    ];
    await engine.syncNow();
    await expect
      .poll(() => readReasons(desk, recorded), SOON)
      .toMatchObject([
        { why: 'refused', code: 111 },
        { why: 'refused', code: 201 },
        { why: 'refused', code: 202 },
      ]);
    for (const { key, operationIds } of recorded) {
      const { intent, state: refused } = (await readHistory(engine, key)).find(({ id }) => operationIds.includes(id))!;
      const reason = refused.name === 'attention' && refused.reason.why === 'refused' ? refused.reason : null;
      expect(looksUnread(intent, { code: reason!.code!, message: reason!.message })).toBe(true);
    }

    await changeSettings(station, { encoding: 'form', nomail: true });
    for (const { operationIds } of recorded) {
      for (const id of operationIds) expect(await engine.decide(id, { take: 'retry' })).toEqual({ ok: true });
    }
    await engine.syncNow();
    await expectAgreement(desk);
    expect(station.state?.attention).toBe(0);
    const created = state.participants().filter((person) => person.Locales.ru.LastName === 'Формин');
    expect(created.map((person) => person.Email)).toEqual([nomailAddress(recorded[0]!.operationIds[0]!)]);
    expect(state.badges()).toHaveLength(1);
  });

  test('order items that are filtered by their creation: a late payment is seen by a sweep', async () => {
    const desk = await openDesk({ participants: 200, quirks: servers.lateOrders });
    await workShift(desk, { late: false });
    const [first] = desk.practice.state.orderItems();
    desk.practice.state.setOrderPaid(first!.Id, !first!.Paid);
    await desk.engine.sweepNow();
    await expectAgreement(desk);
  });

  test.each([
    ['breaks the server', servers.poisoned],
    ['is garbled', servers.garbled],
  ])('a page that %s: everybody else is there, and their changes leave', async (_name, quirks) => {
    const desk = await openDesk({ participants: 300, quirks });
    const { engine, practice, station } = desk;
    const poisoned = findPoisoned(practice.state.store);
    await expectAgreement(desk, new Set([poisoned]));
    const other = practice.state.participants().find((person) => person.Id !== poisoned && hasStatusIn(null)(person));
    keyOf(await engine.setStatus(`id:${other!.Id}`, null, 6));
    keyOf(await engine.letIn(`id:${other!.Id}`, null, 'handedOut'));
    await engine.syncNow();
    await expectAgreement(desk, new Set([poisoned]));
    expect(practice.state.participant(other!.Id)?.Statuses[0]?.StatusId).toBe(6);
    expect(station.state?.skipped).toContainEqual(expect.objectContaining({ feed: 'participants', what: 'page' }));
  });

  test('a server’s clock that jumps forwards and back: the jump itself loses nobody, a sweep finds the rest', async () => {
    const desk = await openDesk({ participants: 200 });
    const { engine, practice, station } = desk;
    const [one, two, three] = practice.state.participants();
    practice.state.shiftClock(3600);
    practice.state.renameParticipant(one!.Id, { LastName: 'Скачков' });
    await expectAgreement(desk);
    practice.state.shiftClock(-7200);
    await expect.poll(() => station.state?.sweep.state, SOON).toBe('idle'); // the one below is a new one, and joins none
    practice.state.renameParticipant(two!.Id, { LastName: 'Вчерашний' });
    await engine.sweepNow();
    await expectAgreement(desk);
    await expect.poll(() => station.state?.sweep.state, SOON).toBe('idle'); // and so is the next
    practice.state.shiftClock(3600);
    practice.state.renameParticipant(three!.Id, { LastName: 'Нынешний' });
    await engine.sweepNow();
    await expectAgreement(desk);
    expect(station.state?.attention).toBe(0);
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
