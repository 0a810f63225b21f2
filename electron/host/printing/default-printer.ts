import type { Printer, PrinterConnection } from '../../../shared/contract/printing.ts';

/** The printer of a station where none is set up: the folder of `--print-to`, else what the shell prints with by itself. */
export function makeDefaultPrinter(kind: PrinterConnection['kind'], folder: string): Printer {
  const printer: Omit<Printer, 'connection' | 'id' | 'name'> = {
    media: null,
    dpi: 203,
    darkness: null,
    mediaType: null,
    cutter: false,
    turn: 0,
    duplex: false,
    calibration: { dx: 0, dy: 0, scaleX: 1, scaleY: 1 },
    mediaLeft: null,
    fallback: null,
  };
  switch (kind) {
    case 'folder':
      return { ...printer, id: 'print-to', name: folder, connection: { kind, folder } };
    case 'browser':
      return { ...printer, id: 'default', name: 'browser', connection: { kind } };
    default:
      return { ...printer, id: 'default', name: 'system', connection: { kind: 'system', device: null } };
  }
}
