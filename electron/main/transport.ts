/**
 * HTTP through Chromium's network stack: the system's proxy and the system's certificates.
 *
 * Invariants as in electron/host/ruvents/transport.ts. Two habits of Chromium would break them and are kept off:
 * - It sends a request again by itself when a connection that it had kept open turns out to be closed, a POST too. So writes
 *   have a session of their own, in which every request asks for a connection that is not kept.
 * - It follows redirects. In manual mode an unfollowed one is cancelled; what it said is the answer.
 */
import { type ClientRequest, type IncomingMessage, net, session } from 'electron';
import type { Transport, TransportAnswer, TransportRequest } from '../host/ruvents/transport.ts';

const defaultMaxBytes = 64 * 1024 * 1024;

/** Creates the transport of the Electron shell, when Electron is ready. It never rejects. */
export function createElectronTransport(): Transport {
  const reads = session.fromPartition('reads', { cache: false });
  const writes = session.fromPartition('writes', { cache: false });
  return (request) => {
    const isRead = request.method === 'GET';
    const sent = net.request({
      method: request.method,
      url: request.url,
      session: isRead ? reads : writes,
      headers: { ...request.headers, ...(isRead ? {} : { Connection: 'close' }) },
      redirect: 'manual',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    return exchange(sent, request);
  };
}

function exchange(sent: ClientRequest, request: TransportRequest): Promise<TransportAnswer> {
  const { timeoutMs, maxBytes = defaultMaxBytes, signal, body } = request;
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const settle = (answer: TransportAnswer): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(answer);
    };
    const giveUp = (message: string): void => {
      settle({ kind: 'lost', message });
      sent.abort();
    };
    const onAbort = (): void => giveUp('aborted');
    const hear = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => giveUp('timeout'), timeoutMs);
    };

    sent.on('redirect', (status, _method, _url, headers) => {
      settle({ kind: 'response', status, headers: flatten(headers), body: new Uint8Array() });
      sent.abort();
    });
    sent.on('response', (response) => {
      hear();
      collect(response, { maxBytes, hear, settle, giveUp });
    });
    sent.on('error', (error) => settle(describeFailure(error)));
    sent.on('close', () => settle({ kind: 'lost', message: 'closed' }));
    signal?.addEventListener('abort', onAbort);
    hear();
    if (signal?.aborted === true) onAbort();
    else sent.end(body);
  });
}

interface Collector {
  readonly maxBytes: number;
  readonly hear: () => void;
  readonly settle: (answer: TransportAnswer) => void;
  readonly giveUp: (message: string) => void;
}

function collect(response: IncomingMessage, { maxBytes, hear, settle, giveUp }: Collector): void {
  const chunks: Buffer[] = [];
  let length = 0;
  response.on('data', (chunk) => {
    hear();
    length += chunk.length;
    if (length > maxBytes) giveUp('the answer is too long');
    else chunks.push(chunk);
  });
  response.on('end', () => {
    const headers = flatten(response.headers);
    settle({ kind: 'response', status: response.statusCode, headers, body: Buffer.concat(chunks) });
  });
  response.on('aborted', () => settle({ kind: 'lost', message: 'aborted' }));
  response.on('error', (error) => settle({ kind: 'lost', message: codeOf(error) }));
}

function flatten(headers: Readonly<Record<string, string | string[]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}

/**
 * No connection was made, so the request did not leave. A connection that broke is not among them, nor are
 * ERR_INTERNET_DISCONNECTED and ERR_ADDRESS_UNREACHABLE: a network that goes down ends connections with them, too.
 */
const noConnection = new Set([
  'ERR_NAME_NOT_RESOLVED',
  'ERR_NAME_RESOLUTION_FAILED',
  'ERR_ADDRESS_INVALID',
  'ERR_CONNECTION_REFUSED',
  'ERR_CONNECTION_FAILED',
  'ERR_CONNECTION_TIMED_OUT',
  'ERR_NETWORK_ACCESS_DENIED',
  'ERR_PROXY_CONNECTION_FAILED',
  'ERR_TUNNEL_CONNECTION_FAILED',
  'ERR_SOCKS_CONNECTION_FAILED',
]);

/** The message is a code: what libraries say may quote data. */
function describeFailure(error: Error): TransportAnswer {
  const message = codeOf(error);
  if (message.startsWith('ERR_CERT_') || message.startsWith('ERR_SSL_')) return { kind: 'certificate', message };
  return { kind: noConnection.has(message) ? 'notSent' : 'lost', message };
}

/** Chromium's code: `net::ERR_NAME_NOT_RESOLVED` → `ERR_NAME_NOT_RESOLVED`. */
function codeOf(error: Error): string {
  return /\bERR_[A-Z0-9_]+/.exec(error.message)?.[0] ?? error.name;
}
