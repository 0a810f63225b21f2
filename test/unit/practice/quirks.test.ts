import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { participantSchema } from '../../../electron/practice/schemas.ts';
import { startPractice } from '../../../electron/practice/server.ts';
import { participantsPage, readError, startClient } from './practice-client.ts';

describe('quirks', () => {
  it('refuses unknown names and lists the known ones', async () => {
    await expect(startPractice({ quirks: ['items-key', 'odd', 'odder'] })).rejects.toThrow(
      /^Unknown quirk: odd, odder\. Known quirks: .*since-inclusive/,
    );
  });

  it('since-inclusive: a feed starts at since itself and splits a second', async () => {
    const client = await startClient({ quirks: ['since-inclusive'], participants: 10 });
    for (const { Id } of client.server.state.participants()) client.server.state.touchParticipant(Id);
    const since = '2026-10-05 09:00:00';
    const page = await client.get(`/participants?since=${since}&limit=4`, participantsPage);
    expect(page.Participants).toHaveLength(4);
    expect(page).toMatchObject({ HasMore: true, NextSince: since });
  });

  it('error-500: a refusal keeps its body', async () => {
    const client = await startClient({ quirks: ['error-500'] });
    const reply = await client.call('DELETE', '/participants/1');
    expect([reply.status, readError(reply).Code]).toEqual([500, 202]);
    expect((await client.call('GET', '/nothing')).status).toBe(404);
  });

  it('post-returns-object: the whole participant comes back', async () => {
    const client = await startClient({ quirks: ['post-returns-object'] });
    const reply = await client.call('POST', '/participants', {
      body: { Statuses: [{ PartId: null, StatusId: 1 }], LastName: 'А', FirstName: 'Б' },
    });
    const row = participantSchema.parse(JSON.parse(reply.text));
    expect(client.server.state.participant(row.Id)).toEqual(row);
  });

  it('put-ignores-profile: statuses are applied, fields are not even looked at', async () => {
    const client = await startClient({ quirks: ['put-ignores-profile'] });
    const before = client.server.state.participants()[0]!;
    const Statuses = [{ PartId: null, StatusId: 5 }];
    await client.call('PUT', `/participants/${before.Id}`, { body: { Statuses, LastName: 'Иная', Odd: 1 } });
    const after = client.server.state.participant(before.Id)!;
    expect([after.Statuses, after.Locales]).toEqual([Statuses, before.Locales]);
  });

  it('items-key: the array of each feed is called Items', async () => {
    const client = await startClient({ quirks: ['items-key'] });
    const schema = z.strictObject({ Items: z.array(z.unknown()), HasMore: z.boolean(), NextSince: z.string() });
    for (const path of ['/participants', '/badges', '/orderitems']) await client.get(path, schema);
  });
});
