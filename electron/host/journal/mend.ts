/**
 * What the records around a damage still say.
 *
 * Invariant (design, 4): an operation whose sending may have been among the lost records is never sent again blindly, and none
 * that was read is lost. Behind a gap
 *   - a state that does not follow from the one before the gap is true all the same: it is marked `mended` and applies;
 *   - an operation that was queued at the gap and of which nothing is heard behind it may have been sent: what can be compared with the
 *     server is looked for as after a lost answer, and of a new person or a badge a person is asked;
 *   - so it is with what belongs to a walk-in whose registration was lost: it would wait for ever.
 */
import { type Fence, idOfKey, type Operation, type OperationState } from '../../../shared/operations/operation.ts';
import { Ledger } from './ledger.ts';
import type { JournalRecord } from './record.ts';

type StateRecord = Extract<JournalRecord, { t: 'state' }>;

const nothingKnown = (): Fence => ({ participants: null, badges: null, known: [] });

/**
 * @param records as they were read, in the order of the file
 * @param gaps places in `records` before which something is missing, ascending
 * @param at the time of the mending, ISO 8601
 * @returns records that tell the same without gaps; those that fit nothing are left out
 */
export function mendRecords(records: readonly JournalRecord[], gaps: readonly number[], at: string): JournalRecord[] {
  const firstGap = gaps[0];
  if (firstGap === undefined) return [...records];
  const lastGap = gaps.at(-1) ?? firstGap;
  const ledger = new Ledger();
  const mended: JournalRecord[] = [];
  const heardBehind = new Set<string>();
  const take = (record: JournalRecord): boolean => {
    const { operations, jobs } = ledger.apply(record);
    if (record.t !== 'note' && operations.length === 0 && jobs.length === 0) return false;
    mended.push(record);
    return true;
  };
  records.forEach((record, index) => {
    if (index >= lastGap && record.t !== 'job' && record.t !== 'note') heardBehind.add(idOf(record));
    if (take(record) || index < firstGap) return;
    const other = mendRecord(record, ledger);
    if (other !== null) take(other);
  });
  for (const operation of ledger.openOperations()) {
    const maybeSent = operation.state.name === 'queued' && !heardBehind.has(operation.id);
    if (!maybeSent && !isOrphan(operation, ledger)) continue;
    const state = maybeSent && canBeCompared(operation) ? lookedFor() : unclear();
    take({ t: 'state', id: operation.id, state, at, mended: true });
  }
  return mended;
}

function mendRecord(record: JournalRecord, ledger: Ledger): JournalRecord | null {
  if (record.t === 'job' || record.t === 'op') return { ...record, mended: true };
  if (record.t !== 'state') return null;
  const before = ledger.operation(record.id);
  return before === undefined ? null : mendState(record, before);
}

function mendState(record: StateRecord, before: Operation): StateRecord | null {
  const { state } = record;
  // `done` keeps the Id that `accepted` brought, and that one is lost: it is looked for as after a lost answer
  const lostId = state.name === 'done' && before.intent.kind === 'create';
  if (!lostId) return { ...record, mended: true };
  const { state: left } = before;
  const fence = left.name === 'sending' || left.name === 'uncertain' ? left.fence : nothingKnown();
  const message = 'the answer was lost to a damage of the disk';
  return { ...record, state: { name: 'uncertain', fence, message }, mended: true };
}

/** What it sets is on the server or is not, whoever set it there. */
function canBeCompared({ intent, participant }: Operation): boolean {
  const compares = intent.kind === 'status' || intent.kind === 'profile' || intent.kind === 'remove';
  return compares && idOfKey(participant) !== null;
}

function lookedFor(): OperationState {
  return { name: 'uncertain', fence: nothingKnown(), message: 'what became of it was lost to a damage of the disk' };
}

/** It cannot be told whether the server has it, and nothing tells where to look. */
export function unclear(): OperationState {
  return { name: 'attention', reason: { why: 'ambiguous', candidates: [] } };
}

/** It belongs to a walk-in of whom neither the registration nor the server's Id is here. */
export function isOrphan(
  { id, participant, intent, state }: Operation,
  ledger: Pick<Ledger, 'operation' | 'serverIdOf'>,
): boolean {
  if (idOfKey(participant) !== null || intent.kind === 'create' || state.name === 'attention') return false;
  const createId = participant.slice('local:'.length);
  return createId !== id && ledger.operation(createId) === undefined && ledger.serverIdOf(participant) === null;
}

function idOf(record: Extract<JournalRecord, { t: 'op' | 'state' }>): string {
  return record.t === 'op' ? record.op.id : record.id;
}
