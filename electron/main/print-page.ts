/**
 * Prints a page through the system, in a hidden window: no script, no session of the desk's, nothing loaded from anywhere. Which of
 * Electron's options have to be given, and why: host/printing/system.ts.
 *
 * The page comes by the desk's scheme from memory, since an address of its own (`data:`) ends at 2 MB, and a photo reaches that.
 */
import { BrowserWindow, session, type WebContentsPrintOptions } from 'electron';
import type { PrintPageOptions, PrintSvgPage } from '../host/printing/system.ts';
import type { SystemDevice } from '../host/printing/system-devices.ts';
import { scheme } from './scheme.ts';
import { limitReach } from './session-policy.ts';

/** A driver that says nothing for so long has an open question of its own: nobody knows what became of the badge. */
const answerTimeoutMs = 60_000;
/** A list of printers waits for a print server that is switched off; a person does not. */
const listTimeoutMs = 2_500;

/**
 * What Electron says before a job is made (`Invalid deviceName provided`, `No printers available on the network`, `Invalid printer
 * settings`). `Print job failed`, `Print job canceled` and nothing at all are said of a job that was under way.
 */
const BEFORE_THE_JOB = /^(invalid (device ?name|printer settings)|no (default )?printer)/i;

const partition = 'print';
const printHost = 'print';
const pages = new Map<string, string>();
let nextPage = 1;
let mounted = false;

/** @throws (rejects) when it cannot be known whether the page reached the printer */
export const printSvgPage: PrintSvgPage = async (html, options) => {
  mountPages();
  const path = String(nextPage++);
  pages.set(path, html);
  const window = openHidden();
  try {
    const problem = await load(window, `${scheme}://${printHost}/${path}`);
    return problem === null ? await print(window, options) : { ok: false, reason: problem, left: false };
  } finally {
    pages.delete(path);
    window.destroy();
  }
};

/** The operating system's printers; null when it does not answer in time. */
export async function listDevices(): Promise<SystemDevice[] | null> {
  const [open] = BrowserWindow.getAllWindows();
  const window = open ?? openHidden();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), listTimeoutMs)));
    return await Promise.race([window.webContents.getPrintersAsync().then((list) => list.map(readDevice)), late]);
  } finally {
    clearTimeout(timer);
    if (window !== open) window.destroy();
  }
}

function readDevice({ name, displayName, description, options }: Electron.PrinterInfo): SystemDevice {
  return { name, displayName, description, options: { ...options } };
}

/** No other session knows these pages, and this one nothing else: a picture on a badge is in the page, or it is not printed. */
function mountPages(): void {
  if (mounted) return;
  mounted = true;
  const print = session.fromPartition(partition);
  limitReach(print, new Set([`${scheme}:`, 'data:']));
  print.protocol.handle(scheme, (request) => {
    const { host, pathname } = new URL(request.url);
    const html = host === printHost ? pages.get(pathname.slice(1)) : undefined;
    if (html === undefined) return new Response('Not found', { status: 404 });
    return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } });
  });
}

function openHidden(): BrowserWindow {
  return new BrowserWindow({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      javascript: false,
      webviewTag: false,
      devTools: false,
      spellcheck: false,
      partition,
    },
  });
}

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
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The printer has not answered.')), answerTimeoutMs);
    window.webContents.once('render-process-gone', () => {
      clearTimeout(timer);
      reject(new Error('The print window died.'));
    });
    window.webContents.print(readOptions(options), (success, reason) => {
      clearTimeout(timer);
      resolve(success ? { ok: true } : { ok: false, reason: reason || 'failed', left: !BEFORE_THE_JOB.test(reason) });
    });
  });
}

function readOptions(options: PrintPageOptions): WebContentsPrintOptions {
  const { widthMicrons, heightMicrons, landscape, duplex, dpi, device } = options;
  return {
    silent: true,
    printBackground: true,
    color: true,
    margins: { marginType: 'none' },
    pageSize: { width: widthMicrons, height: heightMicrons },
    landscape,
    scaleFactor: 100,
    pagesPerSheet: 1,
    copies: 1,
    pageRanges: [{ from: 0, to: options.pages - 1 }],
    duplexMode: duplex,
    ...(dpi === null ? {} : { dpi: { horizontal: dpi, vertical: dpi } }),
    ...(device === null ? {} : { deviceName: device }),
  };
}
