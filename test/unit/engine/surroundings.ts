/** What the engine stands on, made for tests: a log on a database in memory, a host that answers as it is told. */
import 'fake-indexeddb/auto';
import type { HostLink } from '../../../renderer/engine/host.ts';
import { ReplicaDatabase } from '../../../renderer/engine/replica/database.ts';
import { ReplicaLog } from '../../../renderer/engine/replica/log.ts';
import { createSeal, type Seal } from '../../../renderer/engine/seal.ts';
import type { Answered } from '../../../shared/contract/client.ts';
import type { Feed, FeedRows } from '../../../shared/ruvents/rows.ts';
import type { Ask } from '../../../shared/sync/paging.ts';

let databases = 0;

export function nameDatabase(): string {
  databases += 1;
  return `made-up-${databases}`;
}

export function sealOf(byte: number): Promise<Seal> {
  return createSeal(new Uint8Array(32).fill(byte));
}

export interface OpenLog {
  readonly log: ReplicaLog;
  readonly database: ReplicaDatabase;
  readonly failures: unknown[];
}

export async function openLog(name = nameDatabase(), seal?: Seal): Promise<OpenLog> {
  const database = new ReplicaDatabase(name);
  const failures: unknown[] = [];
  const log = new ReplicaLog(database, seal ?? (await sealOf(1)), (error) => failures.push(error));
  return { log, database, failures };
}

/** Reads a log from its beginning to its end. */
export function readLog(
  log: ReplicaLog,
  take: <F extends Feed>(feed: F, rows: readonly FeedRows[F][], removed: readonly number[]) => void,
): Promise<void> {
  return log.read(take);
}

export type Body = string | object;

export function bytesOf(body: Body): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
}

/** A page of the feed, or the problem that kept it away. */
export type PageAnswer =
  | Body
  | {
      readonly problem: {
        readonly code: 'unreachable' | 'serverError' | 'notFound' | 'portal';
        readonly detail: string;
      };
    };

export interface ScriptedHost extends HostLink {
  readonly asked: { readonly feed: Feed; readonly ask: Ask }[];
}

/** A host whose feeds answer by a function; it has no routes. */
export function hostOfPages(answer: (feed: Feed, ask: Ask) => PageAnswer | Promise<PageAnswer>): ScriptedHost {
  const asked: { feed: Feed; ask: Ask }[] = [];
  return {
    asked,
    async fetchPage(feed, ask): Promise<Answered<Uint8Array<ArrayBuffer>>> {
      asked.push({ feed, ask });
      const page = await answer(feed, ask);
      if (typeof page === 'object' && 'problem' in page) return { ok: false, problem: page.problem };
      return { ok: true, value: bytesOf(page) };
    },
    fetchDataKey: () => Promise.reject(new Error('not asked for here')),
    fetchServerTime: () => Promise.resolve(null),
    call: () => Promise.reject(new Error('not asked for here')),
    listen: () => () => undefined,
  };
}
