/** A row or a page that does not come as it should: what a sweep, a pull and a probe make of it. */
import { describe, expect, it } from 'vitest';
import type { ParticipantRow } from '../../../shared/ruvents/rows.ts';
import { type PageAnswer } from './surroundings.ts';
import { openDesk, Server, serverOf, someone, startDesk } from './sweep-desk.ts';

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

  it('at the end of the feed, for a while: after a whole sweep no pull says any more that it steps over something', async () => {
    const server = serverOf(12);
    server.people.push(someone(BAD, 121), someone(14, 122));
    server.people = server.people.filter(({ Id, UpdateTime }) => Id !== BAD || UpdateTime > someone(12).UpdateTime);
    server.pageSize = 100;
    poison(server, answers[0]![1]);
    const desk = await openDesk(server);
    const pull = async () => desk.feeds.pullers.participants.pull();
    await pull();
    await pull();
    expect([desk.ids().includes(14), desk.ids().includes(BAD), await pull()]).toMatchObject([
      true,
      false,
      { steppedOver: true },
    ]);
    server.instead = () => null;
    await desk.sweep();
    expect([desk.ids().includes(BAD), await pull()]).toMatchObject([true, { end: 'complete', steppedOver: false }]);
    expect(desk.feeds.pullers.participants.missedUntil).toBeNull();
  });

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
