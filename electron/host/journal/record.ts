/**
 * What the journal holds, and the one function that says which changes of state there are (operation.ts has the diagram).
 *
 * Invariant: `applyRecord` is pure, and nothing changes an operation but it.
 */
import { type PrintJob, STANDARD_TEMPLATE } from '../../../shared/contract/printing.ts';
import type { Note } from '../../../shared/operations/note.ts';
import {
  type AttentionReason,
  countHandOvers,
  type FieldValues,
  FINAL,
  isHandedOver,
  type NewOperation,
  type Operation,
  type OperationState,
  type StateName,
} from '../../../shared/operations/operation.ts';
import { emailOf, fullNameOf } from '../../../shared/operations/view.ts';

export type OperatorStamp = Operation['operator'];

/** A print job with all that it takes to print it, and the badge operation that it records when it came out. */
export interface StoredJob extends Omit<PrintJob, 'dismissed'> {
  /** Null: it records nothing. */
  readonly badge: NewOperation | null;
  readonly stamp: OperatorStamp;
  /** With the part, what chose template and printer. */
  readonly statusId: number | null;
  /** A BadgeContent as JSON; null when nothing is printed from it any more, or it was not kept (before version 3 of the file). */
  readonly content: string | null;
  /** A person looked and nothing came out: what a printer remembers of it does not count. */
  readonly again?: true;
  /** Of a failed one: somebody has seen it, and it is no longer told. */
  readonly dismissed?: true;
  /** Records were lost to a damage while it was open: its badge may have been recorded and sent (mend-prints.ts). */
  readonly lostSight?: true;
}

/** A print job as it was stored before version 3 of the file. */
export type EarlierJob = Pick<
  StoredJob,
  'id' | 'participant' | 'name' | 'partId' | 'state' | 'reason' | 'madeAt' | 'operator' | 'badge' | 'stamp'
> &
  Partial<StoredJob>;

/** What becomes of a print job. What it does not say stays as it is. */
export interface JobChange {
  readonly state: PrintJob['state'];
  readonly problem: PrintJob['problem'];
  readonly reason: string;
  readonly printer?: string | null;
  readonly tries?: number;
  readonly again?: true;
  readonly dismissed?: true;
}

/** People whose badges are printed together. */
export interface StoredBatch {
  readonly id: string;
  readonly title: string;
  readonly madeAt: string;
  readonly operator: string;
  readonly paused: boolean;
}

export type JournalRecord =
  /** A new operation, or one that had left for another station and has come back, as it came. */
  | { readonly t: 'op'; readonly op: Operation; readonly mended?: true }
  | {
      readonly t: 'state';
      readonly id: string;
      readonly state: OperationState;
      readonly at: string;
      /** What a person corrected the fields of a refused registration to; the `op` record keeps what they were. */
      readonly fields?: FieldValues;
      /** The walk-in is this person of RUNET-ID. */
      readonly existing?: number;
      /** Of one that is handed over: how often it has left a station now. */
      readonly handOvers?: number;
      /** It was written as `sending` ahead of its request, and nothing has left: that was no try. `at` is the one of before. */
      readonly unsent?: true;
      /** Records before it were lost to a damage: it is true whatever state they left behind (mend.ts). */
      readonly mended?: true;
    }
  /** A new print job; before version 3 of the file also one that has changed. */
  | { readonly t: 'job'; readonly job: EarlierJob; readonly mended?: true }
  /** Since version 3 of the file. */
  | ({ readonly t: 'jobState'; readonly id: string; readonly at: string; readonly mended?: true } & JobChange)
  /** A new batch, or one that was paused or goes on; since version 3 of the file. */
  | { readonly t: 'batch'; readonly batch: StoredBatch }
  /** A line of the audit trail; since version 2 of the file. */
  | { readonly t: 'note'; readonly note: Note };

export type OperationRecord = Extract<JournalRecord, { t: 'op' | 'state' }>;
export type JobRecord = Extract<JournalRecord, { t: 'job' | 'jobState' }>;

const NEXT: Readonly<Record<StateName, readonly StateName[]>> = {
  queued: ['sending', 'attention', 'withdrawn'],
  sending: ['accepted', 'queued', 'uncertain', 'attention'],
  accepted: ['done', 'attention'],
  uncertain: ['accepted', 'queued', 'attention', 'withdrawn'],
  attention: ['queued', 'accepted', 'withdrawn', 'attention'],
  done: [],
  withdrawn: ['accepted'],
};

export function mayBecome(from: StateName, to: StateName): boolean {
  return NEXT[from].includes(to);
}

const NEXT_OF_JOB: Readonly<Record<PrintJob['state'], readonly PrintJob['state'][]>> = {
  queued: ['printing', 'failed', 'queued'], // queued again: at another printer, or it is known why it waits
  printing: ['printed', 'failed', 'unknown', 'queued'], // queued again: nothing has left for the printer
  unknown: ['printed', 'failed'],
  printed: [],
  failed: ['queued', 'failed'], // failed again: it is dismissed
};

/**
 * What a record makes of the operation that it is about.
 * @param before the operation now; undefined when there is none of that id
 * @returns the operation after it, or null when the record does not fit
 */
export function applyToOperation(before: Operation | undefined, record: OperationRecord): Operation | null {
  if (record.t === 'op') {
    const isTaken = before === undefined || comesBack(before, record.op, record.mended);
    return isTaken ? record.op : null;
  }
  if (before === undefined) return null;
  if (record.mended === true ? hasEnded(before) : !fits(before.state, record.state)) return null;
  const corrected = record.fields === undefined ? before : correct(before, record.fields);
  if (corrected === null) return null;
  if (record.existing !== undefined && before.intent.kind !== 'create') return null;
  return {
    ...corrected,
    ...(record.existing === undefined ? {} : { existing: record.existing }),
    state: keepServerId(before.state, record.state),
    tries: countTries(before, record),
    changedAt: record.at,
    ...(isHandedOver(record) ? { handOvers: record.handOvers ?? countHandOvers(before) + 1 } : {}),
  };
}

/**
 * Whether an operation that left this station may be taken back: the copy that comes has left a station since. The very file in
 * which it left has not, nor has one of before.
 * @param mended records before it were lost: that it had left may be among them
 */
export function comesBack(before: Operation, after: Operation, mended = false): boolean {
  const isAway = mended ? !hasEnded(before) : isHandedOver(before);
  return isAway && countHandOvers(after) > countHandOvers(before);
}

/** What is said of it behind a damage cannot be true any more. What was handed over may have come back in between. */
function hasEnded(operation: Operation): boolean {
  return FINAL.has(operation.state.name) && !isHandedOver(operation);
}

function countTries({ tries, state }: Operation, record: Extract<OperationRecord, { t: 'state' }>): number {
  if (record.state.name === 'sending') return tries + 1;
  return record.unsent === true && state.name === 'sending' ? tries - 1 : tries;
}

/**
 * Whether the server took it is not known of an uncertain one: nobody gives it up, it only leaves with all that is known of it.
 * And only what left for another station comes back, as what the server has come to show.
 */
function fits(before: OperationState, after: OperationState): boolean {
  if (!mayBecome(before.name, after.name)) return false;
  if (before.name === 'withdrawn') return before.because === 'handedOver';
  return before.name !== 'uncertain' || after.name !== 'withdrawn' || after.because === 'handedOver';
}

const CORRECTABLE: ReadonlySet<AttentionReason['why']> = new Set(['refused', 'failing', 'exists']);

/** A refused registration with other fields, and whom they name. Null: it is not one. */
function correct(before: Operation, fields: FieldValues): Operation | null {
  const { intent, state, about } = before;
  if (intent.kind !== 'create' && intent.kind !== 'register') return null;
  if (state.name !== 'attention' || !CORRECTABLE.has(state.reason.why)) return null;
  const flat = { ru: fields, en: {}, flat: {} };
  return {
    ...before,
    intent: { ...intent, fields },
    about: { name: fullNameOf(flat).slice(0, 4000) || about.name, email: emailOf(flat).slice(0, 4000) },
  };
}

/** @returns the job after the record, or null when the record does not fit */
export function applyToJob(before: StoredJob | undefined, record: JobRecord): StoredJob | null {
  if (record.t === 'jobState') return before === undefined ? null : changeJob(before, record);
  const after = upgradeJob(record.job);
  // records before it were lost: the record holds the whole job, and is true
  if (record.mended === true) return before?.state === 'printed' ? null : after;
  if (before === undefined) return after.state === 'queued' ? after : null;
  return NEXT_OF_JOB[before.state].includes(after.state) ? after : null;
}

function changeJob(before: StoredJob, record: Extract<JobRecord, { t: 'jobState' }>): StoredJob | null {
  const { state, problem, reason, at, printer, tries, again, dismissed, mended } = record;
  if (mended === true ? before.state === 'printed' : !NEXT_OF_JOB[before.state].includes(state)) return null;
  const isOver = state === 'printed' || dismissed === true;
  return {
    ...before,
    ...{ state, problem, reason, changedAt: at },
    ...(printer === undefined ? {} : { printer }),
    ...(tries === undefined ? {} : { tries }),
    ...(again === undefined ? {} : { again }),
    ...(dismissed === undefined ? {} : { dismissed }),
    ...(isOver ? { content: null } : {}),
  };
}

/** Before version 3 of the file there was one template and one printer, and what is on the badge was not kept. */
function upgradeJob(job: EarlierJob): StoredJob {
  return {
    problem: null,
    changedAt: job.madeAt,
    purpose: 'badge',
    printer: null,
    template: STANDARD_TEMPLATE,
    templateVersion: 1,
    batch: null,
    reprintReason: null,
    tries: job.state === 'queued' ? 0 : 1,
    statusId: null,
    content: null,
    ...job,
  };
}

/** The badge operation of a job, as its being printed records it. */
export function recordBadge(
  badge: NewOperation,
  stamp: OperatorStamp,
  place: { readonly seq: number; readonly at: string },
  state: Operation['state'],
): Operation {
  const { seq, at } = place;
  return { ...badge, seq, operator: stamp, madeAt: at, state, tries: 0, changedAt: at };
}

/** `done` keeps the Id that `accepted` brought. */
function keepServerId(before: OperationState, after: OperationState): OperationState {
  return after.name === 'done' && before.name === 'accepted' ? { name: 'done', serverId: before.serverId } : after;
}
