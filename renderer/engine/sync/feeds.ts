/**
 * Pulling a feed: one request in flight a feed; the next page is asked for before this one is stored.
 *
 *   fetch n ─▶ parse, check, take in ─▶ fetch n+1 ┬─▶ …
 *                                                 └─▶ seal and store n with its cursor
 */
import type { Feed } from '../../../shared/ruvents/rows.ts';
import type { ServerTime } from '../../../shared/ruvents/time.ts';
import { beginWalk, nextStep, type Ask, type Step } from '../../../shared/sync/paging.ts';
import type { Skipped } from '../api.ts';
import type { HostLink } from '../host.ts';
import type { People } from '../people.ts';
import type { FeedCursor, ReplicaLog } from '../replica/log.ts';
import { readPage, type Page } from '../replica/page.ts';

export type PullEnd =
  | { readonly end: 'complete'; readonly fresh: number; readonly steppedOver: boolean }
  /** The server could not be asked; the host tells when it is worth trying again. */
  | { readonly end: 'unreachable'; readonly code: string; readonly detail: string }
  /** The server has no such feed, or refuses it. */
  | { readonly end: 'off'; readonly code: string; readonly detail: string }
  /** What came is no page: the cursor stays where it was. */
  | { readonly end: 'unreadable'; readonly detail: string };

export interface FeedPuller {
  readonly feed: Feed;
  /** The reached cursor, and whether the end has been seen once. */
  readonly reached: FeedCursor;
  /** Walks from the cursor to the end of the feed. A call while one is under way joins it. */
  pull(): Promise<PullEnd>;
}

export interface FeedPullerOptions {
  readonly feed: Feed;
  readonly start: FeedCursor;
  readonly host: HostLink;
  readonly people: People;
  readonly log: ReplicaLog;
  /** News of a page, and the time of its last row. */
  readonly onPage: (rows: number, lastRowTime: ServerTime | null) => void;
  readonly onSkip: (skip: Omit<Skipped, 'at'>) => void;
}

/** So many stored pages may be on their way to disk before the walk waits for them. */
const STORES_AHEAD = 4;

export function createFeedPuller(options: FeedPullerOptions): FeedPuller {
  const { feed, host, people, log } = options;
  let reached = options.start;
  let running: Promise<PullEnd> | null = null;

  async function walk(): Promise<PullEnd> {
    const stores: Promise<void>[] = [];
    let fresh = 0;
    let steppedOver = false;
    let ask = beginWalk(reached.cursor);
    let answer = host.fetchPage(feed, ask);
    try {
      for (;;) {
        const page = await answer;
        if (!page.ok) return endOf(page.problem);
        const read = readPage(feed, new TextDecoder().decode(page.value));
        if (!read.ok) {
          options.onSkip({ feed, id: null, what: 'page', why: read.why });
          return { end: 'unreadable', detail: read.why };
        }
        const rows = people.takeRows(feed, read.page.rows);
        const step = stepOf(reached.cursor, ask, read.page, rows.length);
        fresh += rows.length;
        steppedOver ||= step.steppedOver;
        const { next } = step;
        if (next !== null) answer = host.fetchPage(feed, next);
        const moved = moveTo(step);
        if (rows.length > 0 || moved)
          stores.push(log.append(feed, toStore(page.value, read.page, rows), rows.length, reached));
        for (const skip of read.page.skips) options.onSkip({ feed, ...skip });
        options.onPage(rows.length, read.page.lastRowTime);
        if (next === null) return { end: 'complete', fresh, steppedOver };
        ask = next;
        if (stores.length >= STORES_AHEAD) await stores.shift();
      }
    } finally {
      await Promise.all(stores);
    }
  }

  function moveTo(step: Step): boolean {
    const before = reached;
    reached = { cursor: step.cursor, complete: before.complete || step.next === null };
    return reached.cursor !== before.cursor || reached.complete !== before.complete;
  }

  return {
    feed,
    get reached() {
      return reached;
    },
    pull() {
      running ??= walk().finally(() => {
        running = null;
      });
      return running;
    },
  };
}

function stepOf(cursor: ServerTime | null, ask: Ask, page: Page<Feed>, fresh: number): Step {
  return nextStep(cursor, ask, {
    count: page.rows.length + page.skips.filter((skip) => skip.what === 'row').length,
    fresh,
    hasMore: page.hasMore,
    nextSince: page.nextSince,
    lastRowTime: page.lastRowTime,
    lastPayment: page.lastPayment,
  });
}

/** The bytes as they came where nearly all of it was news and nothing was mended: that saves writing it anew. */
function toStore(
  bytes: Uint8Array<ArrayBuffer>,
  page: Page<Feed>,
  fresh: readonly object[],
): Uint8Array<ArrayBuffer> | readonly object[] | null {
  if (fresh.length === 0) return null;
  return page.skips.length === 0 && fresh.length * 2 >= page.rows.length ? bytes : fresh;
}

function endOf(problem: { readonly code: string; readonly detail: string }): PullEnd {
  switch (problem.code) {
    case 'notFound':
    case 'notRuvents':
    case 'serverError': // one dead feed stops nobody: operations go on without it
      return { end: 'off', code: problem.code, detail: problem.detail };
    default:
      return { end: 'unreachable', code: problem.code, detail: problem.detail };
  }
}
