/** The browser shell over a host that says what it was asked, and plain HTTP to speak to it. */
import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { expect, onTestFinished } from 'vitest';
import { type BrowserShell, type ShellHost, startBrowserShell } from '../../../electron/browser/start.ts';
import { acquireLock, type LockResult } from '../../../electron/host/lock.ts';
import { loadAssets } from '../../../electron/shell/assets.ts';
import { makeFolder, makeRenderer } from './desk.ts';

export interface Seen {
  readonly asked: string[];
  port: number | null;
  closed: number;
  beforeClose: () => Promise<void>;
  now: Date;
  /** Of the data folder. */
  secret: string;
  /** Of the host's answers. */
  headers: Record<string, string>;
}

export interface Desk {
  readonly seen: Seen;
  readonly dataDir: string;
  start(changes?: { port?: number | null; acquireLock?: () => Promise<LockResult> }): Promise<BrowserShell>;
}

export async function makeDesk(): Promise<Desk> {
  const dataDir = await makeFolder();
  const assets = await loadAssets(await makeRenderer());
  const seen: Seen = {
    asked: [],
    port: null,
    closed: 0,
    beforeClose: () => Promise.resolve(),
    now: new Date(),
    headers: {},
    secret: 'a secret that the vault keeps',
  };
  const host = (): ShellHost => ({
    sessionSecret: Buffer.from(seen.secret),
    rememberedPort: seen.port,
    rememberPort(port) {
      seen.port = port;
      return Promise.resolve();
    },
    async fetch(request) {
      const { pathname } = new URL(request.url);
      seen.asked.push(`${request.method} ${pathname} ${await request.text()}`);
      if (pathname === '/api/stream')
        return new Response(new ReadableStream({ start: (c) => c.enqueue('data: 1\n\n') }));
      return Response.json({ ok: true }, { headers: seen.headers });
    },
    close() {
      seen.closed += 1;
      return seen.beforeClose();
    },
  });
  return {
    seen,
    dataDir,
    async start({ port = null, acquireLock: lock = () => acquireLock({ dataDir }) } = {}) {
      const shell = await startBrowserShell({
        port,
        assets,
        random: (bytes) => randomBytes(bytes),
        clock: () => seen.now,
        acquireLock: lock,
        createHost: () => Promise.resolve(host()),
        sleep: () => Promise.resolve(),
      });
      if (shell.kind === 'running') onTestFinished(() => shell.close());
      return shell;
    },
  };
}

export async function startRunning(
  desk: Desk,
  port: number | null = null,
): Promise<Extract<BrowserShell, { kind: 'running' }>> {
  const shell = await desk.start({ port });
  if (shell.kind !== 'running') throw new Error(`not running but ${shell.kind}`);
  return shell;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Plain HTTP with the path as it is spelled: `fetch` would tidy it, and keeps `Host` and `Origin` to itself. */
export function ask(url: string, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.on('error', reject).end();
  });
}

export async function openSession(url: string): Promise<string> {
  const { pathname, search } = new URL(url);
  const answer = await ask(url, pathname + search);
  expect(answer).toMatchObject({ status: 303, headers: { location: '/' } });
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}
