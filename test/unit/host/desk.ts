/** A host in a temporary data folder, spoken to as a renderer does. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHostClient, type HostClient } from '../../../shared/contract/client.ts';
import type { RouteInput } from '../../../shared/contract/routes.ts';
import type { NewOperation } from '../../../shared/operations/operation.ts';
import type { HostEvent } from '../../../shared/contract/station.ts';
import { createHost, type Host, type HostOptions, type PrintingOptions } from '../../../electron/host/host.ts';
import { createFileKeyStore } from '../../../electron/host/keys.ts';
import { createLog } from '../../../electron/host/log.ts';
import type { PrintBackend } from '../../../electron/host/printing/backend.ts';
import type { BrowserBackend } from '../../../electron/host/printing/browser.ts';
import { makeDefaultPrinter } from '../../../electron/host/printing/default-printer.ts';
import { createNodeTransport } from '../../../electron/host/ruvents/transport.ts';
import { makeContent } from '../badge/contents.ts';

export const fontsDir = path.resolve(import.meta.dirname, '../../../node_modules/@expo-google-fonts/inter');

/** What a back-end of tests says where nobody listens. */
export const answersNothing = {
  confirms: 'completed',
  cancel: async () => 'unknown',
  status: async () => ({ state: 'unknown', problems: [] }),
  capabilities: async () => null,
} satisfies Partial<PrintBackend>;

/** Prints at once and remembers what. */
export function printsAtOnce(): PrintBackend & { readonly printed: string[] } {
  const printed: string[] = [];
  return {
    kind: 'folder',
    printed,
    print: async ({ id }) => {
      printed.push(id);
      return { state: 'printed' };
    },
    recover: async () => null,
    ...answersNothing,
  };
}

/** A station whose only printer is this one. */
export function printingWith(backend: PrintBackend | BrowserBackend, where = 'nowhere'): PrintingOptions {
  return { backends: { [backend.kind]: backend }, standard: makeDefaultPrinter(backend.kind, where), only: true };
}

/** A wish to print a badge, but for the epoch; without an operation a reprint. */
export function printWish(jobId: string, operation: NewOperation | null): Omit<RouteInput<'print'>, 'epoch'> {
  return {
    ...{ jobId, operation, participant: operation?.participant ?? 'id:4', name: 'Сидорова Анна' },
    ...{ content: makeContent({ code: '~RUNETID#4$' }), statusId: null, partId: null },
    purpose: operation === null ? 'reprint' : 'badge',
    ...{ template: null, printer: null, reprintReason: null },
  };
}

export interface Desk {
  readonly host: Host;
  readonly client: HostClient;
  readonly dataDir: string;
  /** Everything that the stream has told so far. */
  readonly events: HostEvent[];
  /** Waits until the stream has told something that fits. */
  hears(fits: (event: HostEvent) => boolean): Promise<HostEvent>;
  stop(): Promise<void>;
}

export async function makeFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'stoika-host-'));
}

export async function startDesk(options: Partial<HostOptions> = {}): Promise<Desk> {
  const dataDir = options.dataDir ?? (await makeFolder());
  const random = (bytes: number): Uint8Array => randomBytes(bytes);
  const clock = (): Date => new Date();
  const transport = createNodeTransport();
  const host = await createHost({
    dataDir,
    shell: 'browser',
    role: 'desk',
    version: '0.0.0',
    language: null,
    transport,
    keyStore: createFileKeyStore(dataDir, random),
    printing: printingWith(printsAtOnce()),
    fontsDir,
    practice: null,
    auto: null,
    autoPractice: null,
    clock,
    random,
    log: createLog({ dataDir, clock }),
    ...options,
  });
  const client = createHostClient((url, init) => host.fetch(new Request(`http://desk.example${url}`, init)));
  const { events, hears, stop } = await listen(host);
  return {
    host,
    client,
    dataDir,
    events,
    hears,
    async stop() {
      await stop();
      await host.close();
      await transport.close();
    },
  };
}

/** The first operator signs in, and this window takes the lease. @returns its epoch, when the server is known to be there */
export async function takeOver(desk: Desk, server: string, hash: string): Promise<number> {
  await ok(desk.client.call('connect', { server, hash }));
  await ok(desk.client.call('signIn', { login: 'desk1', password: '81234' }));
  const { epoch } = await ok(desk.client.call('lease', {}));
  await desk.hears((one) => one.type === 'connection' && one.connection.state === 'online');
  return epoch;
}

/** Removes a data folder. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** Listens to the stream as a window does. */
export async function listen(host: Host): Promise<Pick<Desk, 'events' | 'hears' | 'stop'>> {
  const abort = new AbortController();
  const response = await host.fetch(new Request('http://desk.example/api/stream', { signal: abort.signal }));
  const events: HostEvent[] = [];
  let wake: () => void = () => undefined;
  const reading = (async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body! as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      const messages = text.split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) {
        if (message.startsWith('data: ')) events.push(JSON.parse(message.slice(6)) as HostEvent);
      }
      wake();
    }
  })();
  return {
    events,
    async hears(fits) {
      for (;;) {
        const found = events.find(fits);
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    async stop() {
      abort.abort();
      await reading;
    },
  };
}

/** The answer of a call that has to work. */
export async function ok<T>(
  answer: Promise<{ ok: true; value: T } | { ok: false; problem: { code: string; detail: string } }>,
): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(`the host refused: ${result.problem.code} ${result.problem.detail}`);
  return result.value;
}

/** The problem of a call that has to fail. */
export async function problemOf(
  answer: Promise<{ ok: true; value: unknown } | { ok: false; problem: { code: string; detail: string } }>,
): Promise<string> {
  const result = await answer;
  return result.ok ? 'none' : result.problem.code;
}
