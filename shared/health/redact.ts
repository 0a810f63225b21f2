/**
 * Takes personal data and secrets out of a text that leaves the desk. It is the second fence: what goes into the log and into a
 * report has none by construction. So it may take too much and must not take too little.
 */

/** Written where something was taken out. */
export const TAKEN_OUT = '[…]';

/** Kept as they are: a date, a time, both; an address `file:line:column`. Everything else of many digits is taken for a number of somebody. */
const MOMENT = String.raw`(?<!\d)\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?(?!\d)`;
const EMAIL = /[^\s<>()"',;:=[\]]+(?:@|%40|＠)[^\s<>()"',;:=[\]]+/gu;
/** What follows `://` up to the host, and whatever follows `?` or `#`. */
const ADDRESS = /\b([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/@]*@)?([^\s/?#]*)([^\s?#]*)(?:[?#]\S*)?/giu;
/** Seven digits or more, whatever stands between them. Digits of any script. */
const NUMBERS = new RegExp(String.raw`${MOMENT}|\+?\p{Nd}(?:[^\S\r\n]?[().\-‐‑–/]{0,2}[^\S\r\n]?\p{Nd}){6,}`, 'gu');
/** A hash, a token, a key: at least 12 signs with digits and letters mixed. A file of the build with its place is none. */
const TOKEN = new RegExp(
  String.raw`${MOMENT}|(?<![\w+/=-])(?=[\w+/-]*\d)(?=[\w+/-]*[A-Za-z])[\w+/=-]{12,}(?![\w+/=-]|\.[cm]?[jt]sx?:\d)`,
  'gu',
);
const VERSION = /^v?\d+(?:\.\d+)+/;

/** Emails, phones, tokens, what addresses carry beside their host. Names it cannot know. */
export function redactText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/gu, '') // what nobody sees would split what is looked for
    .replace(ADDRESS, (_, scheme: string, host: string, path: string) => `${scheme}${host}${path}`)
    .replace(EMAIL, TAKEN_OUT)
    .replace(NUMBERS, (found) => (isMoment(found) ? found : TAKEN_OUT))
    .replace(TOKEN, (found) => (isMoment(found) || VERSION.test(found) || !looksRandom(found) ? found : TAKEN_OUT));
}

/** For a text of the program's own in English: letters of other scripts have no business there. */
export function redactField(text: string): string {
  return redactText(text).replace(
    /(?:(?!\p{Script=Latin})\p{L}\p{M}*)+(?:[\s.-]*(?:(?!\p{Script=Latin})\p{L}\p{M}*)+)*/gu,
    TAKEN_OUT,
  );
}

/**
 * What a person has typed of a problem: also numbers of five digits (an operator's password has five), and two words with capitals
 * side by side, which is how a name is written.
 */
export function redactTyped(text: string): string {
  const capital = String.raw`\p{Lu}[\p{L}\p{M}'’]+(?:-\p{Lu}[\p{L}\p{M}'’]+)?`;
  const initials = String.raw`\p{Lu}\.\s?(?:\p{Lu}\.)?`;
  return redactText(text)
    .replace(new RegExp(`${capital}(?:\\s+${capital})+(?:\\s+${initials})?`, 'gu'), TAKEN_OUT)
    .replace(new RegExp(`${capital}\\s+${initials}|${initials}\\s?${capital}`, 'gu'), TAKEN_OUT)
    .replace(/[A-Za-z]{16,}/g, TAKEN_OUT) // a hash of letters alone
    .replace(new RegExp(`${MOMENT}|\\p{Nd}{5,}`, 'gu'), (found) => (isMoment(found) ? found : TAKEN_OUT));
}

function isMoment(text: string): boolean {
  return new RegExp(`^${MOMENT}$`, 'u').test(text);
}

/** A word with a number behind it (`Chromium-142`) is not: digits and letters take turns, or there are very many of them. */
function looksRandom(text: string): boolean {
  const turns = text.match(/\d+|[A-Za-z]+/g)?.length ?? 0;
  return turns >= 4 || text.length >= 24;
}
