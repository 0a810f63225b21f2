/** Who waits for the end of a print job: told at its end, or after a while how it is then. */
import type { StoredJob } from '../journal/record.ts';
import type { Timers } from '../timers.ts';

interface Waiter {
  readonly resolve: (job: StoredJob) => void;
  readonly reject: (error: Error) => void;
}

/** The desk waits so long for a badge before it is told that it is still on its way. */
const ANSWER_MS = 5000;

export class Waiters {
  readonly #timers: Timers;
  readonly #peekJob: (id: string) => StoredJob | undefined;
  readonly #waiting = new Map<string, Set<Waiter>>();

  constructor(timers: Timers, peekJob: (id: string) => StoredJob | undefined) {
    this.#timers = timers;
    this.#peekJob = peekJob;
  }

  wait(jobId: string): Promise<StoredJob> {
    return new Promise((resolve, reject) => {
      const waiters = this.#waiting.get(jobId) ?? new Set();
      this.#waiting.set(jobId, waiters);
      const settle = (tell: () => void): void => {
        cancel();
        waiters.delete(waiter);
        if (waiters.size === 0) this.#waiting.delete(jobId);
        tell();
      };
      const waiter: Waiter = {
        resolve: (job) => settle(() => resolve(job)),
        reject: (error) => settle(() => reject(error)),
      };
      waiters.add(waiter);
      const cancel = this.#timers.after(ANSWER_MS, () => {
        const job = this.#peekJob(jobId);
        if (job !== undefined) waiter.resolve(job);
      });
    });
  }

  resolve(job: StoredJob): void {
    for (const waiter of [...(this.#waiting.get(job.id) ?? [])]) waiter.resolve(job);
  }

  reject(jobId: string, error: Error): void {
    for (const waiter of [...(this.#waiting.get(jobId) ?? [])]) waiter.reject(error);
  }
}
