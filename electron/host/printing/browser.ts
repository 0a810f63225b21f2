/**
 * Printing in the browser shell: the host makes the PDF and keeps it in memory until the page fetches it and opens the
 * browser's own print dialog. What happens there nobody tells us, so the outcome is always `unknown`.
 */
import {
  assertJobId,
  failedToDraw,
  type PrintBackend,
  type PrintOutcome,
  type RenderPdf,
  warmUpPdf,
} from './backend.ts';

export interface BrowserBackend extends PrintBackend {
  /** Hands out the job's PDF once and forgets it; null when it was taken before, pushed out, or never made. */
  take(jobId: string): Uint8Array | null;
}

export interface BrowserBackendOptions {
  readonly renderPdf: RenderPdf;
  /** How many PDFs that nobody fetched are kept; the oldest go first. */
  readonly limit?: number;
}

const askAPerson: PrintOutcome = { state: 'unknown', problem: 'unconfirmed', reason: 'browser' };

/** Creates the back-end of the browser shell. */
export function createBrowserBackend({ renderPdf, limit = 50 }: BrowserBackendOptions): BrowserBackend {
  const waiting = new Map<string, Uint8Array>();
  const taken = new Set<string>();
  return {
    kind: 'browser',
    confirms: 'person',
    async print(task, layout) {
      assertJobId(task.id);
      // It is on the page's side of the door: another PDF of it would be another badge.
      if (taken.has(task.id) && task.again !== true) return askAPerson;
      let bytes: Uint8Array;
      try {
        bytes = await renderPdf(layout, task);
      } catch (error) {
        return failedToDraw(error);
      }
      if (task.signal.aborted) {
        return { state: 'failed', problem: 'interrupted', reason: 'The desk stopped before it printed.', left: false };
      }
      waiting.delete(task.id);
      waiting.set(task.id, bytes);
      for (const oldest of waiting.keys()) {
        if (waiting.size <= limit) break;
        waiting.delete(oldest);
      }
      return askAPerson;
    },
    recover: () => Promise.resolve(askAPerson),
    cancel: (jobId) => Promise.resolve(waiting.delete(jobId) ? 'cancelled' : 'unknown'),
    status: () => Promise.resolve({ state: 'unknown', problems: [] }),
    warmUp: warmUpPdf(renderPdf),
    capabilities: () => Promise.resolve(null),
    take(jobId) {
      const bytes = waiting.get(jobId) ?? null;
      waiting.delete(jobId);
      if (bytes !== null) taken.add(jobId);
      return bytes;
    },
  };
}
