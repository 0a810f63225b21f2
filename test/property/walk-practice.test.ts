/**
 * A walk along the practice server's own feed, bent by any mixture of its habits of paging: nobody is missing without a word, at
 * first and after changes. `paging.test.ts` does the same against a server made for it; here the server is the one that people run.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Feed, writePage } from '../../electron/practice/feed.ts';
import { bendPage, readManners } from '../../electron/practice/quirks/paging.ts';
import type { Quirk, Quirks } from '../../electron/practice/quirks.ts';
import { laterOf, parseServerTime, type ServerTime, shiftSeconds } from '../../shared/ruvents/time.ts';
import { type Ask, beginWalk, nextStep } from '../../shared/sync/paging.ts';

const BEGINNING = parseServerTime('2026-10-05 09:00:00')!;
const MOST_ROWS = 500;
const MOST_ASKS = 400;

/** `Parts`: statuses, of which a server may count each. `Version` grows with each change. */
const rowSchema = z.object({ Id: z.int(), UpdateTime: z.string(), Parts: z.int(), Version: z.int() });
type Row = z.infer<typeof rowSchema>;
const pageSchema = z.object({
  Rows: z.array(rowSchema),
  HasMore: z.boolean().optional(),
  NextSince: z.string().nullish(),
});

class Server {
  readonly #feed = new Feed<Row>('Rows', rowSchema, {
    joined: { count: (row) => row.Parts, cut: (row, count) => ({ ...row, Parts: count }) },
  });
  readonly #quirks: Quirks;
  #second = 0;
  #version = 0;

  constructor(quirks: Quirks) {
    this.#quirks = quirks;
  }

  /** Writes so many rows in each of the next seconds: new ones, or those that are there already. */
  write(counts: readonly number[], whose: 'new' | 'known'): void {
    for (const count of counts) {
      const UpdateTime = this.now();
      this.#version += 1;
      const known = this.#feed.size;
      for (let nth = 0; nth < count; nth += 1) {
        const Id = whose === 'new' || known === 0 ? this.#feed.size + 1 : 1 + ((nth * 7) % known);
        this.#feed.put({ Id, UpdateTime, Parts: 1 + (Id % 3), Version: this.#version }, UpdateTime);
      }
      this.#second += 1;
    }
  }

  now(): ServerTime {
    return shiftSeconds(BEGINNING, this.#second);
  }

  answer(ask: Ask): z.infer<typeof pageSchema> {
    const asked = { since: ask.since ?? undefined, limit: Math.min(ask.limit, MOST_ROWS), now: this.now() };
    const page = this.#feed.page({ ...asked, manners: readManners(this.#quirks) });
    return pageSchema.parse(JSON.parse(writePage(bendPage(page, this.#quirks, asked))));
  }

  countMissing(known: ReadonlyMap<number, string>): number {
    return this.#feed.list().filter((row) => known.get(row.Id) !== JSON.stringify(row)).length;
  }
}

/** Walks from a cursor to the end as the feeds do. */
function walk(server: Server, cursor: ServerTime | null, known: Map<number, string>) {
  let ask: Ask | null = beginWalk(cursor);
  let reached = cursor;
  let steppedOver = false;
  for (let asks = 0; ask !== null; asks += 1) {
    if (asks > MOST_ASKS) throw new Error('the walk does not end');
    const page = server.answer(ask);
    const fresh = page.Rows.filter((row) => known.get(row.Id) !== JSON.stringify(row)).length;
    for (const row of page.Rows) known.set(row.Id, JSON.stringify(row));
    const step = nextStep(reached, ask, {
      count: page.Rows.length,
      fresh,
      hasMore: page.HasMore ?? null,
      nextSince: parseServerTime(page.NextSince),
      lastRowTime: page.Rows.reduce<ServerTime | null>(
        (last, row) => laterOf(last, parseServerTime(row.UpdateTime)),
        null,
      ),
      joined: () => page.Rows.reduce((sum, row) => sum + row.Parts, 0),
    });
    reached = step.cursor;
    steppedOver ||= step.steppedOver;
    ask = step.next;
  }
  return { reached, steppedOver };
}

function oneOf(...names: readonly Quirk[]): fc.Arbitrary<readonly Quirk[]> {
  return fc.constantFrom([], ...names.map((name) => [name]));
}
const moreOrLess = oneOf(
  'has-more-true-until-empty',
  'has-more-full-page',
  'has-more-always-true',
  'has-more-always-false',
  'has-more-absent',
);
const nextSince = oneOf('next-since-null-at-end', 'next-since-absent', 'next-since-stale', 'next-since-server-clock');
const splits = oneOf('since-inclusive', 'page-splits-second');
const order = oneOf('unstable-order');
const joined = fc.constant<readonly Quirk[]>(['short-pages']);

/** People in each second: mostly few, at times an import. */
const imports = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 5 }) },
    { weight: 1, arbitrary: fc.integer({ min: 100, max: 480 }) },
  ),
  { minLength: 1, maxLength: 10 },
);
const few = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 40 });
const changes = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 })), { maxLength: 6 });

/** Nobody is missing unsaid after the first walk, and after a walk for each second in which something changed. */
function expectEverybody(
  quirks: fc.Arbitrary<readonly (readonly Quirk[])[]>,
  counts: fc.Arbitrary<readonly number[]>,
): void {
  fc.assert(
    fc.property(quirks, counts, changes, (names, people, changed) => {
      const server = new Server(new Set(names.flat()));
      server.write(people, 'new');
      server.write([0, 0, 0, 0, 0], 'known'); // the doors open some seconds after the last one was registered
      const known = new Map<number, string>();
      const first = walk(server, null, known);
      if (!first.steppedOver) expect(server.countMissing(known)).toBe(0);
      let cursor = first.reached;
      for (const count of changed) {
        server.write([count], 'known');
        const later = walk(server, cursor, known);
        cursor = later.reached;
        if (!first.steppedOver && !later.steppedOver) expect(server.countMissing(known)).toBe(0);
      }
    }),
    { numRuns: 250 },
  );
}

describe('a walk along the practice server', () => {
  it('whatever it says of its end, and wherever its pages end', () => {
    expectEverybody(fc.tuple(moreOrLess, nextSince, splits, order), imports);
  });

  it('where the second after a page with little news is a large one, and the server always says that this is all', () => {
    expectEverybody(fc.constant([['has-more-always-false']]), fc.constant([309, 190, 2, 309]));
  });

  it('whose limit counts a person once for each part: a day at the desk', () => {
    expectEverybody(fc.tuple(joined, moreOrLess, nextSince, splits, order), few);
  });

  it('whose limit counts a person once for each part: imports, of which it may never give all', () => {
    expectEverybody(fc.tuple(joined, moreOrLess, nextSince, splits, order), imports);
  });

  it('says that somebody may be missing only where a second holds more than a page', () => {
    fc.assert(
      fc.property(fc.tuple(moreOrLess, nextSince, splits, order), few, (names, people) => {
        const server = new Server(new Set(names.flat()));
        server.write(people, 'new');
        expect(walk(server, null, new Map()).steppedOver).toBe(false);
      }),
      { numRuns: 150 },
    );
  });
});
