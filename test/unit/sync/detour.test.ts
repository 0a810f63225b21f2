/** The way around a row that does not come, against servers that are lists of seconds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseServerTime, type ServerTime, shiftSeconds } from '../../../shared/ruvents/time.ts';
import {
  beginDetour,
  between,
  type Detour,
  failDetour,
  growLimit,
  MOST_TRIES,
  narrowDetour,
} from '../../../shared/sync/detour.ts';
import type { Ask } from '../../../shared/sync/paging.ts';

const BEGIN = parseServerTime('2026-10-05 09:00:00')!;
const at = (second: number): ServerTime => shiftSeconds(BEGIN, second);

/** Rows by their seconds; a page with the bad one in it does not come. */
function comes(seconds: readonly number[], bad: number, { since, limit }: Ask): boolean {
  const due = seconds.flatMap((second, index) => (since === null || at(second) >= since ? [index] : []));
  return !due.slice(0, limit).includes(bad);
}

/** Goes on until something comes. @returns the page that is taken */
function goAround(
  seconds: readonly number[],
  bad: number,
  from: Ask,
): { ask: Ask; mode: Detour['mode']; tries: number } {
  let detour = beginDetour(from);
  for (let tries = 1; ; tries += 1) {
    const came = comes(seconds, bad, detour.ask);
    const next: Detour | null = came ? narrowDetour(detour) : failDetour(detour);
    if (next === null) {
      if (!came) throw new Error('given up');
      return { ask: detour.ask, mode: detour.mode, tries };
    }
    detour = next;
  }
}

describe('the way around a page that does not come', () => {
  it('asks for fewer first', () => {
    const seconds = Array.from({ length: 100 }, (_, index) => index);
    expect(goAround(seconds, 70, { since: at(0), limit: 500 })).toMatchObject({ ask: { since: at(0), limit: 50 } });
    expect(goAround(seconds, 20, { since: at(0), limit: 500 })).toMatchObject({ ask: { since: at(0), limit: 5 } });
    expect(goAround(seconds, 3, { since: at(0), limit: 500 })).toMatchObject({ ask: { since: at(0), limit: 1 } });
  });

  it('steps to the very second behind a row that does not come alone either, however far it is, in few requests', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000_000 }), fc.integer({ min: 1, max: 5000 }), (bad, gap) => {
        const seconds = [bad, bad + gap, bad + gap + 1];
        const around = goAround(seconds, 0, { since: at(0), limit: 500 });
        expect(around).toMatchObject({ mode: 'later', ask: { since: at(bad + 1), limit: 1 } });
        expect(around.tries).toBeLessThan(MOST_TRIES);
      }),
      { numRuns: 200 },
    );
  });

  it('finds the first row of all, where no second is known yet', () => {
    expect(goAround([5, 9], 0, { since: null, limit: 500 })).toMatchObject({ ask: { since: at(6) } });
  });

  it('gives a server up that fails at everything', () => {
    let detour: Detour | null = beginDetour({ since: at(0), limit: 500 });
    let tries = 0;
    for (; detour !== null; tries += 1) detour = failDetour(detour);
    expect(tries).toBeLessThan(MOST_TRIES);
  });

  it('after what came asks for more again, and between what came and what did not', () => {
    expect([growLimit(1), growLimit(50), growLimit(400)]).toEqual([4, 200, 500]);
    expect([between(5, 20), between(5, 6), between(1, 3)]).toEqual([12, null, 2]);
  });
});
