/** A desk for routes to be tried on: nothing of it runs by itself, the server answers from memory, and all that it keeps can be compared. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { type Log, silentLog } from '../../electron/host/log.ts';
import { unseal } from '../../electron/host/seal.ts';
import type { Transport } from '../../electron/host/ruvents/transport.ts';
import type { Station } from '../../shared/contract/station.ts';
import { type Desk, makeFolder, ok, printingWith, printsAtOnce, removeFolder, startDesk } from '../unit/host/desk.ts';
import { eventAnswers, HASH, type Reply } from '../unit/host/fake-server.ts';
import { handTimers } from '../unit/host/hand-timers.ts';

const SERVER = 'http://127.0.0.1:9';

/** As the router says it; other errors are a window's own, which it may report. */
const FELL: ReadonlySet<string> = new Set(['a route failed', 'the disk refused']);

const LOGINS = {
  Admin: { login: 'desk1', password: '81234' },
  Operator: { login: 'desk2', password: '95678' },
} as const;
export type Who = 'nobody' | keyof typeof LOGINS;

export interface RoutedDesk {
  readonly desk: Desk;
  /** What the log was told of routes that fell. */
  readonly errors: readonly string[];
  /** Opens the event again if it is not open, with this person signed in. @returns the epoch of the lease */
  prepare(who: Who): Promise<number>;
  /** All that the desk keeps and shows, as one word. */
  readState(): Promise<string>;
  /** Closes it and opens its folder anew. @returns what it says of itself then */
  restart(): Promise<Station>;
}

export async function startRoutedDesk(): Promise<RoutedDesk> {
  const dataDir = await makeFolder();
  const key = Buffer.alloc(32, 7);
  const errors: string[] = [];
  const log: Log = {
    ...silentLog,
    error: (event, fields) => {
      if (FELL.has(event)) errors.push(`${event} ${JSON.stringify(fields ?? {})}`);
    },
  };
  const backend = {
    ...printsAtOnce(),
    recover: async () => ({ state: 'unknown', problem: 'interrupted', reason: '' }) as const,
  };
  const start = (): Promise<Desk> =>
    startDesk({
      dataDir,
      log,
      keyStore: { describe: () => 'keychain', load: async () => key, file: null },
      transport,
      timers: handTimers(),
      clock: () => new Date('2026-11-22T09:00:00Z'),
      printing: { ...printingWith(backend), only: false },
    });
  let desk = await start();
  onTestFinished(async () => {
    await desk.stop();
    await removeFolder(dataDir);
  });
  const station = (): Promise<Station> => ok(desk.client.call('station', {}));
  const readState = async (): Promise<string> => {
    const hash = createHash('sha256').update(JSON.stringify(await station()));
    for (const file of (await listFiles(dataDir)).sort()) {
      const bytes = await readFile(file);
      hash.update(`\0${file}\0`).update(file === join(dataDir, 'vault') ? readVault(bytes, key) : bytes);
    }
    return hash.digest('hex');
  };
  /** What an opening sets going has been written when it answers: both operators are known by then. */
  const open = async (): Promise<void> => {
    await ok(desk.client.call('connect', { server: SERVER, hash: HASH }));
    for (const operator of Object.values(LOGINS)) await ok(desk.client.call('signIn', operator));
    let before = '';
    for (let still = 0; still < 20;) {
      const now = await readState();
      still = now === before ? still + 1 : 0;
      before = now;
      await sleep(10);
    }
  };
  return {
    get desk() {
      return desk;
    },
    errors,
    async prepare(who) {
      const { event, session } = await station();
      if (event === null || event.server !== SERVER) await open();
      const operator = who === 'nobody' ? null : LOGINS[who];
      if (operator === null) await ok(desk.client.call('signOut', {}));
      else if (session.operator?.Login !== operator.login) await ok(desk.client.call('signIn', operator));
      return (await ok(desk.client.call('lease', {}))).epoch;
    },
    readState,
    async restart() {
      await desk.stop();
      desk = await start();
      return station();
    },
  };
}

/** What the vault says, but for the count of wrong passwords: a refused sign-in is counted, and that is its purpose. */
function readVault(sealed: Buffer, key: Buffer): string {
  const plain = unseal(key, sealed, 'stoika vault');
  if (plain === null) throw new Error('the vault does not open');
  return JSON.stringify(JSON.parse(plain.toString()), (name, value: unknown) =>
    name === 'wrongTries' ? undefined : value,
  );
}

/** What the desk keeps: not its log, and no file that is only being written. */
async function listFiles(dataDir: string): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.part'));
  return files
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(join(dataDir, 'logs')));
}

const answers = eventAnswers();

/** The event of the fake server, without its sockets; any other address cannot be reached. */
const transport: Transport & { close(): Promise<void> } = Object.assign(
  async ({ method, url }: Parameters<Transport>[0]): ReturnType<Transport> => {
    if (!url.startsWith(`${SERVER}/`)) return { kind: 'notSent', message: 'ECONNREFUSED' };
    const answer = answers[`${method} ${new URL(url).pathname}`] ?? { status: 404, text: '' };
    const { status = 200, json, text } = answer as Exclude<Reply, string>;
    const body = Buffer.from(text ?? JSON.stringify(json));
    return { kind: 'response', status, headers: { 'content-type': 'application/json' }, body };
  },
  { close: () => Promise.resolve() },
);
