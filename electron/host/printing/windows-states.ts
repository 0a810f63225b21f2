/** Figures of the Windows spooler: Win32_PrintJob.StatusMask (winspool.h), Win32_Printer.DetectedErrorState, ExtendedPrinterStatus. */
import type { PrinterProblem } from '../../../shared/contract/printing.ts';
import type { WindowsPrinterState } from './windows-shell.ts';

export interface WindowsProblem {
  readonly problem: PrinterProblem;
  readonly detail: string;
}

const DELETING = 0x4;
const PRINTED = 0x80;
const DELETED = 0x100;
const COMPLETE = 0x1000;
const ON_ITS_WAY = 0x10;

const jobProblems: readonly (readonly [number, PrinterProblem, string])[] = [
  [0x40, 'paperOut', 'The printer is out of paper.'],
  [0x20, 'gone', 'The printer is offline.'],
  [0x1, 'held', 'The job is paused.'],
  [0x200, 'refused', 'The driver cannot print the job.'],
  [0x400, 'other', 'The printer needs somebody.'],
  [0x2, 'other', 'The spooler reports an error.'],
];

const printerErrors: ReadonlyMap<number, WindowsProblem> = new Map([
  [4, { problem: 'paperOut', detail: 'The printer is out of paper.' }],
  [6, { problem: 'inkOut', detail: 'The printer is out of toner or ink.' }],
  [7, { problem: 'coverOpen', detail: 'A cover of the printer is open.' }],
  [8, { problem: 'paperJam', detail: 'Paper is jammed.' }],
  [9, { problem: 'gone', detail: 'The printer is offline.' }],
  [10, { problem: 'other', detail: 'The printer needs service.' }],
  [11, { problem: 'other', detail: 'The output tray is full.' }],
]);

/** What keeps a printer; null = nothing that it tells. */
export function readPrinterState({ error, extended, offline }: WindowsPrinterState): WindowsProblem | null {
  const known = printerErrors.get(error);
  if (known !== undefined) return known;
  if (offline || extended === 7) return { problem: 'gone', detail: 'The printer is offline.' };
  return extended === 8 ? { problem: 'paused', detail: 'The printer is paused.' } : null;
}

/** What keeps a job: the printer's own trouble says more than the job's. */
export function readJobState(mask: number, printer: WindowsPrinterState | undefined): WindowsProblem | null {
  const cause = printer === undefined ? null : readPrinterState(printer);
  if (cause !== null) return cause;
  const found = jobProblems.find(([bit]) => (mask & bit) !== 0);
  return found === undefined ? null : { problem: found[1], detail: found[2] };
}

/** Printed and kept in the queue all the same ("keep printed documents"). */
export function isKept(mask: number): boolean {
  return (mask & (PRINTED | COMPLETE)) !== 0;
}

/** A person (or the system) takes it out of the queue. */
export function isDeleted(mask: number): boolean {
  return (mask & (DELETING | DELETED)) !== 0 && !isKept(mask);
}

/** Some of it may be on paper. */
export function isOnItsWay(mask: number): boolean {
  return (mask & ON_ITS_WAY) !== 0 || isKept(mask);
}
