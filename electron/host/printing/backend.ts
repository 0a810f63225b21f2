/**
 * A back-end hands one badge to one kind of printer and finds out what became of it.
 *
 * Invariants, held by test/printers/conformance.ts for each of them:
 * - `printed` is what the printer (or its spooler, or the disk) said, never "it was accepted"; what it means is `confirms`.
 * - `failed` with `left: false` means that nothing can come out any more: the job may be given to any printer, as often as one likes.
 * - Whatever is not known for certain is `unknown`: a person is asked.
 * - The same id is never printed twice: a printer that has the job already is asked about it and not given another one. (One
 *   whose protocol has no names of jobs cannot tell: there the queue alone, which writes before it prints, keeps the promise.)
 * - Nothing personal leaves but the page itself: not in a job's name, not in a log, not in a reason.
 */
import type { BadgeLayout } from '../../../shared/badge/layout.ts';
import type {
  Confirmation,
  FoundPrinter,
  Printer,
  PrinterConnection,
  PrinterProblem,
  PrinterStatus,
} from '../../../shared/contract/printing.ts';

/** What became of a print job. `reason` is for people: the printer's or the system's own words, or what to do about it. */
export type PrintOutcome =
  | { readonly state: 'printed' }
  | {
      readonly state: 'failed';
      readonly problem: PrinterProblem;
      readonly reason: string;
      /** Bytes of the page have left for the printer, so something may lie in the tray. False: retry or move it by rule. */
      readonly left: boolean;
    }
  /** A badge may have come out: only a person's yes records it. */
  | { readonly state: 'unknown'; readonly problem: PrinterProblem; readonly reason: string };

/** One page for one printer. */
export interface PrintTask {
  /** Unique for all time; letters, digits, `-` and `_`. A retry has the same one. */
  readonly id: string;
  /** Its connection is of the back-end's own kind. */
  readonly printer: Printer;
  /**
   * A person looked and nothing came out of an earlier try whose end was not known: what the printer remembers of that try does not
   * count, and is taken back first if it still waits. Otherwise a printer that has the job already is not given another one.
   */
  readonly again?: boolean;
  /**
   * Aborted: nobody waits any longer (the desk is closing). What has left is not taken back, that is `cancel`; the outcome is then
   * `unknown` with `interrupted`, or `failed` with `left: false` when nothing had left.
   */
  readonly signal: AbortSignal;
  /** Why it waits (paper out), in the printer's own words; null when it goes on. Only changes are told. */
  readonly tell: (problem: PrinterProblem | null, detail: string) => void;
}

export type CancelOutcome =
  | 'cancelled' // nothing came out and nothing will: only now may another printer have it without asking
  | 'tooLate' // it is printed
  | 'unknown';

/**
 * How a printer is now. `unknown`: its protocol does not tell. `mediaLeft`: pages, where the printer counts them itself. `confirms`:
 * what `printed` means at this one, where it tells less than others of its kind.
 */
export type BackendStatus = Pick<PrinterStatus, 'state' | 'problems'> & {
  readonly mediaLeft?: number;
  readonly confirms?: Confirmation;
};

/** What the printer says that it can do; null = its protocol does not tell. */
export type Capabilities = FoundPrinter['capabilities'];

/** Makes the file that is handed over. Rejects when the page cannot be drawn: that is `failed` with `layout`. */
export type RenderPdf = (layout: BadgeLayout, task: PrintTask) => Promise<Uint8Array>;

export interface PrintBackend {
  readonly kind: PrinterConnection['kind'];
  /** What `printed` means here. */
  readonly confirms: Confirmation;
  /**
   * Prints one badge; the layout is turned and calibrated for the printer already. Expected failures are outcomes; a rejection is a
   * programming error. It may take as long as the paper is out.
   */
  print(task: PrintTask, layout: BadgeLayout): Promise<PrintOutcome>;
  /**
   * After a crash between "printing" and its outcome: what is known about the job now. It follows a job that still prints to its
   * end. Null means that the job never left and may be printed as if it were new.
   */
  recover(jobId: string, printer: Printer): Promise<PrintOutcome | null>;
  /** Takes a job back, whether this process handed it over or one before. */
  cancel(jobId: string, printer: Printer): Promise<CancelOutcome>;
  /** Draws a page and gives it to nobody, so that the first badge need not wait for what is loaded once. */
  warmUp?(layout: BadgeLayout, printer: Printer): Promise<void>;
  /** Bounded to 3 s: a printer that does not answer is `gone`. */
  status(printer: Printer): Promise<BackendStatus>;
  /** Bounded to 3 s; null as well when the printer does not answer. */
  capabilities(connection: PrinterConnection): Promise<Capabilities>;
}

/** Checks the invariant that lets a job's id be part of a file name and of a job's name. */
export function assertJobId(id: string): void {
  if (!/^[\w-]{1,100}$/.test(id)) throw new Error(`Not a print job's id: ${JSON.stringify(id.slice(0, 100))}`);
}

/** The connection as the one kind that a back-end speaks; another kind is a mistake of whoever chose the back-end. */
export function connectionOf<Kind extends PrinterConnection['kind']>(
  connection: PrinterConnection,
  kind: Kind,
): Extract<PrinterConnection, { kind: Kind }> {
  if (connection.kind !== kind)
    throw new Error(`A printer of kind ${connection.kind} was given to the back-end ${kind}`);
  return connection as Extract<PrinterConnection, { kind: Kind }>;
}

/** `PrintBackend.warmUp` of those that print from a PDF. */
export function warmUpPdf(renderPdf: RenderPdf): (layout: BadgeLayout, printer: Printer) => Promise<void> {
  return async (layout, printer) => {
    const { signal } = new AbortController();
    await renderPdf(layout, { id: 'warm-up', printer, signal, tell: () => undefined });
  };
}

/** The page could not be drawn: nothing has left. The error may quote what the badge says, so only its kind is told. */
export function failedToDraw(error: unknown): PrintOutcome {
  const kind = error instanceof Error ? error.name : typeof error;
  return { state: 'failed', problem: 'layout', reason: `The badge could not be drawn (${kind}).`, left: false };
}
