/** The browser shell with a real host behind it, against bytes that nobody meant: it goes on, and nothing has changed. */
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { startBrowserShell } from '../../electron/browser/start.ts';
import { loadAssets } from '../../electron/shell/assets.ts';
import { acquireLock } from '../../electron/host/lock.ts';
import { byteRoutes, routes } from '../../shared/contract/routes.ts';
import { ask, openSession } from '../unit/shells/browser-desk.ts';
import { makeRenderer } from '../unit/shells/desk.ts';
import { strangeBodies } from './route-inputs.ts';
import { startRoutedDesk } from './routed-desk.ts';

const SEED = 1_122_2026;
const COUNT = 1200;
const AT_ONCE = 8;

const method = fc.oneof(
  fc.constantFrom(
    'GET',
    'POST',
    'PUT',
    'DELETE',
    'PATCH',
    'HEAD',
    'OPTIONS',
    'TRACE',
    'CONNECT',
    'PROPFIND',
    'get',
    'QUERY',
    '',
  ),
  fc.string({ maxLength: 8 }),
);
const path = fc.oneof(
  fc.constantFrom(...Object.values(routes).map((route) => route.path), ...Object.values(byteRoutes)),
  fc.constantFrom(
    '/',
    '/shell/url',
    '/?token=',
    '/?token=x',
    '/api',
    '/api/',
    '/api//station',
    '/API/station',
    '*',
    '',
    'http://evil.example/',
  ),
  fc.webPath(),
  fc.string({ unit: 'binary-ascii', maxLength: 40 }).map((text) => `/${text}`),
);
const header = fc.oneof(
  fc.constantFrom(
    'Content-Length: -1',
    'Content-Length: 5\r\nContent-Length: 6',
    'Content-Length: 1e9',
    'Transfer-Encoding: chunked',
  ),
  fc.constantFrom(
    'Transfer-Encoding: gzip, chunked',
    'Expect: 100-continue',
    'Expect: nothing',
    'Connection: Upgrade\r\nUpgrade: h2c',
  ),
  fc.constantFrom(
    'Origin: null',
    'Host: evil.example',
    'Cookie: a',
    'Cookie: =;=;=',
    'Range: bytes=0-',
    'X-HTTP-Method-Override: PUT',
  ),
  fc.constantFrom(
    'Content-Type: text/plain',
    'Content-Type: multipart/form-data; boundary=x',
    'Authorization: Bearer x',
    ': x',
    'a b: c',
  ),
  fc.string({ unit: 'binary-ascii', maxLength: 60 }),
);

interface Spoken {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: string;
  readonly signedIn: boolean;
  readonly cut: number;
}

const spoken: fc.Arbitrary<Spoken> = fc.record({
  method,
  path,
  headers: fc.array(header, { maxLength: 3 }),
  body: strangeBodies,
  signedIn: fc.boolean(),
  cut: fc.oneof(
    { weight: 4, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  ),
});

/** Writes it and hears what comes until the other side, or the end of what was said, closes. */
function say(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => void socket.end(bytes));
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      if (/content-type: text\/event-stream/i.test(heard)) socket.destroy(); // that one never ends
    });
    socket.on('error', () => undefined).on('close', () => resolve(heard.replace(/^HTTP\/1\.1 100 .*?\r\n\r\n/s, '')));
  });
}

test('what comes over the wire never fells it, gets nothing without a session, and changes nothing that it may not', async () => {
  const routed = await startRoutedDesk();
  await routed.prepare('nobody');
  const { host, dataDir } = routed.desk;
  const shell = await startBrowserShell({
    port: 0,
    assets: await loadAssets(await makeRenderer()),
    random: (bytes) => randomBytes(bytes),
    clock: () => new Date(),
    acquireLock: () => acquireLock({ dataDir }),
    createHost: () =>
      Promise.resolve({ ...host, fetch: (request) => host.fetch(request), close: () => Promise.resolve() }),
    sleep: () => Promise.resolve(),
  });
  if (shell.kind !== 'running') throw new Error(shell.kind);
  onTestFinished(() => shell.close());
  const { host: name, port } = new URL(shell.url);
  const cookie = await openSession(shell.url);
  const before = await routed.readState();

  const bytesOf = ({ method: verb, path: at, headers, body, signedIn, cut }: Spoken): Buffer => {
    const head = [`${verb} ${at} HTTP/1.1`, `Host: ${name}`, 'Connection: close', ...headers];
    // a session changes what it may change: those with one only ask for what is no input
    if (signedIn) head.push(`Cookie: ${cookie}`, 'Origin: https://evil.example');
    if (!headers.some((one) => /length|encoding/i.test(one))) head.push(`Content-Length: ${Buffer.byteLength(body)}`);
    const whole = Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`, 'utf8');
    return whole.subarray(0, Math.round(whole.length * cut));
  };
  const all = fc.sample(spoken, { seed: SEED, numRuns: COUNT });
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const some = all.slice(at, at + AT_ONCE);
    const answers = await Promise.all(some.map((one) => say(Number(port), bytesOf(one))));
    answers.forEach((answer, index) => {
      const what = `${JSON.stringify(some[index]).slice(0, 400)} ▶ ${answer.slice(0, 200)}`;
      if (answer !== '') expect(Number(answer.slice(9, 12)), what).toBeGreaterThanOrEqual(400);
      expect(Number(answer.slice(9, 12)), what).toBeLessThan(500);
      expect(answer, what).not.toMatch(/access-control|stack|node_modules|\bat .*:\d+:\d+/i);
    });
  }
  expect(await ask(shell.url, '/api/station', { cookie })).toMatchObject({ status: 200 });
  expect(await routed.readState()).toBe(before);
  expect(routed.errors).toEqual([]);
});
