/** Where real servers were asked, and in which words. */
import type { FastifyRequest } from 'fastify';
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
