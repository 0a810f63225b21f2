/** What a desk's process is started with, what it can be asked to do, and what it answers: JSON over the channel to its parent. */
import type { AttentionItem, Decision, PrintResult, Recorded, SyncState } from '../../renderer/engine/api.ts';
import type { PrintJob } from '../../shared/contract/printing.ts';
import type { Operation, ParticipantKey } from '../../shared/operations/operation.ts';
import type { Scalar } from '../../shared/ruvents/rows.ts';
import type { Dilation } from './dilation.ts';

export interface DeskOptions {
  readonly folder: string;
  readonly server: string;
  readonly hash: string;
  readonly login: string;
  readonly password: string;
  readonly fontsDir: string;
  readonly time: Dilation;
}

/** A person as a desk shows them, or as the server has them: the same shape, so that the two can be compared. */
export interface Shown {
  readonly names: readonly string[];
  readonly email: string;
  readonly phone: string;
  readonly position: string;
  readonly statuses: readonly (readonly [partId: number | null, statusId: number | null])[];
  /** Ids. */
  readonly badges: readonly (number | null)[];
}

export interface JournalRead {
  readonly operations: readonly Operation[];
  /** Print jobs, each with the id of the badge operation that it records when it came out. */
  readonly jobs: readonly { readonly id: string; readonly state: PrintJob['state']; readonly badge: string }[];
}

export interface Description {
  readonly state: SyncState | null;
  /** Operations that are not final, as the host has them. */
  readonly open: readonly Operation[];
}

export interface DeskCalls {
  create(input: {
    fields: Record<string, Scalar>;
    statuses: readonly { PartId: number | null; StatusId: number | null }[];
  }): Promise<Recorded>;
  setStatus(input: { key: ParticipantKey; partId: number | null; statusId: number | null }): Promise<Recorded>;
  saveProfile(input: { key: ParticipantKey; values: Record<string, Scalar> }): Promise<Recorded>;
  remove(input: { key: ParticipantKey }): Promise<Recorded>;
  letIn(input: { key: ParticipantKey; partId: number | null }): Promise<Recorded>;
  print(input: { key: ParticipantKey; partId: number | null }): Promise<PrintResult>;
  undo(input: { id: string }): Promise<{ undone: boolean }>;
  decide(input: { id: string; decision: Decision }): Promise<{ ok: boolean; code?: string }>;
  syncNow(input: null): Promise<null>;
  /** True: a sweep has begun. */
  sweepNow(input: null): Promise<boolean>;
  answerDoubt(input: { remove: boolean }): Promise<null>;
  /** The window is loaded anew; `forget`: its database has been deleted. */
  reload(input: { forget: boolean }): Promise<null>;
  /** As the window has it, which costs little. */
  count(input: null): Promise<{ readonly unsent: number; readonly attention: number }>;
  describe(input: null): Promise<Description>;
  history(input: { key: ParticipantKey }): Promise<readonly Operation[]>;
  attention(input: null): Promise<readonly AttentionItem[]>;
  /** Null for whom this desk does not know. */
  show(input: { keys: readonly ParticipantKey[] }): Promise<readonly (Shown | null)[]>;
  /** Ends the desk in good order, then reads its journal from the disk. */
  readJournal(input: null): Promise<JournalRead>;
  /** The process ends by itself, as it never should: for the proof that it is told. */
  fall(input: null): Promise<null>;
}

export type CallName = keyof DeskCalls;
export type CallInput<N extends CallName> = Parameters<DeskCalls[N]>[0];
export type CallOutput<N extends CallName> = Awaited<ReturnType<DeskCalls[N]>>;

export interface CallMessage {
  readonly call: number;
  readonly name: CallName;
  readonly input: unknown;
}

export type DeskMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly call: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly call: number; readonly message: string };
