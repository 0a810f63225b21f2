/** What each end of an exchange is called. A request that may have left is never called unsent. */
import { createServer as createTlsServer } from 'node:https';
import net, { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Contact, RuventsClient } from '../../../electron/host/ruvents/client.ts';
import { createNodeTransport } from '../../../electron/host/ruvents/transport.ts';
import { type Answer, type FakeServer, HASH, startFake } from './fake-server.ts';
import { selfSigned } from './self-signed.ts';

let fake: FakeServer;
const transport = createNodeTransport();

beforeEach(async () => {
  fake = await startFake({});
});
afterEach(() => fake.stop());

const get = (url: string, more: object = {}) =>
  transport({ method: 'GET', url, headers: { 'X-Ruvents-Hash': HASH }, timeoutMs: 2000, ...more });

test('hash and operator leave in the case that old servers look for', async () => {
  const client = new RuventsClient({ server: fake.url, hash: HASH, transport });
  await client.write({
    method: 'POST',
    path: '/badges',
    body: '{"UserId":1}',
    contentType: 'application/json',
    operatorId: 7,
  });
  const [{ rawHeaders, body }] = fake.seen as [FakeServer['seen'][number]];
  expect(rawHeaders[rawHeaders.indexOf('X-Ruvents-Hash') + 1]).toBe(HASH);
  expect(rawHeaders[rawHeaders.indexOf('X-Ruvents-Operator') + 1]).toBe('7');
  expect(rawHeaders[rawHeaders.indexOf('Content-Type') + 1]).toBe('application/json');
  expect(body).toBe('{"UserId":1}');
});

test('a question carries no operator', async () => {
  await new RuventsClient({ server: fake.url, hash: HASH, transport }).read('/event');
  expect(fake.seen[0]!.rawHeaders.map((name) => name.toLowerCase())).not.toContain('x-ruvents-operator');
});

test('a redirect is an answer; its target never sees the hash', async () => {
  const stranger = await startFake({});
  fake.answers['GET /event'] = { status: 302, headers: { location: `${stranger.url}/event` }, text: '' };
  const answer = await get(`${fake.url}/event`);
  expect(answer).toMatchObject({ kind: 'response', status: 302 });
  expect(stranger.seen).toEqual([]);
  await stranger.stop();
});

test('nobody listens: not sent', async () => {
  await fake.stop();
  expect(await get(`${fake.url}/event`)).toEqual({ kind: 'notSent', message: 'ECONNREFUSED' });
  await fake.restart();
});

test('a name that does not exist: not sent', async () => {
  expect((await get('http://no-such-host.invalid/event')).kind).toBe('notSent');
});

test('a socket cut after the request: lost', async () => {
  fake.answers['GET /event'] = 'cut';
  expect((await get(`${fake.url}/event`)).kind).toBe('lost');
  expect(fake.seen).toHaveLength(1);
});

test.each(['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EHOSTDOWN'])(
  '%s of a connection that was made, behind the request: lost',
  async (code) => {
    const connecting = vi.spyOn(net, 'connect');
    fake.answers['POST /badges'] = () => {
      const socket = connecting.mock.results.at(-1)!.value as net.Socket;
      socket.destroy(Object.assign(new Error(`read ${code}`), { code, syscall: 'read' }));
      return 'silence';
    };
    const own = createNodeTransport();
    const url = `${fake.url}/badges`;
    const answer = await own({ method: 'POST', url, headers: {}, body: '{}', timeoutMs: 2000 });
    connecting.mockRestore();
    await own.close();
    expect(fake.seen).toHaveLength(1);
    expect(answer).toEqual({ kind: 'lost', message: code });
  },
);

test('TLS that breaks may break behind a write: only what is wrong with a certificate is known before', async () => {
  const after = async (message: string): Promise<string> => {
    const client = new RuventsClient({
      server: fake.url,
      hash: HASH,
      transport: () => Promise.resolve({ kind: 'certificate', message }),
    });
    const write = { method: 'POST', path: '/badges', body: '{}', contentType: 'application/json' } as const;
    return (await client.write({ ...write, operatorId: 7 })).kind;
  };
  expect(await after('CERT_HAS_EXPIRED')).toBe('notSent');
  expect(await after('ERR_TLS_CERT_ALTNAME_INVALID')).toBe('notSent');
  expect(await after('ERR_CERT_AUTHORITY_INVALID')).toBe('notSent');
  expect(await after('ERR_SSL_WRONG_VERSION_NUMBER')).toBe('lost');
  expect(await after('ERR_SSL_PROTOCOL_ERROR')).toBe('lost');
});

test('an answer cut in the middle: lost', async () => {
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"Id":');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  expect((await get(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).kind).toBe('lost');
  server.close();
});

test('no answer in time: lost', async () => {
  fake.answers['GET /event'] = 'silence';
  expect((await get(`${fake.url}/event`, { signal: AbortSignal.timeout(50) })).kind).toBe('lost');
});

test('a certificate that nobody vouches for: nothing was sent', async () => {
  let requests = 0;
  const server = createTlsServer(selfSigned, (_request, response) => {
    requests += 1;
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const answer = await get(`https://127.0.0.1:${(server.address() as AddressInfo).port}/event`);
  expect(answer.kind).toBe('certificate');
  expect(requests).toBe(0);
  server.close();
});

test('more bytes than are asked for are not swallowed', async () => {
  fake.answers['GET /big'] = { text: 'x'.repeat(5000) };
  expect((await get(`${fake.url}/big`, { maxBytes: 4999 })).kind).toBe('lost');
  expect((await get(`${fake.url}/big`, { maxBytes: 5000 })).kind).toBe('response');
});

test('the proxy that the environment names is asked, but for this machine itself', async () => {
  const lines: string[] = [];
  const proxy = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => {
      lines.push(bytes.toString().split('\r\n')[0]!);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { http_proxy: before, no_proxy: beforeNo } = process.env;
  Object.assign(process.env, {
    http_proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    no_proxy: '',
  });
  const proxied = createNodeTransport();
  await proxied({ method: 'GET', url: 'http://ruvents.example/event', headers: {}, timeoutMs: 2000 });
  fake.answers['GET /event'] = { json: {} };
  const here = await proxied({ method: 'GET', url: `${fake.url}/event`, headers: {}, timeoutMs: 2000 });
  expect([lines, here.kind]).toEqual([['CONNECT ruvents.example:80 HTTP/1.1'], 'response']);
  await proxied.close();
  for (const [name, value] of [
    ['http_proxy', before],
    ['no_proxy', beforeNo],
  ] as const) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  proxy.close();
});

test('ping finds its path and keeps to it', async () => {
  const client = new RuventsClient({ server: fake.url, hash: HASH, transport });
  fake.answers['GET /utility/ping'] = { json: { DateSignal: '2026-11-22 10:00:00' } };
  expect((await client.ping()).ok).toBe(true);
  expect((await client.ping()).ok).toBe(true);
  expect(fake.seen.map(({ path }) => path)).toEqual(['/ping', '/utility/ping', '/utility/ping']);
});

test('a server without any ping is asked for its event', async () => {
  const client = new RuventsClient({ server: fake.url, hash: HASH, transport });
  fake.answers['GET /event'] = { json: { Id: 1 } };
  expect((await client.ping()).ok).toBe(true);
  expect(fake.seen.map(({ path }) => path)).toEqual(['/ping', '/utility/ping', '/event']);
});

test('a gate that says no with a status of its own is no server: its page is not the API', async () => {
  const contacts: Contact[] = [];
  const onContact = (contact: Contact): void => void contacts.push(contact);
  const client = new RuventsClient({ server: fake.url, hash: HASH, transport, onContact });
  const page: Answer = { status: 403, text: '<html>Blocked</html>', headers: { 'content-type': 'text/html' } };
  for (const path of ['/ping', '/event', '/badges']) fake.answers[`GET ${path}`] = page;
  await client.ping();
  await client.read('/event');
  await client.read('/badges');
  expect(contacts.map(({ kind }) => kind)).toEqual(['unreachable', 'unreachable', 'cut']);
  fake.answers['GET /event'] = { json: { Id: 1 } };
  await client.ping(); // only its ping is behind the gate
  expect(contacts.at(-1)).toMatchObject({ kind: 'answered', path: '/event' });
});

test('a gate that keeps one write out says nothing of the server', async () => {
  const contacts: Contact[] = [];
  const onContact = (contact: Contact): void => void contacts.push(contact);
  const client = new RuventsClient({ server: fake.url, hash: HASH, transport, onContact });
  fake.answers['POST /badges'] = { status: 403, text: 'Blocked' };
  await client.write({ method: 'POST', path: '/badges', body: '{}', contentType: 'application/json', operatorId: 7 });
  expect(contacts.map(({ kind }) => kind)).toEqual(['answered']);
});
