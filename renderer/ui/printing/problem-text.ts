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

/** A person said so, or the desk did nothing at all: the problem that it had before is none any more. */
const NOTHING_CAME: ReadonlySet<string> = new Set(['it did not come out', 'the desk stopped before printing']);

/** Only with these does the desk not know what is wrong: the printer's own words may. */
const UNTOLD: ReadonlySet<PrinterProblem> = new Set(['other', 'refused', 'wrongMedia', 'held']);

/** Sentences of the desk itself, in the words of its log: the problem says the same to an operator. */
const OF_THE_DESK = /^(?:the desk|the printer|taken back|called off|the badge)\b|^(?:stopped|browser)$/i;

const NO_SIZE = /^The printer has no (.+) mm\.$/;

/** @param reason the job's or the status's own words: known ones are in the language of the desk, others come as the printer gave them */
export function tellProblem(problem: PrinterProblem, reason: string, then: Then): ProblemText {
  const told = tellPrint(reason);
  if (NOTHING_CAME.has(reason)) return { what: told, todo: i18next.t('printTodo.lookAndRetry'), own: null };
  const isKnown = told !== reason;
  if (isKnown && TOLD_BY_REASON.has(problem)) return { what: told, todo: '', own: null };
  const name = problem === 'other' && then !== 'retry' ? 'notReady' : problem;
  const todo = i18next.t(`printProblem.${name}.todo`);
  return {
    what: i18next.t(`printProblem.${name}.what`),
    todo: BY_HAND.has(problem) ? i18next.t(`printTodo.${then}`, { todo }) : todo,
    own: isKnown || !UNTOLD.has(problem) ? null : quotePrinter(reason.trim()),
  };
}

function quotePrinter(words: string): string | null {
  const size = NO_SIZE.exec(words)?.[1];
  if (size !== undefined) return i18next.t('printTodo.noSize', { size });
  return words === '' || OF_THE_DESK.test(words) ? null : i18next.t('printTodo.saysItself', { words });
}

/** The same in one line. */
export function tellProblemShort(problem: PrinterProblem, reason: string, then: Then): string {
  const { what, todo } = tellProblem(problem, reason, then);
  return todo === '' ? what : `${what} ${todo}`;
}
