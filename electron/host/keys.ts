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
import { type LockedKey, lockKey, parseLockedKey, unlockKey } from './passphrase.ts';
import { KEY_BYTES, type Random } from './seal.ts';

/** Why the machine key lies in a file. `basicText`: Linux offers only a password that everybody knows. */
export type KeyFileReason = 'browser' | 'noKeychain' | 'basicText' | 'fromBefore';

/** Where the machine key is kept. */
export interface KeyStore {
  /** `keychain`: by the operating system. `keyFile`: a file that whoever reads the disk can read too. */
  describe(): 'keychain' | 'keyFile';
  /** The machine key, 32 bytes; made the first time. @throws when the keychain is there and cannot be asked now. */
  load(): Promise<Buffer>;
  /** The key file and its passphrase; null where the keychain has the key. */
  readonly file: KeyFile | null;
}

export interface KeyFile {
  readonly reason: KeyFileReason;
  /** There is a passphrase. Known once the file has been read. */
  readonly hasPassphrase: boolean;
  /** It has to be given before the key can be loaded. @throws DiskError, NewerVersion */
  isLocked(): Promise<boolean>;
  /** @returns whether this is the passphrase; `load` then gives the key */
  unlock(passphrase: string): Promise<boolean>;
  /**
   * Sets, changes or (null) removes the passphrase.
   * @param current the one of now; null when there is none
   * @returns false when it is not; nothing is changed. @throws DiskError: the file is as it was
   */
  change(current: string | null, next: string | null): Promise<boolean>;
  /** The passphrase is lost: the file is put aside, never deleted, and the next `load` makes a new key. @throws DiskError */
  putAside(): Promise<void>;
}

/** The machine key in a file of the data folder, readable by its owner. */
export function createFileKeyStore(dataDir: string, random: Random, reason: KeyFileReason = 'browser'): KeyStore {
  const file = new FileKey(path.join(dataDir, 'key'), random, reason);
  return { describe: () => 'keyFile', load: () => file.load(), file };
}

class FileKey implements KeyFile {
  readonly reason: KeyFileReason;
  readonly #file: string;
  readonly #random: Random;
  #hasPassphrase = false;
  /** As it was unlocked, until it is loaded. */
  #unlocked: Buffer | null = null;

  constructor(file: string, random: Random, reason: KeyFileReason) {
    this.#file = file;
    this.#random = random;
    this.reason = reason;
  }

  get hasPassphrase(): boolean {
    return this.#hasPassphrase;
  }

  async load(): Promise<Buffer> {
    if (this.#unlocked !== null) {
      const key = this.#unlocked;
      this.#unlocked = null;
      return key;
    }
    const found = await this.#read();
    if (found !== null && isLockedKey(found)) throw new Error('the key of this station waits for its passphrase');
    if (found !== null) return found;
    const key = Buffer.from(this.#random(KEY_BYTES));
    await writeWhole(this.#file, key);
    return key;
  }

  async isLocked(): Promise<boolean> {
    const found = await this.#read();
    return found !== null && isLockedKey(found);
  }

  async unlock(passphrase: string): Promise<boolean> {
    this.#unlocked = await this.#open(passphrase);
    return this.#unlocked !== null;
  }

  async change(current: string | null, next: string | null): Promise<boolean> {
    const key = await this.#open(current);
    if (key === null) return false;
    await writeWhole(this.#file, next === null ? key : await lockKey(key, next, this.#random));
    this.#hasPassphrase = next !== null;
    return true;
  }

  async putAside(): Promise<void> {
    await setAside(this.#file, 'locked');
    this.#unlocked = null;
    this.#hasPassphrase = false;
  }

  async #open(passphrase: string | null): Promise<Buffer | null> {
    const found = await this.#read();
    if (found === null) return null;
    if (isLockedKey(found)) return passphrase === null ? null : unlockKey(found, passphrase);
    return passphrase === null ? found : null;
  }

  /** @returns the key, the key under a passphrase, or null where there is none: what cannot be read is set aside */
  async #read(): Promise<Buffer | LockedKey | null> {
    const bytes = await readIfThere(this.#file);
    if (bytes === null) return null;
    if (bytes.length === KEY_BYTES) return bytes;
    const locked = parseLockedKey(bytes);
    if (locked === null) await setAside(this.#file, 'unreadable');
    this.#hasPassphrase = locked !== null;
    return locked;
  }
}

function isLockedKey(found: Buffer | LockedKey): found is LockedKey {
  return 'kdf' in found;
}
