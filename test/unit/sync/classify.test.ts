import { describe, expect, it } from 'vitest';
import type { IntentKind } from '../../../shared/operations/operation.ts';
import { type Answer, classifyWrite } from '../../../shared/sync/classify.ts';

const KINDS: readonly IntentKind[] = ['create', 'register', 'status', 'profile', 'remove', 'badge'];

function response(status: number, body: string, contentType = 'application/json'): Answer {
  return { kind: 'response', status, contentType, body };
}

function error(code: unknown, status: number): Answer {
  return response(status, JSON.stringify({ Error: { Code: code, Message: 'Нет' } }));
}

describe('classifyWrite', () => {
  it('invariant 4: what did not leave is sent again, what may have left is uncertain', () => {
    for (const kind of KINDS) {
      expect(classifyWrite(kind, { kind: 'notSent', message: 'refused' }).outcome).toBe('retry');
      expect(classifyWrite(kind, { kind: 'lost', message: 'cut' }).outcome).toBe('uncertain');
    }
  });

  it('invariant 5: 101 and 102 pause everything, 103 and 104 park one operator, whatever the HTTP status', () => {
    for (const status of [200, 400, 500]) {
      const outcomes = [101, 102, 103, 104].map((code) => classifyWrite('status', error(code, status)));
      expect(outcomes.map((one) => one.outcome)).toEqual(['paused', 'paused', 'parked', 'parked']);
      expect(outcomes[0]).toMatchObject({ code: 101, message: 'Нет' });
    }
  });

  it('invariant 6: no is believed in the words of the server, with its code and message', () => {
    for (const status of [200, 400, 500]) {
      expect(classifyWrite('status', error(110, status))).toEqual({
        outcome: 'refused',
        code: 110,
        message: 'Нет',
        http: status,
      });
    }
    expect(classifyWrite('status', error('202', 400))).toMatchObject({ outcome: 'refused', code: 202 });
  });

  it('invariant 6: a no of an unknown code is no proof that nothing was applied', () => {
    for (const kind of ['create', 'badge', 'status'] as const) {
      expect(classifyWrite(kind, error(500, 500))).toMatchObject({
        outcome: 'uncertain',
        refusal: { code: 500, message: 'Нет', http: 500 },
      });
    }
  });

  it('invariant 6: an error of something in between is no proof that nothing was applied', () => {
    const unclear = [
      response(500, ''),
      response(502, 'Bad gateway', 'text/plain'),
      response(504, ''),
      response(408, ''),
      response(302, ''),
      response(200, '<html><body>Please sign in</body></html>', 'text/html'),
      response(400, '<!doctype html>', 'application/json'),
      response(500, '{"Error":"something else"}'),
    ];
    for (const kind of KINDS) {
      expect(unclear.map((one) => classifyWrite(kind, one).outcome)).toEqual(unclear.map(() => 'uncertain'));
    }
  });

  it('tries again when it was asked to come later', () => {
    expect(classifyWrite('create', response(429, '')).outcome).toBe('retry');
    expect(classifyWrite('create', response(407, '')).outcome).toBe('retry');
  });

  it("invariant 6: a bare 4xx is a no that may not be the server's: it is looked for first", () => {
    expect(classifyWrite('remove', response(404, ''))).toEqual({
      outcome: 'uncertain',
      message: 'HTTP 404',
      refusal: { code: null, message: '', http: 404 },
    });
  });

  it('takes any body of a success where none is promised', () => {
    for (const body of ['', '""', '{}', '{"Id":5,"LastName":"Иванов"}', 'OK']) {
      for (const kind of ['register', 'status', 'profile', 'remove'] as const) {
        expect(classifyWrite(kind, response(200, body))).toEqual({ outcome: 'accepted', serverId: null });
      }
    }
  });

  it('reads the Id of what was created, as a number or as text', () => {
    for (const body of ['{"Id":81}', '{"Id":"81"}', '{"Id":81,"LastName":"Иванов"}']) {
      expect(classifyWrite('create', response(200, body))).toEqual({ outcome: 'accepted', serverId: 81 });
      expect(classifyWrite('badge', response(201, body))).toEqual({ outcome: 'accepted', serverId: 81 });
    }
  });

  it('invariant 4: a success without an Id of what was created is uncertain, and no Id is made up for it', () => {
    for (const body of [
      '',
      '""',
      '{}',
      '{"Id":null}',
      '{"Id":""}',
      '{"Id":true}',
      '{"Id":[]}',
      '{"Id":1.5}',
      '[]',
      '{"Id"',
    ]) {
      expect([body, classifyWrite('create', response(200, body)).outcome]).toEqual([body, 'uncertain']);
      expect([body, classifyWrite('badge', response(200, body)).outcome]).toEqual([body, 'uncertain']);
    }
  });
});
