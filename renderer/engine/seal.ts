/**
 * Sealing of what the engine keeps: AES-256-GCM with a random 96-bit IV for each record (NIST SP 800-38D). The key is the
 * event's data key; it comes from the host and cannot be read back out of the CryptoKey.
 */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

export interface Seal {
  /** `label` binds the record to its place: a record put elsewhere does not open. */
  close(plain: Uint8Array<ArrayBuffer>, label: string): Promise<Sealed>;
  /** @throws when the key is another or the record was changed. */
  open(sealed: Sealed, label: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** Takes 32 bytes of key and wipes them. */
export async function createSeal(raw: Uint8Array<ArrayBuffer>): Promise<Seal> {
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  raw.fill(0);
  const encoder = new TextEncoder();
  return {
    async close(plain, label) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const parameters = { name: 'AES-GCM', iv, additionalData: encoder.encode(label) };
      return { iv, bytes: await crypto.subtle.encrypt(parameters, key, plain) };
    },
    async open(sealed, label) {
      const parameters = { name: 'AES-GCM', iv: sealed.iv, additionalData: encoder.encode(label) };
      return new Uint8Array(await crypto.subtle.decrypt(parameters, key, sealed.bytes));
    },
  };
}
