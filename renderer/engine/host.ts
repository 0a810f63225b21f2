/** The engine's link to the host: typed routes, bytes of feeds, the stream of events. */
import { createHostClient, readProblem, type Answered, type HostClient } from '../../shared/contract/client.ts';
import { byteRoutes } from '../../shared/contract/routes.ts';
import { hostEventSchema, type HostEvent } from '../../shared/contract/station.ts';
import type { Feed } from '../../shared/ruvents/rows.ts';
import { parseServerTime, type ServerTime } from '../../shared/ruvents/time.ts';
import type { Ask } from '../../shared/sync/paging.ts';

export interface HostLink extends HostClient {
  fetchPage(feed: Feed, ask: Ask): Promise<Answered<Uint8Array<ArrayBuffer>>>;
  fetchDataKey(): Promise<Answered<Uint8Array<ArrayBuffer>>>;
  /** The server's own time; null = it cannot be asked now, or does not say. */
  fetchServerTime(): Promise<ServerTime | null>;
  /** Events as they come; `onOpen` after each (re)connection, when what was missed has to be read anew. */
  listen(onEvent: (event: HostEvent) => void, onOpen: () => void): () => void;
}

/** What the link stands on: the worker's own `fetch` and EventSource, or a host in the same process under test. */
export interface Wire {
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>;
  readonly listen: HostLink['listen'];
}

export function createHostLink(wire: Wire): HostLink {
  const fetchBytes = (url: string) => readBytes(wire, url);
  const client = createHostClient((url, init) => wire.fetch(url, init));
  return {
    ...client,
    fetchServerTime: async () => {
      const answer = await client.call('serverTime', {});
      return answer.ok ? parseServerTime(answer.value.time) : null;
    },
    fetchPage: (feed, ask) => fetchBytes(`${byteRoutes.feed}?${queryOf(feed, ask)}`),
    fetchDataKey: () => fetchBytes(byteRoutes.dataKey),
    listen: wire.listen,
  };
}

function queryOf(feed: Feed, ask: Ask): string {
  const query = new URLSearchParams({ feed, limit: String(ask.limit) });
  if (ask.since !== null) query.set('since', ask.since);
  return query.toString();
}

async function readBytes(wire: Wire, url: string): Promise<Answered<Uint8Array<ArrayBuffer>>> {
  try {
    const response = await wire.fetch(url, { cache: 'no-store' });
    if (response.ok) return { ok: true, value: new Uint8Array(await response.arrayBuffer()) };
    const body: unknown = await response.json().catch(() => null);
    return { ok: false, problem: readProblem(body, response.status) };
  } catch (error) {
    return { ok: false, problem: { code: 'hostGone', detail: error instanceof Error ? error.message : String(error) } };
  }
}

/** One message of the stream; null for one that this contract does not know: it comes from a newer host. */
export function readEvent(data: string): HostEvent | null {
  const parsed = hostEventSchema.safeParse(JSON.parse(data));
  return parsed.success ? parsed.data : null;
}

const LISTEN_AGAIN_MS = 1000;

/**
 * EventSource connects again by itself, but for an answer that is no stream (a host that is starting): then this does.
 */
export function listenByEventSource(onEvent: (event: HostEvent) => void, onOpen: () => void): () => void {
  let source = open();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open(): EventSource {
    const opened = new EventSource(byteRoutes.stream);
    opened.addEventListener('open', onOpen);
    opened.addEventListener('message', (message: MessageEvent<string>) => {
      const event = readEvent(message.data);
      if (event !== null) onEvent(event);
    });
    opened.addEventListener('error', () => {
      if (opened.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(() => {
        source = open();
      }, LISTEN_AGAIN_MS);
    });
    return opened;
  }

  return () => {
    clearTimeout(timer);
    source.close();
  };
}
