/**
 * What follows when a printer has said what became of a badge.
 *
 *   printed                         over
 *   failed, nothing left ──▶ hold   the printer's own trouble: the job waits for it, or goes to its fallback
 *                        └─▶ fail   this job's own trouble: a person looks
 *   failed, something left ─▶ ask   it may lie in the tray
 *   unknown ────────────────▶ ask
 *
 * Invariant: only what cannot come out any more is printed again without a person's word.
 */
import type { PrinterProblem } from '../contract/printing.ts';

export type Outcome =
  | { readonly state: 'printed' }
  | {
      readonly state: 'failed';
      readonly problem: PrinterProblem;
      readonly reason: string;
      /** Bytes have left for the printer. */
      readonly left: boolean;
    }
  | { readonly state: 'unknown'; readonly problem: PrinterProblem; readonly reason: string };

export type Next =
  | { readonly next: 'over' }
  | { readonly next: 'hold' | 'fail' | 'ask'; readonly problem: PrinterProblem; readonly reason: string };

/** The next job at this printer would fare no better: it is the printer that somebody has to look after. */
const OF_THE_PRINTER: ReadonlySet<PrinterProblem> = new Set<PrinterProblem>([
  'paperOut',
  'paperJam',
  'coverOpen',
  'inkOut',
  'headHot',
  'headOpen',
  'cutter',
  'paused',
  'held',
  'gone',
  'busy',
  'disk',
  'noPrinter',
]);

export function isOfPrinter(problem: PrinterProblem): boolean {
  return OF_THE_PRINTER.has(problem);
}

export function followOutcome(outcome: Outcome): Next {
  if (outcome.state === 'printed') return { next: 'over' };
  const { problem, reason } = outcome;
  if (outcome.state === 'unknown' || outcome.left) return { next: 'ask', problem, reason };
  return { next: isOfPrinter(problem) ? 'hold' : 'fail', problem, reason };
}

const FIRST_WAIT_MS = 3000;
const LONGEST_WAIT_MS = 60_000;

/** How long a printer in trouble is left alone after so many vain attempts. @returns milliseconds */
export function waitBeforeRetry(attempts: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, Math.min(attempts, 10) - 1));
}
