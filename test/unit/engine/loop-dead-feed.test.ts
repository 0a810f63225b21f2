/** A feed that fails alone: what has to leave leaves, and the server is not pressed (design, invariant 5). */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PullEnd } from '../../../renderer/engine/sync/feeds.ts';
import { FEEDS } from '../../../shared/ruvents/rows.ts';
import { letIn, operation, setStatus, state, walkIn } from '../sync/made-up.ts';
import { COMPLETE, type Desk, pass, PULLS, startDesk, UNREACHABLE } from './loop-desk.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const FAILING: PullEnd = { end: 'off', code: 'serverError', detail: 'HTTP 502' };
const MINUTE = 60_000;
/** A request a feed in five seconds, and the one at the very beginning. */
const MOST_A_MINUTE = 13;

const change = (seq: number) => operation(seq, `id:${1 + (seq % 3)}`, setStatus(2));
const newcomer = (seq: number) => operation(seq, `local:operation-${seq}`, walkIn({ LastName: 'Орлова' }));
/** What was handed to the host, whether once or again: nothing came of it. */
const cleared = (desk: Desk): readonly string[] =>
  [...new Set(desk.take(...PULLS, 'settle').flatMap((event) => event.split(' ').slice(2)))].sort();

/** The feed is asked for half a minute without a word, and then it is cut. */
function hang(desk: Desk, feed: (typeof FEEDS)[number]): void {
  desk.ends[feed] = UNREACHABLE;
  desk.pullTimes.set(feed, 30_000);
}

describe('a badges feed', () => {
  it.each<[string, (desk: Desk) => void]>([
    ['that is cut', (desk) => (desk.ends.badges = UNREACHABLE)],
    ['that hangs', (desk) => hang(desk, 'badges')],
    ['that fails', (desk) => (desk.ends.badges = FAILING)],
  ])('%s stops neither changes nor walk-ins nor badges', async (_how, kill) => {
    const desk = await startDesk();
    kill(desk);
    await pass(20_000);
    desk.take();
    desk.make(operation(1, 'id:1', setStatus(2)), newcomer(2), operation(3, 'id:3', letIn()));
    await pass(25_000);
    expect(cleared(desk)).toEqual(['1', '2', '3']);
  });

  it('that hangs is waited for while it moves', async () => {
    const desk = await startDesk();
    desk.pullTimes.set('badges', 25_000);
    let reached = 0;
    desk.cursors.badges = () => `2026-10-05 09:00:0${Math.floor((reached += 1) / 2) % 10}`;
    desk.make(operation(1, 'id:1', letIn()));
    await pass(24_000);
    expect(desk.count('clear')).toBe(0);
    await pass(2000);
    expect(cleared(desk)).toEqual(['1']);
  });

  it('that fails is not asked by every drain, nor after every answer', async () => {
    const desk = await startDesk();
    desk.ends.badges = UNREACHABLE;
    for (let seq = 1; seq <= 60; seq += 1) {
      desk.make(operation(seq, `id:${1 + (seq % 3)}`, letIn()));
      await pass(1000);
      desk.change(seq, state('sending'));
      desk.change(seq, state('accepted', 100 + seq));
    }
    expect(desk.count('pull badges')).toBeLessThanOrEqual(MOST_A_MINUTE);
  });
});

describe('a participants feed that hangs', () => {
  it('stops neither walk-ins nor badges while the server answers otherwise, and changes wait for it', async () => {
    const desk = await startDesk();
    hang(desk, 'participants');
    await pass(20_000);
    desk.take();
    desk.make(operation(1, 'id:1', setStatus(2)), newcomer(2), operation(3, 'id:3', letIn()));
    await pass(30_000);
    expect(cleared(desk)).toEqual(['2', '3']);
    desk.change(2, state('sending'));
    desk.change(3, state('sending'));
    desk.ends.participants = COMPLETE;
    desk.pullTimes.clear();
    await pass(60_000);
    expect(cleared(desk)).toContain('1');
  });

  it('as the network comes back, it is not waited for by what can leave without it', async () => {
    const desk = await startDesk();
    for (const feed of FEEDS) desk.ends[feed] = UNREACHABLE;
    await pass(20_000);
    desk.make(newcomer(1), operation(2, 'id:2', letIn()));
    await pass(MINUTE);
    desk.take();
    for (const feed of ['badges', 'orderitems'] as const) desk.ends[feed] = COMPLETE;
    hang(desk, 'participants');
    desk.loop.pullNow();
    await pass(25_000);
    expect(cleared(desk)).toEqual(['1', '2']);
  });

  it('lets nothing leave when nothing else answers either', async () => {
    const desk = await startDesk();
    for (const feed of FEEDS) hang(desk, feed);
    desk.make(newcomer(1), operation(2, 'id:2', letIn()));
    await pass(2 * MINUTE);
    expect(desk.count('clear')).toBe(0);
  });

  it('leaves a person who asked for a sync not waiting for ever', async () => {
    const desk = await startDesk();
    hang(desk, 'participants');
    desk.pullTimes.set('participants', 10 * MINUTE);
    const over = desk.loop.syncNow();
    await pass(30_000);
    await over;
    expect(desk.loop.busy).toBe(false);
  });
});

describe('a server that comes and goes', () => {
  it('is not pressed: whatever the host says, a feed is asked once in five seconds', async () => {
    const desk = await startDesk();
    desk.make(change(1), newcomer(2));
    desk.take();
    for (let said = 0; said < 300; said += 1) {
      desk.loop.pullNow();
      await pass(200);
    }
    // the drain of the change that could be taken back pulls for itself
    for (const feed of FEEDS) expect(desk.count(`pull ${feed}`)).toBeLessThanOrEqual(MOST_A_MINUTE + 1);
  });
});

describe('what the host always drops', () => {
  it('costs the server no request more than a desk that waits for an answer', async () => {
    const desk = await startDesk();
    desk.make(operation(1, 'id:1', letIn()));
    await pass(1000);
    desk.take();
    await pass(2 * MINUTE);
    for (const feed of FEEDS) expect(desk.count(`pull ${feed}`)).toBeLessThanOrEqual(2 * 12);
  });

  it('is handed over later and later, and at once when the network is back', async () => {
    const desk = await startDesk();
    desk.make(operation(1, 'id:1', letIn()));
    await pass(10 * MINUTE);
    expect(desk.count('clear')).toBeGreaterThanOrEqual(5);
    expect(desk.count('clear')).toBeLessThanOrEqual(8);
    desk.take();
    desk.loop.pullNow();
    await pass(1000);
    expect(desk.count('clear')).toBe(1);
  });
});
