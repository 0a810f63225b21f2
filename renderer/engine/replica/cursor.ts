/** How far a feed has been read, in memory and on disk. */
import type { Feed } from '../../../shared/ruvents/rows.ts';
import { parseServerTime, type ServerTime } from '../../../shared/ruvents/time.ts';
import type { CursorRecord } from './database.ts';

export interface FeedCursor {
  readonly cursor: ServerTime | null;
  readonly complete: boolean;
  /** Something was stepped over before the end was reached for the first time. */
  readonly missed?: boolean;
  /** Something was stepped over, or could not be read, before this time. */
  readonly missedUntil?: ServerTime;
}

export function recordOf(feed: Feed, cursor: FeedCursor): CursorRecord {
  return { feed, ...cursor };
}

export function cursorOf({ cursor, complete, missed, missedUntil }: CursorRecord): FeedCursor {
  const until = parseServerTime(missedUntil);
  return {
    cursor: parseServerTime(cursor),
    complete,
    ...(missed === true ? { missed } : {}),
    ...(until === null ? {} : { missedUntil: until }),
  };
}
