/**
 * The machine key in the operating system's keychain (`safeStorage`), as the file `key.safe` that the keychain alone opens.
 *
 *   key.safe there           ▶ the keychain has to open it; if it cannot, a person is asked, and only by their word is it put aside and
 *                              one made anew: the vault is set aside with it, and the event hash brings everything back
 *   else key (a file) there  ▶ that one: the vault is sealed with it, by the browser shell or by a machine without keychain
 *   else                     ▶ a new key, in the keychain where there is one
 */
import path from 'node:path';
import { dialog, type MessageBoxOptions, safeStorage } from 'electron';
import { makeFolder, readIfThere, setAside, writeWhole } from '../host/disk.ts';
import { createFileKeyStore, type KeyFileReason, type KeyStore } from '../host/keys.ts';
import { describeError, type Log } from '../host/log.ts';
import { DiskError } from '../host/problem.ts';
import type { Random } from '../host/seal.ts';
import { EndedByPerson } from '../shell/start-problem.ts';

const keyBytes = 32;

/** When Electron is ready. @throws DiskError, EndedByPerson */
export async function createSafeKeyStore(
  dataDir: string,
  random: Random,
  platform: string,
  log: Log,
): Promise<KeyStore> {
  await makeFolder(dataDir);
  const file = path.join(dataDir, 'key.safe');
  const sealed = await readIfThere(file);
  const kept = sealed === null ? null : await openOrAsk(file, sealed, log);
  if (kept !== null) return { describe: () => 'keychain', load: () => Promise.resolve(kept), file: null };
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

/**
 * Whether a keychain is locked for now or was made anew is nothing that it says.
 * @returns null when the key was put aside @throws DiskError, EndedByPerson
 */
async function openOrAsk(file: string, sealed: Buffer, log: Log): Promise<Buffer | null> {
  for (;;) {
    try {
      return await open(file, sealed);
    } catch (error) {
      if (error instanceof DiskError) throw error;
      log.error('the keychain does not open the key', describeError(error));
    }
    const answer = (await dialog.showMessageBox(NOT_OPENED)).response;
    if (answer === AGAIN) continue;
    if (answer !== WITHOUT_IT) throw new EndedByPerson();
    log.warn('the key of the keychain was put aside', { aside: await setAside(file, 'unreadable') });
    return null;
  }
}

const AGAIN = 1;
const WITHOUT_IT = 2;
const NOT_OPENED: MessageBoxOptions = {
  type: 'warning',
  title: 'Stoika',
  message: 'Система не открывает ключ этой стойки.\nThe system does not open the key of this desk.',
  detail: [
    'Разблокируйте связку ключей и попробуйте ещё раз. Если её сбросили или это другой компьютер, начните без неё: всё вернётся с хэшем мероприятия.',
    'Unlock the keychain and try again. If it was reset, or this is another computer, start without it: everything comes back with the event hash.',
  ].join('\n'),
  buttons: ['Завершить / End', 'Ещё раз / Try again', 'Начать без неё / Start without it'],
  defaultId: AGAIN,
  cancelId: 0,
  noLink: true,
};

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
