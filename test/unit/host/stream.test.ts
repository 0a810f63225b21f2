/** The event stream through real HTTP, as the browser shell serves it. */
import { serve } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { StreamHub } from '../../../electron/host/stream.ts';
import { handTimers } from './hand-timers.ts';

async function served(hub: StreamHub) {
  let listening: (info: AddressInfo) => void = () => undefined;
  const ready = new Promise<AddressInfo>((resolve) => (listening = resolve));
  const server = serve(
    { fetch: (request) => hub.subscribe(request, [{ type: 'pull' }]), port: 0, hostname: '127.0.0.1' },
    listening,
  );
  const { port } = await ready;
  return { url: `http://127.0.0.1:${port}/`, stop: () => new Promise((resolve) => server.close(resolve)) };
}

async function readText(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const { value, done } = await reader.read();
  return done ? '(end)' : new TextDecoder().decode(value);
}

test('first what is asked for at once, then everything, with a heartbeat between', async () => {
  const timers = handTimers();
  const hub = new StreamHub(timers);
  const { url, stop } = await served(hub);
  const response = await fetch(url);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const reader = response.body!.getReader();
  expect(await readText(reader)).toBe('retry: 300\n\ndata: {"type":"pull"}\n\n');
  hub.publish({ type: 'lease', epoch: 3 });
  expect(await readText(reader)).toBe('data: {"type":"lease","epoch":3}\n\n');
  timers.advance(15_000);
  expect(await readText(reader)).toBe(': still here\n\n');
  hub.close();
  expect(await readText(reader)).toBe('(end)');
  await stop();
});

test('a reader who goes away is forgotten', async () => {
  const timers = handTimers();
  const hub = new StreamHub(timers);
  const { url, stop } = await served(hub);
  const abort = new AbortController();
  const response = await fetch(url, { signal: abort.signal });
  await readText(response.body!.getReader());
  expect([hub.size, timers.armed]).toEqual([1, 1]);
  abort.abort();
  while (hub.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(timers.armed).toBe(0);
  hub.publish({ type: 'pull' });
  await stop();
});

test('every subscriber hears everything; one that never reads is let go, not waited for', async () => {
  const hub = new StreamHub(handTimers());
  const forEver = new AbortController();
  const asleep = hub.subscribe(forEver, []);
  const reader = hub.subscribe(forEver, []).body!.getReader();
  await readText(reader);
  const detail = 'x'.repeat(1024 * 1024);
  for (let n = 0; n < 40; n += 1) {
    const reading = readText(reader);
    hub.publish({
      type: 'connection',
      connection: {
        state: 'offline',
        problem: { code: 'unreachable', detail },
        sending: false,
        lastContact: null,
        retryIn: null,
        parkedOperators: [],
      },
    });
    expect((await reading).length).toBeGreaterThan(detail.length);
  }
  expect(hub.size).toBe(1);
  await asleep.body?.cancel();
});
