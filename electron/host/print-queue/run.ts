/** A job in its lane, from the moment it has left the line. */
import type { StoredJob } from '../journal/record.ts';
import type { Trouble } from './lane-options.ts';

export interface Run {
  readonly job: StoredJob;
  handedOver: boolean;
  trouble: Trouble | null;
  readonly abort: AbortController;
  cancelling: Promise<'cancelled' | 'tooLate' | 'unknown'> | null;
  /** Where it goes when the printer gives it up; null = it is cancelled. */
  target: string | null;
  /** A person or a rule has taken it back: before it was handed over, or the printer has given it up. */
  isTaken: boolean;
  readonly taken: Promise<'taken'>;
  readonly take: () => void;
}

export function beginRun(job: StoredJob): Run {
  let take: () => void = () => undefined;
  const taken = new Promise<'taken'>((resolve) => (take = () => resolve('taken')));
  const abort = new AbortController();
  return {
    ...{ job, abort, taken, take, handedOver: false, trouble: null, cancelling: null, target: null, isTaken: false },
  };
}

/** Asked anew each time: it changes while others work. */
export function isTaken(run: Run): boolean {
  return run.isTaken;
}
