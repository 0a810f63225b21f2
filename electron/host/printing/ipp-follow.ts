/**
 * What becomes of a job at an IPP printer.
 *
 *   pending, held, processing, stopped ──▶ completed   printed
 *              │  (why it waits is told)    canceled    failed; nothing came out where it never began
 *              └── no answer for long ──▶   aborted     failed; the same
 *                  unknown                  forgotten   unknown
 *
 * Invariant: only the job's own state ends it. That the document was taken, that the printer is idle again, that the connection is
 * gone: all of that says nothing of the paper.
 */
import { wait, type Timers } from '../timers.ts';
import type { CancelOutcome, PrintOutcome, PrintTask } from './backend.ts';
import type { IppLine } from './ipp-exchange.ts';
import {
  askJob,
  askStatus,
  cancelJob,
  type IppJob,
  isForgotten,
  isOver,
  isUntouched,
  JOB_STATE,
  type NotDone,
} from './ipp-jobs.ts';
import { type FoundProblem, readJobReasons } from './ipp-problems.ts';
import { type IppDescription, readProblemsNow } from './ipp-printer.ts';
import { numbersOf } from './ipp-message.ts';

export interface FollowOptions {
  readonly timers: Timers;
  readonly signal: AbortSignal;
  readonly tell: PrintTask['tell'];
  /** A printer that does not answer is given so long; it may be starting again. */
  readonly lostMs: number;
}

const QUESTION_MS = 5000;
/** A badge takes a second or two: it is looked at often at first, and not for ever. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1000;
const PRINTER_PROCESSING = 4;

/** Follows a job to its end; as long as the paper is out, if it must be. */
export async function followJob(line: IppLine, id: number, options: FollowOptions): Promise<PrintOutcome> {
  const { timers, signal } = options;
  const tell = tellChanges(options.tell);
  let lostSince: number | null = null;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    if (signal.aborted) return interrupted;
    const asked = await askJob(line, id);
    if (asked.ok) {
      lostSince = null;
      if (isOver(asked.value)) return readEnd(asked.value);
      tell(await findWhyItWaits(line, asked.value));
    } else {
      if (isForgotten(asked)) return forgotten(asked);
      lostSince ??= timers.now();
      if (timers.now() - lostSince >= options.lostMs) return lost(asked);
      tell(asked);
    }
    await waitOrStop(timers, signal, pause);
  }
}

/** Waits; shorter when nobody waits any longer. */
export async function waitOrStop(timers: Timers, signal: AbortSignal, ms: number): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      callOff();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const callOff = timers.after(ms, done);
    signal.addEventListener('abort', done);
  });
}

const interrupted: PrintOutcome = {
  state: 'unknown',
  problem: 'interrupted',
  reason: 'The desk stopped while the printer had the badge.',
};

function forgotten({ detail }: NotDone): PrintOutcome {
  return { state: 'unknown', problem: 'unconfirmed', reason: `The printer has forgotten the job: ${detail}` };
}

function lost({ detail }: NotDone): PrintOutcome {
  return { state: 'unknown', problem: 'unconfirmed', reason: detail };
}

/** The outcome of a job that is over. */
export function readEnd(job: IppJob): PrintOutcome {
  const words = job.message === '' ? job.reasons.join(', ') : job.message;
  switch (job.state) {
    case JOB_STATE.completed:
      if (job.reasons.includes('job-completed-with-errors')) {
        return { state: 'unknown', problem: readJobReasons(job.reasons)?.problem ?? 'other', reason: words };
      }
      // It was handed on to another device, which does not tell (RFC 8011, 5.3.8).
      if (job.reasons.includes('queued-in-device')) return { state: 'unknown', problem: 'unconfirmed', reason: words };
      return { state: 'printed' };
    case JOB_STATE.canceled:
      return { state: 'failed', problem: 'cancelled', reason: words, left: !isUntouched(job) };
    case JOB_STATE.aborted: {
      const problem = readJobReasons(job.reasons)?.problem ?? 'other';
      return { state: 'failed', problem, reason: words, left: !isUntouched(job) };
    }
    default:
      return { state: 'unknown', problem: 'unconfirmed', reason: words };
  }
}

async function findWhyItWaits(line: IppLine, job: IppJob): Promise<FoundProblem | null> {
  const printer = await askStatus(line, QUESTION_MS);
  const ofJob = readJobReasons(job.reasons);
  if (job.state === JOB_STATE.held || ofJob?.problem === 'held') {
    return { problem: 'held', detail: ofJob?.detail ?? job.message };
  }
  if (!printer.ok) return printer;
  const ofPrinter = readProblemsNow(printer.value)[0];
  if (ofPrinter !== undefined) return ofPrinter;
  if (ofJob !== null) return ofJob;
  const busy = job.state === JOB_STATE.pending && numbersOf(printer.value, 'printer-state')[0] === PRINTER_PROCESSING;
  return busy ? { problem: 'busy', detail: 'The printer prints another job.' } : null;
}

function tellChanges(tell: PrintTask['tell']): (found: FoundProblem | null) => void {
  let told = '';
  return (found) => {
    const now = found === null ? '' : `${found.problem}\n${found.detail}`;
    if (now === told) return;
    told = now;
    tell(found?.problem ?? null, found?.detail ?? '');
  };
}

export interface TakeBackOptions {
  readonly timers: Timers;
  /** So long the printer may take to cancel; a page that it is printing it may well finish first. */
  readonly cancelMs: number;
}

/** Takes a job back, and looks what became of it. */
export async function takeBack(
  line: IppLine,
  id: number,
  description: IppDescription,
  { timers, cancelMs }: TakeBackOptions,
): Promise<CancelOutcome> {
  const before = await askJob(line, id);
  if (!before.ok) return 'unknown';
  if (isOver(before.value)) return judgeEnd(before.value, false);
  const blocked = await isBlocked(line, before.value, description);
  // Refused or lost: the job's own state says what became of it all the same.
  await cancelJob(line, id);
  const until = timers.now() + cancelMs;
  do {
    const now = await askJob(line, id);
    if (now.ok && isOver(now.value)) return judgeEnd(now.value, blocked);
    if (!now.ok && isForgotten(now)) return 'unknown';
    await wait(timers, FIRST_PAUSE_MS);
  } while (timers.now() < until);
  return 'unknown';
}

/** `blocked`: the printer could not have moved a sheet when it was asked to stop. */
export function judgeEnd(job: IppJob, blocked: boolean): CancelOutcome {
  if (job.state === JOB_STATE.completed) return 'tooLate';
  if (job.state !== JOB_STATE.canceled && job.state !== JOB_STATE.aborted) return 'unknown';
  return isUntouched(job) || (blocked && (job.cameOut ?? 0) === 0) ? 'cancelled' : 'unknown';
}

/**
 * It stands still before its first page: out of paper or open, by a printer that counts what comes out. CUPS does not count; with it a
 * job stands still for certain only while the printer behind it cannot be reached.
 */
async function isBlocked(line: IppLine, job: IppJob, { isCups }: IppDescription): Promise<boolean> {
  const printer = await askStatus(line, QUESTION_MS);
  if (!printer.ok) return false;
  const problems = readProblemsNow(printer.value).map(({ problem }) => problem);
  if (isCups) return problems.includes('gone');
  return job.cameOut === 0 && problems.some((one) => one === 'paperOut' || one === 'coverOpen' || one === 'headOpen');
}
