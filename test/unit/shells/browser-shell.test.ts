import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { acquireLock } from '../../../electron/host/lock.ts';
import { ask, makeDesk, openSession, startRunning } from './browser-desk.ts';

describe('the browser shell', () => {
  it('opens a session for the address with the token, and for nothing else', async () => {
    const desk = await makeDesk();
    const { url } = await startRunning(desk);
    expect(new URL(url).hostname).toBe('127.0.0.1');
    expect(await ask(url, '/')).toMatchObject({ status: 401 });
    expect(await ask(url, '/?token=guess')).toMatchObject({ status: 401 });
    expect(await ask(url, '/api/station')).toMatchObject({ status: 401 });
    expect(await ask(url, '/api/station', { cookie: 'stoika-00000000=a.b' })).toMatchObject({ status: 401 });
    expect(desk.seen.asked).toEqual([]);

    const cookie = await openSession(url);
    expect(await ask(url, '/', { cookie })).toMatchObject({
      status: 200,
      body: '<!doctype html><title>Stoika</title>',
    });
    expect(await ask(url, '/api/station', { cookie })).toMatchObject({ status: 200, body: '{"ok":true}' });
    expect(desk.seen.asked).toEqual(['GET /api/station ']);
  });

  it('makes the cookie unreadable for scripts and unsent by other sites', async () => {
    const { url } = await startRunning(await makeDesk());
    const { pathname, search } = new URL(url);
    const answer = await ask(url, pathname + search);
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^stoika-[\w-]{8}=[\w.-]+; Path=\/; Max-Age=604800; HttpOnly; SameSite=Strict$/,
    );
  });

  it('refuses other hosts and other pages, with or without a session', async () => {
    const desk = await makeDesk();
    const { url } = await startRunning(desk);
    const { host, port } = new URL(url);
    const cookie = await openSession(url);
    for (const headers of [
      { host: `desk.example:${port}` },
      { host: '127.0.0.1:1' },
      { origin: 'https://desk.example' },
      { origin: 'null' },
      { origin: `http://127.0.0.1:1` },
      { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' },
    ] as Record<string, string>[]) {
      expect(await ask(url, '/api/station', { cookie, ...headers }), JSON.stringify(headers)).toMatchObject({
        status: 403,
      });
    }
    expect(desk.seen.asked).toEqual([]);
    const own = { cookie, origin: `http://${host}`, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' };
    expect(await ask(url, '/api/station', own)).toMatchObject({ status: 200 });
    const localhost = { cookie, host: `localhost:${port}`, origin: `http://localhost:${port}` };
    expect(await ask(url, '/api/station', localhost)).toMatchObject({ status: 200 });
  });

  it('puts the policy on every answer: page, worker, host, refusals', async () => {
    const { url } = await startRunning(await makeDesk());
    const cookie = await openSession(url);
    for (const [path, headers] of [
      ['/', { cookie }],
      ['/assets/engine-1a2b.js', { cookie }],
      ['/api/station', { cookie }],
      ['/nothing', { cookie }],
      ['/', {}],
      ['/', { origin: 'https://desk.example' }],
    ] as [string, Record<string, string>][]) {
      const { headers: got } = await ask(url, path, headers);
      expect(got['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(got).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      });
    }
  });

  it('serves the files of the renderer and no other, whatever the path', async () => {
    const { url } = await startRunning(await makeDesk());
    const cookie = await openSession(url);
    expect(await ask(url, '/assets/engine-1a2b.js', { cookie })).toMatchObject({
      status: 200,
      body: 'postMessage(1)',
      headers: {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': expect.stringContaining('immutable') as string,
      },
    });
    for (const path of [
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/..%5csecret.txt',
      '//secret.txt',
      '/assets',
      '/assets/',
      '/secret.txt',
    ]) {
      const answer = await ask(url, path, { cookie });
      expect(answer.status, path).toBe(404);
      expect(answer.body).not.toContain('secret');
    }
    expect(await ask(url, '/', { cookie }, 'POST')).toMatchObject({ status: 405 });
    expect(await ask(url, '/', { cookie }, 'HEAD')).toMatchObject({ status: 200, body: '' });
  });

  it('keeps its port and its sessions over a restart', async () => {
    const desk = await makeDesk();
    const first = await startRunning(desk, 0);
    const cookie = await openSession(first.url);
    await first.close();
    const second = await startRunning(desk);
    expect(new URL(second.url).port).toBe(new URL(first.url).port);
    expect(second.portChanged).toBe(false);
    expect(await ask(second.url, '/api/station', { cookie })).toMatchObject({ status: 200 });
    const { pathname, search } = new URL(first.url);
    expect(await ask(second.url, pathname + search)).toMatchObject({ status: 401 });
  });

  it('takes another port when the wanted one is taken, and says so', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const taken = (other.address() as AddressInfo).port;
    const shell = await startRunning(await makeDesk(), taken);
    expect(shell.portChanged).toBe(true);
    expect(new URL(shell.url).port).not.toBe(String(taken));
  });

  it('gives a second start on the same data a fresh address of the first', async () => {
    const desk = await makeDesk();
    const first = await startRunning(desk);
    const second = await desk.start();
    if (second.kind !== 'elsewhere') throw new Error(second.kind);
    expect(second.url).not.toBe(first.url);
    expect(new URL(second.url).host).toBe(new URL(first.url).host);
    await openSession(second.url);
    expect(await ask(first.url, '/shell/url')).toMatchObject({ status: 401 });
    expect(await ask(first.url, '/shell/url', { authorization: 'Bearer guess' })).toMatchObject({ status: 401 });
  });

  it('waits for a first start that is still coming up, and gives up on one that never answers', async () => {
    const desk = await makeDesk();
    const silent = { held: false, holder: { pid: 7, url: null } } as const;
    let attempts = 0;
    const late = await desk.start({
      acquireLock: () => (++attempts < 4 ? Promise.resolve(silent) : acquireLock({ dataDir: desk.dataDir })),
    });
    expect([late.kind, attempts]).toEqual(['running', 4]);
    const refused = await desk.start({ acquireLock: () => Promise.resolve(silent) });
    expect(refused).toEqual({ kind: 'refused', pid: 7 });
  });

  it('gives no address away while it closes', async () => {
    const desk = await makeDesk();
    const first = await startRunning(desk);
    let letGo = (): void => undefined;
    const goes = new Promise<void>((resolve) => (letGo = resolve));
    desk.seen.beforeClose = () => goes;
    const closing = first.close();
    let attempts = 0;
    const second = await desk.start({
      async acquireLock() {
        attempts += 1;
        if (attempts === 3) {
          letGo();
          await closing;
        }
        return acquireLock({ dataDir: desk.dataDir });
      },
    });
    expect([second.kind, attempts]).toEqual(['running', 3]);
  });

  it('closes the host and lets the folder go, open streams or not', async () => {
    const desk = await makeDesk();
    const first = await startRunning(desk);
    const cookie = await openSession(first.url);
    const stream = await fetch(new URL('/api/stream', first.url), { headers: { cookie } });
    await first.close();
    await expect(stream.text()).rejects.toThrow();
    expect(desk.seen.closed).toBe(1);
    expect((await acquireLock({ dataDir: desk.dataDir })).held).toBe(true);
  });
});
