/** The practice event inside the desk: its server is started and stopped with the event, and survives restarts by its state file. */
import path from 'node:path';
import { makeFolder } from './disk.ts';
import { describeError, type Log } from './log.ts';
import type { OperatorWithPassword } from './ruvents/tables-reader.ts';
import type { Vault, VaultContents } from './vault.ts';

export interface PracticeHandle {
  readonly url: string;
  readonly hash: string;
  /** With their passwords: a practice event keeps no secrets. */
  readonly operators: readonly OperatorWithPassword[];
  close(): Promise<void>;
}

/** Starts the practice server. Rejects when it cannot be served: a port that is taken, a state file of another event. */
export type PracticeLauncher = (options: {
  readonly stateFile: string;
  readonly participants: number | null;
  /** 0 = any free one. */
  readonly port: number;
}) => Promise<PracticeHandle>;

export interface RunningPractice extends PracticeHandle {
  readonly key: string;
}

export const PRACTICE_KEY = 'practice';

/**
 * Names the practice event for a number of people: the one there is, when it has that many; another number is another event, with
 * data of its own.
 */
export function keyOfPractice(contents: VaultContents, participants: number | null): string {
  if (participants === null) return PRACTICE_KEY;
  const same = contents.practice.find((one) => one.participants === participants);
  if (same !== undefined) return same.key;
  return contents.practice.some((one) => one.key === PRACTICE_KEY) ? `${PRACTICE_KEY}-${participants}` : PRACTICE_KEY;
}

export interface PracticeRequest {
  readonly key: string;
  /** For an event that is made now. */
  readonly participants: number | null;
  readonly dataDir: string;
  readonly vault: Vault;
  readonly log: Log;
}

/** Starts the server of a practice event at the port that it had, so that addresses stay the same; at another when it is taken. */
export async function runPractice(launch: PracticeLauncher, request: PracticeRequest): Promise<RunningPractice> {
  const { key, dataDir, vault, log } = request;
  const before = vault.contents().practice.find((one) => one.key === key);
  const participants = before === undefined ? request.participants : before.participants;
  const folder = path.join(dataDir, 'events', key);
  await makeFolder(folder);
  const stateFile = path.join(folder, 'practice-server.json');
  const start = (port: number): Promise<PracticeHandle> => launch({ stateFile, participants, port });
  const port = before?.port ?? 0;
  const handle = await start(port).catch((error: unknown) => {
    if (port === 0) throw error;
    log.warn('the practice event takes another port', describeError(error));
    return start(0);
  });
  const taken = { key, participants, port: Number(new URL(handle.url).port) };
  try {
    await vault.update((contents) => ({
      ...contents,
      practice: [taken, ...contents.practice.filter((one) => one.key !== key)],
    }));
  } catch (error) {
    await handle.close(); // the next try starts another one
    throw error;
  }
  const { url, hash, operators } = handle;
  return { key, url, hash, operators, close: () => handle.close() };
}
