/** New operations: stamped by the host with the operator who is signed in here, whatever the renderer says (invariant 8). */
import type { NewOperation, Operation } from '../../shared/operations/operation.ts';
import type { JournalRecord } from './journal/record.ts';
import type { OpenEvent } from './open-event.ts';
import { type Refusal, refuse } from './problem.ts';

/**
 * Appends operations to the journal and answers after the sync. An id that is there already gives back what is there.
 * @throws DiskError; then none of them is recorded
 */
export async function recordOperations(
  wanted: readonly NewOperation[],
  { journal, operators, sender }: Pick<OpenEvent, 'journal' | 'operators' | 'sender'>,
  clock: () => Date,
): Promise<readonly Operation[] | Refusal> {
  const { operator } = operators.session;
  if (operator === null) return refuse('notSignedIn');
  if (operator.Role !== 'Admin' && wanted.some(({ intent }) => intent.kind === 'remove')) return refuse('adminOnly');
  if (wanted.some(({ intent }) => intent.kind === 'badge' && intent.via === 'printed')) {
    return refuse('badInput', 'a printed badge is recorded by its print job');
  }
  const fresh = new Map<string, NewOperation>();
  for (const operation of wanted) {
    if (journal.peek(operation.id) === undefined && !fresh.has(operation.id)) fresh.set(operation.id, operation);
  }
  const at = clock().toISOString();
  const records = [...fresh.values()].map((operation): JournalRecord => {
    const op: Operation = {
      ...operation,
      seq: journal.takeSeq(),
      operator: { id: operator.Id, login: operator.Login },
      madeAt: at,
      state: { name: 'queued' },
      tries: 0,
      changedAt: at,
    };
    return { t: 'op', op };
  });
  await journal.append(records); // without any: until those that were there are durable
  const recorded = wanted.map(({ id }) => {
    const operation = journal.ledger.operation(id);
    if (operation === undefined) throw new Error('an operation was appended and is not there');
    return operation;
  });
  sender.noteRecorded(recorded.filter(({ id }) => fresh.has(id)));
  return recorded;
}
