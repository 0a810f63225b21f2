/**
 * Reads the small tables of an event, leniently: one bad row is left out and logged (where, not what), a table that the server
 * does not have is empty. What becomes of one that fails is event-tables.ts's to say.
 */
import { z } from 'zod';
import type { Problem } from '../../../shared/contract/station.ts';
import {
  eventSchema,
  fieldNameSchema,
  fieldSchema,
  type Fields,
  operatorWithPasswordSchema,
  partSchema,
  productSchema,
  statusSchema,
  type Tables,
  type RunetUser,
  userSchema,
} from '../../../shared/ruvents/tables.ts';
import type { Log } from '../log.ts';
import type { RuventsClient } from './client.ts';

export type OperatorWithPassword = z.infer<typeof operatorWithPasswordSchema>;
export type TablesWithoutOperators = Omit<Tables, 'operators'>;

export type TableAnswer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** Rows that could be read; `complete` when none had to be left out. */
export interface Rows<T> {
  readonly rows: readonly T[];
  readonly complete: boolean;
}

const pongSchema = z.object({ DateSignal: z.string() });

/** The server's own time as its ping says it («Пинг»); null = it cannot be asked, or does not say. */
export async function readServerTime(client: RuventsClient): Promise<string | null> {
  const answer = await client.ping();
  const parsed = pongSchema.safeParse(answer.ok ? parseJson(answer.body) : null);
  return parsed.success ? parsed.data.DateSignal : null;
}

/** Reads `/event`. Something that answers and is not this API is `notRuvents`. */
export async function readEventInfo(client: RuventsClient): Promise<TableAnswer<Tables['event']>> {
  const answer = await client.read('/event');
  if (!answer.ok) {
    const strange = answer.problem.code === 'notFound' || isForeign(answer.problem, answer.status);
    return { ok: false, problem: strange ? { code: 'notRuvents', detail: answer.problem.detail } : answer.problem };
  }
  const parsed = eventSchema.safeParse(parseJson(answer.body));
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, problem: { code: 'notRuvents', detail: `HTTP ${answer.status} without an event` } };
}

/** A 4xx without this API's Error does not come from this API. */
function isForeign(problem: Problem, status: number | null): boolean {
  return problem.code === 'serverError' && problem.detail.startsWith('HTTP 4') && status !== null;
}

type TableReader<Name extends keyof TablesWithoutOperators> = (
  client: RuventsClient,
  log: Log,
) => Promise<TableAnswer<TablesWithoutOperators[Name]>>;

/** One reader a table; operators, whose passwords go another way, have their own below. */
export const TABLE_READERS: { readonly [Name in keyof TablesWithoutOperators]: TableReader<Name> } = {
  event: (client) => readEventInfo(client),
  statuses: (client, log) => readRows(client, log, '/event/statuses', 'Statuses', statusSchema),
  parts: (client, log) => readRows(client, log, '/event/parts', 'Parts', partSchema),
  fields: readFields,
  products: (client, log) => readRows(client, log, '/event/products', 'Products', productSchema),
};

/** Reads `/event/operators`. A server that has no such table is a failure here: nobody could sign in. */
export async function readOperators(
  client: RuventsClient,
  log: Log,
  deadlineMs?: number,
): Promise<TableAnswer<Rows<OperatorWithPassword>>> {
  const answer = await client.read('/event/operators', deadlineMs === undefined ? {} : { deadlineMs });
  if (!answer.ok) return answer;
  return parseRows(answer.body, 'Operators', operatorWithPasswordSchema, log);
}

/** Reads `/users`. */
export async function readUsers(client: RuventsClient, log: Log, query: string): Promise<TableAnswer<Rows<RunetUser>>> {
  const answer = await client.read('/users', { query: { query } });
  return answer.ok ? parseRows(answer.body, 'Users', userSchema, log) : answer;
}

async function readRows<T>(
  client: RuventsClient,
  log: Log,
  path: string,
  key: string,
  schema: z.ZodType<T>,
): Promise<TableAnswer<T[]>> {
  const answer = await client.read(path);
  if (!answer.ok) return isAbsent(answer.problem) ? { ok: true, value: [] } : answer;
  const parsed = parseRows(answer.body, key, schema, log);
  return parsed.ok ? { ok: true, value: [...parsed.value.rows] } : parsed;
}

async function readFields(client: RuventsClient, log: Log): Promise<TableAnswer<Fields>> {
  const answer = await client.read('/participants/fields');
  if (!answer.ok) return isAbsent(answer.problem) ? { ok: true, value: {} } : answer;
  const json = z.record(z.string(), z.unknown()).safeParse(parseJson(answer.body));
  if (!json.success) return unreadable('fields');
  const fields: Fields = {};
  for (const [name, value] of Object.entries(json.data)) {
    const field = fieldSchema.safeParse(value);
    if (field.success && fieldNameSchema.safeParse(name).success) fields[name] = field.data;
    else log.warn('rows left out', { table: 'fields', rows: 1 });
  }
  return { ok: true, value: fields };
}

/** Not there, or not for this desk. */
function isAbsent(problem: Problem): boolean {
  return problem.code === 'notFound' || problem.code === 'noRights';
}

function parseRows<T>(body: Uint8Array, key: string, schema: z.ZodType<T>, log: Log): TableAnswer<Rows<T>> {
  const list = findList(parseJson(body), key);
  if (list === null) return unreadable(key);
  const rows: T[] = [];
  let firstBad: string | null = null;
  for (const [index, item] of list.entries()) {
    const row = schema.safeParse(item);
    if (row.success) rows.push(row.data);
    else firstBad ??= [index, ...(row.error.issues[0]?.path ?? [])].join('.');
  }
  if (firstBad !== null) log.warn('rows left out', { table: key, rows: list.length - rows.length, at: firstBad });
  return { ok: true, value: { rows, complete: rows.length === list.length } };
}

/** `{<Key>: […]}`, `{Items: […]}` (the document's schemas), or the list itself. An empty body is an empty list. */
function findList(json: unknown, key: string): readonly unknown[] | null {
  if (json === undefined) return [];
  if (Array.isArray(json)) return json as readonly unknown[];
  if (typeof json !== 'object' || json === null) return null;
  const found =
    Object.entries(json).find(([name]) => name === key) ?? Object.entries(json).find(([name]) => name === 'Items');
  return found !== undefined && Array.isArray(found[1]) ? (found[1] as readonly unknown[]) : null;
}

/** @returns undefined for an empty body, null for what is no JSON */
function parseJson(body: Uint8Array): unknown {
  const text = Buffer.from(body).toString().trim();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return null; // the callers' schemas refuse null
  }
}

function unreadable(table: string): { ok: false; problem: Problem } {
  return { ok: false, problem: { code: 'serverError', detail: `${table} could not be read` } };
}
