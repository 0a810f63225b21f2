/** Print jobs: printing a badge, what became of it, and the question "did it come out?". */
import i18next from 'i18next';
import { create } from 'zustand';
import type { PrintJob } from '../../../shared/contract/station.ts';
import type { ParticipantKey } from '../../../shared/operations/operation.ts';
import type { ParticipantView } from '../../../shared/operations/view.ts';
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
  /** People whose badge is being printed right now. */
  readonly busy: readonly ParticipantKey[];
  /** The last badge that was not printed, until the next attempt. */
  readonly failure: { readonly key: ParticipantKey; readonly reason: string } | null;
  /** Questions that the person has put off. */
  readonly putOff: readonly string[];
  /** Jobs that this window started: their PDF can still be shown. */
  readonly fresh: readonly string[];
  readonly last: ParticipantKey | null;
}

export const useJobs = create<JobsState>()(() => ({
  jobs: [],
  busy: [],
  failure: null,
  putOff: [],
  fresh: [],
  last: null,
}));

export function acceptJobs(jobs: readonly PrintJob[]): void {
  useJobs.setState({ jobs });
}

/** Prints for the current part; asks first when this person has a badge already. */
export async function printBadge(view: ParticipantView, again = false): Promise<void> {
  const { perPart, partId, badgePart } = usePart.getState();
  const first = findArrival(view, perPart, partId);
  if (first !== null && !again) {
    showDialog({ kind: 'secondBadge', view, first, via: 'printed' });
    return;
  }
  const { key } = view;
  if (useJobs.getState().busy.includes(key)) return;
  useJobs.setState((state) => ({ busy: [...state.busy, key], failure: null, last: key }));
  focusSearch();
  const result = await command((engine) => engine.print(key, badgePart));
  useJobs.setState((state) => ({ busy: state.busy.filter((one) => one !== key) }));
  if (result === null) useJobs.setState({ failure: { key, reason: '' } });
  else acceptEnd(result.job, key);
}

/** "Did it come out?" has been answered. */
export async function answerJob(job: PrintJob, cameOut: boolean): Promise<void> {
  const result = await command((engine) => engine.answerJob(job.id, cameOut));
  focusSearch();
  if (result !== null) acceptEnd(result.job, job.participant as ParticipantKey);
}

function acceptEnd(job: PrintJob, key: ParticipantKey): void {
  useJobs.setState((state) => ({
    jobs: [...state.jobs.filter((one) => one.id !== job.id), job],
    fresh: [...state.fresh, job.id],
  }));
  if (job.state === 'printed')
    showToast('done', i18next.t('printing.printed', { name: job.name || i18next.t('common.nobody') }));
  if (job.state === 'failed') useJobs.setState({ failure: { key, reason: job.reason } });
}

/** The job to ask about: unknown, and not put off. */
export function findQuestion(state: JobsState): PrintJob | null {
  return state.jobs.find((job) => job.state === 'unknown' && !state.putOff.includes(job.id)) ?? null;
}

export function putOffQuestion(jobId: string): void {
  useJobs.setState((state) => ({ putOff: [...state.putOff, jobId] }));
  requestAnimationFrame(focusSearch);
}

export function askAgain(): void {
  useJobs.setState({ putOff: [] });
}

/** The badge printed last at this station, once more (with the question that a second badge needs). */
export async function reprintLast(): Promise<void> {
  const { last, jobs } = useJobs.getState();
  const newest = [...jobs].sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1))[0];
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
  useJobs.setState({ failure: null });
  const name = callPerson(view);
  showToast('done', i18next.t(via === 'handedOut' ? 'participant.handedOut' : 'participant.letInDone', { name }));
}
