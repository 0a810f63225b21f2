/** What is told of print jobs, batches and printers. */
import type { Batch, PrintJob } from '../../../shared/contract/printing.ts';
import type { JobIndex } from '../journal/job-index.ts';
import type { StoredBatch, StoredJob } from '../journal/record.ts';

/** What is told of a job; nothing of what is on the badge. */
export function describeJob(job: StoredJob): PrintJob {
  const { id, participant, name, partId, state, problem, reason, madeAt, changedAt, operator } = job;
  const { purpose, printer, template, templateVersion, batch, reprintReason, tries, dismissed = false } = job;
  return {
    ...{ id, participant, name, partId, state, problem, reason, madeAt, changedAt, operator },
    ...{ purpose, printer, template, templateVersion, batch, reprintReason, tries, dismissed },
  };
}

/** Of a batch, those that have not had their turn yet are only counted. */
export function isTold({ batch, tries }: StoredJob): boolean {
  return batch === null || tries > 0;
}

export function describeBatch({ id, title, madeAt, operator, paused }: StoredBatch, index: JobIndex): Batch {
  return { id, title, madeAt, operator, paused, counts: { ...index.countsOf(id) } };
}
