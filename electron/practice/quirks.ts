import { PracticeOptionsError } from './options.ts';

/** Where real servers left the document. Each is off by default; the name is what `--quirks` takes. */
export const knownQuirks = {
  'since-inclusive': 'a feed starts at `since` itself and a page may split one second',
  'page-splits-second': 'a page may split one second, and what is left of it is not later than `since`',
  'unstable-order': 'rows of one second come in another order at every request',
  'crowded-second': 'a bulk import: 1,300 people have one UpdateTime',
  'short-pages': '`limit` counts the statuses of a participant: a page is short and HasMore wrongly false',
  'limit-1000': 'a page of participants holds up to 1,000',
  'since-invalid-is-everything': 'a `since` that is no time is taken for none instead of refused',
  'next-since-null-at-end': 'NextSince is null on the last page',
  'next-since-absent': 'there is no NextSince',
  'next-since-server-clock': 'NextSince is the clock of the server at the time of the request',
  'has-more-true-until-empty': 'HasMore is false on an empty page only',
  'has-more-absent': 'there is no HasMore',
  'items-key': 'the array of a feed is called Items',
  'order-items-called-badges': 'the array of order items is called Badges',
  'order-items-called-positions': 'the array of order items is called Positions',
  'positions-path': '/orderitems is gone to /positions',
  'statuses-existing-only':
    'Statuses of a participant holds those that exist: a missing part has none, null is never sent',
  'flat-names': 'a participant has no Locales: the Russian names are flat',
  'discount-text': 'Discount is a text: "50%"',
  'paid-time-null': 'PaidTime of what is not paid is null',
  'color-null': 'Color of every status is null',
  'manager-class-names': 'Manager of a product is the name of a class',
  'error-500': 'an API error comes with HTTP 500 instead of 400',
  'headers-case-sensitive': 'X-Ruvents-Hash and X-Ruvents-Operator are known in exactly that case',
  'ping-at-utility': 'ping is at /utility/ping only',
  'post-returns-object': 'POST of a participant or badge answers with the whole row instead of its Id',
  'post-returns-text': 'POST of a participant or badge answers with "" instead of its Id',
  'post-returns-nothing': 'POST of a participant or badge answers with an empty body',
  'put-returns-object': 'PUT answers with the whole participant',
  'put-returns-nothing': 'PUT answers with an empty body',
  'delete-returns-nothing': 'DELETE answers with an empty body',
  'put-ignores-profile': 'PUT /participants/{Id} applies statuses only',
  'null-status-refused': 'a StatusId of null is refused with 110',
  'company-required': 'POST /participants without a Company is refused with 111, whatever the fields say',
  'blank-email-generated': 'a new participant without an Email gets a nomail… address',
  'email-unique-among-users': 'an Email that any visible user of RUNET-ID has is refused with 111',
  'hidden-unless-said': 'a new participant without Visible is hidden',
  'badge-needs-part': 'a badge without PartId breaks the server on an event with parts: 500, empty body',
} as const satisfies Record<string, string>;

export type Quirk = keyof typeof knownQuirks;
export type Quirks = ReadonlySet<Quirk>;

/** @throws PracticeOptionsError that names the unknown quirks and lists the known ones */
export function parseQuirks(names: readonly string[]): Quirks {
  const unknown = names.filter((name) => !isQuirk(name));
  if (unknown.length > 0) {
    const known = Object.keys(knownQuirks).join(', ');
    throw new PracticeOptionsError(`Unknown quirk: ${unknown.join(', ')}. Known quirks: ${known}.`);
  }
  return new Set(names.filter(isQuirk));
}

/** What a table of quirks has for those that are on, in the order of the table. */
export function pickQuirks<T>(table: Partial<Readonly<Record<Quirk, T>>>, quirks: Quirks): readonly T[] {
  return Object.entries(table)
    .filter(([name]) => isQuirk(name) && quirks.has(name))
    .map(([, value]) => value);
}

function isQuirk(name: string): name is Quirk {
  return Object.hasOwn(knownQuirks, name);
}
