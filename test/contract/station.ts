/**
 * A station without a browser: the built host in a process of its own, which can be killed, and the engine in this one with a
 * database of its own. They speak over HTTP, as in the browser shell.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { createHostClient, type HostClient } from '../../shared/contract/client.ts';
import type { HostEvent } from '../../shared/contract/station.ts';
import type { EngineApi, EngineEvent, SyncState } from '../../renderer/engine/api.ts';
import { systemAfter } from '../../renderer/engine/clock.ts';
import { createEngine } from '../../renderer/engine/engine.ts';
import { createHostLink, readEvent } from '../../renderer/engine/host.ts';
import { ReplicaDatabase } from '../../renderer/engine/replica/database.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface StationOptions {
  readonly server: string;
  readonly hash: string;
  readonly login: string;
  readonly password: string;
  readonly folder: string;
}

export class Station {
  readonly #options: StationOptions;
  readonly #storage = new IDBFactory();
  #child: ChildProcess | null = null;
  #origin = '';
  #cookie = '';
  #stopListening: () => void = () => undefined;
  engine: EngineApi | null = null;
  state: SyncState | null = null;
  connection = '';

  constructor(options: StationOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.#startHost();
    await this.openEngine();
  }

  async #startHost(): Promise<void> {
    const { server, hash, login, password, folder } = this.#options;
    const child = spawn(
      process.execPath,
      [
        join(ROOT, 'dist', 'host', 'browser.js'),
        ...['--no-open', '--data', join(folder, 'data'), '--print-to', join(folder, 'printed'), '--server', server],
        ...['--hash', hash, '--operator', login, '--password', password],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    this.#child = child;
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString('utf8');
        const ready = /^stoika ready (\S+)$/m.exec(said);
        if (ready?.[1] !== undefined) resolve(ready[1]);
      });
      child.once('exit', (code) => reject(new Error(`the host ended with ${String(code)}: ${said}`)));
    });
    this.#origin = new URL(url).origin;
    const entered = await fetch(url, { redirect: 'manual' });
    this.#cookie = entered.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  }

  /** The host's routes, as a window asks them: settings go this way. */
  get host(): HostClient {
    return createHostClient((url, init) =>
      fetch(new URL(url, this.#origin), {
        ...init,
        headers: { 'content-type': 'application/json', cookie: this.#cookie },
      }),
    );
  }

  /** A new window: it takes the lease, and reads what this station's database has. */
  async openEngine(): Promise<void> {
    this.#stopListening();
    const engine = createEngine({
      host: createHostLink({
        fetch: (url, init) =>
          fetch(new URL(url, this.#origin), {
            ...init,
            headers: { 'content-type': 'application/json', cookie: this.#cookie },
          }),
        listen: (onEvent, onOpen) => {
          this.#stopListening = this.#listen(onEvent, onOpen);
          return this.#stopListening;
        },
      }),
      clock: {
        now: () => performance.now(),
        random: () => Math.random(),
        wall: () => new Date().toISOString(),
        after: systemAfter,
      },
      newId: () => randomUUID(),
      openDatabase: (eventKey) => new ReplicaDatabase(eventKey, { indexedDB: this.#storage, IDBKeyRange }),
    });
    await this.#untilSignedIn();
    const done = await engine.open((event) => this.#hear(event));
    if (!done.ok) throw new Error(`the engine did not open: ${done.code} ${done.detail}`);
    this.engine = engine;
  }

  async #untilSignedIn(): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      const station = (await (
        await fetch(`${this.#origin}/api/station`, { headers: { cookie: this.#cookie } })
      ).json()) as {
        session: { operator: unknown };
      };
      if (station.session.operator !== null) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the desk did not sign in');
  }

  #hear(event: EngineEvent): void {
    if (event.type === 'state') this.state = event.state;
  }

  /** The event stream over plain fetch; a broken one is opened again, as a browser's EventSource does. */
  #listen(onEvent: (event: HostEvent) => void, onOpen: () => void): () => void {
    const stop = new AbortController();
    const read = async (): Promise<void> => {
      while (!stop.signal.aborted) {
        try {
          const response = await fetch(`${this.#origin}/api/stream`, {
            headers: { cookie: this.#cookie },
            signal: stop.signal,
          });
          onOpen();
          let text = '';
          const decoder = new TextDecoder();
          for await (const chunk of response.body!) {
            text += decoder.decode(chunk, { stream: true });
            const messages = text.split('\n\n');
            text = messages.pop() ?? '';
            for (const message of messages) {
              const data = message
                .split('\n')
                .filter((line) => line.startsWith('data:'))
                .map((line) => line.slice(5).trim())
                .join('');
              const event = data === '' ? null : readEvent(data);
              if (event?.type === 'connection') this.connection = event.connection.state;
              if (event !== null) onEvent(event);
            }
          }
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 100)); // the host is gone: look again in a moment
        }
      }
    };
    void read();
    return () => stop.abort();
  }

  /** SIGKILL for the host; the window goes with it. */
  async crash(): Promise<void> {
    this.#stopListening();
    this.engine = null;
    const child = this.#child;
    if (child === null) return;
    this.#child = null;
    if (child.exitCode !== null || child.signalCode !== null) return;
    await new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill('SIGKILL');
    });
  }
}
