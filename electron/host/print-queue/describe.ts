/** What is told of print jobs, batches and printers. */
import type { Batch, PrintJob } from '../../../shared/contract/printing.ts';
import type { JobIndex } from '../journal/job-index.ts';
import type { StoredBatch, StoredJob } from '../journal/record.ts';
import type { Lane } from './lane.ts';

/** What is told of a job; nothing of what is on the badge. */
export function describeJob(job: StoredJob): PrintJob {
  const { id, participant, name, partId, state, problem, reason, madeAt, changedAt, operator } = job;
  const { purpose, printer, template, templateVersion, batch, reprintReason, tries, dismissed = false } = job;
  return {
    ...{ id, participant, name, partId, state, problem, reason, madeAt, changedAt, operator },
    ...{ purpose, printer, template, templateVersion, batch, reprintReason, tries, dismissed },
  };
}

/** One that waits, or is under way, says what keeps its printer. */
export function describeInLane(job: StoredJob, lane: Pick<Lane, 'trouble' | 'running'>): PrintJob {
  const told = describeJob(job);
  const isKept = job.state === 'queued' || (job.state === 'printing' && lane.running?.id === job.id);
  if (!isKept || lane.trouble === null) return told;
  return { ...told, problem: lane.trouble.problem, reason: lane.trouble.detail };
}

/** Of a batch, those that have not had their turn yet are only counted. */
export function isTold({ batch, tries }: StoredJob): boolean {
  return batch === null || tries > 0;
}

export function describeBatch({ id, title, madeAt, operator, paused }: StoredBatch, index: JobIndex): Batch {
  return { id, title, madeAt, operator, paused, counts: { ...index.countsOf(id) } };
}
