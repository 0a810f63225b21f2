/**
 * Fields of a new participant, guessed from what was typed into the search: names in the alphabet and the order that were meant, an
 * email, a phone.
 *
 *   bdfy gtnhjd  ─▶  Петров Иван        john smith  ─▶  Smith John        иванов пётр ivanov@example.org  ─▶  … and the email
 */
import { swapToLatin } from '../../../shared/search/layout.ts';
import { isFirstName, isPatronymic } from './first-names.ts';
import { readLayout } from './layout-guess.ts';

export interface Prefill {
  readonly LastName?: string;
  readonly FirstName?: string;
  readonly FatherName?: string;
  readonly Email?: string;
  readonly Phone?: string;
}

const EMAIL = /^[\w.+%-]+@[\w-]+(?:\.[\w-]+)+$/;
/** A whole number of a phone, as people write it. */
const PHONE = /(?<![\p{L}\d])(?:\+\d[\d\s().-]{5,}|8?[\s(]*\d{3}[\d\s().-]{5,})\d(?!\p{L})/u;
const SHORTEST_PHONE = 10;

/** The words of the query, each as it was meant. Numbers stay among them. */
function readWords(query: string): readonly string[] {
  const words = query.split(/\s+/).filter((word) => word !== '');
  const isName = (word: string): boolean => /\p{L}/u.test(word) && !/\d/.test(word) && !isEmail(word);
  const read = new Map<string, string>();
  for (const alphabet of [/[a-z]/i, /[а-яё]/i]) {
    const names = words.filter((word) => isName(word) && alphabet.test(word));
    if (names.length > 0) readLayout(names).forEach((meant, at) => read.set(names[at] ?? '', meant));
  }
  return words.map((word) => (isEmail(word) ? readEmail(word) : (read.get(word) ?? word)));
}

function isEmail(word: string): boolean {
  return word.includes('@') || EMAIL.test(readEmail(word));
}

/** «шмфтщм"учфьздуюкг» is an email too. */
function readEmail(word: string): string {
  return /[а-яё]/i.test(word) && !word.includes('@') ? swapToLatin(word) : word;
}

/** The query in the layout that was meant; the rest of it stays as it was typed. */
export function repairQuery(query: string): string {
  return isCode(query.trim()) ? query.trim() : readWords(query).join(' ');
}

/** A scanned code tells no name. */
function isCode(text: string): boolean {
  return /^[~#]/.test(text);
}

export function prefillFromQuery(query: string): Prefill {
  const text = query.trim();
  if (text === '' || isCode(text)) return {};
  const phone = findPhone(text);
  const words = readWords(phone === null ? text : text.replace(PHONE, ' '));
  const email = words.find((word) => EMAIL.test(word)) ?? words.find((word) => word.includes('@'));
  return {
    ...namesOf(words.filter((word) => !word.includes('@') && !/\d/.test(word)).flatMap(splitNames)),
    ...(email === undefined ? {} : { Email: email }),
    ...(phone === null ? {} : { Phone: phone }),
  };
}

/** With the country where it says so by itself: 8 and ten digits are a Russian number, as are ten digits that begin with 9. */
function findPhone(text: string): string | null {
  const written = PHONE.exec(text)?.[0];
  if (written === undefined) return null;
  const digits = written.replace(/\D/g, '');
  if (written.startsWith('+')) return `+${digits}`;
  if (digits.length < SHORTEST_PHONE) return null;
  if (digits.length === 11 && /^[78]/.test(digits)) return `+7${digits.slice(1)}`;
  return digits.length === 10 && digits.startsWith('9') ? `+7${digits}` : digits;
}

/** «иванов,пётр» is two; «И.П.» is two initials. */
function splitNames(word: string): readonly string[] {
  const initials = /^(\p{L})\.(\p{L})\.?$/u.exec(word);
  if (initials !== null) return [`${initials[1] ?? ''}.`, `${initials[2] ?? ''}.`];
  return word
    .split(/[,;]+/)
    .map((part) => (isInitial(part) ? part : part.replace(/[^\p{L}\p{M}'’-]/gu, '')))
    .filter((part) => /\p{L}/u.test(part));
}

function isInitial(word: string): boolean {
  return /^\p{L}\.$/u.test(word);
}

/** Smaller words of a name: before it (van Dyck), behind it (Мамед оглы). */
const BEFORE = /^(?:von|van|der|den|de|da|di|del|della|la|le|bin|ibn|фон|ван|дер|де|да|ди|дель|ла|ле|бин|ибн)$/i;
const BEHIND = /^(?:оглы|оглу|кызы|кизи|гызы|улы|уулу|ogly|oglu|kyzy|qizi)$/i;

function namesOf(typed: readonly string[]): Prefill {
  const words = joinSmall(typed);
  const [last, first, father] = orderNames(words);
  return {
    ...(last === undefined ? {} : { LastName: capitaliseName(last) }),
    ...(first === undefined ? {} : { FirstName: capitaliseName(first) }),
    ...(father === undefined ? {} : { FatherName: capitaliseName(father) }),
  };
}

function joinSmall(words: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let before = '';
  for (const [at, word] of words.entries()) {
    // two Cyrillic words are a last and a first name, also of a Mr Ван
    const isSmall = BEFORE.test(word) && at < words.length - 1 && (words.length > 2 || /[a-z]/i.test(word));
    const previous = joined.at(-1);
    if (isSmall) before += `${word} `;
    else if (BEHIND.test(word) && previous !== undefined) joined[joined.length - 1] = `${previous} ${word}`;
    else {
      joined.push(before + word);
      before = '';
    }
  }
  return joined;
}

type Names = readonly [last: string | undefined, first: string | undefined, father: string | undefined];

/** Last, first, father's name, as they are asked for; another order is told by names that everybody knows. */
function orderNames([one, two, three]: readonly string[]): Names {
  if (one === undefined) return [undefined, undefined, undefined];
  if (two === undefined) return isFirstName(one) ? [undefined, one, undefined] : [one, undefined, undefined];
  if (three === undefined) {
    if (isPatronymic(two) && isFirstName(one)) return [undefined, one, two];
    return isFirstName(one) && !isFirstName(two) ? [two, one, undefined] : [one, two, undefined];
  }
  if (isPatronymic(three)) return isFirstName(one) && !isFirstName(two) ? [two, one, three] : [one, two, three];
  if (isPatronymic(two) || isInitial(one)) return [three, one, two];
  if (isFirstName(one) && isFirstName(two) && !isFirstName(three)) return [three, `${one} ${two}`, undefined];
  if (isFirstName(one) && !isFirstName(two)) return [three, one, two];
  return [one, two, three];
}

/** «иванов-петров», «ИВАНОВ-ПЕТРОВ» → «Иванов-Петров»; a name that has capitals within is left as it was typed. */
function capitaliseName(name: string): string {
  return name
    .split(' ')
    .map((word, at, { length }) =>
      length > 1 && ((at < length - 1 && BEFORE.test(word)) || BEHIND.test(word))
        ? word.toLowerCase()
        : capitaliseWord(word),
    )
    .join(' ');
}

function capitaliseWord(word: string): string {
  const isUpper = word.length > 1 && word === word.toUpperCase();
  const isInverted = word.length > 1 && word.slice(1) === word.slice(1).toUpperCase() && /^\p{Ll}/u.test(word);
  if (word !== word.toLowerCase() && !isUpper && !isInverted) return word;
  // also O'Brien, and not Лук'яненко
  return word.toLowerCase().replace(/((?:^|-)(?:\p{L}['’])?)(\p{L})/gu, (_, before: string, letter: string) => {
    return before.toUpperCase() + letter.toUpperCase();
  });
}
