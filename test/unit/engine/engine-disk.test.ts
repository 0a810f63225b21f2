/** The engine on a disk that does not open, does not take a write, or does not decrypt. */
import { describe, expect, it } from 'vitest';
import type { ReplicaDatabase } from '../../../renderer/engine/replica/database.ts';
import { operation, person, setStatus, walkIn } from '../sync/made-up.ts';
import { disk, host, openAgain, openSynced, rowsIn, settled } from './engine-desk.ts';
import { openWindow } from './played-host.ts';

describe('a disk that fails', () => {
  it.each<[string, (database: ReplicaDatabase) => void]>([
    ['when it is opened', (database) => database.close()],
    ['when it is written to', (database) => failWrites(database)],
  ])('%s: people are there all the same, and it is said that they are kept in memory only', async (_when, spoil) => {
    disk.spoil = spoil;
    const window = await openWindow(host, disk);
    await expect.poll(() => window.last('state')?.state.progress.phase, settled).toBe('ready');
    expect(window.last('state')?.state.storage).toBe('memoryOnly');
    expect(await rowsIn(window, 'фамилия')).toHaveLength(12);
    expect(await window.engine.setStatus('id:3', null, 2)).toMatchObject({ ok: true });
    host.participants.push(person(99, { LastName: 'Новая' }, { UpdateTime: '2026-10-05 10:00:00' }));
    await window.engine.syncNow();
    expect(await rowsIn(window, 'новая')).toEqual([99]);
  });

  it('a snapshot that cannot be written takes nothing from the people, and the next start reads the rows', async () => {
    disk.spoil = (database) =>
      database.snapshots.hook('creating', () => {
        throw new Error('the quota is used up');
      });
    const window = await openWindow(host, disk);
    await expect.poll(() => window.last('state')?.state.storage, settled).toBe('memoryOnly');
    expect(await rowsIn(window, 'фамилия')).toHaveLength(12);
    disk.spoil = () => undefined;
    host.away = 'unreachable';
    expect(await rowsIn(await openAgain(), 'фамилия')).toHaveLength(12);
  });

  it('that does not decrypt is thrown away and pulled anew; open operations stay in sight all the while', async () => {
    await openSynced();
    host.key = 2;
    host.away = 'unreachable';
    host.journal.set('operation-20', operation(20, 'local:operation-20', walkIn({ LastName: 'Орлова' })));
    host.journal.set('operation-21', operation(21, 'id:3', setStatus(3)));
    const window = await openAgain();
    expect([await rowsIn(window, 'фамилия'), (await window.engine.search('орлова')).rows.length]).toEqual([[], 1]);
    await expect.poll(() => window.last('state')?.state, settled).toMatchObject({ unsent: 2, storage: 'ok' });
    expect((await window.engine.watch('local:operation-20'))?.open).toHaveLength(1);
    host.away = null;
    host.tell({ type: 'pull' });
    await expect.poll(() => window.last('state')?.state.progress.phase, settled).toBe('ready');
    expect(await rowsIn(window, 'фамилия')).toHaveLength(12);
    expect(await window.engine.watch('id:3')).toMatchObject({ statuses: [{ statusId: 3, pending: true }] });
    // and from then on it is a disk like any other
    await expect.poll(() => disk.look((database) => database.heads.count()), settled).toBe(1);
    host.away = 'unreachable';
    expect(await rowsIn(await openAgain(), 'фамилия')).toHaveLength(12);
  });
});

function failWrites(database: ReplicaDatabase): void {
  database.segments.hook('creating', () => {
    throw new Error('the quota is used up');
  });
}
