/**
 * Undo and redo. Changes that belong together (a drag, letters typed into one field, presses of one arrow) carry the same mark
 * and are one step.
 */

export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** The mark of the last change; null = the next change is a step of its own. */
  readonly mark: string | null;
}

/** More steps than anybody takes back; each is a template whose parts are shared with its neighbours. */
const MOST_STEPS = 500;

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], mark: null };
}

export function pushChange<T>(history: History<T>, present: T, mark: string | null = null): History<T> {
  if (present === history.present) return history;
  if (mark !== null && mark === history.mark) return { ...history, present, future: [] };
  return { past: [...history.past, history.present].slice(-MOST_STEPS), present, future: [], mark };
}

/** The next change is a step of its own, whatever its mark. */
export function sealChange<T>(history: History<T>): History<T> {
  return history.mark === null ? history : { ...history, mark: null };
}

export function undoChange<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present,
    future: [history.present, ...history.future],
    mark: null,
  };
}

export function redoChange<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, mark: null };
}
