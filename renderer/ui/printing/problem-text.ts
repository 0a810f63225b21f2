/** What keeps a printer or a job, in the words of an operator: what it is, and what to do next. */
import i18next from 'i18next';
import type { PrinterProblem } from '../../../shared/contract/printing.ts';
import { tellPrint } from '../state/reasons.ts';

/**
 * What follows once a person has done what is to be done by hand: the job waits and goes on by itself, it has ended and has to be
 * pressed again, or there is no job.
 */
export type Then = 'goesOn' | 'retry' | 'ready';

export interface ProblemText {
  readonly what: string;
  readonly todo: string;
  /** The printer's own words, where the desk has none for them. */
  readonly own: string | null;
}

/** Somebody does something at the printer, and it prints again. */
const BY_HAND: ReadonlySet<PrinterProblem> = new Set([
  'paperOut',
  'paperJam',
  'coverOpen',
  'inkOut',
  'headHot',
  'headOpen',
  'cutter',
  'paused',
  'gone',
]);

/** The reason says more than the problem does: which folder, which file. It ends with what to do. */
const TOLD_BY_REASON: ReadonlySet<PrinterProblem> = new Set(['disk', 'unconfirmed']);

/** @param reason the job's or the status's own words: known ones are in the language of the desk, others come as the printer gave them */
export function tellProblem(problem: PrinterProblem, reason: string, then: Then): ProblemText {
  const told = tellPrint(reason);
  const isKnown = told !== reason;
  if (isKnown && TOLD_BY_REASON.has(problem)) return { what: told, todo: '', own: null };
  const todo = i18next.t(`printProblem.${problem}.todo`);
  return {
    what: i18next.t(`printProblem.${problem}.what`),
    todo: BY_HAND.has(problem) ? i18next.t(`printTodo.${then}`, { todo }) : todo,
    own: isKnown || reason.trim() === '' ? null : i18next.t('printTodo.saysItself', { words: reason.trim() }),
  };
}

/** The same in one line. */
export function tellProblemShort(problem: PrinterProblem, reason: string, then: Then): string {
  const { what, todo } = tellProblem(problem, reason, then);
  return todo === '' ? what : `${what} ${todo}`;
}
