/** The routes of the station's key, once it is open. */
import path from 'node:path';
import type { Keys } from '../../shared/contract/key-routes.ts';
import { adminsEvent } from './custody-handlers.ts';
import { writeWhole } from './disk.ts';
import type { Doors } from './doors.ts';
import type { KeyStore } from './keys.ts';
import type { Log } from './log.ts';
import { Refusal, refuse } from './problem.ts';
import type { Handlers } from './router.ts';
import type { Vault } from './vault.ts';

export interface KeyContext {
  readonly doors: Doors;
  readonly keyStore: KeyStore;
  readonly vault: Vault;
  readonly dataDir: string;
  readonly log: Log;
  readonly onStationChange: () => void;
}

type KeyRoute = 'unlock' | 'putKeyAside' | 'passphrase';

export function createKeyHandlers(context: KeyContext): Pick<Handlers, KeyRoute> {
  const { doors, keyStore, vault, dataDir, log, onStationChange } = context;
  let turn: Promise<unknown> = Promise.resolve();
  const change = async (current: string | null, next: string | null): Promise<Refusal | Record<string, never>> => {
    if (keyStore.file === null) return refuse('nothingToDo');
    // a locked station cannot read its vault, and keeps its address all the same
    await rememberPortOutside(dataDir, vault.contents().port);
    if (!(await keyStore.file.change(current, next))) return refuse('wrongPassphrase');
    log.info('passphrase', { set: next !== null });
    onStationChange();
    return {};
  };
  return {
    unlock: () => ({}),
    putKeyAside: () => refuse('nothingToDo'),
    passphrase: ({ current, next }) => {
      const event = adminsEvent(doors);
      if (event instanceof Refusal) return event;
      const done = turn.then(() => change(current, next));
      turn = done.catch(() => undefined); // the caller is told; guesses in parallel gain nothing
      return done;
    },
  };
}

export function describeKeys({ file }: KeyStore): Keys {
  if (file === null) return { kept: 'keychain', reason: null, passphrase: false };
  return { kept: 'file', reason: file.reason, passphrase: file.hasPassphrase };
}

/** Beside the vault, for a start before the passphrase is known. A port tells nothing of anybody. @throws DiskError */
export async function rememberPortOutside(dataDir: string, port: number | null): Promise<void> {
  if (port !== null) await writeWhole(path.join(dataDir, 'port'), Buffer.from(String(port)));
}
