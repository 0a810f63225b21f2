/** The report of badges that were printed again, on the screen and as a file. */
import type { PrintJob } from '../../../shared/contract/printing.ts';
import type { reprint } from '../i18n/en/printing.ts';

/** Reasons that have words in both languages are kept by their name, so that two desks count together; another is kept as it was typed. */
export type KnownReason = Exclude<keyof typeof reprint.reason, 'other'>;
export const KNOWN_REASONS = ['lost', 'damaged', 'misprint', 'nameChanged'] as const satisfies readonly KnownReason[];

export function asKnownReason(text: string): KnownReason | null {
  return KNOWN_REASONS.find((known) => known === text) ?? null;
}

/** Newest first. */
export function listReprints(jobs: readonly PrintJob[]): readonly PrintJob[] {
  return jobs.filter((job) => job.purpose === 'reprint').sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
}

/** @returns the most frequent first; reasons that were typed count as one when they differ in case and spaces alone */
export function countReasons(
  jobs: readonly PrintJob[],
): readonly { readonly reason: string | null; readonly count: number }[] {
  const counts = new Map<string | null, { readonly reason: string | null; count: number }>();
  for (const { reprintReason } of jobs) {
    const reason = reprintReason?.trim() ?? '';
    const key = reason === '' ? null : reason.toLowerCase().replace(/\s+/g, ' ');
    const seen = counts.get(key);
    if (seen === undefined) counts.set(key, { reason: reason === '' ? null : reason, count: 1 });
    else seen.count += 1;
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.reason ?? '').localeCompare(b.reason ?? ''));
}

/**
 * A file for a spreadsheet: with the mark that tells it UTF-8, the separator that its language expects, and no cell that it would
 * take for a formula.
 */
export function writeCsv(rows: readonly (readonly string[])[], separator: ',' | ';'): string {
  return `\uFEFF${rows.map((row) => row.map((cell) => writeCell(cell, separator)).join(separator)).join('\r\n')}\r\n`;
}

function writeCell(cell: string, separator: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
