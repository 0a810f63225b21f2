/**
 * One IPP request and its answer over HTTP.
 *
 * Invariant: `left: false` is said only when the printer cannot have seen the request: no connection was made, its certificate was not
 * trusted, or it refused the request as a whole. Whatever breaks after that is `left: true`, however early it was.
 *
 * Printers sign their certificates themselves. The first certificate that an address shows is trusted and remembered while the desk
 * runs; another one at the same address later is not spoken to. That keeps out who comes in between during the event, not who was
 * there first; what goes out is a page, and never a secret.
 */
import { X509Certificate } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import { buildConnector, Client } from 'undici';
import type { PrinterProblem } from '../../../shared/contract/printing.ts';
import { decodeIpp, encodeIpp, IPP_GROUP, IppFormatError, type IppFields, type IppMessage } from './ipp-message.ts';

export interface IppAddress {
  /** As it is told to the printer. */
  readonly uri: string;
  readonly origin: string;
  readonly path: string;
}

/** Splits `ipp://host[:631]/path` and `ipps://…`; null for anything else, a password in the address included. */
export function parseIppUri(uri: string): IppAddress | null {
  const scheme = /^(ipps?):\/\//i.exec(uri)?.[1]?.toLowerCase();
  if (scheme === undefined) return null;
  const secure = scheme === 'ipps';
  const rest = `${secure ? 'https' : 'http'}://${uri.slice(scheme.length + 3)}`;
  if (!URL.canParse(rest)) return null;
  const { hostname, username, password, pathname, search } = new URL(rest);
  if (hostname === '' || username !== '' || password !== '') return null;
  // The standard ports of HTTP are not those of IPP, and URL leaves them out.
  const port = /^\w+:\/\/[^/?#]*:(\d+)(?:[/?#]|$)/.exec(uri)?.[1] ?? '631';
  return { uri, origin: `${secure ? 'https' : 'http'}://${hostname}:${port}`, path: `${pathname}${search}` };
}

export interface IppRequest {
  readonly operation: number;
  /** After charset, language and printer-uri, which come by themselves. */
  readonly fields: IppFields;
  /** The group of the job's template. */
  readonly job?: IppFields;
  readonly document?: Uint8Array;
}

export type IppAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly message: IppMessage }
  | { readonly kind: 'lost'; readonly left: boolean; readonly problem: PrinterProblem; readonly reason: string };

export interface ExchangeOptions {
  /** The whole exchange. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** One connection to one printer, opened with the first request. */
export interface IppLine {
  exchange(request: IppRequest, options: ExchangeOptions): Promise<IppAnswer>;
  close(): Promise<void>;
}

/** Fingerprints of certificates by origin. */
export type TrustedCertificates = Map<string, string>;

export interface LineOptions {
  readonly trusted: TrustedCertificates;
  readonly connectTimeoutMs?: number;
}

const IPP_MEDIA_TYPE = 'application/ipp';
/** An answer with all that a printer can tell is some 100 KB; CUPS with 500 jobs some 200. */
const LARGEST_ANSWER = 16 * 1024 * 1024;
const IPP_VERSIONS = [
  [2, 0],
  [1, 1],
] as const;
const VERSION_NOT_SUPPORTED = 0x0503;

/** Opens a line. A printer that does not know IPP 2.0 is spoken to in 1.1. */
export function openIppLine(address: IppAddress, { trusted, connectTimeoutMs = 2000 }: LineOptions): IppLine {
  let live = false;
  let opened = 0;
  const client = new Client(address.origin, {
    connect: createConnector(address.origin, trusted, connectTimeoutMs, () => {
      live = true;
      opened += 1;
    }),
    pipelining: 1,
  });
  client.on('disconnect', () => {
    live = false;
  });
  let version: readonly [number, number] = IPP_VERSIONS[0];
  let requestId = 0;

  const exchange = async (request: IppRequest, options: ExchangeOptions): Promise<IppAnswer> => {
    requestId += 1;
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const signal = options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]);
    if (signal.aborted) return { kind: 'lost', left: false, problem: 'interrupted', reason: 'stopped' };
    const [wasLive, openedBefore] = [live, opened];
    try {
      const response = await client.request({
        method: 'POST',
        path: address.path,
        headers: { 'content-type': IPP_MEDIA_TYPE, accept: IPP_MEDIA_TYPE },
        body: encodeRequest(address.uri, request, version, requestId),
        signal,
      });
      const bytes = await collect(response.body);
      if (response.statusCode !== 200) return describeHttpRefusal(response.statusCode);
      const message = decodeIpp(bytes);
      return { kind: 'answer', status: message.code, message };
    } catch (error) {
      return describeLoss(error, wasLive || opened > openedBefore, timeout.aborted);
    }
  };

  return {
    async exchange(request, options) {
      const answer = await exchange(request, options);
      if (answer.kind === 'lost' || answer.status !== VERSION_NOT_SUPPORTED || version === IPP_VERSIONS[1])
        return answer;
      version = IPP_VERSIONS[1];
      return exchange(request, options);
    },
    close: () => client.destroy(),
  };
}

function encodeRequest(
  uri: string,
  { operation, fields, job, document }: IppRequest,
  version: readonly [number, number],
  requestId: number,
): Uint8Array {
  const operationFields: IppFields = {
    'attributes-charset': { tag: 'charset', value: 'utf-8' },
    'attributes-natural-language': { tag: 'language', value: 'en' },
    'printer-uri': { tag: 'uri', value: uri },
    ...fields,
  };
  const head = encodeIpp({
    version,
    code: operation,
    requestId,
    groups: [[IPP_GROUP.operation, operationFields], ...(job === undefined ? [] : [[IPP_GROUP.job, job] as const])],
  });
  return document === undefined ? head : Buffer.concat([head, document]);
}

async function collect(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > LARGEST_ANSWER) throw new IppFormatError('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The certificate is looked at before the first byte of a request leaves. */
function createConnector(
  origin: string,
  trusted: TrustedCertificates,
  timeout: number,
  onConnected: () => void,
): buildConnector.connector {
  const connect = buildConnector({ rejectUnauthorized: false, timeout });
  return (options, callback) => {
    connect(options, (error, socket) => {
      if (error !== null) {
        callback(error, null);
        return;
      }
      const problem = socket instanceof TLSSocket ? checkCertificate(origin, socket, trusted) : null;
      if (problem !== null) {
        socket.destroy();
        callback(problem, null);
        return;
      }
      onConnected();
      callback(null, socket);
    });
  };
}

class UntrustedCertificate extends Error {
  override readonly name = 'UntrustedCertificate';
}

function checkCertificate(origin: string, socket: TLSSocket, trusted: TrustedCertificates): Error | null {
  const raw = socket.getPeerCertificate().raw as Buffer | undefined;
  if (raw === undefined) return new UntrustedCertificate('The printer showed no certificate.');
  const { fingerprint256 } = new X509Certificate(raw);
  const known = trusted.get(origin);
  if (known === undefined) trusted.set(origin, fingerprint256);
  if (known === undefined || known === fingerprint256) return null;
  return new UntrustedCertificate(
    'The printer shows another certificate than before. If it was changed or reset, start the desk again.',
  );
}

/** A server that refuses a request as a whole has not printed it. One that fails with 5xx may have been at it. */
function describeHttpRefusal(status: number): IppAnswer {
  const lost = (left: boolean, problem: PrinterProblem, reason: string): IppAnswer => ({
    kind: 'lost',
    left,
    problem,
    reason,
  });
  if (status === 401 || status === 403) return lost(false, 'refused', `The printer wants a password (HTTP ${status}).`);
  if (status === 426) return lost(false, 'refused', 'The printer wants an encrypted connection: set it up as ipps://.');
  if (status >= 300 && status < 500) return lost(false, 'refused', `Nothing prints at this address (HTTP ${status}).`);
  return lost(true, 'unconfirmed', `The printer failed (HTTP ${status}).`);
}

function describeLoss(error: unknown, left: boolean, timedOut: boolean): IppAnswer {
  if (error instanceof UntrustedCertificate) {
    return { kind: 'lost', left: false, problem: 'refused', reason: error.message };
  }
  if (error instanceof IppFormatError) {
    return {
      kind: 'lost',
      left: true,
      problem: 'unconfirmed',
      reason: `The printer answered nonsense: ${error.message}.`,
    };
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
  const reason = timedOut ? 'The printer does not answer in time.' : `The printer does not answer (${code}).`;
  return { kind: 'lost', left, problem: 'gone', reason };
}
