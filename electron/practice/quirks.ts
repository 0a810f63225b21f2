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
  'next-since-stale': 'NextSince is the `since` that was asked for',
  'next-since-server-clock': 'NextSince is the clock of the server at the time of the request',
  'has-more-true-until-empty': 'HasMore is false on an empty page only',
  'has-more-full-page': 'HasMore is true on any full page, the last one too',
  'has-more-always-true': 'HasMore is never false',
  'has-more-always-false': 'HasMore is never true',
  'has-more-absent': 'there is no HasMore',
  'page-cut': 'a sixth of the pages of the feeds end in the middle',
  'poisoned-row': 'a page of participants with a certain person breaks the server: 500, empty body',
  'poisoned-json': 'a page of participants with a certain person is broken JSON',
  'items-key': 'the array of a feed is called Items',
  'order-items-called-badges': 'the array of order items is called Badges',
  'order-items-called-positions': 'the array of order items is called Positions',
  'positions-path': '/orderitems is gone to /positions',
  'order-items-by-creation':
    'order items are filtered by the time of their creation, and ordered by that of their change',
  'orders-touch-participants': 'a change of an order item moves the UpdateTime of its participant',
  'badges-missing': 'there is no list of badges: 404',
  'badges-not-implemented': 'the list of badges answers 501',
  'orderitems-missing': 'there is no list of order items: 404',
  'orderitems-not-implemented': 'the list of order items answers 501',
  'users-missing': 'there is no search of RUNET-ID: 404',
  'users-fail': 'the search of RUNET-ID breaks the server: 500, empty body',
  'users-unordered': 'the search of RUNET-ID has no order of its own: the fifty are others',
  'badge-templates': 'there are badge templates, which the document marks as not implemented',
  'product-checks': 'products can be issued, which the document marks as not implemented',
  'statuses-existing-only':
    'Statuses of a participant holds those that exist: a missing part has none, null is never sent',
  'flat-names': 'a participant has no Locales: the Russian names are flat',
  'external-ids': 'participants have an ExternalId',
  'unlisted-status': 'some participants have a StatusId that /event/statuses does not list',
  'discount-text': 'Discount is a text: "50%"',
  'paid-time-null': 'PaidTime of what is not paid is null',
  'color-null': 'Color of every status is null',
  'manager-class-names': 'Manager of a product is the name of a class',
  'fields-of-2015': '/participants/fields says that Email is required, and has neither formats nor patterns',
  'error-500': 'an API error comes with HTTP 500 instead of 400',
  'headers-case-sensitive': 'X-Ruvents-Hash and X-Ruvents-Operator are known in exactly that case',
  'ping-at-utility': 'ping is at /utility/ping only',
  'ping-open': 'ping needs no X-Ruvents-Hash',
  'form-encoding': 'writes are read from parameters only: a JSON body is not, of PUT the query alone is',
  'post-returns-object': 'POST of a participant or badge answers with the whole row instead of its Id',
  'post-returns-text': 'POST of a participant or badge answers with "" instead of its Id',
  'post-returns-nothing': 'POST of a participant or badge answers with an empty body',
  'put-returns-object': 'PUT answers with the whole participant',
  'put-returns-nothing': 'PUT answers with an empty body',
  'delete-returns-nothing': 'DELETE answers with an empty body',
  'put-ignores-profile': 'PUT /participants/{Id} applies statuses only',
  'put-not-atomic': 'PUT of several parts applies those before the one that is refused',
  'one-status-expected': 'on an event without parts anything but one element of Statuses is refused with 110',
  'duplicate-part-last-wins': 'of several elements with one PartId the last one counts',
  'late-codes': 'an unlisted StatusId is refused with 112, an unknown PartId with 113',
  'null-status-refused': 'a StatusId of null is refused with 110',
  'company-required': 'POST /participants without a Company is refused with 111, whatever the fields say',
  'position-required': 'POST /participants without a Position is refused with 111, whatever the fields say',
  'phone-digits-only': 'a Phone is kept as its digits',
  'phone-unique': 'a Phone that any visible user of RUNET-ID has is refused with 111',
  'blank-email-generated': 'a new participant without an Email gets a nomail… address',
  'email-unique-among-users': 'an Email that any visible user of RUNET-ID has is refused with 111',
  'hidden-unless-said': 'a new participant without Visible is hidden',
  'badge-needs-part': 'a badge without PartId breaks the server on an event with parts: 500, empty body',
  'badge-needs-status': 'a badge for a part in which the person has no status is refused with 301',
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
