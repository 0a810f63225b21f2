import { describe, expect, it } from 'vitest';
import { badgesPage, checksPage, orderItemsPage, readError, StandingClock, startClient } from './practice-client.ts';

describe('badges', () => {
  it('records each badge with its status, operator and time, again if printed again', async () => {
    const clock = new StandingClock();
    const client = await startClient({ clock: clock.read });
    const { state, operators } = client.server;
    const { Id } = state.participants()[0]!;
    state.setStatusElsewhere(Id, null, 3);
    expect((await client.call('POST', '/badges', { body: { UserId: Id } })).text).toBe('{"Id":1}');
    clock.advance(2);
    const again = await client.call('POST', '/badges', {
      body: { UserId: Id, PartId: null },
      operator: operators[2]!.Id,
    });
    expect(again.text).toBe('{"Id":2}');
    const page = await client.get('/badges', badgesPage);
    const badge = { UserId: Id, PartId: null, RoleId: 3 };
    expect(page.Badges).toEqual([
      { ...badge, Id: 1, OperatorId: operators[0]!.Id, CreationTime: '2026-10-05 09:00:00' },
      { ...badge, Id: 2, OperatorId: operators[2]!.Id, CreationTime: '2026-10-05 09:00:02' },
    ]);
    expect(page).toMatchObject({ HasMore: false, NextSince: '2026-10-05 09:00:02' });
    expect((await client.get(`/badges?since=${page.Badges[0]!.CreationTime}`, badgesPage)).Badges).toHaveLength(1);
  });

  it('does not move the UpdateTime of the participant', async () => {
    const client = await startClient();
    const before = client.server.state.participants()[0]!;
    await client.call('POST', '/badges', { body: { UserId: before.Id } });
    expect(client.server.state.participant(before.Id)).toEqual(before);
  });

  it('takes the status of the part, or the highest where that part has none', async () => {
    const client = await startClient({ parts: 3 });
    const { state } = client.server;
    const { Id } = state.participants()[0]!;
    state.setStatusElsewhere(Id, 1, 1);
    state.setStatusElsewhere(Id, 2, 6);
    state.setStatusElsewhere(Id, 3, null);
    for (const PartId of [1, 2, 3, null]) await client.call('POST', '/badges', { body: { UserId: Id, PartId } });
    for (const part of [1, 2]) state.setStatusElsewhere(Id, part, null);
    await client.call('POST', '/badges', { body: { UserId: Id, PartId: 1 } });
    expect(state.badges().map(({ PartId, RoleId }) => [PartId, RoleId])).toEqual([
      [1, 1],
      [2, 6],
      [3, 6],
      [null, 6],
      [1, 0],
    ]);
  });

  it('refuses people who take no part (202), unknown parts and wrong bodies (110)', async () => {
    const client = await startClient();
    const { state } = client.server;
    const { Id } = state.participants()[0]!;
    state.removeElsewhere(Id);
    const present = state.participants()[0]!.Id;
    const send = async (body: object) => readError(await client.call('POST', '/badges', { body })).Code;
    expect(await send({ UserId: 1 })).toBe(202);
    expect(await send({ UserId: Id })).toBe(202);
    expect(await send({ UserId: present, PartId: 1 })).toBe(110);
    expect(await send({ UserId: String(present) })).toBe(110);
    expect(await send({})).toBe(110);
    expect(state.badges()).toEqual([]);
  });
});

describe('order items', () => {
  it('are of participants and products, with a price rule each', async () => {
    const client = await startClient({ seed: 3 });
    const { OrderItems } = await client.get('/orderitems', orderItemsPage);
    expect(OrderItems.length).toBeGreaterThan(100);
    for (const item of OrderItems) {
      expect(client.server.state.participant(item.UserId)).toBeDefined();
      expect([1, 2, 3]).toContain(item.ProductId);
      expect(item.PayType === 'promo').toBe(item.Discount === 100);
      expect(item.PromoCode === null).toBe(item.Discount === 0);
    }
  });

  it('come again when a payment is taken back', async () => {
    const clock = new StandingClock();
    const client = await startClient({ clock: clock.read });
    const all = await client.get('/orderitems', orderItemsPage);
    expect(all.HasMore).toBe(false);
    clock.advance(4);
    const paid = all.OrderItems.find(({ Paid }) => Paid)!;
    client.server.state.setOrderPaid(paid.Id, false);
    const page = await client.get(`/orderitems?since=${all.NextSince}`, orderItemsPage);
    expect(page).toEqual({ OrderItems: [{ ...paid, Paid: false }], HasMore: false, NextSince: '2026-10-05 09:00:04' });
  });
});

describe('checks, when they are switched on', () => {
  it('are recorded per product and may repeat', async () => {
    const client = await startClient({ implemented: true });
    const { Id: UserId } = client.server.state.participants()[0]!;
    const first = await client.call('POST', '/products/2/checks', { body: { UserId } });
    expect(first.text).toBe('{"Id":1}');
    await client.call('POST', '/products/2/checks', { body: { UserId, CheckTime: '2026-10-05 08:00:00' } });
    const CreationTime = '2026-10-05 09:00:00';
    expect((await client.get('/products/2/checks', checksPage)).Checks).toEqual([
      { Id: 1, UserId, CheckTime: CreationTime, CreationTime },
      { Id: 2, UserId, CheckTime: '2026-10-05 08:00:00', CreationTime },
    ]);
    expect((await client.get('/products/1/checks', checksPage)).Checks).toEqual([]);
  });

  it('refuse unknown products and people', async () => {
    const client = await startClient({ implemented: true });
    const send = async (product: number, UserId: number) =>
      readError(await client.call('POST', `/products/${product}/checks`, { body: { UserId } })).Code;
    expect(await send(9, client.server.state.participants()[0]!.Id)).toBe(131);
    expect(await send(1, 1)).toBe(202);
    expect(readError(await client.call('GET', '/products/9/checks')).Code).toBe(131);
  });
});
