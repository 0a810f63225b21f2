/** The address of a server as people type it. */
import { isLoopback } from './transport.ts';

/**
 * Accepts `ruvents2.example.com`, with or without scheme, port, path and trailing slashes. Without a scheme it is https,
 * on this machine itself http.
 * @returns the address that paths are appended to (without a slash at its end), or null when it is none
 */
export function normaliseServer(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  const url = parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : withScheme(text));
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  if (url.hostname === '' || url.username !== '' || url.password !== '') return null;
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function withScheme(text: string): string {
  const url = parse(`http://${text}`);
  return url !== null && isLoopback(url.hostname) ? `http://${text}` : `https://${text}`;
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
