/** The desk of the engine's tests: a host that is played and a disk that outlives windows, new for each test. */
import { afterEach, beforeEach, expect } from 'vitest';
import { badgeRow } from '../sync/made-up.ts';
import { Disk, openWindow, PlayedHost, rowsOfPeople, type Window } from './played-host.ts';

export let host: PlayedHost;
export let disk: Disk;

beforeEach(() => {
  host = new PlayedHost();
  host.participants.push(...rowsOfPeople(1, 12));
  host.badges.push(badgeRow(50, 3));
  disk = new Disk();
});

afterEach(() => {
  host.tell({ type: 'lease', epoch: -1 }); // whatever is still open lets go of its timers and its disk
});

export const settled = { interval: 10 };

/** A window whose first sync is over and whose snapshot is written. */
export async function openSynced(): Promise<Window> {
  const window = await openWindow(host, disk);
  await expect.poll(() => window.last('state')?.state.progress.phase, settled).toBe('ready');
  await expect.poll(() => disk.look((database) => database.heads.count()), settled).toBe(1);
  return window;
}

/** The next morning: the window of yesterday is gone. */
export async function openAgain(): Promise<Window> {
  host.tell({ type: 'lease', epoch: -1 });
  return openWindow(host, disk);
}

export const rowsIn = (window: Window, query: string) =>
  window.engine.search(query).then((results) => results.rows.map((row) => row.id));
