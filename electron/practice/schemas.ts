/**
 * The wire, as the RUVENTS document has it, and strict: a key that the document does not know is an error here. These
 * schemas are the server's own and share nothing with the client, so that a misreading on one side shows on the other.
 */
import { z } from 'zod';
import { isServerTime } from './server-time.ts';

export const scalarSchema = z.union([z.string(), z.number(), z.boolean()]);
const serverTimeSchema = z.string().refine(isServerTime, 'Ожидается дата в формате Y-m-d H:i:s');

export const errorSchema = z.strictObject({ Error: z.strictObject({ Code: z.int(), Message: z.string() }) });

export const eventSchema = z.strictObject({
  Id: z.int(),
  IdName: z.string(),
  Title: z.string(),
  Description: z.string().optional(),
});

const operatorSchema = z.strictObject({
  Id: z.int(),
  Login: z.string(),
  Password: z.string(),
  Role: z.enum(['Admin', 'Operator']),
});

const statusSchema = z.strictObject({
  Id: z.int(),
  Title: z.string(),
  Color: z.string().nullable(),
  Priority: z.int(),
});

const partSchema = z.strictObject({ Id: z.int(), Title: z.string(), Order: z.int().optional() });

const productSchema = z.strictObject({ Id: z.int(), Manager: z.string(), Title: z.string(), Price: z.int() });

export const operatorsSchema = z.strictObject({ Operators: z.array(operatorSchema) });
export const statusesSchema = z.strictObject({ Statuses: z.array(statusSchema) });
export const partsSchema = z.strictObject({ Parts: z.array(partSchema) });
export const productsSchema = z.strictObject({ Products: z.array(productSchema) });
export const badgeTemplatesSchema = z.array(z.strictObject({ Id: z.int(), Title: z.string(), Template: z.string() }));

const fieldSchema = z.strictObject({
  type: z.enum(['string', 'integer', 'number', 'boolean']),
  pattern: z.string().optional(),
  format: z.enum(['date-time', 'email', 'uri']).optional(),
  required: z.boolean().optional(),
  hasLocales: z.boolean().optional(),
});
export const fieldsSchema = z.record(z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/), fieldSchema);

const namesSchema = z.strictObject({
  LastName: z.string(),
  FirstName: z.string(),
  FatherName: z.string().optional(),
  Company: z.string().optional(),
});

const partStatusSchema = z.strictObject({ PartId: z.int().nullable(), StatusId: z.int().nullable() });

export const participantSchema = z.strictObject({
  Id: z.int(),
  Statuses: z.array(partStatusSchema).min(1),
  Locales: z.strictObject({ ru: namesSchema, en: namesSchema.optional() }),
  Email: z.string().optional(),
  Phone: z.string().optional(),
  Position: z.string().optional(),
  Photo: z.string().optional(),
  UpdateTime: serverTimeSchema,
});

export const badgeSchema = z.strictObject({
  Id: z.int(),
  UserId: z.int(),
  PartId: z.int().nullable(),
  RoleId: z.int(),
  OperatorId: z.int(),
  CreationTime: serverTimeSchema,
});

export const orderItemSchema = z.strictObject({
  Id: z.int(),
  UserId: z.int(),
  ProductId: z.int(),
  Paid: z.boolean(),
  PaidTime: serverTimeSchema,
  Discount: z.int().min(0).max(100),
  PromoCode: z.string().nullable(),
  PayType: z.enum(['promo', 'individual', 'juridical']),
});

/** The document only names the operation; the shape is that of the service when it had it. */
export const checkSchema = z.strictObject({
  Id: z.int(),
  UserId: z.int(),
  CheckTime: serverTimeSchema,
  CreationTime: serverTimeSchema,
});

const userSchema = z.strictObject({
  Id: z.int(),
  LastName: z.string(),
  FirstName: z.string(),
  FatherName: z.string().optional(),
  Email: z.string().optional(),
  Phone: z.string().optional(),
  Company: z.string().optional(),
  Position: z.string().optional(),
});
export const usersSchema = z.strictObject({ Users: z.array(userSchema).max(50) });

export const createdSchema = z.strictObject({ Id: z.int() });
export const pingSchema = z.strictObject({ DateSignal: serverTimeSchema });

/** A successful PUT or DELETE: the JSON text of an empty string. The document gives no body. */
export const emptyJson = '""' as const;
export const emptyJsonSchema = z.literal(emptyJson);

/**
 * A page of a feed before it is written. The rows are JSON texts that were checked when they were made; see `feed.ts`.
 * `Key` is the name of the array.
 */
export const pageSchema = z.strictObject({
  Key: z.string(),
  Rows: z.array(z.string()),
  /** By the document always there; see the quirks. */
  HasMore: z.boolean().exactOptional(),
  NextSince: serverTimeSchema.nullable().exactOptional(),
});

/** `limit` is not refused: the service took anything that is not a positive number for its own limit. */
export const feedQuerySchema = z.object({
  since: z.union([z.literal(''), serverTimeSchema]).optional(),
  limit: z.string().optional(),
});
export const usersQuerySchema = z.object({ query: z.string().trim().min(1, 'Запрос не может быть пустым') });
export const idParamsSchema = z.object({
  Id: z
    .string()
    .regex(/^\d{1,15}$/, 'Ожидается целое число')
    .transform(Number),
});

/** The body of POST and PUT, parted into what is always there and the profile: which fields there may be is decided by `/participants/fields`. */
export const participantInputSchema = z
  .object({
    Statuses: z.array(
      z.strictObject({ PartId: z.int().nullable().optional(), StatusId: z.int().nullable().optional() }),
    ),
    Visible: z.boolean().optional(),
  })
  .catchall(scalarSchema)
  .transform(({ Statuses, Visible, ...fields }) => ({ Statuses, Visible, fields }));

export const badgeInputSchema = z.strictObject({ UserId: z.int(), PartId: z.int().nullable().optional() });
export const checkInputSchema = z.strictObject({ UserId: z.int(), CheckTime: serverTimeSchema.optional() });

export type EventInfo = z.infer<typeof eventSchema>;
export type Operator = z.infer<typeof operatorSchema>;
export type Status = z.infer<typeof statusSchema>;
export type Part = z.infer<typeof partSchema>;
export type Product = z.infer<typeof productSchema>;
export type BadgeTemplate = z.infer<typeof badgeTemplatesSchema>[number];
export type FieldRules = z.infer<typeof fieldsSchema>;
export type Names = z.infer<typeof namesSchema>;
export type PartStatus = z.infer<typeof partStatusSchema>;
export type Participant = z.infer<typeof participantSchema>;
export type Badge = z.infer<typeof badgeSchema>;
export type OrderItem = z.infer<typeof orderItemSchema>;
export type Check = z.infer<typeof checkSchema>;
export type User = z.infer<typeof userSchema>;
export type Page = z.infer<typeof pageSchema>;
export type ParticipantInput = z.infer<typeof participantInputSchema>;
export type BadgeInput = z.infer<typeof badgeInputSchema>;
export type CheckInput = z.infer<typeof checkInputSchema>;
