/**
 * A host whose key waits for its passphrase, and what becomes of it:
 *
 *   locked ──unlock (right)──▶ open: the host itself answers from now on
 *     │ ▲ └─putKeyAside─▶ the key file is put aside, a new one made ─▶ open, empty
 *     └─┘ unlock (wrong): one at a time, each costs a scrypt
 */
import path from 'node:path';
import { byteRoutes, type RouteName, routes } from '../../shared/contract/routes.ts';
import { makeFolder, readIfThere } from './disk.ts';
import { createHost, type Host, type HostOptions } from './host.ts';
import { rememberPortOutside } from './key-handlers.ts';
import { NewerVersion, type Refusal, refuse } from './problem.ts';
import { createRouter, type Handlers } from './router.ts';

/**
 * Opens the host; where the key has a passphrase and the right one is not given, a host that asks for it.
 * @param passphrase from the environment, for a station that nobody sits at
 * @throws what `createHost` throws
 */
export async function openLockableHost(options: HostOptions, passphrase: string | null): Promise<Host> {
  const { keyStore, log, dataDir } = options;
  await makeFolder(dataDir);
  if (keyStore.file === null || !(await keyStore.file.isLocked())) return createHost(options);
  if (passphrase !== null) {
    if (await keyStore.file.unlock(passphrase)) return createHost(options);
    log.error('the passphrase of the environment is wrong');
  }
  return createLockedHost(options, await readPort(dataDir));
}

function createLockedHost(options: HostOptions, rememberedPort: number | null): Host {
  const { keyStore, log, dataDir, random } = options;
  let inner: Host | null = null;
  let closed = false;
  let turn: Promise<unknown> = Promise.resolve();

  const open = async (): Promise<Refusal | Record<string, never>> => {
    try {
      inner = await createHost(options);
      if (closed) await inner.close();
      return {};
    } catch (error) {
      if (error instanceof NewerVersion) return refuse('newerVersion', error.what);
      throw error;
    }
  };
  const inTurn = (act: () => Promise<Refusal | Record<string, never>>): Promise<Refusal | Record<string, never>> => {
    const done = turn.then(() => (inner !== null || closed ? {} : act()));
    turn = done.catch(() => undefined); // the caller is told; the next one does not depend on it
    return done;
  };
  const route = createRouter({
    handlers: {
      ...refuseAll(),
      unlock: ({ passphrase }) =>
        inTurn(async () => {
          if ((await keyStore.file?.unlock(passphrase)) === true) return open();
          log.warn('wrong passphrase');
          return refuse('wrongPassphrase');
        }),
      putKeyAside: () =>
        inTurn(async () => {
          await keyStore.file?.putAside();
          log.warn('the key was put aside: its passphrase is lost');
          return open();
        }),
    },
    bytes: Object.fromEntries(Object.values(byteRoutes).map((address) => [address, () => refuse('passphrase')])),
    epoch: () => -1,
    log,
  });
  return {
    fetch: (request) => (inner === null ? route(request) : inner.fetch(request)),
    // of this start only: the one that lasts lies in the vault
    sessionSecret: Buffer.from(random(32)),
    rememberedPort,
    rememberPort: (port) => rememberPortOutside(dataDir, port),
    async close() {
      closed = true;
      await turn;
      await inner?.close();
    },
  };
}

function refuseAll(): Handlers {
  const names = Object.keys(routes) as RouteName[];
  // each handler of the contract may answer with a refusal, whatever its input
  return Object.fromEntries(names.map((name) => [name, () => refuse('passphrase')])) as unknown as Handlers;
}

async function readPort(dataDir: string): Promise<number | null> {
  const port = Number((await readIfThere(path.join(dataDir, 'port')))?.toString() ?? '0');
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null;
}
