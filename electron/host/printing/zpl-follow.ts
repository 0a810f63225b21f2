/** Following a label by the printer's status: until it may be sent, and until it has come out. */
import type { PrinterProblem } from '../../../shared/contract/printing.ts';
import type { Timers } from '../timers.ts';
import type { PrintOutcome } from './backend.ts';
import type { ZplStatus } from './zpl-status.ts';

export interface FollowLimits {
  /** An inquiry is answered within that. */
  readonly answerMs: number;
  /** Between two inquiries. */
  readonly pollMs: number;
  /** A printer that answered before and says nothing for so long is given up. Some are silent while their head is open. */
  readonly silenceMs: number;
}

interface Following {
  readonly timers: Timers;
  readonly limits: FollowLimits;
  readonly tell: (problem: PrinterProblem | null, detail: string) => void;
  readonly signal: AbortSignal;
}

/** How it is now; null = no answer in time; rejects when the connection breaks. */
type Ask = () => Promise<ZplStatus | null>;

/**
 * Waits while the printer has a fault: with nothing sent, the badge may still go elsewhere. `answers`: it is known to be one that
 * answers, so its silence is a fault, too. `dropAll`: labels that still wait in it are taken back first.
 * @returns how it is when it can print; null when it cannot be asked at all; `gone` when it fell silent or was called off
 */
export async function waitUntilReady(
  ask: Ask,
  following: Following & { answers: boolean; dropAll: (() => Promise<void>) | null },
): Promise<ZplStatus | null | 'gone'> {
  const { timers, limits, signal, answers } = following;
  const tell = tellChanges(following.tell);
  let heard = answers ? timers.now() : null;
  let { dropAll } = following;
  let unanswered = 0;
  while (!signal.aborted) {
    const status = await ask();
    if (status === null) {
      unanswered += 1;
      if (heard === null) {
        if (unanswered === ASKED_BEFORE_MUTE) return null;
        continue;
      }
      if (timers.now() - heard > limits.silenceMs) return 'gone';
      tell(silent);
    } else {
      heard = timers.now();
      if (dropAll !== null && status.pending > 0) {
        await dropAll();
        dropAll = null;
        continue;
      }
      const [fault] = status.problems;
      tell(fault);
      if (fault === undefined) return status;
    }
    await pause(timers, limits.pollMs, signal);
  }
  return 'gone';
}

/**
 * Asks until the label has come out: the printer has none left, is in the middle of none and has no fault, twice in a row (the
 * first may be from before it began). `takeBack`: a label that a fault holds is taken back with `~JA` where no others' labels would
 * go with it (`foreign`); a label that is on its way is not. Rejects when the connection breaks.
 */
export async function followLabel(
  ask: Ask,
  dropAll: () => Promise<void>,
  following: Following & { takeBack: AbortSignal; foreign: boolean },
): Promise<PrintOutcome> {
  const { timers, limits, signal, takeBack, foreign } = following;
  const tell = tellChanges(following.tell);
  let heard = timers.now();
  let atRest = 0;
  let dropped = 0;
  for (;;) {
    if (signal.aborted) {
      return { state: 'unknown', problem: 'interrupted', reason: 'The desk stopped while the label was printed.' };
    }
    const status = await ask();
    if (status === null) {
      atRest = 0;
      if (timers.now() - heard > limits.silenceMs) {
        return { state: 'unknown', problem: 'unconfirmed', reason: 'The printer has stopped answering.' };
      }
      tell(silent);
    } else {
      heard = timers.now();
      const [fault] = status.problems;
      const empty = status.pending === 0 && !status.partial;
      if (dropped > 0 && empty) {
        return { state: 'failed', problem: 'cancelled', reason: 'Taken back from the printer.', left: false };
      }
      if (dropped > 0) {
        dropped += 1;
        if (dropped > dropPolls) {
          return { state: 'unknown', problem: 'cancelled', reason: 'The printer did not give the label back.' };
        }
      }
      tell(fault);
      if (empty && fault === undefined) {
        atRest += 1;
        if (atRest === 2) return { state: 'printed' };
      } else {
        atRest = 0;
      }
      if (takeBack.aborted && fault !== undefined && dropped === 0) {
        // A fault without a label left is one that came after it: then it may be out.
        if (status.pending === 0 || foreign) {
          return { state: 'unknown', problem: 'cancelled', reason: fault.detail };
        }
        await dropAll();
        dropped = 1;
      }
    }
    await pause(timers, limits.pollMs, AbortSignal.any([signal, takeBack.aborted ? signal : takeBack]));
  }
}

/** One that sleeps, or is behind a slow network, answers the second question: the first is not all that it gets. */
const ASKED_BEFORE_MUTE = 2;

const silent = { problem: 'other', detail: 'The printer does not answer: labels, ribbon, head?' } as const;

/** The printer needs a moment to drop what it has. */
const dropPolls = 8;

type Fault = { readonly problem: PrinterProblem; readonly detail: string } | undefined;

/** Tells only what is new; that all is well only after something was not. */
function tellChanges(tell: Following['tell']): (fault: Fault) => void {
  let last: Fault;
  return (fault) => {
    if (fault?.problem === last?.problem && fault?.detail === last?.detail) return;
    last = fault;
    if (fault === undefined) tell(null, '');
    else tell(fault.problem, fault.detail);
  };
}

/** Waits, or less when called. */
function pause(timers: Timers, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      callOff();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const callOff = timers.after(ms, end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
