/**
 * Who may talk to the browser shell. Loopback is shared by every program and every page on the machine, so:
 *
 *   address with a token (terminal) ──▶ `/?token=…`, once ──▶ session cookie ──▶ everything else
 *
 * A token opens one session: what a terminal, a history or a log still shows opens nothing. The cookie is signed with a secret that
 * outlives the process, so that an open page goes on after a restart of the host; it ends a week after it was last renewed.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface AccessOptions {
  /** Kept by the host from one start to the next. */
  readonly sessionSecret: Buffer;
  readonly random: (bytes: number) => Uint8Array;
  readonly clock: () => Date;
}

export interface Access {
  /** Makes a token for one more address. */
  mintToken(): string;
  /** Uses the token up. @returns whether it was one that nobody had used */
  takeToken(token: string): boolean;
  /** The value of a `Set-Cookie` header that opens a session, or renews one. */
  openSession(): string;
  /** @param cookies the request's `Cookie` header */
  readSession(cookies: string | null): 'none' | 'open' | 'renew';
}

/** Longer than an event: a page that stands open over a night is still the desk in the morning. */
const SESSION_S = 7 * 24 * 3600;
const RENEW_AFTER_S = 3600;
/** Addresses that nobody has opened; the oldest go first. */
const MOST_TOKENS = 100;

export function createAccess({ sessionSecret, random, clock }: AccessOptions): Access {
  const tokens: string[] = [];
  const keyed = (text: string): string => createHmac('sha256', sessionSecret).update(text).digest('base64url');
  const sign = (id: string, since: string): string => keyed(`session ${id} ${since}`);
  // Cookies of one address are shared by all its ports: each data folder has its own name.
  const name = `stoika-${keyed('name').slice(0, 8)}`;
  const text = (bytes: number): string => Buffer.from(random(bytes)).toString('base64url');
  const now = (): number => Math.floor(clock().getTime() / 1000);

  /** @returns the session's age in seconds, or null where the value is none of ours or too old */
  const readAge = (value: string): number | null => {
    const [id = '', since = '', signature = ''] = value.split('.');
    if (id === '' || !isSame(sign(id, since), signature)) return null;
    const age = now() - Number.parseInt(since, 36);
    // a clock that was put back must not end a session, nor one put forward for a moment make one that never ends
    return age < SESSION_S && age > -SESSION_S ? age : null;
  };

  return {
    mintToken() {
      const token = text(32);
      tokens.push(token);
      if (tokens.length > MOST_TOKENS) tokens.shift();
      return token;
    },
    takeToken(token) {
      // each is compared, whichever it is
      const found = tokens.map((known) => isSame(known, token)).indexOf(true);
      if (found !== -1) tokens.splice(found, 1);
      return found !== -1;
    },
    openSession() {
      const id = text(16);
      const since = now().toString(36);
      return `${name}=${id}.${since}.${sign(id, since)}; Path=/; Max-Age=${SESSION_S}; HttpOnly; SameSite=Strict`;
    },
    readSession(cookies) {
      const ages = readCookies(cookies, name).map(readAge);
      const age = ages.find((one) => one !== null) ?? null;
      if (age === null) return 'none';
      return Math.abs(age) > RENEW_AFTER_S ? 'renew' : 'open';
    },
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
