/**
 * One host per data folder: a file `lock`, made exclusively, that names its holder.
 *
 * A lock whose process is gone, or that is from before the machine's last start, is taken over: it is renamed away, and who
 * renamed it looks whether it was the stale one, since another starter may have been faster.
 */
import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { makeFolder, PRIVATE_FILE, writeWhole } from './disk.ts';
import { DiskError, errorCode } from './problem.ts';

const holderSchema = z.object({
  id: z.string(),
  pid: z.int(),
  /** Names the machine's uptime: a lock from before a restart is stale, whoever has its pid now. Null where it cannot be known. */
  boot: z.string().nullable(),
  url: z.string().nullable(),
});
export type LockHolder = z.infer<typeof holderSchema>;

export type LockResult =
  | { readonly held: true; readonly lock: Lock }
  /** Another host has the folder; `url` is what it serves, when it said so. */
  | { readonly held: false; readonly holder: Pick<LockHolder, 'pid' | 'url'> | null };

export interface Lock {
  readonly id: string;
  /** Says where the host is reached, for a second start. */
  announce(url: string): Promise<void>;
  release(): Promise<void>;
}

export interface LockOptions {
  readonly dataDir: string;
  readonly pid?: number;
  /** Whether a process runs; by default the system is asked. */
  readonly isRunning?: (pid: number) => boolean;
}

/** Takes the lock of a data folder, or says who has it. @throws DiskError */
export async function acquireLock({
  dataDir,
  pid = process.pid,
  isRunning = isProcessRunning,
}: LockOptions): Promise<LockResult> {
  await makeFolder(dataDir);
  const file = path.join(dataDir, 'lock');
  const mine: LockHolder = { id: randomUUID(), pid, boot: await readBootId(), url: null };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await createExclusively(file, mine)) return { held: true, lock: lockOf(file, mine) };
    const holder = await readHolder(file);
    if (holder === 'gone') continue;
    if (holder !== 'unreadable' && isAlive(holder, mine, isRunning)) return { held: false, holder };
    await moveAway(file, holder === 'unreadable' ? null : holder.id);
  }
  return { held: false, holder: null };
}

function lockOf(file: string, mine: LockHolder): Lock {
  return {
    id: mine.id,
    announce: (url) => writeWhole(file, Buffer.from(JSON.stringify({ ...mine, url }))),
    async release() {
      const holder = await readHolder(file);
      if (typeof holder === 'object' && holder.id === mine.id) await rm(file, { force: true });
    },
  };
}

/** The pid alone may have been given to another process since a restart of the machine. */
function isAlive(holder: LockHolder, mine: LockHolder, isRunning: (pid: number) => boolean): boolean {
  if (holder.boot !== null && mine.boot !== null && holder.boot !== mine.boot) return false;
  return isRunning(holder.pid);
}

function isProcessRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM'; // it runs, and belongs to somebody else
  }
}

async function createExclusively(file: string, mine: LockHolder): Promise<boolean> {
  // linked into its place when it is whole: nobody ever reads half a lock
  const beside = `${file}.${mine.id}`;
  try {
    const handle = await open(beside, 'w', PRIVATE_FILE);
    try {
      await handle.writeFile(JSON.stringify(mine));
    } finally {
      await handle.close();
    }
    await link(beside, file);
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return false;
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS') return await createWithoutLink(file, mine);
    throw new DiskError(error);
  } finally {
    await rm(beside, { force: true });
  }
}

/** A disk without hard links (FAT on a stick): exclusive all the same, and for an instant empty. */
async function createWithoutLink(file: string, mine: LockHolder): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', PRIVATE_FILE);
    try {
      await handle.writeFile(JSON.stringify(mine));
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw new DiskError(error);
  }
}

async function readHolder(file: string): Promise<LockHolder | 'gone' | 'unreadable'> {
  try {
    const parsed = holderSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : 'unreadable';
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 'gone';
    if (error instanceof SyntaxError) return 'unreadable';
    throw new DiskError(error);
  }
}

async function moveAway(file: string, staleId: string | null): Promise<void> {
  const away = `${file}.stale-${randomUUID()}`;
  try {
    await rename(file, away);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return; // another starter was faster
    throw new DiskError(error);
  }
  const moved = await readHolder(away);
  const wasStale = staleId === null ? moved === 'unreadable' : typeof moved === 'object' && moved.id === staleId;
  if (!wasStale) {
    await link(away, file).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw new DiskError(error);
    });
  }
  await rm(away, { force: true });
}

async function readBootId(): Promise<string | null> {
  try {
    return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  } catch {
    return null; // not Linux: the pid alone has to do
  }
}
