/** Deletes an event's replica from this browser, and says how much there was. */
import { Dexie } from 'dexie';
import type { WipedDatabase } from '../../../shared/contract/closing-routes.ts';
import type { ReplicaDatabase } from './database.ts';

/**
 * Other windows that have it open are made to close it by IndexedDB itself.
 * @param open gives the database of an event; it is made if there is none
 * @returns its name and the sealed bytes that were in it; nothing where there was none
 */
export async function wipeReplica(
  eventKey: string,
  open: (eventKey: string) => ReplicaDatabase,
): Promise<readonly WipedDatabase[]> {
  const database = open(eventKey);
  const { name } = database;
  const there = await Dexie.exists(name);
  const bytes = there ? await measure(database) : 0;
  await database.delete();
  return there ? [{ name, bytes }] : [];
}

async function measure(database: ReplicaDatabase): Promise<number> {
  let bytes = 0;
  try {
    await database.open();
    await database.segments.each((segment) => (bytes += segment.bytes.byteLength));
    await database.snapshots.each((part) => (bytes += part.bytes.byteLength));
  } catch {
    // what cannot be read is deleted all the same; it counts as far as it was read
  }
  return bytes;
}
