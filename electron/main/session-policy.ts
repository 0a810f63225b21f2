/**
 * What pages may do, by default nothing: every permission is refused in every session, and the window's session reaches
 * nothing but the desk's own scheme. The host's requests to the server have sessions of their own (transport.ts).
 */
import { app, session, type Session } from 'electron';
import { scheme } from './scheme.ts';

/** A page's own bytes, and Chromium's own tools when a developer opens them. */
const reachable = new Set([`${scheme}:`, 'blob:', 'data:', 'devtools:']);

/** Before Electron is ready, so that no session is made without it. */
export function setupPermissions(): void {
  app.on('session-created', denyPermissions);
}

function denyPermissions(created: Session): void {
  created.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  created.setPermissionCheckHandler(() => false);
  created.setDevicePermissionHandler(() => false);
}

/** When Electron is ready. */
export function closeDefaultSession(): void {
  session.defaultSession.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !reachable.has(new URL(details.url).protocol) }),
  );
  session.defaultSession.on('will-download', (event) => event.preventDefault());
}
