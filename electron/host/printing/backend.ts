import type { BadgeLayout } from '../../../shared/badge/layout.ts';

/**
 * What became of a print job. `unknown` means that a badge may have come out: a person is asked, and only a yes records
 * it. `reason` is for people; of a failure it says what to do.
 */
export type PrintOutcome =
  { state: 'printed' } | { state: 'failed'; reason: string } | { state: 'unknown'; reason: string };

/** Where badges go. A job's id is unique for all time and made of letters, digits, `-` and `_`. */
export interface PrintBackend {
  readonly kind: 'folder' | 'system' | 'browser';
  /** Prints one badge. Expected failures are outcomes; a rejection is a programming error. */
  print(job: { id: string }, layout: BadgeLayout): Promise<PrintOutcome>;
  /**
   * After a crash between "printing" and its outcome: what is known about the job now. Null means that the job never
   * left and may be printed as if it were new.
   */
  recover(jobId: string): Promise<PrintOutcome | null>;
}

/** Checks the invariant that lets a job's id be part of a file name. */
export function assertJobId(id: string): void {
  if (!/^[\w-]{1,100}$/.test(id)) throw new Error(`Not a print job's id: ${JSON.stringify(id.slice(0, 100))}`);
}
