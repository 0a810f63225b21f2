import { z } from 'zod';
import type { Change } from '../change.ts';
import { decideBadge, decideChange, decideCheck, decideCreation, decideRemoval } from '../decisions.ts';
import { type Answer, settle } from '../refusal.ts';
import {
  badgeInputSchema,
  checkInputSchema,
  createdSchema,
  emptyJson,
  emptyJsonSchema,
  idParamsSchema,
  participantInputSchema,
  participantSchema,
} from '../schemas.ts';
import { findOperator } from './access.ts';
import { errorResponses, type PracticeApp, type RouteContext } from './context.ts';

const emptyResponse = { 200: emptyJsonSchema, ...errorResponses };

/** The operations that change the event. The caller has checked the operator already. */
export function addWritingRoutes(app: PracticeApp, context: RouteContext, implemented: boolean): void {
  addParticipantWrites(app, context);
  addBadgeWrite(app, context);
  if (implemented) addCheckWrite(app, context);
}

function addParticipantWrites(app: PracticeApp, { state, quirks }: RouteContext): void {
  const { store } = state;
  const ignoresProfile = quirks.has('put-ignores-profile');

  app.post(
    '/participants',
    {
      schema: {
        body: participantInputSchema,
        response: { 200: z.union([createdSchema, participantSchema]), ...errorResponses },
      },
    },
    (request) => {
      const Id = store.nextPersonId;
      state.commit(settle(decideCreation(store, request.body, state.now())));
      return (quirks.has('post-returns-object') ? state.participant(Id) : undefined) ?? { Id };
    },
  );

  app.put(
    '/participants/:Id',
    { schema: { params: idParamsSchema, body: participantInputSchema, response: emptyResponse } },
    (request, reply) => {
      const input = ignoresProfile ? { ...request.body, fields: {} } : request.body;
      commitIfAny(decideChange(store, request.params.Id, input, state.now()));
      void reply.type('application/json');
      return emptyJson;
    },
  );

  app.delete('/participants/:Id', { schema: { params: idParamsSchema, response: emptyResponse } }, (request, reply) => {
    commitIfAny(decideRemoval(store, request.params.Id, state.now()));
    void reply.type('application/json');
    return emptyJson;
  });

  function commitIfAny(answer: Answer<Change | undefined>): void {
    const change = settle(answer);
    if (change !== undefined) state.commit(change);
  }
}

function addBadgeWrite(app: PracticeApp, { state }: RouteContext): void {
  app.post(
    '/badges',
    { schema: { body: badgeInputSchema, response: { 200: createdSchema, ...errorResponses } } },
    (request) => {
      const operator = settle(findOperator(request, state));
      const change = settle(decideBadge(state.store, request.body, operator.Id, state.now()));
      state.commit(change);
      return { Id: change.badge.Id };
    },
  );
}

function addCheckWrite(app: PracticeApp, { state }: RouteContext): void {
  app.post(
    '/products/:Id/checks',
    {
      schema: {
        params: idParamsSchema,
        body: checkInputSchema,
        response: { 200: createdSchema, ...errorResponses },
      },
    },
    (request) => {
      const change = settle(decideCheck(state.store, request.params.Id, request.body, state.now()));
      state.commit(change);
      return { Id: change.check.Id };
    },
  );
}
