/**
 * "Safe to close?": everything is sent, then everybody is read anew, and only then the answer is yes. The API has no count, so
 * what is known is known as of that reading.
 *
 *   none ──check──▶ sending ──unsent 0──▶ reading ──a newer complete sweep──▶ (safe)
 *
 * The answer itself follows from how the desk stands now: it changes by itself when something is recorded after the check.
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
  /** `before`: when the last complete sweep had ended; `seen`: this one has been seen running. */
  | { readonly phase: 'reading'; readonly before: string | null; readonly seen: boolean };

export const useClosing = create<{ readonly check: Check }>()(() => ({ check: { phase: 'none' } }));

export interface ClosingFacts {
  readonly hostGone: boolean;
  readonly connection: Pick<Connection, 'state' | 'sending' | 'parkedOperators'> | null;
  readonly sync: Pick<SyncState, 'unsent' | 'attention' | 'sweep' | 'busy'> | null;
  /** What this operator has to settle, of all that waits. */
  readonly ownAttention: number;
  /** Prints of which nobody has said whether they came out. */
  readonly prints: number;
  /** Journals that could not be read: what is in them is not counted as unsent. */
  readonly lostJournals: number;
}

export type Verdict =
  | { readonly is: 'hostGone' | 'unasked' | 'unaskedPaused' | 'doubt' | 'incomplete' | 'notFinished' }
  | { readonly is: 'attention' | 'others' | 'prints' | 'reading' | 'aside'; readonly count: number }
  | { readonly is: 'offline' | 'paused' | 'parked' | 'sending'; readonly unsent: number }
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
  const isNew = check.phase === 'reading' && sweep.last !== null && sweep.last.at !== check.before;
  if (isNew && sweep.state === 'idle') {
    return facts.lostJournals > 0 ? { is: 'aside', count: facts.lostJournals } : { is: 'safe', ...sweep.last };
  }
  if (connection.state === 'offline') return { is: 'unasked' };
  if (connection.state === 'paused') return { is: 'unaskedPaused' };
  if (check.phase === 'reading' && check.seen && sweep.state === 'idle') {
    return { is: sweep.incomplete ? 'incomplete' : 'notFinished' };
  }
  return { is: 'reading', count: sweep.read };
}

function judgeUnsent(
  connection: Pick<Connection, 'state' | 'sending' | 'parkedOperators'>,
  sync: Pick<SyncState, 'busy'>,
): 'offline' | 'paused' | 'parked' | 'sending' {
  if (connection.state !== 'online') return connection.state;
  return connection.parkedOperators.length > 0 && !connection.sending && !sync.busy ? 'parked' : 'sending';
}

/** Sends what is unsent, and has everybody read anew once it is. */
export async function checkClosing(): Promise<void> {
  useClosing.setState({ check: { phase: 'sending' } });
  try {
    await readEngine()?.syncNow();
  } catch (error) {
    showToast('problem', describeFailure('', String(error)));
  }
  advance();
}

export function forgetClosing(): void {
  useClosing.setState({ check: { phase: 'none' } });
}

useEngine.subscribe(() => advance());

function advance(): void {
  const { check } = useClosing.getState();
  const sync = useEngine.getState().sync;
  if (check.phase === 'none' || sync === null) return;
  if (check.phase === 'sending' && sync.unsent === 0) {
    useClosing.setState({ check: { phase: 'reading', before: sync.sweep.last?.at ?? null, seen: false } });
    void startSweep();
  } else if (check.phase === 'reading' && !check.seen && sync.sweep.state === 'running') {
    useClosing.setState({ check: { ...check, seen: true } });
  }
}

/** Has everybody read anew. What does not work is said. */
export async function startSweep(): Promise<void> {
  const begun = (await command((engine) => engine.sweepNow())) !== null;
  const { check } = useClosing.getState();
  // A reading that could not begin is one that did not finish.
  if (!begun && check.phase === 'reading') useClosing.setState({ check: { ...check, seen: true } });
}

/** The person's word about the people whom the server did not return. */
export async function answerDoubt(remove: boolean): Promise<void> {
  await command((engine) => engine.answerDoubt(remove));
}
