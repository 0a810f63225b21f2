/** The policy on what both shells serve. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadAssets } from '../../../electron/shell/assets.ts';
import { createDeskHandler, type Handler } from '../../../electron/shell/desk-handler.ts';
import { makeRenderer } from './desk.ts';

const DECODER = '/assets/decoder.worker-Ab_1-2c3.js';
const WASM = '/assets/zxing_reader-Bb9Mx2Pu.wasm';

async function makeHandler(): Promise<Handler> {
  const folder = await makeRenderer();
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, DECODER), 'postMessage(2)');
  await writeFile(join(folder, WASM), new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  const host = { fetch: () => Promise.resolve(new Response('{}')) };
  const handler = createDeskHandler(host, await loadAssets(folder));
  return (request) => handler(request);
}

const readRules = (answer: Response): ReadonlyMap<string, string> =>
  new Map(
    (answer.headers.get('content-security-policy') ?? '').split('; ').map((rule) => {
      const [name = '', ...values] = rule.split(' ');
      return [name, values.join(' ')];
    }),
  );

it('lets the worker that reads codes compile WASM, and that is all that it may do more', async () => {
  const ask = await makeHandler();
  const page = readRules(await ask(new Request('http://127.0.0.1/')));
  const decoder = readRules(await ask(new Request(`http://127.0.0.1${DECODER}`)));
  expect(decoder.get('script-src')).toBe("'self' 'wasm-unsafe-eval'");
  expect([...decoder].filter(([name]) => name !== 'script-src')).toEqual(
    [...page].filter(([name]) => name !== 'script-src'),
  );
  expect(page.get('default-src')).toBe("'none'");
  expect(page.get('worker-src')).toBe("'self'");
  expect(page.get('connect-src')).toBe("'self'");
});

it.each([
  '/',
  '/assets/engine-1a2b.js',
  WASM,
  '/api/station',
  '/api/assets/decoder.worker-a.js',
  '/assets/decoder.worker-a.js.map',
  '/nothing',
])('lets nothing else compile WASM or text: %s', async (path) => {
  const ask = await makeHandler();
  const rules = readRules(await ask(new Request(`http://127.0.0.1${path}`)));
  expect(rules.get('script-src')).toBe("'self'");
});

it('serves WASM as what it is, so that it is compiled while it comes', async () => {
  const ask = await makeHandler();
  const answer = await ask(new Request(`http://127.0.0.1${WASM}`));
  expect(answer.headers.get('content-type')).toBe('application/wasm');
});

it('gives the camera to the desk and the microphone to nobody', async () => {
  const ask = await makeHandler();
  const policy = (await ask(new Request('http://127.0.0.1/'))).headers.get('permissions-policy') ?? '';
  expect(policy.split(', ')).toEqual(expect.arrayContaining(['camera=(self)', 'microphone=()', 'geolocation=()']));
});
