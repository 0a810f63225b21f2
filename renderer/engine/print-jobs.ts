/** The print jobs of this station as the UI is told of them: all at once, though the host tells those that changed. */
import type { PrintJob } from '../../shared/contract/printing.ts';

/** Of those that are over, so many are kept. */
const KEPT = 200;

export class PrintJobs {
  readonly #jobs = new Map<string, PrintJob>();

  constructor(jobs: readonly PrintJob[]) {
    this.take(jobs);
  }

  take(jobs: readonly PrintJob[]): void {
    for (const job of jobs) {
      if (job.dismissed) this.#jobs.delete(job.id);
      else this.#jobs.set(job.id, job);
    }
    if (this.#jobs.size > 2 * KEPT) this.#forgetOld();
  }

  /** In the order in which they were made. */
  list(): readonly PrintJob[] {
    return [...this.#jobs.values()];
  }

  #forgetOld(): void {
    const over = [...this.#jobs.values()].filter(({ state }) => state === 'printed' || state === 'failed');
    for (const { id } of over.slice(0, -KEPT)) this.#jobs.delete(id);
  }
}
