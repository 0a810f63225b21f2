/**
 * What became of the jobs of this process, for printers that keep no names of jobs: the same job is not given to one twice, unless
 * it is known that nothing came out, or a person says so. After a crash it knows nothing, and the queue asks `recover`.
 */
import { assertJobId, type CancelOutcome, type PrintOutcome, type PrintTask } from './backend.ts';

/** So many jobs are remembered; more than a desk prints in a week. */
const remembered = 20_000;

export interface JobMemory {
  /** Runs the job, or tells what became of it; a job that runs is waited for. */
  once(task: PrintTask, run: () => Promise<PrintOutcome>): Promise<PrintOutcome>;
  /** What became of it, when it runs: what becomes of it. Undefined: this process has not printed it. */
  recall(jobId: string): Promise<PrintOutcome> | PrintOutcome | undefined;
}

/** Creates an empty one. */
export function createJobMemory(): JobMemory {
  const running = new Map<string, Promise<PrintOutcome>>();
  const known = new Map<string, PrintOutcome>();
  return {
    async once(task, run) {
      assertJobId(task.id);
      const before = running.get(task.id) ?? known.get(task.id);
      if (before instanceof Promise) return before;
      if (before !== undefined && !isOver(before) && task.again !== true) return before;
      const outcome = run();
      running.set(task.id, outcome);
      try {
        known.delete(task.id);
        known.set(task.id, await outcome);
        for (const oldest of known.keys()) {
          if (known.size <= remembered) break;
          known.delete(oldest);
        }
        return await outcome;
      } finally {
        running.delete(task.id);
      }
    },
    recall(jobId) {
      assertJobId(jobId);
      return running.get(jobId) ?? known.get(jobId);
    },
  };
}

/** Nothing came out and nothing will: it may be printed as if it were new. */
export function isOver(outcome: PrintOutcome): boolean {
  return outcome.state === 'failed' && !outcome.left;
}

/** What calling off has come to, by the job's end. */
export function readCancelled(outcome: PrintOutcome | undefined): CancelOutcome {
  if (outcome?.state === 'printed') return 'tooLate';
  return outcome !== undefined && isOver(outcome) ? 'cancelled' : 'unknown';
}
