import type { FastifyReply, FastifyRequest } from 'fastify';
import { mixUsers, readRefusedFeeds } from '../quirks/doors.ts';
import { forgiveSince, mostParticipants, placeOrderItems } from '../quirks/paging.ts';
import { refusals, refuse, settle } from '../refusal.ts';
import { idParamsSchema, usersQuerySchema, usersSchema } from '../schemas.ts';
import { findUsers } from '../user-search.ts';
import { errorResponses, type PracticeApp, type RouteContext } from './context.ts';
import { feedRoute, mostRows, readPage } from './feed-answer.ts';

const mostChecks = 200;
const notFound = 404;

/** The feeds and the search of RUNET-ID. */
export function addReadingRoutes(app: PracticeApp, context: RouteContext, implemented: boolean): void {
  const { quirks } = context;
  const { store } = context.state;
  if (quirks.has('since-invalid-is-everything')) {
    app.addHook('preValidation', (request, _reply, next) => {
      request.query = forgiveSince(request.query);
      next();
    });
  }
  const most = mostParticipants(quirks, mostRows);
  app.get('/participants', feedRoute, (request) => readPage(store.participants, request.query, context, most));
  const refused = readRefusedFeeds(quirks);
  if (refused.badges === undefined) {
    app.get('/badges', feedRoute, (request) => readPage(store.badges, request.query, context));
  } else if (refused.badges !== notFound) app.get('/badges', answerNothing(refused.badges));
  const orderItems = placeOrderItems(quirks);
  if (refused.orderItems === undefined) {
    app.get(orderItems, feedRoute, (request) => readPage(store.orderItems, request.query, context));
  } else if (refused.orderItems !== notFound) app.get(orderItems, answerNothing(refused.orderItems));
  if (!quirks.has('users-missing')) addUserRoute(app, context);
  if (!implemented && !quirks.has('product-checks')) return;
  app.get(
    '/products/:Id/checks',
    { ...feedRoute, schema: { ...feedRoute.schema, params: idParamsSchema } },
    (request) => {
      const { Id } = request.params;
      const checks = store.checks.get(Id) ?? settle(refuse(refusals.unknownProduct(Id)));
      return readPage(checks, request.query, context, mostChecks);
    },
  );
}

function addUserRoute(app: PracticeApp, { state, quirks }: RouteContext): void {
  const { people } = state.store;
  app.get(
    '/users',
    { schema: { querystring: usersQuerySchema, response: { 200: usersSchema, ...errorResponses } } },
    (request) => ({ Users: findUsers(mixUsers(people.values(), quirks), request.query.query) }),
  );
}

/** A route that is there and gives nothing; one that is not there is not registered, and answered as any unknown one. */
function answerNothing(status: number) {
  return (_request: FastifyRequest, reply: FastifyReply) => reply.code(status).send();
}
