import type {
  FastifyInstance,
  FastifyBaseLogger,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Quirks } from '../quirks.ts';
import { errorSchema } from '../schemas.ts';
import type { PracticeState } from '../state.ts';

export type PracticeApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What every route needs. */
export interface RouteContext {
  readonly state: PracticeState;
  readonly quirks: Quirks;
}

/** The bodies of errors; each route adds that of its success. */
export const errorResponses = { 400: errorSchema, 500: errorSchema };
