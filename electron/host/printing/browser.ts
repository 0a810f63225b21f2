/**
 * Printing in the browser shell: the host makes the PDF and keeps it in memory until the page fetches it and opens the
 * browser's own print dialog. What happens there nobody tells us, so the outcome is always `unknown`.
 */
import type { PrintBackend } from './backend.ts';
import { assertJobId } from './backend.ts';
import type { BadgeFonts } from './fonts.ts';
import { renderPdf } from './pdf.ts';

export interface BrowserBackend extends PrintBackend {
  /** Hands out the job's PDF once and forgets it; null when it was taken before, pushed out, or never made. */
  take(jobId: string): Uint8Array | null;
}

export interface BrowserBackendOptions {
  fonts: BadgeFonts;
  now: () => Date;
  /** How many PDFs that nobody fetched are kept; the oldest go first. */
  limit?: number;
}

/** Creates the back-end of the browser shell. */
export function createBrowserBackend({ fonts, now, limit = 50 }: BrowserBackendOptions): BrowserBackend {
  const waiting = new Map<string, Uint8Array>();
  return {
    kind: 'browser',
    async print(job, layout) {
      assertJobId(job.id);
      const bytes = await renderPdf(layout, fonts, { createdAt: now() });
      waiting.delete(job.id);
      waiting.set(job.id, bytes);
      for (const oldest of waiting.keys()) {
        if (waiting.size <= limit) break;
        waiting.delete(oldest);
      }
      return { state: 'unknown', reason: 'browser' };
    },
    recover: () => Promise.resolve({ state: 'unknown', reason: 'browser' }),
    take(jobId) {
      const bytes = waiting.get(jobId) ?? null;
      waiting.delete(jobId);
      return bytes;
    },
  };
}
