/** A printer as its form has it: what is typed, and the printer that comes of it or what is wrong. */
import {
  printerSchema,
  type FoundPrinter,
  type Printer,
  type PrinterConnection,
} from '../../../shared/contract/printing.ts';
import type { printerForm } from '../i18n/en/printing-setup.ts';

export type ConnectionKind = PrinterConnection['kind'];

export interface PrinterDraft {
  readonly id: string;
  readonly name: string;
  readonly kind: ConnectionKind;
  readonly folder: string;
  readonly device: string;
  readonly uri: string;
  readonly host: string;
  readonly port: string;
  /** A name of `MEDIA`, `any` or `other`. */
  readonly media: string;
  readonly width: string;
  readonly height: string;
  readonly dpi: Printer['dpi'];
  readonly darkness: string;
  readonly mediaType: Printer['mediaType'];
  readonly cutter: boolean;
  readonly turn: Printer['turn'];
  readonly duplex: boolean;
  readonly dx: string;
  readonly dy: string;
  /** Per cent. */
  readonly scaleX: string;
  readonly scaleY: string;
  readonly mediaLeft: string;
  readonly fallback: string;
}

export type DraftField = keyof PrinterDraft;
export type Wrong = keyof typeof printerForm.wrong;

type NamedMedia = keyof typeof printerForm.mediaNamed;

/** Sizes that are met at events, width × height in mm as they lie in the printer. */
export const MEDIA: readonly { readonly name: NamedMedia; readonly width: number; readonly height: number }[] = [
  { name: 'a6', width: 105, height: 148 },
  { name: 'inches', width: 101.6, height: 76.2 },
  { name: 'card', width: 86, height: 54 },
  { name: 'roll62', width: 62, height: 100 },
  { name: 'label89', width: 89, height: 36 },
  { name: 'label100', width: 100, height: 150 },
  { name: 'a5', width: 148, height: 210 },
  { name: 'a4', width: 210, height: 297 },
];

const SAME_MM = 0.5;

/** Settings that mean something with this connection. */
export function fitsKind(kind: ConnectionKind, what: 'label' | 'dpi' | 'duplex' | 'media' | 'calibration'): boolean {
  switch (what) {
    case 'label':
      return kind === 'zpl';
    case 'dpi':
      return kind === 'zpl';
    case 'duplex':
      return kind !== 'zpl';
    case 'media':
    case 'calibration':
      return kind !== 'folder' && kind !== 'browser';
  }
}

/** @param capabilities what a printer that was found said of itself */
export function newDraft(
  id: string,
  connection: PrinterConnection | ConnectionKind,
  name = '',
  capabilities: FoundPrinter['capabilities'] = null,
): PrinterDraft {
  const kind = typeof connection === 'string' ? connection : connection.kind;
  const bare: PrinterDraft = {
    id,
    name,
    kind,
    folder: '',
    device: '',
    uri: '',
    host: '',
    port: '9100',
    media: 'any',
    width: '',
    height: '',
    dpi: 203,
    darkness: '',
    mediaType: null,
    cutter: false,
    turn: 0,
    duplex: false,
    dx: '0',
    dy: '0',
    scaleX: '100',
    scaleY: '100',
    mediaLeft: '',
    fallback: '',
  };
  return typeof connection === 'string'
    ? bare
    : { ...bare, ...writeConnection(connection), ...(capabilities === null ? {} : takeCapabilities(capabilities)) };
}

/** One size alone is what lies in it; of several nobody can tell which does. */
function takeCapabilities(found: NonNullable<FoundPrinter['capabilities']>): Partial<PrinterDraft> {
  const [media, ...others] = found.media;
  const dpi = ([203, 300, 600] as const).find((one) => one === found.dpi);
  const size: Partial<PrinterDraft> =
    media === undefined || others.length > 0
      ? {}
      : { media: nameMedia(media), width: String(media.width), height: String(media.height) };
  return dpi === undefined ? size : { ...size, dpi };
}

/**
 * What a printer that was asked says of itself, where the form has something else: its resolution, and its paper where none is
 * chosen yet. A badge at the wrong resolution comes out at the wrong size.
 */
export function adoptCapabilities(draft: PrinterDraft, found: FoundPrinter['capabilities']): Partial<PrinterDraft> {
  if (found === null) return {};
  const { dpi, ...size } = takeCapabilities(found);
  return {
    ...(dpi === undefined || dpi === draft.dpi || !fitsKind(draft.kind, 'dpi') ? {} : { dpi }),
    ...(draft.media === 'any' ? size : {}),
  };
}

export function draftOf(printer: Printer): PrinterDraft {
  const { media, calibration } = printer;
  return {
    ...newDraft(printer.id, printer.connection, printer.name),
    media: nameMedia(media),
    width: media === null ? '' : String(media.width),
    height: media === null ? '' : String(media.height),
    dpi: printer.dpi,
    darkness: printer.darkness === null ? '' : String(printer.darkness),
    mediaType: printer.mediaType,
    cutter: printer.cutter,
    turn: printer.turn,
    duplex: printer.duplex,
    ...writeCalibration(calibration),
    mediaLeft: printer.mediaLeft === null ? '' : String(printer.mediaLeft),
    fallback: printer.fallback ?? '',
  };
}

export type CalibrationDraft = Pick<PrinterDraft, 'dx' | 'dy' | 'scaleX' | 'scaleY'>;

/** As it is typed: hundredths of a millimetre and of a per cent are finer than any ruler. */
export function writeCalibration({ dx, dy, scaleX, scaleY }: Printer['calibration']): CalibrationDraft {
  const round = (value: number): string => String(Math.round(value * 100) / 100);
  return { dx: round(dx), dy: round(dy), scaleX: round(scaleX * 100), scaleY: round(scaleY * 100) };
}

/** The name of a size, in whichever orientation it lies: `any` for none, `other` for one without a name. */
export function nameMedia(media: Printer['media']): string {
  if (media === null) return 'any';
  const found = MEDIA.find(
    ({ width, height }) => Math.abs(width - media.width) < SAME_MM && Math.abs(height - media.height) < SAME_MM,
  );
  return found?.name ?? 'other';
}

function writeConnection(connection: PrinterConnection): Partial<PrinterDraft> {
  switch (connection.kind) {
    case 'folder':
      return { folder: connection.folder };
    case 'browser':
      return {};
    case 'system':
    case 'windows':
      return { device: connection.device ?? '' };
    case 'ipp':
      return { uri: connection.uri };
    case 'zpl':
      return { host: connection.host, port: String(connection.port) };
  }
}

/** Where it is, in one line. */
export function describeAddress(connection: PrinterConnection): string {
  switch (connection.kind) {
    case 'folder':
      return connection.folder;
    case 'browser':
      return '';
    case 'system':
    case 'windows':
      return connection.device ?? '';
    case 'ipp':
      return connection.uri;
    case 'zpl':
      return `${connection.host}:${connection.port}`;
  }
}

export type ReadDraft =
  | { readonly ok: true; readonly printer: Printer }
  | { readonly ok: false; readonly wrong: Readonly<Partial<Record<DraftField, Wrong>>> };

/** Reads the form. @returns the printer, or which fields are wrong and how */
export function readDraft(draft: PrinterDraft): ReadDraft {
  const wrong: Partial<Record<DraftField, Wrong>> = {};
  const fail = (field: DraftField, how: Wrong): number => {
    wrong[field] = how;
    return Number.NaN;
  };
  const number = (field: DraftField, how: Wrong, from: number, to: number): number => {
    const value = readNumber(draft[field]);
    return value === null || value < from || value > to ? fail(field, how) : value;
  };
  const whole = (field: DraftField, how: Wrong, to: number): number | null => {
    if (String(draft[field]).trim() === '') return null;
    const value = number(field, how, 0, to);
    return Number.isNaN(value) || Number.isInteger(value) ? value : fail(field, how);
  };
  const filled = (field: 'name' | 'folder' | 'device' | 'uri' | 'host'): string => {
    const text = draft[field].trim();
    if (text === '') wrong[field] = 'empty';
    return text;
  };

  const name = filled('name');
  const connection = readConnection(draft, filled, wrong);
  const ofKind = (what: Parameters<typeof fitsKind>[1]): boolean => fitsKind(draft.kind, what);
  const calibrated = ofKind('calibration');
  const printer = {
    id: draft.id,
    name,
    connection,
    media: ofKind('media') ? readMedia(draft, number) : null,
    dpi: draft.dpi,
    darkness: ofKind('label') ? whole('darkness', 'darkness', 30) : null,
    mediaType: ofKind('label') ? draft.mediaType : null,
    cutter: ofKind('label') && draft.cutter,
    turn: draft.turn,
    duplex: ofKind('duplex') && draft.duplex,
    calibration: {
      dx: calibrated ? number('dx', 'offset', -50, 50) : 0,
      dy: calibrated ? number('dy', 'offset', -50, 50) : 0,
      scaleX: calibrated ? number('scaleX', 'scale', 90, 110) / 100 : 1,
      scaleY: calibrated ? number('scaleY', 'scale', 90, 110) / 100 : 1,
    },
    mediaLeft: whole('mediaLeft', 'count', 1_000_000),
    fallback: draft.fallback === '' ? null : draft.fallback,
  };
  if (Object.keys(wrong).length > 0) return { ok: false, wrong };
  return { ok: true, printer: printerSchema.parse(printer) };
}

function readConnection(
  draft: PrinterDraft,
  filled: (field: 'folder' | 'device' | 'uri' | 'host') => string,
  wrong: Partial<Record<DraftField, Wrong>>,
): PrinterConnection {
  switch (draft.kind) {
    case 'folder':
      return { kind: 'folder', folder: filled('folder') };
    case 'browser':
      return { kind: 'browser' };
    case 'system':
      return { kind: 'system', device: draft.device.trim() === '' ? null : draft.device.trim() };
    case 'windows':
      return { kind: 'windows', device: filled('device') };
    case 'ipp': {
      const uri = filled('uri');
      if (uri !== '' && !/^ipps?:\/\/[^/\s]+/i.test(uri)) wrong.uri = 'uri';
      return { kind: 'ipp', uri };
    }
    case 'zpl': {
      const host = filled('host');
      const port = readNumber(draft.port);
      if (port === null || !Number.isInteger(port) || port < 1 || port > 65_535) wrong.port = 'port';
      return { kind: 'zpl', host, port: port ?? 0 };
    }
  }
}

function readMedia(
  draft: PrinterDraft,
  number: (field: DraftField, how: Wrong, from: number, to: number) => number,
): Printer['media'] {
  if (draft.media === 'any') return null;
  const named = MEDIA.find(({ name }) => name === draft.media);
  if (named !== undefined) return { width: named.width, height: named.height };
  return { width: number('width', 'size', 5, 2000), height: number('height', 'size', 5, 2000) };
}

/** A number as people type it, with a comma or a point. */
export function readNumber(typed: PrinterDraft[DraftField]): number | null {
  const text = String(typed).trim().replace(',', '.').replace('−', '-');
  const value = Number(text);
  return text === '' || !Number.isFinite(value) ? null : value;
}
