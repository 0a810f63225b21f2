/**
 * Rows of the three feeds. These schemas are the source of the precompiled validators that the engine uses
 * (build/feed-validators.ts): so they hold only what JSON Schema can say, without transforms.
 * Source: the RUVENTS document, «Список участников», «Список бейджей», «Оплаченные товары».
 */
import { z } from 'zod';

export type Scalar = string | number | boolean;

const id = z.int();
const serverTime = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);
/** No field of a person is longer: what is longer is left out of the row and said. */
export const MAX_FIELD_LENGTH = 4000;
const scalar = z.union([z.string().max(MAX_FIELD_LENGTH), z.number(), z.boolean(), z.null()]);
const names = z.record(z.string(), scalar);

export const participantRowSchema = z
  .object({
    Id: id,
    UpdateTime: serverTime,
    Statuses: z.array(
      z.object({ PartId: z.union([id, z.null()]).optional(), StatusId: z.union([id, z.null()]).optional() }),
    ),
    Locales: z.union([z.object({ ru: names.optional(), en: names.optional() }), z.null()]).optional(),
  })
  .catchall(scalar);

export interface PartStatus {
  readonly PartId: number | null;
  readonly StatusId: number | null;
}

export interface ParticipantRow {
  readonly Id: number;
  readonly UpdateTime: string;
  readonly Statuses: readonly { readonly PartId?: number | null; readonly StatusId?: number | null }[];
  readonly Locales?: { readonly ru?: Names; readonly en?: Names } | null;
  readonly [field: string]: unknown;
}
export type Names = Readonly<Record<string, Scalar | null>>;

export const badgeRowSchema = z.object({
  Id: id,
  UserId: id,
  PartId: z.union([id, z.null()]).optional(),
  RoleId: z.union([id, z.null()]).optional(),
  OperatorId: z.union([id, z.null()]).optional(),
  CreationTime: serverTime,
});
export type BadgeRow = z.infer<typeof badgeRowSchema>;

/** Discount was a string on some servers ("50%", "500 руб."); PaidTime may be null. */
export const orderItemRowSchema = z.object({
  Id: id,
  UserId: id,
  ProductId: id,
  Paid: z.boolean(),
  PaidTime: z.union([z.string().max(100), z.null()]).optional(),
  Discount: z.union([z.number(), z.string().max(100), z.null()]).optional(),
  PromoCode: z.union([z.string().max(200), z.null()]).optional(),
  PayType: z.union([z.string().max(100), z.null()]).optional(),
});
export type OrderItemRow = z.infer<typeof orderItemRowSchema>;

export const FEEDS = ['participants', 'badges', 'orderitems'] as const;
export type Feed = (typeof FEEDS)[number];

export interface FeedRows {
  participants: ParticipantRow;
  badges: BadgeRow;
  orderitems: OrderItemRow;
}

/** The array's key differs between the document's example, its schema and later servers. */
export const ARRAY_KEYS: Readonly<Record<Feed, readonly string[]>> = {
  participants: ['Participants', 'Items'],
  badges: ['Badges', 'Items'],
  orderitems: ['OrderItems', 'Positions', 'Badges', 'Items'],
};
