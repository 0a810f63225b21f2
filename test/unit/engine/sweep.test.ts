/** A sweep: everything anew, in the background. */
import { describe, expect, it, vi } from 'vitest';
import { badgeRow } from '../sync/made-up.ts';
import { at, openDesk, serverOf, someone, startDesk } from './sweep-desk.ts';

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
    await vi.waitFor(() => expect(again.feeds.sweeper.state.state).not.toBe('running'));
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
    await vi.waitFor(() => expect(desk.feeds.sweeper.state.state).toBe('idle'));
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
    await vi.waitFor(() => expect(desk.feeds.sweeper.state.state).toBe('idle'));
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
    await vi.waitFor(() => expect(desk.feeds.sweeper.state.state).toBe('idle'));
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
