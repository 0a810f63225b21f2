/**
 * Badge templates of the server, `/event/badges`: few servers have it, and the document does not say what is in it. It is read as
 * plain fields. Whatever else comes (404, an error, nonsense) means that there is nothing, and says nothing of the connection.
 */
import { z } from 'zod';
import { readServerTemplate } from '../../shared/badge/server-template.ts';
import { RuventsClient } from './ruvents/client.ts';
import type { OpenEvent } from './open-event.ts';
import { type Refusal, refuse } from './problem.ts';
import type { RouteOutput } from '../../shared/contract/routes.ts';

const DEADLINE_MS = 3000;
const MOST = 200;
const LONGEST_TEXT = 100_000;

const rowSchema = z.looseObject({
  Id: z.union([z.string(), z.number()]).transform(String),
  Title: z.string().optional(),
  Name: z.string().optional(),
  Template: z.string().optional(),
});
const listSchema = z.union([
  z.array(z.unknown()),
  z.object({ Badges: z.array(z.unknown()) }).transform(({ Badges }) => Badges),
  z.object({ Items: z.array(z.unknown()) }).transform(({ Items }) => Items),
]);

type Row = z.infer<typeof rowSchema>;

/** Null: it has nothing of the kind, or cannot be asked now. */
export async function listServerTemplates(
  event: OpenEvent,
): Promise<{ readonly id: string; readonly title: string }[] | null> {
  const rows = await readRows(event);
  return rows === null ? null : rows.map((row) => ({ id: row.Id, title: titleOf(row) }));
}

/** One of them, to look at. */
export async function readServerTemplateOf(
  event: OpenEvent,
  id: string,
): Promise<RouteOutput<'serverTemplate'> | Refusal> {
  const row = (await readRows(event))?.find((one) => one.Id === id);
  if (row === undefined) return refuse('notFound', 'template');
  const title = titleOf(row);
  const text = row.Template ?? JSON.stringify(row, null, 2);
  const { template, problems } = readServerTemplate(text);
  const named = template === null ? null : { ...template, name: title.slice(0, 200) };
  return { title, text: text.slice(0, LONGEST_TEXT), template: named, problems };
}

async function readRows({ connection, server, hash, transport }: OpenEvent): Promise<readonly Row[] | null> {
  if (connection.state !== 'online') return null;
  // a client of its own: an error of this path, which most servers do not have, is no news of the connection
  const client = new RuventsClient({ server, hash, transport });
  const answer = await client.read('/event/badges', { deadlineMs: DEADLINE_MS });
  if (!answer.ok) return null;
  const list = listSchema.safeParse(parseJson(answer.body));
  if (!list.success) return null;
  return list.data.slice(0, MOST).flatMap((one) => rowSchema.safeParse(one).data ?? []);
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return null; // no list: the same as nothing
  }
}

function titleOf({ Id, Title, Name }: Row): string {
  return (Title ?? Name ?? Id).slice(0, 500);
}
