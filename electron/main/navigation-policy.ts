/**
 * No page of the desk ever goes elsewhere, opens a window, or embeds a page of another kind. It may load itself anew, and show in a frame
 * what it has made itself. A link elsewhere is the system browser's, if it is on the list.
 */
import { app } from 'electron';
import { openExternalLink } from './external-links.ts';
import { deskUrl, isDesk } from './scheme.ts';

/** Before Electron is ready, so that it holds for every page. */
export function setupNavigation(onFault: (error: unknown) => void): void {
  const leave = (address: string): void => void openExternalLink(address).catch(onFault);
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      leave(url);
      return { action: 'deny' };
    });
    contents.on('will-navigate', (event) => {
      if (isDeskPage(event.url)) return;
      event.preventDefault();
      leave(event.url);
    });
    contents.on('will-frame-navigate', (event) => {
      if (!(event.isMainFrame ? isDeskPage(event.url) : isOwnFrame(event.url))) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

function isDeskPage(address: string): boolean {
  return isDesk(address) && new URL(address).pathname === '/';
}

function isOwnFrame(address: string): boolean {
  return address.startsWith(`blob:${deskUrl}`) || address === 'about:blank';
}
