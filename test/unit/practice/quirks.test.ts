import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { badgeSchema, participantSchema } from '../../../electron/practice/schemas.ts';
import { startPractice } from '../../../electron/practice/server.ts';
import { badgesPage, participantsPage, type PracticeClient, readError, startClient } from './practice-client.ts';

/** Any page: what is around the rows, and how many there are under which key. */
async function readPage(client: PracticeClient, path: string): Promise<Record<string, unknown>> {
  return client.get(path, z.record(z.string(), z.unknown()));
}

function touchAll(client: PracticeClient): void {
  for (const { Id } of client.server.state.participants()) client.server.state.touchParticipant(Id);
}

const monday = '2026-10-05 09:00:00';
const newcomer = { Statuses: [{ PartId: null, StatusId: 1 }], LastName: 'А', FirstName: 'Б' };

describe('names of quirks', () => {
  it('refuses unknown names and lists the known ones', async () => {
    await expect(startPractice({ quirks: ['items-key', 'odd', 'odder'] })).rejects.toThrow(
      /^Unknown quirk: odd, odder\. Known quirks: .*since-inclusive/,
    );
  });
});

describe('quirks of paging', () => {
  it('since-inclusive: a feed starts at since itself and splits a second', async () => {
    const client = await startClient({ quirks: ['since-inclusive'], participants: 10 });
    touchAll(client);
    const page = await client.get(`/participants?since=${monday}&limit=4`, participantsPage);
    expect(page.Participants).toHaveLength(4);
    expect(page).toMatchObject({ HasMore: true, NextSince: monday });
  });

  it('page-splits-second: what is left of a second is not later than since', async () => {
    const client = await startClient({ quirks: ['page-splits-second'], participants: 10 });
    touchAll(client);
    const page = await client.get('/participants?limit=4', participantsPage);
    expect([page.Participants.length, page.HasMore, page.NextSince]).toEqual([4, true, monday]);
    expect((await client.get(`/participants?since=${monday}`, participantsPage)).Participants).toEqual([]);
  });

  it('unstable-order: the same question gives other people of a second', async () => {
    const client = await startClient({ quirks: ['unstable-order', 'since-inclusive'], participants: 10 });
    touchAll(client);
    const ask = async () =>
      (await client.get('/participants?limit=4', participantsPage)).Participants.map(({ Id }) => Id);
    const [one, other] = [await ask(), await ask()];
    expect(one.filter((id) => other.includes(id))).toEqual([]);
  });

  it('crowded-second: 1,300 have the time of one import', async () => {
    const client = await startClient({ quirks: ['crowded-second'], participants: 1400 });
    const times = client.server.state.participants().map(({ UpdateTime }) => UpdateTime);
    const different = new Set(times);
    expect(times.length - different.size).toBeGreaterThanOrEqual(1299);
    expect(different.size).toBeGreaterThan(50);
  });

  it('short-pages: fewer people than the limit, the last one cut, and HasMore false though there are more', async () => {
    const client = await startClient({ quirks: ['short-pages'], parts: 3, participants: 30 });
    const page = await client.get(
      '/participants?limit=10',
      participantsPage.extend({ Participants: z.array(participantSchema) }),
    );
    expect(page.Participants.length).toBeLessThan(10);
    expect(page.HasMore).toBe(false);
    const statuses = page.Participants.flatMap(({ Statuses }) => Statuses.filter(({ StatusId }) => StatusId !== null));
    expect(statuses.length).toBeLessThanOrEqual(10);
  });

  it('limit-1000: people only', async () => {
    const client = await startClient({ quirks: ['limit-1000'], participants: 1100 });
    expect((await client.get('/participants?limit=5000', participantsPage)).Participants).toHaveLength(1000);
  });

  it('since-invalid-is-everything: instead of a refusal', async () => {
    const client = await startClient({ quirks: ['since-invalid-is-everything'], participants: 5 });
    expect((await client.get('/participants?since=yesterday', participantsPage)).Participants).toHaveLength(5);
    expect((await client.get(`/participants?since=${monday}`, participantsPage)).Participants).toHaveLength(0);
  });

  it.each([
    ['next-since-null-at-end', { HasMore: false, NextSince: null }],
    ['next-since-absent', { HasMore: false }],
    ['next-since-server-clock', { HasMore: false, NextSince: monday }],
    ['has-more-true-until-empty', { HasMore: true, NextSince: expect.any(String) as string }],
    ['has-more-absent', { NextSince: expect.any(String) as string }],
  ])('%s', async (quirk, around) => {
    const client = await startClient({ quirks: [quirk], participants: 5 });
    const page = await readPage(client, '/participants');
    expect(page).toEqual({ Participants: page['Participants'], ...around });
  });

  it('next-since-null-at-end and has-more-true-until-empty: only there', async () => {
    const client = await startClient({ quirks: ['next-since-null-at-end'], participants: 5 });
    expect((await client.get('/participants?limit=2', participantsPage)).HasMore).toBe(true);
    const other = await startClient({ quirks: ['has-more-true-until-empty'] });
    expect((await other.get(`/participants?since=${monday}`, participantsPage)).HasMore).toBe(false);
  });
});

describe('quirks of keys and rows', () => {
  it('items-key: the array of each feed is called Items', async () => {
    const client = await startClient({ quirks: ['items-key'] });
    const schema = z.strictObject({ Items: z.array(z.unknown()), HasMore: z.boolean(), NextSince: z.string() });
    for (const path of ['/participants', '/badges', '/orderitems']) await client.get(path, schema);
  });

  it.each([
    ['order-items-called-badges', 'Badges'],
    ['order-items-called-positions', 'Positions'],
  ])('%s', async (quirk, key) => {
    const client = await startClient({ quirks: [quirk] });
    expect(Object.keys(await readPage(client, '/orderitems'))).toEqual([key, 'HasMore', 'NextSince']);
  });

  it('positions-path: the old path is gone', async () => {
    const client = await startClient({ quirks: ['positions-path'] });
    expect(await client.call('GET', '/orderitems')).toMatchObject({ status: 404, text: '' });
    expect(await readPage(client, '/positions')).toHaveProperty('OrderItems');
  });

  it('statuses-existing-only: a missing part has no element', async () => {
    const client = await startClient({ quirks: ['statuses-existing-only'], parts: 3, participants: 50 });
    const { Participants } = await readPage(client, '/participants');
    const statuses = z
      .array(z.object({ Statuses: z.array(z.object({ StatusId: z.int() })) }))
      .parse(Participants)
      .map(({ Statuses }) => Statuses.length);
    expect(Math.min(...statuses)).toBeLessThan(3);
  });

  it('flat-names: Russian names without Locales', async () => {
    const client = await startClient({ quirks: ['flat-names'], participants: 1 });
    const [row] = z
      .array(z.record(z.string(), z.unknown()))
      .parse((await readPage(client, '/participants'))['Participants']);
    const [person] = client.server.state.participants();
    expect(row).toMatchObject(person!.Locales.ru);
    expect(row).not.toHaveProperty('Locales');
  });

  it('discount-text and paid-time-null', async () => {
    const client = await startClient({ quirks: ['discount-text', 'paid-time-null'], participants: 500 });
    const items = z
      .array(z.object({ Paid: z.boolean(), PaidTime: z.string().nullable(), Discount: z.string() }))
      .parse((await readPage(client, '/orderitems'))['OrderItems']);
    expect(new Set(items.map(({ Discount }) => Discount.replace(/\d+/, '')))).toEqual(new Set(['%', ' руб.']));
    expect(items.every(({ Paid, PaidTime }) => Paid === (PaidTime !== null))).toBe(true);
  });

  it('color-null and manager-class-names', async () => {
    const client = await startClient({ quirks: ['color-null', 'manager-class-names'] });
    const statuses = await client.get(
      '/event/statuses',
      z.object({ Statuses: z.array(z.object({ Color: z.null() })) }),
    );
    expect(statuses.Statuses.length).toBeGreaterThan(0);
    const products = await client.get(
      '/event/products',
      z.object({ Products: z.array(z.object({ Manager: z.string() })) }),
    );
    expect(products.Products.map(({ Manager }) => Manager)).toEqual([
      'Ticket',
      'FoodProductManager',
      'RoomProductManager',
    ]);
  });
});

describe('quirks of errors and doors', () => {
  it('error-500: a refusal keeps its body', async () => {
    const client = await startClient({ quirks: ['error-500'] });
    const reply = await client.call('DELETE', '/participants/1');
    expect([reply.status, readError(reply).Code]).toEqual([500, 202]);
    expect((await client.call('GET', '/nothing')).status).toBe(404);
  });

  it('headers-case-sensitive: a name in other letters is not seen', async () => {
    const client = await startClient({ quirks: ['headers-case-sensitive'] });
    const ask = (name: string) =>
      new Promise<number | undefined>((resolve) => {
        request(`${client.server.url}/event`, { headers: { [name]: client.server.hash } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        }).end();
      });
    expect([await ask('X-Ruvents-Hash'), await ask('x-ruvents-hash')]).toEqual([200, 400]);
  });

  it('ping-at-utility: nowhere else', async () => {
    const client = await startClient({ quirks: ['ping-at-utility'] });
    const replies = [await client.call('GET', '/ping'), await client.call('GET', '/utility/ping')];
    expect(replies.map(({ status }) => status)).toEqual([404, 200]);
  });
});

describe('quirks of writes', () => {
  it('post-returns-object: the whole row comes back', async () => {
    const client = await startClient({ quirks: ['post-returns-object'] });
    const reply = await client.call('POST', '/participants', { body: newcomer });
    const row = participantSchema.parse(JSON.parse(reply.text));
    expect(client.server.state.participant(row.Id)).toEqual(row);
    const badge = await client.call('POST', '/badges', { body: { UserId: row.Id } });
    expect(badgeSchema.parse(JSON.parse(badge.text)).UserId).toBe(row.Id);
  });

  it.each([
    ['post-returns-text', 'POST', '""'],
    ['post-returns-nothing', 'POST', ''],
    ['put-returns-nothing', 'PUT', ''],
    ['delete-returns-nothing', 'DELETE', ''],
  ])('%s', async (quirk, method, text) => {
    const client = await startClient({ quirks: [quirk] });
    const path = method === 'POST' ? '/participants' : `/participants/${client.server.state.participants()[0]!.Id}`;
    const body = method === 'DELETE' ? undefined : { ...newcomer, LastName: 'В' };
    expect(await client.call(method, path, { body })).toMatchObject({ status: 200, text });
  });

  it('put-returns-object: the participant as it is now', async () => {
    const client = await startClient({ quirks: ['put-returns-object'] });
    const { Id } = client.server.state.participants()[0]!;
    const reply = await client.call('PUT', `/participants/${Id}`, { body: { ...newcomer, LastName: 'Новая' } });
    expect(participantSchema.parse(JSON.parse(reply.text))).toEqual(client.server.state.participant(Id));
  });

  it('put-ignores-profile: statuses are applied, fields are not even looked at', async () => {
    const client = await startClient({ quirks: ['put-ignores-profile'] });
    const before = client.server.state.participants()[0]!;
    const Statuses = [{ PartId: null, StatusId: 5 }];
    await client.call('PUT', `/participants/${before.Id}`, { body: { Statuses, LastName: 'Иная', Odd: 1 } });
    const after = client.server.state.participant(before.Id)!;
    expect([after.Statuses, after.Locales]).toEqual([Statuses, before.Locales]);
  });

  it('null-status-refused: 110', async () => {
    const client = await startClient({ quirks: ['null-status-refused'] });
    const { Id } = client.server.state.participants()[0]!;
    const body = { Statuses: [{ PartId: null, StatusId: null }] };
    expect(readError(await client.call('PUT', `/participants/${Id}`, { body })).Code).toBe(110);
  });

  it('company-required: 111, for a new participant only', async () => {
    const client = await startClient({ quirks: ['company-required'] });
    const { Code, Message } = readError(await client.call('POST', '/participants', { body: newcomer }));
    expect([Code, Message]).toEqual([111, 'Неверно заданы следующие параметры: Company']);
    const { Id } = client.server.state.participants()[0]!;
    expect((await client.call('PUT', `/participants/${Id}`, { body: newcomer })).status).toBe(200);
  });

  it('blank-email-generated', async () => {
    const client = await startClient({ quirks: ['blank-email-generated'] });
    const id = await client.create({ ...newcomer, Email: '' });
    expect(client.server.state.participant(id)?.Email).toMatch(/^nomail\d+@/);
  });

  it('email-unique-among-users: also of those who take no part', async () => {
    const client = await startClient({ quirks: ['email-unique-among-users'] });
    const Email = client.server.state.strangers().find((person) => person.Email !== undefined)!.Email!;
    const reply = await client.call('POST', '/participants', { body: { ...newcomer, Email } });
    expect(readError(reply)).toEqual({ Code: 111, Message: 'Неверно заданы следующие параметры: Email' });
  });

  it('hidden-unless-said', async () => {
    const client = await startClient({ quirks: ['hidden-unless-said'] });
    const [hidden, shown] = [await client.create(newcomer), await client.create({ ...newcomer, Visible: true })];
    const { people } = client.server.state.store;
    expect([hidden, shown].map((id) => people.get(id)?.visible)).toEqual([false, true]);
  });

  it('badge-needs-part: 500 and no badge without it', async () => {
    const client = await startClient({ quirks: ['badge-needs-part'], parts: 2 });
    const UserId = client.server.state.participants()[0]!.Id;
    expect(await client.call('POST', '/badges', { body: { UserId } })).toMatchObject({ status: 500, text: '' });
    expect((await client.call('POST', '/badges', { body: { UserId, PartId: 1 } })).status).toBe(200);
    expect((await client.get('/badges', badgesPage)).Badges).toHaveLength(1);
  });
});
