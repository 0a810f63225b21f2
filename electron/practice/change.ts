/**
 * What an accepted write does to the event: a fact, with its time and Ids decided. The state file is a list of these, and
 * the event is what its seed made with all of them applied in order, so nothing else may change it.
 */
import { z } from 'zod';
import { badgeSchema, checkSchema, participantSchema, statusesSchema } from './schemas.ts';

/** Flat profile fields; localised ones mean Russian. An empty text clears the field. */
export const profileSchema = z.strictObject({
  LastName: z.string().optional(),
  FirstName: z.string().optional(),
  FatherName: z.string().optional(),
  Company: z.string().optional(),
  Email: z.string().optional(),
  Phone: z.string().optional(),
  Position: z.string().optional(),
});
export type Profile = z.infer<typeof profileSchema>;

const time = participantSchema.shape.UpdateTime;
const registration = {
  Id: z.int(),
  time,
  /** Of every part of the event. */
  statuses: participantSchema.shape.Statuses,
  profile: profileSchema,
  visible: z.boolean().optional(),
};

export const changeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('created'), ...registration }),
  z.strictObject({ kind: z.literal('changed'), ...registration }),
  z.strictObject({ kind: z.literal('removed'), Id: z.int(), time }),
  z.strictObject({ kind: z.literal('badge'), badge: badgeSchema }),
  z.strictObject({ kind: z.literal('check'), productId: z.int(), check: checkSchema }),
  z.strictObject({ kind: z.literal('order'), Id: z.int(), paid: z.boolean(), time }),
  z.strictObject({ kind: z.literal('operator'), Id: z.int(), password: z.string().nullable() }),
  z.strictObject({ kind: z.literal('event'), title: z.string() }),
  z.strictObject({ kind: z.literal('statuses'), statuses: statusesSchema.shape.Statuses }),
]);
export type Change = z.infer<typeof changeSchema>;
