/** Commands to the engine: a failure is said in a toast, with what to do. */
import i18next from 'i18next';
import type { EngineApi } from '../../engine/api.ts';
import { readEngine } from './engine.ts';
import { findProblemWords } from './problem-words.ts';
import { dropToast, findUndoable, showToast } from './toasts.ts';

type Outcome = { readonly ok: true } | { readonly ok: false; readonly code: string; readonly detail: string };

/** @returns the answer when the command was done; null when it was not, and the person has been told. */
export async function command<T extends Outcome>(
  run: (engine: EngineApi) => Promise<T>,
): Promise<Extract<T, { ok: true }> | null> {
  const engine = readEngine();
  if (engine === null) return null;
  try {
    const answer = await run(engine);
    if (answer.ok) return answer as Extract<T, { ok: true }>;
    showToast('problem', describeFailure(answer.code, answer.detail));
  } catch (error) {
    showToast('problem', describeFailure('', String(error)));
  }
  return null;
}

/** One sentence for a toast: what happened and what to do. */
export function describeFailure(code: string, detail: string): string {
  const words = findProblemWords({ code, detail });
  if (words.by === 'detail') {
    const { word, file } = words;
    return `${i18next.t(`detail.${word}.title`, { file })}. ${i18next.t(`detail.${word}.todo`)}`;
  }
  const { name } = words;
  if (name === null) return i18next.t('failure.actionFailed', { what: detail === '' ? code : detail });
  return `${i18next.t(`problem.${name}.title`)}. ${i18next.t(`problem.${name}.todo`)}`;
}

/** Takes operations back and says whether it worked. */
export async function undoOperations(ids: readonly string[]): Promise<void> {
  const engine = readEngine();
  if (engine === null) return;
  try {
    const results = await Promise.all(ids.map((id) => engine.undo(id)));
    const undone = results.every((result) => result.undone);
    showToast(undone ? 'done' : 'problem', i18next.t(undone ? 'participant.undone' : 'participant.notUndone'));
  } catch (error) {
    showToast('problem', describeFailure('', String(error)));
  }
}

/** Undoes the newest change that a toast still offers. @returns whether there was one. */
export function undoLast(): boolean {
  const toast = findUndoable();
  if (toast === null) return false;
  dropToast(toast.id);
  void undoOperations(toast.undo);
  return true;
}
