/** What is told of print jobs, batches and printers. */
import type { Batch, PrintJob } from '../../../shared/contract/printing.ts';
import type { JobIndex } from '../journal/job-index.ts';
import type { StoredBatch, StoredJob } from '../journal/record.ts';

/** What is told of a job; nothing of what is on the badge. */
export function describeJob(job: StoredJob): PrintJob {
  const { id, participant, name, partId, state, problem, reason, madeAt, changedAt, operator } = job;
  const { purpose, printer, template, templateVersion, batch, reprintReason, tries } = job;
  return {
    ...{ id, participant, name, partId, state, problem, reason, madeAt, changedAt, operator },
    ...{ purpose, printer, template, templateVersion, batch, reprintReason, tries },
  };
}

/** The waiting ones of a batch are only counted, and nobody asks for what somebody has dismissed. */
export function isTold({ batch, state, dismissed }: StoredJob): boolean {
  return dismissed !== true && (batch === null || state !== 'queued');
}

export function describeBatch({ id, title, madeAt, operator, paused }: StoredBatch, index: JobIndex): Batch {
  return { id, title, madeAt, operator, paused, counts: { ...index.countsOf(id) } };
}
