/** The desk's window. Its page is the desk's own and has no more rights than a page of the web. */
import { BrowserWindow } from 'electron';
import type { Log } from '../host/log.ts';
import { deskUrl } from './scheme.ts';

/** A page that dies again and again must not take the whole machine. */
const reloadAfterMs = 1000;

export function openWindow(log: Log): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 360,
    minHeight: 480,
    show: false,
    autoHideMenuBar: true,
    title: 'Stoika',
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      // The engine goes on while another window is in front.
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error('page gone', { reason, exitCode });
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    }, reloadAfterMs);
  });
  window.loadURL(deskUrl).catch((error: unknown) => {
    log.error('page not loaded', { error: error instanceof Error ? error.name : typeof error });
  });
  return window;
}

/** Brings the window to the front. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
