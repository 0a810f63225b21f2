/** Codes of a server's refusal, explained to a person at the desk: what happened (what) and what to do (todo). */
import type { Words } from '../words.ts';
import type { refusal as ruRefusal } from '../ru/refusals.ts';

export const refusal: Words<typeof ruRefusal> = {
  c110: {
    what: 'The server did not understand one of the values (110).',
    todo: 'Press "Leave it as on the server" and set another value. If that fails too, call the administrator.',
  },
  c111: {
    what: 'The server did not like the details (111), and did not say which.',
    todo: 'Press "Correct", check the email, the phone and the required fields, then press "Register".',
  },
  c112: {
    what: 'The server does not have this status any more (112).',
    todo: 'Press "Leave it as on the server" and choose another status for the person.',
  },
  c113: {
    what: 'The server does not have this part of the event any more (113).',
    todo: 'Tell the administrator: the parts of the event have changed.',
  },
  c131: {
    what: 'The server does not have this product any more (131).',
    todo: 'Tell the administrator: the list of products has changed.',
  },
  c141: {
    what: 'The server does not have this hall any more (141).',
    todo: 'Tell the administrator: the list of halls has changed.',
  },
  c201: {
    what: 'The server takes no new person without a status (201).',
    todo: 'Give up the registration and register the person anew with a status.',
  },
  c202: {
    what: 'The server does not know this person (202): most likely they were removed.',
    todo: 'If the person is in front of you, find them in RUNET-ID or register them as a new one.',
  },
  c301: {
    what: 'The person does not take part in this part of the event (301).',
    todo: 'Give them a status in this part, then press "Try again".',
  },
  newValue: {
    what: 'The server did not understand one of the values (110).',
    todo: 'Press "Correct" and check the values, or give up the registration.',
  },
  newStatus: {
    what: 'The server does not have this status any more (112).',
    todo: 'Give up the registration and register the person anew with another status.',
  },
  newPart: {
    what: 'The server does not have this part of the event any more (113).',
    todo: 'Tell the administrator that the parts have changed; then give up the registration and register the person anew.',
  },
  badgeValue: {
    what: 'The server did not understand this record of a badge (110).',
    todo: 'Try again. If it stays, call the administrator.',
  },
  changeWithoutStatus: {
    what: 'The server takes no change without a status (201).',
    todo: 'Open the person, set a status, then press "Try again".',
  },
  clearing: {
    what: 'This server cannot take a status away altogether ({{code}}).',
    todo: 'Choose another status or, if the person does not take part, ask the administrator to remove them from the event.',
  },
  empty: {
    what: 'The server wants what is empty here: {{fields}} (111).',
    todo: 'Ask the person, press "Correct", fill it in and press "Register".',
  },
  emailHeld: {
    what: 'The server did not like the email (111): most likely somebody else has it already.',
    todo: 'Look them up by this email, or press "Correct", put the email right and press "Register".',
  },
  phoneHeld: {
    what: 'The server did not like the phone (111): most likely somebody else has it, a colleague for example.',
    todo: 'Press "Correct" and put the phone right or leave it empty: a person can be registered without one.',
  },
  fields: {
    what: 'The server did not like: {{fields}} (111).',
    todo: 'Press "Correct", put it right and press "Register".',
  },
  change: {
    what: 'The server did not like: {{fields}} (111).',
    todo: 'Open the person, put it right there and save; or leave it as on the server.',
  },
  emailChange: {
    what: 'The server did not like the email (111): most likely somebody else has it already.',
    todo: 'Leave it as on the server, or open the person and put it right there.',
  },
  phoneChange: {
    what: 'The server did not like the phone (111): most likely somebody else has it, a colleague for example.',
    todo: 'Leave it as on the server, or open the person and put it right there.',
  },
  changeUntold: {
    what: 'The server did not like the details (111), and did not say which.',
    todo: 'Open the person, look at what was changed and save again; or leave it as on the server.',
  },
  elsewhere: {
    what: 'The server did not like: {{fields}} (111). This record did not touch that.',
    todo: 'Try again. If it stays, call the administrator: the details of the person on the server have to be put right.',
  },
  elsewhereUntold: {
    what: 'The server did not like something (111), and did not say what.',
    todo: 'Try again. If it stays, call the administrator.',
  },
  noPart: {
    what: 'The server says that the person does not take part in the event (301).',
    todo: 'Give them a status, then press "Try again".',
  },
  legacy: {
    what: 'The server answered as if it had read nothing, though everything was filled in ({{code}}). It looks like an old server, which does not understand the new way of sending.',
    todo: 'An administrator can change the way of sending: Settings → Exchange with the server. Then press "Try again".',
  },
  http: {
    what: 'The server said no without a word (HTTP {{code}}).',
    todo: 'Try again. If it stays, tell the administrator.',
  },
  other: {
    what: 'The server said no for a reason that this desk does not know (code {{code}}).',
    todo: 'Read its words. If they do not help, call the administrator.',
  },
};
