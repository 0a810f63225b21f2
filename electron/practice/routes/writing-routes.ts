import type { FastifyReply } from 'fastify';
import type { Change } from '../change.ts';
import { decideBadge, decideChange, decideCheck, decideCreation, decideRemoval } from '../decisions.ts';
import { answerDelete, answerPost, answerPut } from '../quirks/answers.ts';
import { readForms } from '../quirks/forms.ts';
import { bendInput, checkBadge, splitChange } from '../quirks/input.ts';
import { type Answer, refuse, settle } from '../refusal.ts';
import {
  badgeInputSchema,
  checkInputSchema,
  createdSchema,
  emptyJsonSchema,
  idParamsSchema,
  participantInputSchema,
} from '../schemas.ts';
import { findOperator } from './access.ts';
import { errorResponses, type PracticeApp, type RouteContext } from './context.ts';

const emptyResponse = { 200: emptyJsonSchema, ...errorResponses };

/** The operations that change the event. The caller has checked the operator already. */
export function addWritingRoutes(app: PracticeApp, context: RouteContext, implemented: boolean): void {
  if (context.quirks.has('form-encoding')) readForms(app);
  addParticipantWrites(app, context);
  addBadgeWrite(app, context);
  if (implemented || context.quirks.has('product-checks')) addCheckWrite(app, context);
}

function addParticipantWrites(app: PracticeApp, { state, quirks }: RouteContext): void {
  const { store } = state;

  app.post(
    '/participants',
    {
      schema: {
        body: participantInputSchema,
        response: { 200: createdSchema, ...errorResponses },
      },
    },
    (request, reply) => {
      const Id = store.nextPersonId;
      const input = settle(bendInput(request.body, { store, id: null }, quirks));
      state.commit(settle(decideCreation(store, input, state.now())));
      sendText(
        reply,
        answerPost(quirks, Id, () => store.participants.write(Id)),
      );
    },
  );

  app.put(
    '/participants/:Id',
    { schema: { params: idParamsSchema, body: participantInputSchema, response: emptyResponse } },
    (request, reply) => {
      const { Id } = request.params;
      for (const step of splitChange(request.body, quirks)) {
        const input = settle(bendInput(step, { store, id: Id }, quirks));
        commitIfAny(decideChange(store, Id, input, state.now()));
      }
      sendText(
        reply,
        answerPut(quirks, () => store.participants.write(Id)),
      );
    },
  );

  app.delete('/participants/:Id', { schema: { params: idParamsSchema, response: emptyResponse } }, (request, reply) => {
    commitIfAny(decideRemoval(store, request.params.Id, state.now()));
    sendText(reply, answerDelete(quirks));
  });

  function commitIfAny(answer: Answer<Change | undefined>): void {
    const change = settle(answer);
    if (change !== undefined) state.commit(change);
  }
}

/** Sends a body that is JSON already. */
function sendText(reply: FastifyReply, text: string): void {
  void reply
    .type('application/json; charset=utf-8')
    .serializer((body: string) => body)
    .send(text);
}

function addBadgeWrite(app: PracticeApp, context: RouteContext): void {
  const { state, quirks } = context;
  app.post(
    '/badges',
    { schema: { body: badgeInputSchema, response: { 200: createdSchema, ...errorResponses } } },
    (request, reply) => {
      const operator = settle(findOperator(request, context));
      const refusal = checkBadge(request.body, state.store, quirks);
      if (refusal !== undefined) settle(refuse(refusal));
      const change = settle(decideBadge(state.store, request.body, operator.Id, state.now()));
      state.commit(change);
      sendText(
        reply,
        answerPost(quirks, change.badge.Id, () => JSON.stringify(change.badge)),
      );
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
