import type { FastifyRequest } from 'fastify';
import type { Quirks } from '../quirks.ts';
import { readHeader } from '../quirks/doors.ts';
import { type Answer, done, refusals, refuse } from '../refusal.ts';
import type { Operator } from '../schemas.ts';
import type { RouteContext } from './context.ts';

/** The hash opens the event: none is 101, a wrong one 102, on any operation. */
export function checkHash(request: FastifyRequest, hash: string, quirks: Quirks): Answer<undefined> {
  const given = readHeader(request, 'X-Ruvents-Hash', quirks);
  if (given === undefined || given === '') return refuse(refusals.noAccess());
  return given === hash ? done(undefined) : refuse(refusals.wrongHash());
}

/** The operator in whose name a write is made. Any of the event may write: the API does not look at roles. */
export function findOperator(request: FastifyRequest, { state, quirks }: RouteContext): Answer<Operator> {
  const given = readHeader(request, 'X-Ruvents-Operator', quirks);
  if (given === undefined || given === '') return refuse(refusals.noAccess());
  const operator = state.operators().find(({ Id }) => String(Id) === given);
  if (operator !== undefined) return done(operator);
  const isForeign = state.foreignOperatorIds.some((id) => String(id) === given);
  return refuse(isForeign ? refusals.foreignOperator(given) : refusals.unknownOperator(given));
}
