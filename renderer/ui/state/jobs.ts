/**
 * Print jobs: printing a badge, what became of it, and the question "did it come out?".
 *
 * Nobody waits for a printer: a job that has not come to its end in a few seconds is followed by the stream, and the end is told
 * wherever the operator is by then.
 */
import i18next from 'i18next';
import { create } from 'zustand';
import type { PrintJob } from '../../../shared/contract/printing.ts';
import type { ParticipantKey } from '../../../shared/operations/operation.ts';
import type { ParticipantView } from '../../../shared/operations/view.ts';
import { callOff, retryJobs } from '../printing/acts.ts';
import { findJobOf, isOpen } from '../printing/job-list.ts';
import { tellProblem } from '../printing/problem-text.ts';
import { saveTyped, settleChanges } from './changes.ts';
import { command } from './commands.ts';
import { openPerson } from './desk.ts';
import { showDialog } from './dialogs.ts';
import { focusSearch } from './focus.ts';
import { callPerson } from './naming.ts';
import { findArrival } from './participant-facts.ts';
import { usePart } from './part.ts';
import { showToast } from './toasts.ts';

interface JobsState {
  readonly jobs: readonly PrintJob[];
  /** People whose badge is being handed to the host right now. */
  readonly busy: readonly ParticipantKey[];
  /** The last badge of which the host would not even take the job, until the next attempt. */
  readonly failure: { readonly key: ParticipantKey } | null;
  /** Questions that the person has put off. */
  readonly putOff: readonly string[];
  /** The question that somebody has asked for: it comes before the others. */
  readonly asked: string | null;
  /** Jobs that this window started, and whose end has not been told yet. */
  readonly awaited: readonly string[];
  readonly last: ParticipantKey | null;
}

export const useJobs = create<JobsState>()(() => ({
  jobs: [],
  busy: [],
  failure: null,
  putOff: [],
  asked: null,
  awaited: [],
  last: null,
}));

/** What the engine tells: open jobs and the last ones. An end that was known before is no news: it may be tried again by now. */
export function acceptJobs(jobs: readonly PrintJob[]): void {
  const { awaited, jobs: before } = useJobs.getState();
  const isNews = ({ id, state, changedAt }: PrintJob): boolean =>
    !before.some((one) => one.id === id && one.state === state && one.changedAt === changedAt);
  const ended = jobs.filter(
    (job) => awaited.includes(job.id) && (job.state === 'printed' || job.state === 'failed') && isNews(job),
  );
  const told = new Set(ended.map(({ id }) => id));
  useJobs.setState({ jobs, awaited: awaited.filter((id) => !told.has(id)) });
  for (const job of ended) tellLateEnd(job);
}

function tellLateEnd(job: PrintJob): void {
  const name = job.name || i18next.t('common.nobody');
  if (job.state === 'printed') showToast('done', i18next.t('job.printedLate', { name }));
  else if (isOpen(job)) {
    const { what } = tellProblem(job.problem ?? 'other', job.reason, 'retry');
    showToast('problem', i18next.t('job.failedLate', { name, what }));
  }
}

/** Prints for the current part; asks first when this person has a badge already. One that is on its way is not printed again. */
export async function printBadge(view: ParticipantView): Promise<void> {
  const { perPart, partId, badgePart } = usePart.getState();
  const first = findArrival(view, perPart, partId);
  const under = findJobOf(useJobs.getState().jobs, [view.key]);
  const isSame = under !== null && under.partId === badgePart && isOpen(under);
  if (isSame && under.state === 'unknown') askAbout(under.id);
  else if (isSame && under.state !== 'failed') focusSearch();
  else if (first !== null) showDialog({ kind: 'secondBadge', view, first, via: 'printed' });
  else await runPrint(view.key, { purpose: 'badge' });
}

/** As `printBadge`, for a person whose panel is on the screen: what is typed there is saved first, since the badge is to show it. */
export async function printShown(view: ParticipantView): Promise<void> {
  if (await saveTyped(view.key)) await printBadge(view);
}

/** Prints a badge of somebody who has one: no second arrival is recorded. @param reason null where none is asked */
export function reprintBadge(view: ParticipantView, reason: string | null): Promise<void> {
  return runPrint(view.key, { purpose: 'reprint', reprintReason: reason });
}

async function runPrint(
  key: ParticipantKey,
  options: { readonly purpose: 'badge' | 'reprint'; readonly reprintReason?: string | null },
): Promise<void> {
  const { busy, jobs } = useJobs.getState();
  if (busy.includes(key)) return;
  useJobs.setState((state) => ({ busy: [...state.busy, key], failure: null, last: key }));
  focusSearch();
  await settleChanges();
  const { badgePart } = usePart.getState();
  // what failed before is answered by this one: left in the queue, it could be printed a second time
  const before = findJobOf(jobs, [key]);
  if (before?.state === 'failed' && isOpen(before)) await callOff(before.id);
  const result = await command((engine) => engine.print(key, badgePart, options));
  useJobs.setState((state) => ({ busy: state.busy.filter((one) => one !== key) }));
  if (result === null) useJobs.setState({ failure: { key } });
  else acceptJob(result.job);
}

/** The job that the host gave for a badge: at its end, or on its way. The stream may have told a later state already. */
function acceptJob(given: PrintJob): void {
  const known = useJobs.getState().jobs.find(({ id }) => id === given.id);
  const job = known !== undefined && known.changedAt > given.changedAt ? known : given;
  const isOver = job.state === 'printed' || job.state === 'failed';
  useJobs.setState(({ jobs, awaited }) => ({
    jobs: [...jobs.filter(({ id }) => id !== job.id), job],
    awaited: [...awaited.filter((id) => id !== job.id), ...(isOver ? [] : [job.id])],
  }));
  if (job.state === 'printed')
    showToast('done', i18next.t('printing.printed', { name: job.name || i18next.t('common.nobody') }));
}

/** "Did it come out?" has been answered; `again`: it did not, and is to be printed once more. */
export async function answerJob(job: PrintJob, cameOut: boolean, again = false): Promise<void> {
  const result = await command((engine) => engine.answerJob(job.id, cameOut));
  focusSearch();
  if (result === null) return;
  acceptJob(result.job);
  if (again) await retryBadge(job.id);
}

/** One answer for several. It ends at the first that cannot be kept, which the person has been told. @returns how many were answered */
export async function answerJobs(jobs: readonly PrintJob[], cameOut: boolean): Promise<number> {
  const ids = new Set(jobs.map(({ id }) => id));
  useJobs.setState(({ awaited }) => ({ awaited: awaited.filter((id) => !ids.has(id)) })); // the person knows how they ended
  let answered = 0;
  for (const id of ids) {
    const result = await command((engine) => engine.answerJob(id, cameOut));
    if (result === null) return answered;
    answered += 1;
  }
  return answered;
}

/** The same badge once more: nothing of it has come out. */
export async function retryBadge(jobId: string): Promise<void> {
  useJobs.setState((state) => ({ awaited: [...state.awaited.filter((id) => id !== jobId), jobId] }));
  focusSearch();
  await retryJobs([jobId]);
}

type Questions = Pick<JobsState, 'jobs' | 'putOff' | 'asked'>;

/** The job to ask about: unknown, and not put off. */
export function findQuestion(state: Questions): PrintJob | null {
  const waiting = listQuestions(state);
  return waiting.find(({ id }) => id === state.asked) ?? waiting[0] ?? null;
}

/** Questions that wait behind the one that is asked. */
export function countFurtherQuestions(state: Questions): number {
  return Math.max(0, listQuestions(state).length - 1);
}

function listQuestions({ jobs, putOff }: Questions): readonly PrintJob[] {
  return jobs.filter((job) => job.state === 'unknown' && !putOff.includes(job.id));
}

export function putOffQuestion(jobId: string): void {
  useJobs.setState((state) => ({ putOff: [...state.putOff, jobId] }));
  requestAnimationFrame(focusSearch);
}

/** They are answered together in the queue. */
export function putOffAllQuestions(): void {
  useJobs.setState((state) => ({ putOff: [...state.putOff, ...listQuestions(state).map(({ id }) => id)] }));
}

export function askAgain(): void {
  useJobs.setState({ putOff: [] });
}

/** The question about this one job, from the queue or the panel: it comes first. */
export function askAbout(jobId: string): void {
  useJobs.setState(({ putOff }) => ({ asked: jobId, putOff: putOff.filter((id) => id !== jobId) }));
}

/** The badge printed last at this station, once more (with the question that a second badge needs). */
export async function reprintLast(): Promise<void> {
  const { last, jobs } = useJobs.getState();
  const ofPeople = jobs.filter(({ purpose }) => purpose === 'badge' || purpose === 'reprint');
  const newest = ofPeople.sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1))[0];
  const key = last ?? (newest?.participant as ParticipantKey | undefined) ?? null;
  if (key === null) {
    showToast('problem', i18next.t('printing.nothingToReprint'));
    return;
  }
  const view = await openPerson(key);
  if (view !== null) await printBadge(view);
}

/**
 * Records an arrival without printing; asks first when one is recorded already. A badge record is final: it leaves at once, and
 * there is nothing to undo.
 */
export async function letIn(view: ParticipantView, via: 'handedOut' | 'withoutBadge', again = false): Promise<void> {
  const { perPart, partId, badgePart } = usePart.getState();
  const first = findArrival(view, perPart, partId);
  if (first !== null && !again) {
    showDialog({ kind: 'secondBadge', view, first, via });
    return;
  }
  const result = await command((engine) => engine.letIn(view.key, badgePart, via));
  focusSearch();
  if (result === null) return;
  // this is the arrival: a badge that still waits would record another one when it comes out
  const waiting = findJobOf(useJobs.getState().jobs, [view.key]);
  if (waiting !== null && isOpen(waiting) && waiting.state !== 'unknown') await callOff(waiting.id);
  useJobs.setState({ failure: null });
  const name = callPerson(view);
  showToast('done', i18next.t(via === 'handedOut' ? 'participant.handedOut' : 'participant.letInDone', { name }));
}
