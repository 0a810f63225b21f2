/** Feeds as real servers have had them: refused, damaged, and wrong in what they say of their end. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findPoisoned } from '../../../electron/practice/quirks/damage.ts';
import {
  orderItemsPage,
  participantsPage,
  type PracticeClient,
  StandingClock,
  startClient,
} from './practice-client.ts';

const monday = '2026-10-05 09:00:00';
const longAgo = '2015-01-01 00:00:00';

async function readHead(client: PracticeClient, path: string): Promise<Record<string, unknown>> {
  const { HasMore, NextSince } = await client.get(path, z.record(z.string(), z.unknown()));
  return { HasMore, NextSince };
}

describe('what a page says of its end', () => {
  it('has-more-full-page: true on the last page, if it is full', async () => {
    const client = await startClient({ quirks: ['has-more-full-page'], participants: 4 });
    const limits = [2, 4, 5].map((limit) => readHead(client, `/participants?limit=${limit}`));
    expect((await Promise.all(limits)).map(({ HasMore }) => HasMore)).toEqual([true, true, false]);
  });

  it.each([
    ['has-more-always-true', `/participants?since=${monday}`, true],
    ['has-more-always-false', '/participants?limit=2', false],
  ])('%s', async (quirk, path, HasMore) => {
    const client = await startClient({ quirks: [quirk], participants: 10 });
    expect((await readHead(client, path))['HasMore']).toBe(HasMore);
  });

  it('next-since-stale: the since that was asked for, or one before everything', async () => {
    const client = await startClient({ quirks: ['next-since-stale'], participants: 10 });
    const since = '2026-09-20 10:00:00';
    expect((await readHead(client, `/participants?since=${since}`))['NextSince']).toBe(since);
    expect((await readHead(client, '/participants'))['NextSince']).toBe(longAgo);
  });
});

describe('order items', () => {
  it('order-items-by-creation: a late payment is not found by who asks for what is later', async () => {
    const client = await startClient({ quirks: ['order-items-by-creation'], participants: 100 });
    const before = await client.get('/orderitems', orderItemsPage);
    const [first] = before.OrderItems;
    client.server.state.setOrderPaid(first!.Id, !first!.Paid);
    expect((await client.get(`/orderitems?since=${before.NextSince}`, orderItemsPage)).OrderItems).not.toContainEqual(
      expect.objectContaining({ Id: first!.Id }),
    );
    expect((await client.get('/orderitems', orderItemsPage)).OrderItems.at(-1)).toEqual({
      ...first,
      Paid: !first!.Paid,
    });
  });

  it('order-items-by-creation: a page is as long as it is asked for, and ends with the time of a creation', async () => {
    const client = await startClient({ quirks: ['order-items-by-creation'], participants: 100 });
    const page = await client.get('/orderitems?limit=3', orderItemsPage);
    expect([page.OrderItems.length, page.HasMore]).toEqual([3, true]);
    const later = await client.get(`/orderitems?since=${monday}`, orderItemsPage);
    expect(later).toEqual({ OrderItems: [], HasMore: false, NextSince: monday });
  });

  it('orders-touch-participants: the UpdateTime moves, nothing else', async () => {
    const clock = new StandingClock();
    const client = await startClient({ quirks: ['orders-touch-participants'], participants: 100, clock: clock.read });
    const { state } = client.server;
    const item = state.orderItems()[0]!;
    const before = state.participant(item.UserId)!;
    clock.advance(60);
    state.setOrderPaid(item.Id, !item.Paid);
    expect(state.participant(item.UserId)).toEqual({ ...before, UpdateTime: '2026-10-05 09:01:00' });
  });
});

describe('feeds that are refused', () => {
  it.each([
    ['badges-missing', '/badges', 404],
    ['badges-not-implemented', '/badges', 501],
    ['orderitems-missing', '/orderitems', 404],
    ['orderitems-not-implemented', '/orderitems', 501],
    ['users-missing', '/users?query=Ivanova', 404],
    ['users-fail', '/users?query=Ivanova', 500],
  ])('%s: that one alone, with an empty body', async (quirk, path, status) => {
    const client = await startClient({ quirks: [quirk], participants: 5 });
    const paths = ['/participants', '/badges', '/orderitems', '/users?query=Ivanova'];
    const replies = await Promise.all(paths.map((one) => client.call('GET', one)));
    expect(replies.map((reply) => reply.status)).toEqual(paths.map((one) => (one === path ? status : 200)));
    expect(replies[paths.indexOf(path)]!.text).toBe('');
  });

  it('a list of badges that is missing still takes badges', async () => {
    const client = await startClient({ quirks: ['badges-missing'], participants: 5 });
    const UserId = client.server.state.participants()[0]!.Id;
    expect((await client.call('POST', '/badges', { body: { UserId } })).status).toBe(200);
    expect(client.server.state.badges()).toHaveLength(1);
  });
});

describe('pages that cannot be read', () => {
  it('page-cut: about a sixth of the pages of any feed, in their middle; nothing else', async () => {
    const client = await startClient({ quirks: ['page-cut'], participants: 20 });
    const cut: string[] = [];
    for (let round = 0; round < 20; round += 1) {
      for (const path of ['/participants', '/badges', '/orderitems', '/event', '/event/statuses']) {
        const { status, text } = await client.call('GET', path);
        expect(status).toBe(200);
        if (!isJson(text)) cut.push(path);
      }
    }
    expect(new Set(cut)).toEqual(new Set(['/participants', '/badges', '/orderitems']));
    expect(cut.length).toBeGreaterThan(4);
    expect(cut.length).toBeLessThan(20);
  });

  it.each([
    ['poisoned-row', 500],
    ['poisoned-json', 200],
  ])('%s: any page with that person, and no other', async (quirk, status) => {
    const client = await startClient({ quirks: [quirk], participants: 40 });
    const { state } = client.server;
    const poisoned = state.participant(findPoisoned(state.store))!;
    const bad = await client.call('GET', '/participants');
    expect([bad.status, isJson(bad.text)]).toEqual([status, false]);
    const after = await client.get(`/participants?since=${poisoned.UpdateTime}`, participantsPage);
    expect(after.Participants.length).toBeGreaterThan(5);
    expect((await client.call('GET', '/participants?limit=1')).status).toBe(200);
    expect((await client.call('GET', '/orderitems')).status).toBe(200);
    const write = { Statuses: [{ PartId: null, StatusId: 2 }] };
    expect((await client.call('PUT', `/participants/${poisoned.Id}`, { body: write })).status).toBe(200);
  });
});

describe('the server’s clock', () => {
  it('may be wrong from the start', async () => {
    const client = await startClient({ clockShift: -3600 });
    expect((await client.call('GET', '/ping')).text).toBe('{"DateSignal":"2026-10-05 08:00:00"}');
  });

  it('jumps, forwards and backwards: what is written then has that time, what was written before keeps its own', async () => {
    const client = await startClient({ participants: 5 });
    const { state } = client.server;
    const [one, two] = state.participants();
    state.shiftClock(7200);
    state.touchParticipant(one!.Id);
    state.shiftClock(-10_800);
    state.touchParticipant(two!.Id);
    expect([one, two].map((person) => state.participant(person!.Id)!.UpdateTime)).toEqual([
      '2026-10-05 11:00:00',
      '2026-10-05 08:00:00',
    ]);
    expect(state.participants().at(-1)!.Id).toBe(one!.Id);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
