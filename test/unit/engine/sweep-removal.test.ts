/** Who is believed to be gone after a sweep. */
import { describe, expect, it, vi } from 'vitest';
import type { Operation, OperationState } from '../../../shared/operations/operation.ts';
import type { ParticipantRow } from '../../../shared/ruvents/rows.ts';
import { become, operation, person, setStatus } from '../sync/made-up.ts';
import type { Server } from './sweep-desk.ts';
import { at, openDesk, serverOf, someone, startDesk } from './sweep-desk.ts';

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
    await vi.waitFor(() => expect(desk.log.storedSweep('orderitems')?.record.last?.at).toBe(now));
    await desk.feeds.missing.look();
    await desk.feeds.missing.look();
    expect(desk.host.asked.some(({ ask }) => ask.since === at(39))).toBe(true);
    expect([desk.feeds.sweeper.state.state, desk.notes]).toEqual(['running', []]);
    server.instead = () => null;
    await desk.pull('participants');
    await vi.waitFor(() => expect(desk.feeds.sweeper.state.state).toBe('idle'));
    expect(desk.notes).toHaveLength(1);
  });

  it('disappears when those who were changed last were changed in their second, and the server always says that there is more', async () => {
    const server = serverOf(9);
    server.people.push(someone(10, 90), someone(11, 90));
    server.pageSize = 500;
    const desk = await startDesk(server);
    server.instead = (feed, { since }) => {
      if (feed !== 'participants') return null;
      const later = server.people.filter(({ UpdateTime }) => since === null || UpdateTime > since);
      return { Participants: later, HasMore: later.length > 0 };
    };
    server.remove(10);
    await desk.sweep();
    expect([desk.ids().includes(10), desk.notes.length]).toEqual([false, 1]);
  });

  it('is looked for again later when the probe could not tell, and disappears then', async () => {
    const server = serverOf(9);
    const desk = await startDesk(server);
    server.remove(4);
    server.instead = (feed, ask) =>
      // a portal, as the probe asks
      feed === 'participants' && ask.since === at(39) ? { problem: { code: 'notRuvents', detail: '' } } : null;
    await desk.sweep();
    expect([desk.ids().includes(4), desk.notes]).toEqual([true, []]);
    server.instead = () => null;
    expect(desk.passTime()).toBe(1);
    await desk.comeToRest();
    expect([desk.ids().includes(4), desk.notes.length, desk.passTime()]).toEqual([false, 1, 0]);
  });

  it('disappears though a storm had once made the probe step over their second: a whole sweep has read it since', async () => {
    const server = serverOf(9);
    const desk = await startDesk(server);
    server.remove(4);
    server.instead = (feed, { since }) =>
      feed === 'participants' && since !== null && since >= at(39) && since < at(46)
        ? { problem: { code: 'serverError', detail: '' } }
        : null;
    await desk.feeds.probe([someone(4)], () => undefined);
    expect(desk.skips).toHaveLength(1);
    server.instead = () => null;
    await desk.sweep();
    expect([desk.ids().includes(4), desk.notes.length]).toEqual([false, 1]);
  });

  it('whose row tells no time is kept, and not looked for again and again: no probe can ever tell', async () => {
    const server = serverOf(9);
    server.people.push(person(10, {}, { UpdateTime: '0001-01-01 00:00:00' }));
    const desk = await startDesk(server);
    server.remove(10);
    await desk.sweep();
    expect([desk.ids().includes(10), desk.notes, desk.passTime()]).toEqual([true, [], 0]);
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
