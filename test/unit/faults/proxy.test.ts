/** What the fault proxy does to a request, seen from both of its ends over real sockets. */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Fault, type FaultProxy, type FaultProxyOptions, startFaultProxy } from '../../faults/proxy.ts';

const ANSWER = '{"Id":12345}';

let server: Server;
let proxy: FaultProxy;
/** Methods of the requests that reached the server. */
let reached: string[];

async function open(options: FaultProxyOptions = {}): Promise<void> {
  const { port } = server.address() as AddressInfo;
  proxy = await startFaultProxy(`http://127.0.0.1:${port}`, options);
}

beforeEach(async () => {
  reached = [];
  server = createServer((incoming, outgoing) => {
    reached.push(incoming.method ?? '');
    outgoing.writeHead(200, { 'content-type': 'application/json' });
    outgoing.end(ANSWER);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await open();
});

afterEach(async () => {
  await proxy.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

interface Seen {
  readonly status: number | null;
  readonly body: string;
  readonly whole: boolean;
  readonly location: string | null;
}

function ask(fault: Fault | null, method = 'PUT'): Promise<Seen> {
  proxy.script = () => fault;
  return new Promise((resolve) => {
    let body = '';
    const failed = (status: number | null) => () => resolve({ status, body, whole: false, location: null });
    const outgoing = request(proxy.url, { method, agent: false }, (answer) => {
      const status = answer.statusCode ?? null;
      answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
      answer.on('error', failed(status));
      answer.on('end', () => {
        resolve({ status, body, whole: answer.complete, location: answer.headers.location ?? null });
      });
    });
    outgoing.on('error', failed(null));
    outgoing.end();
  });
}

const lost: Seen = { status: null, body: '', whole: false, location: null };
const whole = (body: string, status = 200): Seen => ({ status, body, whole: true, location: null });

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}

describe('what is lost', () => {
  it('before: the server sees nothing', async () => {
    expect(await ask({ kind: 'dropBefore' })).toEqual(lost);
    expect(reached).toEqual([]);
  });

  it('after: the server has done it', async () => {
    expect(await ask({ kind: 'dropAfter' })).toEqual(lost);
    expect(reached).toEqual(['PUT']);
  });

  it('late: the client is cut off first, and the server does it later', async () => {
    expect(await ask({ kind: 'late', ms: 30 })).toEqual(lost);
    expect(reached).toEqual([]);
    await until(() => reached.length === 1);
  });
});

describe('answers that come otherwise', () => {
  it.each([{ kind: 'delay', ms: 5 } as const, { kind: 'drip', ms: 16 } as const, null])('whole: %o', async (fault) => {
    expect(await ask(fault)).toEqual(whole(ANSWER));
  });

  it.each([{ kind: 'truncate' } as const, { kind: 'reset' } as const])('cut in the middle: %o', async (fault) => {
    const seen = await ask(fault);
    expect(seen).toMatchObject({ status: 200, whole: false });
    expect(ANSWER.startsWith(seen.body)).toBe(true);
    expect(seen.body.length).toBeLessThan(ANSWER.length);
  });

  it('half a body as if that were all', async () => {
    expect(await ask({ kind: 'shorten' })).toEqual(whole(ANSWER.slice(0, 6)));
  });

  it.each([
    [500, ''],
    [502, '<html>Bad gateway</html>'],
    [200, '<html>Welcome</html>'],
  ])('something in between says %i, before and after the server', async (status, body) => {
    const said = { status, type: 'text/html', body };
    expect(await ask({ kind: 'answer', ...said })).toEqual(whole(body, status));
    expect(reached).toEqual([]);
    expect(await ask({ kind: 'answerAfter', ...said })).toEqual(whole(body, status));
    expect(reached).toEqual(['PUT']);
  });

  it('sends elsewhere', async () => {
    const location = 'http://127.0.0.1:9/elsewhere';
    const seen = await ask({ kind: 'answer', status: 302, type: 'text/html', body: '', location });
    expect(seen).toEqual({ status: 302, body: '', whole: true, location });
  });
});

describe('delivered twice', () => {
  it.each(['GET', 'PUT', 'DELETE'])('%s', async (method) => {
    expect(await ask({ kind: 'duplicate' }, method)).toEqual(whole(ANSWER));
    await until(() => reached.length === 2);
    expect(reached).toEqual([method, method]);
  });

  it('but never a POST', async () => {
    expect(await ask({ kind: 'duplicate' }, 'POST')).toEqual(whole(ANSWER));
    await ask(null);
    expect(reached).toEqual(['POST', 'PUT']);
  });
});

describe('who brings it to the server', () => {
  it('may lose it, and knows for how long the client has been gone', async () => {
    await proxy.close();
    const gone: number[] = [];
    await open({
      deliver: async (_request, _send, cutFor) => {
        gone.push(cutFor());
        return null;
      },
    });
    expect(await ask(null)).toEqual(lost);
    await ask({ kind: 'late', ms: 20 });
    await until(() => gone.length === 2);
    expect(reached).toEqual([]);
    expect(gone[0]).toBeLessThanOrEqual(0);
    expect(gone[1]).toBeGreaterThan(0);
  });
});
