/** What this station can print with: a back-end for each kind of connection that the shell has. */
import type { PrintingOptions } from '../host/host.ts';
import type { PrintBackend, RenderPdf } from '../host/printing/backend.ts';
import { makeDefaultPrinter } from '../host/printing/default-printer.ts';
import { cupsSource, discoverPrinters, networkSource, type PrinterSource } from '../host/printing/discover.ts';
import { createFolderBackend } from '../host/printing/folder.ts';
import type { BadgeFonts } from '../host/printing/fonts.ts';
import { createIppBackend } from '../host/printing/ipp.ts';
import { createRasteriser, type Rasteriser } from '../host/printing/raster.ts';
import { renderPdf } from '../host/printing/pdf.ts';
import { createWindowsBackend, windowsSource } from '../host/printing/windows.ts';
import { createPictureDrawing } from '../host/printing/windows-pictures.ts';
import { createZplBackend } from '../host/printing/zpl-backend.ts';

export interface PrintingParts {
  readonly fonts: BadgeFonts;
  /** What this shell prints with where nobody has set up a printer. */
  readonly own: PrintBackend;
  /** The folder of `--print-to`: then there is no other printer. */
  readonly printTo: string | null;
  readonly clock: () => Date;
  /** Printers that only the shell can list. */
  readonly sources: readonly PrinterSource[];
  readonly platform: NodeJS.Platform;
}

export function openPrinting({ fonts, own, printTo, clock, sources, platform }: PrintingParts): PrintingOptions {
  const draw: RenderPdf = (layout) => renderPdf(layout, fonts, { createdAt: clock() });
  let rasteriser: Promise<Rasteriser> | null = null;
  const folder = createFolderBackend({ renderPdf: draw });
  const openRasteriser = () => (rasteriser ??= createRasteriser(fonts));
  const zpl = createZplBackend({
    draw: async (layout, side, dpi) => (await openRasteriser()).render(layout, side, dpi),
  });
  const isWindows = platform === 'win32';
  const windows = createWindowsBackend({
    draw: async (...page) => createPictureDrawing(await openRasteriser())(...page),
  });
  // Electron lists the printers of the system itself, with what it needs to print on them.
  const system = sources.length > 0 ? sources : isWindows ? [windowsSource()] : [];
  const places = [...system, ...(isWindows ? [] : [cupsSource()]), networkSource()];
  return {
    backends: {
      folder,
      zpl,
      ipp: createIppBackend({ renderPdf: draw }),
      ...(isWindows ? { windows } : {}),
      [own.kind]: own,
    },
    standard: printTo === null ? makeDefaultPrinter(own.kind, '') : makeDefaultPrinter('folder', printTo),
    only: printTo !== null,
    discover: () => discoverPrinters(places),
  };
}
