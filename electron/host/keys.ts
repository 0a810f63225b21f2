/**
 * Keys of the station (design, Keys).
 *
 *   machine key ── seals ──▶ vault ── holds ──▶ data key of each event ── seals ──▶ journal, photos, the engine's replica
 *   event hash ── HKDF ── seals ──▶ the same data key, in `wraps.json` beside the journal
 *
 * The second wrap is for the day when the machine key or the vault is lost: whoever has the event hash has the data.
 */
import { hkdfSync } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { readIfThere, setAside, writeWhole } from './disk.ts';
import { KEY_BYTES, type Random, seal, unseal } from './seal.ts';

/** Where the machine key is kept. */
export interface KeyStore {
  /** `keychain`: by the operating system. `keyFile`: a file that whoever reads the disk can read too. */
  describe(): 'keychain' | 'keyFile';
  /** The machine key, 32 bytes; made the first time. @throws when the keychain is there and cannot be asked now. */
  load(): Promise<Buffer>;
}

/** The machine key in a file of the data folder, readable by its owner. */
export function createFileKeyStore(dataDir: string, random: Random): KeyStore {
  const file = path.join(dataDir, 'key');
  return {
    describe: () => 'keyFile',
    async load() {
      const found = await readIfThere(file);
      if (found?.length === KEY_BYTES) return found;
      if (found !== null) await setAside(file, 'unreadable');
      const key = Buffer.from(random(KEY_BYTES));
      await writeWhole(file, key);
      return key;
    },
  };
}

const wrapsSchema = z.object({
  version: z.literal(1),
  wraps: z.array(z.object({ salt: z.base64(), sealed: z.base64() })),
});
type Wraps = z.infer<typeof wrapsSchema>['wraps'];

export interface DataKeyRequest {
  /** The event's folder; it exists. */
  readonly folder: string;
  readonly eventKey: string;
  readonly hash: string;
  /** From the vault; null when the vault does not know this event. */
  readonly known: Buffer | null;
  readonly random: Random;
}

/**
 * Finds the event's data key: from the vault, else by the hash, else a new one. Afterwards it is wrapped by this hash too;
 * earlier wraps stay, since data from before may still lie under them.
 */
export async function findDataKey({ folder, eventKey, hash, known, random }: DataKeyRequest): Promise<Buffer> {
  const file = path.join(folder, 'wraps.json');
  const wraps = await readWraps(file);
  const byHash = unwrapByHash(wraps, eventKey, hash);
  const dataKey = known ?? byHash ?? Buffer.from(random(KEY_BYTES));
  if (byHash === null || !byHash.equals(dataKey)) {
    const salt = random(16);
    const sealed = seal(wrappingKey(hash, salt), dataKey, contextOf(eventKey), random);
    const added = { salt: Buffer.from(salt).toString('base64'), sealed: sealed.toString('base64') };
    await writeWhole(file, Buffer.from(JSON.stringify({ version: 1, wraps: [...wraps, added] })));
  }
  return dataKey;
}

/** The newest wrap first: it is of the key in use. */
function unwrapByHash(wraps: Wraps, eventKey: string, hash: string): Buffer | null {
  for (const wrap of wraps.toReversed()) {
    const key = wrappingKey(hash, Buffer.from(wrap.salt, 'base64'));
    const dataKey = unseal(key, Buffer.from(wrap.sealed, 'base64'), contextOf(eventKey));
    if (dataKey !== null) return dataKey;
  }
  return null;
}

function wrappingKey(hash: string, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', hash, salt, 'stoika data key', KEY_BYTES));
}

function contextOf(eventKey: string): string {
  return `stoika data key of ${eventKey}`;
}

async function readWraps(file: string): Promise<Wraps> {
  const bytes = await readIfThere(file);
  if (bytes === null) return [];
  const parsed = wrapsSchema.safeParse(parseJson(bytes));
  if (parsed.success) return parsed.data.wraps;
  await setAside(file, 'unreadable');
  return [];
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return null; // the schema refuses null
  }
}
