/** Exchange with the server, the recovery code, handing over what is unsent. */
import type { Words } from '../words.ts';
import type { exchange as ruExchange, handOver as ruHandOver, recovery as ruRecovery } from '../ru/safekeeping.ts';

export const exchange: Words<typeof ruExchange> = {
  title: 'Exchange with the server',
  nomail: 'Give an address to people without an email',
  nomailHint:
    "A new participant without an email gets a service address nomail-… on the server: by it the desk knows its own record again even when the answer is lost, and doubles nobody. In return these addresses stand in the organiser's lists; nobody receives mail at them.",
  encoding: 'Way of sending',
  encodingWord: { json: 'JSON, as documented', form: 'Old: form' },
  encodingHint:
    'The old one is for a server that answers as if it had read nothing (111 for fields that are filled in).',
  sweepAfter: 'Read everybody anew at sign-in after, hours',
  sweepAfterHint: 'Only so does the desk learn who was removed on the server. Usually 12.',
  adminOnly: 'An administrator sets the exchange with the server, the recovery code and the handing over of records.',
};

export const recovery: Words<typeof ruRecovery> = {
  title: 'Recovery code',
  has: 'A code has been made. If the system loses its keys and the hash changes, it opens the data of this desk.',
  hasNot:
    'There is no code. If the system loses its keys and the hash changes at the same time, what is unsent cannot be opened.',
  make: 'Make a recovery code',
  makeNew: 'Make a new code',
  replaces: 'The earlier code opens nothing after that.',
  explain:
    'The code is shown once. Write it down on paper and keep it away from this computer: it opens the data of the event.',
  show: 'Show the code',
  yourCode: 'Your recovery code',
  written: 'I have written it down',
  strip: 'There is no recovery code yet. Make one, so that nothing unsent is lost together with the keys.',
  later: 'Not now',
  lost_one: '{{count}} journal could not be read and was set aside; records that were never sent may be in it.',
  lost_other: '{{count}} journals could not be read and were set aside; records that were never sent may be in them.',
  lostCall: 'Call the administrator.',
  lostOpen: 'To the settings',
  damaged:
    'The journal was damaged in the middle and has been mended. What may have been lost cannot be opened; a copy is in the settings. Compare the last records with the server.',
  understood: 'Understood',
  setAside: 'A journal that was set aside: {{name}}',
  copy: 'Keep a copy',
  open: 'Open the journal that was set aside',
  openText:
    'Type the recovery code of this desk, or an earlier event hash. What is unsent in the journal comes back; the file stays where it is.',
  secret: 'Code or earlier hash',
  openIt: 'Open',
  opening: 'Opening…',
  recovered_one: 'Done: {{count}} record came back.',
  recovered_other: 'Done: {{count}} records came back.',
};

export const handOver: Words<typeof ruHandOver> = {
  title: 'Handing over to another desk',
  lead: 'If this desk cannot send its records by itself (no connection, a dying machine), another one sends them.',
  give: 'Hand over what is unsent…',
  take: 'Take over from another desk…',
  confirmTitle: 'Hand over what is unsent?',
  confirmText_one:
    '{{count}} record leaves this desk in a sealed file. It is no longer sent from here: the desk that takes the file over sends it.',
  confirmText_other:
    '{{count}} records leave this desk in a sealed file. They are no longer sent from here: the desk that takes the file over sends them.',
  confirmNone: 'There is nothing to hand over: everything here has been sent.',
  confirmKeep:
    'Do not lose the file. Take it over at one desk only: two would send the same records twice. This desk cannot take it back.',
  yes: 'Hand over and keep the file',
  given_one: '{{count}} record handed over. File: {{name}}',
  given_other: '{{count}} records handed over. File: {{name}}',
  stays: 'What is being sent just now stays here. The file once more: Settings → Files handed over.',
  earlier: 'Files handed over',
  again: 'The file once more: {{name}}',
  never:
    'If the files are from the disk of another desk: never start that desk on this event again. It would send the same records a second time.',
  takeTitle: 'Take over from another desk',
  takeText:
    "Choose a hand-over file, or the files journal.log and wraps.json of another desk's disk. The records leave under the names of those who made them.",
  files: 'Files',
  choose: 'Choose…',
  takeIt: 'Take over',
  taking: 'Taking over…',
  taken: 'Taken over: {{taken}}. Here already: {{known}}. From: {{from}}.',
  takenNone:
    'Nothing taken: all {{known}} are here already. A file that this desk handed over has to go to another one.',
  code: 'Recovery code of that desk, or its earlier hash',
};
