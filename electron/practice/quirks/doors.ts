/** Where real servers were asked, and in which words. */
import type { FastifyRequest } from 'fastify';
import type { Person } from '../people.ts';
import type { Quirks } from '../quirks.ts';

/**
 * A header of a request; the first one where it was given twice.
 * Reference, Authorisation: «Header names were looked up case-sensitively».
 */
export function readHeader(
  request: FastifyRequest,
  name: 'X-Ruvents-Hash' | 'X-Ruvents-Operator',
  quirks: Quirks,
): string | undefined {
  if (!quirks.has('headers-case-sensitive')) {
    const header = request.headers[name.toLowerCase()];
    return Array.isArray(header) ? header.join() : header;
  }
  const { rawHeaders } = request.raw;
  const index = rawHeaders.findIndex((text, place) => place % 2 === 0 && text === name);
  return index === -1 ? undefined : rawHeaders[index + 1];
}

/** Reference, Authorisation: «Ping was routed at /utility/ping, not /ping». */
export function placePing(quirks: Quirks): readonly string[] {
  return quirks.has('ping-at-utility') ? ['/utility/ping'] : ['/ping', '/utility/ping'];
}

/** Feeds that are refused, by the status that says so. Reference, What a client must do: «Not-implemented endpoints». */
export function readRefusedFeeds(quirks: Quirks): {
  readonly badges: number | undefined;
  readonly orderItems: number | undefined;
} {
  return {
    badges: quirks.has('badges-missing') ? 404 : quirks.has('badges-not-implemented') ? 501 : undefined,
    orderItems: quirks.has('orderitems-missing') ? 404 : quirks.has('orderitems-not-implemented') ? 501 : undefined,
  };
}

/**
 * Everybody, as the search of RUNET-ID goes through them. Reference, Users: «At most 50, unordered»; What the document
 * leaves open: «hidden where it answers 404 or an error».
 * @throws Error which is answered as a fault of the server
 */
export function mixUsers(people: Iterable<Person>, quirks: Quirks): Iterable<Person> {
  if (quirks.has('users-fail')) throw new Error('The search of RUNET-ID is broken');
  return quirks.has('users-unordered') ? [...people].reverse() : people;
}
