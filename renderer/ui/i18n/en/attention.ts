/** What a person has to settle. */
import type { Words } from '../words.ts';
import type { attention as ruAttention, choice as ruChoice, deed as ruDeed } from '../ru/attention.ts';

export const attention: Words<typeof ruAttention> = {
  region: 'Attention',
  announce_one: 'Attention: {{count}} record waits for your decision. Key F7.',
  announce_other: 'Attention: {{count}} records wait for your decision. Key F7.',
  none: 'Nothing to settle.',
  keys: 'A digit answers. ↑ ↓ go to another card. Esc goes back to the search. Nobody else is held up.',
  others_one: '{{count}} more record of other operators: an administrator sees it.',
  others_other: '{{count}} more records of other operators: an administrator sees them.',
  made: '{{operator}}, {{time}}',
  madeElsewhere: '{{operator}}, {{time}}, at another desk ({{station}})',
  holdsUp_one: '{{count}} more record of this person waits because of it.',
  holdsUp_other: '{{count}} more records of this person wait because of it.',
  quote: 'The server said: "{{message}}"',
  mine: 'Set here',
  theirs: 'On the server now',
  who: 'Who',
  when: 'When',
  serverSilent: 'the server does not say',
  timeUnknown: 'not known',
  openPerson: 'Open the person',
  settled: 'Settled',
  why: {
    conflict: 'While this record waited to be sent, another desk set something else. Which one stays?',
    conflictRemove:
      'While the removal waited to be sent, the person was given another status. Remove them all the same?',
    removed:
      'This person was removed from the event: the server no longer returns them. Sending this would bring them back.',
    removedBadge:
      'This person was removed from the event, so there is nobody to record the badge for. If that was a mistake, register them again, then press "Try again".',
    ambiguous:
      'The connection broke while this was being sent, and it is not clear whether it arrived. The server has somebody who looks the same. Is that the one?',
    ambiguousNone:
      "It is not clear whether this has arrived: it was on its way when the connection, or the journal, failed. Look for the person on the event's site, then choose.",
    ambiguousBadge:
      'The connection broke while this was being sent, and it is not clear whether the badge was recorded. The server has a record that looks like it. Is it yours?',
    exists: 'This email is taken: the server has a person with it. Is that the one in front of you?',
    existsPerson:
      'The server has just such a person by now; perhaps another desk has sent this registration. Is that the one in front of you?',
    notTaken:
      'The server did not take the change: it answered yes, but still shows the old value. Some servers do not change the details of people.',
    failing_one: 'Sent {{count}} time, and it did not get through.',
    failing_other: 'Sent {{count}} times, and each time it did not get through.',
    unsendable: 'The desk cannot send this record. Call the administrator.',
    noStatus:
      'The person has no status, and without one the server changes no details. Open the person, set a status, then press "Try again".',
  },
};

/** Answers on a card: one press settles it. */
export const choice: Words<typeof ruChoice> = {
  keepMine: 'Keep mine: {{value}}',
  takeTheirs: "Take the server's: {{value}}",
  removeAnyway: 'Remove all the same',
  keepPerson: 'Do not remove',
  putBack: 'Bring back into the event: {{value}}',
  leaveRemoved: 'Leave them removed',
  leaveServer: 'Leave it as on the server',
  noBadge: 'Do not record the badge',
  sendAgain: 'Try again',
  correct: 'Correct',
  use: 'Use: {{name}}',
  thisOne: 'It is this one: {{name}}',
  thisNumber: 'It is number {{id}}',
  thisBadge: 'It is my record: {{what}}',
  notThere: 'No, try again',
  giveUp: 'Give up the registration',
};

/** What an operation was: for the history and for attention. */
export const deed: Words<typeof ruDeed> = {
  create: 'New participant',
  register: 'Registered from RUNET-ID',
  status: 'Status: {{from}} → {{to}}',
  statusPart: 'Status of "{{part}}": {{from}} → {{to}}',
  profile: '{{field}}: "{{from}}" → "{{to}}"',
  remove: 'Removed from the event',
  badge: { printed: 'Badge printed', handedOut: 'Ready badge handed out', withoutBadge: 'Let in without a badge' },
  badgePart: '{{what}} ("{{part}}")',
  state: {
    queued: 'waits to be sent',
    sending: 'being sent',
    accepted: 'taken by the server',
    done: 'on the server',
    uncertain: 'answer lost, being checked',
    attention: 'needs you',
    undone: 'undone',
    settled: 'settled: not sent',
    handedOver: 'handed over to another desk',
  },
};
