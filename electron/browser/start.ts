/**
 * The browser shell, from the lock to the ready line:
 *
 *   lock ─ taken ─▶ host ─▶ port ─▶ announced in the lock ─▶ running
 *     └─ held by another ─▶ ask it for an address ─▶ elsewhere
 *                              └─ no answer ─▶ try both again for a while ─▶ refused
 */
import type { LockResult } from '../host/lock.ts';
import type { Assets } from '../shell/assets.ts';
import { createDeskHandler, type Handler } from '../shell/desk-handler.ts';
import { createAccess } from './access.ts';
import { addressOf, createGate } from './gate.ts';
import { listen } from './listen.ts';
import { announcementOf, askOther, type Elsewhere } from '../shell/second-start.ts';

/** What the shell needs of the host; it keeps the secret and the port in its vault. */
export interface ShellHost {
  readonly fetch: Handler;
  readonly sessionSecret: Buffer;
  readonly rememberedPort: number | null;
  rememberPort(port: number): Promise<void>;
  close(): Promise<void>;
}

export interface BrowserShellParts {
  /** Null or 0: the remembered port, else any. */
  readonly port: number | null;
  readonly assets: Assets;
  readonly random: (bytes: number) => Uint8Array;
  readonly clock: () => Date;
  acquireLock(): Promise<LockResult>;
  createHost(): Promise<ShellHost>;
  sleep(milliseconds: number): Promise<void>;
}

export type BrowserShell =
  | {
      readonly kind: 'running';
      readonly url: string;
      readonly portChanged: boolean;
      readonly close: () => Promise<void>;
    }
  | Elsewhere
  | { readonly kind: 'refused'; readonly pid: number | null };

/** A process that starts or ends while a second one asks gets this long, in steps. */
const attempts = 30;
const betweenAttemptsMs = 500;

export async function startBrowserShell(parts: BrowserShellParts): Promise<BrowserShell> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await parts.acquireLock();
    if (result.held) return runOrRelease(parts, result.lock);
    const elsewhere = await askOther(result.holder?.url ?? null);
    if (elsewhere !== null) return elsewhere;
    if (attempt === attempts) return { kind: 'refused', pid: result.holder?.pid ?? null };
    await parts.sleep(betweenAttemptsMs);
  }
}

type Lock = Extract<LockResult, { held: true }>['lock'];

async function runOrRelease(parts: BrowserShellParts, lock: Lock): Promise<BrowserShell> {
  let host: ShellHost | null = null;
  try {
    host = await parts.createHost();
    return await run(parts, lock, host);
  } catch (error) {
    await host?.close();
    await lock.release();
    throw error;
  }
}

async function run(
  { port: asked, assets, random, clock }: BrowserShellParts,
  lock: Lock,
  host: ShellHost,
): Promise<BrowserShell> {
  const access = createAccess({ sessionSecret: host.sessionSecret, random, clock });
  const startSecret = Buffer.from(random(32)).toString('base64url');
  const desk = createDeskHandler(host, assets);
  const wanted = asked === null || asked === 0 ? (host.rememberedPort ?? 0) : asked;
  let closing = false;
  const server = await listen(wanted, (port) =>
    createGate({ access, port, startSecret, desk, isClosing: () => closing }),
  );
  await host.rememberPort(server.port);
  await lock.announce(announcementOf(server.port, startSecret));
  return {
    kind: 'running',
    url: addressOf(server.port, access),
    portChanged: wanted !== 0 && wanted !== server.port,
    async close() {
      closing = true;
      // The host first: what it still has to say goes out before the streams end.
      await host.close();
      await server.close();
      await lock.release();
    },
  };
}
