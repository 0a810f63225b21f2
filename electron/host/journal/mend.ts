/**
 * What the records around a damage still say.
 *
 * Invariant (design, 4): an operation whose sending may have been among the lost records is never sent again blindly, and none
 * that was read is lost. Behind a gap
 *   - a state that does not follow from the one before the gap is true all the same: it is marked `mended` and applies;
 *   - an operation that waited at the gap, queued or in attention, and of which nothing is heard behind it may have been sent, or
 *     undone: a person is asked. Only a change of a status or of fields that was too old to be undone is looked for by itself, as
 *     after a lost answer: what it set is on the server, or is set where the server still has what the operator saw;
 *   - a walk-in who was done, and whose Id is lost, is never sent again: a person says who it is, when something waits for the Id;
 *   - so it is with what belongs to a walk-in whose registration was lost: it would wait for ever;
 *   - a badge that was printed and recorded in the gap is made again from its print job (mend-prints.ts).
 */
import { type Fence, idOfKey, type Operation, type OperationState } from '../../../shared/operations/operation.ts';
import { Ledger } from './ledger.ts';
import { jobsOpenAtGap, PrintedBadges } from './mend-prints.ts';
import type { JournalRecord } from './record.ts';

type StateRecord = Extract<JournalRecord, { t: 'state' }>;

/** A change is undone within seconds of its making. With a margin: what is older was not undone in the gap. */
const UNDO_MS = 60_000;

/** Of an operation that nobody knows to have left: no row is known not to be its own. */
export function knowNothing(): Fence {
  return { participants: null, badges: null, known: [] };
}

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
  const lostIds = new Set<string>();
  const badges = new PrintedBadges(records, firstGap);
  const take = (record: JournalRecord): boolean => {
    const { operations, jobs } = ledger.apply(record);
    if (isOfOne(record) && operations.length === 0 && jobs.length === 0) return false;
    mended.push(record);
    return true;
  };
  records.forEach((record, index) => {
    if (index >= lastGap && isOfOne(record)) heardBehind.add(idOf(record));
    if (take(record) || index < firstGap) return;
    if (record.t === 'state') badges.remake(record.id, ledger).forEach(take);
    const other = mendRecord(record, ledger);
    if (other !== null && take(other) && isLostId(record, ledger)) lostIds.add(record.id);
  });
  for (const operation of ledger.openOperations()) {
    const isHeard = heardBehind.has(operation.id) && !isOrphan(operation, ledger);
    const state = isHeard ? null : stateUnheard(operation, ledger, isTooOldToUndo(operation, records, gaps));
    if (state !== null) take({ t: 'state', id: operation.id, state, at, mended: true });
  }
  for (const id of lostIds) if (isAlone(id, ledger)) take({ t: 'state', id, state: DONE, at, mended: true });
  jobsOpenAtGap(ledger, heardBehind).forEach(take);
  return mended;
}

const DONE: OperationState = { name: 'done', serverId: null };

function mendRecord(record: JournalRecord, ledger: Ledger): JournalRecord | null {
  if (record.t === 'job' || record.t === 'jobState' || record.t === 'op') return { ...record, mended: true };
  if (record.t !== 'state') return null;
  const before = ledger.operation(record.id);
  return before === undefined ? null : mendState(record, before);
}

/** `done` keeps the Id that `accepted` brought, and of a walk-in that one is lost: the journal knows only that the server has them. */
function mendState(record: StateRecord, { intent, existing }: Operation): StateRecord {
  if (record.state.name !== 'done' || intent.kind !== 'create') return { ...record, mended: true };
  const state: OperationState = existing === undefined ? unclear() : { name: 'accepted', serverId: existing };
  return { ...record, state, mended: true };
}

function isLostId(record: JournalRecord, ledger: Ledger): record is StateRecord {
  return (
    record.t === 'state' && record.state.name === 'done' && ledger.operation(record.id)?.state.name === 'attention'
  );
}

/** Nothing waits for the Id of this walk-in: it is as done as the journal says, and there is nothing to ask. */
function isAlone(id: string, ledger: Ledger): boolean {
  const operation = ledger.operation(id);
  if (operation?.state.name !== 'attention') return false;
  return ledger.operationsOf(operation.participant).every((other) => other.id === id || !isOpen(other));
}

function isOpen({ state }: Operation): boolean {
  return state.name !== 'done' && state.name !== 'withdrawn';
}

/** What an operation is that was open at the gap, and of which nothing is heard behind it. Null: as it is. */
function stateUnheard(operation: Operation, ledger: Ledger, isTooOld: boolean): OperationState | null {
  const { state } = operation;
  if (isOrphan(operation, ledger)) return unclear();
  if (state.name === 'queued') return canBeCompared(operation) && isTooOld ? lookedFor() : unclear();
  // a person may have sent it again, and what was on its card says nothing of that
  const mayBeSent = state.name === 'attention' && state.reason.why !== 'ambiguous' && !canBeCompared(operation);
  return mayBeSent ? unclear() : null;
}

/** What it sets is on the server or is not, whoever set it there. A removal that was undone would remove all the same. */
function canBeCompared({ intent, participant }: Operation): boolean {
  return (intent.kind === 'status' || intent.kind === 'profile') && idOfKey(participant) !== null;
}

/** By the station's clock: when the gap began, it was no longer in the time in which a change is undone. */
function isTooOldToUndo(
  { id, madeAt }: Operation,
  records: readonly JournalRecord[],
  gaps: readonly number[],
): boolean {
  const place = records.findIndex((record) => record.t === 'op' && record.op.id === id);
  const gap = gaps.find((one) => one > place);
  const last = gap === undefined ? undefined : records[gap - 1];
  return last !== undefined && Date.parse(timeOf(last)) - Date.parse(madeAt) > UNDO_MS;
}

function timeOf(record: JournalRecord): string {
  switch (record.t) {
    case 'op':
      return record.op.changedAt;
    case 'state':
      return record.at;
    case 'job':
      return record.job.madeAt;
    case 'jobState':
      return record.at;
    case 'batch':
      return record.batch.madeAt;
    case 'note':
      return record.note.at;
  }
}

function lookedFor(): OperationState {
  return { name: 'uncertain', fence: knowNothing(), message: 'what became of it was lost to a damage of the disk' };
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

/** Speaks of one operation or print job. */
type RecordOfOne = Exclude<JournalRecord, { t: 'note' | 'batch' }>;

function isOfOne(record: JournalRecord): record is RecordOfOne {
  return record.t !== 'note' && record.t !== 'batch';
}

function idOf(record: RecordOfOne): string {
  switch (record.t) {
    case 'op':
      return record.op.id;
    case 'job':
      return record.job.id;
    case 'state':
    case 'jobState':
      return record.id;
  }
}
