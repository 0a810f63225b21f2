/** Settings, facts, notices. */
import type { Words } from '../words.ts';
import type { settings as ruSettings } from '../ru/settings.ts';

export const settings: Words<typeof ruSettings> = {
  event: 'Event',
  leave: 'To the list of events',
  leaveHint: 'The data of the event and what is unsent stay at this desk.',
  perPart: 'Record arrivals for each part separately',
  perPartHint: 'When off, one badge counts for the whole event.',
  schedule: 'Schedule of parts',
  scheduleHint: "A row is a part and when it begins: the desk goes over to it by itself (by this computer's clock).",
  rowPart: 'Row {{n}}: part',
  rowFrom: 'Row {{n}}: from',
  addRow: 'Add a row',
  removeRow: 'Remove row {{n}}',
  printing: 'Printing',
  toPrinting: 'Printers, queue, rules',
  skipped: 'What the desk left out',
  skippedNone: 'Nothing was left out.',
  skippedRow: 'row {{id}} left out',
  skippedField: 'row {{id}}, a field left out',
  skippedPage: 'a whole page, it is asked for again',
  noId: 'without a number',
  feed: { participants: 'Participants', badges: 'Badges', orderitems: 'Paid items' },
  feedsOff: 'What the server does not give',
  notices: 'Notices',
  notice: {
    journalSetAside: 'A journal file could not be read and was set aside: {{detail}}. Call the administrator.',
    journalDamaged:
      'Records in the middle of the journal could not be read. All others were kept; the whole file was set aside: {{detail}}.',
    journalTailCut: 'The last record of the journal had not reached the disk whole and was cut off: {{detail}}.',
    vaultSetAside:
      'The file of keys and settings could not be read and was set aside: {{detail}}. Connect to the event again.',
    settingsFileWrong: 'The settings file of the fleet is not used, tell whoever prepared it. {{detail}}',
    keyFile: 'The key to the data is in a file and not in the keychain: see "Key of this station". {{detail}}',
  },
  hoursWrong: 'Not saved: a whole number from 1 to {{most}} is needed.',
  about: 'About',
  version: 'Stoika {{version}}',
  shell: { electron: 'application', browser: 'in a browser' },
  lastPull: 'People refreshed: {{time}}',
};
