import { expect, it } from 'vitest';
import { Pace } from '../../../renderer/engine/sync/pace.ts';
import { FEEDS } from '../../../shared/ruvents/rows.ts';

it('a desk asks a feed once in five seconds at most, whatever chance says', () => {
  for (const chance of [0, 0.5, 0.999]) {
    for (const feed of FEEDS) expect(new Pace(() => chance).pause(feed)).toBeGreaterThanOrEqual(5000);
  }
});

it('half as often after a minute without news, and as usual with the first news', () => {
  const pace = new Pace(() => 0);
  const pauses: number[] = [];
  for (let pull = 0; pull < 13; pull += 1) {
    pace.note('badges', 0);
    pauses.push(pace.pause('badges'));
  }
  expect(pauses).toEqual([...Array.from({ length: 11 }, () => 5000), 10_000, 10_000]);
  pace.note('badges', 3);
  expect([pace.pause('badges'), pace.pause('participants')]).toEqual([5000, 5000]);
});

it('a network that is back is asked at once, and one that comes and goes at the usual pace', () => {
  const pace = new Pace(() => 0.5);
  expect([0, 200, 4000, 8900, 14_000].map((now) => pace.holdBack(now))).toEqual([0, 5500, 5500, 5500, 0]);
});
