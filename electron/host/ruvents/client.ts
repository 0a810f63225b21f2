/** Talks to one RUVENTS server in the name of one event: the only place where the hash meets a request. */
import { setMaxListeners } from 'node:events';
import type { Answer } from '../../../shared/sync/classify.ts';
import type { Problem } from '../../../shared/contract/station.ts';
import { judgeRead, type ReadAnswer } from './answers.ts';
import type { Transport, TransportAnswer, TransportRequest } from './transport.ts';

const TIMEOUT_MS = 30_000;
/** More requests than ever are under way: Node warns of more listeners than this. */
const MAX_AT_ONCE = 100;

export interface Query {
  readonly query?: Readonly<Record<string, string>>;
  /** The whole exchange takes no longer. Without it only silence is bounded. */
  readonly deadlineMs?: number;
}

export interface Write {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  /** With its query, which is told to nobody: it may hold what a person told of themselves. */
  readonly path: string;
  readonly body: string | null;
  readonly contentType: string | null;
  readonly operatorId: number;
}

/** What a client has learnt of the connection from an answer; told for every answer. */
export type Contact =
  /** The API answered, whatever it said. `proved`: to a question that needs the hash, so the event is there too. */
  | { readonly kind: 'answered'; readonly proved: boolean; readonly path: string }
  /** The API refuses hash or rights (101, 102). `path` is what was asked for. */
  | { readonly kind: 'refused'; readonly problem: Problem; readonly by: 'read' | 'write'; readonly path: string }
  /** It answered, and it fails. */
  | { readonly kind: 'failing'; readonly problem: Problem }
  /** No whole answer came to this one question, or that of a gateway: the server may be gone, or only what was asked for. */
  | { readonly kind: 'cut'; readonly problem: Problem; readonly path: string }
  | { readonly kind: 'unreachable'; readonly problem: Problem };

export interface ClientOptions {
  /** As `normaliseServer` gives it. */
  readonly server: string;
  readonly hash: string;
  readonly transport: Transport;
  readonly onContact?: (contact: Contact) => void;
}

export class RuventsClient {
  readonly server: string;
  readonly #transport: Transport;
  readonly #onContact: (contact: Contact) => void;
  readonly #closing = new AbortController();
  #hash: string;
  #pingPath: '/ping' | '/utility/ping' | '/event' = '/ping';

  constructor({ server, hash, transport, onContact }: ClientOptions) {
    this.server = server;
    this.#hash = hash;
    this.#transport = transport;
    this.#onContact = onContact ?? (() => undefined);
    setMaxListeners(MAX_AT_ONCE, this.#closing.signal);
  }

  /** A new hash of the same event, that the server has accepted. */
  replaceHash(hash: string): void {
    this.#hash = hash;
  }

  async read(path: string, { query, deadlineMs }: Query = {}): Promise<ReadAnswer> {
    const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
    const answer = await this.#exchange({ method: 'GET', path: `${path}${search}`, headers: {} }, deadlineMs);
    const judged = judgeRead(answer);
    const contact = contactOf(judged, 'read', path);
    const mayBeItsOwn = contact.kind === 'unreachable' && path !== '/event' && isOfOneRequest(answer);
    this.#onContact(mayBeItsOwn ? { ...contact, kind: 'cut', path } : contact);
    return judged;
  }

  async write({ method, path, body, contentType, operatorId }: Write): Promise<Answer> {
    const answer = await this.#exchange({
      method,
      path,
      headers: {
        'X-Ruvents-Operator': String(operatorId),
        ...(contentType === null ? {} : { 'Content-Type': contentType }),
      },
      ...(body === null ? {} : { body }),
    });
    this.#onContact(contactOf(judgeRead(answer), 'write', path.split('?')[0] ?? path));
    return answerOf(answer);
  }

  /** Asks whether the API is there. Real servers have it at either of two paths, or not at all. */
  async ping(): Promise<ReadAnswer> {
    for (;;) {
      const path = this.#pingPath;
      const judged = judgeRead(await this.#exchange({ method: 'GET', path, headers: {} }));
      if (!judged.ok && judged.problem.code === 'notFound' && path !== '/event') {
        this.#pingPath = path === '/ping' ? '/utility/ping' : '/event';
        continue;
      }
      if (isOfGate(judged) && path !== '/event') return this.read('/event'); // the ping alone may be kept out
      this.#onContact(contactOf(judged, 'read', path));
      return judged;
    }
  }

  /** Breaks off what is under way: answers come as `lost`. */
  close(): void {
    this.#closing.abort();
  }

  async #exchange(
    request: Pick<TransportRequest, 'method' | 'headers' | 'body'> & { path: string },
    deadlineMs?: number,
  ): Promise<TransportAnswer> {
    const { path, headers, ...rest } = request;
    const closing = this.#closing.signal;
    try {
      return await this.#transport({
        ...rest,
        url: `${this.server}${path}`,
        // exactly this case: an older server looks the names up as they are
        headers: { 'X-Ruvents-Hash': this.#hash, Accept: 'application/json', ...headers },
        timeoutMs: TIMEOUT_MS,
        signal: deadlineMs === undefined ? closing : AbortSignal.any([closing, AbortSignal.timeout(deadlineMs)]),
      });
    } catch (error) {
      // a transport does not reject; if one does after all, the request may have left
      return { kind: 'lost', message: error instanceof Error ? error.name : 'unknown' };
    }
  }
}

/** A bad gateway is as good as none; another failure may be of this one request. */
const GATEWAY: ReadonlySet<number> = new Set([502, 503, 504]);
/** The API has none of these of its own: a firewall, a proxy or a portal keeps the desk out. */
const GATE: ReadonlySet<number> = new Set([401, 403, 407, 451]);

function isOfGate(judged: ReadAnswer): boolean {
  if (judged.ok || judged.status === null) return false;
  return GATE.has(judged.status) && judged.problem.detail === `HTTP ${judged.status}`;
}

/** A connection was made, and no answer of the server itself came: the row that breaks it may be in this list alone. */
function isOfOneRequest(answer: TransportAnswer): boolean {
  if (answer.kind === 'response') return GATEWAY.has(answer.status) || GATE.has(answer.status);
  return answer.kind === 'lost';
}

function contactOf(judged: ReadAnswer, by: 'read' | 'write', path: string): Contact {
  const answered: Contact = { kind: 'answered', proved: !path.endsWith('/ping'), path };
  if (judged.ok) return answered;
  const { status, problem } = judged;
  switch (problem.code) {
    case 'unreachable':
    case 'certificate':
    case 'portal':
      return { kind: 'unreachable', problem };
    case 'wrongHash':
    case 'noRights':
      return { kind: 'refused', problem, by, path };
    case 'serverError':
      if (status !== null && GATEWAY.has(status)) return { kind: 'unreachable', problem };
      // of a write it may be what is in this one: nobody else waits for that
      if (by === 'read' && isOfGate(judged)) return { kind: 'unreachable', problem };
      // an Error in the API's own words is an answer, with whatever status it comes
      return problem.detail.startsWith('HTTP 5') ? { kind: 'failing', problem } : answered;
    default:
      return answered;
  }
}

function answerOf(answer: TransportAnswer): Answer {
  switch (answer.kind) {
    case 'response':
      return {
        kind: 'response',
        status: answer.status,
        contentType: answer.headers['content-type'] ?? '',
        body: Buffer.from(answer.body).toString(),
      };
    case 'certificate':
      // a certificate is looked at before anything leaves; TLS itself may break behind the request as well
      return { kind: answer.message.startsWith('ERR_SSL_') ? 'lost' : 'notSent', message: answer.message };
    case 'notSent':
    case 'lost':
      return answer;
  }
}
