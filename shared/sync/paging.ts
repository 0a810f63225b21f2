/**
 * Walking a feed of the server (design, invariant 3; reference, «Paging»).
 *
 *   ask(since) ─▶ page ─▶ the next `since` is the page's end less an overlap, since `since` may be inclusive or exclusive and
 *                         one second may hold more rows than the page did; what comes twice is dropped by Id
 *   no progress ─▶ a full page within one second: ask for more rows at once; when even that does not help, step one second
 *                  and say that the walk may have missed somebody
 *
 * Cursors are times of the server; the local clock has no say.
 */
import { type ServerTime, laterOf, shiftSeconds } from '../ruvents/time.ts';

/** The service's own maximum; it clamps what is above. */
export const PAGE_LIMIT = 500;
/** No short page of real servers holds fewer: 500 rows are 25 people in 20 parts each. */
const MANY_FRESH = 20;
const LARGEST_LIMIT = 16_000;
/** A row may be written with the time of the second in which its transaction began. */
const OVERLAP_WALKING_S = 1;
const OVERLAP_RETURNING_S = 2;

export interface Ask {
  /** null = from the beginning. */
  readonly since: ServerTime | null;
  readonly limit: number;
}

export interface PageFacts {
  readonly count: number;
  /** Rows that differ from what was known. */
  readonly fresh: number;
  readonly hasMore: boolean | null;
  readonly nextSince: ServerTime | null;
  /** The greatest time of a row. */
  readonly lastRowTime: ServerTime | null;
  /** The time of the first row: rows from the very second that was asked for show that `since` is inclusive. */
  readonly firstRowTime?: ServerTime | null;
  /** The greatest time of a payment, of rows that have no other time: no later than what the feed goes by. */
  readonly lastPayment?: ServerTime | null;
  /** A walk that speaks of who is *not* there: that there is no more is believed only of a page that brings nothing new. */
  readonly thorough?: boolean;
  /** Rows as a server that joins people and their parts counts them against the limit; asked only of a page that gets nowhere. */
  readonly joined?: () => number;
}

export interface Step {
  /** What the rows now cover: to be stored in one transaction with them. */
  readonly cursor: ServerTime | null;
  /** The next page of this walk; null = the end is reached. */
  readonly next: Ask | null;
  /** A second was stepped over: somebody may be missing until a full pull finds them. */
  readonly steppedOver: boolean;
}

/** The first page of a walk from a stored cursor. */
export function beginWalk(cursor: ServerTime | null): Ask {
  return { since: cursor === null ? null : shiftSeconds(cursor, -OVERLAP_RETURNING_S), limit: PAGE_LIMIT };
}

/**
 * Decides what follows a page.
 * @param cursor the cursor before the page
 */
export function nextStep(cursor: ServerTime | null, asked: Ask, page: PageFacts): Step {
  const reached = laterOf(cursor, laterOf(page.nextSince, page.lastRowTime));
  if (!expectsMore(asked, page)) {
    // A server that does not split a second gives a short page where the next second would not fit.
    const behind = secondBehind(cursor, asked, page);
    if (behind === null) return { cursor: reached, next: null, steppedOver: false };
    const steppedOver = rowsOf(page) >= PAGE_LIMIT; // full by a count of people and their parts
    return { cursor: laterOf(cursor, behind), next: { since: behind, limit: PAGE_LIMIT }, steppedOver };
  }

  // While rows follow, the cursor may not run ahead of them: NextSince can be the server's clock. Rows without a time
  // of their own (order items) leave only NextSince to go by.
  const end = endOfRows(asked, page);
  const covered = laterOf(cursor, end);
  const since = covered === null ? null : shiftSeconds(covered, -OVERLAP_WALKING_S);
  const advances = since !== null && (asked.since === null || since > asked.since);
  if (advances) return { cursor: covered, next: { since, limit: PAGE_LIMIT }, steppedOver: false };

  // Two neighbouring seconds do not fit into one page. An inclusive server has given the first of them whole, and gives all of the
  // second when that is asked for.
  const { firstRowTime = null } = page;
  const isInclusive = firstRowTime !== null && asked.since !== null && firstRowTime <= asked.since;
  if (isInclusive && end !== null && end > asked.since) {
    return { cursor: covered, next: { since: end, limit: PAGE_LIMIT }, steppedOver: false };
  }

  const larger = asked.limit * 4;
  const obeyed = page.count >= asked.limit; // a server that clamps the limit will not give more for a larger one
  if (larger <= LARGEST_LIMIT && obeyed) {
    return { cursor: covered, next: { since: asked.since, limit: larger }, steppedOver: false };
  }
  // A server that gives rows from before `since` would be walked for ever.
  const ignoresSince = end === null || (asked.since !== null && end < asked.since);
  if (ignoresSince) return { cursor: covered, next: null, steppedOver: page.fresh > 0 };
  // Rows without a time, and a NextSince that says nothing: no second is known to step to.
  const timeless = page.lastRowTime === null && leadingOn(asked, page.nextSince) === null;
  if (timeless) return { cursor: covered, next: null, steppedOver: page.fresh > 0 || page.count >= PAGE_LIMIT };
  const stepped = laterOf(covered, asked.since === null ? null : shiftSeconds(asked.since, 1));
  // As many as the service ever gives, of one second, again and again: there may be others whom it never gave.
  const steppedOver = !isWhole(asked, page) && (page.fresh > 0 || rowsOf(page) >= PAGE_LIMIT);
  return { cursor: stepped, next: { since: stepped, limit: PAGE_LIMIT }, steppedOver };
}

/** The server says that this is all, and the page could have held more. */
function isWhole(asked: Ask, page: PageFacts): boolean {
  const limit = Math.min(asked.limit, PAGE_LIMIT);
  if (page.hasMore === false && page.count > PAGE_LIMIT) return page.count < asked.limit;
  return page.hasMore === false && rowsOf(page) < limit;
}

function rowsOf(page: PageFacts): number {
  return Math.max(page.count, page.joined?.() ?? 0);
}

/** As many rows of the last seconds make it worth another request to a quiet feed whether there are others behind them. */
const MANY_KNOWN = 100;

/**
 * A page that brings nothing new is the end only when nothing lies behind its last second. The end of a feed that is asked again and
 * again is looked behind only where its last seconds hold so many rows that others may not have fitted.
 */
function secondBehind(cursor: ServerTime | null, asked: Ask, page: PageFacts): ServerTime | null {
  const end = page.lastRowTime;
  if (end === null || page.count === 0 || page.fresh > 0 || asked.since === null || end <= asked.since) return null;
  if (page.thorough === true) return end;
  const least = isReturning(cursor, asked) ? MANY_KNOWN : page.hasMore === false ? MANY_FRESH : 1;
  return page.count >= least ? end : null;
}

function endOfRows(asked: Ask, page: PageFacts): ServerTime | null {
  const { lastRowTime, lastPayment = null } = page;
  const nextSince = lastPayment === null ? page.nextSince : leadingOn(asked, page.nextSince);
  if (lastRowTime !== null || lastPayment === null) return lastRowTime ?? nextSince;
  const paid = nextSince === null || lastPayment < nextSince ? lastPayment : nextSince;
  // payments of long ago, all changed lately: only NextSince leads on
  const advances = asked.since === null || shiftSeconds(paid, -OVERLAP_WALKING_S) > asked.since;
  return advances ? paid : (nextSince ?? paid);
}

/** A NextSince that is not later than what was asked for says nothing. */
function leadingOn(asked: Ask, nextSince: ServerTime | null): ServerTime | null {
  return nextSince !== null && (asked.since === null || nextSince > asked.since) ? nextSince : null;
}

/**
 * HasMore may be absent: then the walk goes on until a page adds nothing new and is not a full one, since a full page of people
 * who are known says nothing of those behind it. An empty page is always the end.
 * That there is no more is not believed of a full page, nor of one with news among many: a limit that counts people and their parts makes pages short.
 */
function expectsMore(asked: Ask, page: PageFacts): boolean {
  if (page.count === 0) return false;
  const isFull = page.count >= Math.min(asked.limit, PAGE_LIMIT);
  if (page.thorough === true) return page.hasMore === true || page.fresh > 0 || isFull;
  if (page.hasMore === false) {
    if (page.lastRowTime === null) return false;
    return isFull || (page.fresh > 0 && rowsOf(page) >= MANY_FRESH);
  }
  return page.hasMore ?? (page.fresh > 0 || isFull);
}

/** The first page of a walk that goes on from a stored cursor. */
function isReturning(cursor: ServerTime | null, { since }: Ask): boolean {
  return cursor !== null && since !== null && since <= shiftSeconds(cursor, -OVERLAP_RETURNING_S);
}

/** The server's times are Moscow's, which has no summer time. Good enough for a guess, and for nothing else. */
const MOSCOW_AHEAD_MS = 3 * 3_600_000;

/**
 * The part of the way from the first row's time to the present that a walk has behind it: a guess for people to read.
 * @param wall the station's clock, ISO 8601
 * @returns from 0 to 1
 */
export function shareWalked(first: ServerTime, reached: ServerTime, wall: string): number {
  const [from, at] = [first, reached].map((time) => Date.parse(`${time.replace(' ', 'T')}Z`));
  const now = Date.parse(wall) + MOSCOW_AHEAD_MS;
  if (from === undefined || at === undefined || now <= from) return 0;
  return Math.min(1, (at - from) / (now - from));
}
