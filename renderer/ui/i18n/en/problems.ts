/** Every failure: what happened (title, what) and what to do (todo). */
import type { Words } from '../words.ts';
import type { problem as ruProblem } from '../ru/problems.ts';

export const problem: Words<typeof ruProblem> = {
  badUrl: {
    title: 'This is not a server address',
    what: 'An address starts with https:// or http://.',
    todo: 'Check the address, for example https://ruvents2.runet-id.com.',
  },
  unreachable: {
    title: 'The server does not answer',
    what: 'There is no network, the name of the server is wrong, or it is switched off.',
    todo: 'Check the network and the address and try again. An event that this desk knows opens without a network too.',
  },
  certificate: {
    title: "The server's certificate cannot be trusted",
    what: 'The connection is protected by a certificate that could not be verified. The event hash was not sent.',
    todo: "Check this computer's date and time, and the address. If the network has an inspecting gateway, ask the administrator to install its certificate.",
  },
  notRuvents: {
    title: 'There is no RUVENTS at this address',
    what: 'Something answered, but it is not the registration server.',
    todo: "Check the address: it is the API's, not the one of the event's site.",
  },
  portal: {
    title: 'The network asks you to log in',
    what: 'A Wi-Fi login page answered instead of the server.',
    todo: "Open a browser, log in to the venue's network and try again.",
  },
  wrongHash: {
    title: 'The event hash was not accepted',
    what: 'The server does not know it (error 102).',
    todo: "Compare it with the organiser's account, or scan the set-up code again. Nothing that was recorded is lost.",
  },
  noRights: {
    title: 'The server gives no access',
    what: 'This hash does not have the rights for it (error 101).',
    todo: 'Ask the organiser to open the API for this event.',
  },
  serverError: {
    title: 'The server has failed',
    what: 'The server answered, but with an error.',
    todo: 'Wait a minute and try again. If it stays, tell the organiser.',
  },
  wrongPassword: {
    title: 'The password is not right',
    what: 'The login exists, its password is another one.',
    todo: "Type the password again: five digits from the organiser's account.",
  },
  unknownOperator: {
    title: 'There is no such operator',
    what: 'This login is not in the list of operators of the event.',
    todo: 'Check the login. The organiser adds new operators.',
  },
  notKnownOffline: {
    title: 'Without a network this operator is not known yet',
    what: 'Nobody has signed in here by this login with a network, so there is nothing to check the password against.',
    todo: 'Sign in as somebody who has been here before, or wait for the network.',
  },
  throttled: {
    title: 'Too many attempts',
    what: 'The password was wrong several times in a row.',
    todo: 'Wait a little and try again.',
  },
  operatorGone: {
    title: 'The operator is not in the list any more',
    what: 'The organiser has removed this operator from the event.',
    todo: 'Sign in as another operator. What was done before is kept.',
  },
  passwordChanged: {
    title: 'The password has been changed',
    what: 'The organiser has given this operator a new password.',
    todo: 'Sign in with the new password. What was done before is kept.',
  },
  noEvent: {
    title: 'No event is open',
    what: 'The desk is not connected to anything yet.',
    todo: 'Connect to an event.',
  },
  notSignedIn: {
    title: 'Nobody is signed in',
    what: 'This needs an operator.',
    todo: 'Sign in and try again.',
  },
  adminOnly: {
    title: 'Only an administrator can do this',
    what: 'This operator does not have the right.',
    todo: 'Call the administrator of the event.',
  },
  elsewhere: {
    title: 'The desk is open in another window',
    what: 'Only one window may write.',
    todo: 'Press "Use it here".',
  },
  badInput: {
    title: 'This cannot be recorded',
    what: 'A value does not fit.',
    todo: 'Correct it and try again.',
  },
  locked: {
    title: 'The data on this disk do not open',
    what: 'Their key does not fit, or is gone.',
    todo: 'Call the administrator: the files are whole and where they were.',
  },
  disk: {
    title: 'The disk does not take a write',
    what: 'It is full, or the folder may not be written to.',
    todo: 'Free some space. Until it is written, a deed does not count as done.',
  },
  notFound: {
    title: 'This is not there any more',
    what: 'What was asked for was not found.',
    todo: 'Look again and repeat.',
  },
  newerVersion: {
    title: 'These data are from a newer version',
    what: 'A newer version of the app has written them; this one would not understand everything.',
    todo: 'Install the newer version. The files are untouched.',
  },
  needsCode: {
    title: 'Another key is needed',
    what: 'This was sealed at a desk with another key.',
    todo: 'Type the recovery code of that desk, or the event hash that it had.',
  },
  wrongCode: {
    title: 'The code does not fit',
    what: 'Neither as a recovery code nor as an event hash does it open the data.',
    todo: 'Compare it with the paper, sign by sign. Nothing is lost.',
  },
  otherEvent: {
    title: 'This is of another event',
    what: 'The file belongs to another event than the one that is open, or that desk reaches the server by another address.',
    todo: 'Open that event (with the same server address), or choose another file.',
  },
  nothingToDo: {
    title: 'There is nothing to do',
    what: 'Nothing was found that would have to be taken over or handed over.',
    todo: 'Go on working.',
  },
  unsent: {
    title: 'Not everything has been sent',
    what: 'Records wait here that only this station knows, or that wait for a decision.',
    todo: 'Send and settle them, or hand them over to another desk; then check again.',
  },
  printing: {
    title: 'Badges are still being printed',
    what: 'Nobody has said yet whether they came out.',
    todo: 'Wait for the printer and answer its question; then check again.',
  },
  unreadJournal: {
    title: 'There is a journal that nobody has opened',
    what: 'Records in it may not have been sent.',
    todo: 'Open it in the settings with the recovery code, or confirm that it is to be deleted unread.',
  },
  wrongTitle: {
    title: 'The title is another one',
    what: 'What was typed is not the title of this event.',
    todo: 'Type the title as it stands below the field.',
  },
  passphrase: {
    title: 'The desk is locked',
    what: 'The key of this station waits for its passphrase.',
    todo: 'Type the passphrase.',
  },
  wrongPassphrase: {
    title: 'The passphrase is not right',
    what: 'It does not open the key of this station. Nothing has been changed.',
    todo: 'Type it again: mind capitals and the keyboard layout.',
  },
  rowTaken: {
    title: 'That one belongs to another record by now',
    what: 'Another deed of this desk has turned out to have made it.',
    todo: 'Look at the card again: it shows what is left.',
  },
  rowAwaited: {
    title: 'Another record of the same is just being sent',
    what: 'It may be the one that made this, and the server has not answered yet.',
    todo: 'Wait some seconds and choose again.',
  },
  hostGone: {
    title: "The desk's program does not answer",
    what: 'The screen is open, but the program that keeps the journal is closed or restarting.',
    todo: 'Wait some seconds. If it stays away, start the desk again: what was recorded is safe.',
  },
};
