/** What a damage in the middle of the journal makes of operations and print jobs that were open before it. */
import { describe, expect, test } from 'vitest';
import { Ledger } from '../../../electron/host/journal/ledger.ts';
import { mendRecords } from '../../../electron/host/journal/mend.ts';
import type { JournalRecord, StoredJob } from '../../../electron/host/journal/record.ts';
import type { NewOperation, OperationState } from '../../../shared/operations/operation.ts';
import { aBadge, anOperation, aStatus, aWalkIn, fence, recorded } from './operations.ts';

const LATER = '2026-11-22T10:05:00.000Z';
const ASKED = { name: 'attention', reason: { why: 'ambiguous', candidates: [] } };

const op = (operation: NewOperation, seq: number): JournalRecord => ({ t: 'op', op: recorded(operation, seq) });
const state = (id: string, after: OperationState, at = LATER): JournalRecord => ({ t: 'state', id, at, state: after });
const refused: OperationState = {
  name: 'attention',
  reason: { why: 'refused', code: 111, message: 'no', http: 400 },
};
const job = (now: StoredJob['state']): JournalRecord => ({
  t: 'job',
  job: {
    id: 'job-00001',
    participant: 'id:4',
    name: 'Сидорова Анна',
    partId: null,
    state: now,
    reason: '',
    madeAt: '2026-11-22T10:00:00.000Z',
    operator: 'desk1',
    badge: anOperation('badge-0001', 'id:4', { kind: 'badge', partId: null, via: 'printed' }),
    stamp: { id: 7, login: 'desk1' },
  },
});
/** A line of the trail that says when the gap began. */
const later: JournalRecord = {
  t: 'note',
  note: { id: 'n', at: LATER, operator: null, content: { kind: 'gone', participant: 'id:90', name: '' } },
};

/** The journal after the damage, which lies between the two. */
function mend(before: readonly JournalRecord[], behind: readonly JournalRecord[] = []): Ledger {
  const mended = mendRecords([...before, ...behind], [before.length], LATER);
  const [ledger, again] = [new Ledger(), new Ledger()];
  for (const record of mended) ledger.apply(record);
  for (const record of mendRecords(mended, [], LATER)) again.apply(record); // as the next start reads it
  expect([...again.operations()]).toEqual([...ledger.operations()]);
  expect([...again.jobs()]).toEqual([...ledger.jobs()]);
  return ledger;
}
const states = (ledger: Ledger): unknown => [...ledger.operations()].map(({ id, state: now }) => [id, now]);
const names = (ledger: Ledger): unknown => [...ledger.operations()].map(({ id, state: now }) => [id, now.name]);

describe('what waited at the gap, and is not heard of behind it', () => {
  const saved = anOperation('profile-01', 'id:5', { kind: 'profile', saw: { Company: 'А' }, set: { Company: 'Б' } });
  const removal = anOperation('removal-01', 'id:6', { kind: 'remove', saw: [] });
  const waiting = [aStatus('status-0001', 4), saved, removal, aWalkIn('walkin-0001'), aBadge('badge-0009', 'id:4')];
  const all = waiting.map((operation, index) => op(operation, index + 1));

  test('may have been sent: a change is looked for, and of all else a person is asked', () => {
    expect(names(mend([...all, later]))).toEqual([
      ['status-0001', 'uncertain'],
      ['profile-01', 'uncertain'],
      ['removal-01', 'attention'],
      ['walkin-0001', 'attention'],
      ['badge-0009', 'attention'],
    ]);
  });

  test('may have been undone, when it was made just before: a person is asked of a change too', () => {
    expect(states(mend(all))).toEqual(waiting.map(({ id }) => [id, ASKED]));
  });

  test('may have been sent again from attention: a registration and a badge are not sent from their old card', () => {
    const conflict: OperationState = {
      name: 'attention',
      reason: { why: 'conflict', field: 'Status', theirs: 3, serverTime: null },
    };
    const ledger = mend([...all, state('walkin-0001', refused), state('status-0001', conflict), later]);
    expect(ledger.operation('walkin-0001')?.state).toEqual(ASKED);
    expect(ledger.operation('status-0001')?.state).toEqual(conflict); // sent again it sets the same
    const heard = mend([...all, later], [state('walkin-0001', refused)]);
    expect(heard.operation('walkin-0001')?.state).toEqual(refused);
  });
});

describe('a walk-in who is done, and whose Id is lost', () => {
  const before = [op(aWalkIn('walkin-0001'), 1), state('walkin-0001', { name: 'sending', fence })];
  const done = state('walkin-0001', { name: 'done', serverId: null });

  test('is done: nobody registers them a second time', () => {
    expect(states(mend(before, [done]))).toEqual([['walkin-0001', { name: 'done', serverId: null }]]);
  });

  test('is asked about when something waits for the Id', () => {
    const badge = op(aBadge('badge-0002', 'local:walkin-0001'), 2);
    expect(states(mend(before, [done, badge]))).toEqual([
      ['walkin-0001', ASKED],
      ['badge-0002', { name: 'queued' }],
    ]);
  });
});

describe('a badge that was being printed', () => {
  const begun = [op(aStatus('status-0001', 9), 1), job('queued'), job('printing')];

  test('and of which it is heard that it was sent, is made again from its job', () => {
    const sent = [
      state('badge-0001', { name: 'sending', fence }),
      state('badge-0001', { name: 'accepted', serverId: 5 }),
    ];
    const ledger = mend(begun, [...sent, op(aStatus('status-0002', 9), 3)]);
    expect(ledger.operation('badge-0001')).toMatchObject({
      seq: 2,
      operator: { id: 7 },
      state: { name: 'accepted', serverId: 5 },
      tries: 1,
    });
    expect(ledger.job('job-00001')?.state).toBe('printed');
  });

  test('and of which nothing is heard, is looked up, and never sent by itself', () => {
    for (const before of [begun, begun.slice(0, 2)]) {
      expect(mend(before).job('job-00001')).toMatchObject({ state: 'printing', lostSight: true });
    }
    expect(mend(begun, [job('failed')]).job('job-00001')).toMatchObject((job('failed') as { job: StoredJob }).job);
  });
});

test('what was handed over and is heard of behind the gap had come back', () => {
  const left = state('status-0001', { name: 'withdrawn', because: 'handedOver' });
  const before = [op(aStatus('status-0001', 4), 1), left];
  expect(names(mend(before, [state('status-0001', { name: 'sending', fence })]))).toEqual([['status-0001', 'sending']]);
  const back = { ...recorded(aStatus('status-0001', 4), 1), handOvers: 2 };
  expect(names(mend(before.slice(0, 1), [{ t: 'op', op: back }]))).toEqual([['status-0001', 'queued']]);
});
