/** Pulling a feed into replica and log, from a host that answers as it is told. */
import { describe, expect, it } from 'vitest';
import type { Skipped } from '../../../renderer/engine/api.ts';
import { People } from '../../../renderer/engine/people.ts';
import type { FeedCursor, ReplicaLog } from '../../../renderer/engine/replica/log.ts';
import { createFeedPuller, type WalkingPuller } from '../../../renderer/engine/sync/feeds.ts';
import type { Feed } from '../../../shared/ruvents/rows.ts';
import { parseServerTime } from '../../../shared/ruvents/time.ts';
import type { Ask } from '../../../shared/sync/paging.ts';
import { badgeRow, person } from '../sync/made-up.ts';
import { hostOfPages, nameDatabase, openLog, type PageAnswer, type ScriptedHost, readLog } from './surroundings.ts';

interface Pulling {
  readonly puller: WalkingPuller;
  readonly people: People;
  readonly host: ScriptedHost;
  readonly skips: Omit<Skipped, 'at'>[];
  readonly pages: number[];
  readonly log: ReplicaLog;
  readonly name: string;
}

const START: FeedCursor = { cursor: null, complete: false };

async function startPulling(
  answer: (ask: Ask, nth: number) => PageAnswer | Promise<PageAnswer>,
  {
    feed = 'participants',
    start = START,
    name = nameDatabase(),
  }: { feed?: Feed; start?: FeedCursor; name?: string } = {},
): Promise<Pulling> {
  const { log } = await openLog(name);
  const people = new People(() => undefined);
  let nth = 0;
  const host = hostOfPages((_, ask) => answer(ask, nth++));
  const skips: Omit<Skipped, 'at'>[] = [];
  const pages: number[] = [];
  const puller = createFeedPuller({
    feed,
    start,
    host,
    people,
    log,
    onPage: (rows) => pages.push(rows),
    onSkip: (skip) => skips.push(skip),
  });
  return { puller, people, host, skips, pages, log, name };
}

/** What a new start of the desk would find on disk. */
async function readDisk(name: string): Promise<{ ids: readonly number[]; cursor: FeedCursor | undefined }> {
  const { log } = await openLog(name);
  const ids: number[] = [];
  await readLog(log, (_, rows) => ids.push(...rows.map((row) => row.Id)));
  return { ids, cursor: (await log.readCursors()).get('participants') };
}

function pageAt(second: number, ids: readonly number[], more: boolean): object {
  const UpdateTime = timeAt(second);
  return { Participants: ids.map((id) => person(id, {}, { UpdateTime })), HasMore: more, NextSince: UpdateTime };
}

function timeAt(second: number): string {
  return `2026-10-05 09:00:${String(second).padStart(2, '0')}`;
}

describe('a pull', () => {
  it('walks to the end; people, log and cursor have it', async () => {
    const pages = [pageAt(10, [1, 2], true), pageAt(20, [2, 3], true), pageAt(30, [4], false)];
    const { puller, people, host, name, pages: told } = await startPulling((_, nth) => pages[nth]!);
    expect(await puller.pull()).toEqual({ end: 'complete', fresh: 5, steppedOver: false });
    expect([...people.replica.people.keys()]).toEqual([1, 2, 3, 4]);
    expect(people.index.size).toBe(4);
    expect(told).toEqual([2, 2, 1]);
    expect(host.asked.map(({ ask }) => ask.since)).toEqual([null, timeAt(9), timeAt(19)]);
    const disk = await readDisk(name);
    expect(new Set(disk.ids)).toEqual(new Set([1, 2, 3, 4]));
    expect(disk.cursor).toEqual({ cursor: timeAt(30), complete: true });
  });

  it('invariant 12: what is known already costs neither memory on disk nor work', async () => {
    const { puller, pages, name } = await startPulling(() => pageAt(10, [1, 2], false));
    await puller.pull();
    expect(await puller.pull()).toMatchObject({ fresh: 0 });
    expect(pages).toEqual([2, 0]);
    expect((await readDisk(name)).ids).toEqual([1, 2]);
  });

  it('goes on where the last one ended, a little before', async () => {
    const { puller, host } = await startPulling(() => pageAt(10, [1], false));
    await puller.pull();
    await puller.pull();
    expect(host.asked.map(({ ask }) => ask.since)).toEqual([null, timeAt(8)]);
  });

  it('is joined by a call while it is under way: one request in flight a feed', async () => {
    let let_go: (page: object) => void = () => undefined;
    const { puller, host } = await startPulling(() => new Promise<object>((resolve) => (let_go = resolve)));
    const both = [puller.pull(), puller.pull()];
    let_go(pageAt(10, [1], false));
    await Promise.all(both);
    expect(host.asked).toHaveLength(1);
  });

  it('stores badges and order items with their people', async () => {
    const badges = await startPulling(() => ({ Badges: [badgeRow(5, 1)] }), { feed: 'badges' });
    await badges.puller.pull();
    expect(badges.people.replica.of(1).badges).toEqual([badgeRow(5, 1)]);
    const item = { Id: 7, UserId: 1, ProductId: 2, Paid: true };
    const orders = await startPulling(() => ({ Positions: [item], HasMore: false }), { feed: 'orderitems' });
    await orders.puller.pull();
    expect(orders.people.replica.of(1).orderItems).toEqual([item]);
  });
});

describe('invariant 3: a cursor moves only when the page was complete', () => {
  const broken: readonly string[] = [
    '<html>Please sign in</html>',
    '{"Participants":[{"Id":7',
    '{"HasMore":false,"NextSince":"2026-10-05 10:00:00"}',
    '[]',
    '',
  ];

  it('a page that is none keeps it, and is told of without its text', async () => {
    for (const body of broken) {
      const { puller, people, skips, name } = await startPulling((_, nth) =>
        nth === 0 ? pageAt(10, [1], true) : body,
      );
      expect(await puller.pull()).toMatchObject({ end: 'unreadable' });
      expect(puller.reached).toEqual({ cursor: timeAt(10), complete: false });
      expect([...people.replica.people.keys()]).toEqual([1]);
      expect(skips).toMatchObject([{ feed: 'participants', id: null, what: 'page' }]);
      expect(JSON.stringify(skips)).not.toContain('sign in');
      expect((await readDisk(name)).cursor).toEqual({ cursor: timeAt(10), complete: false });
    }
  });

  it('a pull that is cut off resumes where it was cut', async () => {
    const name = nameDatabase();
    const cut = await startPulling(
      (_, nth) => (nth === 0 ? pageAt(10, [1, 2], true) : { problem: { code: 'unreachable', detail: 'cut' } }),
      { name },
    );
    expect(await cut.puller.pull()).toEqual({ end: 'unreachable', code: 'unreachable', detail: 'cut' });
    const disk = await readDisk(name);
    expect(disk).toEqual({ ids: [1, 2], cursor: { cursor: timeAt(10), complete: false } });
    const again = await startPulling(() => pageAt(20, [3], false), { name, start: disk.cursor! });
    expect(await again.puller.pull()).toMatchObject({ end: 'complete' });
    expect(again.host.asked[0]!.ask.since).toBe(timeAt(8));
    expect(await readDisk(name)).toEqual({ ids: [1, 2, 3], cursor: { cursor: timeAt(20), complete: true } });
  });

  it('once the end was seen, a later cut does not make the feed incomplete', async () => {
    const { puller } = await startPulling((_, nth) =>
      nth === 0 ? pageAt(10, [1], false) : pageAt(20, [2], nth === 1),
    );
    await puller.pull();
    await puller.pull();
    expect(puller.reached.complete).toBe(true);
  });

  it('a server that fails or lacks the feed turns it off; one that is away is waited for', async () => {
    for (const code of ['notFound', 'serverError'] as const) {
      const { puller } = await startPulling(() => ({ problem: { code, detail: 'HTTP' } }));
      expect(await puller.pull()).toEqual({ end: 'off', code, detail: 'HTTP' });
      expect(puller.reached).toEqual(START);
    }
    const { puller } = await startPulling(() => ({ problem: { code: 'portal', detail: '' } }));
    expect(await puller.pull()).toMatchObject({ end: 'unreachable', code: 'portal' });
  });
});

describe('a server whose clock is behind the cursor', () => {
  it('is read from its own time on, as far as that goes; the cursor stays', async () => {
    const cursor = parseServerTime('2026-10-05 11:00:00');
    const since = parseServerTime('2026-10-05 09:59:00')!;
    const until = parseServerTime('2026-10-05 10:01:00')!;
    const rowAt = (id: number, time: string) => person(id, {}, { UpdateTime: `2026-10-05 ${time}` });
    const rows = [rowAt(1, '10:00:30'), rowAt(2, '10:30:00'), rowAt(3, '11:00:00')];
    const { puller, people, host } = await startPulling(
      (ask) => ({
        Participants: rows.filter((row) => ask.since === null || row.UpdateTime > ask.since),
        HasMore: true,
      }),
      { start: { cursor, complete: true } },
    );
    puller.readFrom({ since, until });
    expect(await puller.pull()).toMatchObject({ end: 'complete', fresh: 3 });
    expect(people.replica.people.has(1)).toBe(true);
    expect(host.asked.map(({ ask }) => ask.since)).toEqual([since]);
    expect(puller.reached.cursor).toBe(cursor);
    puller.readFrom(null);
    await puller.pull();
    expect(host.asked[1]?.ask.since).toBe('2026-10-05 10:59:58');
  });
});

describe('a page with odd rows', () => {
  it('goes on with the rest, says what was left out, and keeps the mended rows on disk', async () => {
    const huge = 'x'.repeat(10_000_000);
    const odd = {
      Participants: [
        { UpdateTime: timeAt(10), Statuses: [], LastName: 'Безномерова' },
        { ...person(2), Locales: null, Statuses: undefined },
        person(3, {}, { Position: huge }),
        person(4, {}, { UpdateTime: timeAt(20) }),
      ],
      HasMore: false,
    };
    const { puller, people, skips, name } = await startPulling(() => odd);
    expect(await puller.pull()).toMatchObject({ end: 'complete', fresh: 3 });
    expect(skips.map(({ id, what }) => [id, what])).toEqual([
      [null, 'row'],
      [2, 'field'],
      [3, 'field'],
    ]);
    expect(JSON.stringify(skips)).not.toContain('Безномерова');
    expect(puller.reached.cursor).toBe(timeAt(20));
    expect(people.replica.people.get(3)).not.toHaveProperty('Position');
    const { log } = await openLog(name);
    const read: unknown[] = [];
    await readLog(log, (_, rows) => read.push(...rows));
    expect(read).toEqual([...people.replica.people.values()]);
  });

  it('of only odd rows ends, and does not stop the feed', async () => {
    const { puller, skips } = await startPulling((_, nth) =>
      nth === 0 ? { Participants: [{}, {}], HasMore: true, NextSince: null } : pageAt(10, [1], false),
    );
    expect(await puller.pull()).toMatchObject({ end: 'complete' });
    expect(skips).toHaveLength(2);
    expect(await puller.pull()).toMatchObject({ end: 'complete', fresh: 1 });
  });
});

describe('invariant 4: of what could not be read or was stepped over nobody says that it is not there', () => {
  const unread = { ...badgeRow(5, 1, { CreationTime: timeAt(20) }), UserId: null };
  const page = { Badges: [badgeRow(4, 1, { CreationTime: timeAt(10) }), unread], HasMore: false };

  it('a row that was left out, here and after a restart; only a complete sweep takes it back', async () => {
    const name = nameDatabase();
    const { puller, log } = await startPulling(() => page, { feed: 'badges', name });
    expect(puller.missedUntil).toBeNull();
    await puller.pull();
    expect(puller.missedUntil).toBe(timeAt(21));
    log.close();
    const next = await openLog(name);
    const start = (await next.log.readCursors()).get('badges');
    expect(start).toEqual({ cursor: timeAt(10), complete: true, missedUntil: timeAt(21) });
    next.log.close();
    const again = await startPulling(() => ({ Badges: [] }), { feed: 'badges', name, start: start! });
    await again.puller.pull();
    expect(again.puller.missedUntil).toBe(timeAt(21));
    again.puller.goBackTo(parseServerTime(timeAt(10))!, parseServerTime(timeAt(15)));
    expect(again.puller.missedUntil).toBe(timeAt(15)); // what the sweep could not read either
    again.puller.goBackTo(parseServerTime(timeAt(10))!, null);
    expect(again.puller.missedUntil).toBeNull();
    await again.log.append('badges', null, 0, null); // what was on its way is written
    again.log.close();
    const last = await openLog(name);
    expect((await last.log.readCursors()).get('badges')).toEqual({ cursor: timeAt(10), complete: true });
  });

  it('is stored though the cursor does not move', async () => {
    const start = { cursor: parseServerTime(timeAt(40)), complete: true };
    const { puller, name, log } = await startPulling(() => page, { feed: 'badges', start });
    await puller.pull();
    expect(puller.reached).toEqual({ ...start, missedUntil: timeAt(21) });
    log.close();
    expect((await (await openLog(name)).log.readCursors()).get('badges')).toEqual(puller.reached);
  });

  it('while the clock is behind: of nothing that was written after the cursor, whatever its time', async () => {
    const start = { cursor: parseServerTime(timeAt(40)), complete: true };
    const { puller } = await startPulling(() => page, { feed: 'badges', start });
    puller.readFrom({ since: parseServerTime(timeAt(5))!, until: null });
    await puller.pull();
    expect(puller.missedUntil).toBe(timeAt(41));
  });
});
