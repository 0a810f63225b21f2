/**
 * What pages may do, by default nothing: every permission but the desk's camera and scanner is refused in every session, and the window's
 * session reaches nothing but the desk's own scheme. The host's requests to the server have sessions of their own (transport.ts). What a page
 * may let out is a file that it made itself: a hand-over, the copy of a journal; the person says where it goes.
 */
import { app, dialog, session, type DownloadItem, type Event, type Session } from 'electron';
import { mayHave, mayRequest } from './camera-permission.ts';
import { deskUrl, isDesk, scheme } from './scheme.ts';

/** A page's own bytes, and Chromium's own tools when a developer opens them. */
const reachable = new Set([`${scheme}:`, 'blob:', 'data:', 'devtools:']);

/** Before Electron is ready, so that no session is made without it. */
export function setupPermissions(): void {
  app.on('session-created', limitPermissions);
}

function limitPermissions(created: Session): void {
  created.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(mayRequest(permission, details)),
  );
  created.setPermissionCheckHandler(
    (_contents, permission, origin, details) =>
      mayHave(permission, origin, details) || (permission === 'serial' && details.isMainFrame && isDesk(origin)), // which port: serial-ports.ts
  );
  created.setDevicePermissionHandler(() => false);
  created.setSpellCheckerEnabled(false); // it would fetch dictionaries, and keep the names that it is taught
}

/** Everything else is cancelled before a name is looked up. @param protocols as in a URL, with the colon */
export function limitReach({ webRequest }: Session, protocols: ReadonlySet<string>): void {
  webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !protocols.has(new URL(url).protocol) }));
}

/** When Electron is ready. */
export function closeDefaultSession(): void {
  limitReach(session.defaultSession, reachable);
  session.defaultSession.on('will-download', holdDownload);
}

/** The address of a blob names the page that made it: nothing that came from elsewhere has one of the desk's. */
function holdDownload(event: Event, item: DownloadItem): void {
  if (!item.getURL().startsWith(`blob:${deskUrl}`)) {
    event.preventDefault();
    return;
  }
  // without a path Electron asks the person for one
  item.once('done', (_event, state) => {
    if (state !== 'completed') tellUnsaved(item.getFilename());
  });
}

/** A page does not learn what became of its file, and what is in a hand-over is no longer sent from here. */
function tellUnsaved(name: string): void {
  void dialog.showMessageBox({
    type: 'warning',
    title: 'Stoika',
    message: `Файл не сохранён: ${name}\nThe file was not saved: ${name}`,
    detail: 'Сохраните его ещё раз: меню оператора → «Настройки».\nSave it once more: operator menu → Settings.',
  });
}
