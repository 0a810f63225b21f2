/**
 * What printers say is wrong, in the desk's own kinds (RFC 8011, 5.3.8 and 5.4.12; PWG 5100.1, 5100.13 and what CUPS adds). A keyword's
 * end says how much: `-error` stops the printer, `-warning` and `-report` do not. Without an end it is an error. Printers are careless
 * with it (CUPS' own says `-warning` of a jam while it prints): what nothing can be printed with is a problem as a warning, too.
 */
import type { PrinterProblem } from '../../../shared/contract/printing.ts';

export interface FoundProblem {
  readonly problem: PrinterProblem;
  /** The printer's own words. */
  readonly detail: string;
}

const PRINTER_REASONS: readonly (readonly [RegExp, PrinterProblem])[] = [
  [/^(media-empty|media-needed|input-tray-missing|input-media-tray-empty|media-path-media-empty)$/, 'paperOut'],
  [/-?media-jam|^(media-path-jam|double-feed)/, 'paperJam'],
  [/^(trimmer|cutter)-/, 'cutter'],
  [/^(print-head|printhead|head)-(open|up)$/, 'headOpen'],
  [/^(print-head|printhead|head|marker-head|fuser)-(hot|over-?temp|too-hot)/, 'headHot'],
  [/^(cover-open|door-open|interlock-open|.*-(cover|door|interlock)-open)$/, 'coverOpen'],
  [/^(marker-supply|toner|marker-ink|marker-ribbon|opc|marker-developer)-(empty|missing|life-over)$/, 'inkOut'],
  [/^(developer-empty|toner-empty)$/, 'inkOut'],
  [/^(offline|connecting-to-device|timed-out|shutdown|power-down|unreachable|printer-nms-reset)$/, 'gone'],
  [/^(paused|moving-to-paused|stopping|stopped-partly|deactivated|cups-ipp-.*-paused)$/, 'paused'],
  [/^hold-new-jobs$/, 'held'],
  [/^(input-cannot-feed-size-selected|input-media-(size|form|type)-change|media-size-mismatch)$/, 'wrongMedia'],
  [/^(cups-missing-filter|cups-insecure-filter)$/, 'refused'],
];

/** Said beside other problems or while nothing stops. */
const HARMLESS =
  /^(none|cups-|identify-printer-requested|wifi-|com\.|.*-low|.*-almost-(empty|full)|testing|spool-area)/;
/** They stop the printer even where it calls them a report: it cannot be reached, or a person has stopped it. */
const ALWAYS_STOPS =
  /^(offline|connecting-to-device|paused|moving-to-paused|media-empty|media-needed|cover-open|door-open)$/;
/** What a printer is asked to mend first, when several things are wrong. */
const RANK: readonly PrinterProblem[] = [
  'gone',
  'paperJam',
  'coverOpen',
  'headOpen',
  'paperOut',
  'inkOut',
  'wrongMedia',
  'cutter',
  'headHot',
  'refused',
  'other',
  'held',
  'paused',
];

/** The problems among `printer-state-reasons`, the one to mend first in front; empty = it can print. */
export function readPrinterReasons(reasons: readonly string[], message: string): FoundProblem[] {
  const found = new Map<PrinterProblem, string>();
  for (const reason of reasons) {
    const problem = readPrinterReason(reason);
    if (problem !== null && !found.has(problem)) found.set(problem, describeDetail(reason, message));
  }
  return [...found]
    .map(([problem, detail]) => ({ problem, detail }))
    .sort((left, right) => RANK.indexOf(left.problem) - RANK.indexOf(right.problem));
}

function readPrinterReason(reason: string): PrinterProblem | null {
  const [, keyword = reason, severity = 'error'] = /^(.*?)(?:-(error|warning|report))?$/.exec(reason) ?? [];
  const known = PRINTER_REASONS.find(([pattern]) => pattern.test(keyword))?.[1] ?? null;
  if (known !== null) return severity === 'report' && !ALWAYS_STOPS.test(keyword) ? null : known;
  return severity !== 'error' || HARMLESS.test(keyword) ? null : 'other';
}

const JOB_REASONS: readonly (readonly [RegExp, PrinterProblem])[] = [
  [/^(job-canceled-by-(user|operator)|job-canceled-at-device|cancel-requested)$/, 'cancelled'],
  [/^(job-hold-until-specified|job-held-.*|job-suspended.*|job-password-wait|job-hold)$/, 'held'],
  [/^resources-are-not-(ready|supported)$/, 'wrongMedia'],
  [/^(unsupported-.*|document-.*-error|compression-error|document-access-error|job-digital-signature-.*)$/, 'refused'],
  [
    /^(account-.*|cups-filter-.*|conversion-.*|job-data-insufficient|submission-interrupted|errors-detected)$/,
    'refused',
  ],
  [/^printer-stopped(-partly)?$/, 'paused'],
];

/** The first problem among `job-state-reasons`; null = none that is known. */
export function readJobReasons(reasons: readonly string[]): FoundProblem | null {
  for (const [pattern, problem] of JOB_REASONS) {
    const reason = reasons.find((one) => pattern.test(one));
    if (reason !== undefined) return { problem, detail: reason };
  }
  return null;
}

/** What a status says about the request itself; null = it was taken. Nothing prints of a request that was refused. */
export function readStatus(status: number, unsupported: readonly string[], message: string): FoundProblem | null {
  if (status <= 0x00ff) return null;
  const said = message === '' ? `IPP status 0x${status.toString(16).padStart(4, '0')}` : message;
  return { problem: problemOfStatus(status, unsupported), detail: said.slice(0, 300) };
}

function problemOfStatus(status: number, unsupported: readonly string[]): PrinterProblem {
  switch (status) {
    case 0x0406: // client-error-not-found
    case 0x0407: // client-error-gone
      return 'gone';
    case 0x040b: // client-error-attributes-or-values-not-supported
      return unsupported.some((name) => name.startsWith('media')) ? 'wrongMedia' : 'refused';
    case 0x0502: // server-error-service-unavailable
    case 0x0505: // server-error-temporary-error
    case 0x0507: // server-error-busy
    case 0x0509: // server-error-multiple-document-jobs-not-supported
      return 'busy';
    case 0x0508: // server-error-job-canceled
      return 'cancelled';
    case 0x050a: // server-error-printer-is-deactivated
      return 'paused';
    case 0x0504: // server-error-device-error
      return 'other';
    default:
      return 'refused';
  }
}

/** The printer's sentence where it has one, since it is the more exact; the keyword else. */
function describeDetail(reason: string, message: string): string {
  return (
    message === '' || /^(idle|ready|printing|processing)\.?$/i.test(message) ? reason : `${reason}: ${message}`
  ).slice(0, 300);
}
