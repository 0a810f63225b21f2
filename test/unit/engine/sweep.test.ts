/** A sweep: everything anew, in the background, and who is believed to be gone. */
import { describe, expect, it, vi } from 'vitest';
import type { NewNote } from '../../../shared/operations/note.ts';
import type { Settlement } from '../../../shared/contract/routes.ts';
import { systemAfter } from '../../../renderer/engine/clock.ts';
import { People } from '../../../renderer/engine/people.ts';
import { removePeople } from '../../../renderer/engine/replica/removal.ts';
import { EventFeeds } from '../../../renderer/engine/sync/event-feeds.ts';
import type { Operation, OperationState } from '../../../shared/operations/operation.ts';
import type { BadgeRow, Feed, ParticipantRow } from '../../../shared/ruvents/rows.ts';
import { FEEDS } from '../../../shared/ruvents/rows.ts';
import type { Ask } from '../../../shared/sync/paging.ts';
import { badgeRow, become, operation, person, setStatus, TABLES } from '../sync/made-up.ts';
import { hostOfPages, nameDatabase, openLog, type PageAnswer, readLog } from './surroundings.ts';

/** The server of these tests: rows by the second of their change, pages of a few, and what it does wrong. */
class Server {
  people: ParticipantRow[] = [];
  badges: BadgeRow[] = [];
  pageSize = 3;
  /** Answers in the place of a page. */
  instead: (feed: Feed, ask: Ask) => PageAnswer | null = () => null;

  answer(feed: Feed, ask: Ask): PageAnswer {
    const other = this.instead(feed, ask);
    if (other !== null) return other;
    const rows = { participants: this.people, badges: this.badges, orderitems: [] }[feed];
    const key = { participants: 'Participants', badges: 'Badges', orderitems: 'OrderItems' }[feed];
    const time = (row: ParticipantRow | BadgeRow) => ('UpdateTime' in row ? row.UpdateTime : row.CreationTime);
    const due = [...rows]
      .sort((a, b) => (time(a) < time(b) ? -1 : 1))
      .filter((row) => ask.since === null || time(row) >= ask.since);
    const page = due.slice(0, Math.min(ask.limit, this.pageSize));
    return { [key]: page, HasMore: page.length < due.length };
  }

  remove(...ids: readonly number[]): void {
    this.people = this.people.filter(({ Id }) => !ids.includes(Id));
  }
}

const at = (second: number) =>
  new Date(Date.UTC(2026, 9, 5, 9, 0, second)).toISOString().slice(0, 19).replace('T', ' ');
const someone = (id: number, second = id * 10): ParticipantRow => person(id, {}, { UpdateTime: at(second) });
const several = (count: number) => Array.from({ length: count }, (_, index) => someone(index + 1));

async function openDesk(server: Server, name = nameDatabase()) {
  const people = new People(() => undefined);
  people.setTables(TABLES);
  const { log, database, failures } = await openLog(name);
  const cursors = await log.readCursors();
  await readLog(log, (feed, rows, removed) => {
    people.takeRows(feed, rows);
    if (removed.length > 0) people.takeRemoved(removed);
  });
  const host = hostOfPages((feed, ask) => server.answer(feed, ask));
  const settled: Settlement[] = [];
  const notes: NewNote[] = [];
  const skips: string[] = [];
  let wall = '2026-10-05T06:00:00.000Z';
  const feeds: EventFeeds = new EventFeeds({
    ...{ host, people, log, cursors },
    clock: { now: () => performance.now(), random: () => 0.5, wall: () => wall, after: systemAfter },
    pull: () => pull('participants'),
    settle: async (settlements) => void settled.push(...settlements),
    note: async (more) => {
      notes.push(...more);
      return true;
    },
    confirmRemoved: (ids) => removePeople(people, log, ids),
    onPage: () => undefined,
    onSkip: (skip) => skips.push(skip.why),
    onCompacted: () => undefined,
    onBegin: () => undefined,
    askTime: () => Promise.resolve(null),
    onSwept: () => undefined,
    onChange: () => undefined,
  });
  async function pull(feed: Feed): Promise<boolean> {
    const end = await feeds.pullers[feed].pull();
    feeds.notePull(feed, end);
    return end.end === 'complete';
  }
  return {
    ...{ people, log, database, failures, host, settled, notes, skips, feeds, pull, name },
    ids: () => [...people.replica.people.keys()].sort((a, b) => a - b),
    setWall: (time: string) => (wall = time),
    async pullAll() {
      for (const feed of FEEDS) await pull(feed);
    },
    /** Sweeps and waits for its end, and for what follows of it. */
    async sweep() {
      feeds.sweeper.ask();
      await vi.waitFor(() => expect(feeds.sweeper.state.state).not.toBe('running'), { timeout: 5000, interval: 5 });
      await feeds.missing.look();
      await feeds.missing.look();
    },
    async close() {
      feeds.stop();
      await log.append('badges', null, 0, null); // what was on its way is written
      log.close();
    },
  };
}

type Desk = Awaited<ReturnType<typeof openDesk>>;

async function startDesk(server: Server): Promise<Desk> {
  const desk = await openDesk(server);
  await desk.pullAll();
  return desk;
}

function serverOf(count: number): Server {
  const server = new Server();
  server.people = several(count);
  return server;
}

describe('a sweep', () => {
  it('the first reading of an event counts as one', async () => {
    const desk = await startDesk(serverOf(7));
    expect(desk.feeds.sweeper.state).toEqual({
      ...{
        state: 'idle',
        last: { at: '2026-10-05T06:00:00.000Z', people: 7 },
        read: 0,
        incomplete: false,
        doubt: null,
      },
    });
  });

  it('the log is compacted by it: one generation, everybody once, and a start reads the same', async () => {
    const server = serverOf(7);
    server.badges = [badgeRow(50, 1)];
    const desk = await startDesk(server);
    for (let second = 1; second < 6; second += 1) {
      server.people = [...server.people.filter(({ Id }) => Id !== 1), someone(1, 100 + second * 10)];
      await desk.pull('participants');
    }
    const before = await desk.database.segments.count();
    server.pageSize = 100;
    desk.setWall('2026-10-06T06:00:00.000Z');
    await desk.sweep();
    expect(await desk.database.segments.count()).toBeLessThan(before);
    expect(new Set((await desk.database.segments.toArray()).map(({ generation }) => generation))).toEqual(new Set([2]));
    expect(desk.feeds.sweeper.state.last).toEqual({ at: '2026-10-06T06:00:00.000Z', people: 7 });
    await desk.close();
    const again = await openDesk(server, desk.name);
    expect([again.ids(), again.people.replica.of(1).badges.length]).toEqual([[1, 2, 3, 4, 5, 6, 7], 1]);
    expect(again.people.replica.people.get(1)?.UpdateTime).toBe(at(150));
    await again.close();
  });

  it('goes on until nobody new comes, whatever HasMore says', async () => {
    const server = serverOf(9);
    const desk = await startDesk(server);
    server.instead = (feed, ask) => {
      server.instead = () => null;
      const page = server.answer(feed, ask) as object;
      server.instead = lie;
      return { ...page, HasMore: false };
    };
    const lie = server.instead;
    await desk.sweep();
    expect([desk.ids().length, desk.notes, desk.feeds.sweeper.state.last?.people]).toEqual([9, [], 9]);
  });

  it('goes on after a restart where it was, and does not ask for what it has', async () => {
    const server = serverOf(12);
    const desk = await startDesk(server);
    let pages = 0;
    server.instead = (feed) =>
      feed === 'participants' && (pages += 1) > 2 ? { problem: { code: 'unreachable', detail: '' } } : null;
    desk.feeds.sweeper.ask();
    await vi.waitFor(() => expect(pages).toBeGreaterThan(2));
    server.instead = () => null;
    server.remove(2, 12);
    await desk.close();
    const again = await openDesk(server, desk.name);
    expect(again.feeds.sweeper.state.state).toBe('running');
    await again.pullAll();
    await vi.waitFor(() => expect(again.feeds.sweeper.state.state).not.toBe('running'), { timeout: 5000 });
    await again.feeds.missing.look();
    expect(again.host.asked.some(({ feed, ask }) => feed === 'participants' && ask.since === null)).toBe(false);
    // person 2 had been seen by it before they were removed; person 12 had not
    expect(again.feeds.sweeper.state.doubt ?? again.notes.length).toBe(1);
    await vi.waitFor(() => expect(again.ids()).not.toContain(12));
    expect(again.ids()).toContain(2);
    await again.close();
  });

  it('that was asked for after one that the server broke off reads everything anew', async () => {
    const server = serverOf(12);
    const desk = await startDesk(server);
    server.instead = (feed, ask) =>
      feed === 'participants' && ask.since !== null && ask.since > at(40)
        ? { problem: { code: 'notFound', detail: '' } }
        : null;
    await desk.sweep();
    expect(desk.feeds.sweeper.state.state).toBe('idle');
    server.instead = () => null;
    server.remove(2);
    desk.host.asked.length = 0;
    await desk.sweep();
    expect(desk.host.asked.some(({ feed, ask }) => feed === 'participants' && ask.since === null)).toBe(true);
    await vi.waitFor(() => expect(desk.ids()).not.toContain(2));
  });

  it('that something asks for while one is under way follows it', async () => {
    const desk = await startDesk(serverOf(12));
    desk.feeds.sweeper.ask();
    await vi.waitFor(() => expect(desk.feeds.sweeper.state.read).toBeGreaterThan(0));
    desk.feeds.askSweep();
    await vi.waitFor(() => expect(desk.feeds.sweeper.state.state).toBe('idle'), { timeout: 5000 });
    const begun = desk.host.asked.filter(({ feed, ask }) => feed === 'participants' && ask.since === null);
    expect(begun).toHaveLength(3); // the first reading, and two sweeps
  });

  it('a server that cannot be reached is waited for', async () => {
    const server = serverOf(7);
    const desk = await startDesk(server);
    server.instead = () => ({ problem: { code: 'unreachable', detail: '' } });
    desk.feeds.sweeper.ask();
    await vi.waitFor(() => expect(desk.host.asked.length).toBeGreaterThan(5));
    expect(desk.feeds.sweeper.state.state).toBe('running');
    server.instead = () => null;
    await desk.pull('participants');
    await vi.waitFor(() => expect(desk.feeds.sweeper.state.state).toBe('idle'), { timeout: 5000 });
  });

  it('never asks a feed while another request of it is under way', async () => {
    const server = serverOf(12);
    const desk = await startDesk(server);
    let inFlight = 0;
    let most = 0;
    const fetchPage = desk.host.fetchPage.bind(desk.host);
    desk.host.fetchPage = async (feed, ask) => {
      if (feed === 'participants') most = Math.max(most, (inFlight += 1));
      await new Promise((resolve) => setTimeout(resolve, 2));
      const answer = await fetchPage(feed, ask);
      if (feed === 'participants') inFlight -= 1;
      return answer;
    };
    desk.feeds.sweeper.ask();
    for (let pull = 0; pull < 20; pull += 1) await desk.pull('participants');
    await vi.waitFor(() => expect(desk.feeds.sweeper.state.state).toBe('idle'), { timeout: 5000 });
    expect(most).toBe(1);
  });

  it('what a pull brings meanwhile is kept, and is not missing', async () => {
    const server = serverOf(12);
    const desk = await startDesk(server);
    let changed = false;
    server.instead = (feed) => {
      if (feed === 'participants' && !changed && desk.feeds.sweeper.state.read >= 6) {
        changed = true;
        // person 9, before the sweep comes to them: now they are the last
        server.people = [...server.people.filter(({ Id }) => Id !== 9), someone(9, 500)];
        void desk.pull('participants');
      }
      return null;
    };
    await desk.sweep();
    expect([desk.ids().length, desk.notes, changed]).toEqual([12, [], true]);
    await desk.close();
    const again = await openDesk(server, desk.name);
    expect(again.people.replica.people.get(9)?.UpdateTime).toBe(at(500));
    await again.close();
  });
});

describe('invariant 7: a removed person', () => {
  it('disappears after a sweep and a probe, with one line in the audit trail, here and after a restart', async () => {
    const server = serverOf(9);
    const desk = await startDesk(server);
    server.remove(4);
    await desk.sweep();
    expect(desk.ids()).toEqual([1, 2, 3, 5, 6, 7, 8, 9]);
    expect(desk.notes).toEqual([{ kind: 'gone', participant: 'id:4', name: 'Фамилия4 Имя' }]);
    expect(desk.people.index.search('фамилия4', 10).keys).toEqual([]);
    await desk.sweep();
    expect(desk.notes).toHaveLength(1);
    await desk.close();
    const again = await openDesk(server, desk.name);
    expect(again.ids()).toEqual([1, 2, 3, 5, 6, 7, 8, 9]);
    await again.close();
  });

  it('keeps the sweep running until they have been probed: nobody is told before that everything is known', async () => {
    const server = serverOf(9);
    const desk = await startDesk(server);
    server.remove(4);
    server.instead = (feed, ask) =>
      feed === 'participants' && ask.since === at(39) ? { problem: { code: 'unreachable', detail: '' } } : null;
    const now = '2026-10-06T06:00:00.000Z';
    desk.setWall(now);
    desk.feeds.sweeper.ask();
    await vi.waitFor(() => expect(desk.log.storedSweep('orderitems')?.record.last?.at).toBe(now), { timeout: 5000 });
    await desk.feeds.missing.look();
    await desk.feeds.missing.look();
    expect(desk.host.asked.some(({ ask }) => ask.since === at(39))).toBe(true);
    expect([desk.feeds.sweeper.state.state, desk.notes]).toEqual(['running', []]);
    server.instead = () => null;
    await desk.pull('participants');
    await vi.waitFor(() => expect(desk.feeds.sweeper.state.state).toBe('idle'), { timeout: 5000 });
    expect(desk.notes).toHaveLength(1);
  });

  it('is not believed to be removed when only the sweep did not show them', async () => {
    const server = serverOf(9);
    const desk = await startDesk(server);
    const instead: Server['instead'] = (feed, ask) => {
      if (feed !== 'participants' || ask.since === at(39)) return null; // the probe of person 4 asks from there
      server.instead = () => null;
      const page = server.answer(feed, ask) as { Participants: ParticipantRow[] };
      server.instead = instead;
      return { ...page, Participants: page.Participants.filter(({ Id }) => Id !== 4) };
    };
    server.instead = instead;
    await desk.sweep();
    expect([desk.ids().includes(4), desk.notes]).toEqual([true, []]);
  });

  it('stays for what is open of theirs: that goes to attention, and they go when it is settled', async () => {
    const server = serverOf(9);
    const desk = await startDesk(server);
    const change = operation(1, 'id:4', setStatus(2));
    desk.people.takeOperations([change]);
    server.remove(4);
    await desk.sweep();
    expect(desk.settled).toEqual([{ action: 'attention', id: change.id, reason: { why: 'removed' } }]);
    expect([desk.ids().includes(4), desk.notes, [...desk.feeds.missing.leaving]]).toEqual([true, [], [4]]);
    const tell = (one: Operation, state: OperationState) => {
      const next = become(one, state);
      desk.people.takeOperations([next]);
      return next;
    };
    const waiting = tell(change, { name: 'attention', reason: { why: 'removed' } });
    await desk.feeds.missing.look();
    expect(desk.ids()).toContain(4);
    tell(waiting, { name: 'withdrawn', because: 'settled' });
    await desk.feeds.missing.look();
    await vi.waitFor(() => expect(desk.ids()).not.toContain(4));
    expect(desk.notes).toHaveLength(1);
  });

  it('who is registered again meanwhile is there', async () => {
    const server = serverOf(9);
    const desk = await startDesk(server);
    desk.people.takeOperations([operation(1, 'id:4', setStatus(2))]);
    server.remove(4);
    await desk.sweep();
    expect([...desk.feeds.missing.leaving]).toEqual([4]);
    server.people.push(someone(4, 900));
    await desk.pull('participants');
    await desk.feeds.missing.look();
    expect([[...desk.feeds.missing.leaving], desk.ids().includes(4), desk.notes]).toEqual([[], true, []]);
  });

  it('many at once: a person is asked, before and after a restart; yes removes, no keeps', async () => {
    for (const yes of [true, false]) {
      const server = serverOf(20);
      const desk = await startDesk(server);
      server.remove(3, 7, 11);
      await desk.sweep();
      const doubt = { missing: 3, of: 20, names: ['Фамилия3 Имя', 'Фамилия7 Имя', 'Фамилия11 Имя'] };
      expect(desk.feeds.sweeper.state).toMatchObject({ state: 'doubt', doubt });
      expect(desk.ids()).toHaveLength(20);
      await desk.close();
      const again = await openDesk(server, desk.name);
      expect(again.ids()).toHaveLength(20);
      await again.pullAll();
      await vi.waitFor(() => expect(again.feeds.sweeper.state).toMatchObject({ state: 'doubt', doubt }));
      expect(again.feeds.missing.answer(yes)).toBe(true);
      if (yes) await vi.waitFor(() => expect(again.ids()).toHaveLength(17));
      else await again.feeds.missing.look();
      expect([again.ids().length, again.notes.length, again.feeds.sweeper.state.state]).toEqual(
        yes ? [17, 3, 'idle'] : [20, 0, 'idle'],
      );
      expect(again.feeds.missing.answer(yes)).toBe(false);
      await again.close();
    }
  });

  it('who is in a second that holds more than the server gives is not judged', async () => {
    const server = serverOf(3);
    server.people.push(...Array.from({ length: 6 }, (_, index) => someone(100 + index, 100)));
    server.pageSize = 8;
    const desk = await startDesk(server);
    server.pageSize = 3;
    server.remove(105);
    await desk.sweep();
    expect([desk.feeds.sweeper.state.incomplete, desk.ids().includes(105), desk.notes]).toEqual([true, true, []]);
    await desk.close();
    const again = await openDesk(server, desk.name);
    expect(again.ids()).toHaveLength(9); // nobody is lost by the compaction
    await again.close();
  });
});

describe('a row that cannot be read', () => {
  /** The server gives it in this odd shape. */
  function spoil(server: Server, id: number, spoilt: object): void {
    server.instead = (feed, ask) => {
      if (feed !== 'participants') return null;
      const { instead } = server;
      server.instead = () => null;
      const page = server.answer(feed, ask) as { Participants: readonly ParticipantRow[] };
      server.instead = instead;
      return { ...page, Participants: page.Participants.map((row) => (row.Id === id ? { ...row, ...spoilt } : row)) };
    };
  }

  it('without an Id makes a sweep incomplete: it may be anybody', async () => {
    const server = serverOf(7);
    const desk = await startDesk(server);
    spoil(server, 4, { Id: null });
    await desk.sweep();
    expect([desk.feeds.sweeper.state.incomplete, desk.ids()]).toEqual([true, [1, 2, 3, 4, 5, 6, 7]]);
    expect(desk.notes).toEqual([]);
  });

  it('without an Id leaves a probe untold', async () => {
    const server = serverOf(7);
    const desk = await startDesk(server);
    spoil(server, 4, { Id: null });
    const told: string[] = [];
    await desk.feeds.probe([someone(4)], ({ there, gone, untold }) =>
      told.push(...there.map(() => 'there'), ...gone.map(() => 'gone'), ...untold.map(() => 'untold')),
    );
    expect(told).toEqual(['untold']);
  });
});

describe('a page that does not come', () => {
  const BAD = 5;
  /** As a server that fails on one row: every page with it in. */
  function poison(server: Server, answer: PageAnswer): void {
    const instead: Server['instead'] = (feed, ask) => {
      if (feed !== 'participants') return null;
      server.instead = () => null;
      const page = server.answer(feed, ask) as { Participants: ParticipantRow[] };
      server.instead = instead;
      return page.Participants.some(({ Id }) => Id === BAD) ? answer : page;
    };
    server.instead = instead;
  }
  const answers: readonly (readonly [string, PageAnswer])[] = [
    ['5xx', { problem: { code: 'serverError', detail: 'HTTP 500' } }],
    ['no JSON', '{"Participants":[{"Id":7'],
  ];

  it.each(answers)(
    '%s: all others are read, it is said, and the row is found when it comes again',
    async (_, answer) => {
      const server = serverOf(12);
      server.pageSize = 100;
      poison(server, answer);
      const desk = await openDesk(server);
      await desk.pullAll();
      await desk.pullAll();
      expect(desk.ids()).toEqual([1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12]);
      expect(desk.skips.some((why) => why.includes('stepped over'))).toBe(true);
      expect(desk.feeds.sweeper.state.last).toBeNull();
      desk.host.asked.length = 0;
      server.people.push(someone(13));
      await desk.pull('participants');
      expect([desk.ids().includes(13), desk.host.asked.length <= 2]).toEqual([true, true]);
      await desk.sweep();
      expect([desk.feeds.sweeper.state.incomplete, desk.notes, desk.ids().length]).toEqual([true, [], 12]);
      server.instead = () => null;
      await desk.sweep();
      expect([desk.ids().length, desk.feeds.sweeper.state.incomplete]).toEqual([13, false]);
    },
  );

  it('the very first row', async () => {
    const server = new Server();
    server.people = [someone(BAD, 10), someone(6, 20), someone(7, 21)];
    server.pageSize = 100;
    poison(server, answers[0]![1]);
    const desk = await openDesk(server);
    await desk.pullAll();
    await desk.pullAll();
    expect(desk.ids()).toEqual([6, 7]);
  });

  it('a server that fails at everything is not pressed', async () => {
    const server = serverOf(5);
    server.instead = () => ({ problem: { code: 'serverError', detail: 'HTTP 500' } });
    const desk = await openDesk(server);
    for (let round = 0; round < 20; round += 1) await desk.pullAll();
    expect(desk.host.asked.length).toBeLessThan(20 * 3 * 6);
    server.instead = () => null;
    await desk.pullAll();
    expect(desk.ids()).toHaveLength(5);
  });
});
