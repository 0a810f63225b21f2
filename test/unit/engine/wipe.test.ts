/** The replica of a closed event leaves the browser, and no other one does. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { ReplicaDatabase } from '../../../renderer/engine/replica/database.ts';
import { wipeReplica } from '../../../renderer/engine/replica/wipe.ts';

const storage = new IDBFactory();
const open = (key: string): ReplicaDatabase => new ReplicaDatabase(key, { indexedDB: storage, IDBKeyRange });
const names = async (): Promise<string[]> => (await storage.databases()).map(({ name }) => name ?? '').sort();

async function fill(key: string): Promise<void> {
  const database = open(key);
  const segment = { generation: 1, feed: 'participants', count: 1, iv: new Uint8Array(12) } as const;
  await database.segments.bulkAdd([
    { ...segment, bytes: new ArrayBuffer(100) },
    { ...segment, bytes: new ArrayBuffer(50) },
  ]);
  await database.snapshots.add({ snapshot: 1, part: 0, iv: new Uint8Array(12), bytes: new ArrayBuffer(7) });
  database.close();
}

test('the database of the event goes with all its bytes, also while another window has it open', async () => {
  await fill('closed');
  await fill('other');
  const window = open('closed');
  await window.open();
  expect(await wipeReplica('closed', open)).toEqual([{ name: 'stoika-closed', bytes: 157 }]);
  expect(await names()).toEqual(['stoika-other']);
  window.close();
});

test('where there was none, nothing is said and nothing is left', async () => {
  expect(await wipeReplica('never-here', open)).toEqual([]);
  expect(await names()).not.toContain('stoika-never-here');
});
