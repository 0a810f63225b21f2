/**
 * A start on a data folder that another process holds: asks that one for a fresh address. Where to ask lies in the lock file,
 * which its owner alone can read: `http://127.0.0.1:<port>/shell/url#<secret>`.
 */
import { z } from 'zod';

/** The path at which a second start asks for a fresh address. */
export const freshUrlPath = '/shell/url';

const answerSchema = z.object({ url: z.string() });
const timeoutMs = 2000;

/** What the holder of the lock announces. */
export function announcementOf(port: number, secret: string): string {
  return `http://127.0.0.1:${port}${freshUrlPath}#${secret}`;
}

export type Elsewhere =
  | { readonly kind: 'elsewhere'; readonly url: string }
  /** The other process is the Electron shell: it has no address to give. */
  | { readonly kind: 'window' };

/** @returns null where that process does not (yet, or any more) answer */
export async function askOther(announcement: string | null): Promise<Elsewhere | null> {
  if (announcement === null || !URL.canParse(announcement)) return null;
  const url = new URL(announcement);
  if (url.protocol !== 'http:') return { kind: 'window' };
  const secret = url.hash.slice(1);
  url.hash = '';
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${secret}` },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return response.ok ? { kind: 'elsewhere', url: answerSchema.parse(await response.json()).url } : null;
  } catch (error) {
    // Refused, cut off, or no answer in time: it is starting or ending, and the caller tries again.
    if (error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError')) return null;
    throw error;
  }
}
