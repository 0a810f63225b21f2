/** Every row of a feed is walked at least once, whatever the server does with `since`, `limit`, `HasMore` and `NextSince`. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseServerTime, type ServerTime, shiftSeconds } from '../../shared/ruvents/time.ts';
import { type Ask, beginWalk, nextStep } from '../../shared/sync/paging.ts';

interface Row {
  readonly id: number;
  readonly second: number;
}

interface Manners {
  readonly inclusive: boolean;
  readonly nextSince: 'absent' | 'lastRow' | 'stale' | 'serverClock' | 'nullAtEnd';
  readonly hasMore: 'right' | 'absent' | 'fullPage' | 'alwaysTrue';
  /** The most that a page holds. */
  readonly clamp: number;
}

const BEGINNING = parseServerTime('2026-10-05 09:00:00')!;
const MOST_ASKS = 3000;

function timeAt(second: number): ServerTime {
  return shiftSeconds(BEGINNING, second);
}

/** A server as the document or as real ones are: time ascending, no other order to rely on. */
function answer(
  rows: readonly Row[],
  manners: Manners,
  ask: Ask,
): { rows: readonly Row[]; hasMore: boolean | null; nextSince: ServerTime | null } {
  const { since } = ask;
  const later = rows.filter((row) => {
    const time = timeAt(row.second);
    return since === null || (manners.inclusive ? time >= since : time > since);
  });
  const limit = Math.min(ask.limit, manners.clamp);
  const page = later.slice(0, limit);
  const first = page[0];
  const last = page.at(-1);
  const atEnd = later.length <= limit;
  const hasMore = { right: !atEnd, absent: null, fullPage: page.length === limit, alwaysTrue: true }[manners.hasMore];
  const nextSince = {
    absent: null,
    lastRow: last === undefined ? null : timeAt(last.second),
    stale: first === undefined ? null : timeAt(first.second),
    serverClock: timeAt((rows.at(-1)?.second ?? 0) + 10),
    nullAtEnd: atEnd || last === undefined ? null : timeAt(last.second),
  }[manners.nextSince];
  return { rows: page, hasMore, nextSince };
}

/** Walks from a cursor to the end as the feeds do. */
function walk(rows: readonly Row[], manners: Manners, cursor: ServerTime | null, known: Set<number>) {
  let ask: Ask | null = beginWalk(cursor);
  let reached = cursor;
  let asks = 0;
  let steppedOver = false;
  while (ask !== null) {
    asks += 1;
    if (asks > MOST_ASKS) throw new Error('the walk does not end');
    const page = answer(rows, manners, ask);
    const fresh = page.rows.filter((row) => !known.has(row.id)).length;
    for (const row of page.rows) known.add(row.id);
    const last = page.rows.at(-1);
    const step = nextStep(reached, ask, {
      count: page.rows.length,
      fresh,
      hasMore: page.hasMore,
      nextSince: page.nextSince,
      lastRowTime: last === undefined ? null : timeAt(last.second),
    });
    reached = step.cursor;
    steppedOver ||= step.steppedOver;
    ask = step.next;
  }
  return { reached, asks, steppedOver };
}

/** Rows in order of time from how many there are in each of the seconds. */
function rowsOf(counts: readonly number[], firstId = 1, firstSecond = 0): readonly Row[] {
  let id = firstId;
  return counts.flatMap((count, index) =>
    Array.from({ length: count }, () => ({ id: id++, second: firstSecond + index })),
  );
}

const manners = fc.record({
  inclusive: fc.boolean(),
  nextSince: fc.constantFrom('absent', 'lastRow', 'stale', 'serverClock', 'nullAtEnd'),
  hasMore: fc.constantFrom('right', 'absent', 'fullPage', 'alwaysTrue'),
} as const);
/** People in each second: mostly few, at times an import, at times nobody for a while. */
const fewInSecond = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 5 }) },
  { weight: 2, arbitrary: fc.integer({ min: 200, max: 500 }) },
  { weight: 1, arbitrary: fc.constant(0) },
);
const manyInSecond = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 20 }) },
  { weight: 1, arbitrary: fc.integer({ min: 480, max: 2600 }) },
);

function missing(rows: readonly Row[], known: ReadonlySet<number>): readonly number[] {
  return rows
    .filter((row) => !known.has(row.id))
    .map((row) => row.id)
    .slice(0, 5);
}

describe('walking a feed', () => {
  it('finds every row where a second holds no more than a page, and ends', () => {
    fc.assert(
      fc.property(manners, fc.array(fewInSecond, { maxLength: 12 }), (how, counts) => {
        const rows = rowsOf(counts);
        const known = new Set<number>();
        const end = walk(rows, { ...how, clamp: 500 }, null, known);
        expect(missing(rows, known)).toEqual([]);
        expect(end.asks).toBeLessThanOrEqual(rows.length / 100 + 4 * counts.length + 20);
      }),
      { numRuns: 150 },
    );
  });

  it('finds every row of a server that gives as many as it is asked for, however many share a second', () => {
    fc.assert(
      fc.property(manners, fc.array(manyInSecond, { maxLength: 8 }), (how, counts) => {
        const rows = rowsOf(counts);
        const known = new Set<number>();
        walk(rows, { ...how, clamp: 100_000 }, null, known);
        expect(missing(rows, known)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('finds every row of a server that gives fewer than it is asked for and says rightly that there are more', () => {
    fc.assert(
      fc.property(
        manners,
        fc.constantFrom('right', 'fullPage', 'alwaysTrue'),
        fc.integer({ min: 2, max: 60 }),
        fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 20 }),
        (how, hasMore, clamp, counts) => {
          const rows = rowsOf(counts.map((count) => Math.min(count, clamp)));
          const known = new Set<number>();
          walk(rows, { ...how, hasMore, clamp }, null, known);
          expect(missing(rows, known)).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('says that somebody may be missing where a second holds more than the server ever gives', () => {
    fc.assert(
      fc.property(manners, fc.array(manyInSecond, { maxLength: 8 }), (how, counts) => {
        const rows = rowsOf(counts);
        const known = new Set<number>();
        const end = walk(rows, { ...how, clamp: 500 }, null, known);
        if (missing(rows, known).length > 0) expect(end.steppedOver).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('does not speak of missing people where none can be missing', () => {
    fc.assert(
      fc.property(manners, fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 12 }), (how, counts) => {
        const known = new Set<number>();
        const first = walk(rowsOf(counts), { ...how, clamp: 500 }, null, known);
        const again = walk(rowsOf(counts), { ...how, clamp: 500 }, first.reached, known);
        expect([again.steppedOver, again.asks <= 8]).toEqual([false, true]);
      }),
      { numRuns: 100 },
    );
  });

  it('finds what is written later, in walks from the cursor, the same second included', () => {
    fc.assert(
      fc.property(
        manners,
        fc.array(fc.array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constant(300)), { minLength: 1, maxLength: 4 }), {
          minLength: 1,
          maxLength: 5,
        }),
        (how, batches) => {
          const known = new Set<number>();
          let rows: readonly Row[] = [];
          let cursor: ServerTime | null = null;
          for (const counts of batches) {
            // a batch begins in the very second in which the last one ended, unless that one is full
            const last = rows.at(-1)?.second ?? 0;
            const inLast = rows.filter((row) => row.second === last).length;
            const firstSecond = inLast + counts[0]! > 500 ? last + 1 : last;
            rows = [...rows, ...rowsOf(counts, rows.length + 1, firstSecond)];
            // the server's clock runs ahead of the rows: what is written later has a later time than it
            const clockIsAhead = how.nextSince === 'serverClock';
            const end = walk(
              rows,
              { ...how, nextSince: clockIsAhead ? 'lastRow' : how.nextSince, clamp: 500 },
              cursor,
              known,
            );
            cursor = end.reached;
            expect(missing(rows, known)).toEqual([]);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('finds what is written after an import of more people in one second than a page holds', () => {
    const import_ = rowsOf([3, 700]);
    for (const hasMore of ['right', 'absent', 'fullPage', 'alwaysTrue'] as const) {
      for (const inclusive of [true, false]) {
        const how: Manners = { inclusive, nextSince: 'absent', hasMore, clamp: 100_000 };
        const known = new Set<number>();
        const first = walk(import_, how, null, known);
        const later = [...import_, { id: 9001, second: 2 }];
        walk(later, how, first.reached, known);
        expect([hasMore, inclusive, known.has(9001)]).toEqual([hasMore, inclusive, true]);
      }
    }
  });

  it('ends with a server that gives the same rows whatever it is asked', () => {
    const rows = rowsOf([5]);
    let ask: Ask | null = beginWalk(timeAt(100));
    let asks = 0;
    while (ask !== null && asks < 50) {
      asks += 1;
      const step = nextStep(timeAt(100), ask, {
        count: rows.length,
        fresh: rows.length,
        hasMore: true,
        nextSince: null,
        lastRowTime: timeAt(0),
      });
      ask = step.next;
    }
    expect(ask).toBeNull();
  });

  it('invariant 3: the cursor never goes back, and never past the rows while more follow', () => {
    fc.assert(
      fc.property(manners, fc.array(fewInSecond, { minLength: 1, maxLength: 8 }), fc.nat(20), (how, counts, start) => {
        const rows = rowsOf(counts);
        const cursor = timeAt(start);
        const ask = beginWalk(cursor);
        const page = answer(rows, { ...how, clamp: 500 }, ask);
        const last = page.rows.at(-1);
        const lastRowTime = last === undefined ? null : timeAt(last.second);
        const step = nextStep(cursor, ask, {
          count: page.rows.length,
          fresh: page.rows.length,
          hasMore: page.hasMore,
          nextSince: page.nextSince,
          lastRowTime,
        });
        expect(step.cursor! >= cursor).toBe(true);
        if (step.next !== null && lastRowTime !== null && !step.steppedOver) {
          expect(step.cursor! <= (lastRowTime > cursor ? lastRowTime : timeAt(start + 1))).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('invariant 10: the local clock is never used for a cursor: with no time from the server there is none', () => {
    const step = nextStep(null, beginWalk(null), {
      count: 3,
      fresh: 3,
      hasMore: false,
      nextSince: null,
      lastRowTime: null,
    });
    expect(step).toEqual({ cursor: null, next: null, steppedOver: false });
  });
});
