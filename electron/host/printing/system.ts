/**
 * Printing through the operating system in the Electron shell: the badge as a page around its SVG, loaded into a hidden window and
 * printed silently. The shell injects that window; this file knows no Electron, but it knows its faults:
 *
 * - `@page` alone is not obeyed, and without a page size it prints A4: the sheet always goes along, in microns.
 * - A sheet that is wider than high is turned by drivers that know it upright (sheet-choice.ts).
 * - Any margins but `none` fit the page into the printer's own margins once more, so that all of it comes out smaller.
 * - Without a resolution silent printing took 72 dpi for years; now it asks the driver. A label printer's is known and told.
 * - A size that was rounded down gives an empty page after each badge: only the pages that there are are asked for.
 * - It may never answer: that is bounded, and nobody knows then.
 */
import type { PrinterProblem } from '../../../shared/contract/printing.ts';
import type { BadgeLayout } from '../../../shared/badge/layout.ts';
import { connectionOf, failedToDraw, type PrintBackend, type PrintOutcome, type PrintTask } from './backend.ts';
import type { BadgeFonts } from './fonts.ts';
import { createJobMemory, isOver, readCancelled } from './job-memory.ts';
import { chooseSheet, isOfficeSheet, takesSheet } from './sheet-choice.ts';
import { readDeviceCapabilities, readDeviceStatus, readSheets, type SystemDevice } from './system-devices.ts';
import { buildPrintPage } from './system-page.ts';

/** What the hidden window is told besides the page. */
export interface PrintPageOptions {
  /** The sheet as it lies in the printer. */
  readonly widthMicrons: number;
  readonly heightMicrons: number;
  /** The page lies across it. */
  readonly landscape: boolean;
  readonly pages: number;
  readonly duplex: 'simplex' | 'longEdge' | 'shortEdge';
  /** Dots per inch; null = as the driver says. */
  readonly dpi: number | null;
  /** The operating system's name of the printer; null = its default one. */
  readonly device: string | null;
}

/** `left`: something of the page may have reached the printer. Rejects when nobody can know what became of it. */
export type PrintSvgPage = (
  html: string,
  options: PrintPageOptions,
) => Promise<{ ok: true } | { ok: false; reason: string; left: boolean }>;

export interface SystemBackendOptions {
  readonly fonts: BadgeFonts;
  readonly printSvgPage: PrintSvgPage;
  /** The operating system's printers now; null when it does not say in time. */
  readonly listDevices: () => Promise<readonly SystemDevice[] | null>;
}

/** Creates the back-end of the Electron shell. `printed` means that the system's spooler took the job. */
export function createSystemBackend({ fonts, printSvgPage, listDevices }: SystemBackendOptions): PrintBackend {
  const jobs = createJobMemory();
  /** As they were listed last: a list may take seconds, and a badge does not wait for it. */
  let devices: readonly SystemDevice[] | null = null;
  const findDevice = async (name: string): Promise<SystemDevice | 'gone' | 'unknown'> => {
    const listed = await listDevices();
    if (listed === null) return 'unknown';
    devices = listed;
    return listed.find((device) => device.name === name) ?? 'gone';
  };

  const printOnce = async ({ printer, signal }: PrintTask, layout: BadgeLayout): Promise<PrintOutcome> => {
    const name = connectionOf(printer.connection, 'system').device;
    const device = devices?.find((one) => one.name === name);
    const sheets = device === undefined ? null : readSheets(device);
    if (sheets !== null && !takesSheet(sheets, layout.page)) {
      return failed('wrongMedia', `The printer takes no sheet of ${layout.page.width} × ${layout.page.height} mm.`);
    }
    const pages = printer.duplex ? layout.sides.length : 1;
    let html: string;
    try {
      html = buildPrintPage(layout, fonts, pages);
    } catch (error) {
      return failedToDraw(error);
    }
    if (signal.aborted) return failed('interrupted', 'The desk stopped before it printed.');
    const sheet = chooseSheet(layout.page, sheets ?? []);
    const result = await printSvgPage(html, {
      widthMicrons: toMicrons(sheet.width),
      heightMicrons: toMicrons(sheet.height),
      landscape: sheet.landscape,
      pages,
      // Turned like the page of a book: about the edge that stands upright.
      duplex: pages === 1 ? 'simplex' : layout.page.height >= layout.page.width ? 'longEdge' : 'shortEdge',
      dpi: printer.media !== null && !isOfficeSheet(printer.media) ? printer.dpi : null,
      device: name,
    });
    if (result.ok) return { state: 'printed' };
    return { ...failed(nameProblem(result.reason), result.reason), left: result.left };
  };

  return {
    kind: 'system',
    confirms: 'spooler',
    print: (task, layout) =>
      jobs.once(task, () =>
        printOnce(task, layout).catch((error: unknown): PrintOutcome => {
          // The window died somewhere between loading and the spooler: the page may have gone through.
          const reason = error instanceof Error ? error.message : String(error);
          return { state: 'unknown', problem: 'unconfirmed', reason };
        }),
      ),
    async recover(jobId) {
      const outcome = await jobs.recall(jobId);
      if (outcome !== undefined) return isOver(outcome) ? null : outcome;
      const reason = 'The desk stopped while the badge was handed to the printer.';
      return { state: 'unknown', problem: 'interrupted', reason };
    },
    cancel: async (jobId) => readCancelled(await jobs.recall(jobId)),
    async status({ connection }) {
      const { device: name } = connectionOf(connection, 'system');
      const device = name === null ? 'unknown' : await findDevice(name);
      if (device === 'unknown') return { state: 'unknown', problems: [] };
      if (device !== 'gone') return readDeviceStatus(device);
      return { state: 'gone', problems: [{ problem: 'gone', detail: `The system has no printer ${name ?? ''}.` }] };
    },
    async capabilities(connection) {
      const { device: name } = connectionOf(connection, 'system');
      const device = name === null ? 'unknown' : await findDevice(name);
      return typeof device === 'string' ? null : readDeviceCapabilities(device);
    },
  };
}

type Failed = Extract<PrintOutcome, { state: 'failed' }>;

function failed(problem: PrinterProblem, reason: string): Failed {
  return { state: 'failed', problem, reason, left: false };
}

/** Electron's own words for it. */
function nameProblem(reason: string): PrinterProblem {
  if (/devicename|no (default )?printer|default printer/i.test(reason)) return 'gone';
  if (/invalid printer settings/i.test(reason)) return 'wrongMedia';
  return /cancel/i.test(reason) ? 'cancelled' : 'other';
}

function toMicrons(millimetres: number): number {
  return Math.round(millimetres * 1000);
}
