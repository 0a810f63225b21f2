/** What a person has to settle. */
import type { Words } from '../words.ts';
import type { attention as ruAttention, deed as ruDeed } from '../ru/attention.ts';

export const attention: Words<typeof ruAttention> = {
  region: 'Attention',
  none: 'Nothing to settle.',
  others_one: '{{count}} more record of other operators: an administrator sees it.',
  others_other: '{{count}} more records of other operators: an administrator sees them.',
  made: '{{time}}, {{operator}}',
  holdsUp_one: '{{count}} more record of this person waits for it.',
  holdsUp_other: '{{count}} more records of this person wait for it.',
  quote: 'The server said: "{{message}}"',
  mine: 'Set here',
  theirs: 'On the server',
  openPerson: 'Open the person',
  keepMine: 'Keep mine',
  takeTheirs: "Take the server's",
  giveUp: 'Give up',
  sendAgain: 'Send again',
  candidate: 'It is this one: {{name}}',
  candidateId: 'It is number {{id}}',
  settled: 'Settled',
  why: {
    conflict: 'Before this left, the same thing was changed on the server.',
    conflictAt: 'Before this left, the same thing was changed on the server ({{time}}).',
    removed: 'Another desk removed this person from the event.',
    ambiguous: "The server's answer was lost, and it cannot be told whether it took the record. These look like it:",
    ambiguousNone: "The server's answer was lost, and it cannot be told whether it took the record.",
    exists: 'This person exists in RUNET-ID already: the email belongs to them. Use them?',
    notTaken: 'The server said yes, but still shows the old value: {{fields}}.',
    failing_one: 'Sent {{count}} time, and the server failed.',
    failing_other: 'Sent {{count}} times, and the server failed each time.',
    noStatus: 'The person has no status, and without one the server changes no details. Set a status and try again.',
  },
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
    withdrawn: 'undone',
  },
};
