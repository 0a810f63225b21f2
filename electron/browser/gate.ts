/**
 * The gate in front of the desk's handler. In this order: the request names this machine (a foreign name that resolves to
 * 127.0.0.1 is an attack), it does not come from another page, it is a second start or brings a token, it has a session. Nothing of
 * the body is read before.
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
    const url = new URL(request.url);
    if (isForeign(request, `http://${host}`, url.pathname)) return plain(403, 'Other pages may not talk to the desk.');
    if (url.pathname === freshUrlPath) return answerFreshUrl(request);
    const token = url.pathname === '/' && request.method === 'GET' ? url.searchParams.get('token') : null;
    if (token !== null && isGuess(request)) return plain(503, 'The address is opened by a person.');
    if (token !== null && access.takeToken(token)) return openSession();
    const session = access.readSession(request.headers.get('cookie'));
    if (session === 'none') return answerStranger();
    if (token !== null) return redirectHome();
    const answer = await desk(request);
    if (session === 'renew') answer.headers.append('set-cookie', access.openSession());
    return answer;
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

/**
 * A page of another origin; other ports of this machine are others too, and have the same cookies. A request without `Origin` may still
 * be one: the browser tells by `Sec-Fetch-Site`. From elsewhere a person may come by a link, to the page itself and not into a frame.
 */
function isForeign({ headers, method }: Request, own: string, path: string): boolean {
  const origin = headers.get('origin');
  if (origin !== null && origin !== own) return true;
  const site = headers.get('sec-fetch-site') ?? 'none';
  if (site === 'none' || site === 'same-origin') return false;
  const isLink = headers.get('sec-fetch-mode') === 'navigate' && headers.get('sec-fetch-dest') === 'document';
  return !(isLink && method === 'GET' && path === '/');
}

/** The browser guesses that a person will open it: a token would be used up by that. */
function isGuess({ headers }: Request): boolean {
  return /prefetch|prerender|preview/i.test(`${headers.get('sec-purpose') ?? ''} ${headers.get('purpose') ?? ''}`);
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
<p>Запустите стойку ещё раз: она откроет эту страницу сама. Либо откройте её по свежему адресу, который терминал печатает после слов
<code>stoika ready</code>: каждый такой адрес открывает стойку один раз.</p>
<p lang="en">Start the desk once more: it opens this page by itself. Or open it at the fresh address that the terminal shows after the
words <code>stoika ready</code>: each such address opens the desk once.</p>
</html>
`;
  return addPolicy(new Response(page, { status: 401, headers: { 'content-type': 'text/html; charset=utf-8' } }));
}
