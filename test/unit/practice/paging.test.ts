import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Feed, plainManners } from '../../../electron/practice/feed.ts';
import { participantsPage, type PracticeClient, StandingClock, startClient } from './practice-client.ts';

/** Follows NextSince until HasMore is false. */
async function walkParticipants(client: PracticeClient, limit: number) {
  const pages: number[][] = [];
  let since = '';
  for (;;) {
    const page = await client.get(`/participants?since=${since}&limit=${limit}`, participantsPage);
    pages.push(page.Participants.map(({ Id }) => Id));
    since = page.NextSince;
    if (!page.HasMore) return { pages, since };
  }
}

describe('paging', () => {
  it.each([1, 7, 100, 499, 500])('walks all rows exactly once with limit %d', async (limit) => {
    const client = await startClient({ participants: 700 });
    const { pages } = await walkParticipants(client, limit);
    expect(pages.flat()).toEqual(client.server.state.participants().map(({ Id }) => Id));
  });

  it.each([
    ['', 500],
    ['?limit=10', 10],
    ['?limit=9999', 500],
    ['?limit=0', 500],
    ['?limit=-5', 500],
    ['?limit=many', 500],
    ['?limit=', 500],
  ])('%s gives at most %d rows', async (query, most) => {
    // The seed has no second on the edge of these pages, so that none is cut short.
    const client = await startClient({ participants: 700, seed: 2 });
    const { Participants, HasMore } = await client.get(`/participants${query}`, participantsPage);
    expect([Participants.length, HasMore]).toEqual([most, true]);
  });

  it('gives NextSince on an empty page: the given since, or the time of the server', async () => {
    const clock = new StandingClock();
    const client = await startClient({ participants: 0, clock: clock.read });
    clock.advance(60);
    const empty = { Participants: [], HasMore: false };
    expect(await client.get('/participants', participantsPage)).toEqual({ ...empty, NextSince: '2026-10-05 09:01:00' });
    expect(await client.get('/participants?since=2026-10-05%2008:00:00', participantsPage)).toEqual({
      ...empty,
      NextSince: '2026-10-05 08:00:00',
    });
  });

  it('never splits a second: a crowd of one second comes whole, whatever the limit', async () => {
    const clock = new StandingClock();
    const client = await startClient({ participants: 30, clock: clock.read });
    const { since } = await walkParticipants(client, 500);
    clock.advance(1);
    const crowd = client.server.state.participants().slice(0, 12);
    for (const { Id } of crowd) client.server.state.touchParticipant(Id);
    clock.advance(1);
    client.server.state.touchParticipant(client.server.state.participants()[0]!.Id);

    const page = await client.get(`/participants?since=${since}&limit=5`, participantsPage);
    expect(page.Participants.map(({ Id }) => Id)).toEqual(crowd.map(({ Id }) => Id).sort((a, b) => a - b));
    expect(page).toMatchObject({ HasMore: true, NextSince: '2026-10-05 09:00:01' });
  });

  it('holds for any times, limits and changes', () => {
    const rowSchema = z.strictObject({ Id: z.int(), Value: z.int() });
    const write = fc.record({ id: fc.integer({ min: 1, max: 30 }), second: fc.integer({ min: 0, max: 9 }) });
    const removal = fc.record({ id: fc.integer({ min: 1, max: 30 }), second: fc.constant(null) });
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 4, arbitrary: write }, removal), { maxLength: 80 }),
        fc.integer({ min: 1, max: 12 }),
        (steps, limit) => {
          const feed = new Feed('Rows', rowSchema);
          const model = new Map<number, { second: number; value: number }>();
          steps.forEach(({ id, second }, value) => {
            if (second === null) {
              feed.remove(id);
              model.delete(id);
            } else {
              feed.put({ Id: id, Value: value }, `2026-10-05 09:00:0${second}`);
              model.set(id, { second, value });
            }
          });
          const expected = [...model]
            .map(([Id, { second, value }]) => ({ Id, Value: value, second }))
            .sort((left, right) => left.second - right.second || left.Id - right.Id)
            .map(({ Id, Value }) => ({ Id, Value }));

          const read: unknown[] = [];
          let since: string | undefined;
          for (let hasMore = true; hasMore;) {
            const page = feed.page({ since, limit, now: '2026-10-05 10:00:00', manners: plainManners });
            expect(page.Rows.length > 0 || !page.HasMore).toBe(true);
            read.push(...page.Rows.map((text): unknown => JSON.parse(text)));
            since = page.NextSince;
            hasMore = page.HasMore;
          }
          expect(read).toEqual(expected);
          expect(feed.list()).toEqual(expected);
        },
      ),
    );
  });
});
