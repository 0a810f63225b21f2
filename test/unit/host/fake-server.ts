/** A small RUVENTS server over a real socket, whose answers a test scripts; it remembers every request as it came. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Names and values in turn, as they were on the wire. */
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Reply =
  | {
      readonly status?: number;
      readonly headers?: Record<string, string>;
      readonly json?: unknown;
      readonly text?: string;
    }
  /** The socket is cut without an answer. */
  | 'cut'
  /** No answer at all, until the server stops. */
  | 'silence';
export type Answer = Reply | ((seen: Seen) => Reply | Promise<Reply>);

export interface FakeServer {
  readonly url: string;
  readonly seen: Seen[];
  /** Answers by `METHOD path`; anything else is 404 with an empty body. */
  readonly answers: Record<string, Answer>;
  requestsTo(path: string): Seen[];
  stop(): Promise<void>;
  /** Listens again at the same port. */
  restart(): Promise<void>;
}

export const HASH = 'abcdefghijklmnopqrstuvwxy';
export const operators = [
  { Id: 7, Login: 'desk1', Password: '81234', Role: 'Admin' },
  { Id: 8, Login: 'desk2', Password: '95678', Role: 'Operator' },
];

/** The answers of an event without people. */
export function eventAnswers(): Record<string, Answer> {
  return {
    'GET /event': { json: { Id: 5, IdName: 'made-up', Title: 'A made-up event' } },
    'GET /event/operators': { json: { Operators: operators } },
    'GET /event/statuses': { json: { Statuses: [{ Id: 1, Title: 'Guest', Color: null, Priority: 1 }] } },
    'GET /event/parts': { json: { Parts: [] } },
    'GET /event/products': { json: { Products: [] } },
    'GET /participants/fields': { json: { LastName: { type: 'string', hasLocales: true } } },
    'GET /participants': { json: { Participants: [], HasMore: false } },
    'GET /ping': { json: { DateSignal: '2026-11-22 10:00:00' } },
  };
}

export async function startFake(answers: Record<string, Answer> = eventAnswers()): Promise<FakeServer> {
  const seen: Seen[] = [];
  let server = await listen(0);
  const { port } = server.address() as AddressInfo;
  const fake: FakeServer = {
    url: `http://127.0.0.1:${port}`,
    seen,
    answers,
    requestsTo: (path) => seen.filter((one) => one.path === path),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    restart: async () => {
      server = await listen(port);
    },
  };
  return fake;

  function listen(at: number): Promise<ReturnType<typeof createServer>> {
    const created = createServer((request, response) => void serve(request, response));
    return new Promise((resolve) => created.listen(at, '127.0.0.1', () => resolve(created)));
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const { method = '', rawHeaders, headers } = request;
    const one: Seen = { method, path, query, rawHeaders, headers, body: Buffer.concat(chunks).toString() };
    seen.push(one);
    const answer = answers[`${method} ${path}`] ?? { status: 404, text: '' };
    reply(response, typeof answer === 'function' ? await answer(one) : answer);
  }
}

function reply(response: ServerResponse, answer: Reply): void {
  if (answer === 'silence') return;
  if (answer === 'cut') {
    response.socket?.destroy();
    return;
  }
  const json = answer.text === undefined;
  response.writeHead(answer.status ?? 200, {
    'content-type': json ? 'application/json' : 'text/plain',
    ...answer.headers,
  });
  response.end(answer.text ?? JSON.stringify(answer.json ?? {}));
}

export function apiError(code: number, status = 400): Reply {
  return { status, json: { Error: { Code: code, Message: 'a made-up refusal' } } };
}
