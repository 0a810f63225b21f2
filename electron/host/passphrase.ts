/**
 * The machine key under a passphrase, as it lies in the file `key`:
 *
 *   {"version":1,"kdf":"scrypt","n":131072,"r":8,"p":1,"salt":"…","sealed":"…"}
 *
 * scrypt with these figures takes 128 MB of memory and some tenths of a second a guess. They are read from the file, within bounds,
 * so that a later version may raise them.
 */
import { scrypt } from 'node:crypto';
import { z } from 'zod';
import { NewerVersion } from './problem.ts';
import { KEY_BYTES, type Random, seal, unseal } from './seal.ts';

const CONTEXT = 'stoika machine key';
const COST = { n: 2 ** 17, r: 8, p: 1 } as const;
/** 128 · n · r bytes and a little more. */
const MOST_MEMORY = 600 * 1024 * 1024;

const lockedKeySchema = z.object({
  version: z.literal(1),
  kdf: z.literal('scrypt'),
  n: z.literal([2 ** 14, 2 ** 15, 2 ** 16, 2 ** 17, 2 ** 18, 2 ** 19]),
  r: z.literal(8),
  p: z.int().min(1).max(4),
  salt: z.base64(),
  sealed: z.base64(),
});
export type LockedKey = z.infer<typeof lockedKeySchema>;

/** @returns null when the bytes are no key under a passphrase. @throws NewerVersion */
export function parseLockedKey(bytes: Buffer): LockedKey | null {
  const json = parseJson(bytes.toString());
  const parsed = lockedKeySchema.safeParse(json);
  if (parsed.success) return parsed.data;
  if (z.object({ version: z.int().gt(1) }).safeParse(json).success) throw new NewerVersion('the key');
  return null;
}

export async function lockKey(key: Buffer, passphrase: string, random: Random, cost = COST): Promise<Buffer> {
  const salt = Buffer.from(random(16));
  const sealed = seal(await derive(passphrase, salt, cost), key, CONTEXT, random);
  const locked = {
    ...{ version: 1, kdf: 'scrypt', ...cost },
    ...{ salt: salt.toString('base64'), sealed: sealed.toString('base64') },
  };
  return Buffer.from(JSON.stringify(locked));
}

/** @returns the machine key, or null when this is not the passphrase */
export async function unlockKey(locked: LockedKey, passphrase: string): Promise<Buffer | null> {
  const derived = await derive(passphrase, Buffer.from(locked.salt, 'base64'), locked);
  const key = unseal(derived, Buffer.from(locked.sealed, 'base64'), CONTEXT);
  return key?.length === KEY_BYTES ? key : null;
}

function derive(passphrase: string, salt: Buffer, { n, r, p }: Pick<LockedKey, 'n' | 'r' | 'p'>): Promise<Buffer> {
  const options = { N: n, r, p, maxmem: MOST_MEMORY };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, KEY_BYTES, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // the schemas refuse null
  }
}
