/**
 * A start on a data folder that another process holds: asks that one for a fresh address. Where to ask lies in the lock file,
 * which its owner alone can read: `http://127.0.0.1:<port>/shell/url#<secret>`.
 */
import { z } from 'zod';

/** The path at which a second start asks for a fresh address. */
export const freshUrlPath = '/shell/url';

const answerSchema = z.object({ url: z.string().max(500) });
const timeoutMs = 2000;

/** What the holder of the lock announces. */
export function announcementOf(port: number, secret: string): string {
  return `http://127.0.0.1:${port}${freshUrlPath}#${secret}`;
}

export type Elsewhere =
  | { readonly kind: 'elsewhere'; readonly url: string }
  /** The other process is the Electron shell: it has no address to give. */
  | { readonly kind: 'window' };

/**
 * The port may have gone to another program since the lock was written. So the secret goes to this machine alone, and what comes back is
 * an address of that very port or none: it is opened with whatever the system opens addresses with.
 * @returns null where that process does not (yet, or any more) answer
 */
export async function askOther(announcement: string | null): Promise<Elsewhere | null> {
  if (announcement === null || !URL.canParse(announcement)) return null;
  const url = new URL(announcement);
  if (url.protocol !== 'http:') return { kind: 'window' };
  if (url.hostname !== '127.0.0.1' || url.username !== '') return null;
  const secret = url.hash.slice(1);
  url.hash = '';
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${secret}` },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) return null;
    const given = answerSchema.safeParse(await response.json());
    return given.success && isAddressOf(url, given.data.url) ? { kind: 'elsewhere', url: given.data.url } : null;
  } catch (error) {
    // Refused, cut off, no answer in time: it is starting or ending, and the caller tries again. No JSON: another program.
    if (error instanceof TypeError || error instanceof SyntaxError) return null;
    if (error instanceof DOMException && error.name === 'TimeoutError') return null;
    throw error;
  }
}

function isAddressOf(asked: URL, address: string): boolean {
  return (
    address.startsWith(`${asked.origin}/?token=`) && /^[\w-]+$/.test(address.slice(`${asked.origin}/?token=`.length))
  );
}
