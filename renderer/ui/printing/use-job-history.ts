import { useEffect, useState } from 'react';
import type { PrintJob, QueueState } from '../../../shared/contract/printing.ts';
import { readJobs } from './acts.ts';
import { JOB_STATES, type JobFilter } from './job-list.ts';

/** The queue changes with every badge: the history is read anew so often at most. */
const AGAIN_MS = 1000;

/**
 * Jobs of the journal that the filters let through, read anew as the queue goes on.
 * @returns null until they were read, or when the live list has all that is asked for
 */
export function useJobHistory(
  filter: JobFilter,
  batch: string | null,
  queue: QueueState,
  wanted: boolean,
): readonly PrintJob[] | null {
  const [found, setFound] = useState<{ readonly of: string; readonly jobs: readonly PrintJob[] } | null>(null);
  const of = `${filter} ${batch ?? ''}`;
  useEffect(() => {
    if (!wanted) return undefined;
    let gone = false;
    const read = async (): Promise<void> => {
      const state = JOB_STATES.find((one) => one === filter) ?? null;
      const jobs = await readJobs({ batch, state });
      if (!gone && jobs !== null) setFound({ of, jobs });
    };
    const timer = setTimeout(() => void read(), found?.of === of ? AGAIN_MS : 0);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what was found is no reason to look again
  }, [filter, batch, queue, wanted]);
  return wanted && found?.of === of ? found.jobs : null;
}
