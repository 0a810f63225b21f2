/** The desk's window. Its page is the desk's own and has no more rights than a page of the web. */
import { BrowserWindow, dialog } from 'electron';
import type { Log } from '../host/log.ts';
import { deskUrl } from './scheme.ts';

/** @param devTools only under development */
export function openWindow(log: Log, devTools = false): BrowserWindow {
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
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      spellcheck: false,
      devTools,
      // The engine goes on while another window is in front.
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.on('will-prevent-unload', (event) => {
    if (mayLeave(window)) event.preventDefault();
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

/** The page has something that is not saved. Electron asks nobody by itself: the window would just not close. */
function mayLeave(window: BrowserWindow): boolean {
  const answer = dialog.showMessageBoxSync(window, {
    type: 'question',
    title: 'Stoika',
    message: 'Есть несохранённые изменения.\nThere are changes that are not saved.',
    buttons: ['Остаться / Stay', 'Уйти / Leave'],
    defaultId: 0,
    cancelId: 0,
  });
  return answer === 1;
}
