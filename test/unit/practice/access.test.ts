import { describe, expect, it } from 'vitest';
import { readError, startClient } from './practice-client.ts';

const reading = [
  '/event',
  '/event/operators',
  '/event/statuses',
  '/event/parts',
  '/event/products',
  '/event/badges',
  '/participants/fields',
  '/participants',
  '/users?query=1',
  '/badges',
  '/orderitems',
  '/products/1/checks',
  '/ping',
];
const writing = [
  ['POST', '/participants'],
  ['PUT', '/participants/1'],
  ['DELETE', '/participants/1'],
  ['POST', '/badges'],
  ['POST', '/products/1/checks'],
] as const;
const operations = [...reading.map((path) => ['GET', path] as const), ...writing];

describe('access', () => {
  it('is 18 operations', () => {
    expect(operations).toHaveLength(18);
  });

  it.each(operations)('%s %s refuses without a hash (101) and with a wrong one (102)', async (method, path) => {
    const client = await startClient({ implemented: true, participants: 5 });
    const without = await client.call(method, path, { hash: null });
    expect([without.status, readError(without)]).toEqual([
      400,
      { Code: 101, Message: 'Недостаточно прав доступа к ресурсу' },
    ]);
    const wrong = await client.call(method, path, { hash: `${client.server.hash}x` });
    expect([wrong.status, readError(wrong)]).toEqual([400, { Code: 102, Message: 'Неверный Hash доступа к API' }]);
  });

  it.each(writing)('%s %s asks for an operator before it looks at the body', async (method, path) => {
    const client = await startClient({ implemented: true, participants: 5 });
    expect(readError(await client.call(method, path, { operator: null })).Code).toBe(101);
    expect(readError(await client.call(method, path, { operator: 5 }))).toEqual({
      Code: 103,
      Message: 'Не найден оператор с Id 5',
    });
    const [foreign] = client.server.state.foreignOperatorIds;
    expect(readError(await client.call(method, path, { operator: foreign! })).Code).toBe(104);
    expect(readError(await client.call(method, path, { operator: 'op1' })).Code).toBe(103);
  });

  it('reads without an operator', async () => {
    const client = await startClient({ participants: 5 });
    expect((await client.call('GET', '/participants', { operator: null })).status).toBe(200);
  });

  it('lets an operator without rights of an Admin write', async () => {
    const client = await startClient({ participants: 5 });
    const operator = client.server.operators.find(({ Role }) => Role === 'Operator')!;
    const [participant] = client.server.state.participants();
    const reply = await client.call('DELETE', `/participants/${participant!.Id}`, { operator: operator.Id });
    expect(reply.status).toBe(200);
  });

  it('refuses an operator who was removed meanwhile', async () => {
    const client = await startClient({ participants: 5 });
    const [operator] = client.server.operators;
    client.server.state.removeOperator(operator!.Id);
    const reply = await client.call('DELETE', '/participants/1', { operator: operator!.Id });
    expect(readError(reply).Code).toBe(103);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/nothing'],
    ['PATCH', '/participants/1'],
    ['GET', '/event/badges'],
    ['GET', '/products/1/checks'],
    ['POST', '/products/1/checks'],
  ])('%s %s is 404 with an empty body', async (method, path) => {
    const client = await startClient({ participants: 5 });
    const reply = await client.call(method, path);
    expect([reply.status, reply.text]).toEqual([404, '']);
  });

  it('takes a hash of its own choice', async () => {
    const client = await startClient({ participants: 5, hash: 'practice-hash' });
    expect(client.server.hash).toBe('practice-hash');
    expect((await client.call('GET', '/event', { hash: 'practice-hash' })).status).toBe(200);
  });
});
