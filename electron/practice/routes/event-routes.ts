import { placePing } from '../quirks/doors.ts';
import { presentFields } from '../quirks/event.ts';
import {
  badgeTemplatesSchema,
  eventSchema,
  fieldsSchema,
  operatorsSchema,
  partsSchema,
  pingSchema,
  productsSchema,
  statusesSchema,
} from '../schemas.ts';
import { errorResponses, type PracticeApp, type RouteContext } from './context.ts';

/** What describes the event. */
export function addEventRoutes(app: PracticeApp, { state, quirks }: RouteContext, implemented: boolean): void {
  const { store } = state;
  app.get('/event', { schema: { response: { 200: eventSchema, ...errorResponses } } }, () => store.info);
  app.get('/event/operators', { schema: { response: { 200: operatorsSchema, ...errorResponses } } }, () => ({
    Operators: [...store.operators],
  }));
  app.get('/event/statuses', { schema: { response: { 200: statusesSchema, ...errorResponses } } }, () => ({
    Statuses: [...store.statuses],
  }));
  app.get('/event/parts', { schema: { response: { 200: partsSchema, ...errorResponses } } }, () => ({
    Parts: [...store.event.parts],
  }));
  app.get('/event/products', { schema: { response: { 200: productsSchema, ...errorResponses } } }, () => ({
    Products: [...store.event.products],
  }));
  app.get('/participants/fields', { schema: { response: { 200: fieldsSchema, ...errorResponses } } }, () => {
    return presentFields(store.event.fields, quirks);
  });
  if (!implemented && !quirks.has('badge-templates')) return;
  app.get('/event/badges', { schema: { response: { 200: badgeTemplatesSchema, ...errorResponses } } }, () => [
    ...store.event.badgeTemplates,
  ]);
}

/** Ping, at the document's path and at the one the service had. */
export function addPingRoutes(app: PracticeApp, { state, quirks }: RouteContext): void {
  for (const path of placePing(quirks)) {
    app.get(path, { schema: { response: { 200: pingSchema, ...errorResponses } } }, () => ({
      DateSignal: state.now(),
    }));
  }
}
