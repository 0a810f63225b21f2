/** No page of the desk ever goes elsewhere, opens a window, or embeds a page of its own kind. */
import { app } from 'electron';

/** Before Electron is ready, so that it holds for every page. */
export function setupNavigation(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}
