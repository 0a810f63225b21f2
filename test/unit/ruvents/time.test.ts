import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { laterOf, parseServerTime, type ServerTime, shiftSeconds } from '../../../shared/ruvents/time.ts';

const time = (text: string): ServerTime => parseServerTime(text)!;

describe('server times', () => {
  it('invariant 10: they are labels as the server gave them', () => {
    expect(parseServerTime('2026-10-05 09:00:00')).toBe('2026-10-05 09:00:00');
  });

  it('anything else is none', () => {
    const others: readonly unknown[] = [
      null,
      undefined,
      1759644000,
      '',
      '2026-10-05T09:00:00',
      '2026-10-05 09:00:00.5',
      '2026-10-05 09:00',
      '05.10.2026 09:00:00',
      '2026-13-05 09:00:00',
      '2026-10-05 25:00:00',
      ' 2026-10-05 09:00:00',
      {},
    ];
    expect(others.map(parseServerTime)).toEqual(others.map(() => null));
  });

  it('move over days and years', () => {
    expect(shiftSeconds(time('2026-12-31 23:59:59'), 1)).toBe('2027-01-01 00:00:00');
    expect(shiftSeconds(time('2024-03-01 00:00:00'), -1)).toBe('2024-02-29 23:59:59');
  });

  it('keep their order when moved, and come back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000_000, max: 100_000_000 }), fc.nat(100_000), (from, by) => {
        const start = shiftSeconds(time('2026-10-05 09:00:00'), from);
        const moved = shiftSeconds(start, by);
        expect(moved >= start).toBe(true);
        expect(parseServerTime(moved)).toBe(moved);
        expect(shiftSeconds(moved, -by)).toBe(start);
        expect(laterOf(start, moved)).toBe(moved);
      }),
    );
  });

  it('none is the beginning', () => {
    const some = time('2026-10-05 09:00:00');
    expect([laterOf(null, some), laterOf(some, null), laterOf(null, null)]).toEqual([some, some, null]);
  });
});
