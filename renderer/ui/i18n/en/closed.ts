/** The end of an event on this station: everything deleted, proven, a receipt. */
import type { Words } from '../words.ts';
import type { closed as ruClosed } from '../ru/closed.ts';

export const closed: Words<typeof ruClosed> = {
  end: 'Close the event…',
  dialogTitle: 'Close the event and delete its data?',
  what: "Everything of the event is deleted from this station: the list of people, the journal, photos, templates and settings, the hash and the operators' passwords. It cannot be brought back. On the server everything stays.",
  stays:
    'What is yours stays: printed badges and files that you saved yourself (hand-overs, lists, PDFs); so do the settings of printers, and a receipt without personal data.',
  handedOver_one:
    '{{count}} record was handed over to another desk and is not on the server yet. Make sure that the file was taken there: it will no longer be here.',
  handedOver_other:
    '{{count}} records were handed over to another desk and are not on the server yet. Make sure that the file was taken there: they will no longer be here.',
  unread_one: 'Delete {{count}} journal too that nobody could open: nobody will ever know what is in it',
  unread_other: 'Delete {{count}} journals too that nobody could open: nobody will ever know what is in them',
  typeTitle: 'Type the title of the event',
  yes: 'Close and delete',
  ending: 'Deleting…',
  title: 'Closed events',
  lead: 'Their data are no longer at this station. The receipt says what was deleted, and when.',
  gone: 'Deleted {{time}}: {{files}} files, {{megabytes}} MB.',
  interrupted: 'The deletion was interrupted: the desk goes on with it at its next start.',
  browserGone: 'Nothing is left in the browser either.',
  browserNotYet: 'The browser is still being cleaned.',
  save: 'Save the receipt',
  receipt: {
    title: 'Receipt: the event is closed, its data are deleted',
    event: 'Event',
    server: 'Server',
    station: 'Station',
    operator: 'Closed by operator',
    begun: "Begun (UTC, the station's clock)",
    wiped: "Deleted (UTC, the station's clock)",
    notYet: 'interrupted, goes on at the next start',
    operations: 'Records in the journal',
    done: 'confirmed by the server',
    handedOver: 'handed over to another desk',
    withdrawn: 'withdrawn by people',
    printed: 'Badges printed',
    unread: 'Unread journals deleted',
    keys: 'The keys were destroyed first: the data key, the event hash, the verifiers of passwords.',
    files: 'Files deleted',
    bytes: 'bytes: {{bytes}}',
    sha: 'SHA-256 of the list of files',
    browser: 'Databases deleted in the browser',
    browserNotYet: 'The databases in the browser are not deleted yet: open the desk once more.',
    yours: 'Not deleted: what was printed, and files that people saved themselves.',
    list: "List of files (bytes, path in the event's folder):",
  },
};
