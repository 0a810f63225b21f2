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
  protocol.handle(scheme, (request) => {
    if (new URL(request.url).host !== deskHost) return refuse(404, 'Not found');
    return isForeign(request) ? refuse(403, 'Other pages may not talk to the desk.') : desk(request);
  });
}

/** By its parts: to the standard a scheme of one's own has no origin that could be compared. */
export function isDesk(address: string | undefined): boolean {
  if (address === undefined || !URL.canParse(address)) return false;
  const { protocol: ofAddress, host } = new URL(address);
  return ofAddress === `${scheme}:` && host === deskHost;
}

/** No other page can be loaded; a frame without an origin of its own (`null`) would be one all the same. */
function isForeign({ headers }: Request): boolean {
  const origin = headers.get('origin');
  return origin !== null && !isDesk(origin);
}

function refuse(status: number, text: string): Response {
  return addPolicy(new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } }));
}
