/**
 * One page on its way to an IPP printer that has no job of its name yet.
 *
 * Invariant: the page is sent once. Create-Job goes first, so the job's number is known before the page leaves, and whatever breaks
 * after that is asked about by number. `left: false` is said where the printer has no page, or has taken the job back unbegun.
 */
import type { Timers } from '../timers.ts';
import type { PrintOutcome, PrintTask } from './backend.ts';
import type { IppLine } from './ipp-exchange.ts';
import { type FollowOptions, followJob, takeBack, waitOrStop } from './ipp-follow.ts';
import {
  askJob,
  createJob,
  type Done,
  findJobs,
  type IppJob,
  isEmpty,
  isOver,
  nameJob,
  type NotDone,
  printJob,
  sendDocument,
} from './ipp-jobs.ts';
import type { IppFields } from './ipp-message.ts';
import type { IppDescription } from './ipp-printer.ts';

export const PDF = 'application/pdf';

export interface HandOverContext {
  readonly timers: Timers;
  readonly busyMs: number;
  readonly lostMs: number;
  readonly cancelMs: number;
  readonly description: IppDescription;
  /** Aborted: a person has taken the job back. */
  readonly stop: AbortSignal;
  readonly line: IppLine;
  readonly onNumber: (number: number) => void;
  /** A connection of its own: beside one that is taken by the page, or after one that broke. */
  readonly withOtherLine: (
    use: (line: IppLine) => Promise<PrintOutcome>,
    otherwise: PrintOutcome,
  ) => Promise<PrintOutcome>;
}

export interface Page {
  readonly template: IppFields;
  readonly bytes: Uint8Array;
}

const BUSY_PAUSE_MS = 500;
/** A printer that takes longer than this to swallow the page is asked beside it how the job is. */
const SLOW_DOCUMENT_MS = 1500;

/** Hands the page over and follows its job to the end. */
export async function handOver(context: HandOverContext, task: PrintTask, page: Page): Promise<PrintOutcome> {
  const { description, line, stop } = context;
  const name = nameJob(task.id);
  const document = { format: PDF, bytes: page.bytes };
  if (!description.createsJobs) {
    const printed = await submitWhenFree(context, task, () => printJob(line, name, page.template, document));
    if (!printed.ok) return printed.left ? findLost(context, task, printed) : notSent(printed);
    context.onNumber(printed.value);
    return followJob(line, printed.value, followOptions(context, task));
  }
  const created = await submitWhenFree(context, task, () => createJob(line, name, page.template));
  // Even if it was made, it is empty: nothing comes out of it, and the next try finds it by its name and takes it back.
  if (!created.ok) return notSent(created);
  context.onNumber(created.value);
  if (stop.aborted || task.signal.aborted) {
    await takeBack(line, created.value, description, context);
    return notSent(stop.aborted ? cancelledBefore : stoppedBefore);
  }
  return sendPage(context, task, page, created.value);
}

/** A printer that prints for others is waited for: nothing has left yet. */
async function submitWhenFree(
  { timers, busyMs, stop }: HandOverContext,
  { tell, signal: closing }: PrintTask,
  submit: () => Promise<Done<number>>,
): Promise<Done<number>> {
  const signal = AbortSignal.any([closing, stop]);
  const until = timers.now() + busyMs;
  let told = false;
  for (;;) {
    if (signal.aborted) return stop.aborted ? cancelledBefore : stoppedBefore;
    const submitted = await submit();
    if (submitted.ok || submitted.problem !== 'busy' || timers.now() >= until) {
      if (told && submitted.ok) tell(null, '');
      return submitted;
    }
    if (!told) tell('busy', submitted.detail);
    told = true;
    await waitOrStop(timers, signal, BUSY_PAUSE_MS);
  }
}

async function sendPage(context: HandOverContext, task: PrintTask, page: Page, number: number): Promise<PrintOutcome> {
  const { line, timers } = context;
  const sending = sendDocument(line, number, { format: PDF, bytes: page.bytes });
  const quick = await within(timers, SLOW_DOCUMENT_MS, sending);
  if (quick !== null) return afterSending(context, task, number, quick);
  const stopped = new AbortController();
  const signal = AbortSignal.any([task.signal, stopped.signal]);
  const follow = (beside: IppLine): Promise<PrintOutcome> =>
    followJob(beside, number, { ...followOptions(context, task), signal });
  const refused = sending.then((sent) => {
    // Taken, or lost: the job that is being followed says what became of it.
    if (sent.ok || sent.left) return new Promise<never>(() => undefined);
    return afterSending(context, task, number, sent);
  });
  try {
    return await Promise.race([context.withOtherLine(follow, stillThere), refused]);
  } finally {
    stopped.abort();
  }
}

async function afterSending(
  context: HandOverContext,
  task: PrintTask,
  number: number,
  sent: Done<null>,
): Promise<PrintOutcome> {
  const { line, description } = context;
  if (sent.ok) return followJob(line, number, followOptions(context, task));
  if (sent.status === null) {
    const lookAgain = async (again: IppLine): Promise<PrintOutcome> => {
      if (await takeBackIfEmpty(again, number, context)) return notSent(sent);
      return followJob(again, number, followOptions(context, task));
    };
    return context.withOtherLine(lookAgain, stillThere);
  }
  const taken = await takeBack(line, number, description, context);
  if (taken === 'tooLate') return { state: 'printed' };
  return { state: 'failed', problem: sent.problem, reason: sent.detail, left: taken !== 'cancelled' };
}

/** It broke off before the printer had a page: nothing will come out once the job is taken back. */
async function takeBackIfEmpty(line: IppLine, number: number, context: HandOverContext): Promise<boolean> {
  const job = await askJob(line, number);
  if (!job.ok || isOver(job.value) || !isEmpty(job.value)) return false;
  return (await takeBack(line, number, context.description, context)) === 'cancelled';
}

/** Job and page left in one, and no answer came: only the job's name can tell whether it arrived. */
async function findLost(context: HandOverContext, task: PrintTask, lost: NotDone): Promise<PrintOutcome> {
  const { timers, lostMs, description } = context;
  const unknown: PrintOutcome = { state: 'unknown', problem: 'unconfirmed', reason: lost.detail };
  const until = timers.now() + lostMs;
  const look = async (line: IppLine): Promise<PrintOutcome> => {
    const found = await findJobs(line, nameJob(task.id), description);
    const job: IppJob | undefined = found.ok ? found.value.at(-1) : undefined;
    if (job === undefined) return unknown;
    context.onNumber(job.id);
    return followJob(line, job.id, followOptions(context, task));
  };
  for (;;) {
    const outcome = await context.withOtherLine(look, unknown);
    if (outcome !== unknown || task.signal.aborted || timers.now() >= until) return outcome;
    await waitOrStop(timers, task.signal, BUSY_PAUSE_MS);
  }
}

function followOptions({ timers, lostMs }: HandOverContext, { tell, signal }: PrintTask): FollowOptions {
  return { timers, lostMs, tell, signal };
}

/** The value, or null when it does not come in time. */
async function within<Value>(timers: Timers, ms: number, coming: Promise<Value>): Promise<Value | null> {
  let callOff: () => void = () => undefined;
  const late = new Promise<null>((resolve) => {
    callOff = timers.after(ms, () => resolve(null));
  });
  try {
    return await Promise.race([coming, late]);
  } finally {
    callOff();
  }
}

const cancelledBefore: NotDone = {
  ok: false,
  left: false,
  status: null,
  problem: 'cancelled',
  detail: 'It was cancelled before it left.',
};
const stoppedBefore: NotDone = {
  ...cancelledBefore,
  problem: 'interrupted',
  detail: 'The desk stopped before it printed.',
};

/** Nothing has left. */
export function notSent({ problem, detail }: NotDone): PrintOutcome {
  return { state: 'failed', problem, reason: detail, left: false };
}

/** An earlier job of the same badge may still print. */
export const stillThere: PrintOutcome = {
  state: 'unknown',
  problem: 'unconfirmed',
  reason: 'The printer has a job of this badge that could not be taken back.',
};
