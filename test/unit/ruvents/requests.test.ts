import { describe, expect, it } from 'vitest';
import type { Intent } from '../../../shared/operations/operation.ts';
import { nomailAddress } from '../../../shared/ruvents/nomail.ts';
import { buildWrite, type WriteContext } from '../../../shared/ruvents/requests.ts';
import { isGeneratedEmail } from '../../../shared/operations/view.ts';
import { letIn, REMOVE, setFields, setStatus, walkIn } from '../sync/made-up.ts';

const CONTEXT: WriteContext = { serverId: 81, carry: null };

function build(intent: Intent, context: WriteContext = CONTEXT) {
  const { method, path, body } = buildWrite({ id: 'operation-1', intent }, context);
  return { line: `${method} ${path}`, body: body === null ? null : (JSON.parse(body) as unknown) };
}

describe('buildWrite', () => {
  it('creates with flat fields, the statuses that there are, and says Visible', () => {
    const intent: Intent = {
      kind: 'create',
      fields: { LastName: 'Орлова', Phone: 79001234567 },
      statuses: [
        { PartId: 5, StatusId: 2 },
        { PartId: 6, StatusId: null },
      ],
      spelling: { LastName: 'Orlova' },
    };
    expect(build(intent, { serverId: null, carry: null })).toEqual({
      line: 'POST /participants',
      body: { LastName: 'Орлова', Phone: 79001234567, Statuses: [{ PartId: 5, StatusId: 2 }], Visible: true },
    });
  });

  it('gives the one status of an event without parts even when there is none', () => {
    expect(build(walkIn({}, null)).body).toMatchObject({ Statuses: [{ PartId: null, StatusId: null }] });
  });

  it('changes one part only', () => {
    expect(build(setStatus(3, 1, 5))).toEqual({
      line: 'PUT /participants/81',
      body: { Statuses: [{ PartId: 5, StatusId: 3 }] },
    });
    expect(build(setStatus(null, 1)).body).toEqual({ Statuses: [{ PartId: null, StatusId: null }] });
  });

  it('changes fields with the status that the server has', () => {
    const carry = { PartId: 5, StatusId: 2 };
    expect(build(setFields({ Company: '', Phone: '7' }), { serverId: 81, carry })).toEqual({
      line: 'PUT /participants/81',
      body: { Company: '', Phone: '7', Statuses: [carry] },
    });
    expect(() => build(setFields({ Company: 'x' }))).toThrow();
  });

  it('registers by PUT, then by POST', () => {
    const intent: Intent = {
      kind: 'register',
      fields: { LastName: 'Орлова' },
      statuses: [{ PartId: null, StatusId: 2 }],
    };
    const statuses = { Statuses: [{ PartId: null, StatusId: 2 }] };
    expect(build(intent)).toEqual({ line: 'PUT /participants/81', body: statuses });
    expect(build(intent, { ...CONTEXT, step: 'post' })).toEqual({
      line: 'POST /participants',
      body: { LastName: 'Орлова', ...statuses, Visible: true },
    });
  });

  it('removes, and records badges with a part only where there is one', () => {
    expect(build(REMOVE)).toEqual({ line: 'DELETE /participants/81', body: null });
    expect(build(letIn())).toEqual({ line: 'POST /badges', body: { UserId: 81 } });
    expect(build(letIn(5)).body).toEqual({ UserId: 81, PartId: 5 });
  });

  it('lets nothing go that has no Id yet', () => {
    for (const intent of [setStatus(2), REMOVE, letIn()]) {
      expect(() => build(intent, { serverId: null, carry: null })).toThrow('before its person had an Id');
    }
  });

  it("invariant 8: says nothing of the operator, which is the host's to say", () => {
    expect(JSON.stringify(build(letIn())).toLowerCase()).not.toContain('operator');
  });
});

/** The parameters of a form or a query. */
function parametersOf(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

describe('the form encoding', () => {
  const form = (intent: Intent, context: WriteContext = CONTEXT) =>
    buildWrite({ id: 'operation-1', intent }, { ...context, encoding: 'form' });

  it('posts parameters: Statuses as a JSON text, true as 1, since PHP takes the text "false" for true', () => {
    const request = form(walkIn({ LastName: 'Орлова & К°', Phone: 79001234567, Vegetarian: false }, 2), {
      serverId: null,
      carry: null,
    });
    expect([request.method, request.path, request.contentType]).toEqual([
      'POST',
      '/participants',
      'application/x-www-form-urlencoded',
    ]);
    expect(parametersOf(request.body!)).toEqual({
      LastName: 'Орлова & К°',
      Phone: '79001234567',
      Vegetarian: '0',
      Statuses: '[{"PartId":null,"StatusId":2}]',
      Visible: '1',
    });
    expect(parametersOf(form(letIn(5)).body!)).toEqual({ UserId: '81', PartId: '5' });
  });

  it('puts everything into the query, with no body', () => {
    const request = form(setFields({ Company: '', Position: 'Инженер + 1' }), {
      serverId: 81,
      carry: { PartId: 5, StatusId: 2 },
    });
    const [path, query] = request.path.split('?');
    expect({ ...request, path }).toEqual({ method: 'PUT', path: '/participants/81', body: null, contentType: null });
    expect(parametersOf(query!)).toEqual({
      Company: '',
      Position: 'Инженер + 1',
      Statuses: '[{"PartId":5,"StatusId":2}]',
    });
  });

  it('removes as ever, and survives half a character', () => {
    expect(form(REMOVE)).toEqual(buildWrite({ id: 'operation-1', intent: REMOVE }, CONTEXT));
    expect(parametersOf(form(walkIn({ LastName: 'Орлова\uD83D' })).body!)['LastName']).toBe('Орлова\uFFFD');
  });

  it('is JSON where the setting says nothing, and says so', () => {
    expect(buildWrite({ id: 'operation-1', intent: letIn() }, CONTEXT)).toEqual({
      method: 'POST',
      path: '/badges',
      body: '{"UserId":81}',
      contentType: 'application/json',
    });
  });
});

describe('a walk-in without an email', () => {
  const id = '3F0a52d1-7c1e-4d52-9a44-0b7f5a6f3c11';
  const emailOf = (intent: Intent, context: Partial<WriteContext>) => {
    const { body } = buildWrite({ id, intent }, { serverId: 81, carry: null, ...context });
    return (JSON.parse(body!) as { Email?: unknown }).Email;
  };

  it('gets an address of the operation where the setting wants one, blank or absent', () => {
    expect(emailOf(walkIn({}), { nomail: true })).toBe(nomailAddress(id));
    expect(emailOf(walkIn({ Email: ' ' }), { nomail: true })).toBe(nomailAddress(id));
    const register: Intent = { kind: 'register', fields: {}, statuses: [{ PartId: null, StatusId: 2 }] };
    expect(emailOf(register, { nomail: true, step: 'post' })).toBe(nomailAddress(id));
  });

  it('keeps what was typed, and is left alone where the setting is off', () => {
    expect(emailOf(walkIn({ Email: 'orlova@example.org' }), { nomail: true })).toBe('orlova@example.org');
    expect(emailOf(walkIn({}), {})).toBeUndefined();
    expect(emailOf(setFields({ Email: '' }), { nomail: true, carry: { PartId: null, StatusId: 1 } })).toBe('');
  });

  it('has an address that is never shown as one, and that a form of mail takes', () => {
    expect(isGeneratedEmail(nomailAddress(id))).toBe(true);
    expect(nomailAddress(id)).toMatch(/^[a-z0-9-]{1,64}@[a-z]+\.invalid$/);
  });
});
