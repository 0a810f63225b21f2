/**
 * Who may talk to the browser shell. Loopback is shared by every program and every page on the machine, so:
 *
 *   address with a token (terminal) ──▶ `/?token=…` ──▶ session cookie ──▶ everything else
 *
 * A token is good while this process lives, so that the address may be opened again; the cookie is signed with a secret that
 * outlives the process, so that an open page goes on after a restart of the host.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface AccessOptions {
  /** Kept by the host from one start to the next. */
  readonly sessionSecret: Buffer;
  readonly random: (bytes: number) => Uint8Array;
}

export interface Access {
  /** Makes a token for one more address. */
  mintToken(): string;
  acceptsToken(token: string): boolean;
  /** The value of a `Set-Cookie` header that opens a session. */
  openSession(): string;
  /** @param cookies the request's `Cookie` header */
  hasSession(cookies: string | null): boolean;
}

export function createAccess({ sessionSecret, random }: AccessOptions): Access {
  const tokens: string[] = [];
  const keyed = (text: string): string => createHmac('sha256', sessionSecret).update(text).digest('base64url');
  const sign = (id: string): string => keyed(`session ${id}`);
  // Cookies of one address are shared by all its ports: each data folder has its own name.
  const name = `stoika-${keyed('name').slice(0, 8)}`;
  const text = (bytes: number): string => Buffer.from(random(bytes)).toString('base64url');
  return {
    mintToken() {
      const token = text(32);
      tokens.push(token);
      return token;
    },
    acceptsToken: (token) => tokens.some((known) => isSame(known, token)),
    openSession() {
      const id = text(16);
      return `${name}=${id}.${sign(id)}; Path=/; HttpOnly; SameSite=Strict`;
    },
    hasSession: (cookies) =>
      readCookies(cookies, name).some((value) => {
        const [id = '', signature = ''] = value.split('.');
        return id !== '' && isSame(sign(id), signature);
      }),
  };
}

function readCookies(header: string | null, name: string): readonly string[] {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
}

/** Compares in a time that tells nothing of where two secrets differ. */
export function isSame(a: string, b: string): boolean {
  const left = createHmac('sha256', 'compare').update(a).digest();
  const right = createHmac('sha256', 'compare').update(b).digest();
  return timingSafeEqual(left, right);
}
