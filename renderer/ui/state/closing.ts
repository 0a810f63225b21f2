/**
 * "Safe to close?": everything is sent, then everybody is read anew, and only then the answer is yes. The API has no count, so
 * what is known is known as of that reading.
 *
 *   none ──check──▶ sending ──unsent 0──▶ reading ──a newer complete sweep, and all that was taken is seen──▶ (safe)
 *                      ▲                   │  ▲  │
 *                      └──something unsent─┘  └──┘ the sweep began before the last answer: once more
 *
 * The answer itself follows from how the desk stands now: it changes by itself when something is recorded after the check. Each
 * way ends in words that a person can act on: what the server has taken and does not come to show is said after a while.
 */
import { create } from 'zustand';
import type { Connection } from '../../../shared/contract/station.ts';
import type { SyncState } from '../../engine/api.ts';
import { command, describeFailure } from './commands.ts';
import { readEngine, useEngine } from './engine.ts';
import { showToast } from './toasts.ts';

export type Check =
  | { readonly phase: 'none' }
  | { readonly phase: 'sending' }
  /**
   * `before`: when the last complete sweep had ended; `seen`: this one has been seen running; `waited`: what was taken has not
   * been seen for long after it.
   */
  | { readonly phase: 'reading'; readonly before: string | null; readonly seen: boolean; readonly waited: boolean };

/** What was taken is seen by the next pull or two, or is known as not taken after the quiet time (8 s). Milliseconds. */
const UNSEEN_MS = 30_000;

export const useClosing = create<{ readonly check: Check }>()(() => ({ check: { phase: 'none' } }));

export interface ClosingFacts {
  readonly hostGone: boolean;
  readonly connection: ClosingConnection | null;
  readonly sync: ClosingSync | null;
  /** What this operator has to settle, of all that waits. */
  readonly ownAttention: number;
  /** Prints of which nobody has said whether they came out. */
  readonly prints: number;
  /** Journals that could not be read: what is in them is not counted as unsent. */
  readonly lostJournals: number;
  /** Journals that were mended, of which nobody has taken note yet. */
  readonly damagedJournals: number;
}

type ClosingConnection = Pick<Connection, 'state' | 'sending' | 'parkedOperators' | 'problem'>;
type ClosingSync = Pick<SyncState, 'unsent' | 'attention' | 'accepted' | 'handedOver' | 'stuck' | 'sweep' | 'busy'>;

export type Verdict =
  | { readonly is: 'hostGone' | 'unasked' | 'unaskedPaused' | 'unaskedNoRights' }
  | { readonly is: 'doubt' | 'incomplete' | 'notFinished' | 'damaged' }
  | {
      readonly is: 'attention' | 'others' | 'prints' | 'reading' | 'unseen' | 'aside' | 'handedOver';
      readonly count: number;
    }
  | { readonly is: 'offline' | 'paused' | 'pausedNoRights' | 'parked' | 'waiting' | 'sending'; readonly unsent: number }
  | { readonly is: 'safe'; readonly at: string; readonly people: number };

/** @returns the one thing to say, the first obstacle first; null before anybody has asked */
export function judgeClosing(check: Check, facts: ClosingFacts): Verdict | null {
  if (check.phase === 'none') return null;
  const { connection, sync } = facts;
  if (facts.hostGone || connection === null || sync === null) return { is: 'hostGone' };
  if (facts.prints > 0) return { is: 'prints', count: facts.prints };
  if (facts.ownAttention > 0) return { is: 'attention', count: facts.ownAttention };
  if (sync.attention > 0) return { is: 'others', count: sync.attention };
  if (sync.unsent > 0) return { is: judgeUnsent(connection, sync), unsent: sync.unsent };
  const { sweep } = sync;
  if (sweep.state === 'doubt') return { is: 'doubt' };
  const ended = newSweepOf(check, sync);
  if (ended !== null && sweep.coversSent && sync.accepted === 0) {
    return findUnsendable(facts, sync) ?? { is: 'safe', ...ended };
  }
  if (connection.state === 'offline') return findUnsendable(facts, sync) ?? { is: 'unasked' };
  if (connection.state === 'paused') {
    return findUnsendable(facts, sync) ?? { is: lacksRights(connection) ? 'unaskedNoRights' : 'unaskedPaused' };
  }
  if (check.phase === 'reading' && check.waited && sync.accepted > 0) return { is: 'unseen', count: sync.accepted };
  if (check.phase === 'reading' && check.seen && sweep.state === 'idle' && ended === null) {
    return findUnsendable(facts, sync) ?? { is: sweep.incomplete ? 'incomplete' : 'notFinished' };
  }
  return { is: 'reading', count: sweep.read };
}

/** Nothing here is unsent, and yet not everything has been sent: what has left in a file, or cannot be read. */
function findUnsendable(facts: ClosingFacts, { handedOver }: ClosingSync): Verdict | null {
  if (facts.lostJournals > 0) return { is: 'aside', count: facts.lostJournals };
  if (facts.damagedJournals > 0) return { is: 'damaged' };
  return handedOver > 0 ? { is: 'handedOver', count: handedOver } : null;
}

/** The complete sweep that has ended since the question, when none is under way. */
function newSweepOf(check: Check, { sweep }: ClosingSync): ClosingSync['sweep']['last'] {
  if (check.phase !== 'reading' || sweep.state !== 'idle' || sweep.last?.at === check.before) return null;
  return sweep.last;
}

function judgeUnsent(
  connection: ClosingConnection,
  sync: ClosingSync,
): 'offline' | 'paused' | 'pausedNoRights' | 'parked' | 'waiting' | 'sending' {
  if (connection.state === 'offline') return 'offline';
  if (connection.state === 'paused') return lacksRights(connection) ? 'pausedNoRights' : 'paused';
  if (connection.sending) return 'sending';
  if (sync.stuck >= sync.unsent) return 'waiting'; // also while the desk syncs: a first sync without the list never ends
  return connection.parkedOperators.length > 0 && !sync.busy ? 'parked' : 'sending';
}

/** 101: another hash changes nothing, the organiser has to. */
function lacksRights({ problem }: ClosingConnection): boolean {
  return problem?.code === 'noRights';
}

/** Sends what is unsent, and has everybody read anew once it is. */
export async function checkClosing(): Promise<void> {
  changeCheck({ phase: 'sending' });
  try {
    await readEngine()?.syncNow();
  } catch (error) {
    showToast('problem', describeFailure('', String(error)));
  }
  advance();
}

export function forgetClosing(): void {
  changeCheck({ phase: 'none' });
}

useEngine.subscribe(() => advance());

function changeCheck(check: Check): void {
  if (check.phase !== 'reading') stopWaiting();
  useClosing.setState({ check });
}

function advance(): void {
  const { check } = useClosing.getState();
  const sync = useEngine.getState().sync;
  if (check.phase === 'none' || sync === null) return;
  if (check.phase === 'sending') {
    if (sync.unsent === 0) beginReading(sync);
    return;
  }
  const ended = newSweepOf(check, sync);
  if (sync.unsent > 0) changeCheck({ phase: 'sending' });
  else if (ended !== null && !sync.sweep.coversSent) beginReading(sync);
  else if (!check.seen && sync.sweep.state === 'running') changeCheck({ ...check, seen: true });
  else if (ended === null || sync.accepted === 0) stopWaiting();
  else waitToBeSeen();
}

function beginReading(sync: SyncState): void {
  stopWaiting();
  changeCheck({ phase: 'reading', before: sync.sweep.last?.at ?? null, seen: false, waited: false });
  void startSweep();
}

let waiting: ReturnType<typeof setTimeout> | null = null;

function waitToBeSeen(): void {
  waiting ??= setTimeout(() => {
    const { check } = useClosing.getState();
    if (check.phase === 'reading') changeCheck({ ...check, waited: true });
  }, UNSEEN_MS);
}

function stopWaiting(): void {
  if (waiting !== null) clearTimeout(waiting);
  waiting = null;
}

/** Has everybody read anew. What does not work is said. */
export async function startSweep(): Promise<void> {
  const begun = (await command((engine) => engine.sweepNow())) !== null;
  const { check } = useClosing.getState();
  // A reading that could not begin is one that did not finish.
  if (!begun && check.phase === 'reading') changeCheck({ ...check, seen: true });
}

/** The person's word about the people whom the server did not return. */
export async function answerDoubt(remove: boolean): Promise<void> {
  await command((engine) => engine.answerDoubt(remove));
}
