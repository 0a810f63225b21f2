/** A desk that sweeps, and the server of these tests. */
import { expect, vi } from 'vitest';
import type { NewNote } from '../../../shared/operations/note.ts';
import type { Settlement } from '../../../shared/contract/routes.ts';
import { systemAfter } from '../../../renderer/engine/clock.ts';
import { People } from '../../../renderer/engine/people.ts';
import { removePeople } from '../../../renderer/engine/replica/removal.ts';
import { EventFeeds } from '../../../renderer/engine/sync/event-feeds.ts';
import type { BadgeRow, Feed, ParticipantRow } from '../../../shared/ruvents/rows.ts';
import { FEEDS } from '../../../shared/ruvents/rows.ts';
import type { Ask } from '../../../shared/sync/paging.ts';
import { person, TABLES } from '../sync/made-up.ts';
import { hostOfPages, nameDatabase, openLog, type PageAnswer, readLog } from './surroundings.ts';

/** Rows by the second of their change, pages of a few, and what it does wrong. */
export class Server {
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

export const at = (second: number) =>
  new Date(Date.UTC(2026, 9, 5, 9, 0, second)).toISOString().slice(0, 19).replace('T', ' ');
export const someone = (id: number, second = id * 10): ParticipantRow => person(id, {}, { UpdateTime: at(second) });
export const several = (count: number) => Array.from({ length: count }, (_, index) => someone(index + 1));

export async function openDesk(server: Server, name = nameDatabase()) {
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
  /** What waits for more than a minute, until the test says that it is over. */
  const waiting = new Set<() => void>();
  const after: typeof systemAfter = (ms, run) => {
    if (ms <= 60_000) return systemAfter(ms, run);
    waiting.add(run);
    return () => waiting.delete(run);
  };
  const feeds: EventFeeds = new EventFeeds({
    ...{ host, people, log, cursors },
    clock: { now: () => performance.now(), random: () => 0.5, wall: () => wall, after },
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
    /** What waits for long is due now. @returns how much that was */
    passTime() {
      const due = [...waiting];
      waiting.clear();
      for (const run of due) run();
      return due.length;
    },
    /** Sweeps and waits for its end, and for what follows of it. */
    async sweep() {
      feeds.sweeper.ask();
      await this.comeToRest();
    },
    async comeToRest() {
      await vi.waitFor(() => expect(feeds.sweeper.state.state).not.toBe('running'), { interval: 5 });
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

export type Desk = Awaited<ReturnType<typeof openDesk>>;

export async function startDesk(server: Server): Promise<Desk> {
  const desk = await openDesk(server);
  await desk.pullAll();
  return desk;
}

export function serverOf(count: number): Server {
  const server = new Server();
  server.people = several(count);
  return server;
}
