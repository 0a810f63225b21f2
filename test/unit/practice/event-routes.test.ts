import { describe, expect, it } from 'vitest';
import {
  badgeTemplatesSchema,
  eventSchema,
  fieldsSchema,
  operatorsSchema,
  partsSchema,
  pingSchema,
  productsSchema,
  statusesSchema,
} from '../../../electron/practice/schemas.ts';
import { StandingClock, startClient } from './practice-client.ts';

describe('the event', () => {
  it('describes itself', async () => {
    const client = await startClient({ seed: 42 });
    const event = await client.get('/event', eventSchema);
    expect(event).toMatchObject({ IdName: 'practice42', Title: 'Учебное мероприятие' });
    client.server.state.setEventTitle('Учения');
    expect((await client.get('/event', eventSchema)).Title).toBe('Учения');
  });

  it('has operators with five digits as a password, the first an Admin', async () => {
    const client = await startClient();
    const { Operators } = await client.get('/event/operators', operatorsSchema);
    expect(Operators.map(({ Login }) => Login)).toEqual(['op1', 'op2', 'op3', 'op4', 'op5']);
    expect(Operators.map(({ Role }) => Role)).toEqual(['Admin', 'Operator', 'Operator', 'Operator', 'Operator']);
    for (const { Password } of Operators) expect(Password).toMatch(/^[1-9]{5}$/);
    expect(Operators).toEqual(client.server.operators);
  });

  it('shows a new password and a removed operator', async () => {
    const client = await startClient();
    const [first, second] = client.server.operators;
    client.server.state.setOperatorPassword(first!.Id, '11111');
    client.server.state.removeOperator(second!.Id);
    const { Operators } = await client.get('/event/operators', operatorsSchema);
    expect(Operators).toHaveLength(4);
    expect(Operators[0]).toEqual({ ...first!, Password: '11111' });
  });

  it('has statuses by title, one of them without a colour', async () => {
    const client = await startClient();
    const { Statuses } = await client.get('/event/statuses', statusesSchema);
    const titles = Statuses.map(({ Title }) => Title);
    expect(titles).toEqual([...titles].sort((left, right) => left.localeCompare(right, 'ru')));
    expect(titles).toContain('Участник');
    expect(Statuses.some(({ Color }) => Color === null)).toBe(true);
    expect(new Set(Statuses.map(({ Priority }) => Priority)).size).toBe(Statuses.length);
    client.server.state.setStatuses([Statuses[0]!]);
    expect((await client.get('/event/statuses', statusesSchema)).Statuses).toEqual([Statuses[0]]);
  });

  it('has no parts, or as many as asked for', async () => {
    expect((await (await startClient()).get('/event/parts', partsSchema)).Parts).toEqual([]);
    const { Parts } = await (await startClient({ parts: 3 })).get('/event/parts', partsSchema);
    expect(Parts.map(({ Id, Order }) => [Id, Order])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  it('has products', async () => {
    const { Products } = await (await startClient()).get('/event/products', productsSchema);
    expect(Products.map(({ Manager }) => Manager)).toContain('Food');
  });

  it('has the fields that RUNET-ID always has', async () => {
    const fields = await (await startClient()).get('/participants/fields', fieldsSchema);
    expect(Object.keys(fields).sort()).toEqual(
      ['Company', 'Email', 'FatherName', 'FirstName', 'LastName', 'Phone', 'Position'].sort(),
    );
    expect(fields['LastName']).toEqual({ type: 'string', required: true, hasLocales: true });
    expect(fields['Email']).toMatchObject({ format: 'email', hasLocales: false });
  });

  it('has badge templates when they are switched on', async () => {
    const client = await startClient({ implemented: true });
    expect(await client.get('/event/badges', badgeTemplatesSchema)).toHaveLength(1);
  });

  it.each(['/ping', '/utility/ping'])('answers %s with the time in Moscow by its own clock', async (path) => {
    const clock = new StandingClock();
    const client = await startClient({ clock: clock.read });
    clock.advance(61.9);
    expect(await client.get(path, pingSchema)).toEqual({ DateSignal: '2026-10-05 09:01:01' });
  });

  it('serves the photos that it names, as PNG and to anybody, and no others', async () => {
    const client = await startClient();
    const rows = client.server.state.participants();
    const withPhoto = rows.find(({ Photo }) => Photo !== undefined)!;
    const response = await fetch(withPhoto.Photo!);
    expect(response.headers.get('content-type')).toBe('image/png');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(bytes.readUInt32BE(16)).toBe(96);

    const without = rows.find(({ Photo }) => Photo === undefined)!;
    for (const name of [`${without.Id}.png`, `${withPhoto.Id}.svg`, 'x.png']) {
      expect((await client.call('GET', `/photos/${name}`)).status).toBe(404);
    }
  });
});
