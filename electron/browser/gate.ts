/**
 * The gate in front of the desk's handler. In this order: the request names this machine (a foreign name that resolves to
 * 127.0.0.1 is an attack), it does not come from another page, it is a second start or brings a token, it has a session.
 */
import type { Handler } from '../shell/desk-handler.ts';
import { addPolicy } from '../shell/policy.ts';
import { isSame, type Access } from './access.ts';
import { freshUrlPath } from '../shell/second-start.ts';

export interface GateOptions {
  readonly access: Access;
  readonly port: number;
  /** Known to who can read the data folder: a second start asks with it for an address. */
  readonly startSecret: string;
  readonly desk: Handler;
  /** The shell is on its way out: it gives no more addresses, which would be dead when they are opened. */
  readonly isClosing: () => boolean;
}

export function createGate({ access, port, startSecret, desk, isClosing }: GateOptions): Handler {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  return async (request) => {
    const host = request.headers.get('host') ?? '';
    if (!hosts.includes(host)) return plain(403, 'This address is not the desk.');
    if (isForeign(request, `http://${host}`)) return plain(403, 'Other pages may not talk to the desk.');
    const url = new URL(request.url);
    if (url.pathname === freshUrlPath) return answerFreshUrl(request);
    const token = url.pathname === '/' ? url.searchParams.get('token') : null;
    if (token !== null && access.acceptsToken(token)) return openSession();
    if (!access.hasSession(request.headers.get('cookie'))) return answerStranger();
    return token === null ? desk(request) : redirectHome();
  };

  function answerFreshUrl(request: Request): Response {
    const given = request.headers.get('authorization') ?? '';
    if (!isSame(given, `Bearer ${startSecret}`)) return answerStranger();
    if (isClosing()) return plain(503, 'The desk is closing.');
    return addPolicy(Response.json({ url: addressOf(port, access) }));
  }

  function openSession(): Response {
    return redirectHome({ 'set-cookie': access.openSession() });
  }
}

/** A fresh address of the desk, token included. */
export function addressOf(port: number, access: Access): string {
  return `http://127.0.0.1:${port}/?token=${access.mintToken()}`;
}

/** A page of another origin. A request without `Origin` may still be one: the browser tells by `Sec-Fetch-Site`. */
function isForeign(request: Request, own: string): boolean {
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== own) return true;
  const site = request.headers.get('sec-fetch-site') ?? 'none';
  const navigation = request.headers.get('sec-fetch-mode') === 'navigate';
  return site !== 'none' && site !== 'same-origin' && !navigation;
}

function redirectHome(headers: Record<string, string> = {}): Response {
  return addPolicy(new Response(null, { status: 303, headers: { ...headers, location: '/' } }));
}

function plain(status: number, text: string): Response {
  return addPolicy(new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } }));
}

function answerStranger(): Response {
  const page = `<!doctype html>
<html lang="ru">
<meta charset="utf-8">
<title>Stoika</title>
<h1>Stoika</h1>
<p>Откройте стойку по адресу, который напечатан в терминале после слов <code>stoika ready</code>. Если терминала нет,
запустите стойку ещё раз: она откроет эту страницу сама.</p>
<p lang="en">Open the desk at the address that the terminal shows after the words <code>stoika ready</code>. Without a
terminal, start the desk once more: it opens this page by itself.</p>
</html>
`;
  return addPolicy(new Response(page, { status: 401, headers: { 'content-type': 'text/html; charset=utf-8' } }));
}
