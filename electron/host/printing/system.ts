/**
 * Printing through the operating system in the Electron shell: the badge as a page around its SVG, loaded into a hidden
 * window and printed silently. The shell injects that window; this file knows no Electron.
 */
import type { BadgeLayout } from '../../../shared/badge/layout.ts';
import { connectionOf, failedToDraw, type PrintBackend } from './backend.ts';
import type { BadgeFonts } from './fonts.ts';
import { renderSvg } from './svg.ts';

/** What the hidden window needs besides the page. Electron must also be told the page size: `@page` alone is not obeyed. */
export interface PrintPageOptions {
  silent: true;
  margins: 'none';
  widthMicrons: number;
  heightMicrons: number;
  /** The operating system's name of the printer; its default printer when absent. */
  deviceName?: string;
}

export type PrintSvgPage = (
  html: string,
  options: PrintPageOptions,
) => Promise<{ ok: true } | { ok: false; reason: string }>;

export interface SystemBackendOptions {
  readonly fonts: BadgeFonts;
  readonly printSvgPage: PrintSvgPage;
}

/** Creates the back-end of the Electron shell. `printed` means that the system's spooler took the job. */
export function createSystemBackend({ fonts, printSvgPage }: SystemBackendOptions): PrintBackend {
  return {
    kind: 'system',
    confirms: 'spooler',
    async print({ printer, signal }, layout) {
      const { device } = connectionOf(printer.connection, 'system');
      let html: string;
      try {
        html = buildPrintPage(layout, fonts);
      } catch (error) {
        return failedToDraw(error);
      }
      if (signal.aborted) {
        return { state: 'failed', problem: 'interrupted', reason: 'The desk stopped before it printed.', left: false };
      }
      try {
        const result = await printSvgPage(html, {
          silent: true,
          margins: 'none',
          widthMicrons: toMicrons(layout.page.width),
          heightMicrons: toMicrons(layout.page.height),
          ...(device === null ? {} : { deviceName: device }),
        });
        if (result.ok) return { state: 'printed' };
        return { state: 'failed', problem: 'other', reason: result.reason, left: false };
      } catch (error) {
        // The window died somewhere between loading and the spooler: the page may have gone through.
        const reason = error instanceof Error ? error.message : String(error);
        return { state: 'unknown', problem: 'unconfirmed', reason };
      }
    },
    recover: () =>
      Promise.resolve({
        state: 'unknown',
        problem: 'interrupted',
        reason: 'The desk stopped while the badge was handed to the printer.',
      }),
    cancel: () => Promise.resolve('unknown'),
    status: () => Promise.resolve({ state: 'unknown', problems: [] }),
    capabilities: () => Promise.resolve(null),
  };
}

function toMicrons(millimetres: number): number {
  return Math.round(millimetres * 1000);
}

/** The page for the hidden window: exactly one sheet of the badge's size, nothing loaded, no script. */
export function buildPrintPage(layout: BadgeLayout, fonts: BadgeFonts): string {
  const { width, height } = layout.page;
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Badge</title>
<style>
@page { size: ${width}mm ${height}mm; margin: 0; }
html, body { margin: 0; padding: 0; background: #fff; }
body { width: ${width}mm; height: ${height}mm; overflow: hidden; print-color-adjust: exact; }
svg { display: block; width: ${width}mm; height: ${height}mm; }
</style>
</head>
<body>${renderSvg(layout, fonts)}</body>
</html>
`;
}
