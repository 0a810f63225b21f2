/** Files of an event's folder that were put out of the way: a journal under another key, a damaged one, a torn tail, wraps. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readIfThere } from './disk.ts';
import { DiskError } from './problem.ts';

const ASIDE = /^(journal\.log\.(unreadable|damaged|cut\.tail)|wraps\.json\.unreadable)-\d{1,6}$/;

/** Journals that no key of this station opened, the oldest first. @throws DiskError */
export function listJournalsAside(folder: string): Promise<readonly string[]> {
  return listNames(folder, 'journal.log.unreadable-');
}

/** @throws DiskError */
export function listWrapsAside(folder: string): Promise<readonly string[]> {
  return listNames(folder, 'wraps.json.unreadable-');
}

/** Reads a file that was set aside, as it lies. @returns null when there is none of this name. @throws DiskError */
export async function readSetAside(folder: string, name: string): Promise<Buffer | null> {
  return ASIDE.test(name) ? readIfThere(path.join(folder, name)) : null;
}

async function listNames(folder: string, prefix: string): Promise<readonly string[]> {
  try {
    const names = (await readdir(folder)).filter((name) => name.startsWith(prefix) && ASIDE.test(name));
    return names.sort((one, other) => numberOf(one) - numberOf(other));
  } catch (error) {
    throw new DiskError(error);
  }
}

function numberOf(name: string): number {
  return Number(name.slice(name.lastIndexOf('-') + 1));
}
