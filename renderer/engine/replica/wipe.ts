/** Deletes an event's replica from this browser, and says how much there was. */
import type { WipedDatabase } from '../../../shared/contract/closing-routes.ts';
import type { ReplicaDatabase } from './database.ts';

/**
 * Other windows that have it open are made to close it by IndexedDB itself.
 * @param open gives the database of an event; it is made if there is none
 * @returns its name and the sealed bytes that were in it; nothing where there was none, or it was empty
 */
export async function wipeReplica(
  eventKey: string,
  open: (eventKey: string) => ReplicaDatabase,
): Promise<readonly WipedDatabase[]> {
  const database = open(eventKey);
  const { name } = database;
  const found = await measure(database);
  await database.delete();
  return found.rows > 0 ? [{ name, bytes: found.bytes }] : [];
}

async function measure(database: ReplicaDatabase): Promise<{ rows: number; bytes: number }> {
  const found = { rows: 0, bytes: 0 };
  const count = ({ bytes }: { readonly bytes: ArrayBuffer }): void => {
    found.rows += 1;
    found.bytes += bytes.byteLength;
  };
  try {
    await database.open();
    await database.segments.each(count);
    await database.snapshots.each(count);
    found.rows += (await database.cursors.count()) + (await database.tables_.count());
  } catch {
    found.rows += 1; // what cannot be read is deleted all the same; it counts as far as it was read
  }
  return found;
}
