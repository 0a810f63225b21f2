import { describe, expect, it } from 'vitest';
import type { Intent } from '../../../shared/operations/operation.ts';
import { buildWrite, type WriteContext } from '../../../shared/ruvents/requests.ts';
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
