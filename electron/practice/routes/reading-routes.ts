import { forgiveSince, mostParticipants, placeOrderItems } from '../quirks/paging.ts';
import { refusals, refuse, settle } from '../refusal.ts';
import { idParamsSchema, usersQuerySchema, usersSchema } from '../schemas.ts';
import { findUsers } from '../user-search.ts';
import { errorResponses, type PracticeApp, type RouteContext } from './context.ts';
import { feedRoute, mostRows, readPage } from './feed-answer.ts';

const mostChecks = 200;

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
  app.get('/badges', feedRoute, (request) => readPage(store.badges, request.query, context));
  app.get(placeOrderItems(quirks), feedRoute, (request) => readPage(store.orderItems, request.query, context));
  app.get(
    '/users',
    { schema: { querystring: usersQuerySchema, response: { 200: usersSchema, ...errorResponses } } },
    (request) => ({ Users: findUsers(store.people.values(), request.query.query) }),
  );
  if (!implemented) return;
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
