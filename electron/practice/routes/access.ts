import type { FastifyRequest } from 'fastify';
import { type Answer, done, refusals, refuse } from '../refusal.ts';
import type { Operator } from '../schemas.ts';
import type { PracticeState } from '../state.ts';

/** The hash opens the event: none is 101, a wrong one 102, on any operation. */
export function checkHash(request: FastifyRequest, hash: string): Answer<undefined> {
  const given = request.headers['x-ruvents-hash'];
  if (given === undefined || given === '') return refuse(refusals.noAccess());
  return given === hash ? done(undefined) : refuse(refusals.wrongHash());
}

/** The operator in whose name a write is made. Any of the event may write: the API does not look at roles. */
export function findOperator(request: FastifyRequest, state: PracticeState): Answer<Operator> {
  const header = request.headers['x-ruvents-operator'];
  const given = Array.isArray(header) ? header.join() : header;
  if (given === undefined || given === '') return refuse(refusals.noAccess());
  const operator = state.operators().find(({ Id }) => String(Id) === given);
  if (operator !== undefined) return done(operator);
  const isForeign = state.foreignOperatorIds.some((id) => String(id) === given);
  return refuse(isForeign ? refusals.foreignOperator(given) : refusals.unknownOperator(given));
}
