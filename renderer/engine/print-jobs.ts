/** The print jobs of this station as the UI is told of them: all at once, though the host tells those that changed. */
import type { PrintJob } from '../../shared/contract/station.ts';

export class PrintJobs {
  readonly #jobs: Map<string, PrintJob>;

  constructor(jobs: readonly PrintJob[]) {
    this.#jobs = new Map(jobs.map((job) => [job.id, job]));
  }

  take(jobs: readonly PrintJob[]): void {
    for (const job of jobs) this.#jobs.set(job.id, job);
  }

  /** In the order in which they were made. */
  list(): readonly PrintJob[] {
    return [...this.#jobs.values()];
  }
}
