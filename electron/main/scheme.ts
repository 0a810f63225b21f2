/** The desk's own scheme: the same handler as in the browser shell, on `stoika://desk/` in place of loopback HTTP. */
import { protocol } from 'electron';
import type { Handler } from '../shell/desk-handler.ts';
import { addPolicy } from '../shell/policy.ts';

export const scheme = 'stoika';
const deskHost = 'desk';
export const deskUrl = `${scheme}://${deskHost}/`;

/** Has to run before Electron is ready: later the scheme would have no origin, no fetch and no IndexedDB. */
export function setupScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

/** Mounts the desk's handler in the default session, where the window lives; other sessions do not know the scheme. */
export function mountScheme(desk: Handler): void {
  protocol.handle(scheme, (request) =>
    new URL(request.url).host === deskHost ? desk(request) : addPolicy(new Response('Not found', { status: 404 })),
  );
}
