/** AES-256-GCM with a random 96-bit IV: how everything personal or secret lies on disk (design, Keys). */
import { createCipheriv, createDecipheriv } from 'node:crypto';

export type Random = (bytes: number) => Uint8Array;

export const KEY_BYTES = 32;
export const IV_BYTES = 12;
export const TAG_BYTES = 16;

/**
 * @param context what the bytes are and where they belong: they open only under the same context
 * @returns iv | ciphertext | tag
 */
export function seal(key: Uint8Array, plain: Uint8Array, context: Uint8Array | string, random: Random): Buffer {
  const iv = random(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(typeof context === 'string' ? Buffer.from(context) : context);
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @returns the plain bytes, or null when key, context or bytes are not the ones that were sealed. */
export function unseal(key: Uint8Array, sealed: Uint8Array, context: Uint8Array | string): Buffer | null {
  if (sealed.length < IV_BYTES + TAG_BYTES) return null;
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(typeof context === 'string' ? Buffer.from(context) : context);
  decipher.setAuthTag(sealed.subarray(end));
  const first = decipher.update(sealed.subarray(IV_BYTES, end));
  try {
    return Buffer.concat([first, decipher.final()]);
  } catch {
    return null; // not authentic: the one thing that `final` throws for
  }
}
