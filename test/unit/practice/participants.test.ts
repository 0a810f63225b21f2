import { describe, expect, it } from 'vitest';
import { participantsPage, readError, StandingClock, startClient } from './practice-client.ts';

const walkIn = {
  Statuses: [{ PartId: null, StatusId: 1 }],
  LastName: 'Пришедших',
  FirstName: 'Ёлка',
  Visible: true,
};

describe('GET /participants', () => {
  it('gives out the participants by the document, without parts', async () => {
    const client = await startClient();
    const page = await client.get('/participants?limit=60', participantsPage);
    for (const { Statuses } of page.Participants) {
      expect(Statuses).toHaveLength(1);
      expect(Statuses[0]!.PartId).toBeNull();
    }
    expect(page.Participants).toEqual(client.server.state.participants().slice(0, page.Participants.length));
  });

  it('has a status of every part, null where there is none', async () => {
    const client = await startClient({ parts: 3 });
    const { Participants } = await client.get('/participants', participantsPage);
    for (const { Statuses } of Participants) expect(Statuses.map(({ PartId }) => PartId)).toEqual([1, 2, 3]);
    expect(Participants.some(({ Statuses }) => Statuses.some(({ StatusId }) => StatusId === null))).toBe(true);
  });

  it.each(['yesterday', '2026-10-05', '2026-02-30 10:00:00', '2026-10-05T10:00:00'])(
    'refuses since=%s (111)',
    async (since) => {
      const client = await startClient();
      const error = readError(await client.call('GET', `/participants?since=${encodeURIComponent(since)}`));
      expect(error).toEqual({ Code: 111, Message: 'Неверно заданы следующие параметры: since' });
    },
  );
});

describe('POST /participants', () => {
  it('registers a person and moves the feed', async () => {
    const clock = new StandingClock();
    const client = await startClient({ clock: clock.read });
    const { NextSince } = await client.get('/participants', participantsPage);
    clock.advance(5);
    const Id = await client.create({
      ...walkIn,
      Company: 'ООО «Дверь»',
      Email: 'a@example.org',
      Phone: '+7 000 1234567',
    });
    const page = await client.get(`/participants?since=${NextSince}`, participantsPage);
    expect(page.Participants).toEqual([
      {
        Id,
        Statuses: [{ PartId: null, StatusId: 1 }],
        Locales: { ru: { LastName: 'Пришедших', FirstName: 'Ёлка', Company: 'ООО «Дверь»' } },
        Email: 'a@example.org',
        Phone: '+7 000 1234567',
        UpdateTime: '2026-10-05 09:00:05',
      },
    ]);
    expect(page.NextSince).toBe('2026-10-05 09:00:05');
  });

  it('takes a status that the event does not list, and null for some of the parts', async () => {
    const client = await startClient({ parts: 3 });
    const Id = await client.create({
      ...walkIn,
      Statuses: [
        { PartId: 3, StatusId: 777 },
        { PartId: 1, StatusId: null },
      ],
    });
    expect(client.server.state.participant(Id)!.Statuses).toEqual([
      { PartId: 1, StatusId: null },
      { PartId: 2, StatusId: null },
      { PartId: 3, StatusId: 777 },
    ]);
  });

  it.each([
    ['without Statuses', { LastName: 'А', FirstName: 'Б' }, 110, /Statuses/],
    ['with empty Statuses', { ...walkIn, Statuses: [] }, 201, /не может быть пустым/],
    ['with no status but null', { ...walkIn, Statuses: [{ PartId: null, StatusId: null }] }, 201, /пустым/],
    ['without a StatusId', { ...walkIn, Statuses: [{ PartId: null }] }, 110, /StatusId/],
    ['with an unknown part', { ...walkIn, Statuses: [{ PartId: 9, StatusId: 1 }] }, 110, /PartId/],
    ['with a status as text', { ...walkIn, Statuses: [{ PartId: null, StatusId: '1' }] }, 110, /Statuses/],
    ['with a part twice', { ...walkIn, Statuses: [...walkIn.Statuses, ...walkIn.Statuses] }, 110, /повторяются/],
    ['without names', { Statuses: walkIn.Statuses }, 111, /: LastName, FirstName$/],
    ['with an empty name', { ...walkIn, FirstName: '' }, 111, /: FirstName$/],
    ['with a number for a name', { ...walkIn, LastName: 5 }, 111, /: LastName$/],
    ['with null for a field', { ...walkIn, Company: null }, 111, /: Company$/],
    ['with Locales', { ...walkIn, Locales: { ru: {} } }, 111, /: Locales$/],
    ['with an unknown field', { ...walkIn, Shoe: '43' }, 111, /: Shoe$/],
    ['with a bad email and phone', { ...walkIn, Email: 'nobody', Phone: 'none' }, 111, /: Email, Phone$/],
    ['with a body that is no object', [], 110, /body/],
    ['with a body that is no JSON', '{"LastName', 110, /body/],
  ])('refuses a person %s', async (_what, body, code, message) => {
    const client = await startClient();
    const reply = await client.call('POST', '/participants', { body });
    expect(reply.status).toBe(400);
    expect(readError(reply)).toEqual({ Code: code, Message: expect.stringMatching(message) as string });
    expect(client.server.state.participants()).toHaveLength(500);
  });

  it('refuses a missing body', async () => {
    const client = await startClient();
    expect(readError(await client.call('POST', '/participants')).Code).toBe(110);
  });

  it('needs a part where there are parts, and each only once', async () => {
    const client = await startClient({ parts: 2 });
    const send = async (Statuses: object[]) =>
      readError(await client.call('POST', '/participants', { body: { ...walkIn, Statuses } })).Code;
    expect(await send([{ PartId: null, StatusId: 1 }])).toBe(110);
    expect(await send([{ StatusId: 1 }])).toBe(110);
    expect(
      await send([
        { PartId: 1, StatusId: 1 },
        { PartId: 1, StatusId: 1 },
      ]),
    ).toBe(110);
  });

  it('refuses an email that a participant has, whatever the case (111); blank ones may repeat', async () => {
    const client = await startClient();
    const taken = client.server.state.participants().find(({ Email }) => Email !== undefined)!;
    const reply = await client.call('POST', '/participants', {
      body: { ...walkIn, Email: taken.Email!.toUpperCase() },
    });
    expect(readError(reply)).toEqual({ Code: 111, Message: 'Неверно заданы следующие параметры: Email' });
    const first = await client.create({ ...walkIn, Email: '' });
    const second = await client.create({ ...walkIn, Email: '' });
    expect(second).toBe(first + 1);
    expect(client.server.state.participant(first)).not.toHaveProperty('Email');
  });
});

describe('PUT /participants/{Id}', () => {
  it('changes only the parts that are given', async () => {
    const clock = new StandingClock();
    const client = await startClient({ parts: 3, clock: clock.read });
    const before = client.server.state.participants().find(({ Statuses }) => Statuses[0]!.StatusId === 1)!;
    clock.advance(1);
    const reply = await client.call('PUT', `/participants/${before.Id}`, {
      body: { Statuses: [{ PartId: 2, StatusId: 3 }] },
    });
    expect(reply).toEqual({ status: 200, type: 'application/json; charset=utf-8', text: '""' });
    expect(client.server.state.participant(before.Id)).toEqual({
      ...before,
      Statuses: [before.Statuses[0], { PartId: 2, StatusId: 3 }, before.Statuses[2]],
      UpdateTime: '2026-10-05 09:00:01',
    });
  });

  it('takes a status away with null', async () => {
    const client = await startClient();
    const { Id } = client.server.state.participants()[0]!;
    await client.call('PUT', `/participants/${Id}`, { body: { Statuses: [{ PartId: null, StatusId: null }] } });
    expect(client.server.state.participant(Id)!.Statuses).toEqual([{ PartId: null, StatusId: null }]);
  });

  it('changes flat fields in Russian, clears with an empty text, and leaves the rest', async () => {
    const client = await startClient();
    const before = client.server.state
      .participants()
      .find(({ Locales, Email, Phone }) => Locales.en && Locales.ru.FatherName && Email && Phone)!;
    await client.call('PUT', `/participants/${before.Id}`, {
      body: { Statuses: before.Statuses, LastName: 'Новая', FatherName: '', Position: 'Сторож', Phone: '' },
    });
    const after = client.server.state.participant(before.Id)!;
    const names = { ...before.Locales.ru, LastName: 'Новая', FatherName: undefined };
    expect(after.Locales).toEqual({ ru: names, en: before.Locales.en });
    expect(after.Locales.ru).not.toHaveProperty('FatherName');
    expect(after.Position).toBe('Сторож');
    expect(after.Email).toBe(before.Email);
    expect(after).not.toHaveProperty('Phone');
  });

  it('does nothing when the values are the same: the UpdateTime stays', async () => {
    const clock = new StandingClock();
    const client = await startClient({ clock: clock.read });
    const before = client.server.state.participants().find(({ Email }) => Email !== undefined)!;
    clock.advance(10);
    const { LastName, FirstName } = before.Locales.ru;
    const same = { Statuses: before.Statuses, LastName, FirstName, Email: before.Email };
    expect((await client.call('PUT', `/participants/${before.Id}`, { body: same })).text).toBe('""');
    expect(client.server.state.participant(before.Id)).toEqual(before);
    await client.call('PUT', `/participants/${before.Id}`, { body: { ...same, FirstName: 'Иная' } });
    expect(client.server.state.participant(before.Id)!.UpdateTime).toBe('2026-10-05 09:00:10');
  });

  it('refuses what it cannot do and changes nothing', async () => {
    const client = await startClient();
    const [one, other] = client.server.state.participants().filter(({ Email }) => Email !== undefined);
    const status = one!.Statuses[0]!;
    const send = async (path: string, body: object) =>
      readError(await client.call('PUT', `/participants/${path}`, { body }));
    const id = String(one!.Id);
    expect((await send(id, { Statuses: [] })).Code).toBe(201);
    expect((await send(id, { LastName: 'Без статуса' })).Code).toBe(110);
    expect((await send(id, { Statuses: [{ PartId: 4, StatusId: 1 }] })).Code).toBe(110);
    expect((await send(id, { Statuses: [status], LastName: '' })).Message).toMatch(/: LastName$/);
    expect((await send(id, { Statuses: [status], Email: other!.Email })).Message).toMatch(/: Email$/);
    expect((await send('abc', { Statuses: [status] })).Code).toBe(110);
    expect(await send('1', { Statuses: [status] })).toEqual({ Code: 202, Message: 'Не найден участник с ID: 1' });
    expect(client.server.state.participant(one!.Id)).toEqual(one);
  });

  it('registers a user of RUNET-ID who takes no part yet', async () => {
    const client = await startClient();
    const stranger = client.server.state.strangers()[0]!;
    const path = `/participants/${stranger.Id}`;
    const empty = await client.call('PUT', path, { body: { Statuses: [{ PartId: null, StatusId: null }] } });
    expect(readError(empty).Code).toBe(201);
    await client.call('PUT', path, { body: { Statuses: [{ PartId: null, StatusId: 3 }], Position: 'Гость' } });
    expect(client.server.state.participant(stranger.Id)).toMatchObject({
      Statuses: [{ PartId: null, StatusId: 3 }],
      Locales: { ru: stranger.ru },
      Position: 'Гость',
    });
  });
});

describe('DELETE /participants/{Id}', () => {
  it('takes a participant out of the feed; again, it does nothing; PUT brings them back', async () => {
    const clock = new StandingClock();
    const client = await startClient({ clock: clock.read });
    const before = client.server.state.participants()[7]!;
    const path = `/participants/${before.Id}`;
    const first = await client.call('DELETE', path);
    const second = await client.call('DELETE', path);
    expect([first, second]).toMatchObject(Array(2).fill({ status: 200, text: '""' }));
    expect(client.server.state.participants()).toHaveLength(499);
    const { Participants } = await client.get('/participants', participantsPage);
    expect(Participants.map(({ Id }) => Id)).not.toContain(before.Id);

    clock.advance(3);
    await client.call('PUT', path, { body: { Statuses: [{ PartId: null, StatusId: 5 }] } });
    expect(client.server.state.participant(before.Id)).toEqual({
      ...before,
      Statuses: [{ PartId: null, StatusId: 5 }],
      UpdateTime: '2026-10-05 09:00:03',
    });
  });

  it('refuses an Id that nobody has (202), and bears a content type without a body', async () => {
    const client = await startClient();
    expect(readError(await client.call('DELETE', '/participants/5')).Code).toBe(202);
    const { Id } = client.server.state.participants()[0]!;
    const response = await fetch(`${client.server.url}/participants/${Id}`, {
      method: 'DELETE',
      headers: {
        'X-Ruvents-Hash': client.server.hash,
        'X-Ruvents-Operator': String(client.server.operators[0]!.Id),
        'Content-Type': 'application/json',
      },
    });
    expect(response.status).toBe(200);
  });
});
