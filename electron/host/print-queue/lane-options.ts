/** What a printer's lane is given by the queue. */
import type { BadgeLayout } from '../../../shared/badge/layout.ts';
import type { Printer, PrinterProblem } from '../../../shared/contract/printing.ts';
import type { JobChange, StoredJob } from '../journal/record.ts';
import type { Log } from '../log.ts';
import type { PrintBackend } from '../printing/backend.ts';
import type { Timers } from '../timers.ts';

export interface Trouble {
  readonly problem: PrinterProblem;
  readonly detail: string;
}

/** What a lane needs of the queue. */
export interface LaneOptions {
  readonly printerId: string;
  readonly findPrinter: (id: string) => Printer | undefined;
  readonly backendOf: (printer: Printer) => PrintBackend | undefined;
  readonly isPaused: () => boolean;
  readonly isBatchPaused: (batch: string) => boolean;
  readonly peekJob: (id: string) => StoredJob | undefined;
  /** A job of another printer that is in trouble and has this one to fall back on; it waits there no longer. */
  readonly relieve: (what: 'desk' | 'batches') => StoredJob | null;
  /** Whether this job may go to that printer now. */
  readonly isFit: (printerId: string) => boolean;
  /** Lays the badge out for this printer. @throws NotPrintable */
  readonly prepare: (job: StoredJob, printer: Printer) => Promise<BadgeLayout>;
  /** @throws DiskError; an end of a job is tried again by itself */
  readonly write: (job: StoredJob, change: JobChange) => Promise<StoredJob>;
  readonly onPrinted: (job: StoredJob) => void;
  /** Jobs of this batch fail one after the other, or nobody knows of them: none begins before this is over. It never rejects. */
  readonly onBatchFails: (batch: string) => Promise<void>;
  /** Something that is told of this printer or its jobs is other than before. */
  readonly onChange: (job: StoredJob | null) => void;
  readonly timers: Timers;
  readonly log: Log;
}

/** A badge that cannot be laid out. */
export class NotPrintable extends Error {
  readonly problem: PrinterProblem;
  constructor(problem: PrinterProblem, reason: string) {
    super(reason);
    this.name = 'NotPrintable';
    this.problem = problem;
  }
}
