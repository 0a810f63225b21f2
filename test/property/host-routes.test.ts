/**
 * Every route of the host against inputs that nobody meant: it never falls, and what it refuses changes nothing, neither a byte on the
 * disk nor what the station shows.
 */
import fc from 'fast-check';
import type { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { byteRoutes, type RouteName, routes } from '../../shared/contract/routes.ts';
import { spoiltInputs, strangeBodies, wholeInputs } from './route-inputs.ts';
import { type RoutedDesk, startRoutedDesk, type Who } from './routed-desk.ts';

const SEED = 20_261_122;
const names = Object.keys(routes) as RouteName[];
const schemaOf = (name: RouteName): z.ZodType => routes[name].input;
const sample = <T>(values: fc.Arbitrary<T>, count: number, salt: number): readonly T[] =>
  fc.sample(values, { seed: SEED + salt, numRuns: count });

/** Whether anything that is sent to it counts. */
function hasInput(name: RouteName): boolean {
  return routes[name].method !== 'GET' && !schemaOf(name).safeParse({}).success;
}

let asked = 0;

async function send({ desk }: RoutedDesk, name: RouteName, body: string): Promise<number> {
  const { method, path } = routes[name];
  asked += 1;
  const init = method === 'GET' ? { method } : { method, body, headers: { 'content-type': 'application/json' } };
  const answer = await desk.host.fetch(new Request(`http://desk.example${path}`, init));
  expect(answer.headers.get('cache-control'), name).toBe('no-store');
  await answer.arrayBuffer();
  return answer.status;
}

/** None of them is one that the route takes: none changes a thing. */
async function sendStrange(desk: RoutedDesk, name: RouteName, bodies: readonly string[]): Promise<void> {
  const before = await desk.readState();
  for (const body of bodies) {
    // an old epoch, or no event: looked at before or after
    expect([400, 409], `${name} ${body.slice(0, 300)}`).toContain(await send(desk, name, body));
  }
  expect(await desk.readState(), name).toBe(before);
  expect(desk.errors, name).toEqual([]);
}

/** Sends them one by one: none falls, and one that is refused leaves everything as it was. */
async function sendWhole(desk: RoutedDesk, name: RouteName, bodies: readonly string[]): Promise<void> {
  for (const body of bodies) {
    const before = await desk.readState();
    const status = await send(desk, name, body);
    expect(status, `${name} ${body.slice(0, 300)}`).not.toBe(500);
    if (status !== 200) expect(await desk.readState(), `${name} ${status} ${body.slice(0, 300)}`).toBe(before);
  }
  expect(desk.errors, name).toEqual([]);
}

function fits(name: RouteName, body: string): boolean {
  try {
    return schemaOf(name).safeParse(body === '' ? {} : JSON.parse(body)).success;
  } catch {
    return false;
  }
}

/** A whole input with the epoch that counts, where the route has one. */
function withEpoch(input: unknown, epoch: number): string {
  const has = typeof input === 'object' && input !== null && 'epoch' in input;
  return JSON.stringify(has ? { ...input, epoch } : input);
}

describe.each<Who>(['nobody', 'Admin'])('with %s signed in', (who) => {
  test('what is no input of a route is refused and changes nothing', async () => {
    const desk = await startRoutedDesk();
    for (const [index, name] of names.filter(hasInput).entries()) {
      const epoch = await desk.prepare(who);
      const spoilt = sample(spoiltInputs(schemaOf(name)), 80, index).map((input) => withEpoch(input, epoch));
      const bodies = [...spoilt, ...sample(strangeBodies, 60, index)];
      await sendStrange(
        desk,
        name,
        bodies.filter((body) => !fits(name, body)),
      );
      await sendWhole(desk, name, bodies.filter((body) => fits(name, body)).slice(0, 20));
    }
  });

  test('whole inputs of anything are answered, and those that are refused change nothing', async () => {
    const desk = await startRoutedDesk();
    for (const [index, name] of names.entries()) {
      const epoch = await desk.prepare(who);
      const whole = sample(wholeInputs(schemaOf(name)), hasInput(name) ? 10 : 3, index);
      await sendWhole(
        desk,
        name,
        whole.map((input) => withEpoch(input, epoch)),
      );
    }
    const { notices } = await desk.restart();
    expect(notices).toEqual([]);
  });
});

/** Who may. A route that is not here is one that nobody has thought about. */
const needs = {
  nobody: [
    ...(['station', 'language', 'connect', 'practice', 'practiceOperators', 'openEvent', 'leaveEvent'] as const),
    ...([
      'signIn',
      'signOut',
      'eventSettings',
      'lease',
      'operations',
      'audit',
      'knock',
      'serverTime',
      'syncNow',
    ] as const),
    // the engine goes on with what is recorded while nobody is signed in; each has the epoch of its lease
    ...(['note', 'drain', 'settle'] as const),
    // the desk may be in trouble before anybody is signed in, and a closed event has no operators any more
    ...(['health', 'logTail', 'sighting', 'closings', 'databasesWiped'] as const),
    // a station whose key waits for its passphrase has nobody either; one that is open has nothing to unlock
    ...(['unlock', 'putKeyAside'] as const),
    ...(['printers', 'templates', 'template', 'previewBadge', 'jobs', 'sheet'] as const),
  ],
  Operator: [
    ...(['record', 'users', 'discoverPrinters', 'probePrinter', 'serverTemplate', 'print', 'printBatch'] as const),
    ...(['queueAct', 'answerJob'] as const),
  ],
  Admin: [
    ...(['recoveryCode', 'recover', 'handOver', 'takeOver', 'savePrinter', 'removePrinter', 'testPage'] as const),
    ...([
      'saveTemplate',
      'removeTemplate',
      'templateDraft',
      'keepTemplateDraft',
      'badgeSettings',
      'closeEvent',
      'passphrase',
    ] as const),
  ],
} as const satisfies Record<Who, readonly RouteName[]>;

describe('who may', () => {
  test('is settled for every route', () => {
    expect(Object.values(needs).flat().sort()).toEqual([...names].sort());
  });

  test('nobody who is not signed in, and nobody but an Admin, does what only they may', async () => {
    const desk = await startRoutedDesk();
    for (const who of ['nobody', 'Operator'] as const) {
      const epoch = await desk.prepare(who);
      const forbidden = who === 'nobody' ? [...needs.Operator, ...needs.Admin] : needs.Admin;
      const before = await desk.readState();
      for (const [index, name] of forbidden.entries()) {
        for (const input of sample(wholeInputs(schemaOf(name)), 12, index)) {
          const body = withEpoch(input, epoch);
          if (!fits(name, body)) continue;
          expect(await send(desk, name, body), `${name} ${body}`).toBe(who === 'nobody' ? 401 : 403);
        }
      }
      expect(await desk.readState()).toBe(before);
    }
  });

  test('a window that has lost the lease changes nothing, whoever is signed in', async () => {
    const desk = await startRoutedDesk();
    const epoch = await desk.prepare('Admin');
    const before = await desk.readState();
    let tried = 0;
    for (const [index, name] of names.entries()) {
      for (const input of sample(wholeInputs(schemaOf(name)), 5, index)) {
        const body = withEpoch(input, epoch - 1);
        if (!body.includes('"epoch"') || !fits(name, body)) continue;
        tried += 1;
        expect(await send(desk, name, body), `${name} ${body}`).toBe(409);
      }
    }
    expect(tried).toBeGreaterThan(50);
    expect(await desk.readState()).toBe(before);
  });
});

describe('routes of bytes', () => {
  const text = fc.oneof(
    fc.webQueryParameters(),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '',
      '..',
      '../vault',
      '..%2fvault',
      '%2e%2e/vault',
      'journal.log',
      'wraps.json',
      '/etc/passwd',
      'file:///etc/passwd',
    ),
    fc.constantFrom(
      'journal.log.unreadable-1/../../../vault',
      'journal.log.unreadable-1\u0000',
      'http://127.0.0.1:9/x',
      'data:,x',
      'id:1',
    ),
  );
  const query = fc.dictionary(
    fc.constantFrom('event', 'feed', 'since', 'limit', 'id', 'url', 'job', 'name', 'x'),
    text,
  );

  test.each<Who>(['nobody', 'Admin'])('are asked anything by %s', async (who) => {
    const desk = await startRoutedDesk();
    await desk.prepare(who);
    const before = await desk.readState();
    for (const path of Object.values(byteRoutes)) {
      for (const asked of sample(query, 60, path.length)) {
        const address = new URL(path, 'http://desk.example');
        for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
        const answer = await desk.desk.host.fetch(new Request(address));
        expect([200, 400, 401, 403, 404, 409, 502, 503], address.href).toContain(answer.status);
        expect(answer.headers.get('cache-control'), address.href).toBe('no-store');
        if (answer.status === 200) expect(answer.headers.get('content-type'), address.href).not.toContain('html');
        await answer.body?.cancel();
      }
    }
    expect(await desk.readState()).toBe(before);
    expect(desk.errors).toEqual([]);
  });
});

test('ten thousand and more have been sent', () => {
  expect(asked).toBeGreaterThan(10_000);
});
