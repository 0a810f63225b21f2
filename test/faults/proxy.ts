/**
 * A fault proxy in front of a server: real sockets, one scripted fault a request. With the plug pulled nothing gets through and
 * open connections are cut, as when a cable is pulled out of a venue's switch.
 */
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type Fault =
  /** `headers` replace those of the request, by their very names. */
  | { readonly kind: 'pass'; readonly headers?: Readonly<Record<string, string>> }
  /** The request does not reach the server; the connection is cut. */
  | { readonly kind: 'dropBefore' }
  /** The server has done it; its answer is lost. */
  | { readonly kind: 'dropAfter' }
  /** The answer comes late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The request waits before the server until it is let go. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown> }
  /** The client's connection is cut at once, and the request reaches the server late all the same. */
  | { readonly kind: 'late'; readonly ms: number }
  /** Half of the answer's body, then the connection is closed. */
  | { readonly kind: 'truncate' }
  /** Half of the answer's body, then the connection is reset. */
  | { readonly kind: 'reset' }
  /** Half of the answer's body as if that were all: whoever is in between has cut it. */
  | { readonly kind: 'shorten' }
  /** The answer's body comes in pieces over this time. */
  | { readonly kind: 'drip'; readonly ms: number }
  /**
   * The server gets the request twice, and the client the first answer. GET, PUT and DELETE only: what is delivered twice of a
   * POST is there twice, and no client can prevent it. A POST passes.
   */
  | { readonly kind: 'duplicate' }
  /** Something in between answers; the server does not see the request. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly type: string;
      readonly body: string;
      readonly location?: string;
    }
  /** The server does it, and something in between answers in its place. */
  | { readonly kind: 'answerAfter'; readonly status: number; readonly type: string; readonly body: string }
  /** The server's own answer, with another body. */
  | { readonly kind: 'rewrite'; readonly change: (body: string) => string };

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: string;
}

/** An answer of the server. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface FaultProxyOptions {
  /** 0, the default, takes any free one that stays free while the plug is out. */
  readonly port?: number;
  /**
   * Brings each request to the server by calling `send`, or does not: null = it got lost on the way. `cutFor`: milliseconds for
   * which the client's connection has been gone, 0 while it is there.
   */
  readonly deliver?: (request: Seen, send: () => Promise<Reply>, cutFor: () => number) => Promise<Reply | null>;
  /** For long runs: connections to the server are kept, and what was seen is not. */
  readonly long?: boolean;
}

export interface FaultProxy {
  readonly url: string;
  readonly seen: readonly Seen[];
  /** Decides each request's fault; null = none. */
  script: ((request: Seen) => Fault | null) | null;
  pullPlug(): void;
  plugIn(): Promise<void>;
  close(): Promise<void>;
}

const PASS: Fault = { kind: 'pass' };
/** Below those that systems hand out by themselves: nobody is given the port of a proxy while its plug is out. */
const PORTS = { first: 20_000, count: 12_000 } as const;

export async function startFaultProxy(target: string, options: number | FaultProxyOptions = {}): Promise<FaultProxy> {
  const { port = 0, deliver, long = false } = typeof options === 'number' ? { port: options } : options;
  const agent = long ? new Agent({ keepAlive: true, timeout: 2000 }) : false;
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  const cutAt = new WeakMap<Socket, number>();
  const server = createServer((incoming, outgoing) => {
    void handle(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      cutAt.set(socket, performance.now());
    });
    socket.on('error', () => undefined);
  });

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { socket } = incoming;
    const body = await readAll(incoming);
    const noted: Seen = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.rawHeaders,
      body: body.toString('utf8'),
    };
    if (!long) seen.push(noted);
    const fault = proxy.script?.(noted) ?? PASS;
    const send = () => forward(target, incoming, body, agent, fault.kind === 'pass' ? fault.headers : undefined);
    const cutFor = () => performance.now() - (cutAt.get(socket) ?? performance.now());
    const reach = () => (deliver === undefined ? send() : deliver(noted, send, cutFor));
    switch (fault.kind) {
      case 'dropBefore':
        socket.destroy();
        return;
      case 'answer':
        answer(outgoing, fault.status, fault.type, fault.body, fault.location);
        return;
      case 'late':
        socket.destroy();
        await wait(fault.ms);
        await reach();
        return;
      case 'hold':
        await fault.until;
        break;
      default:
    }
    const reply = await reach();
    if (reply === null) socket.destroy();
    else await giveBack(reply, fault, outgoing, socket);
    if (fault.kind === 'duplicate' && noted.method !== 'POST') await reach();
  }

  const listen = (at: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  if (port === 0) await listenAnywhere(listen);
  else await listen(port);
  const address = server.address() as AddressInfo;

  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    script: null,
    pullPlug() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
    plugIn: () => listen(address.port),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if (agent !== false) agent.destroy();
        for (const socket of sockets) socket.destroy();
      }),
  };
  return proxy;
}

async function listenAnywhere(listen: (port: number) => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await listen(PORTS.first + Math.floor(Math.random() * PORTS.count));
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    }
  }
}

function answer(outgoing: ServerResponse, status: number, type: string, body: string, location?: string): void {
  outgoing.writeHead(status, { 'content-type': type, ...(location === undefined ? {} : { location }) });
  outgoing.end(body);
}

/** The server has done it: what of its answer comes back. */
async function giveBack(reply: Reply, fault: Fault, outgoing: ServerResponse, socket: Socket): Promise<void> {
  const half = reply.body.subarray(0, Math.floor(reply.body.length / 2));
  const begin = (length: number) =>
    outgoing.writeHead(reply.status, { ...reply.headers, 'content-length': String(length) });
  switch (fault.kind) {
    case 'dropAfter':
      socket.destroy();
      return;
    case 'truncate':
      begin(reply.body.length);
      outgoing.write(half, () => socket.destroy());
      return;
    case 'reset':
      begin(reply.body.length);
      outgoing.write(half, () => socket.resetAndDestroy());
      return;
    case 'shorten':
      begin(half.length);
      outgoing.end(half);
      return;
    case 'drip':
      begin(reply.body.length);
      await drip(reply.body, fault.ms, outgoing);
      return;
    case 'answerAfter':
      answer(outgoing, fault.status, fault.type, fault.body);
      return;
    case 'rewrite':
      answer(outgoing, reply.status, reply.headers['content-type'] ?? '', fault.change(reply.body.toString('utf8')));
      return;
    case 'delay':
      await wait(fault.ms);
      break;
    default:
  }
  begin(reply.body.length);
  outgoing.end(reply.body);
}

const PIECES = 8;

async function drip(body: Buffer, ms: number, outgoing: ServerResponse): Promise<void> {
  const size = Math.max(1, Math.ceil(body.length / PIECES));
  for (let at = 0; at < body.length && !outgoing.destroyed; at += size) {
    await wait(ms / PIECES);
    outgoing.write(body.subarray(at, at + size));
  }
  outgoing.end();
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function forward(
  target: string,
  incoming: IncomingMessage,
  body: Buffer,
  agent: Agent | false,
  replaced: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string> = {};
    for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
      const name = incoming.rawHeaders[index]!;
      if (!/^(host|connection)$/i.test(name)) headers[name] = incoming.rawHeaders[index + 1]!;
    }
    Object.assign(headers, replaced);
    const outgoing = request(
      new URL(incoming.url ?? '/', target),
      { method: incoming.method, headers, agent },
      (reply) => {
        readAll(reply).then((received) => {
          resolve({
            status: reply.statusCode ?? 502,
            headers: { 'content-type': reply.headers['content-type'] ?? 'application/json' },
            body: received,
          });
        }, reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function readAll(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
