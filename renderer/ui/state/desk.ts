/** The search, its results, and what the right side of the desk shows. */
import { create } from 'zustand';
import type { Operation, ParticipantKey } from '../../../shared/operations/operation.ts';
import type { ParticipantView } from '../../../shared/operations/view.ts';
import type { ResultRow, Results } from '../../engine/api.ts';
import { describeFailure } from './commands.ts';
import { clearDrafts, warnOfDraft } from './drafts.ts';
import { readEngine, useEngine } from './engine.ts';
import { focusSearch } from './focus.ts';
import { callPerson } from './naming.ts';
import { prefillFromQuery, type Prefill } from './prefill.ts';
import { showToast } from './toasts.ts';

export type Panel =
  | { readonly kind: 'none' }
  /** `opening` tells apart two openings, also of the same person: forms start anew with each. */
  | { readonly kind: 'participant'; readonly asked: ParticipantKey; readonly opening: number }
  | { readonly kind: 'create'; readonly prefill: Prefill; readonly opening: number }
  /** The form again, for a registration that was refused. */
  | { readonly kind: 'correct'; readonly operation: Operation; readonly opening: number }
  | { readonly kind: 'runet'; readonly query: string; readonly opening: number }
  | { readonly kind: 'attention' };

interface DeskState {
  readonly query: string;
  /** Null until the engine has answered. */
  readonly results: Results | null;
  /** Index of the row that Enter opens. */
  readonly current: number;
  readonly panel: Panel;
  readonly view: ParticipantView | null;
  /** The person that was open is not in the event: not any more, or not yet, since their registration waits in attention. */
  readonly gone: boolean;
}

const EMPTY: DeskState = { query: '', results: null, current: 0, panel: { kind: 'none' }, view: null, gone: false };
export const useDesk = create<DeskState>()(() => EMPTY);

let openings = 0;

export function clearDesk(): void {
  clearDrafts();
  useDesk.setState(EMPTY);
}

export function setQuery(query: string): void {
  useDesk.setState({ query, current: 0 });
  void runSearch();
}

/** Asks the engine for what the box says. */
export async function runSearch(): Promise<void> {
  // An engine that is still opening knows nobody: that is no answer.
  if (useEngine.getState().phase !== 'open') return;
  try {
    const results = await readEngine()?.search(useDesk.getState().query);
    if (results !== undefined) acceptResults(results);
  } catch (error) {
    showToast('problem', describeFailure('', String(error)));
  }
}

/** Results of a query that has been typed over meanwhile are left out. The chosen row stays chosen when rows move. */
export function acceptResults(results: Results): void {
  useDesk.setState((state) => {
    if (results.query !== state.query) return {};
    return { results, current: findCurrent(state.results, state.current, results) };
  });
  settleWaiting();
}

function findCurrent(before: Results | null, current: number, results: Results): number {
  if (before?.query !== results.query) return 0;
  const key = before.rows[current]?.key;
  const moved = results.rows.findIndex((row) => row.key === key);
  return moved === -1 ? Math.max(0, Math.min(current, results.rows.length - 1)) : moved;
}

export function moveCurrent(step: number): void {
  useDesk.setState(({ current, results }) => ({
    current: Math.max(0, Math.min(current + step, (results?.rows.length ?? 0) - 1)),
  }));
}

/**
 * Enter in the search box. A scanner presses it before the results are there, so it waits for those of this very query; a
 * code that names one person opens that person, unless another row was chosen by the arrows.
 */
export async function openCurrent(): Promise<void> {
  const { query, current, panel } = useDesk.getState();
  // The person before is put away at once: nothing may be done to them in the moment in which this one is looked up.
  if (panel.kind === 'participant') leavePerson({ kind: 'none' });
  if (query.trim() !== '' && current === 0) {
    const key = (await readEngine()?.resolveCode(query)) ?? null;
    if (key !== null) {
      await openPerson(key);
      // A code is nobody's name: with the person open, "nobody found" would only confuse.
      if ((await waitForResults(query))?.rows.length === 0) setQuery('');
      return;
    }
  }
  const results = await waitForResults(query);
  const row = results?.rows[useDesk.getState().current];
  if (row !== undefined) await openPerson(row.key);
}

export async function openNth(n: number): Promise<void> {
  const row: ResultRow | undefined = useDesk.getState().results?.rows[n - 1];
  if (row === undefined) return;
  useDesk.setState({ current: n - 1 });
  await openPerson(row.key);
}

/** Shows a person on the right. @returns the view, or null when there is nobody by this key. */
export async function openPerson(key: ParticipantKey): Promise<ParticipantView | null> {
  warnOfUnsaved();
  openings += 1;
  const opening = openings;
  useDesk.setState({ panel: { kind: 'participant', asked: key, opening }, view: null, gone: false });
  focusSearch();
  let view: ParticipantView | null = null;
  try {
    view = (await readEngine()?.watch(key)) ?? null;
  } catch (error) {
    showToast('problem', describeFailure('', String(error)));
  }
  const { panel } = useDesk.getState();
  if (panel.kind === 'participant' && panel.opening === opening) useDesk.setState({ view, gone: view === null });
  return view;
}

export function acceptParticipant(asked: ParticipantKey, view: ParticipantView | null): void {
  const { panel } = useDesk.getState();
  if (panel.kind !== 'participant' || panel.asked !== asked) return;
  // What is on the screen stays readable when the person is gone.
  useDesk.setState((state) => ({ view: view ?? state.view, gone: view === null }));
}

export function openCreate(): void {
  const { query, results } = useDesk.getState();
  const nobody = results !== null && results.query === query && results.rows.length === 0;
  leavePerson({ kind: 'create', prefill: nobody ? prefillFromQuery(query) : {}, opening: (openings += 1) });
}

export function openCorrection(operation: Operation): void {
  leavePerson({ kind: 'correct', operation, opening: (openings += 1) });
}

export function openRunet(): void {
  leavePerson({ kind: 'runet', query: useDesk.getState().query.trim(), opening: (openings += 1) });
}

export function openAttention(): void {
  leavePerson({ kind: 'attention' });
}

export function closePanel(): void {
  leavePerson({ kind: 'none' });
  focusSearch();
}

function leavePerson(panel: Panel): void {
  warnOfUnsaved();
  if (useDesk.getState().panel.kind === 'participant') void readEngine()?.watch(null);
  useDesk.setState({ panel, view: null, gone: false });
}

/** Clears the search, so that the list shows the recent people. */
export function clearSearch(): void {
  if (useDesk.getState().query !== '') setQuery('');
  focusSearch();
}

function warnOfUnsaved(): void {
  const { panel, view } = useDesk.getState();
  if (panel.kind === 'participant' && view !== null) warnOfDraft(view.key, callPerson(view));
}

const waiting = new Set<() => void>();

/** Results of this query; null when it was typed over before they came. */
function waitForResults(query: string): Promise<Results | null> {
  return new Promise((resolve) => {
    const look = (): void => {
      const state = useDesk.getState();
      if (state.query !== query) finish(null);
      else if (state.results?.query === query) finish(state.results);
    };
    const finish = (results: Results | null): void => {
      waiting.delete(look);
      resolve(results);
    };
    waiting.add(look);
    look();
  });
}

function settleWaiting(): void {
  for (const look of waiting) look();
}
