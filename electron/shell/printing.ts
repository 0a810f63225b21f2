/** What this station can print with: a back-end for each kind of connection that the shell has. */
import type { PrintingOptions } from '../host/host.ts';
import type { PrintBackend, RenderPdf } from '../host/printing/backend.ts';
import { makeDefaultPrinter } from '../host/printing/default-printer.ts';
import { createFolderBackend } from '../host/printing/folder.ts';
import type { BadgeFonts } from '../host/printing/fonts.ts';
import { createIppBackend } from '../host/printing/ipp.ts';
import { createRasteriser, type Rasteriser } from '../host/printing/raster.ts';
import { renderPdf } from '../host/printing/pdf.ts';
import { createZplBackend } from '../host/printing/zpl-backend.ts';

export interface PrintingParts {
  readonly fonts: BadgeFonts;
  /** What this shell prints with where nobody has set up a printer. */
  readonly own: PrintBackend;
  /** The folder of `--print-to`: then there is no other printer. */
  readonly printTo: string | null;
  readonly clock: () => Date;
}

export function openPrinting({ fonts, own, printTo, clock }: PrintingParts): PrintingOptions {
  const draw: RenderPdf = (layout) => renderPdf(layout, fonts, { createdAt: clock() });
  let rasteriser: Promise<Rasteriser> | null = null;
  const folder = createFolderBackend({ renderPdf: draw });
  const zpl = createZplBackend({
    draw: async (layout, side, dpi) => (await (rasteriser ??= createRasteriser(fonts))).render(layout, side, dpi),
  });
  return {
    backends: { folder, zpl, ipp: createIppBackend({ renderPdf: draw }), [own.kind]: own },
    standard: printTo === null ? makeDefaultPrinter(own.kind, '') : makeDefaultPrinter('folder', printTo),
    only: printTo !== null,
    discover: () => Promise.resolve({ found: [], problems: [] }),
  };
}
