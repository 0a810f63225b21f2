/**
 * Keys of the station (design, Keys).
 *
 *   machine key ── seals ──▶ vault ── holds ──▶ data key of each event ── seals ──▶ journal, photos, the engine's replica
 *   event hash, recovery code ── HKDF ── seals ──▶ the same data key, in `wraps.json` beside the journal (wraps.ts)
 *
 * The second way is for the day when the machine key or the vault is lost: whoever has the event hash has the data. The third
 * one is for the day when the hash has been changed meanwhile. This file keeps the machine key.
 */
import path from 'node:path';
import { readIfThere, setAside, writeWhole } from './disk.ts';
import { KEY_BYTES, type Random } from './seal.ts';

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
