/**
 * Prints a page through the system, in a hidden window: no script, no session of the desk's, nothing loaded from anywhere.
 * The page size goes to the driver in microns and the margins are none: `@page` alone is not obeyed.
 */
import { BrowserWindow } from 'electron';
import type { PrintPageOptions, PrintSvgPage } from '../host/printing/system.ts';

/** A driver that says nothing for so long has an open question of its own: nobody knows what became of the badge. */
const answerTimeoutMs = 60_000;

/** @throws (rejects) when it cannot be known whether the page reached the printer */
export const printSvgPage: PrintSvgPage = async (html, options) => {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      webviewTag: false,
      partition: 'print',
    },
  });
  try {
    const page = Buffer.from(html).toString('base64');
    const problem = await load(window, `data:text/html;charset=utf-8;base64,${page}`);
    return problem === null ? await print(window, options) : { ok: false, reason: problem };
  } finally {
    window.destroy();
  }
};

/** @returns why the page could not be loaded: nothing has been printed then */
async function load(window: BrowserWindow, url: string): Promise<string | null> {
  try {
    await window.loadURL(url);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function print(window: BrowserWindow, options: PrintPageOptions): ReturnType<PrintSvgPage> {
  const { silent, margins, widthMicrons, heightMicrons, deviceName } = options;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The printer has not answered.')), answerTimeoutMs);
    window.webContents.once('render-process-gone', () => {
      clearTimeout(timer);
      reject(new Error('The print window died.'));
    });
    window.webContents.print(
      {
        silent,
        printBackground: true,
        margins: { marginType: margins },
        pageSize: { width: widthMicrons, height: heightMicrons },
        ...(deviceName === undefined ? {} : { deviceName }),
      },
      (success, reason) => {
        clearTimeout(timer);
        resolve(success ? { ok: true } : { ok: false, reason });
      },
    );
  });
}
