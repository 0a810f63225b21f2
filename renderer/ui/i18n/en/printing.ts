/** Printing: how a printer and a job stand, the screen of printing and its queue. */
import type { Words } from '../words.ts';
import type {
  confirmation as ruConfirmation,
  job as ruJob,
  printProblem as ruPrintProblem,
  printQueue as ruPrintQueue,
  printScreen as ruPrintScreen,
  printTodo as ruPrintTodo,
  question as ruQuestion,
  reprint as ruReprint,
} from '../ru/printing.ts';

/** A `todo` without a full stop is done by hand: then printing goes on, or is pressed again (`printTodo`). */
export const printProblem: Words<typeof ruPrintProblem> = {
  paperOut: { what: 'The paper is out.', todo: 'Put paper in' },
  paperJam: { what: 'The paper is jammed.', todo: 'Take it out and close the cover' },
  coverOpen: { what: "The printer's cover is open.", todo: 'Close it' },
  inkOut: { what: 'Ink, toner or ribbon is out.', todo: 'Replace it' },
  headHot: { what: 'The print head is too hot.', todo: 'Wait a minute' },
  headOpen: { what: 'The print head is open.', todo: 'Close it until it clicks' },
  cutter: { what: 'The cutter does not cut.', todo: 'Take the scraps out and close the cover' },
  paused: { what: 'The printer is paused.', todo: 'Resume it at the printer itself or in its queue on the computer' },
  held: {
    what: 'The system holds the job.',
    todo: "Release it in the printer's queue on the computer, or send the badge to another printer.",
  },
  gone: { what: 'The printer does not answer.', todo: 'Check its power, cable and network' },
  busy: {
    what: 'The printer is busy with jobs of others.',
    todo: 'The badge is behind them. Wait, or send it to another printer.',
  },
  refused: {
    what: 'The printer does not accept jobs.',
    todo: 'Send the badge to another printer, and have the administrator check this one: Printing, Printers.',
  },
  wrongMedia: {
    what: 'The paper in the printer has another size.',
    todo: 'Put the right one in, or send the badge to another printer.',
  },
  unconfirmed: {
    what: 'The connection to the printer broke: it is not known whether the badge came out.',
    todo: 'See whether it lies in the printer, and answer.',
  },
  interrupted: {
    what: 'The desk stopped before it knew how the print ended.',
    todo: 'See whether the badge came out; if not, print it again.',
  },
  cancelled: { what: 'The print was cancelled.', todo: 'If the badge is needed, print it again.' },
  disk: { what: 'The folder could not be written to.', todo: 'Free some space, or choose another folder.' },
  layout: {
    what: 'The badge could not be laid out.',
    todo: 'Call the administrator to check the template. The person can be let in without a badge.',
  },
  noPrinter: {
    what: 'There is no printer for this badge.',
    todo: 'Send the badge to another printer. The administrator can add one: Printing, Printers.',
  },
  noTemplate: {
    what: 'The template that the rule asks for is gone.',
    todo: 'The administrator can choose another one: Printing, Rules.',
  },
  other: {
    what: 'The print did not work.',
    todo: 'Look at the printer: it may say why. Then try again, or choose another printer.',
  },
  /** What has no word, as long as nothing is lost. */
  notReady: {
    what: 'The printer is not ready.',
    todo: 'Look at it: paper, ribbon, cover, an error on its display. Or send the badges to another printer.',
  },
};

export const printTodo: Words<typeof ruPrintTodo> = {
  goesOn: '{{todo}}: printing goes on by itself.',
  retry: '{{todo}} and press "Try again".',
  ready: '{{todo}}.',
  lookAndRetry: 'Look at the printer and try again.',
  noSize: 'It has no paper of {{size}} mm.',
  saysItself: 'The printer says: {{words}}',
};

/** What "printed" means here. */
export const confirmation: Words<typeof ruConfirmation> = {
  completed: '"Printed" means: the printer said that the job is complete.',
  device: '"Printed" means: the printer\'s own status shows it.',
  spooler: '"Printed" means: the system\'s spooler took the job; it tells no more.',
  sent: '"Printed" means: the printer took all of it; it cannot be asked.',
  file: '"Printed" means: the file is on the disk.',
  person: 'The printer tells nothing: the desk asks you each time whether the badge came out.',
};

/** A job in the participant's panel and in the queue. */
export const job: Words<typeof ruJob> = {
  state: {
    queued: 'queued',
    printing: 'printing',
    printed: 'printed',
    failed: 'not printed',
    unknown: 'not known whether it came out',
  },
  purpose: {
    badge: 'badge',
    advance: 'in advance',
    reprint: 'again',
    slip: 'slip',
    test: 'test',
  },
  waitsTitle: 'The badge has not come out yet: {{printer}}',
  queuedTitle: 'The badge is queued.',
  queuedText: '{{printer}} is printing others. Go on with the next person: the badge comes by itself.',
  printingText: '{{printer}} is printing. Go on with the next person: the badge comes by itself.',
  pausedText: 'Printing on {{printer}} is paused at this desk. It can be resumed in Printing.',
  failedTitle: 'The badge was not printed.',
  unknownTitle: 'It is not known whether the badge came out.',
  unknownText: 'The arrival is recorded only if it did.',
  answer: 'Answer',
  retry: 'Try again',
  retryOne: 'Try again: {{name}}',
  move: 'Another printer',
  moveOne: 'Another printer: {{name}}',
  moveTo: 'Choose a printer…',
  cancel: 'Cancel the print',
  cancelOne: 'Cancel the print: {{name}}',
  answerOne: 'Say whether it came out: {{name}}',
  printsOn: 'Printer: {{printer}}',
  printerGone: 'a printer that was removed',
  printedLate: 'Badge printed: {{name}}',
  failedLate: 'Badge not printed: {{name}}. {{what}}',
  tooLate: 'It cannot be cancelled any more: the printer has taken the job.',
  unchanged: 'Nothing has changed: the printer has taken this job already, or it is over.',
};

/** "Did it come out?" */
export const question: Words<typeof ruQuestion> = {
  more_one: 'After this, {{count}} more question.',
  more_other: 'After this, {{count}} more questions.',
  together: 'Answer them together',
  yes: 'Yes',
  again: 'No, print again',
  no: 'No',
  ask: {
    badge: {
      title: 'Did it come out?',
      unknown: '{{name}}: it is not known whether the badge came out.',
      inBrowser: "{{name}}: print the badge in the browser's window, then say whether it came out.",
    },
    slip: {
      title: 'Did the slip come out?',
      unknown: '{{name}}: it is not known whether the slip came out.',
      inBrowser: "{{name}}: print the slip in the browser's window, then say whether it came out.",
    },
    test: {
      title: 'Did the test page come out?',
      unknown: '{{name}}: it is not known whether the test page came out.',
      inBrowser: "Print the test page in the browser's window, then say whether it came out.",
    },
  },
  noWindow: 'If there was no print window, or it was closed, press "No, print again": it opens.',
};

/** Printing a badge again. */
export const reprint: Words<typeof ruReprint> = {
  title: 'There is a badge already',
  noArrival: 'No second arrival is recorded.',
  why: 'Why is it printed again?',
  reason: {
    lost: 'The badge was lost',
    damaged: 'The badge is damaged',
    misprint: 'It was misprinted',
    nameChanged: 'Name or details were corrected',
    other: 'Something else',
  },
  otherText: 'What happened',
  choose: 'Choose a reason: a digit, then Enter.',
  writeOther: 'Write what happened.',
  adminOnly: 'Only an administrator may print a badge again. Call one: they sign in as themselves and print it.',
  adminNames: 'Administrators: {{names}}.',
  keys: 'A digit is a reason, Enter prints, Esc cancels.',
};

export const printScreen: Words<typeof ruPrintScreen> = {
  open: 'Printing',
  region: 'Printing',
  trouble_one: 'printing: {{count}} needs attention',
  trouble_other: 'printing: {{count}} need attention',
  tabs: 'Sections of printing',
  tab: {
    queue: 'Queue',
    printers: 'Printers',
    rules: 'Rules',
    batch: 'In advance',
    reprints: 'Reprints',
    sheet: 'List on paper',
  },
  operatorOnly: "Printers, rules and printing in advance are the administrator's.",
  loading: 'Asking the printers…',
};

export const printQueue: Words<typeof ruPrintQueue> = {
  printers: 'Printers',
  none: 'There is no printer.',
  noneAdmin: 'Add the first one in Printers.',
  noneOperator: 'Call the administrator: they can add one.',
  state: {
    ready: 'ready',
    printing: 'printing',
    problem: 'waits for you',
    gone: 'does not answer',
    unknown: 'tells nothing of itself',
    paused: 'paused',
  },
  queued_one: '{{count}} queued',
  queued_other: '{{count}} queued',
  perMinute: '{{count, number}} a minute',
  mediaLeft_one: 'paper for {{count}} badge',
  mediaLeft_other: 'paper for {{count}} badges',
  newPaper: 'New paper',
  newPaperOne: 'New paper: {{printer}}',
  setMedia: 'Paper left: {{printer}}',
  set: 'Set',
  pause: 'Pause',
  resume: 'Resume',
  pauseOne: 'Pause: {{name}}',
  resumeOne: 'Resume: {{name}}',
  moveAll: 'Everything of {{printer}} to another printer',
  moveAllShort: 'All of its queue to…',
  batches: 'Printing in advance',
  batchBy: '{{operator}}, {{time}}',
  done: '{{printed, number}} of {{all, number}} printed',
  failed: '{{count, number}} did not come out',
  unknown: '{{count, number}} not known',
  cancelBatch: 'Cancel the rest',
  cancelBatchOne: 'Cancel the rest: {{name}}',
  jobs: 'Jobs',
  show: 'Show',
  showState: {
    open: 'Not over yet',
    all: 'All',
    queued: 'Queued',
    printing: 'Printing',
    printed: 'Printed',
    failed: 'Not printed',
    unknown: 'Not known whether they came out',
  },
  ofBatch: 'Printed in advance',
  anyBatch: 'Any',
  noJobs: 'There are no such jobs.',
  allDone: 'Nothing waits to be printed or answered.',
  more_one: 'and {{count}} more',
  more_other: 'and {{count}} more',
  showMore: 'Show more',
  together: {
    title_one: 'It is not known whether {{count}} badge came out',
    title_other: 'It is not known whether {{count}} badges came out',
    text: 'Look at the printer. If all on the list below came out, or none did, answer for all of them at once.',
    all: 'All came out',
    none: 'None came out',
    allTitle_one: 'Did {{count}} badge come out?',
    allTitle_other: 'Did all {{count}} badges come out?',
    allText:
      'The arrival of those whose badge was printed at the desk is recorded; of those printed in advance it is not. This cannot be undone.',
    allYes: 'Yes, all came out',
    noneTitle_one: 'Did {{count}} badge not come out?',
    noneTitle_other: 'Did none of the {{count}} badges come out?',
    noneText:
      'They stay on the list as not printed. They do not print by themselves: somebody tries again, or cancels them.',
    noneYes: 'Yes, none came out',
    busy: 'Recording the answers…',
  },
  retryAll: 'Try all again',
  purge: 'Cancel everything',
  purgeTitle: 'Cancel everything that waits to be printed?',
  purgeText_one: '{{count}} badge will not be printed. Arrivals that were recorded stay.',
  purgeText_other: '{{count}} badges will not be printed. Arrivals that were recorded stay.',
  purgeYes: 'Cancel everything',
  keep: 'Keep it',
};
