import { EventEmitter } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { createElectronTransport } from '../../../electron/main/transport.ts';
import type { TransportAnswer } from '../../../electron/host/ruvents/transport.ts';
import { electron, type FakeSession } from './electron-double.ts';

vi.mock('electron', async () => (await import('./electron-double.ts')).electron);

beforeEach(() => void electron.told.requests.splice(0));

async function serve(answer: http.RequestListener): Promise<{ url: string; seen: http.IncomingMessage[] }> {
  const seen: http.IncomingMessage[] = [];
  const server = http.createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const get = { method: 'GET', headers: {}, timeoutMs: 5000 } as const;

function textOf(answer: TransportAnswer): string {
  return answer.kind === 'response' ? Buffer.from(answer.body).toString() : answer.kind;
}

it('gives back status, headers in lower case and the bytes', async () => {
  const { url, seen } = await serve((_request, response) => {
    response.writeHead(418, { 'Content-Type': 'application/json', 'X-Two': ['a', 'b'] }).end('{"да":1}');
  });
  const answer = await createElectronTransport()({ ...get, url, headers: { 'X-Ruvents-Hash': 'h' } });
  expect(answer).toMatchObject({ kind: 'response', status: 418, headers: { 'x-two': 'a, b' } });
  expect(textOf(answer)).toBe('{"да":1}');
  expect(seen[0]!.rawHeaders).toContain('X-Ruvents-Hash');
});

it('never follows a redirect: what it said is the answer', async () => {
  const { url, seen } = await serve((_request, response) => response.writeHead(302, { location: '/portal' }).end());
  const answer = await createElectronTransport()({ ...get, url: `${url}/event` });
  expect(answer).toMatchObject({ kind: 'response', status: 302, headers: { location: '/portal' } });
  expect(seen.map((request) => request.url)).toEqual(['/event']);
  expect(electron.told.requests[0]).toMatchObject({ redirect: 'manual' });
});

it('sends writes on connections that are not kept, apart from reads', async () => {
  const { url, seen } = await serve((_request, response) => response.end('{}'));
  const transport = createElectronTransport();
  await transport({ ...get, url });
  await transport({ ...get, url, method: 'PUT', body: '{"a":1}', headers: { 'Content-Type': 'application/json' } });
  expect(electron.told.requests.map(({ session }) => (session as unknown as FakeSession).name)).toEqual([
    'reads',
    'writes',
  ]);
  expect(seen[1]!.headers.connection).toBe('close');
  expect(electron.told.requests[0]!.headers).toEqual({});
});

it('says notSent only when no connection was made', async () => {
  const { url } = await serve((request) => request.socket.destroy());
  const transport = createElectronTransport();
  expect(await transport({ ...get, url })).toEqual({ kind: 'lost', message: 'ERR_CONNECTION_RESET' });
  const closed = http.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => closed.once('listening', resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  expect(await transport({ ...get, url: `http://127.0.0.1:${port}` })).toEqual({
    kind: 'notSent',
    message: 'ERR_CONNECTION_REFUSED',
  });
});

it.each(['ERR_INTERNET_DISCONNECTED', 'ERR_ADDRESS_UNREACHABLE'])(
  'a network that goes down may take a request with it: %s is no proof that nothing has left',
  async (code) => {
    const sent = Object.assign(new EventEmitter(), {
      abort: () => undefined,
      end: () => void sent.emit('error', new Error(`net::${code}`)),
    });
    const asking = vi.spyOn(electron.net, 'request').mockReturnValue(sent as never);
    const answer = await createElectronTransport()({ ...get, method: 'POST', url: 'http://ruvents.example/badges' });
    asking.mockRestore();
    expect(answer).toEqual({ kind: 'lost', message: code });
  },
);

it('gives up on silence, on too much, and when it is told to', async () => {
  const { url } = await serve((request, response) => {
    if (request.url === '/much') response.end('x'.repeat(1000));
  });
  const transport = createElectronTransport();
  expect(await transport({ ...get, url, timeoutMs: 30 })).toEqual({ kind: 'lost', message: 'timeout' });
  expect(await transport({ ...get, url: `${url}/much`, maxBytes: 999 })).toMatchObject({ kind: 'lost' });
  expect(textOf(await transport({ ...get, url: `${url}/much`, maxBytes: 1000 }))).toHaveLength(1000);
  const leaving = new AbortController();
  const answer = transport({ ...get, url, signal: leaving.signal });
  leaving.abort();
  expect(await answer).toEqual({ kind: 'lost', message: 'aborted' });
  expect(await transport({ ...get, url, signal: leaving.signal })).toEqual({ kind: 'lost', message: 'aborted' });
});

it('takes an answer that breaks off for lost', async () => {
  const { url } = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('half');
    setImmediate(() => response.destroy());
  });
  expect(await createElectronTransport()({ ...get, url })).toMatchObject({ kind: 'lost' });
});
