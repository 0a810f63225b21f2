/**
 * Pulling a feed: one request in flight a feed; the next page is asked for before this one is stored.
 *
 *   fetch n ─▶ parse, check, take in ─▶ fetch n+1 ┬─▶ …
 *                                                 └─▶ seal and store n with its cursor
 */
import type { Operation } from '../../../shared/operations/operation.ts';
import type { Feed, FeedRows } from '../../../shared/ruvents/rows.ts';
import { laterOf, type ServerTime, shiftSeconds } from '../../../shared/ruvents/time.ts';
import { beginWalk, nextStep, PAGE_LIMIT, type Ask, type Step } from '../../../shared/sync/paging.ts';
import type { Skipped } from '../api.ts';
import type { HostLink } from '../host.ts';
import type { People } from '../people.ts';
import type { FeedCursor, ReplicaLog } from '../replica/log.ts';
import type { Page } from '../replica/page.ts';
import { type Came, type Contacts, countOf, PageReader, type PullEnd } from './page-reader.ts';

export type { PullEnd } from './page-reader.ts';

export interface FeedPuller {
  readonly feed: Feed;
  /** The reached cursor, and whether the end has been seen once. */
  readonly reached: FeedCursor;
  /** Walks from the cursor to the end of the feed. A call while one is under way joins it. */
  pull(): Promise<PullEnd>;
  /**
   * The walks have stepped over something before this time, or could not read it; null = over nothing, as far as is known. It is
   * stored with the cursor, and only a complete sweep takes it back.
   */
  readonly missedUntil: ServerTime | null;
}

export interface WalkingPuller extends FeedPuller {
  /**
   * A sweep has read everything and stepped over nothing, and this is how far the server is: a cursor that lies behind it comes of a
   * clock that ran ahead, and what is written until then would not be seen.
   * @param unreadTo rows that it could not read lie before this time
   */
  goBackTo(cursor: ServerTime, unreadTo: ServerTime | null): void;
  /**
   * The server's clock is behind the cursor: walks begin and end here instead, until it has caught up (null).
   * `until` null: at the end of the feed, as ever.
   */
  readFrom(part: { readonly since: ServerTime; readonly until: ServerTime | null } | null): void;
  /** Of rows from before this time nobody can say that they are not there. */
  noteMissed(until: ServerTime): void;
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
  /** Rows that are on their way to disk, in the feed's present generation. */
  readonly onStored?: (rows: readonly FeedRows[Feed][]) => void;
  /** The server's clock is behind what it was. */
  readonly onClockBack?: () => void;
  /** Shared by all feeds of a server. */
  readonly contacts?: Contacts;
}

/** So many stored pages may be on their way to disk before the walk waits for them. */
const STORES_AHEAD = 4;

export function createFeedPuller(options: FeedPullerOptions): WalkingPuller {
  const { feed, host, people, log, onSkip, contacts = { count: 0 } } = options;
  const reader = new PageReader({ feed, host, contacts, onSkip });
  let reached = options.start;
  let running: Promise<PullEnd> | null = null;
  let part: Parameters<WalkingPuller['readFrom']>[0] = null;

  async function walk(): Promise<PullEnd> {
    const stores: Promise<void>[] = [];
    let fresh = 0;
    let steppedOver = false;
    const until = part?.until ?? null;
    let cursor = part === null ? reached.cursor : part.since;
    let answer = reader.read(part === null ? beginWalk(cursor) : { since: part.since, limit: PAGE_LIMIT }, false);
    try {
      for (;;) {
        const got = await answer;
        if (!got.ok) return got.end;
        const rows = people.takeRows(feed, got.page.rows);
        const step = stepOf(cursor, got.ask, got.page, rows.length);
        cursor = step.cursor;
        fresh += rows.length;
        steppedOver ||= step.steppedOver || got.steppedOver;
        const isRead = until !== null && got.page.lastRowTime !== null && got.page.lastRowTime > until;
        const next = isRead ? null : step.next;
        if (next !== null) answer = reader.read(next, true);
        const before = reached;
        // behind a row that does not come the cursor goes on: a sweep finds the row when it comes again
        moveTo(step, got.steppedOver ? got.ask.since : null, steppedOver);
        miss(missedOf(got, step, next));
        if (rows.length > 0) options.onStored?.(rows);
        if (rows.length > 0 || isMoved(before, reached))
          stores.push(log.append(feed, toStore(got.bytes, got.page, rows), rows.length, reached));
        for (const skip of got.page.skips) onSkip({ feed, ...skip });
        if (isClockBack(got)) options.onClockBack?.();
        options.onPage(rows.length, got.page.lastRowTime);
        if (next === null) return { end: 'complete', fresh, steppedOver };
        if (stores.length >= STORES_AHEAD) await stores.shift();
      }
    } finally {
      await Promise.all(stores);
    }
  }

  function moveTo(step: Step, behind: ServerTime | null, steppedOver: boolean): void {
    const { cursor, complete, missed: missedBefore, missedUntil } = reached;
    const missed = !complete && (missedBefore === true || steppedOver);
    reached = {
      cursor: laterOf(cursor, laterOf(step.cursor, behind)),
      complete: complete || step.next === null,
      ...(missed ? { missed } : {}),
      ...(missedUntil === undefined ? {} : { missedUntil }),
    };
  }

  function miss(until: ServerTime | null): void {
    if (until === null) return;
    // fences are cursors: while the clock is behind them, their time says nothing of what was written after
    const behind = part === null || reached.cursor === null ? null : shiftSeconds(reached.cursor, 1);
    const missedUntil = laterOf(reached.missedUntil ?? null, laterOf(until, behind));
    if (missedUntil !== null) reached = { ...reached, missedUntil };
  }

  return {
    feed,
    get reached() {
      return reached;
    },
    get missedUntil() {
      return reached.missedUntil ?? null;
    },
    readFrom(asked) {
      part = asked;
    },
    noteMissed(until) {
      const before = reached;
      miss(until);
      if (isMoved(before, reached)) void log.append(feed, null, 0, reached);
    },
    goBackTo(cursor, unreadTo) {
      reader.lookAgain(); // where nothing came, it came to the sweep
      const before = reached;
      const { cursor: known, complete, missed } = before;
      reached = {
        cursor: known === null || cursor >= known ? known : cursor,
        complete,
        ...(missed === undefined ? {} : { missed }),
        ...(unreadTo === null ? {} : { missedUntil: unreadTo }),
      };
      if (isMoved(before, reached)) void log.append(feed, null, 0, reached);
    },
    pull() {
      running ??= walk().finally(() => {
        running = null;
      });
      return running;
    },
  };
}

/** The feed that shows what became of an operation. */
export function feedOf({ intent }: Pick<Operation, 'intent'>): Feed {
  return intent.kind === 'badge' ? 'badges' : 'participants';
}

function isMoved(before: FeedCursor, after: FeedCursor): boolean {
  return (
    before.cursor !== after.cursor || before.complete !== after.complete || before.missedUntil !== after.missedUntil
  );
}

/** What this page, or the step to the next one, has left behind lies before this time; null = nothing. */
function missedOf({ missedTo, page }: Came, step: Step, next: Ask | null): ServerTime | null {
  const stepped = step.steppedOver ? (next?.since ?? step.cursor) : null;
  return laterOf(missedTo, laterOf(page.unreadTo, stepped));
}

function stepOf(cursor: ServerTime | null, ask: Ask, page: Page<Feed>, fresh: number): Step {
  return nextStep(cursor, ask, {
    count: countOf(page),
    fresh,
    hasMore: page.hasMore,
    nextSince: page.nextSince,
    lastRowTime: page.lastRowTime,
    firstRowTime: page.firstRowTime,
    lastPayment: page.lastPayment,
    joined: () => countJoined(page),
  });
}

/** A server that joins people and their parts counts one row for each part. */
export function countJoined(page: Page<Feed>): number {
  let count = 0;
  for (const row of page.rows) count += 'Statuses' in row ? Math.max(1, row.Statuses.length) : 1;
  return count;
}

/** Further back than rows are asked for twice, or a server's clocks differ. */
const BACK_S = 60;

/** What it would go on from lies before what it was asked for. */
function isClockBack({ ask, page }: Came): boolean {
  const { nextSince } = page;
  return nextSince !== null && ask.since !== null && nextSince < shiftSeconds(ask.since, -BACK_S);
}

/** The bytes as they came where nearly all of it was news and nothing was mended: that saves writing it anew. */
function toStore(
  bytes: Uint8Array<ArrayBuffer>,
  page: Page<Feed>,
  fresh: readonly object[],
): Uint8Array<ArrayBuffer> | readonly object[] | null {
  if (fresh.length === 0) return null;
  return page.isAsCame && fresh.length * 2 >= page.rows.length ? bytes : fresh;
}
