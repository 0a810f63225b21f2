import { describe, expect, test } from 'vitest';
import { Ledger } from '../../../electron/host/journal/ledger.ts';
import { mayBecome } from '../../../electron/host/journal/record.ts';
import { type JournalView, planSettlements } from '../../../electron/host/settle.ts';
import type { Settlement } from '../../../shared/contract/routes.ts';
import type { NewOperation, OperationState, StateName } from '../../../shared/operations/operation.ts';
import { FINAL } from '../../../shared/operations/operation.ts';
import { aBadge, anOperation, aStatus, aWalkIn, fence, recorded } from './operations.ts';

const at = '2026-11-22T10:00:05.000Z';

function viewOf(ledger: Ledger): JournalView {
  return {
    peek: (id) => ledger.operation(id),
    peekOpenOf: (person) => ledger.operationsOf(person).filter(({ state }) => !FINAL.has(state.name)),
    peekHolders: (rows, serverId) => ledger.holdersOf(rows, serverId),
  };
}

function ledgerIn(state: OperationState): Ledger {
  const ledger = new Ledger();
  ledger.apply({ t: 'op', op: { ...recorded(aStatus('status-0001', 1), 1), state } });
  return ledger;
}

const states: Record<StateName, OperationState> = {
  queued: { name: 'queued' },
  sending: { name: 'sending', fence },
  accepted: { name: 'accepted', serverId: 4 },
  done: { name: 'done', serverId: 4 },
  uncertain: { name: 'uncertain', fence, message: '' },
  attention: { name: 'attention', reason: { why: 'removed' } },
  withdrawn: { name: 'withdrawn', because: 'undone' },
};

test.each([
  ['done', { action: 'done', id: 'status-0001' } as const, ['accepted']],
  ['accepted', { action: 'accepted', id: 'status-0001', serverId: 9 } as const, ['uncertain', 'attention']],
  ['resend', { action: 'resend', id: 'status-0001' } as const, ['uncertain', 'attention']],
  [
    'attention',
    { action: 'attention', id: 'status-0001', reason: { why: 'removed' } } as const,
    ['queued', 'uncertain', 'accepted', 'attention'],
  ],
  ['withdraw', { action: 'withdraw', id: 'status-0001', because: 'settled' } as const, ['queued', 'attention']],
])('%s fits the states that the contract names, and no other', (_name, settlement, from) => {
  for (const state of Object.values(states)) {
    const { settled } = planSettlements([settlement], viewOf(ledgerIn(state)), at);
    expect([state.name, settled.length]).toEqual([state.name, from.includes(state.name) ? 1 : 0]);
  }
});

test('nothing happens to what is final', () => {
  for (const name of Object.keys(states) as StateName[]) {
    expect(mayBecome('done', name)).toBe(false);
    expect([name, mayBecome('withdrawn', name)]).toEqual([name, name === 'accepted']);
  }
});

test('but that the server comes to show what was handed over: with its Id, it is done here too', () => {
  const accepted = { action: 'accepted', id: 'status-0001', serverId: 9 } as const;
  const settlements = [accepted, { action: 'done', id: 'status-0001' } as const];
  const ledger = ledgerIn({ name: 'withdrawn', because: 'handedOver' });
  for (const record of planSettlements(settlements, viewOf(ledger), at).records) ledger.apply(record);
  expect(ledger.operation('status-0001')?.state).toEqual({ name: 'done', serverId: 9 });
  for (const because of ['undone', 'settled'] as const) {
    expect(planSettlements(settlements, viewOf(ledgerIn({ name: 'withdrawn', because })), at).settled).toEqual([]);
  }
  const withdraw = { action: 'withdraw', id: 'status-0001', because: 'undone' } as const;
  const handedOver = viewOf(ledgerIn({ name: 'withdrawn', because: 'handedOver' }));
  expect(planSettlements([withdraw, { action: 'resend', id: 'status-0001' }], handedOver, at).settled).toEqual([]);
});

test('what waits for a person is given up by them, and not undone in passing: the server may have it', () => {
  const withdraw = (because: 'undone' | 'settled') => ({ action: 'withdraw', id: 'status-0001', because }) as const;
  expect(planSettlements([withdraw('undone')], viewOf(ledgerIn(states.attention)), at).settled).toEqual([]);
  expect(planSettlements([withdraw('settled')], viewOf(ledgerIn(states.attention)), at).settled).toHaveLength(1);
  expect(planSettlements([withdraw('undone')], viewOf(ledgerIn(states.queued)), at).settled).toHaveLength(1);
});

test('done keeps the Id that the server gave', () => {
  const ledger = ledgerIn(states.accepted);
  const { records } = planSettlements([{ action: 'done', id: 'status-0001' }], viewOf(ledger), at);
  for (const record of records) ledger.apply(record);
  expect(ledger.operation('status-0001')?.state).toEqual({ name: 'done', serverId: 4 });
});

test('a walk-in that is undone takes along what was recorded for them, and nobody else', () => {
  const ledger = new Ledger();
  ledger.apply({ t: 'op', op: recorded(aWalkIn('walkin-01'), 1) });
  ledger.apply({ t: 'op', op: recorded(aBadge('badge-01', 'local:walkin-01'), 2) });
  ledger.apply({ t: 'op', op: recorded(aBadge('badge-02', 'id:5'), 3) });
  const { records, settled } = planSettlements(
    [{ action: 'withdraw', id: 'walkin-01', because: 'undone' }],
    viewOf(ledger),
    at,
  );
  expect(settled).toEqual(['walkin-01']);
  for (const record of records) ledger.apply(record);
  expect([...ledger.operations()].map(({ id, state }) => [id, state.name])).toEqual([
    ['walkin-01', 'withdrawn'],
    ['badge-01', 'withdrawn'],
    ['badge-02', 'queued'],
  ]);
});

test('two decisions on one operation: the second is judged after the first', () => {
  const ledger = ledgerIn(states.uncertain);
  const { settled, records } = planSettlements(
    [
      { action: 'accepted', id: 'status-0001', serverId: 3 },
      { action: 'resend', id: 'status-0001' },
    ],
    viewOf(ledger),
    at,
  );
  expect(settled).toEqual(['status-0001']);
  expect(records).toHaveLength(1);
});

test('a person is one under both keys once the server has given an Id', () => {
  const ledger = new Ledger();
  ledger.apply({ t: 'op', op: recorded(aWalkIn('walkin-01'), 1) });
  ledger.apply({ t: 'op', op: recorded(aStatus('status-0009', 77), 2) });
  expect(ledger.serverIdOf('local:walkin-01')).toBeNull();
  ledger.apply({ t: 'state', id: 'walkin-01', at, state: { name: 'sending', fence } });
  ledger.apply({ t: 'state', id: 'walkin-01', at, state: { name: 'accepted', serverId: 77 } });
  expect(ledger.serverIdOf('local:walkin-01')).toBe(77);
  for (const key of ['local:walkin-01', 'id:77'] as const) {
    expect(ledger.operationsOf(key).map(({ id }) => id)).toEqual(['walkin-01', 'status-0009']);
  }
});

const refused: OperationState = {
  name: 'attention',
  reason: { why: 'refused', code: 111, message: 'Неверно заданы следующие параметры: Email', http: 400 },
};
const failing: OperationState = { name: 'attention', reason: { why: 'failing', times: 5, message: '' } };
const corrected = { LastName: 'Сидорова-Ли', FirstName: 'Анна', Email: 'anna.li@example.org' };

/** What becomes of an operation in a state, sent again with corrected fields. */
function correct(operation: NewOperation, state: OperationState) {
  const ledger = new Ledger();
  ledger.apply({ t: 'op', op: { ...recorded(operation, 1), state } });
  const settlement = { action: 'resend', id: operation.id, fields: corrected } as const;
  const { records, settled } = planSettlements([settlement], viewOf(ledger), at);
  for (const record of records) ledger.apply(record);
  return { settled, after: ledger.operation(operation.id), records };
}

test('a refused registration is sent again with the fields that a person corrected, and is still the same person', () => {
  for (const state of [refused, failing]) {
    const { settled, after } = correct(aWalkIn('walkin-01'), state);
    expect(settled).toEqual(['walkin-01']);
    expect(after).toMatchObject({
      participant: 'local:walkin-01',
      state: { name: 'queued' },
      about: { name: 'Сидорова-Ли Анна', email: 'anna.li@example.org' },
      intent: { kind: 'create', fields: corrected, statuses: [{ PartId: null, StatusId: 1 }] },
    });
  }
  const register = anOperation('register-01', 'id:7', { kind: 'register', fields: { Email: 'x' }, statuses: [] });
  expect(correct(register, refused).after?.intent).toEqual({ kind: 'register', fields: corrected, statuses: [] });
});

test('a walk-in who is somebody of RUNET-ID keeps who that is; no other operation may have such a one', () => {
  const ledger = new Ledger();
  ledger.apply({ t: 'op', op: { ...recorded(aWalkIn('walkin-01'), 1), state: refused } });
  ledger.apply({ t: 'op', op: { ...recorded(aStatus('status-0001', 1), 2), state: refused } });
  const again = ['walkin-01', 'status-0001'].map((id) => ({ action: 'resend', id, existing: 77 }) as const);
  const { records, settled } = planSettlements(again, viewOf(ledger), at);
  for (const record of records) ledger.apply(record);
  expect(settled).toEqual(['walkin-01']);
  expect(ledger.operation('walkin-01')).toMatchObject({ existing: 77, state: { name: 'queued' } });
});

test('fields are corrected of nothing else, and nowhere else', () => {
  const notRefused = [
    states.uncertain,
    states.attention,
    { ...states.attention, reason: { why: 'noStatus' } } as const,
  ];
  for (const state of notRefused) expect(correct(aWalkIn('walkin-01'), state).settled).toEqual([]);
  const status = correct(aStatus('status-0001', 1), refused);
  expect([status.settled, status.records, status.after?.state.name]).toEqual([[], [], 'attention']);
});

test('a refused walk-in who is somebody else already is theirs and done, in one go', () => {
  const ledger = new Ledger();
  ledger.apply({ t: 'op', op: { ...recorded(aWalkIn('walkin-01'), 1), state: refused } });
  ledger.apply({ t: 'op', op: recorded(aBadge('badge-01', 'local:walkin-01'), 2) });
  const { records, settled } = planSettlements(
    [
      { action: 'accepted', id: 'walkin-01', serverId: 77 },
      { action: 'done', id: 'walkin-01' },
    ],
    viewOf(ledger),
    at,
  );
  for (const record of records) ledger.apply(record);
  expect(settled).toEqual(['walkin-01', 'walkin-01']);
  expect(ledger.operation('walkin-01')?.state).toEqual({ name: 'done', serverId: 77 });
  expect(ledger.operation('badge-01')?.state.name).toBe('queued');
  expect(ledger.serverIdOf('local:walkin-01')).toBe(77);
});

describe('invariant 4: a row is one operation’s', () => {
  const ambiguous: OperationState = { name: 'attention', reason: { why: 'ambiguous', candidates: [50] } };

  /** Which of the operations are settled when the first is to have row 50. */
  function settleFirst(...operations: readonly (readonly [NewOperation, OperationState])[]) {
    const ledger = new Ledger();
    operations.forEach(([operation, state], index) =>
      ledger.apply({ t: 'op', op: { ...recorded(operation, index + 1), state } }),
    );
    const [first] = operations;
    const settlement = { action: 'accepted', id: first?.[0].id ?? '', serverId: 50 } as const;
    return planSettlements([settlement], viewOf(ledger), at).settled;
  }

  const badge = (id: string, person = 5, partId: number | null = null) =>
    anOperation(id, `id:${person}`, { kind: 'badge', partId, via: 'handedOut' });

  test.each([states.uncertain, ambiguous])(
    'a badge that another record has is not given to one that is $name',
    (state) => {
      for (const held of [
        { name: 'accepted', serverId: 50 },
        { name: 'done', serverId: 50 },
      ] as const)
        expect(settleFirst([badge('badge-01'), state], [badge('badge-02'), held])).toEqual([]);
      for (const free of [{ name: 'done', serverId: 51 }, states.queued, states.uncertain, ambiguous] as const)
        expect(settleFirst([badge('badge-01'), state], [badge('badge-02'), free])).toEqual(['badge-01']);
    },
  );

  test('nor while another record of the same badge is being sent: its answer says who made it', () => {
    expect(settleFirst([badge('badge-01'), ambiguous], [badge('badge-02'), states.sending])).toEqual([]);
    expect(settleFirst([badge('badge-01'), ambiguous], [badge('badge-02', 6), states.sending])).toEqual(['badge-01']);
    expect(settleFirst([badge('badge-01'), ambiguous], [badge('badge-02', 5, 1), states.sending])).toEqual([
      'badge-01',
    ]);
  });

  test('what was given up to a person is free again', () => {
    const ledger = new Ledger();
    ledger.apply({ t: 'op', op: { ...recorded(badge('badge-01'), 1), state: { name: 'accepted', serverId: 50 } } });
    ledger.apply({ t: 'op', op: { ...recorded(badge('badge-02'), 2), state: ambiguous } });
    const take = { action: 'accepted', id: 'badge-02', serverId: 50 } as const;
    expect(planSettlements([take], viewOf(ledger), at).settled).toEqual([]);
    const giveUp: Settlement = { action: 'attention', id: 'badge-01', reason: { why: 'ambiguous', candidates: [] } };
    expect(planSettlements([giveUp, take], viewOf(ledger), at).settled).toEqual(['badge-01', 'badge-02']);
  });

  test('of two that come at once the first has it', () => {
    const ledger = new Ledger();
    for (const [index, id] of ['badge-01', 'badge-02'].entries())
      ledger.apply({ t: 'op', op: { ...recorded(badge(id), index + 1), state: states.uncertain } });
    const both = ['badge-01', 'badge-02'].map((id) => ({ action: 'accepted', id, serverId: 50 }) as const);
    expect(planSettlements(both, viewOf(ledger), at).settled).toEqual(['badge-01']);
  });

  test('a person’s number is no badge’s; a walk-in is not given another walk-in’s row, unless a person says it is the same', () => {
    const done = { name: 'done', serverId: 50 } as const;
    expect(settleFirst([badge('badge-01'), ambiguous], [aWalkIn('walkin-01'), done])).toEqual(['badge-01']);
    for (const state of [states.uncertain, ambiguous])
      expect(settleFirst([aWalkIn('walkin-01'), state], [aWalkIn('walkin-02'), done])).toEqual([]);
    expect(settleFirst([aWalkIn('walkin-01'), refused], [aWalkIn('walkin-02'), done])).toEqual(['walkin-01']);
  });
});
