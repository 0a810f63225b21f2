/**
 * Reading a page of a feed. A page that is not one at all is refused whole, and its cursor stays. A row or a field that does
 * not fit the schema is left out and said; the rest of the page goes on.
 */
import * as validators from 'virtual:feed-validators';
import { ARRAY_KEYS, MAX_FIELD_LENGTH, type Feed, type FeedRows } from '../../../shared/ruvents/rows.ts';
import { laterOf, parseServerTime, type ServerTime, shiftSeconds } from '../../../shared/ruvents/time.ts';

export interface Page<F extends Feed> {
  readonly rows: readonly FeedRows[F][];
  readonly hasMore: boolean | null;
  readonly nextSince: ServerTime | null;
  readonly lastRowTime: ServerTime | null;
  /** Of the first row that has a time. */
  readonly firstRowTime: ServerTime | null;
  /** Of order items, whose rows do not show the time that the feed goes by. */
  readonly lastPayment: ServerTime | null;
  readonly skips: readonly Skip[];
  /** Rows that could not be read lie before this time; null = all of them were. */
  readonly unreadTo: ServerTime | null;
  /** No row is another than it was sent. */
  readonly isAsCame: boolean;
}

/** A row whom nobody can name was left out: of people who did not come it cannot be said that they are not there. */
export function hasNameless(page: Page<Feed>): boolean {
  return page.skips.some(({ what, id }) => what === 'row' && id === null);
}

export interface Skip {
  readonly id: number | null;
  readonly what: 'row' | 'field';
  /** Names of fields and what was wrong, never their values. */
  readonly why: string;
}

export type PageRead<F extends Feed> =
  { readonly ok: true; readonly page: Page<F> } | { readonly ok: false; readonly why: string };

type Json = Record<string, unknown>;

/** @param text the server's body, as it came */
export function readPage<F extends Feed>(feed: F, text: string): PageRead<F> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { ok: false, why: 'the page is not JSON' };
  }
  if (!isObject(body)) return { ok: false, why: 'the page is not a JSON object' };
  const items = ARRAY_KEYS[feed].map((key) => body[key]).find((value) => Array.isArray(value));
  if (!Array.isArray(items)) return { ok: false, why: `the page has no list (${ARRAY_KEYS[feed].join(', ')})` };
  return { ok: true, page: readRows(feed, items, body) };
}

/** A page as the log stores it: checked when it came, so only parsed. `removed`: people whose removal the server confirmed. */
export function readStored<F extends Feed>(
  feed: F,
  text: string,
): { rows: readonly FeedRows[F][]; removed: readonly number[] } {
  const body = JSON.parse(text) as Json;
  const rows = ARRAY_KEYS[feed].map((key) => body[key]).find((value) => Array.isArray(value)) ?? [];
  const removed = body['Removed'] ?? [];
  return { rows: rows as readonly FeedRows[F][], removed: removed as readonly number[] };
}

function readRows<F extends Feed>(feed: F, items: readonly unknown[], body: Json): Page<F> {
  const rows: FeedRows[F][] = [];
  const skips: Skip[] = [];
  let lastRowTime: ServerTime | null = null;
  let firstRowTime: ServerTime | null = null;
  let lastPayment: ServerTime | null = null;
  let unreadTo: ServerTime | null = null;
  let hasUnreadTimeless = false;
  let isAsCame = true;
  for (const item of items) {
    const row = readRow(feed, item, skips);
    isAsCame &&= row === item;
    if (row === null) {
      const time = isObject(item) ? parseServerTime(timeOf(feed, item)) : null;
      unreadTo = laterOf(unreadTo, time === null ? null : shiftSeconds(time, 1));
      hasUnreadTimeless ||= time === null;
      continue;
    }
    rows.push(row);
    const time = parseServerTime(timeOf(feed, row));
    firstRowTime ??= time;
    lastRowTime = laterOf(lastRowTime, time);
    if (feed === 'orderitems') lastPayment = laterOf(lastPayment, parseServerTime((row as Json)['PaidTime']));
  }
  const hasMore = body['HasMore'];
  const nextSince = parseServerTime(body['NextSince']);
  if (hasUnreadTimeless) unreadTo = laterOf(unreadTo, endOfPage(laterOf(lastRowTime, nextSince)));
  return {
    rows,
    hasMore: typeof hasMore === 'boolean' ? hasMore : null,
    nextSince,
    lastRowTime,
    firstRowTime,
    lastPayment,
    skips,
    unreadTo,
    isAsCame,
  };
}

/** A row without a time lies somewhere before the end of its page. */
function endOfPage(end: ServerTime | null): ServerTime | null {
  return end === null ? parseServerTime(END_OF_TIME) : shiftSeconds(end, 1);
}
const END_OF_TIME = '9999-12-31 23:59:59';

function readRow<F extends Feed>(feed: F, item: unknown, skips: Skip[]): FeedRows[F] | null {
  const validate = validators[feed];
  if (validate(item)) return item as FeedRows[F];
  const numbered = isObject(item) ? readNumbers(item) : null;
  if (numbered !== null && validate(numbered)) return numbered as unknown as FeedRows[F];
  const mended = numbered === null ? null : mendRow(feed, numbered);
  const id = numbered !== null && Number.isSafeInteger(numbered['Id']) ? (numbered['Id'] as number) : null;
  if (mended === null || !validate(mended.row)) {
    const [error] = validate.errors ?? [];
    skips.push({
      id,
      what: 'row',
      why: `${shorten(error?.instancePath.slice(1) ?? '')} ${error?.message ?? ''}`.trim() || 'not a row',
    });
    return null;
  }
  skips.push({ id, what: 'field', why: describeLeft(mended.left) });
  return mended.row as FeedRows[F];
}

/** Numbers that were given as text say the same: nothing is left out, and nothing has to be told. */
function readNumbers(item: Json): Json {
  const row: Json = { ...item };
  for (const name of NUMBERS) if (name in row) row[name] = numberOf(row[name]);
  const statuses = row['Statuses'];
  if (Array.isArray(statuses))
    row['Statuses'] = statuses.map((one: unknown) => (isObject(one) ? readNumbers(one) : one));
  return row;
}

const NUMBERS = ['Id', 'UserId', 'PartId', 'StatusId', 'RoleId', 'OperatorId', 'ProductId'] as const;

function numberOf(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
}

/** A few words, whatever a server sends: names of fields are its own too. */
function describeLeft(left: readonly string[]): string {
  const told = left.slice(0, FIELDS_TOLD).map(shorten).join(', ');
  return left.length > FIELDS_TOLD ? `${told}, and ${left.length - FIELDS_TOLD} more` : told;
}

const FIELDS_TOLD = 8;
const LONGEST_TOLD = 120;

function shorten(text: string): string {
  return text.length > LONGEST_TOLD ? `${text.slice(0, LONGEST_TOLD)}…` : text;
}

/** Leaves out of a participant what does not fit, so that the person can still be found. Other rows are taken whole or not. */
function mendRow(feed: Feed, item: Json): { row: Json; left: readonly string[] } | null {
  if (feed !== 'participants') return null;
  const left: string[] = [];
  const row: Json = {};
  for (const [name, value] of Object.entries(item)) {
    const mended = mendField(name, value, left);
    if (mended !== undefined) row[name] = mended;
  }
  if (parseServerTime(item['UpdateTime']) === null) {
    row['UpdateTime'] = NO_TIME;
    left.push('UpdateTime: not a time');
  }
  if (!Array.isArray(item['Statuses'])) {
    row['Statuses'] = [];
    left.push('Statuses: not a list');
  }
  return { row, left };
}

/** Before every real moment: such a row never moves a cursor. */
const NO_TIME = '0001-01-01 00:00:00';

function mendField(name: string, value: unknown, left: string[]): unknown {
  switch (name) {
    case 'Id':
    case 'UpdateTime':
      return value;
    case 'Statuses':
      return Array.isArray(value) ? mendStatuses(value, left) : undefined;
    case 'Locales':
      return mendLocales(value, left);
    default:
      return mendScalar(name, value, left);
  }
}

function mendStatuses(values: readonly unknown[], left: string[]): unknown[] {
  return values.filter((value) => {
    const fits = isObject(value) && isIdOrNone(value['PartId']) && isIdOrNone(value['StatusId']);
    if (!fits) left.push('Statuses: an element does not fit');
    return fits;
  });
}

function mendLocales(value: unknown, left: string[]): unknown {
  if (!isObject(value)) {
    if (value !== null) left.push('Locales: not an object');
    return undefined;
  }
  const locales: Json = {};
  for (const locale of ['ru', 'en']) {
    const names = value[locale];
    if (!isObject(names)) {
      if (names !== undefined) left.push(`Locales: ${locale} is not an object`);
      continue;
    }
    const mended: Json = {};
    for (const [name, text] of Object.entries(names)) {
      const kept = mendScalar(`${locale}.${name}`, text, left);
      if (kept !== undefined) mended[name] = kept;
    }
    locales[locale] = mended;
  }
  return locales;
}

function mendScalar(name: string, value: unknown, left: string[]): unknown {
  if (typeof value === 'string' && value.length > MAX_FIELD_LENGTH) {
    left.push(`${name}: ${value.length} characters are too long`);
    return undefined;
  }
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value;
  left.push(`${name}: not a plain value`);
  return undefined;
}

function timeOf(feed: Feed, row: unknown): unknown {
  const json = row as Json;
  switch (feed) {
    case 'participants':
      return json['UpdateTime'] === NO_TIME ? null : json['UpdateTime'];
    case 'badges':
      return json['CreationTime'];
    case 'orderitems':
      return null; // PaidTime is another time than the one that the feed goes by
  }
}

function isIdOrNone(value: unknown): boolean {
  return value === null || value === undefined || Number.isSafeInteger(value);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
