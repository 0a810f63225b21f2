/** When the engine pulls, lets go and settles. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FEEDS } from '../../../shared/ruvents/rows.ts';
import { badgeRow, letIn, operation, person, REMOVE, setStatus, state, walkIn } from '../sync/made-up.ts';
import { COMPLETE, Desk, pass, PULLS, startDesk, UNREACHABLE } from './loop-desk.ts';

const withStatus = (id: number, StatusId: number) => person(id, {}, { Statuses: [{ PartId: null, StatusId }] });

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('polling', () => {
  it('begins with all feeds at once and keeps up with each in its own time', async () => {
    const desk = new Desk();
    desk.loop.start();
    await pass(0);
    expect(desk.take()).toEqual(['0.0 pull participants', '0.0 pull badges', '0.0 pull orderitems']);
    await pass(17_000);
    expect([...desk.take()].sort()).toEqual([
      '11.0 pull badges',
      '11.0 pull participants',
      '16.5 pull badges',
      '16.5 pull orderitems',
      '16.5 pull participants',
      '5.5 pull badges',
      '5.5 pull participants',
    ]);
  });

  it('never asks a feed twice at once, however slow it is', async () => {
    const desk = new Desk();
    desk.pullTime = 30_000;
    desk.loop.start();
    await pass(1000);
    desk.loop.pullNow();
    desk.loop.pullNow();
    desk.hear(operation(1, 'id:1', setStatus(2), { state: state('accepted') }));
    await pass(20_000);
    expect([desk.count('pull participants'), desk.count('pull badges')]).toEqual([1, 1]);
    await pass(20_000);
    expect(desk.count('pull participants')).toBe(2);
  });

  it('invariant 11: offline is nothing special and no storm: a feed that cannot be reached is asked rarely, until the host says that the network is back', async () => {
    const desk = await startDesk();
    for (const feed of FEEDS) desk.ends[feed] = UNREACHABLE;
    desk.make(operation(1, 'id:1', letIn()), operation(2, 'id:2', letIn()));
    expect(desk.people.rowOf('id:1')?.arrived).toBe(true);
    await pass(60_000);
    expect(desk.count('pull participants')).toBeLessThanOrEqual(7);
    expect(desk.count('clear')).toBe(0);
    for (const feed of FEEDS) desk.ends[feed] = COMPLETE;
    desk.take();
    desk.loop.pullNow();
    await pass(100);
    expect(desk.take()).toEqual(
      expect.arrayContaining(['60.1 pull participants', '60.1 pull badges', expect.stringContaining('clear 1 2')]),
    );
  });

  it('one dead feed stops nobody', async () => {
    const desk = await startDesk();
    desk.ends.badges = { end: 'off', code: 'serverError', detail: 'HTTP 500' };
    desk.make(operation(1, 'id:1', letIn()));
    await pass(100);
    expect(desk.take(...PULLS)).toEqual(['0.1 clear 1']);
    await pass(15_000);
    expect(desk.count('pull badges')).toBeLessThanOrEqual(2);
  });

  it('stops when it is told to', async () => {
    const desk = await startDesk();
    desk.make(operation(1, 'id:1', setStatus(2)));
    desk.loop.stop();
    desk.loop.pullNow();
    await pass(60_000);
    expect(desk.take()).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('letting operations go', () => {
  it('a change is held for five seconds, then pulled for and cleared', async () => {
    const desk = await startDesk();
    await pass(3000); // out of step with the polls
    desk.make(operation(1, 'id:1', setStatus(2)));
    await pass(4900);
    expect(desk.count('clear')).toBe(0);
    desk.take();
    await pass(200);
    expect(desk.take()).toEqual(['8.1 pull participants', '8.1 pull badges', '8.1 clear 1']);
    desk.change(1, state('sending'));
    await pass(60_000);
    expect(desk.count('clear')).toBe(0);
  });

  it('invariant 6: a drain pulls before it clears, and what the pull shows stops it', async () => {
    const desk = await startDesk();
    desk.make(operation(1, 'id:1', setStatus(2)), operation(2, 'id:2', setStatus(2)));
    await pass(4000);
    desk.people.takeRows('participants', [person(1, {}, { Statuses: [{ PartId: null, StatusId: 3 }] })]);
    desk.take();
    await pass(1200);
    expect(desk.take('orderitems')).toEqual([
      '5.1 pull participants',
      '5.1 pull badges',
      '5.1 settle attention 1',
      '5.1 clear 2',
    ]);
  });

  it("a badge goes at once, and takes its person's changes with it, and nobody else's", async () => {
    const desk = await startDesk();
    desk.make(operation(1, 'id:1', setStatus(2)), operation(2, 'id:2', setStatus(2)));
    await pass(1000);
    desk.make(operation(3, 'id:1', letIn()));
    await pass(100);
    expect(desk.take(...PULLS)).toEqual(['1.1 clear 1 3']);
    await pass(4000);
    expect(desk.take(...PULLS)).toEqual(['5.1 clear 2']);
  });

  it('a badge that the host recorded after printing does the same', async () => {
    const desk = await startDesk();
    desk.make(operation(1, 'id:1', setStatus(2)));
    await pass(1000);
    desk.hear(operation(2, 'id:1', letIn()));
    await pass(1000);
    expect(desk.take(...PULLS)).toEqual([expect.stringContaining('clear 1 2')]);
    desk.hear(operation(3, 'id:2', letIn()));
    await pass(1000);
    expect(desk.take(...PULLS)).toEqual([expect.stringContaining('clear 3')]);
  });

  it('undone within its five seconds, a change is never cleared', async () => {
    const desk = await startDesk();
    desk.make(operation(1, 'id:1', setStatus(2)));
    await pass(2000);
    desk.change(1, state('withdrawn'));
    await pass(20_000);
    expect(desk.count('clear')).toBe(0);
  });

  it('a sync that is asked for takes all that is held, and says when it is over', async () => {
    const desk = await startDesk();
    desk.make(operation(1, 'id:1', setStatus(2)), operation(2, 'local:operation-2', walkIn({ LastName: 'Орлова' })));
    const over = desk.loop.syncNow();
    expect(desk.loop.busy).toBe(true);
    await pass(1000);
    await over;
    expect(desk.loop.busy).toBe(false);
    const events = desk.take();
    expect(events[0]).toBe('0.1 busy');
    expect(events.at(-1)).toContain('not busy');
    expect(events.filter((event) => event.includes('clear'))).toEqual([expect.stringContaining('clear 1 2')]);
    expect(events.filter((event) => event.includes('pull orderitems'))).toHaveLength(1);
  });

  it('is not busy for ever when the network is away', async () => {
    const desk = await startDesk();
    for (const feed of FEEDS) desk.ends[feed] = UNREACHABLE;
    desk.make(operation(1, 'id:1', setStatus(2)));
    const over = desk.loop.syncNow();
    await pass(1000);
    await over;
    expect(desk.loop.busy).toBe(false);
  });

  it('what is held does not make it spin', async () => {
    const desk = await startDesk();
    for (let seq = 1; seq <= 20; seq += 1) {
      desk.make(operation(seq, 'id:1', setStatus(2)));
      await pass(100);
    }
    const before = vi.getTimerCount();
    expect(before).toBeLessThanOrEqual(4); // one a feed, and one for all that is held
    desk.hear(operation(30, 'id:9', setStatus(2), { state: state('attention') }));
    desk.take();
    await pass(2900);
    expect(desk.count('pull participants')).toBe(0);
  });

  it('operations that were there at the start go without being held', async () => {
    const desk = new Desk();
    desk.hear(operation(1, 'id:1', setStatus(2)));
    desk.loop.start();
    await pass(100);
    expect(desk.take(...PULLS)).toEqual([expect.stringContaining('clear 1')]);
  });
});

describe('settling', () => {
  it('invariant 2: an answer is looked for soon, and by a pull that begins after it', async () => {
    const desk = await startDesk();
    desk.make(operation(1, 'id:1', letIn()));
    await pass(100);
    desk.change(1, state('sending'));
    desk.people.takeRows('badges', [badgeRow(50, 1)]);
    desk.take();
    desk.change(1, state('accepted', 50));
    await pass(600);
    expect(desk.take('clear').map((event) => event.slice(event.indexOf(' ') + 1))).toEqual([
      'pull badges',
      'settle done 1',
    ]);
  });

  it('invariant 2: a pull under way when the answer comes does not settle it', async () => {
    const desk = await startDesk();
    desk.pullTime = 2000;
    await pass(5000);
    desk.hear(operation(1, 'id:1', setStatus(2), { state: state('accepted') })); // the poll of second 5 is under way
    desk.people.takeRows('participants', [withStatus(1, 2)]);
    desk.take();
    await pass(1500);
    expect(desk.count('settle')).toBe(0);
    await pass(3000);
    expect(desk.take('badges').map((event) => event.split(' ').slice(1).join(' '))).toEqual([
      'pull participants',
      'settle done 1',
    ]);
  });

  it('many answers are looked for by one pull', async () => {
    const desk = await startDesk();
    for (let seq = 1; seq <= 3; seq += 1) {
      desk.hear(operation(seq, `id:${seq}`, setStatus(2), { state: state('accepted') }));
      desk.people.takeRows('participants', [withStatus(seq, 2)]);
      await pass(100);
    }
    await pass(400);
    expect(desk.take('badges').map((event) => event.split(' ').slice(1).join(' '))).toEqual([
      'pull participants',
      'settle done 1, done 2, done 3',
    ]);
  });

  it('the tombstone of a removal comes before the removal is done', async () => {
    const desk = await startDesk();
    desk.hear(operation(1, 'id:1', REMOVE, { state: state('accepted') }));
    await pass(600);
    expect(desk.take(...PULLS).map((event) => event.split(' ').slice(1).join(' '))).toEqual([
      'removed 1',
      'settle done 1',
    ]);
  });

  it('what is uncertain is settled by the polls when its quiet time is over', async () => {
    const desk = await startDesk();
    desk.hear(operation(1, 'local:operation-1', walkIn({ Email: 'o@example.com' }), { state: state('uncertain') }));
    await pass(7500);
    expect(desk.count('settle')).toBe(0);
    await pass(5500);
    expect(desk.take(...PULLS)[0]).toContain('settle resend 1');
  });
});
