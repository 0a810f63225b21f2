/** The search, its results, and what the right side of the desk shows. */
import i18next from 'i18next';
import { create } from 'zustand';
import type { Operation, ParticipantKey } from '../../../shared/operations/operation.ts';
import type { ParticipantView } from '../../../shared/operations/view.ts';
import type { Filters, ResultRow, Results } from '../../engine/api.ts';
import { describeFailure } from './commands.ts';
import { clearDrafts, warnOfDraft } from './drafts.ts';
import { readEngine, useEngine } from './engine.ts';
import { answers, hasFilters, mergeFilters, NO_FILTERS } from './filters.ts';
import { fitsQuery } from './fits-query.ts';
import { focusSearch } from './focus.ts';
import { keepInPlace } from './in-place.ts';
import { callPerson } from './naming.ts';
import { prefillFromQuery, repairQuery, type Prefill } from './prefill.ts';
import { clearKept, dropKept, type KeptForm } from './scan-kept.ts';
import { showToast } from './toasts.ts';

export type Panel =
  | { readonly kind: 'none' }
  /** `opening` tells apart two openings, also of the same person: forms start anew with each. */
  | { readonly kind: 'participant'; readonly asked: ParticipantKey; readonly opening: number }
  | { readonly kind: 'create'; readonly prefill: Prefill; readonly opening: number; readonly kept?: KeptForm }
  /** The form again, for a registration that was refused. */
  | { readonly kind: 'correct'; readonly operation: Operation; readonly opening: number; readonly kept?: KeptForm }
  | { readonly kind: 'runet'; readonly query: string; readonly opening: number }
  | { readonly kind: 'attention'; readonly opening: number }
  /** How the desk stands with the server, in full. */
  | { readonly kind: 'sync'; readonly opening: number }
  /** How the station is, line by line. */
  | { readonly kind: 'health'; readonly opening: number }
  /** Printers, the queue of badges, rules of printing. */
  | { readonly kind: 'printing'; readonly opening: number };

interface DeskState {
  readonly query: string;
  /** They stay while people are searched for, scanned and opened, until they are taken off. */
  readonly filters: Filters;
  /** Null until the engine has answered. */
  readonly results: Results | null;
  /** Index of the row that Enter opens. */
  readonly current: number;
  readonly panel: Panel;
  readonly view: ParticipantView | null;
  /** The person that was open is not in the event: not any more, or not yet, since their registration waits in attention. */
  readonly gone: boolean;
}

const EMPTY: DeskState = {
  query: '',
  filters: NO_FILTERS,
  results: null,
  current: 0,
  panel: { kind: 'none' },
  view: null,
  gone: false,
};
export const useDesk = create<DeskState>()(() => EMPTY);

let openings = 0;

export function clearDesk(): void {
  clearDrafts();
  clearKept();
  openings += 1;
  underWay = null;
  useDesk.setState(EMPTY);
}

export function setQuery(query: string): void {
  useDesk.setState({ query, current: 0 });
  void runSearch();
}

export function setFilters(filters: Filters): void {
  useDesk.setState({ filters, current: 0 });
  void runSearch();
}

/** Words of the query that can be filters become filters. */
export function pinUnderstood(): void {
  const { results, filters } = useDesk.getState();
  const understood = results?.understood ?? null;
  if (understood === null) return;
  useDesk.setState({ query: understood.text, filters: mergeFilters(filters, understood.filters), current: 0 });
  void runSearch();
}

/**
 * Puts a text into the box. Whoever stands at the desk is shown, also past the filters: then these are taken off, and that is said.
 * @returns whom it finds; null when it was typed over before that was known
 */
export async function searchFor(query: string): Promise<Results | null> {
  setQuery(query);
  const results = await waitForResults(query);
  if (results === null || results.total > 0 || results.outside === 0) return results;
  setFilters(NO_FILTERS);
  showToast('done', i18next.t('filter.takenOff'));
  return waitForResults(query);
}

/** Asks the engine for what the box says. */
export async function runSearch(): Promise<void> {
  // An engine that is still opening knows nobody: that is no answer.
  if (useEngine.getState().phase !== 'open') return;
  try {
    const { query, filters } = useDesk.getState();
    const results = await readEngine()?.search(query, filters);
    if (results !== undefined) acceptResults(results);
  } catch (error) {
    showToast('problem', describeFailure('', String(error)));
  }
}

/** Results of a query that has been typed over meanwhile are left out. The chosen row stays chosen when rows move. */
export function acceptResults(results: Results): void {
  useDesk.setState((state) => {
    if (!answers(results, state)) return {};
    const shown = followResults(state, results);
    return { results: shown, current: findCurrent(state, shown) };
  });
  settleWaiting();
}

/** Recent people come in the order in which they were worked on; while everybody is being loaded, better ones still come. */
function followResults({ results: before, current }: DeskState, results: Results): Results {
  const isSettled = useEngine.getState().sync?.progress.phase === 'ready' && !isRecent(results);
  if (!isSettled || !answers(before, results)) return results;
  return { ...results, rows: keepInPlace(before.rows, results.rows, current) };
}

/** Nothing is searched for: the list is of those who were worked on last. */
export function isRecent({ query, filters }: Pick<Results, 'query' | 'filters'>): boolean {
  return query.trim() === '' && !hasFilters(filters);
}

function findCurrent({ results: before, current }: DeskState, results: Results): number {
  if (!answers(before, results)) return 0;
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
  const { query, current } = useDesk.getState();
  const found = { byCode: false };
  const view = await openFound(async () => {
    const key = query.trim() !== '' && current === 0 ? await readEngine()?.resolveCode(query) : null;
    found.byCode = key !== null && key !== undefined;
    return key ?? (await waitForCurrent(query))?.key ?? null;
  });
  // A code is nobody's name: with the person open, "nobody found" would only confuse.
  if (found.byCode && view !== null && (await waitForResults(query))?.rows.length === 0) setQuery('');
}

/** The n-th row of what the box says now, for which it waits as Enter does: never a row of the query before. */
export async function openNth(n: number): Promise<void> {
  const { query, results, filters } = useDesk.getState();
  if (answers(results, { query, filters }) && results.rows[n - 1] === undefined) return;
  await openFound(async () => {
    const row: ResultRow | undefined = (await waitForResults(query))?.rows[n - 1];
    if (row !== undefined) useDesk.setState({ current: n - 1 });
    return row?.key ?? null;
  });
}

/** The row that was clicked, as it was seen: also one of the query before, while the new results are on their way. */
export async function openRow(row: ResultRow): Promise<void> {
  useDesk.setState(({ results, current }) => {
    const index = results?.rows.findIndex((one) => one.key === row.key) ?? -1;
    return { current: index === -1 ? current : index };
  });
  await openPerson(row.key);
}

/** Shows a person on the right. @returns the view, or null when there is nobody by this key, or another opening came first. */
export function openPerson(key: ParticipantKey): Promise<ParticipantView | null> {
  openings += 1;
  return follow(openings, showPerson(key, openings));
}

/** Looks a person up, then shows them; whatever is opened or closed meanwhile puts an end to it. */
export function openFound(find: () => Promise<ParticipantKey | null>): Promise<ParticipantView | null> {
  // The person before is put away at once: nothing may be done to them in the moment in which this one is looked up.
  if (useDesk.getState().panel.kind === 'participant') leavePerson({ kind: 'none' });
  openings += 1;
  const opening = openings;
  const look = async (): Promise<ParticipantView | null> => {
    try {
      const key = await find();
      return key === null || openings !== opening ? null : await showPerson(key, opening);
    } catch (error) {
      showToast('problem', describeFailure('', String(error)));
      return null;
    }
  };
  return follow(opening, look());
}

async function showPerson(key: ParticipantKey, opening: number): Promise<ParticipantView | null> {
  warnOfUnsaved();
  useDesk.setState({ panel: { kind: 'participant', asked: key, opening }, view: null, gone: false });
  focusSearch();
  let view: ParticipantView | null = null;
  try {
    view = (await readEngine()?.watch(key)) ?? null;
  } catch (error) {
    showToast('problem', describeFailure('', String(error)));
  }
  if (openings !== opening) return null;
  useDesk.setState({ view, gone: view === null });
  return view;
}

/** How long a key that was pressed while somebody is being opened waits for them; and Enter, while people are being loaded, for somebody. */
const LONGEST_WAIT_MS = 3000;

let underWay: { readonly opening: number; readonly view: Promise<ParticipantView | null> } | null = null;

function follow(opening: number, view: Promise<ParticipantView | null>): Promise<ParticipantView | null> {
  const followed = view.finally(() => {
    if (underWay?.opening === opening) underWay = null;
  });
  underWay = { opening, view: followed };
  return followed;
}

/**
 * Does what a key asks for: at once, or, while somebody is being opened, when they are there. It is for that person: when
 * another is opened meanwhile, nothing is done; when it takes too long, that is said.
 */
export async function afterOpening(act: () => void): Promise<void> {
  if (underWay === null) {
    act();
    return;
  }
  const { opening, view } = underWay;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), LONGEST_WAIT_MS);
  });
  const opened = await Promise.race([view, late]);
  clearTimeout(timer);
  if (openings !== opening || opened === null) return;
  if (opened === 'late') showToast('problem', i18next.t('desk.stillOpening'));
  else
    setTimeout(() => {
      if (openings === opening) act(); // the panel has been drawn by now
    });
}

export function acceptParticipant(asked: ParticipantKey, view: ParticipantView | null): void {
  const { panel } = useDesk.getState();
  if (panel.kind !== 'participant' || panel.asked !== asked) return;
  // What is on the screen stays readable when the person is gone.
  useDesk.setState((state) => ({ view: view ?? state.view, gone: view === null }));
}

/** A fresh engine does not know whom this screen shows. */
export async function watchAgain(): Promise<void> {
  const { panel } = useDesk.getState();
  if (panel.kind !== 'participant') return;
  acceptParticipant(panel.asked, (await readEngine()?.watch(panel.asked)) ?? null);
}

export function openCreate(): void {
  const { query, filters, results } = useDesk.getState();
  const nobody = answers(results, { query, filters }) && !results.rows.some((row) => fitsQuery(row, query));
  leavePerson({ kind: 'create', prefill: nobody ? prefillFromQuery(query) : {}, opening: (openings += 1) });
}

export function openCorrection(operation: Operation): void {
  leavePerson({ kind: 'correct', operation, opening: (openings += 1) });
}

/** Returns to a form that was put aside. */
export function openKept(kept: KeptForm): void {
  dropKept(kept.id);
  const opening = (openings += 1);
  const { corrects } = kept;
  leavePerson(
    corrects === null
      ? { kind: 'create', prefill: {}, opening, kept }
      : { kind: 'correct', operation: corrects, opening, kept },
  );
}

export function openRunet(): void {
  leavePerson({ kind: 'runet', query: repairQuery(useDesk.getState().query), opening: (openings += 1) });
}

export function openAttention(): void {
  leavePerson({ kind: 'attention', opening: (openings += 1) });
}

export function openSync(): void {
  leavePerson({ kind: 'sync', opening: (openings += 1) });
}

export function openHealth(): void {
  leavePerson({ kind: 'health', opening: (openings += 1) });
}

export function openPrinting(): void {
  leavePerson({ kind: 'printing', opening: (openings += 1) });
}

export function closePanel(): void {
  leavePerson({ kind: 'none' });
  focusSearch();
}

function leavePerson(panel: Panel): void {
  warnOfUnsaved();
  openings += 1;
  underWay = null;
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

/**
 * Results of this query, as the filters are then; null when it was typed over before they came.
 * @param isEnough those that are waited for
 */
function waitForResults(query: string, isEnough: (results: Results) => boolean = () => true): Promise<Results | null> {
  return new Promise((resolve) => {
    const look = (): void => {
      const state = useDesk.getState();
      if (state.query !== query) finish(null);
      else if (answers(state.results, state) && isEnough(state.results)) finish(state.results);
    };
    const finish = (results: Results | null): void => {
      waiting.delete(look);
      resolve(results);
    };
    waiting.add(look);
    look();
  });
}

/** The chosen row of this query. While people are still being read or loaded, "nobody" is no answer yet: it waits, if not for long. */
async function waitForCurrent(query: string): Promise<ResultRow | null> {
  const rowIn = (results: Results | null): ResultRow | null => results?.rows[useDesk.getState().current] ?? null;
  const waited = { isOver: false };
  const timer = setTimeout(() => {
    waited.isOver = true;
    settleWaiting();
  }, LONGEST_WAIT_MS);
  const stop = useEngine.subscribe(settleWaiting);
  try {
    return rowIn(await waitForResults(query, (results) => rowIn(results) !== null || waited.isOver || !isLoading()));
  } finally {
    clearTimeout(timer);
    stop();
  }
}

/** People are being read from the disk, or come from the server for the first time. */
function isLoading(): boolean {
  const phase = useEngine.getState().sync?.progress.phase ?? 'ready';
  return phase !== 'ready';
}

function settleWaiting(): void {
  for (const look of waiting) look();
}
