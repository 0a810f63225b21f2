/** Routes that carry bytes: feeds, photos, PDF of a print job, the event's data key. All are questions (GET). */
import { byteRoutes } from '../../shared/contract/routes.ts';
import { FEEDS, type Feed } from '../../shared/ruvents/rows.ts';
import { adminsEvent } from './custody-handlers.ts';
import type { Doors } from './doors.ts';
import type { OpenEvent } from './open-event.ts';
import type { Backends } from './print-queue/queue.ts';
import { Refusal, refuse, statusOf } from './problem.ts';
import type { BytesHandler } from './router.ts';
import type { ReadAnswer } from './ruvents/answers.ts';
import { readSetAside } from './set-aside.ts';

export interface ByteContext {
  readonly doors: Doors;
  readonly backends: Backends;
  readonly subscribe: (request: Request) => Response;
}

/** The list of paid items has moved on some servers: where the first path is not found, the second is asked. */
const PATHS: Readonly<Record<Feed, readonly [string, ...string[]]>> = {
  participants: ['/participants'],
  badges: ['/badges'],
  orderitems: ['/orderitems', '/positions'],
};

const PRIVATE = { 'cache-control': 'no-store' } as const;

/** The routes that answer with bytes or a stream, by path. */
export function createByteHandlers({ doors, backends, subscribe }: ByteContext): Record<string, BytesHandler> {
  /** Paths that have answered, by event. */
  const paths = new WeakMap<OpenEvent, string>();
  /** `event`, where it is said, has to be the one that is open: an engine of another one is on its way out. */
  const current = (query: URLSearchParams): OpenEvent | Refusal => {
    const asked = query.get('event');
    const event = doors.current;
    return event === null || (asked !== null && asked !== event.key) ? refuse('noEvent') : event;
  };

  return {
    [byteRoutes.stream]: (_query, request) => subscribe(request),
    [byteRoutes.feed]: async (query) => {
      const event = current(query);
      if (event instanceof Refusal) return event;
      const feed = FEEDS.find((name) => name === query.get('feed'));
      if (feed === undefined) return refuse('badInput', 'feed');
      const { state, problem } = event.connection.describe();
      if (state === 'paused' && problem !== null) return new Refusal(problem);
      return feedResponse(await readFeed(event, feed, passOn(query), paths));
    },
    [byteRoutes.photo]: async (query) => {
      const event = current(query);
      if (event instanceof Refusal) return event;
      const photo = await event.photos.find(query.get('url') ?? '');
      if (photo instanceof Refusal) return photo;
      return bytesResponse(photo.bytes, photo.type);
    },
    [byteRoutes.jobPdf]: (query) => {
      const { browser } = backends;
      const bytes = browser !== undefined && 'take' in browser ? browser.take(query.get('job') ?? '') : null;
      return bytes === null ? refuse('notFound') : bytesResponse(bytes, 'application/pdf');
    },
    [byteRoutes.setAside]: async (query) => {
      const event = adminsEvent(doors);
      if (event instanceof Refusal) return event;
      const bytes = await readSetAside(event.folder, query.get('name') ?? '');
      return bytes === null ? refuse('notFound') : bytesResponse(bytes, 'application/octet-stream');
    },
    [byteRoutes.dataKey]: (query) => {
      const event = current(query);
      return event instanceof Refusal ? event : bytesResponse(event.keys.dataKey, 'application/octet-stream');
    },
  };
}

async function readFeed(
  event: OpenEvent,
  feed: Feed,
  query: Readonly<Record<string, string>>,
  paths: WeakMap<OpenEvent, string>,
): Promise<ReadAnswer> {
  const remembered = feed === 'orderitems' ? paths.get(event) : undefined;
  const [first, ...others] = PATHS[feed];
  let answer = await event.client.read(remembered ?? first, { query });
  for (const other of others) {
    if (answer.ok || answer.problem.code !== 'notFound' || other === remembered) break;
    const second = await event.client.read(other, { query });
    if (second.ok) paths.set(event, other);
    if (second.ok || second.problem.code !== 'notFound') answer = second;
  }
  return answer;
}

/** `since` and `limit` go to the server as they are. */
function passOn(query: URLSearchParams): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const name of ['since', 'limit']) {
    const value = query.get(name);
    if (value !== null) passed[name] = value;
  }
  return passed;
}

function feedResponse(answer: ReadAnswer): Response {
  if (answer.ok) {
    return new Response(bodyOf(answer.body), {
      headers: { ...PRIVATE, 'content-type': 'application/json', 'x-stoika-status': String(answer.status) },
    });
  }
  return Response.json(answer.problem, {
    status: statusOf(answer.problem.code),
    headers: { ...PRIVATE, ...(answer.status === null ? {} : { 'x-stoika-status': String(answer.status) }) },
  });
}

function bytesResponse(bytes: Uint8Array, type: string): Response {
  return new Response(bodyOf(bytes), {
    headers: { ...PRIVATE, 'content-type': type, 'x-content-type-options': 'nosniff' },
  });
}

/** The same bytes as a body may be: not over memory that is shared with another thread. */
function bodyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = bytes;
  return buffer instanceof ArrayBuffer ? new Uint8Array(buffer, byteOffset, byteLength) : new Uint8Array(bytes);
}
