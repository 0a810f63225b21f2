/** What the engine answers to a key, and what it tells after it. */
import { describe, expect, it } from 'vitest';
import { host, openSynced, settled } from './engine-desk.ts';
import { rowsOfPeople } from './played-host.ts';

describe('a search', () => {
  it('is answered with the rows that can be seen; the others follow when nothing else is typed', async () => {
    host.participants.push(...rowsOfPeople(13, 60));
    const window = await openSynced();
    const found = await window.engine.search('фамилия');
    expect([found.rows.length, found.total]).toEqual([20, 60]);
    await expect.poll(() => window.last('results')?.results.rows.length, settled).toBe(60);
    expect(window.last('results')?.results.rows.slice(0, 20)).toEqual(found.rows);
  });

  it('keeps its filters until others are given, and tells which word finds nobody', async () => {
    const window = await openSynced();
    const arrived = { partId: null, statusIds: [], arrived: true, paid: null };
    expect((await window.engine.search('', arrived)).rows.map((row) => row.id)).toEqual([3]);
    expect(await window.engine.search('фамилия4')).toMatchObject({ filters: arrived, total: 0, outside: 1 });
    expect(await window.engine.fewerWords('фамилия3 жгутик')).toMatchObject([{ text: 'фамилия3', total: 1 }]);
  });
});
