/**
 * Which printers of the settings file are set up at a start.
 *
 * Invariants: a second start with the same file changes nothing. What a person has changed or removed since stays so, unless the file
 * says `force`. Printers that the file does not name are left alone.
 */
import type { Printer } from '../contract/printing.ts';

/** By printer: how it was when the file set it up. */
export type AppliedPrinters = Readonly<Record<string, string>>;

export interface PrintersPlan {
  readonly save: readonly Printer[];
  readonly applied: AppliedPrinters;
}

export function planPrinters(
  there: readonly Printer[],
  wanted: readonly Printer[],
  applied: AppliedPrinters,
  force: boolean,
): PrintersPlan {
  const save: Printer[] = [];
  const next: Record<string, string> = { ...applied };
  for (const printer of wanted) {
    const mark = describePrinter(printer);
    const before = there.find(({ id }) => id === printer.id);
    const last = applied[printer.id];
    const isAsApplied = before === undefined ? last === undefined : describePrinter(before) === last;
    const isAsWanted = before !== undefined && describePrinter(before) === mark;
    if (isAsWanted) next[printer.id] = mark;
    if (isAsWanted || !(isAsApplied || force)) continue;
    // how much paper is in it the person has counted, and not the file
    save.push(before === undefined ? printer : { ...printer, mediaLeft: before.mediaLeft });
    next[printer.id] = mark;
  }
  return { save, applied: next };
}

/** All that is set up of it, and nothing that changes by itself. */
function describePrinter(printer: Printer): string {
  const { id, name, connection, media, dpi, darkness, mediaType, cutter, turn, duplex, calibration, fallback } =
    printer;
  const { dx, dy, scaleX, scaleY } = calibration;
  const size = media === null ? null : [media.width, media.height];
  const ends = Object.entries(connection).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([
    ...[id, name, ends, size, dpi, darkness, mediaType, cutter, turn, duplex, fallback],
    ...[dx, dy, scaleX, scaleY],
  ]);
}
