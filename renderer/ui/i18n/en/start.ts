/** First run and sign-in. */
import type { Words } from '../words.ts';
import type { elsewhere as ruElsewhere, signIn as ruSignIn, start as ruStart } from '../ru/start.ts';

export const start: Words<typeof ruStart> = {
  lead: 'The registration desk: find the person, set the status, print the badge.',
  connectTitle: 'Connect to an event',
  connectLead: "The organiser's account shows the address of the server and the hash.",
  server: 'Server address',
  hash: 'Event hash',
  hashHint: 'Type it, paste it, or scan the set-up code SYS:ACCOUNT:…',
  connect: 'Connect',
  connecting: 'Connecting…',
  practiceTitle: 'Practice event',
  practiceLead: 'A real server inside the desk with made-up people: learn, show, try. Nothing leaves this computer.',
  people: 'Number of people',
  practice: 'Start the practice event',
  practiceStarting: 'Making up people…',
  knownTitle: 'Events of this desk',
  knownLead: 'They open without a network too.',
  practiceMark: 'practice',
  byOptions: 'Connecting to {{server}}…',
  byOptionsRetry: 'Trying again by itself.',
  byOptionsStopped: 'Not tried again by itself: put it right and connect below.',
};

export const signIn: Words<typeof ruSignIn> = {
  title: 'Operator',
  login: 'Login',
  password: 'Password',
  submit: 'Sign in',
  checking: 'Checking…',
  another: 'Another event',
  offlineHint: 'Without a network, whoever has signed in here before can do so again.',
  practiceTitle: 'Operators of the practice event',
  practiceHint: 'Press one to enter',
  endedGone: 'You were signed out: the organiser has removed this operator.',
  endedPassword: 'You were signed out: the organiser has changed the password.',
  role: { Admin: 'administrator', Operator: 'operator' },
};

export const elsewhere: Words<typeof ruElsewhere> = {
  title: 'The desk is open in another window',
  what: 'Only one window writes, so that nothing is sent twice. Everything is safe here, and stopped.',
  here: 'Use it here',
};
