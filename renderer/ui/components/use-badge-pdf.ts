import { useEffect, useState } from 'react';
import { byteRoutes } from '../../../shared/contract/routes.ts';

export type BadgePdf =
  | { readonly is: 'loading' }
  | { readonly is: 'ready'; readonly address: string }
  /** It was taken before: the print window has been opened for it, by this page or by the one before. */
  | { readonly is: 'taken' }
  | { readonly is: 'failed'; readonly why: string };

/** The badge that a person prints in the browser. The host gives it once: two PDFs would be two badges. @param jobId null = none */
export function useBadgePdf(jobId: string | null): BadgePdf {
  const [pdf, setPdf] = useState<BadgePdf>({ is: 'loading' });
  useEffect(() => {
    if (jobId === null) return undefined;
    let made: string | null = null;
    let gone = false;
    fetchPdf(jobId)
      .then((blob) => {
        if (gone) return;
        made = blob === null ? null : URL.createObjectURL(blob);
        setPdf(made === null ? { is: 'taken' } : { is: 'ready', address: made });
      })
      .catch((error: unknown) => setPdf({ is: 'failed', why: String(error) }));
    return () => {
      gone = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [jobId]);
  return pdf;
}

async function fetchPdf(jobId: string): Promise<Blob | null> {
  const response = await fetch(`${byteRoutes.jobPdf}?${new URLSearchParams({ job: jobId }).toString()}`);
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return new Blob([await response.arrayBuffer()], { type: 'application/pdf' });
}
