/** Writes as real servers have read and judged them. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildWrite } from '../../../shared/ruvents/requests.ts';
import {
  checksPage,
  participantsPage,
  type PracticeClient,
  readError,
  type Reply,
  startClient,
} from './practice-client.ts';

const FORM = 'application/x-www-form-urlencoded';
const one = [{ PartId: null, StatusId: 1 }];
const newcomer = { Statuses: one, LastName: 'Ан', FirstName: 'Бэлла', Company: 'АО «Луч»', Position: 'Гость' };

function post(client: PracticeClient, path: string, values: Record<string, string>): Promise<Reply> {
  return client.call('POST', path, { body: new URLSearchParams(values).toString(), type: FORM });
}

describe('form-encoding', () => {
  const person = { LastName: 'Ан & Ко', FirstName: 'Бэлла+', Statuses: JSON.stringify(one), Visible: '1' };

  it('reads a form, Statuses as a JSON text, and PHP’s idea of true', async () => {
    const client = await startClient({ quirks: ['form-encoding'], participants: 5 });
    const { state } = client.server;
    const replies = [
      await post(client, '/participants', person),
      await post(client, '/participants', { ...person, Visible: '0' }),
      await post(client, '/participants', { ...person, Visible: 'false' }),
    ];
    const ids = replies.map(({ text }) => (JSON.parse(text) as { Id: number }).Id);
    expect(ids.map((id) => state.store.people.get(id)?.visible)).toEqual([true, false, true]);
    expect(state.participant(ids[0]!)).toMatchObject({
      Locales: { ru: { LastName: 'Ан & Ко', FirstName: 'Бэлла+' } },
      Statuses: one,
    });
  });

  it('does not read JSON: what is in it was not sent', async () => {
    const client = await startClient({ quirks: ['form-encoding'], participants: 5 });
    const { Id } = client.server.state.participants()[0]!;
    expect(readError(await client.call('POST', '/participants', { body: newcomer }))).toEqual({
      Code: 111,
      Message: 'Неверно заданы следующие параметры: LastName, FirstName',
    });
    expect(readError(await client.call('PUT', `/participants/${Id}`, { body: newcomer })).Code).toBe(201);
    expect(readError(await client.call('POST', '/badges', { body: { UserId: Id } }))).toEqual({
      Code: 202,
      Message: 'Не найден участник с ID: ',
    });
    expect(client.server.state.badges()).toEqual([]);
  });

  it('of PUT the query alone', async () => {
    const client = await startClient({ quirks: ['form-encoding'], participants: 5 });
    const { Id } = client.server.state.participants()[0]!;
    const form = new URLSearchParams({ Statuses: '[{"PartId":null,"StatusId":5}]', Position: 'Гость' }).toString();
    const inBody = await client.call('PUT', `/participants/${Id}`, { body: form, type: FORM });
    expect(readError(inBody).Code).toBe(201);
    expect((await client.call('PUT', `/participants/${Id}?${form}`)).status).toBe(200);
    expect(client.server.state.participant(Id)).toMatchObject({ Statuses: [{ StatusId: 5 }], Position: 'Гость' });
  });

  it('a Statuses that is no JSON is none; what is not a list is refused', async () => {
    const client = await startClient({ quirks: ['form-encoding'], participants: 5 });
    expect(readError(await post(client, '/participants', { ...person, Statuses: 'PartId=1' })).Code).toBe(201);
    expect(readError(await post(client, '/participants', { ...person, Statuses: '{}' })).Code).toBe(110);
  });

  it('badges, products and removals', async () => {
    const client = await startClient({ quirks: ['form-encoding', 'product-checks'], parts: 2, participants: 5 });
    const { Id } = client.server.state.participants()[0]!;
    expect((await post(client, '/badges', { UserId: String(Id), PartId: '2' })).status).toBe(200);
    expect((await post(client, '/badges', { UserId: String(Id), PartId: '' })).status).toBe(200);
    expect(client.server.state.badges().map(({ PartId }) => PartId)).toEqual([2, null]);
    expect((await post(client, '/products/2/checks', { UserId: String(Id) })).status).toBe(200);
    expect((await client.call('DELETE', `/participants/${Id}`)).status).toBe(200);
  });

  it('reads what the desk writes', async () => {
    const client = await startClient({ quirks: ['form-encoding'], participants: 5 });
    const context = { serverId: null, carry: null, encoding: 'form' } as const;
    const fields = { LastName: 'Ёлкина', FirstName: 'Анна & К°', Company: '«100 % + 1»' };
    const intent = { kind: 'create', fields, statuses: one, spelling: {} } as const;
    const { path, body, contentType } = buildWrite({ id: 'operation-1', intent }, context);
    const { text } = await client.call('POST', path, { body, type: contentType! });
    const created = client.server.state.participant((JSON.parse(text) as { Id: number }).Id)!;
    expect([created.Locales.ru, client.server.state.store.people.get(created.Id)?.visible]).toEqual([fields, true]);
  });
});

describe('what is refused', () => {
  it('position-required: 111, for a new participant only', async () => {
    const client = await startClient({ quirks: ['position-required'], participants: 5 });
    const reply = await client.call('POST', '/participants', { body: { ...newcomer, Position: '' } });
    expect(readError(reply)).toEqual({ Code: 111, Message: 'Неверно заданы следующие параметры: Position' });
    expect((await client.call('POST', '/participants', { body: newcomer })).status).toBe(200);
    const { Id } = client.server.state.participants()[0]!;
    expect((await client.call('PUT', `/participants/${Id}`, { body: { Statuses: one, Position: '' } })).status).toBe(
      200,
    );
  });

  it('phone-unique: however it is written, and whoever takes part', async () => {
    const client = await startClient({ quirks: ['phone-unique'] });
    const Phone = client.server.state.strangers().find((person) => person.Phone !== undefined)!.Phone!;
    const written = `+${Phone.slice(0, 4)} (${Phone.slice(4)})`;
    const reply = await client.call('POST', '/participants', { body: { ...newcomer, Phone: written } });
    expect(readError(reply)).toEqual({ Code: 111, Message: 'Неверно заданы следующие параметры: Phone' });
    await client.create(newcomer);
    await client.create(newcomer);
  });

  it('one-status-expected: 110 for none and for two', async () => {
    const client = await startClient({ quirks: ['one-status-expected'], participants: 5 });
    for (const Statuses of [[], [...one, ...one]]) {
      expect(readError(await client.call('POST', '/participants', { body: { ...newcomer, Statuses } })).Code).toBe(110);
    }
    await client.create(newcomer);
  });

  it('late-codes: 112 and 113', async () => {
    const client = await startClient({ quirks: ['late-codes'], parts: 2, participants: 5 });
    const { Id } = client.server.state.participants()[0]!;
    const put = async (PartId: number, StatusId: number | null) => {
      const reply = await client.call('PUT', `/participants/${Id}`, { body: { Statuses: [{ PartId, StatusId }] } });
      return reply.status === 200 ? 200 : readError(reply).Code;
    };
    expect([await put(1, 77), await put(9, 1), await put(2, null), await put(1, 3)]).toEqual([112, 113, 200, 200]);
  });

  it('badge-needs-status: 301 for a part without one', async () => {
    const client = await startClient({ quirks: ['badge-needs-status'], parts: 2, participants: 50 });
    const person = client.server.state.participants().find(({ Statuses }) => Statuses[1]!.StatusId === null)!;
    client.server.state.setStatusElsewhere(person.Id, 1, 1);
    const reply = await client.call('POST', '/badges', { body: { UserId: person.Id, PartId: 2 } });
    expect(readError(reply)).toEqual({
      Code: 301,
      Message: `Пользователь ${person.Id} не является участником части мероприятия 2`,
    });
    expect((await client.call('POST', '/badges', { body: { UserId: person.Id, PartId: 1 } })).status).toBe(200);
    expect(readError(await client.call('POST', '/badges', { body: { UserId: 1, PartId: 1 } })).Code).toBe(202);
  });
});

describe('what is made of a write', () => {
  it('phone-digits-only: the rest of the phone is dropped', async () => {
    const client = await startClient({ quirks: ['phone-digits-only'] });
    const id = await client.create({ ...newcomer, Phone: '+7 (000) 123-45-67' });
    expect(client.server.state.participant(id)?.Phone).toBe('70001234567');
  });

  it('put-not-atomic: the parts before the refused one are changed', async () => {
    const client = await startClient({ quirks: ['put-not-atomic'], parts: 3, participants: 5 });
    const { Id } = client.server.state.participants()[0]!;
    const Statuses = [
      { PartId: 1, StatusId: 5 },
      { PartId: 9, StatusId: 5 },
      { PartId: 3, StatusId: 77 },
    ];
    const reply = await client.call('PUT', `/participants/${Id}`, { body: { Statuses, Position: 'Гость' } });
    expect(readError(reply).Code).toBe(110);
    const after = client.server.state.participant(Id)!;
    expect([after.Statuses[0], after.Position]).toEqual([{ PartId: 1, StatusId: 5 }, 'Гость']);
    expect(after.Statuses[2]!.StatusId).not.toBe(77);
  });

  it('by the document a refused PUT changes nothing', async () => {
    const client = await startClient({ parts: 3, participants: 5 });
    const before = client.server.state.participants()[0]!;
    const Statuses = [
      { PartId: 1, StatusId: 77 },
      { PartId: 9, StatusId: 5 },
    ];
    await client.call('PUT', `/participants/${before.Id}`, { body: { Statuses } });
    expect(client.server.state.participant(before.Id)).toEqual(before);
  });

  it('duplicate-part-last-wins', async () => {
    const client = await startClient({ quirks: ['duplicate-part-last-wins'], parts: 2, participants: 5 });
    const { Id } = client.server.state.participants()[0]!;
    const Statuses = [3, 5].map((StatusId) => ({ PartId: 1, StatusId }));
    expect((await client.call('PUT', `/participants/${Id}`, { body: { Statuses } })).status).toBe(200);
    expect(client.server.state.participant(Id)?.Statuses[0]).toEqual({ PartId: 1, StatusId: 5 });
  });
});

describe('what is told of people and of the event', () => {
  it('unlisted-status: some people have a status that the event does not list', async () => {
    const client = await startClient({ quirks: ['unlisted-status'], participants: 100 });
    const listed = client.server.state.statuses().map(({ Id }) => Id);
    const { Participants } = await client.get('/participants', participantsPage);
    const unlisted = Participants.filter(({ Statuses }) => !listed.includes(Statuses[0]!.StatusId ?? 1));
    expect(unlisted.length).toBeGreaterThan(0);
  });

  it('external-ids', async () => {
    const client = await startClient({ quirks: ['external-ids'], participants: 3 });
    const schema = z.object({ Participants: z.array(z.object({ Id: z.int(), ExternalId: z.string() })) });
    const { Participants } = await client.get('/participants', schema);
    expect(new Set(Participants.map(({ ExternalId }) => ExternalId)).size).toBe(3);
  });

  it('fields-of-2015: Email required in words only', async () => {
    const client = await startClient({ quirks: ['fields-of-2015'] });
    const fields = await client.get('/participants/fields', z.record(z.string(), z.record(z.string(), z.unknown())));
    expect(fields['Email']).toEqual({ type: 'string', required: true, hasLocales: false });
    expect(fields['Phone']).toEqual({ type: 'string', required: false, hasLocales: false });
    await client.create(newcomer);
  });

  it('badge-templates and product-checks: what the document marks as not implemented', async () => {
    const client = await startClient({ quirks: ['badge-templates', 'product-checks'] });
    expect((await client.call('GET', '/event/badges')).status).toBe(200);
    expect((await client.get('/products/1/checks?limit=900', checksPage)).Checks).toEqual([]);
    const bare = await startClient();
    const replies = [await bare.call('GET', '/event/badges'), await bare.call('GET', '/products/1/checks')];
    expect(replies.map(({ status, text }) => [status, text])).toEqual([
      [404, ''],
      [404, ''],
    ]);
  });

  it('ping-open: without a hash, with a wrong one; everything else as ever', async () => {
    const client = await startClient({ quirks: ['ping-open'] });
    for (const hash of [null, 'wrong']) {
      expect((await client.call('GET', '/ping', { hash })).status).toBe(200);
      expect((await client.call('GET', '/event', { hash })).status).toBe(400);
    }
  });

  it('users-unordered: fifty others', async () => {
    const ask = async (client: PracticeClient) => {
      const schema = z.object({ Users: z.array(z.object({ Id: z.int() })) });
      return (await client.get('/users?query=%D0%9A', schema)).Users.map(({ Id }) => Id);
    };
    const [ordered, other] = [
      await ask(await startClient()),
      await ask(await startClient({ quirks: ['users-unordered'] })),
    ];
    expect([ordered.length, other.length]).toEqual([50, 50]);
    expect(other).not.toEqual(ordered);
  });
});
