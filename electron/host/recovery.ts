/**
 * Keychain and hash were lost: the event was opened under a new data key, and the journal of before was set aside. With its
 * recovery code, or a hash of before, it is opened, and what was unsent in it is taken over. The files stay.
 */
import path from 'node:path';
import { listRecovered } from '../../shared/operations/note.ts';
import { readIfThere } from './disk.ts';
import type { OpenEvent } from './open-event.ts';
import { type Refusal, refuse } from './problem.ts';
import { listJournalsAside, listWrapsAside } from './set-aside.ts';
import { readForeignJournal, takeOperations, type TakingParts } from './take-over.ts';
import { parseWraps, secretsOf, unwrapAll, type Wrap } from './wraps.ts';

export interface RecoveryParts extends TakingParts {
  readonly event: TakingParts['event'] & Pick<OpenEvent, 'folder'>;
}

/**
 * Takes over what is unsent in the journals that were set aside, as far as the secret opens them.
 * @param typed a recovery code or a hash of before
 * @returns how many operations; those that are here already do not count
 * @throws DiskError, NewerVersion
 */
export async function recover(parts: RecoveryParts, typed: string): Promise<number | Refusal> {
  const { event, clock } = parts;
  const names = await listJournalsAside(event.folder);
  if (names.length === 0) return refuse('nothingToDo');
  const { secrets, slip } = secretsOf(typed);
  const dataKeys = unwrapAll(await allWraps(event), secrets, event.key);
  let opened = 0;
  let taken = 0;
  for (const name of names) {
    const bytes = await readIfThere(path.join(event.folder, name));
    const operations = bytes === null ? null : readForeignJournal(bytes, dataKeys, clock().toISOString());
    if (operations === null) continue;
    opened += 1;
    const noteNothing = !wasRecovered(event, name);
    taken += await takeOperations(parts, { file: name, from: name, operations }, { madeAt: null, noteNothing });
  }
  return opened === 0 ? refuse('wrongCode', slip ? 'slip' : '') : taken;
}

/** The file of wraps may have been set aside too. */
async function allWraps({ folder, keys }: RecoveryParts['event']): Promise<readonly Wrap[]> {
  const wraps: Wrap[] = [];
  for (const name of await listWrapsAside(folder)) {
    const bytes = await readIfThere(path.join(folder, name));
    if (bytes !== null) wraps.push(...(parseWraps(bytes)?.wraps ?? []));
  }
  return [...wraps, ...keys.wraps];
}

function wasRecovered({ journal }: RecoveryParts['event'], name: string): boolean {
  return listRecovered(journal.ledger.notes()).has(name);
}
