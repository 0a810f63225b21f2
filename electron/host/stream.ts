/** The event stream (`GET /api/stream`): every HostEvent to every subscriber, as server-sent events. */
import type { HostEvent } from '../../shared/contract/station.ts';
import type { Timers } from './timers.ts';

const HEARTBEAT_MS = 15_000;
/** A subscriber whose stream broke off is back this soon, before anybody is told that the host is gone. */
const COME_BACK_MS = 300;
/** A subscriber who has not read this much is gone or asleep; it will come back and ask for everything anew. */
const LONGEST_BACKLOG_BYTES = 32 * 1024 * 1024;

interface Subscriber {
  /** Held, or its signal is collected as garbage and never says that the reader is gone. */
  readonly request: Pick<Request, 'signal'>;
  send(bytes: Uint8Array): void;
  end(): void;
}

export class StreamHub {
  readonly #timers: Timers;
  readonly #subscribers = new Set<Subscriber>();
  readonly #encoder = new TextEncoder();
  #cancelHeartbeat: (() => void) | null = null;
  #closed = false;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  get size(): number {
    return this.#subscribers.size;
  }

  publish(event: HostEvent): void {
    if (this.#subscribers.size === 0) return;
    const bytes = this.#encode(event);
    for (const subscriber of [...this.#subscribers]) subscriber.send(bytes);
  }

  /** @param first what a new subscriber is told at once */
  subscribe(request: Pick<Request, 'signal'>, first: readonly HostEvent[]): Response {
    let subscriber: Subscriber | null = null;
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          subscriber = this.#add(controller, request);
          subscriber.send(this.#greet(first));
        },
        cancel: () => subscriber?.end(),
      },
      { highWaterMark: LONGEST_BACKLOG_BYTES, size: (chunk) => chunk.byteLength },
    );
    return new Response(body, {
      headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' },
    });
  }

  /** Ends every stream. */
  close(): void {
    this.#closed = true;
    for (const subscriber of [...this.#subscribers]) subscriber.end();
  }

  #add(controller: ReadableStreamDefaultController<Uint8Array>, request: Pick<Request, 'signal'>): Subscriber {
    const { signal } = request;
    const onAbort = (): void => subscriber.end();
    const subscriber: Subscriber = {
      request,
      send: (bytes) => {
        if (!this.#subscribers.has(subscriber)) return;
        controller.enqueue(bytes);
        if ((controller.desiredSize ?? 0) <= 0) subscriber.end();
      },
      end: () => {
        if (!this.#subscribers.delete(subscriber)) return;
        signal.removeEventListener('abort', onAbort);
        if (this.#subscribers.size === 0) this.#stopHeartbeat();
        try {
          controller.close();
        } catch {
          // the reader has cancelled: the stream is closed already, which is what was wanted
        }
      },
    };
    this.#subscribers.add(subscriber);
    if (this.#closed || signal.aborted) subscriber.end();
    else {
      signal.addEventListener('abort', onAbort);
      this.#startHeartbeat();
    }
    return subscriber;
  }

  #startHeartbeat(): void {
    this.#cancelHeartbeat ??= this.#timers.after(HEARTBEAT_MS, () => {
      this.#cancelHeartbeat = null;
      const bytes = this.#encoder.encode(': still here\n\n');
      for (const subscriber of [...this.#subscribers]) subscriber.send(bytes);
      if (this.#subscribers.size > 0) this.#startHeartbeat();
    });
  }

  #stopHeartbeat(): void {
    this.#cancelHeartbeat?.();
    this.#cancelHeartbeat = null;
  }

  #greet(first: readonly HostEvent[]): Uint8Array {
    const events = first.map((event) => this.#encode(event));
    return Buffer.concat([this.#encoder.encode(`retry: ${COME_BACK_MS}\n\n`), ...events]);
  }

  #encode(event: HostEvent): Uint8Array {
    return this.#encoder.encode(`data: ${JSON.stringify(event)}\n\n`);
  }
}
