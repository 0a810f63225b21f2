/** What a damage in the middle of the journal makes of operations that were waiting before it. */
import { expect, test } from 'vitest';
import { Ledger } from '../../../electron/host/journal/ledger.ts';
import { mendRecords } from '../../../electron/host/journal/mend.ts';
import { aBadge, aStatus, aWalkIn, recorded } from './operations.ts';

test('what can be compared with the server is looked for; of a new person and a badge a person is asked', () => {
  const waiting = [aStatus('status-0001', 4), aWalkIn('walkin-0001'), aBadge('badge-0001', 'id:4')];
  const records = waiting.map((operation, index) => ({ t: 'op', op: recorded(operation, index + 1) }) as const);
  const ledger = new Ledger();
  for (const record of mendRecords(records, [records.length], '2026-11-22T10:00:00.000Z')) ledger.apply(record);
  expect(ledger.openOperations().map(({ id, state }) => [id, state.name])).toEqual([
    ['status-0001', 'uncertain'],
    ['walkin-0001', 'attention'],
    ['badge-0001', 'attention'],
  ]);
});
