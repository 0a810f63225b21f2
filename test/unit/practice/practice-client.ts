import { afterEach } from 'vitest';
import { z } from 'zod';
import {
  badgeSchema,
  checkSchema,
  errorSchema,
  orderItemSchema,
  participantSchema,
} from '../../../electron/practice/schemas.ts';
import { type PracticeOptions, type PracticeServer, startPractice } from '../../../electron/practice/server.ts';

/** A clock that stands until it is moved. It starts on a Monday morning in Moscow. */
export class StandingClock {
  #moment = new Date('2026-10-05T09:00:00+03:00').getTime();
  readonly read = (): Date => new Date(this.#moment);

  advance(seconds: number): void {
    this.#moment += seconds * 1000;
  }
}

export interface CallOptions {
  readonly body?: unknown;
  /** Of the body: JSON unless it is said. */
  readonly type?: string;
  readonly operator?: number | string | null;
  readonly hash?: string | null;
}

export interface Reply {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}

/** Speaks to a practice server over HTTP as its first operator, unless a call says otherwise. */
export class PracticeClient {
  readonly server: PracticeServer;

  constructor(server: PracticeServer) {
    this.server = server;
  }

  async call(method: string, path: string, options: CallOptions = {}): Promise<Reply> {
    const { hash = this.server.hash, operator = this.server.operators[0]!.Id, body, type } = options;
    const response = await fetch(this.server.url + path, {
      method,
      headers: {
        ...(hash !== null && { 'X-Ruvents-Hash': hash }),
        ...(operator !== null && { 'X-Ruvents-Operator': String(operator) }),
        ...(body !== undefined && { 'Content-Type': type ?? 'application/json' }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  }

  /** The body of a success, by its schema. */
  async get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
    const reply = await this.call('GET', path);
    if (reply.status !== 200) throw new Error(`GET ${path}: ${reply.status} ${reply.text}`);
    return schema.parse(JSON.parse(reply.text));
  }

  async create(body: object): Promise<number> {
    const reply = await this.call('POST', '/participants', { body });
    if (reply.status !== 200) throw new Error(`POST /participants: ${reply.status} ${reply.text}`);
    return z.strictObject({ Id: z.int() }).parse(JSON.parse(reply.text)).Id;
  }
}

/** The code and message of a refusal. */
export function readError(reply: Reply): { Code: number; Message: string } {
  return errorSchema.parse(JSON.parse(reply.text)).Error;
}

const pageHead = { HasMore: z.boolean(), NextSince: z.string() };
export const participantsPage = z.strictObject({ Participants: z.array(participantSchema), ...pageHead });
export const badgesPage = z.strictObject({ Badges: z.array(badgeSchema), ...pageHead });
export const orderItemsPage = z.strictObject({ OrderItems: z.array(orderItemSchema), ...pageHead });
export const checksPage = z.strictObject({ Checks: z.array(checkSchema), ...pageHead });

const running: PracticeServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** Starts a server that is closed after the test, on a standing clock unless the options bring one. */
export async function startClient(options: PracticeOptions = {}): Promise<PracticeClient> {
  const server = await startPractice({ clock: new StandingClock().read, ...options });
  running.push(server);
  return new PracticeClient(server);
}

/** Closes a server in the middle of a test. */
export async function stopClient(client: PracticeClient): Promise<void> {
  const index = running.indexOf(client.server);
  if (index >= 0) running.splice(index, 1);
  await client.server.close();
}
