/** A sweep that nobody has asked for: half an hour after something was stepped over, however often that is said. */
import { expect, it } from 'vitest';
import type { SweepEnd } from '../../../renderer/engine/sync/sweep.ts';
import { Sweeper, type SweeperOptions } from '../../../renderer/engine/sync/sweeper.ts';
import { FEEDS, type Feed } from '../../../shared/ruvents/rows.ts';
import { handTimers } from '../host/hand-timers.ts';

const MINUTE = 60_000;

function play() {
  const timers = handTimers();
  const log: string[] = [];
  const chance = { value: 0 };
  const ends: Partial<Record<Feed, SweepEnd>> = {};
  const sweepOf = (feed: Feed) => ({
    record: null,
    read: 0,
    isRunning: false,
    startOver: () => undefined,
    stop: () => undefined,
    walk: () => {
      log.push(`${feed} at ${timers.now() / MINUTE}`);
      return Promise.resolve(ends[feed] ?? { end: 'complete', missing: [], late: 0 });
    },
  });
  const sweeper = new Sweeper({
    sweeps: Object.fromEntries(FEEDS.map((feed) => [feed, sweepOf(feed)])) as unknown as SweeperOptions['sweeps'],
    missing: { doubt: null, isAsking: false, take: () => Promise.resolve() } as unknown as SweeperOptions['missing'],
    after: (ms, work) => timers.after(ms, work),
    random: () => chance.value,
    onChange: () => undefined,
    onCompacted: () => undefined,
    onBegin: () => undefined,
    onSwept: () => undefined,
  });
  const pass = async (minutes: number): Promise<void> => {
    timers.advance(minutes * MINUTE);
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return { sweeper, log, ends, chance, pass };
}

it('comes half an hour after the first word of it, though each pull says so again', async () => {
  const { sweeper, log, pass } = play();
  for (let minute = 0; minute < 65; minute += 1) {
    sweeper.askLater();
    await pass(1);
  }
  expect(log.filter((walk) => walk.startsWith('participants'))).toEqual(['participants at 30', 'participants at 60']);
});

it('does not come again for what a sweep has looked for meanwhile', async () => {
  const { sweeper, log, pass } = play();
  sweeper.askLater();
  await pass(20);
  sweeper.ask();
  await pass(0);
  await pass(60);
  expect(log.filter((walk) => walk.startsWith('participants'))).toEqual(['participants at 20']);
});

it('that waits for one feed goes on when that feed is reached, and not with every pull of another', async () => {
  const { sweeper, log, ends, pass } = play();
  ends.badges = { end: 'unreachable', code: 'unreachable', detail: '' };
  sweeper.ask();
  await pass(0);
  for (let pull = 0; pull < 12; pull += 1) {
    sweeper.wake('participants');
    await pass(0);
  }
  expect(log).toEqual(['participants at 0', 'badges at 0']);
  delete ends.badges;
  sweeper.wake('badges');
  await pass(0);
  expect(log.slice(2)).toEqual(['badges at 0', 'orderitems at 0']);
});

it('comes at another time at each desk, though all were told at once', async () => {
  const { sweeper, log, chance, pass } = play();
  chance.value = 0.25;
  sweeper.askLater();
  await pass(31);
  expect(log).toEqual([]);
  await pass(0.5);
  expect(log[0]).toBe('participants at 31.5');
});
