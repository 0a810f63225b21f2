/** Words that all screens share. */
import type { Words } from '../words.ts';
import type {
  common as ruCommon,
  failure as ruFailure,
  field as ruField,
  invalid as ruInvalid,
  spelling as ruSpelling,
} from '../ru/common.ts';

export const common: Words<typeof ruCommon> = {
  byDeskClock: "{{time}} by this desk's clock",
  appName: 'Stoika',
  close: 'Close',
  cancel: 'Cancel',
  yes: 'Yes',
  no: 'No',
  undo: 'Undo',
  tryAgain: 'Try again',
  russian: 'Русский',
  english: 'English',
  language: 'Language',
  loading: 'Opening…',
  noStatus: 'No status',
  unknownStatus: 'status #{{id}}',
  unknownPart: 'part #{{id}}',
  unknownProduct: 'product #{{id}}',
  unknownOperator: 'operator #{{id}}',
  nobody: 'No name',
  nobodyWithId: 'No name, RUNET-ID {{id}}',
  empty: 'empty',
  practiceBanner: 'PRACTICE EVENT — nothing here is real',
};

/** Labels of a participant's fields; any other field is labelled by its key. */
export const field: Words<typeof ruField> = {
  LastName: 'Last name',
  FirstName: 'First name',
  FatherName: 'Middle name',
  Company: 'Company',
  Position: 'Position',
  Email: 'Email',
  Phone: 'Phone',
};

/** The same for the spelling on the badge; other words, so that no label can be taken for another. */
export const spelling: Words<typeof ruSpelling> = {
  title: 'Another spelling on the badge',
  hint: 'Stays at this desk: it is not sent to the server.',
  LastName: 'Badge spelling: surname',
  FirstName: 'Badge spelling: given name',
  FatherName: 'Badge spelling: patronymic',
  Company: 'Badge spelling: organisation',
};

/** What is wrong with a typed value. */
export const invalid: Words<typeof ruInvalid> = {
  required: 'This has to be filled in',
  pattern: 'Does not fit the pattern: {{pattern}}',
  email: 'This does not look like an address: name@site.com',
  uri: 'This does not look like a link: https://…',
  dateTime: 'A date and a time are needed: 2026-11-22 10:30:00',
  integer: 'A whole number is needed',
  number: 'A number is needed',
  long: 'Too long: {{max}} characters at most',
  status: 'A new person needs at least one status',
};

export const failure: Words<typeof ruFailure> = {
  title: 'The screen of the desk has stumbled',
  what: 'Everything recorded is safe: the journal is on the disk and another program keeps it.',
  todo: 'Open the screen again. If it happens again, give these words to your administrator:',
  reopen: 'Open again',
  engineTitle: 'The data of the event did not open',
  actionFailed: 'That did not work: {{what}}',
};
