/** Ways around a page that does not come, and what is none: the end of a feed on a bad network. */
import { describe, expect, it } from 'vitest';
import { PageReader } from '../../../renderer/engine/sync/page-reader.ts';
import { parseServerTime } from '../../../shared/ruvents/time.ts';
import type { Ask } from '../../../shared/sync/paging.ts';
import { person } from '../sync/made-up.ts';

const TIP = parseServerTime('2026-10-05 09:00:10');
const FAILED = { ok: false, problem: { code: 'serverError', detail: 'HTTP 500' } } as const;

/** A server with people at given seconds; `fails` says which questions it fails at. */
function readerOf(seconds: readonly number[], fails: (ask: Ask, nth: number) => boolean, clock?: string) {
  const asked: string[] = [];
  let nth = 0;
  const rows = seconds.map((second, index) =>
    person(index + 1, {}, { UpdateTime: `2026-10-05 09:00:${String(second).padStart(2, '0')}` }),
  );
  const reader = new PageReader({
    feed: 'participants',
    contacts: { count: 0 },
    onSkip: () => undefined,
    host: {
      fetchPage: async (_feed, ask) => {
        asked.push(`${ask.since ?? ''} ${ask.limit}`);
        nth += 1;
        if (fails(ask, nth)) return FAILED;
        const page = rows.filter((row) => ask.since === null || row.UpdateTime > ask.since).slice(0, ask.limit);
        const text = JSON.stringify({ Participants: page, HasMore: false, NextSince: clock });
        return { ok: true, value: new TextEncoder().encode(text) };
      },
    },
  });
  return { reader, asked };
}

describe('a page that fails', () => {
  it('at the end of the feed is gone around by nobody: an empty page of later proves nothing', async () => {
    const { reader } = readerOf([1, 2], ({ since }) => since === TIP);
    await reader.read({ since: null, limit: 500 }, false);
    const got = await reader.read({ since: TIP, limit: 500 }, true);
    expect(got).toMatchObject({ ok: false, end: { end: 'off' } });
  });

  it('there in walk after walk is the end all the same: the cursor stays, and nobody waits for the row', async () => {
    const { reader } = readerOf([1, 2], ({ since }) => since === TIP);
    const ends: boolean[] = [];
    for (let walk = 0; walk < 12 && !ends.includes(true); walk += 1) {
      await reader.read({ since: null, limit: 500 }, false);
      const got = await reader.read({ since: TIP, limit: 500 }, true);
      ends.push(got.ok);
      if (got.ok) expect(got).toMatchObject({ ask: { since: TIP }, steppedOver: true, page: { rows: [] } });
    }
    expect(ends.slice(0, 2)).toEqual([false, false]);
    expect(ends).toContain(true);
  });

  it('there is no place to go on from: NextSince as the clock of the server would lead past the row', async () => {
    const clock = '2026-10-05 09:30:00';
    const { reader } = readerOf([1, 2], ({ since }) => since === TIP, clock);
    for (let walk = 0; walk < 12; walk += 1) {
      await reader.read({ since: null, limit: 500 }, false);
      const got = await reader.read({ since: TIP, limit: 500 }, true);
      if (!got.ok) continue;
      expect(got.page.nextSince).toBeNull();
      return;
    }
    expect.unreachable('the end was not believed');
  });

  it('everywhere is no place to go around: that is seen by a few questions, and then the feed rests', async () => {
    const { reader, asked } = readerOf([1, 2], () => true);
    for (let walk = 0; walk < 5; walk += 1) await reader.read({ since: TIP, limit: 500 }, false);
    expect(asked.length).toBeLessThanOrEqual(12);
  });

  it('is stepped over when what lies behind it comes, and it does not come again and again', async () => {
    const { reader } = readerOf(
      [1, 2, 20],
      ({ since }) => since !== null && since >= '2026-10-05 09:00:05' && since < '2026-10-05 09:00:08',
    );
    await reader.read({ since: null, limit: 1 }, false);
    const got = await reader.read({ since: parseServerTime('2026-10-05 09:00:05'), limit: 500 }, true);
    expect(got).toMatchObject({ ok: true, steppedOver: true, page: { rows: [{ Id: 3 }] } });
  });

  it('is said each time that it is passed, and looked at again by a walk that is to find everything', async () => {
    let isBad = true;
    const bad = ({ since }: Ask): boolean => isBad && since === '2026-10-05 09:00:05';
    const { reader } = readerOf([1, 6, 7, 20], (ask) => bad(ask) && ask.limit > 0);
    const since = parseServerTime('2026-10-05 09:00:05');
    await reader.read({ since: null, limit: 1 }, false);
    expect(await reader.read({ since, limit: 500 }, true)).toMatchObject({ ok: true, steppedOver: true });
    expect(await reader.read({ since, limit: 500 }, false)).toMatchObject({ ok: true, steppedOver: true });
    isBad = false;
    reader.lookAgain();
    expect(await reader.read({ since, limit: 500 }, false)).toMatchObject({ ok: true, steppedOver: false });
  });

  it('is not stepped over when it comes after all: the network was bad for a moment', async () => {
    const since = parseServerTime('2026-10-05 09:00:05');
    // 500 twice, 50, 5, 1: five failures in a row, and then it comes
    const { reader } = readerOf([1, 7, 20], (ask, nth) => ask.since === since && nth <= 6);
    await reader.read({ since: null, limit: 1 }, false);
    const got = await reader.read({ since, limit: 500 }, true);
    expect(got).toMatchObject({ ok: true, steppedOver: false, page: { rows: [{ Id: 2 }] } });
  });
});
