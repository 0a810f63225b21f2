/**
 * The machine key in the operating system's keychain (`safeStorage`), as the file `key.safe` that the keychain alone opens.
 *
 *   key.safe there           ▶ the keychain has to open it; if it cannot, nothing is made anew: the vault would be lost
 *   else key (a file) there  ▶ that one: the vault is sealed with it, by the browser shell or by a machine without keychain
 *   else                     ▶ a new key, in the keychain where there is one
 */
import path from 'node:path';
import { safeStorage } from 'electron';
import { makeFolder, readIfThere, writeWhole } from '../host/disk.ts';
import { createFileKeyStore, type KeyFileReason, type KeyStore } from '../host/keys.ts';
import type { Random } from '../host/seal.ts';

const keyBytes = 32;

/** When Electron is ready. @throws DiskError */
export async function createSafeKeyStore(dataDir: string, random: Random, platform: string): Promise<KeyStore> {
  await makeFolder(dataDir);
  const file = path.join(dataDir, 'key.safe');
  const sealed = await readIfThere(file);
  if (sealed !== null) return { describe: () => 'keychain', load: () => open(file, sealed), file: null };
  const inFile = (await readIfThere(path.join(dataDir, 'key'))) !== null;
  const lack = await findLack(platform);
  if (inFile || lack !== null) return createFileKeyStore(dataDir, random, lack ?? 'fromBefore');
  return { describe: () => 'keychain', load: () => create(file, random), file: null };
}

/**
 * Linux without a keyring: Electron would "encrypt" with a password that everybody knows.
 * @returns why the keychain cannot be used, or null
 */
async function findLack(platform: string): Promise<KeyFileReason | null> {
  if (platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return 'basicText';
  return (await safeStorage.isAsyncEncryptionAvailable()) ? null : 'noKeychain';
}

async function open(file: string, sealed: Buffer): Promise<Buffer> {
  const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(sealed);
  const key = Buffer.from(result, 'base64');
  if (key.length !== keyBytes) throw new Error('The keychain gave back something else than the key of this station.');
  if (shouldReEncrypt) await writeWhole(file, await safeStorage.encryptStringAsync(result));
  return key;
}

async function create(file: string, random: Random): Promise<Buffer> {
  const key = Buffer.from(random(keyBytes));
  await writeWhole(file, await safeStorage.encryptStringAsync(key.toString('base64')));
  return key;
}
