/**
 * One HTTP exchange with a server, and what became of it.
 *
 * Invariants: a redirect is an answer and never followed (a followed one hands the hash to a stranger). `notSent` is said only
 * when no connection was made; whatever may have left is `lost`. Header names leave exactly as they are given.
 */
import * as tlsModule from 'node:tls';
import { Agent, type Dispatcher, EnvHttpProxyAgent, request as send } from 'undici';
import { errorCode } from '../problem.ts';

export interface TransportRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Longest silence, before the answer and between its pieces. */
  readonly timeoutMs: number;
  /** A longer body is given up. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

export type TransportAnswer =
  | {
      readonly kind: 'response';
      readonly status: number;
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
    }
  /** No connection: the request certainly did not leave. */
  | { readonly kind: 'notSent'; readonly message: string }
  /** TLS could not be verified: it did not leave either. */
  | { readonly kind: 'certificate'; readonly message: string }
  /** It may have left, and no whole answer came. */
  | { readonly kind: 'lost'; readonly message: string };

/** Never rejects. */
export type Transport = (request: TransportRequest) => Promise<TransportAnswer>;

const CONNECT_TIMEOUT_MS = 5000;
/** A feed's page is a megabyte or two; this is no page. */
const MAX_BYTES = 64 * 1024 * 1024;

/** The transport of plain Node: undici, with the proxy that the environment names (not for this machine itself). */
export function createNodeTransport(): Transport & { close(): Promise<void> } {
  const connect = { timeout: CONNECT_TIMEOUT_MS };
  const direct = new Agent({ connect });
  let proxied: Dispatcher | null = null;
  const outside = (): Dispatcher => {
    if (proxied !== null) return proxied;
    const ca = trustedCertificates(); // read when it is needed: it takes a while
    const options = ca === null ? connect : { ...connect, ca };
    proxied = new EnvHttpProxyAgent({ connect: options, requestTls: options, proxyTls: options });
    return proxied;
  };
  const transport = (request: TransportRequest): Promise<TransportAnswer> =>
    exchange(request, isLoopback(new URL(request.url).hostname) ? direct : outside());
  return Object.assign(transport, {
    async close() {
      await Promise.all([direct.destroy(), proxied?.destroy()]);
    },
  });
}

/**
 * Node's own authorities, and the system's where Node can read them (from 22.15 on): a company's proxy is vouched for there.
 * @returns null for Node's own alone
 */
function trustedCertificates(): string[] | null {
  const read: unknown = Reflect.get(tlsModule, 'getCACertificates');
  if (typeof read !== 'function') return null;
  const getCertificates = read as (type: 'default' | 'system') => string[];
  return [...getCertificates('default'), ...getCertificates('system')];
}

/** Whether a host name means this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

async function exchange(request: TransportRequest, dispatcher: Dispatcher): Promise<TransportAnswer> {
  try {
    const { statusCode, headers, body } = await send(request.url, {
      method: request.method,
      headers: { ...request.headers },
      body: request.body ?? null,
      headersTimeout: request.timeoutMs,
      bodyTimeout: request.timeoutMs,
      dispatcher,
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    });
    const bytes = await readAtMost(body, request.maxBytes ?? MAX_BYTES);
    if (bytes === null) return { kind: 'lost', message: 'the answer is too long' };
    return { kind: 'response', status: statusCode, headers: flatten(headers), body: bytes };
  } catch (error) {
    return describeFailure(error);
  }
}

/** @returns null when there is more than `limit`; the rest is then not read. */
async function readAtMost(
  body: AsyncIterable<unknown> & { destroy(): unknown },
  limit: number,
): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) throw new Error('a body came as something else than bytes');
    length += chunk.length;
    if (length > limit) return null; // leaving the loop destroys the body
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

/** What the calls say that come before a connection. A connection that has been made may end by the same codes. */
const NO_CONNECTION: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'ETIMEDOUT',
]);
const CALLS_BEFORE: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo', 'bind']);
const CERTIFICATE = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** The message is a code: what libraries say may quote data. */
function describeFailure(error: unknown): TransportAnswer {
  const errors = partsOf(error);
  const codes = errors.flatMap((one) => errorCode(one) ?? []);
  const message = codes[0] ?? (error instanceof Error ? error.name : 'unknown');
  if (codes.some((code) => CERTIFICATE.has(code) || code.startsWith('CERT_'))) return { kind: 'certificate', message };
  const unconnected = errors.length > 0 && errors.every(isConnectFailure);
  return unconnected ? { kind: 'notSent', message } : { kind: 'lost', message };
}

/** A name with several addresses fails with one error for each of them. */
function partsOf(error: unknown): readonly unknown[] {
  return error instanceof AggregateError ? error.errors.flatMap((one: unknown) => partsOf(one)) : [error];
}

function isConnectFailure(error: unknown): boolean {
  const code = errorCode(error);
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return true;
  if (code === null || !NO_CONNECTION.has(code) || typeof error !== 'object' || error === null) return false;
  return 'syscall' in error && CALLS_BEFORE.has(error.syscall);
}
