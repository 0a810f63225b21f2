/** What a scanned text means. Pure; the station's settings say what the organiser's own codes look like. */
import { parseCode, type Code } from '../badge/code.ts';
import { readContact, type Contact } from './contact.ts';
import { isLink, readLink } from './link.ts';
import { matchTemplate, startOfTemplate } from './template.ts';

export type Reading =
  /** `how`: a number by itself is the only one that a person may have typed. */
  | {
      readonly kind: 'participant';
      readonly id: number;
      readonly how: 'badge' | 'number' | 'contact' | 'link' | 'pattern';
    }
  | { readonly kind: 'local'; readonly localId: string }
  /** The set-up code of the event. The hash is a secret: it is shown nowhere. */
  | { readonly kind: 'account'; readonly hash: string }
  /** Whom to search for: the first of these that finds somebody counts. `plain`: nothing but words, a phone, an email. */
  | {
      readonly kind: 'search';
      readonly queries: readonly string[];
      readonly how: 'contact' | 'link' | 'pattern' | 'plain';
    }
  | { readonly kind: 'unknown'; readonly text: string }
  | { readonly kind: 'empty' };

export interface ReadingOptions {
  readonly prefix: string;
  readonly suffix: string;
  readonly patterns: readonly string[];
}

export const NO_OPTIONS: ReadingOptions = { prefix: '', suffix: '', patterns: [] };

const MOST_TEXT = 8000;
/** What stands around a code and is none of it: ends of lines, separators, the sign that there is no sign. */
// eslint-disable-next-line no-control-regex -- these are the very signs that scanners send
const AROUND = /[\s\u0000-\u001f\u007f\ufeff\u241d]/;
/** The AIM identifier says which kind of code it was: `]Q1` of a QR code. */
const AIM = /^\][A-Za-z][0-9A-Za-z](?=.)/;

/** The code without what the scanner puts around it. */
export function cleanScan(text: string, options: Pick<ReadingOptions, 'prefix' | 'suffix'> = NO_OPTIONS): string {
  let code = trim(text.slice(0, MOST_TEXT));
  const { prefix, suffix } = options;
  // The prefix may come before the AIM identifier or after it.
  code = dropStart(code, prefix).replace(AIM, '');
  code = trim(dropStart(code, prefix));
  if (suffix !== '' && code.length > suffix.length && code.toLowerCase().endsWith(suffix.toLowerCase()))
    code = code.slice(0, -suffix.length);
  return trim(code);
}

function trim(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && AROUND.test(text.charAt(from))) from += 1;
  while (to > from && AROUND.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

function dropStart(text: string, start: string): string {
  return start !== '' && text.toLowerCase().startsWith(start.toLowerCase()) ? text.slice(start.length) : text;
}

export function hasPrefix(text: string, prefix: string): boolean {
  const start = trim(text).toLowerCase();
  return prefix !== '' && [start, start.replace(AIM, '')].some((one) => one.startsWith(prefix.toLowerCase()));
}

export function readScan(text: string, options: ReadingOptions = NO_OPTIONS): Reading {
  const reading = readClean(cleanScan(text, options), options);
  // A prefix or suffix that is a part of the code: «$» ends a badge's own.
  const whole = reading.kind === 'unknown' ? readClean(cleanScan(text), options) : reading;
  return whole.kind === 'unknown' ? reading : whole;
}

/** Whose code a text is: a badge's, a number, a link or a visiting card with one. Null: it names nobody. */
export function readWhose(text: string): Code | null {
  const reading = readScan(text);
  if (reading.kind === 'participant') return { kind: 'participant', id: reading.id };
  return reading.kind === 'local' ? reading : null;
}

/** The first of several ways in which the same keys can be read that is a code, or at least says something. */
export function readFirst(texts: readonly string[], options: ReadingOptions): Reading {
  const readings = texts.map((text) => readScan(text, options));
  return readings.find(isCode) ?? readings.find(({ kind }) => kind === 'search') ?? readings[0] ?? { kind: 'empty' };
}

/** The text is a code, though perhaps one that a person has typed. */
export function isCode(reading: Reading): boolean {
  return reading.kind === 'participant' || isSure(reading);
}

function readClean(code: string, options: ReadingOptions): Reading {
  if (code === '') return { kind: 'empty' };
  const hash = /^SYS:ACCOUNT:(.*)$/is.exec(code)?.[1];
  if (hash !== undefined) return { kind: 'account', hash: hash.replace(/^\{(.*)\}$/s, '$1').replace(/\s+/g, '') };
  const own = readOwn(code, options.patterns);
  if (own !== null) return own;
  const badge = parseCode(code);
  if (badge?.kind === 'local') return badge;
  if (badge !== null) return { ...badge, how: /^\d+$/.test(code) ? 'number' : 'badge' };
  return readForeign(code);
}

function readOwn(code: string, patterns: readonly string[]): Reading | null {
  for (const pattern of patterns) {
    const match = matchTemplate(pattern, code);
    if (match === null) continue;
    if (match.place === 'text') return { kind: 'search', queries: [match.value], how: 'pattern' };
    const id = Number(match.value);
    return id === 0 ? null : { kind: 'participant', id, how: 'pattern' };
  }
  return null;
}

/** Codes that others have made. */
function readForeign(code: string): Reading {
  const contact = readContact(code);
  if (contact !== null) return readPerson(contact, code);
  const link = readLink(code);
  if (link !== null && link.id !== null) return { kind: 'participant', id: link.id, how: 'link' };
  if (link !== null && link.email !== null) return { kind: 'search', queries: [link.email], how: 'link' };
  if (isLink(code)) return { kind: 'unknown', text: code };
  const addressed = /^(?:mailto|tel):([^?]+)/i.exec(code)?.[1];
  if (addressed !== undefined) return { kind: 'search', queries: [addressed], how: 'link' };
  // Digits that are no number of anybody (nought, a product's twenty) are no phone either.
  return isPlain(code) && !/^\d+$/.test(code)
    ? { kind: 'search', queries: [code], how: 'plain' }
    : { kind: 'unknown', text: code };
}

function readPerson(contact: Contact, code: string): Reading {
  if (contact.id !== null) return { kind: 'participant', id: contact.id, how: 'contact' };
  if (contact.localId !== null) return { kind: 'local', localId: contact.localId };
  const queries = [...contact.emails, ...contact.phones, ...contact.names];
  return queries.length === 0 ? { kind: 'unknown', text: code } : { kind: 'search', queries, how: 'contact' };
}

/** What people search for: an email or a part of one, a phone, words (in the wrong layout some letters are signs). */
export function isPlain(text: string): boolean {
  if (text.length > 100 || /[\u0000-\u001f]/.test(text)) return false; // eslint-disable-line no-control-regex -- see above
  if (/^[\w.+-]*@[\w.-]*$/u.test(text) || /^\+?\d[\d\s().-]*$/.test(text)) return true;
  const words = text.split(/\s+/);
  return (
    words.some((word) => /\p{L}/u.test(word)) && words.every((word) => /^(?:[\p{L}\-'’`«».,;[\]]+|\d+)$/u.test(word))
  );
}

const PROSE = /^[\p{L}\d.,;:'’`"«»„“”()&+/№#!?%*@_–—-]+$/u;

/** What a form or the search is filled in with, as against a ticket's number: a company, a position, the first half of an email. */
export function isProse(text: string): boolean {
  if (text.length > 200 || isLink(text)) return false;
  const words = text.split(' ');
  if (!words.every((word) => PROSE.test(word))) return false;
  if (words.some((word) => /^[^\d]*\p{L}[^\d]*$/u.test(word))) return true;
  const [only = ''] = words;
  if (words.length > 1 || !/\p{L}/u.test(only)) return false;
  return !/\d{3}/.test(only) || /^\p{Ll}+(?:[._][\p{Ll}\d]+)*\d{0,4}$/u.test(only);
}

/** No person types so: the text says by itself that it is a code. */
export function isSure(reading: Reading): boolean {
  switch (reading.kind) {
    case 'participant':
      return reading.how !== 'number';
    case 'search':
      return reading.how !== 'plain';
    case 'local':
    case 'account':
      return true;
    case 'unknown':
    case 'empty':
      return false;
  }
}

/** Beginnings that only codes have: a slow scanner is known by them. */
export function listStarts({ prefix, patterns }: ReadingOptions): readonly string[] {
  const own = [prefix, ...patterns.map(startOfTemplate)].filter((start) => start.trim().length >= 2);
  return ['~RUNETID#', '~STOIKA#', 'SYS:ACCOUNT:', 'BEGIN:VCARD', 'MECARD:', 'http://', 'https://', ...own];
}
