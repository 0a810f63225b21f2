import { describe, expect, it } from 'vitest';
import { ProgressMeter } from '../../../renderer/engine/progress.ts';

function makeMeter() {
  let now = 1000;
  const meter = new ProgressMeter(() => now);
  return {
    meter,
    after: (seconds: number, people: number) => {
      now += seconds * 1000;
      meter.count(people);
      return meter.read();
    },
  };
}

describe('progress', () => {
  it('counts people and people a second; no time is promised before anything is known', () => {
    const { meter, after } = makeMeter();
    meter.enter('firstSync');
    expect(meter.read()).toEqual({ phase: 'firstSync', people: 0, rate: 0, secondsLeft: null });
    expect(after(1, 500)).toEqual({ phase: 'firstSync', people: 500, rate: 500, secondsLeft: null });
  });

  it('promises a time once a part of the way is known, by how long that part took', () => {
    const { meter, after } = makeMeter();
    meter.enter('firstSync');
    meter.reach(0.001);
    expect(after(1, 100)).toMatchObject({ secondsLeft: null });
    meter.reach(0.25);
    expect(after(9, 1000)).toMatchObject({ secondsLeft: 30 });
    meter.reach(1);
    expect(after(1, 3000)).toMatchObject({ secondsLeft: 0 });
  });

  it('goes by the last seconds only', () => {
    const { meter, after } = makeMeter();
    meter.enter('firstSync');
    after(1, 10_000);
    for (let second = 0; second < 20; second += 1) after(1, 10_000 + second * 10);
    expect(meter.read().rate).toBeLessThanOrEqual(10);
  });

  it('gives no rate of people who were there all at once', () => {
    const { meter, after } = makeMeter();
    meter.enter('reading');
    expect(after(0.0003, 5000)).toMatchObject({ people: 5000, rate: 0 });
  });

  it('begins anew with a phase', () => {
    const { meter, after } = makeMeter();
    meter.enter('reading');
    after(1, 1000);
    meter.enter('ready');
    expect(meter.read()).toEqual({ phase: 'ready', people: 1000, rate: 0, secondsLeft: null });
  });
});
