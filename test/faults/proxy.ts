/**
 * A fault proxy in front of a server: real sockets, one scripted fault a request. With the plug pulled nothing gets through and
 * open connections are cut, as when a cable is pulled out of a venue's switch.
 */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type Fault =
  /** `headers` replace those of the request, by their very names. */
  | { readonly kind: 'pass'; readonly headers?: Readonly<Record<string, string>> }
  /** The request does not reach the server; the connection is cut. */
  | { readonly kind: 'dropBefore' }
  /** The server has done it; its answer is lost. */
  | { readonly kind: 'dropAfter' }
  | { readonly kind: 'delay'; readonly ms: number }
  /** Half of the answer's body, then the connection is cut. */
  | { readonly kind: 'truncate' }
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

export async function startFaultProxy(target: string, port = 0): Promise<FaultProxy> {
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
    void handle(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await readAll(incoming);
    const noted: Seen = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.rawHeaders,
      body: body.toString('utf8'),
    };
    seen.push(noted);
    const fault = proxy.script?.(noted) ?? PASS;
    if (fault.kind === 'dropBefore') {
      incoming.socket.destroy();
      return;
    }
    if (fault.kind === 'answer') {
      answer(outgoing, fault.status, fault.type, fault.body, fault.location);
      return;
    }
    const reply = await forward(target, incoming, body, fault.kind === 'pass' ? fault.headers : undefined);
    switch (fault.kind) {
      case 'pass':
        break;
      case 'dropAfter':
        incoming.socket.destroy();
        return;
      case 'delay':
        await new Promise((resolve) => setTimeout(resolve, fault.ms));
        break;
      case 'truncate':
        outgoing.writeHead(reply.status, { ...reply.headers, 'content-length': String(reply.body.length) });
        outgoing.write(reply.body.subarray(0, Math.floor(reply.body.length / 2)), () => incoming.socket.destroy());
        return;
      case 'answerAfter':
        answer(outgoing, fault.status, fault.type, fault.body);
        return;
      case 'rewrite':
        answer(outgoing, reply.status, reply.headers['content-type'] ?? '', fault.change(reply.body.toString('utf8')));
        return;
    }
    outgoing.writeHead(reply.status, { ...reply.headers, 'content-length': String(reply.body.length) });
    outgoing.end(reply.body);
  }

  const listen = (at: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen(port);
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
        for (const socket of sockets) socket.destroy();
      }),
  };
  return proxy;
}

function answer(outgoing: ServerResponse, status: number, type: string, body: string, location?: string): void {
  outgoing.writeHead(status, { 'content-type': type, ...(location === undefined ? {} : { location }) });
  outgoing.end(body);
}

interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

function forward(
  target: string,
  incoming: IncomingMessage,
  body: Buffer,
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
      { method: incoming.method, headers, agent: false },
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
