import type { Feed } from '../feed.ts';
import { writePage } from '../feed.ts';
import { bendPage, readManners } from '../quirks/paging.ts';
import { feedQuerySchema, type Page, pageSchema } from '../schemas.ts';
import { errorResponses, type RouteContext } from './context.ts';

export const mostRows = 500;

interface FeedQuery {
  readonly since?: string | undefined;
  readonly limit?: string | undefined;
}

/** The part of a route that every feed has alike. The type of what is served is a `Page`; its JSON is the document's. */
export const feedRoute = {
  schema: { querystring: feedQuerySchema, response: { 200: pageSchema, ...errorResponses } },
  /**
   * The rows were validated when they were made, and are JSON already: see `feed.ts`. So a page is joined here and not
   * encoded again; only its head is checked. Errors are written as text by their handler and do not come this way.
   */
  serializerCompiler: () => (page: unknown) => writePage(pageSchema.parse(page)),
};

/** A page of a feed as a query asks for it. */
export function readPage<Row extends { readonly Id: number }>(
  feed: Feed<Row>,
  query: FeedQuery,
  { state, quirks }: RouteContext,
  most: number = mostRows,
): Page {
  const now = state.now();
  const asked = { since: query.since === '' ? undefined : query.since, limit: clampLimit(query.limit, most), now };
  return bendPage(feed.page({ ...asked, manners: readManners(quirks) }), quirks, asked);
}

/** Anything that is not a positive number means the server's own limit, which is also the highest. */
function clampLimit(given: string | undefined, most: number): number {
  const limit = Math.floor(Number(given));
  return limit >= 1 ? Math.min(limit, most) : most;
}
