/**
 * Reasons in the language of the desk. Engine and host give them in English, as they stand in logs and in the journal; one that
 * is not known here is shown as it came.
 */
import i18next from 'i18next';
import type { reason } from '../i18n/en/reasons.ts';

type Told = (...found: readonly string[]) => string;
type Rule = readonly [pattern: RegExp, told: Told];

type Words = Exclude<keyof typeof reason, 'mustBe'>;

const say =
  (key: Words): Told =>
  () =>
    i18next.t(`reason.${key}`);
const sayWhere =
  (key: Words): Told =>
  (_all, where = '') =>
    i18next.t(`reason.${key}`, { where });

/** Of a row or a page that was left out; several fields of one row may each have their own. */
const LEFT_OUT: readonly Rule[] = [
  [/^the page is not JSON$/, say('notJson')],
  [/^the page is not a JSON object$/, say('notObject')],
  [/^the page has no list \((.*)\)$/, (_all, keys = '') => i18next.t('reason.noList', { keys })],
  [/^more rows in one second than the server gives, or a page that does not come$/, say('notAll')],
  [/^not a row$/, say('notRow')],
  [/(?<=: )not a plain value/g, say('notPlain')],
  [/(?<=: )not a time/g, say('notTime')],
  [/(?<=: )not a list/g, say('notList')],
  [/(?<=: )an element does not fit/g, say('notFitting')],
  [/(?<=^|, )Locales: (?:(\w\w) is )?not an object/g, (_all, locale) => `${nameLocale(locale)}: ${say('notRecord')()}`],
  [
    /(?<=: )(\d+) characters are too long/g,
    (_all, count = '') => i18next.t('reason.tooLong', { count: Number(count) }),
  ],
  [/, and (\d+) more$/, (_all, count = '') => `, ${i18next.t('reason.more', { count: Number(count) })}`],
  [/must have required property '(.*)'$/, (_all, field = '') => i18next.t('reason.missing', { field })],
  [
    /must be (integer|number|string|boolean|object|array|null)$/,
    (_all, type = '') => i18next.t(`reason.mustBe.${type as 'integer'}`),
  ],
  [/must (?:be|NOT|match|pass) .*$/, say('unfit')],
];

const PRINT: readonly Rule[] = [
  [/^it did not come out$/, say('didNotComeOut')],
  [/^the desk stopped before printing$/, say('stoppedBefore')],
  [/^the desk stopped while printing$/i, say('stoppedWhile')],
  [/^The desk stopped while the (?:file was being written|badge was handed).*$/, say('stoppedWhile')],
  [/^the printer failed$/, say('printerFailed')],
  [/^the badge could not be laid out$/, say('notLaidOut')],
  [/^(.+) is already there and is not overwritten\..*$/, sayWhere('alreadyThere')],
  [/^(.+) was written, but the disk did not confirm it\..*$/, sayWhere('notConfirmed')],
  [/^The disk that holds (.+) is full\..*$/, sayWhere('diskFull')],
  [/^There is no permission to write to (.+)\. Allow.*$/, sayWhere('noPermission')],
  [/^(.+) is read-only\..*$/, sayWhere('readOnly')],
  [/^(.+) is not a folder\..*$/, sayWhere('notFolder')],
  [/^The folder (.+) is gone .*$/, sayWhere('folderGone')],
  [/^The drive that holds (.+) does not answer\..*$/, sayWhere('driveSilent')],
  [/^Could not write to (.+) \(.*$/, sayWhere('notWritten')],
  // the page prints it: there is nothing to explain
  [/^browser$/, () => ''],
];

/** Why a row, a field or a page was left out. */
export function tellLeftOut(why: string): string {
  return tell(LEFT_OUT, why);
}

/** Why a badge was not printed, or why that is not known: whole sentences, or nothing. */
export function tellPrint(why: string): string {
  return tell(PRINT, why);
}

function tell(rules: readonly Rule[], why: string): string {
  return rules.reduce(
    (text, [pattern, told]) =>
      text.replace(pattern, (...found: unknown[]) => told(...found.map((one) => (typeof one === 'string' ? one : '')))),
    why,
  );
}

function nameLocale(locale: string | undefined): string {
  return locale === undefined || locale === '' ? 'Locales' : `Locales.${locale}`;
}
