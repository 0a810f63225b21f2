/** The key of this station and its passphrase. */
import type { Words } from '../words.ts';
import type { stationKey as ruStationKey } from '../ru/station-key.ts';

export const stationKey: Words<typeof ruStationKey> = {
  title: 'Key of this station',
  keychain: 'The system keeps the key to the data. A copied disk does not open without it.',
  open: "The key to the data lies in a file without a passphrase: whoever reads this computer's disk reads the data. Set a passphrase.",
  withPassphrase: 'The key to the data lies in a file under a passphrase. It is asked for at each start of the desk.',
  reason: {
    browser: "The desk in a browser cannot reach the system's keychain.",
    noKeychain: 'This system has no keychain.',
    basicText:
      'There is no keychain (GNOME Keyring, KWallet): Linux offers only "basic_text", a password that everybody knows, and the desk does not use it.',
    fromBefore: 'The key was made when the system had no keychain.',
  },
  lostIs:
    'A passphrase cannot be recovered. If it is forgotten, settings and sign-ins begin anew; people and what is unsent are opened by the event hash or the recovery code.',
  current: 'Passphrase of now',
  next: 'New passphrase (at least {{count}} signs)',
  again: 'New passphrase once more',
  differ: 'The two are not the same.',
  set: 'Set the passphrase',
  change: 'Change the passphrase',
  remove: 'Remove the passphrase',
  wasSet: 'The passphrase is set: it is asked for at the next start.',
  wasRemoved: 'The passphrase is removed.',
  unlockTitle: 'The desk is locked',
  unlockText: 'The key of this station has a passphrase. Until it is typed the desk shows nothing and sends nothing.',
  passphrase: 'Passphrase',
  unlock: 'Unlock',
  unlocking: 'Unlocking…',
  lost: 'It has been forgotten…',
  lostText:
    'The desk begins with a new key. The list of events and the sign-ins of operators are gone; the files of before are put aside, nothing is deleted. Connect to the event once more: its hash opens the people and what is unsent. If the hash has been changed since, the recovery code is needed.',
  lostYes: 'Begin with a new key',
};
