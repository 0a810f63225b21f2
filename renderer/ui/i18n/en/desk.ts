/** The desk screen: top bar, search, list. */
import type { Words } from '../words.ts';
import type { connection as ruConnection, desk as ruDesk, keys as ruKeys, progress as ruProgress } from '../ru/desk.ts';

export const desk: Words<typeof ruDesk> = {
  currentPart: 'Current part',
  bySchedule: 'By schedule',
  byScheduleNow: '{{part}} (by schedule)',
  syncNow: 'Sync now',
  attention: 'Attention',
  menu: 'Operator menu',
  settings: 'Settings',
  help: 'Keys',
  signOut: 'Sign out',
  search: 'Find a participant',
  searchHint: 'Name, company, email, phone, number',
  results: 'Results',
  openRow: 'Open row {{n}}',
  recent: 'Recent',
  nobodyRecent: 'Start to type a name: people appear here.',
  nothing: 'Nobody found',
  nothingHint: 'Check the spelling and the keyboard layout. The beginning of each word is enough.',
  nothingYet: 'People are still being loaded: this one may appear in a minute.',
  newParticipant: 'New participant',
  findRunet: 'Find in RUNET-ID',
  needsNetwork: 'RUNET-ID needs the network.',
  nobodyOpen: 'Find a person on the left',
  nobodyOpenHint: 'Arrows and Enter, Alt+1…9, or a click.',
  stillOpening: 'Not done: the person has not opened yet. Wait for them and press again.',
  arrived: 'arrived',
  pending: 'not yet sent',
  needsYou: 'needs you',
  strips: 'State of the desk',
  hostGone:
    "The desk's program does not answer. Waiting for it; what was recorded is safe. If it stays so, start the desk again.",
  offlineStrip: 'No connection to the server. Go on working: everything is kept and leaves by itself.',
  offlineBecause: {
    portal:
      "The network asks you to log in: open a browser and log in to the venue's network; until then go on working, everything is kept and leaves by itself.",
    certificate:
      "The server's certificate cannot be trusted: check this computer's date and time; until then go on working, everything is kept and leaves by itself.",
    serverError:
      'The server has failed: go on working, everything is kept and leaves by itself once the server is well.',
    notRuvents:
      "Something else answers at the server's address: tell the organiser; until then go on working, everything is kept and leaves by itself.",
  },
  pausedStrip: 'The server refuses this desk: {{what}}. You can work and everything is kept; sending waits.',
  enterHash: 'Enter the hash again',
  parked: 'The server does not know operator {{names}}: their records wait, all others go.',
  parkedSeveral: 'The server does not know: {{names}}. Their records wait, all others go.',
  whatToDo: 'What to do',
  doubt: 'People are missing on the server: {{missing, number}} of {{of, number}}. Removed, or a fault?',
  answer: 'Answer',
  peopleOff:
    'The server does not give the list of people. New participants and badges leave; changes of people wait until it does. Tell the administrator.',
  memoryOnly: "The browser's storage does not work: people are loaded again at the next start. Your records are safe.",
  printsToConfirm_one: '{{count}} print to confirm',
  printsToConfirm_other: '{{count}} prints to confirm',
};

export const connection: Words<typeof ruConnection> = {
  label: 'Connection',
  online: 'online',
  offline: 'offline',
  syncing: 'syncing',
  paused: 'paused',
  unsent: 'unsent: {{count}}',
  unsentUnknown: 'unsent: …',
  attention: 'attention: {{count}}',
  lastContact: 'last contact {{time}}',
  noContact: 'no contact yet',
};

export const progress: Words<typeof ruProgress> = {
  opening: 'Opening the data…',
  reading: 'Reading people from the disk',
  firstSync: 'Getting people from the server',
  people_one: '{{count, number}} person',
  people_other: '{{count, number}} people',
  rate: '{{count, number}} a second',
  left: 'about {{time}} left',
  seconds: '{{count}} s',
  minutes: '{{count}} min',
  searchable: 'search works already',
};

export const keys: Words<typeof ruKeys> = {
  title: 'Keys',
  search: 'Type anywhere: it goes to the search',
  move: 'Through the list',
  filters: 'To the filters (← → Space, Delete)',
  open: 'Open the chosen one',
  nth: 'Open the row of this number',
  print: 'Print the badge',
  reprint: 'Print the last one again',
  create: 'New participant',
  runet: 'Find in RUNET-ID',
  status: 'To the status',
  fields: "To the person's fields",
  save: 'Save the fields',
  undo: 'Undo the last change (for five seconds)',
  sync: 'Synchronisation and "safe to close?"',
  attention: 'Attention',
  answer: 'Answer the card (in Attention)',
  camera: 'Scan with the camera; again: switch it off',
  escape: 'To the search; again: clear it; then the filters; then close the panel',
  help: 'This help',
};
