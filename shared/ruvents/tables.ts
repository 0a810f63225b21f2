/**
 * The small tables of an event, as the document gives them; lenient where real servers are known to differ.
 * Source: the RUVENTS document, «Мероприятие» and «Пользовательские поля».
 */
import { z } from 'zod';

const id = z.number().int();
const text = z.string().max(2000);

export const eventSchema = z.object({
  Id: id,
  IdName: text.catch(''),
  Title: text.catch(''),
  Description: z.string().optional(),
});
export type EventInfo = z.infer<typeof eventSchema>;

export const roleSchema = z.enum(['Admin', 'Operator']);
export type OperatorRole = z.infer<typeof roleSchema>;

/** As the server sends it, with the password in plain text: it lives in the host only, and only while it is hashed. */
export const operatorWithPasswordSchema = z.object({
  Id: id,
  Login: text,
  Password: z.coerce.string(),
  Role: roleSchema,
});
export const operatorSchema = operatorWithPasswordSchema.omit({ Password: true });
export type Operator = z.infer<typeof operatorSchema>;

export const statusSchema = z.object({
  Id: id,
  Title: text,
  Color: z
    .string()
    .max(40)
    .nullish()
    .transform((color) => color ?? null),
  Priority: z.number().catch(0),
});
export type Status = z.infer<typeof statusSchema>;

export const partSchema = z.object({ Id: id, Title: text, Order: z.number().optional() });
export type Part = z.infer<typeof partSchema>;

export const productSchema = z.object({ Id: id, Manager: text.catch(''), Title: text, Price: z.number().catch(0) });
export type Product = z.infer<typeof productSchema>;

export const fieldTypeSchema = z.enum(['string', 'integer', 'number', 'boolean']);
export const fieldSchema = z.object({
  type: fieldTypeSchema.catch('string'),
  pattern: z.string().max(2000).optional(),
  format: z.string().max(100).optional(),
  required: z.boolean().optional(),
  hasLocales: z.boolean().optional(),
});
export type Field = z.infer<typeof fieldSchema>;
export const fieldNameSchema = z
  .string()
  .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/)
  .max(100);
export const fieldsSchema = z.record(z.string(), fieldSchema);
export type Fields = z.infer<typeof fieldsSchema>;

/** The tables that the desk keeps and shows. Operators come without their passwords. */
export const tablesSchema = z.object({
  event: eventSchema,
  statuses: z.array(statusSchema),
  parts: z.array(partSchema),
  products: z.array(productSchema),
  fields: fieldsSchema,
  operators: z.array(operatorSchema),
});
export type Tables = z.infer<typeof tablesSchema>;

/** A person of the global search `/users` (the document, «Глобальный поиск»). */
export const userSchema = z.object({
  Id: id,
  LastName: text.nullish(),
  FirstName: text.nullish(),
  FatherName: text.nullish(),
  Email: text.nullish(),
  Phone: z.coerce.string().max(200).nullish(),
  Company: text.nullish(),
  Position: text.nullish(),
});
export type RunetUser = z.infer<typeof userSchema>;
