/** Who gets through to the desk in the browser shell (docs/security.md): tokens, cookies, other hosts, other pages, odd requests. */
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acquireLock } from '../../../electron/host/lock.ts';
import { answerAsset, loadAssets } from '../../../electron/shell/assets.ts';
import { askOther } from '../../../electron/shell/second-start.ts';
import { byteRoutes, routes } from '../../../shared/contract/routes.ts';
import { ask, makeDesk, openSession, startRunning } from './browser-desk.ts';
import { makeFolder, makeRenderer } from './desk.ts';

const HOUR = 3_600_000;
const later = (from: Date, hours: number): Date => new Date(from.getTime() + hours * HOUR);

describe('the token', () => {
  it('opens one session, and nobody else’s after that', async () => {
    const desk = await makeDesk();
    const { url } = await startRunning(desk);
    const { pathname, search } = new URL(url);
    const cookie = await openSession(url);
    expect(await ask(url, pathname + search)).toMatchObject({ status: 401 });
    // the one who has the session is just brought home: their browser may load the address anew
    expect(await ask(url, pathname + search, { cookie })).toMatchObject({ status: 303, headers: { location: '/' } });
    expect(desk.seen.asked).toEqual([]);
  });

  it('opens one of two that come at once', async () => {
    const { url } = await startRunning(await makeDesk());
    const { pathname, search } = new URL(url);
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(url, pathname + search)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array<number>(7).fill(401)]);
  });

  it('is not used up by a browser that guesses, by a look at the head, or by a part of it', async () => {
    const { url } = await startRunning(await makeDesk());
    const { pathname, search } = new URL(url);
    expect(await ask(url, pathname + search, { 'sec-purpose': 'prefetch;prerender' })).toMatchObject({ status: 503 });
    expect(await ask(url, pathname + search, {}, 'HEAD')).toMatchObject({ status: 401 });
    expect(await ask(url, pathname + search.slice(0, -1))).toMatchObject({ status: 401 });
    expect(await ask(url, `${pathname}${search}a`)).toMatchObject({ status: 401 });
    expect(await ask(url, `/index.html${search}`)).toMatchObject({ status: 401 });
    await openSession(url);
  });
});

describe('the cookie', () => {
  it('is of one desk alone, though browsers send it to every port', async () => {
    const [desk, beside] = [await makeDesk(), await makeDesk()];
    beside.seen.secret = 'a secret of another folder';
    const [one, other] = [await startRunning(desk), await startRunning(beside)];
    const [cookie, foreign] = [await openSession(one.url), await openSession(other.url)];
    expect(cookie.split('=')[0]).not.toBe(foreign.split('=')[0]);
    expect(await ask(one.url, '/api/station', { cookie: foreign })).toMatchObject({ status: 401 });
    expect(await ask(one.url, '/api/station', { cookie: `${foreign}; ${cookie}` })).toMatchObject({ status: 200 });
    const [name = '', value = ''] = cookie.split('=');
    expect(await ask(one.url, '/api/station', { cookie: `stoika-AAAAAAAA=${value}` })).toMatchObject({ status: 401 });
    expect(await ask(one.url, '/api/station', { cookie: `${name}=x; ${cookie}` })).toMatchObject({ status: 200 });
  });

  it('is nobody’s to write', async () => {
    const { url } = await startRunning(await makeDesk());
    const cookie = await openSession(url);
    const [name = '', value = ''] = cookie.split('=');
    const [id = '', since = '', signature = ''] = value.split('.');
    for (const forged of [
      ...['', '.', '..', id, `${id}.${since}`, `${id}.${since}.`, `.${since}.${signature}`, `${id}..${signature}`],
      ...[`${id}.zzzzzz.${signature}`, `${id}x.${since}.${signature}`, `${id}.${since}.${signature.slice(1)}`],
    ])
      expect(await ask(url, '/api/station', { cookie: `${name}=${forged}` }), forged).toMatchObject({ status: 401 });
  });

  it('is renewed while the desk is used, and ends a week after', async () => {
    const desk = await makeDesk();
    const begun = desk.seen.now;
    const { url } = await startRunning(desk);
    const cookie = await openSession(url);
    expect((await ask(url, '/api/station', { cookie })).headers['set-cookie']).toBeUndefined();
    desk.seen.now = later(begun, 20);
    const renewed = String((await ask(url, '/api/station', { cookie })).headers['set-cookie']).split(';')[0] ?? '';
    desk.seen.now = later(begun, 7 * 24 + 1);
    expect(await ask(url, '/api/station', { cookie })).toMatchObject({ status: 401 });
    expect(await ask(url, '/api/station', { cookie: renewed })).toMatchObject({ status: 200 });
    desk.seen.now = later(begun, -8 * 24);
    expect(await ask(url, '/api/station', { cookie: renewed })).toMatchObject({ status: 401 });
  });
});

describe('other hosts and other pages', () => {
  const paths = [
    '/',
    '/assets/engine-1a2b.js',
    byteRoutes.stream,
    byteRoutes.dataKey,
    byteRoutes.feed,
    routes.record.path,
  ];

  it('are refused on every path, the stream and the bytes too, with a session as without', async () => {
    const desk = await makeDesk();
    const { url } = await startRunning(desk);
    const { port } = new URL(url);
    const cookie = await openSession(url);
    const fetching = { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' };
    const strangers: Record<string, string>[] = [
      { host: 'evil.example' },
      { host: `evil.example:${port}` },
      { host: `127.0.0.1.evil.example:${port}` },
      { host: `127.0.0.1:${Number(port) - 1}` },
      { host: '127.0.0.1' },
      { host: `0.0.0.0:${port}` },
      { host: `[::1]:${port}` },
      { origin: 'https://evil.example' },
      { origin: `https://127.0.0.1:${port}` },
      { origin: `http://localhost:${port}` },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site', ...fetching },
      { 'sec-fetch-site': 'same-site', ...fetching },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
      { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'websocket', 'sec-fetch-dest': 'websocket' },
    ];
    for (const path of paths) {
      for (const headers of strangers) {
        for (const session of [{}, { cookie }]) {
          const answer = await ask(url, path, { ...session, ...headers });
          expect(answer.status, `${path} ${JSON.stringify(headers)}`).toBe(403);
          expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
        }
      }
    }
    expect(desk.seen.asked).toEqual([]);
  });

  it('come by a link to the page alone, and by no form', async () => {
    const desk = await makeDesk();
    const { url } = await startRunning(desk);
    const cookie = await openSession(url);
    const link = { cookie, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    expect(await ask(url, '/', link)).toMatchObject({ status: 200 });
    expect(await ask(url, '/api/job-pdf?job=1', link)).toMatchObject({ status: 403 });
    expect(await ask(url, '/', link, 'POST')).toMatchObject({ status: 403 });
    expect(await ask(url, '/api/leave-event', { ...link, origin: 'null' }, 'POST')).toMatchObject({ status: 403 });
    expect(desk.seen.asked).toEqual([]);
  });

  it('get no leave to ask: there is no CORS', async () => {
    const desk = await makeDesk();
    const { url } = await startRunning(desk);
    const preflight = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    expect(await ask(url, '/api/record', preflight, 'OPTIONS')).toMatchObject({ status: 403 });
    const cookie = await openSession(url);
    const { headers } = await ask(url, '/api/station', { cookie, origin: new URL(url).origin });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('on the machine’s other addresses there is nothing', async () => {
    const { url } = await startRunning(await makeDesk());
    const { port } = new URL(url);
    for (const host of ['127.0.0.2', '::1']) {
      const reached = await new Promise<boolean>((resolve) => {
        const socket = connect({ host, port: Number(port) }, () => resolve(true));
        socket.on('error', () => resolve(false)).on('connect', () => socket.destroy());
      });
      expect(reached, host).toBe(false);
    }
  });
});

describe('what is kept by a browser', () => {
  it('is nothing of any route, whatever the host says', async () => {
    const desk = await makeDesk();
    desk.seen.headers = { 'cache-control': 'public, max-age=9999' };
    const { url } = await startRunning(desk);
    const cookie = await openSession(url);
    for (const path of Object.values(byteRoutes)) {
      if (path === byteRoutes.stream) continue; // it never ends
      expect((await ask(url, path, { cookie })).headers['cache-control'], path).toBe('no-store');
    }
    for (const { path, method } of Object.values(routes)) {
      expect((await ask(url, path, { cookie }, method)).headers['cache-control'], path).toBe('no-store');
    }
    const stream = await fetch(new URL(byteRoutes.stream, url), { headers: { cookie } });
    expect(stream.headers.get('cache-control')).toBe('no-store');
    await stream.body?.cancel();
    expect((await ask(url, '/', { cookie })).headers['cache-control']).toBe('no-cache');
    expect((await ask(url, '/')).headers['cache-control']).toBe('no-store');
  });
});

describe('files', () => {
  /** Spellings of ways out, joined at random. */
  const crooked = fc
    .array(
      fc.constantFrom(
        ...[
          '..',
          '.',
          '%2e%2e',
          '%252e%252e',
          '%2e',
          '..%2f',
          '..%5c',
          '%5c',
          '%2f',
          '%00',
          '%c0%ae',
          '..;',
          '...',
          '',
          ' ',
        ],
        ...[
          'assets',
          'secret.txt',
          'renderer',
          'index.html',
          'link.txt',
          'linked',
          'C:',
          'file:',
          'etc',
          'passwd',
          '~',
          '*',
        ],
      ),
      { minLength: 1, maxLength: 7 },
    )
    .map((parts) => `/${parts.join('/')}`);

  it('outside the renderer are not served, however a path is spelled', async () => {
    const renderer = await makeRenderer();
    await symlink(join(renderer, '..', 'secret.txt'), join(renderer, 'link.txt'));
    await mkdir(join(renderer, '..', 'beside'));
    await writeFile(join(renderer, '..', 'beside', 'secret.txt'), 'secret');
    await symlink(join(renderer, '..', 'beside'), join(renderer, 'linked'));
    const assets = await loadAssets(renderer);
    expect([...assets.keys()].sort()).toEqual(['/', '/assets/engine-1a2b.js', '/index.html']);
    await fc.assert(
      fc.asyncProperty(crooked, async (path) => {
        for (const base of ['http://127.0.0.1', 'stoika://desk']) {
          const spelled = URL.canParse(base + path) ? new URL(base + path).pathname : path;
          for (const one of [path, spelled, decodeURIComponentIfPossible(path)]) {
            expect(await answerAsset(assets, 'GET', one).text()).not.toContain('secret');
          }
        }
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  function decodeURIComponentIfPossible(path: string): string {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  }

  it('are not reached over the wire either', async () => {
    const { url } = await startRunning(await makeDesk());
    const cookie = await openSession(url);
    for (const path of [
      ...fc.sample(crooked, { seed: 7, numRuns: 200 }),
      '/\\..\\secret.txt',
      '/assets\\..\\..\\secret.txt',
    ]) {
      const answer = await ask(url, encodeSpaces(path), { cookie });
      expect([200, 400, 404], path).toContain(answer.status);
      expect(answer.body, path).not.toContain('secret');
    }
  });

  const encodeSpaces = (path: string): string => path.replaceAll(' ', '%20');
});

describe('odd requests', () => {
  /** Writes to the socket as it stands. @returns all that comes back until the other side closes */
  function say(url: string, text: string): Promise<string> {
    const { port } = new URL(url);
    return new Promise((resolve) => {
      let answer = '';
      const socket = connect(Number(port), '127.0.0.1', () => void socket.write(text));
      socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
      socket.on('error', () => resolve(answer)).on('close', () => resolve(answer));
    });
  }

  it('for a WebSocket or a tunnel get none', async () => {
    const desk = await makeDesk();
    const { url } = await startRunning(desk);
    const cookie = await openSession(url);
    const { host } = new URL(url);
    const upgrade = `GET /api/stream HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
    expect(await say(url, upgrade)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await say(url, `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).not.toMatch(/ 200 /);
    expect(await say(url, `GET http://evil.example/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 4/,
    );
    expect(await say(url, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await say(url, `GET / HTTP/1.1\r\nHost: ${host}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    );
    expect(desk.seen.asked).toEqual([]);
  });
});

describe('a second start', () => {
  it('opens no address but one of the port that it asked', async () => {
    const given: string[] = [];
    const { createServer } = await import('node:http');
    const server = createServer((_request, response) => void response.end(JSON.stringify({ url: given.at(-1) })));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    try {
      const askFor = (url: string) => {
        given.push(url);
        return askOther(`http://127.0.0.1:${port}/shell/url#secret`);
      };
      expect(await askFor(`http://127.0.0.1:${port}/?token=abc-_1`)).toMatchObject({ kind: 'elsewhere' });
      for (const url of [
        ...['https://evil.example/?token=a', 'file:///etc/passwd', 'calc.exe', 'javascript:alert(1)', ''],
        ...[`http://127.0.0.1:${port}@evil.example/?token=a`, `http://127.0.0.1:${port}/other?token=a`],
        ...[
          `http://127.0.0.1:${port}/?token=`,
          `http://127.0.0.1:${port}/?token=a&b`,
          `http://127.0.0.1:${port}/?token=a b`,
        ],
        `http://127.0.0.1:${port + 1}/?token=a`,
      ])
        expect(await askFor(url), url).toBeNull();
      expect(await askOther('http://evil.example/shell/url#secret')).toBeNull();
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });

  it('learns the secret from a file that its owner alone reads', async () => {
    const dataDir = await makeFolder();
    const taken = await acquireLock({ dataDir });
    if (!taken.held) throw new Error('held');
    await taken.lock.announce('http://127.0.0.1:1/shell/url#secret');
    const { mode } = await (await import('node:fs/promises')).stat(join(dataDir, 'lock'));
    if (process.platform !== 'win32') expect(mode & 0o077).toBe(0);
    await taken.lock.release();
  });
});
