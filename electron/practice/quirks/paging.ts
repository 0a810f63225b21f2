/** How real servers paged their feeds. */
import type { PageManners } from '../feed.ts';
import { pickQuirks, type Quirk, type Quirks } from '../quirks.ts';
import type { Page } from '../schemas.ts';
import { isServerTime } from '../server-time.ts';

/** Which rows a page takes. */
export function readManners(quirks: Quirks): PageManners {
  return {
    isInclusive: quirks.has('since-inclusive'),
    splitsSeconds: quirks.has('since-inclusive') || quirks.has('page-splits-second') || quirks.has('short-pages'),
    isUnordered: quirks.has('unstable-order'),
    countsJoined: quirks.has('short-pages'),
  };
}

/** What a page was asked for. */
export interface Asked {
  readonly since: string | undefined;
  readonly limit: number;
  /** The server's time. */
  readonly now: string;
}
type PageQuirk = (page: Page, asked: Asked) => Page;

const pageQuirks: Partial<Record<Quirk, PageQuirk>> = {
  'has-more-true-until-empty': claimMoreUntilEmpty,
  'has-more-full-page': compareWithLimit,
  'has-more-always-true': alwaysClaimMore,
  'has-more-always-false': neverClaimMore,
  'has-more-absent': omitHasMore,
  'next-since-null-at-end': endWithNull,
  'next-since-absent': omitNextSince,
  'next-since-stale': repeatSince,
  'next-since-server-clock': tellServerClock,
  'items-key': callItems,
};

/** What is said around the rows of a page. */
export function bendPage(page: Page, quirks: Quirks, asked: Asked): Page {
  return pickQuirks(pageQuirks, quirks).reduce((bent, bend) => bend(bent, asked), page);
}

/** Reference, Paging: «HasMore = (count == limit)». */
function compareWithLimit(page: Page, { limit }: Asked): Page {
  return { ...page, HasMore: page.Rows.length === limit };
}

/** Reference, What a client must do: «walk until nothing new comes, whatever HasMore says». */
function alwaysClaimMore(page: Page): Page {
  return { ...page, HasMore: true };
}

/** Reference, Paging: «HasMore could be falsely false». */
function neverClaimMore(page: Page): Page {
  return { ...page, HasMore: false };
}

/** Reference, Paging: «HasMore = (count == limit)», at its worst; a client cannot tell which limit. */
function claimMoreUntilEmpty(page: Page): Page {
  return { ...page, HasMore: page.Rows.length > 0 };
}

/** Reference, What a client must do: «HasMore/NextSince absent, null or stale». */
function omitHasMore({ Key, Rows, NextSince }: Page): Page {
  return { Key, Rows, ...(NextSince !== undefined && { NextSince }) };
}

/** Reference, Paging: «NextSince = the last row's time, or null on the last page». */
function endWithNull(page: Page): Page {
  return page.HasMore === true ? page : { ...page, NextSince: null };
}

/** Reference, What a client must do: «HasMore/NextSince absent, null or stale». */
function omitNextSince({ Key, Rows, HasMore }: Page): Page {
  return { Key, Rows, ...(HasMore !== undefined && { HasMore }) };
}

/** Reference, Paging: «NextSince = the server's clock at the start of the query». */
function tellServerClock(page: Page, { now }: Asked): Page {
  return { ...page, NextSince: now };
}

/** Before every row. */
const longAgo = '2015-01-01 00:00:00';

/** Reference, What a client must do: «HasMore/NextSince absent, null or stale». */
function repeatSince(page: Page, { since = longAgo }: Asked): Page {
  return { ...page, NextSince: since };
}

/** Reference, What a client must do: «Key of the array: Participants/Items, Badges/Items, OrderItems/Positions/Items». */
function callItems(page: Page): Page {
  return { ...page, Key: 'Items' };
}

/** Reference, Paging: «Default and maximum limit 500 (participants: 1000 for some days)». */
export function mostParticipants(quirks: Quirks, usual: number): number {
  return quirks.has('limit-1000') ? 1000 : usual;
}

/** Reference, Orders and checks: «JSON key first Badges, later Positions». */
export function nameOrderItems(quirks: Quirks): string {
  if (quirks.has('order-items-called-badges')) return 'Badges';
  return quirks.has('order-items-called-positions') ? 'Positions' : 'OrderItems';
}

/** Reference, Orders and checks: «/orderitems became /positions». */
export function placeOrderItems(quirks: Quirks): '/orderitems' | '/positions' {
  return quirks.has('positions-path') ? '/positions' : '/orderitems';
}

/** Reference, Paging: «An invalid since: Jan = effectively everything». @returns the query without it */
export function forgiveSince(query: unknown): unknown {
  if (typeof query !== 'object' || query === null || !('since' in query)) return query;
  const { since, ...rest } = query;
  return typeof since === 'string' && isServerTime(since) ? query : rest;
}
