/** What one badge says: the door through which a participant comes to the layout. Any text may be empty, endless or odd. */
import { z } from 'zod';

/** Longer texts are cut before any work is done on them: no badge holds this much, and a field may hold 10 MB. */
export const LONGEST_FIELD = 2000;

const text = z.string().max(LONGEST_FIELD);
const fields = z.record(z.string().max(100), text);

export const badgeContentSchema = z.object({
  /** The server's Id; null for a person registered offline. */
  id: z.int().nullable(),
  /** Text of the code, see `qrTextFor`; empty means none. */
  code: text,
  /** The spelling that comes first. */
  main: z.enum(['ru', 'en']),
  /** Values by the document's names (`LastName`, …, custom ones), per spelling; `flat` has no spelling. */
  fields: z.object({ ru: fields, en: fields, flat: fields }),
  /** The colour is as the server gave it: null and nonsense are allowed. */
  status: z.object({ title: text, color: text.nullable() }).nullable(),
  /** Title of the event's part, null where the event has none. */
  part: text.nullable(),
  /** Titles of the paid items. */
  products: z.array(text).max(500),
  event: text,
  operator: text,
  /** Address of the photo, null when there is none; the picture itself comes from the host. */
  photo: text.nullable(),
});
export type BadgeContent = z.infer<typeof badgeContentSchema>;
export type Spelling = BadgeContent['main'];

/** A text as content may hold it. */
export function cutField(value: string): string {
  return value.slice(0, LONGEST_FIELD);
}
