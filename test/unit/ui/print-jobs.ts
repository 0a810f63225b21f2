/** Print jobs and printers for tests. */
import type { Batch, PrinterStatus, PrintJob, QueueState } from '../../../shared/contract/printing.ts';

export function makeJob(change: Partial<PrintJob> = {}): PrintJob {
  return {
    id: 'job-00001',
    participant: 'id:1',
    name: 'Кузнецова Анна',
    partId: null,
    state: 'queued',
    problem: null,
    reason: '',
    madeAt: '2026-11-22T10:00:00.000Z',
    changedAt: '2026-11-22T10:00:00.000Z',
    operator: 'op1',
    purpose: 'badge',
    printer: 'left',
    template: 'standard',
    templateVersion: 1,
    batch: null,
    reprintReason: null,
    tries: 0,
    dismissed: false,
    ...change,
  };
}

export function makeStatus(change: Partial<PrinterStatus> = {}): PrinterStatus {
  return {
    id: 'left',
    state: 'ready',
    problems: [],
    confirms: 'completed',
    paused: false,
    queued: 0,
    perMinute: null,
    mediaLeft: null,
    ...change,
  };
}

export function makeQueue(
  printers: readonly PrinterStatus[],
  open: Partial<QueueState['open']> = {},
  batches: readonly Batch[] = [],
): QueueState {
  return {
    printers: [...printers],
    batches: [...batches],
    open: { queued: 0, printing: 0, unknown: 0, failed: 0, ...open },
  };
}
