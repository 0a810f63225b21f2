/** How the desk stands with the server: what has not left, what was read, whether it may be closed. */
import type { Words } from '../words.ts';
import type { closing as ruClosing, leaving as ruLeaving, sync as ruSync } from '../ru/sync.ts';

export const sync: Words<typeof ruSync> = {
  region: 'Synchronisation',
  here: 'At this desk',
  unsent: 'Unsent',
  unsentNone: 'Everything has been sent.',
  oldest: 'the oldest: {{time}}, {{operator}}',
  toSettle: 'To settle',
  toSettleNone: 'Nothing to settle.',
  settle: 'Settle',
  server: 'The server',
  contact: 'Last contact',
  contactNone: 'none yet',
  pulled: 'Changes received',
  pulledNone: 'not yet',
  swept: 'Everybody read anew',
  sweptAt_one: '{{time}}: {{count, number}} person',
  sweptAt_other: '{{time}}: {{count, number}} people',
  sweptNone: 'not once yet',
  sweepWhy: 'The server does not tell of people who were removed: only reading everybody shows who is missing.',
  sweepIncomplete: 'The last reading was not complete and says nothing of removed people. Read everybody once more.',
  sweep: 'Read everybody anew',
  sweeping: 'Reading everybody: {{count, number}}…',
  sweepingRest: 'Reading badges and paid items…',
  needsNetwork: 'This needs the network.',
  doubtTitle: 'People are missing on the server',
  doubtText:
    "The server did not return {{missing, number}} of {{of, number}}. That is a lot: it may be a fault. Check on the event's site.",
  doubtNames: 'For example: {{names}}',
  doubtRemove: 'They were removed: remove them here too',
  doubtKeep: 'It is a fault: keep them',
  parkedTitle: 'The records of operator {{names}} wait',
  parkedText:
    'The server no longer knows this operator (error 103 or 104), so their records wait; all others go. Ask the organiser to bring the operator back into the event, then press "Sync now". Nothing is lost.',
  parkedTitleSeveral: 'Records wait, by operator: {{names}}',
  parkedTextSeveral:
    'The server no longer knows these operators (error 103 or 104), so their records wait; all others go. Ask the organiser to bring these operators back into the event, then press "Sync now". Nothing is lost.',
  pausedTitle: 'Sending has stopped',
  pausedText:
    'The server refuses this desk: {{what}}. You can work; everything is kept and leaves when the hash is put right.',
  pausedNoRights:
    'The server refuses this desk: {{what}} (error 101). Ask the organiser to open the API for this event, then press "Sync now". You can work; everything is kept and leaves then.',
  notes: 'What the desk found by itself',
  notesNone: 'Nothing so far.',
  note: {
    gone: '{{name}}: not in the event any more, removed on the server',
    handedOver: 'Handed over to another desk, records: {{count}}, file {{file}}',
    takenOver: 'Taken over from "{{from}}", records: {{count}}, file {{file}}',
  },
  somebody: 'Somebody without a name',
};

export const closing: Words<typeof ruClosing> = {
  title: 'Safe to close?',
  lead: 'The desk sends everything, reads the people anew and gives one answer.',
  check: 'Check',
  again: 'Check again',
  hostGone: "Not known: the desk's program does not answer. Wait for it; what was recorded is safe.",
  attention_one: 'Not yet: {{count}} record waits for your decision.',
  attention_other: 'Not yet: {{count}} records wait for your decision.',
  others_one: 'Not yet: {{count}} record of another operator waits for a decision. Call the administrator.',
  others_other: 'Not yet: {{count}} records of other operators wait for a decision. Call the administrator.',
  prints_one: 'Not yet: say whether {{count}} badge came out.',
  prints_other: 'Not yet: say whether {{count}} badges came out.',
  answerPrints: 'Answer',
  offline:
    'Not yet: {{unsent}} unsent, and there is no connection to the server. Wait for the network. If you close now, the records stay on this computer and leave when the desk is opened with a network.',
  paused: 'Not yet: {{unsent}} unsent, and the server refuses this desk. Enter the hash again.',
  pausedNoRights:
    'Not yet: {{unsent}} unsent, and the server gives this desk no access. Ask the organiser to open the API for this event.',
  parked:
    'Not yet: {{unsent}} unsent. The server does not know operator {{names}}: ask the organiser to bring them back.',
  parkedSeveral:
    'Not yet: {{unsent}} unsent. The server does not know: {{names}}. Ask the organiser to bring these operators back.',
  waiting:
    'Not yet: {{unsent}} unsent, and nothing is being sent right now: these records wait for the list of people or for another desk. Tell the administrator.',
  sending: 'Sending, {{unsent}} left…',
  unasked:
    'Everything here has been sent, but the server cannot be asked: there is no connection. Try again with a network.',
  unaskedPaused: 'Everything here has been sent, but the server refuses this desk. Enter the hash again and repeat.',
  unaskedNoRights:
    'Everything here has been sent, but the server gives this desk no access. Ask the organiser to open the API for this event, then repeat.',
  doubt: 'Not yet: answer the question above about the people whom the server did not return.',
  reading: 'Everything has been sent. Reading the people anew: {{count, number}}…',
  incomplete:
    'Everything has been sent, but not all people could be read: who was removed is not known. Check again; if it stays so, the desk may be closed.',
  notFinished:
    'Everything has been sent, but the reading of the people broke off. Check again. If it stays so, tell the administrator: nothing unsent is left here.',
  unseen_one:
    'Not a plain yes: the server has taken {{count}} record, but does not show it yet. Check again. If it stays so, tell the administrator: nothing unsent is left here.',
  unseen_other:
    'Not a plain yes: the server has taken {{count}} records, but does not show them yet. Check again. If it stays so, tell the administrator: nothing unsent is left here.',
  handedOver_one:
    'Not a plain yes: {{count}} record was handed over to another desk, and the server does not show it yet. Make sure that a desk has taken the file over; then this one may be closed.',
  handedOver_other:
    'Not a plain yes: {{count}} records were handed over to another desk, and the server does not show them yet. Make sure that a desk has taken the file over; then this one may be closed.',
  damaged:
    'Not a plain yes: what is recorded here has been sent, but some records of the damaged journal could not be read.',
  aside_one:
    'Not a plain yes: what is recorded here has been sent, but {{count}} journal that could not be read was set aside, and unsent records may be in it. An administrator opens it in the settings before this computer is put away.',
  aside_other:
    'Not a plain yes: what is recorded here has been sent, but {{count}} journals that could not be read were set aside, and unsent records may be in them. An administrator opens them in the settings before this computer is put away.',
  readingRest: 'Everything has been sent. Checking the rest…',
  safe_one:
    'Yes. Everything recorded here is on the server: unsent 0, nothing to settle. The people were read anew at {{time}}: {{count, number}} person. The desk may be closed.',
  safe_other:
    'Yes. Everything recorded here is on the server: unsent 0, nothing to settle. The people were read anew at {{time}}: {{count, number}} people. The desk may be closed.',
};

/** To leave when not everything has been sent. */
export const leaving: Words<typeof ruLeaving> = {
  title: 'Not everything has been sent',
  counts: 'unsent: {{unsent}}, to settle: {{attention}}',
  signedOut:
    'The records are safe on this computer and leave under the name of whoever made them, as long as this window is open. If it is closed, they leave when somebody signs in here again.',
  leaveEvent: 'The records stay on this computer and leave when this event is opened here again with a network.',
  stay: 'Stay',
  leaveYes: 'Leave the event all the same',
};
