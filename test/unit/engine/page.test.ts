/** Pages of feeds as servers really send them: what is no page is refused whole, what is odd in one is left out and said. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPage, readStored, type Page } from '../../../renderer/engine/replica/page.ts';
import type { Feed } from '../../../shared/ruvents/rows.ts';
import { badgeRow, person } from '../sync/made-up.ts';

const SECRET = 'Секретова';

function pageOf<F extends Feed>(feed: F, body: unknown): Page<F> {
  const read = readPage(feed, JSON.stringify(body));
  if (!read.ok) throw new Error(read.why);
  return read.page;
}

function people(...rows: readonly unknown[]): Page<'participants'> {
  return pageOf('participants', { Participants: rows, HasMore: false });
}

describe('what is no page', () => {
  it('is refused and says why, without what was in it', () => {
    const bodies = [
      '',
      '""',
      'null',
      '[]',
      '5',
      '{}',
      `<html>${SECRET}</html>`,
      `{"Participants":[{"Id":1,"LastName":"${SECRET}"`,
      `{"Participants":{"LastName":"${SECRET}"},"HasMore":false}`,
      '{"Error":{"Code":110,"Message":"no"}}',
      '{"Badges":[]}',
    ];
    for (const body of bodies) {
      const read = readPage('participants', body);
      expect([body, read.ok]).toEqual([body, false]);
      if (!read.ok) expect([read.why.length > 0, read.why.includes(SECRET)]).toEqual([true, false]);
    }
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('participants', 'badges', 'orderitems' as const),
        fc.json(),
        fc.json(),
        (feed, row, more) => {
          readPage(feed, more);
          const list = `{"Items":[${row},${more}],"HasMore":${more},"NextSince":${more}}`;
          const read = readPage(feed, list);
          expect(read.ok).toBe(true);
          if (!read.ok) return;
          expect(read.page.rows.length + read.page.skips.filter((skip) => skip.what === 'row').length).toBe(2);
          for (const skip of read.page.skips) expect(skip.why).not.toBe('');
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a page', () => {
  it('reads numbers that were given as text, and says that its rows are others than they came', () => {
    const badges = pageOf('badges', { Items: [{ ...badgeRow(1, 2), Id: '1', UserId: '2', OperatorId: '17' }] });
    expect([badges.rows, badges.skips]).toEqual([[badgeRow(1, 2, { OperatorId: 17 })], []]);
    const row = person(3, { LastName: '12' }, { Phone: '79990001122' });
    const given = { ...row, Id: '3', Statuses: [{ PartId: null, StatusId: '1' }] };
    const page = people(given);
    expect([page.rows, page.skips, page.isAsCame, people(row).isAsCame]).toEqual([[row], [], false, true]);
  });

  it('says before which time its unread rows lie: by their own time, else by the end of the page, else by none', () => {
    const unread = { ...badgeRow(1, 2, { CreationTime: '2026-10-05 09:20:00' }), UserId: null };
    const later = badgeRow(2, 2, { CreationTime: '2026-10-05 09:30:00' });
    const timeless = { ...unread, CreationTime: 'soon' };
    const unreadTo = (...rows: readonly object[]) => pageOf('badges', { Items: rows }).unreadTo;
    expect(unreadTo(later)).toBeNull();
    expect(unreadTo(unread, later)).toBe('2026-10-05 09:20:01');
    expect(unreadTo(timeless, later)).toBe('2026-10-05 09:30:01');
    expect(unreadTo(timeless)).toBe('9999-12-31 23:59:59');
  });

  it('is read under each of the names that its list has had', () => {
    const lists = [
      ['participants', 'Participants', person(1)],
      ['participants', 'Items', person(1)],
      ['badges', 'Badges', badgeRow(1, 2)],
      ['badges', 'Items', badgeRow(1, 2)],
      ['orderitems', 'OrderItems', { Id: 1, UserId: 2, ProductId: 3, Paid: true }],
      ['orderitems', 'Positions', { Id: 1, UserId: 2, ProductId: 3, Paid: true }],
    ] as const;
    for (const [feed, key, row] of lists) expect(pageOf(feed, { [key]: [row] }).rows).toEqual([row]);
  });

  it('says how it goes on as far as the server does', () => {
    const next = '2026-10-05 09:30:00';
    expect(pageOf('participants', { Items: [person(1)], HasMore: true, NextSince: next })).toMatchObject({
      hasMore: true,
      nextSince: next,
      lastRowTime: '2026-10-05 09:00:00',
    });
    for (const odd of [{}, { HasMore: null, NextSince: null }, { HasMore: 'true', NextSince: '05.10.2026' }]) {
      expect(pageOf('badges', { Items: [], ...odd })).toMatchObject({
        hasMore: null,
        nextSince: null,
        lastRowTime: null,
      });
    }
  });

  it('invariant 3: order items move no cursor by the time of their payment', () => {
    const row = { Id: 1, UserId: 2, ProductId: 3, Paid: true, PaidTime: '2026-10-05 09:00:00' };
    expect(pageOf('orderitems', { Items: [row] }).lastRowTime).toBeNull();
  });

  it('takes 500 ordinary rows with nothing to say of them', () => {
    const page = people(...Array.from({ length: 500 }, (_, index) => person(index + 1)));
    expect([page.rows.length, page.skips]).toEqual([500, []]);
  });
});

describe('an odd row', () => {
  const good = person(2);

  it('without an Id is left out, and the rest goes on', () => {
    const nameless: Record<string, unknown> = { ...person(1, { LastName: SECRET }) };
    delete nameless['Id'];
    for (const row of [nameless, { ...nameless, Id: null }, { ...nameless, Id: 'Q17' }, null, 'row', [good]]) {
      const page = people(row, good);
      expect(page.rows).toEqual([good]);
      expect(page.skips).toMatchObject([{ id: null, what: 'row' }]);
      expect([page.skips[0]!.why !== '', JSON.stringify(page.skips).includes(SECRET)]).toEqual([true, false]);
    }
  });

  it('without a name, with unknown keys and statuses is a person like others', () => {
    const rows = [
      { Id: 3, UpdateTime: '2026-10-05 09:00:00', Statuses: [{ PartId: 77, StatusId: 99 }] },
      person(4, {}, { Locales: null }),
      person(5, {}, { Rfid: 'AB', Height: 180, Vip: false, Nothing: null }),
    ];
    expect(people(...rows)).toMatchObject({ rows, skips: [] });
  });

  it('with a field that is no plain value loses that field only', () => {
    const page = people(person(1, {}, { Company: { Name: SECRET }, Position: 'Врач' }), good);
    expect(page.rows).toEqual([person(1, {}, { Position: 'Врач' }), good]);
    expect(page.skips).toEqual([{ id: 1, what: 'field', why: 'Company: not a plain value' }]);
  });

  it('with 10 MB of text in a field loses that field only, and the skip is short', () => {
    const huge = SECRET.repeat(600_000);
    const page = people(person(1, { FatherName: huge }, { Position: huge }), good);
    expect(page.rows).toEqual([person(1), good]);
    expect(page.skips).toMatchObject([{ id: 1, what: 'field' }]);
    expect(page.skips[0]!.why).toMatch(/Position: \d+ characters are too long/);
    expect(page.skips[0]!.why).toMatch(/ru\.FatherName: \d+ characters are too long/);
    expect([page.skips[0]!.why.length < 300, page.skips[0]!.why.includes(SECRET)]).toEqual([true, false]);
  });

  it('with names of fields that are huge or many is still told of in few words', () => {
    const odd = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`Field${index}`, []]));
    const page = people(person(1, {}, { ...odd, ['x'.repeat(1_000_000)]: {} }));
    expect(page.rows).toHaveLength(1);
    expect(page.skips[0]!.why.length).toBeLessThan(2000);
  });

  it('with statuses missing or odd keeps those that fit', () => {
    const without: Record<string, unknown> = { ...person(1) };
    delete without['Statuses'];
    expect(people(without)).toMatchObject({
      rows: [{ Id: 1, Statuses: [] }],
      skips: [{ id: 1, what: 'field', why: 'Statuses: not a list' }],
    });
    const odd = {
      ...person(1),
      Statuses: [{ PartId: 'a', StatusId: 1 }, null, { PartId: null, StatusId: 2, Title: 'Гость' }],
    };
    expect(people(odd).rows).toMatchObject([{ Statuses: [{ PartId: null, StatusId: 2 }] }]);
    expect(people(odd).skips).toMatchObject([{ what: 'field' }]);
  });

  it('with locales that are odd keeps those that fit, and says which did not', () => {
    const odd = [
      { Locales: 'Орлова' },
      { Locales: { ru: null, en: { LastName: 'Orlova' } } },
      { Locales: { ru: { LastName: 'Орлова' }, en: [] } },
    ];
    const page = people(...odd.map((more, index) => person(index + 1, {}, more)));
    expect(page.rows.map((row) => row.Locales)).toEqual([
      undefined,
      { en: { LastName: 'Orlova' } },
      { ru: { LastName: 'Орлова' } },
    ]);
    expect(page.skips.map((skip) => skip.why)).toEqual([
      expect.stringContaining('Locales'),
      expect.stringContaining('ru'),
      expect.stringContaining('en'),
    ]);
  });

  it('invariant 3: with a time of another format is a person, and moves no cursor', () => {
    for (const time of ['2026-10-05T23:00:00+03:00', '05.10.2026 23:00', 1759644000, null, '2026-99-99 23:00:00']) {
      const page = people(person(1, {}, { UpdateTime: time as string }), good);
      expect(page.rows.map((row) => row.Id)).toEqual([1, 2]);
      expect(page.lastRowTime).toBe(good.UpdateTime);
    }
    const page = people(person(1, {}, { UpdateTime: SECRET }));
    expect(page.skips).toEqual([{ id: 1, what: 'field', why: 'UpdateTime: not a time' }]);
  });

  it('of badges and order items is taken whole or not at all', () => {
    const page = pageOf('badges', { Badges: [{ ...badgeRow(1, 2), CreationTime: SECRET }, badgeRow(3, 2)] });
    expect(page.rows).toEqual([badgeRow(3, 2)]);
    expect(page.skips).toMatchObject([{ id: 1, what: 'row' }]);
    expect(page.skips[0]!.why).toContain('CreationTime');
    expect(page.skips[0]!.why).not.toContain(SECRET);
  });
});

describe('a stored page', () => {
  it('gives back its rows, or who was removed', () => {
    expect(readStored('badges', '{"Items":[{"Id":1}]}')).toEqual({ rows: [{ Id: 1 }], removed: [] });
    expect(readStored('participants', '{"Removed":[5,6]}')).toEqual({ rows: [], removed: [5, 6] });
  });
});
