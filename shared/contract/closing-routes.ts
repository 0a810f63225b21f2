/** Routes by which an event ends on a station for good, and the receipt of it. */
import { z } from 'zod';

/** What left the browser: databases of the event, by the engine that deleted them. */
export const wipedDatabaseSchema = z.object({ name: z.string().max(100), bytes: z.int().min(0) });
export type WipedDatabase = z.infer<typeof wipedDatabaseSchema>;

/** What a closed event leaves behind: no personal data but the login of who closed it. */
export const closingSchema = z.object({
  id: z.string(),
  event: z.object({ key: z.string(), title: z.string(), server: z.string(), eventId: z.int(), practice: z.boolean() }),
  station: z.string(),
  version: z.string(),
  operator: z.string(),
  /** The station's clock, ISO 8601. */
  begunAt: z.string(),
  /** Null: the wiping has been interrupted, and goes on at the next start. */
  wipedAt: z.string().nullable(),
  counts: z.object({
    operations: z.int(),
    done: z.int(),
    handedOver: z.int(),
    withdrawn: z.int(),
    printed: z.int(),
    /** Journals that nobody could open, deleted with what was in them. */
    unreadJournals: z.int(),
  }),
  /** Every file of the event, by its path in the event's folder. */
  files: z.array(z.object({ path: z.string(), bytes: z.int() })),
  /** Of the list of files, as `listFiles` (shared/closing/list.ts) writes it. */
  sha256: z.string(),
  /** Null: the browser's databases have not been looked after yet. */
  databases: z.array(wipedDatabaseSchema).nullable(),
});
export type Closing = z.infer<typeof closingSchema>;

const none = z.object({});

export const closingRoutes = {
  /**
   * Deletes everything of the open event from this station (Admin). Refused while anything is unsent or waits for a person.
   * `title`: the event's title, typed. `unread`: journals that nobody could open go too.
   */
  closeEvent: {
    method: 'POST',
    path: '/api/close-event',
    input: z.object({ epoch: z.int(), title: z.string().max(1000), unread: z.boolean() }),
    output: z.object({ closing: closingSchema }),
  },
  /** Events that were closed on this station, the newest first. */
  closings: {
    method: 'GET',
    path: '/api/closings',
    input: none,
    output: z.object({ closings: z.array(closingSchema) }),
  },
  /** The browser's databases of a closed event are gone. The first word counts. */
  databasesWiped: {
    method: 'POST',
    path: '/api/databases-wiped',
    input: z.object({ id: z.string().max(100), databases: z.array(wipedDatabaseSchema).max(10) }),
    output: z.object({ closing: closingSchema }),
  },
} as const;
