/** The client of the host's routes, against a `fetch` that answers as it is told. */
import { describe, expect, it } from 'vitest';
import { createHostClient, type FetchLike, readProblem } from '../../../shared/contract/client.ts';

interface Told {
  readonly status?: number;
  readonly body: string;
}

function clientOf(told: Told | Error) {
  const asked: { url: string; method: string; body: string | undefined }[] = [];
  const fetchLike: FetchLike = async (url, init) => {
    asked.push({ url, method: init.method, body: init.body });
    if (told instanceof Error) throw told;
    const status = told.status ?? 200;
    return { ok: status < 300, status, text: async () => told.body };
  };
  return { client: createHostClient(fetchLike), asked };
}

describe('the client of the host', () => {
  it('asks by the route and gives back what the schema knows', async () => {
    const { client, asked } = clientOf({ body: '{"settled":["a"],"more":1}' });
    const answer = await client.call('settle', { epoch: 3, settlements: [{ action: 'done', id: 'a' }] });
    expect(answer).toEqual({ ok: true, value: { settled: ['a'] } });
    expect(asked).toEqual([
      { url: '/api/settle', method: 'POST', body: '{"epoch":3,"settlements":[{"action":"done","id":"a"}]}' },
    ]);
  });

  it('sends no body with GET', async () => {
    const value = { operations: [], held: { people: [], badges: [] } };
    const { client, asked } = clientOf({ body: JSON.stringify(value) });
    expect(await client.call('operations', {})).toEqual({ ok: true, value });
    expect(asked).toEqual([{ url: '/api/operations', method: 'GET', body: undefined }]);
  });

  it('gives back the problem that the host names', async () => {
    const { client } = clientOf({ status: 403, body: '{"code":"adminOnly","detail":""}' });
    expect(await client.call('syncNow', {})).toEqual({ ok: false, problem: { code: 'adminOnly', detail: '' } });
  });

  it('takes anything else for the absence of the host, and never throws', async () => {
    const silent: readonly (Told | Error)[] = [
      new TypeError('Failed to fetch'),
      { status: 502, body: '<html>' },
      { status: 500, body: '{"code":"somethingNew","detail":""}' },
      { body: 'not JSON' },
      { body: '{"operations":[{"id":1}]}' },
    ];
    for (const told of silent) {
      const answer = await clientOf(told).client.call('operations', {});
      expect(answer).toMatchObject({ ok: false, problem: { code: 'hostGone' } });
    }
    expect(readProblem(null, 502)).toEqual({ code: 'hostGone', detail: 'HTTP 502' });
  });
});
