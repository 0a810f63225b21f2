/** The journal of a modelled desk as it lies on the disk. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openJournal } from '../../electron/host/journal/journal.ts';
import { createFileKeyStore } from '../../electron/host/keys.ts';
import { openVault } from '../../electron/host/vault.ts';
import type { DeskOptions, JournalRead } from './contract.ts';

const random = (bytes: number): Uint8Array => randomBytes(bytes);

/** Reads all that is in it. The desk's host is closed, or dead. */
export async function readJournal({ folder }: Pick<DeskOptions, 'folder'>): Promise<JournalRead> {
  const dataDir = join(folder, 'data');
  const vault = await openVault(dataDir, await createFileKeyStore(dataDir, random).load(), random);
  const read: { operations: JournalRead['operations'][number][]; jobs: JournalRead['jobs'][number][] } = {
    operations: [],
    jobs: [],
  };
  for (const event of vault.contents().events) {
    const { journal } = await openJournal({
      folder: join(dataDir, 'events', event.key),
      dataKey: Buffer.from(event.dataKey, 'base64'),
      random,
      onChange: () => undefined,
    });
    read.operations.push(...journal.ledger.operations());
    for (const { id, state, badge } of journal.ledger.jobs()) read.jobs.push({ id, state, badge: badge?.id ?? '' });
    await journal.close();
  }
  return read;
}
