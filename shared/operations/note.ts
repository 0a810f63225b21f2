/** A line of the audit trail that is no operation: what the station itself found or did (design, invariant 7; hand-over). */
import { z } from 'zod';
import { operatorStampSchema, participantKeySchema } from './operation.ts';

export const newNoteSchema = z.discriminatedUnion('kind', [
  /** A complete sweep did not return this person, a probe confirmed it, and they disappeared here. */
  z.object({ kind: z.literal('gone'), participant: participantKeySchema, name: z.string().max(4000) }),
]);
export type NewNote = z.infer<typeof newNoteSchema>;

export const noteContentSchema = z.discriminatedUnion('kind', [
  ...newNoteSchema.options,
  /** Unsent operations left this station in a sealed file. */
  z.object({ kind: z.literal('handedOver'), file: z.string(), operations: z.int() }),
  /** Operations of another station, or of a journal that was set aside, were taken over. */
  z.object({
    kind: z.literal('takenOver'),
    file: z.string(),
    from: z.string(),
    operations: z.int(),
    /** It was this station's own journal, set aside: another station's file may have the same name. */
    recovered: z.literal(true).optional(),
  }),
]);

export const noteSchema = z.object({
  id: z.string(),
  /** The station's clock, ISO 8601: for people to read. */
  at: z.string(),
  /** Who was signed in; null = nobody. */
  operator: operatorStampSchema.nullable(),
  content: noteContentSchema,
});
export type Note = z.infer<typeof noteSchema>;

/** @returns names of this station's own journals that were set aside and have been opened since */
export function listRecovered(notes: Iterable<Note>): ReadonlySet<string> {
  const files = new Set<string>();
  for (const { content } of notes) {
    if (content.kind === 'takenOver' && content.recovered === true) files.add(content.file);
  }
  return files;
}
