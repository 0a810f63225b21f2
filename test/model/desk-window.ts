/** The engine of a modelled desk, in the host's own process: it speaks with the host by calling it, and hears it by its stream. */
import { randomUUID } from 'node:crypto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { AttentionItem, EngineApi, EngineEvent, SyncState } from '../../renderer/engine/api.ts';
import { createEngine } from '../../renderer/engine/engine.ts';
import { createHostLink, readEvent } from '../../renderer/engine/host.ts';
import { ReplicaDatabase } from '../../renderer/engine/replica/database.ts';
import type { HostEvent } from '../../shared/contract/station.ts';
import type { DeskHost } from './desk-host.ts';
import { pause, type FastTime } from './dilation.ts';

export class DeskWindow {
  readonly #host: DeskHost;
  readonly #time: FastTime;
  #storage = new IDBFactory();
  #stopListening: () => void = () => undefined;
  #engine: EngineApi | null = null;
  state: SyncState | null = null;
  attention: readonly AttentionItem[] = [];

  constructor(host: DeskHost, time: FastTime) {
    this.#host = host;
    this.#time = time;
  }

  /** @throws Error before the window has been opened */
  get engine(): EngineApi {
    if (this.#engine === null) throw new Error('the window is not open');
    return this.#engine;
  }

  /** A window is opened, or loaded anew. `forget`: its database has been deleted meanwhile. */
  async open(forget: boolean): Promise<void> {
    this.#stopListening();
    this.#engine = null;
    if (forget) this.#storage = new IDBFactory();
    const storage = this.#storage;
    const time = this.#time;
    const engine = createEngine({
      host: createHostLink({
        fetch: (url, init) => this.#host.fetch(url, init),
        listen: (onEvent, onOpen) => {
          this.#stopListening = this.#listen(onEvent, onOpen);
          return this.#stopListening;
        },
      }),
      clock: { now: time.now, random: Math.random, wall: () => time.wall().toISOString(), after: time.after },
      newId: () => randomUUID(),
      openDatabase: (eventKey) => new ReplicaDatabase(eventKey, { indexedDB: storage, IDBKeyRange }),
    });
    const done = await engine.open((event) => {
      if (this.#engine === engine || this.#engine === null) this.#hear(event);
    });
    if (!done.ok) throw new Error(`the engine did not open: ${done.code} ${done.detail}`);
    this.#engine = engine;
  }

  close(): void {
    this.#stopListening();
    this.#engine = null;
  }

  #hear(event: EngineEvent): void {
    if (event.type === 'state') this.state = event.state;
    if (event.type === 'attention') this.attention = event.items;
  }

  /** A stream that ends is opened again, as a browser's EventSource does. */
  #listen(onEvent: (event: HostEvent) => void, onOpen: () => void): () => void {
    const stop = new AbortController();
    const read = async (): Promise<void> => {
      while (!stop.signal.aborted) {
        const response = await this.#host.fetch('/api/stream', { signal: stop.signal });
        onOpen();
        await this.#readStream(response, stop.signal, onEvent);
        await pause(1);
      }
    };
    read().catch((error: unknown) => {
      if (!stop.signal.aborted) throw error;
    });
    return () => stop.abort();
  }

  async #readStream(response: Response, signal: AbortSignal, onEvent: (event: HostEvent) => void): Promise<void> {
    if (response.body === null) throw new Error('the stream has no body');
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body) {
      if (signal.aborted) return;
      text += decoder.decode(chunk, { stream: true });
      const messages = text.split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) {
        const data = dataOf(message);
        const event = data === '' ? null : readEvent(data);
        if (event !== null) onEvent(event);
      }
    }
  }
}

function dataOf(message: string): string {
  return message
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).trim())
    .join('');
}
