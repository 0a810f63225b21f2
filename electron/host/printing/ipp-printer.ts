/** What an IPP printer says of itself, and what is asked of it for one badge (RFC 8011; PWG 5100.1, 5100.3, 5100.7 for media-col). */
import type { BadgeLayout } from '../../../shared/badge/layout.ts';
import type { Printer } from '../../../shared/contract/printing.ts';
import type { BackendStatus, Capabilities } from './backend.ts';
import {
  attributesOf,
  collectionsOf,
  IPP_GROUP,
  IPP_OPERATION,
  type IppAttributes,
  ippCollection,
  ippEnum,
  type IppFields,
  ippInteger,
  ippKeyword,
  type IppMessage,
  type IppRange,
  numbersOf,
  rangesOf,
  textsOf,
} from './ipp-message.ts';
import { type FoundProblem, readPrinterReasons } from './ipp-problems.ts';

/** Hundredths of a millimetre, as IPP counts media. */
interface MediaSize {
  readonly x: IppRange;
  readonly y: IppRange;
}

/** What stays as it is while a printer is on. */
export interface IppDescription {
  /** It takes the job first and its document after: the job's number is known before a page leaves. */
  readonly createsJobs: boolean;
  /** Empty = it does not tell. */
  readonly formats: readonly string[];
  readonly sizes: readonly MediaSize[];
  readonly readySizes: readonly MediaSize[];
  readonly sides: readonly string[];
  readonly finishings: readonly number[];
  readonly margins: Readonly<Record<(typeof MARGINS)[number], readonly number[]>>;
  readonly scalings: readonly string[];
  readonly takesMediaCol: boolean;
  readonly listsAllJobs: boolean;
  /** Dots per inch. */
  readonly dpi: number | null;
  /** A queue of CUPS: it counts no pages by itself. */
  readonly isCups: boolean;
}

const MARGINS = ['media-bottom-margin', 'media-left-margin', 'media-right-margin', 'media-top-margin'] as const;

/** Asked for by name: all that a printer can tell is 50 KB at some. */
export const DESCRIPTION_ATTRIBUTES: readonly string[] = [
  'operations-supported',
  'document-format-supported',
  'media-col-supported',
  'media-col-database',
  'media-col-ready',
  'media-size-supported',
  ...MARGINS.map((margin) => `${margin}-supported`),
  'sides-supported',
  'finishings-supported',
  'print-scaling-supported',
  'printer-resolution-default',
  'printer-resolution-supported',
  'which-jobs-supported',
  'cups-version',
];

export const STATUS_ATTRIBUTES: readonly string[] = [
  'printer-state',
  'printer-state-reasons',
  'printer-state-message',
  'printer-is-accepting-jobs',
  'printer-input-tray',
];

/** Reads the answer to Get-Printer-Attributes. */
export function readDescription(message: IppMessage): IppDescription {
  const printer = attributesOf(message, IPP_GROUP.printer);
  const operations = numbersOf(printer, 'operations-supported');
  const marginsOf = (margin: (typeof MARGINS)[number]): readonly number[] => numbersOf(printer, `${margin}-supported`);
  return {
    createsJobs: operations.includes(IPP_OPERATION.createJob) && operations.includes(IPP_OPERATION.sendDocument),
    formats: textsOf(printer, 'document-format-supported'),
    sizes: uniqueSizes([
      ...collectionsOf(printer, 'media-size-supported').flatMap(readSize),
      ...collectionsOf(printer, 'media-col-database').flatMap(readMediaSize),
      ...collectionsOf(printer, 'media-col-ready').flatMap(readMediaSize),
    ]),
    readySizes: uniqueSizes(collectionsOf(printer, 'media-col-ready').flatMap(readMediaSize)),
    sides: textsOf(printer, 'sides-supported'),
    finishings: numbersOf(printer, 'finishings-supported'),
    margins: {
      'media-bottom-margin': marginsOf('media-bottom-margin'),
      'media-left-margin': marginsOf('media-left-margin'),
      'media-right-margin': marginsOf('media-right-margin'),
      'media-top-margin': marginsOf('media-top-margin'),
    },
    scalings: textsOf(printer, 'print-scaling-supported'),
    takesMediaCol: printer.has('media-col-supported') || printer.has('media-col-database'),
    listsAllJobs: textsOf(printer, 'which-jobs-supported').includes('all'),
    dpi: readDpi(printer),
    isCups: printer.has('cups-version'),
  };
}

function readMediaSize(media: IppAttributes): MediaSize[] {
  return collectionsOf(media, 'media-size').flatMap(readSize);
}

function readSize(size: IppAttributes): MediaSize[] {
  const [x, y] = [rangesOf(size, 'x-dimension')[0], rangesOf(size, 'y-dimension')[0]];
  return x === undefined || y === undefined ? [] : [{ x, y }];
}

function uniqueSizes(sizes: readonly MediaSize[]): MediaSize[] {
  const keyOf = ({ x, y }: MediaSize): string => [x.lower, x.upper, y.lower, y.upper].join();
  return [...new Map(sizes.map((size) => [keyOf(size), size])).values()];
}

function readDpi(printer: IppAttributes): number | null {
  const values = [
    ...(printer.get('printer-resolution-default') ?? []),
    ...(printer.get('printer-resolution-supported') ?? []),
  ];
  for (const value of values) {
    if (value === null || typeof value !== 'object' || !('across' in value)) continue;
    return Math.round(value.unit === 'inch' ? value.across : value.across * 2.54);
  }
  return null;
}

/** trim, trim-after-pages, -documents, -copies, -job (PWG 5100.1): each cuts after a badge, since a job is one badge. */
const CUTS = [60, 61, 62, 63, 11];
/** A size is the same when it differs by no more (0.5 mm): printers round inches and millimetres to each other. */
const SAME_SIZE = 50;

/** What is in the printer, and what it can do. */
export function describeCapabilities(description: IppDescription): Capabilities {
  const sizes = description.readySizes.length > 0 ? description.readySizes : description.sizes;
  return {
    media: sizes
      .filter(({ x, y }) => x.lower === x.upper && y.lower === y.upper && x.lower > 0 && y.lower > 0)
      .map(({ x, y }) => ({ width: x.lower / 100, height: y.lower / 100 }))
      .filter(({ width, height }) => width <= 2000 && height <= 2000)
      .slice(0, 200),
    dpi: description.dpi,
    duplex: description.sides.some((side) => side.startsWith('two-sided')),
    cutter: CUTS.some((finishing) => description.finishings.includes(finishing)),
    formats: description.formats.slice(0, 50).map((format) => format.slice(0, 100)),
  };
}

export type JobTemplate =
  { readonly ok: true; readonly fields: IppFields } | { readonly ok: false; readonly reason: string };

/** The job's attributes: exactly this size, no margins, no scaling, once. Not ok when the printer says that it has no such size. */
export function buildJobTemplate(description: IppDescription, printer: Printer, layout: BadgeLayout): JobTemplate {
  const { width, height } = printer.media ?? layout.page;
  const size = chooseSize(description.sizes, toHundredths(width), toHundredths(height));
  if (size === null) return { ok: false, reason: `The printer has no ${width} × ${height} mm.` };
  const twoSided = layout.sides.length > 1 && description.sides.includes('two-sided-long-edge');
  const cut = printer.cutter ? CUTS.find((finishing) => description.finishings.includes(finishing)) : undefined;
  const margins = MARGINS.map((margin) => [margin, ippInteger(smallest(description.margins[margin]))] as const);
  return {
    ok: true,
    fields: {
      copies: ippInteger(1),
      sides: description.sides.length === 0 ? [] : ippKeyword(twoSided ? 'two-sided-long-edge' : 'one-sided'),
      'media-col': description.takesMediaCol
        ? ippCollection({
            'media-size': ippCollection({ 'x-dimension': ippInteger(size.x), 'y-dimension': ippInteger(size.y) }),
            ...Object.fromEntries(margins),
          })
        : [],
      'print-scaling': description.scalings.includes('none') ? ippKeyword('none') : [],
      finishings: cut === undefined ? [] : ippEnum(cut),
    },
  };
}

/** No margin, unless the printer cannot: then the least that it can, since a size with an impossible margin is refused as a whole. */
function smallest(margins: readonly number[]): number {
  return margins.length === 0 ? 0 : Math.min(...margins);
}

function toHundredths(millimetres: number): number {
  return Math.round(millimetres * 100);
}

/**
 * The size as the printer names it; as it was asked where the printer does not say what it has. A page on its side is the same sheet:
 * PDF says by itself how it lies.
 */
function chooseSize(sizes: readonly MediaSize[], x: number, y: number): { x: number; y: number } | null {
  if (sizes.length === 0) return { x, y };
  return findSize(sizes, x, y) ?? findSize(sizes, y, x);
}

function findSize(sizes: readonly MediaSize[], x: number, y: number): { x: number; y: number } | null {
  const fits = sizes.filter((size) => distance(size.x, x) <= SAME_SIZE && distance(size.y, y) <= SAME_SIZE);
  const best = fits.sort((a, b) => distance(a.x, x) + distance(a.y, y) - distance(b.x, x) - distance(b.y, y))[0];
  return best === undefined ? null : { x: clamp(x, best.x), y: clamp(y, best.y) };
}

function distance({ lower, upper }: IppRange, value: number): number {
  return Math.max(lower - value, value - upper, 0);
}

function clamp(value: number, { lower, upper }: IppRange): number {
  return Math.min(Math.max(value, lower), upper);
}

const PRINTER_STATES: Readonly<Record<number, BackendStatus['state']>> = { 3: 'ready', 4: 'printing', 5: 'problem' };

/** How the printer is now. */
export function readStatusNow(printer: IppAttributes): BackendStatus {
  const problems: FoundProblem[] = readProblemsNow(printer);
  const state = PRINTER_STATES[numbersOf(printer, 'printer-state')[0] ?? 0] ?? 'unknown';
  const mediaLeft = readMediaLeft(printer);
  return {
    state: problems.length > 0 ? 'problem' : state,
    problems: problems.slice(0, 20),
    ...(mediaLeft === null ? {} : { mediaLeft }),
  };
}

/**
 * Of a printer that cannot be reached CUPS says `connecting-to-device` only while it tries; in between the sentence alone tells
 * (backend/ipp.c and backend/socket.c of CUPS, in the language of its server).
 */
const UNREACHABLE =
  /may not exist or is unavailable|not responding|unreachable|unable to (locate|connect|contact)|не отвечает|недоступен/i;

/** What keeps the printer; a printer that is stopped and does not say why is paused. */
export function readProblemsNow(printer: IppAttributes): FoundProblem[] {
  const message = textsOf(printer, 'printer-state-message')[0] ?? '';
  const problems = readPrinterReasons(textsOf(printer, 'printer-state-reasons'), message);
  if (printer.get('printer-is-accepting-jobs')?.[0] === false) {
    problems.push({ problem: 'refused', detail: (message || 'The printer takes no jobs.').slice(0, 300) });
  }
  if (problems.length === 0 && UNREACHABLE.test(message))
    problems.push({ problem: 'gone', detail: message.slice(0, 300) });
  if (problems.length === 0 && numbersOf(printer, 'printer-state')[0] === 5) {
    problems.push({ problem: 'paused', detail: (message || 'The printer is stopped.').slice(0, 300) });
  }
  return problems;
}

/** Sheets that the tray says it holds, where exactly one tray counts them (PWG 5100.13, 5.6.14). */
function readMediaLeft(printer: IppAttributes): number | null {
  const levels = (printer.get('printer-input-tray') ?? []).flatMap((tray) => {
    const text =
      tray instanceof Uint8Array ? Buffer.from(tray).toString('latin1') : typeof tray === 'string' ? tray : '';
    const level = Number(/(?:^|;)level=(\d+)(?:;|$)/.exec(text)?.[1] ?? 'NaN');
    return Number.isSafeInteger(level) ? [level] : [];
  });
  return levels.length === 1 ? (levels[0] ?? null) : null;
}
